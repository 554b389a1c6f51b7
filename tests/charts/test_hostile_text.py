import json

import pytest
from matplotlib.figure import Figure

import infoview_analytics as iv
from infoview_analytics.charts._canvas import write
from infoview_analytics.charts.lettering import drawable
from infoview_analytics.charts.rendering import draw, render

AWKWARD = [
    "$x$",
    "$\\frac{",
    "_{",
    "^$^",
    "a -- b --> c",
    "<script>&amp;",
    "]]>",
    "\x00\x07\x1b",
    "line\nbreak\u2028here",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u6771\u4eac",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u202eright to left",
    "Z\u0334\u0350\u035b" * 9,
    "",
    "x" * 5000,
]


@pytest.fixture(params=["awkward", "naughty"])
def names(request):
    """Return hostile names, and the published ones where they are there."""
    if request.param == "awkward":
        return AWKWARD
    file = request.getfixturevalue("real") / "naughty-strings" / "blns.json"
    return json.loads(file.read_text(encoding="utf-8"))


def batches(names, size=40):
    different = list(dict.fromkeys(names))
    return [different[i : i + size] for i in range(0, len(different), size)]


@pytest.fixture
def is_sound(parse):
    """Return a function that renders a figure as XML; any warning fails the test."""
    return lambda figure: parse(render(figure, "svg")) is not None


def test_any_name_survives_every_format(names, parse):
    figure = Figure(figsize=(7, 70))
    ax = figure.add_axes((0, 0, 1, 1))
    for place, name in enumerate(names):
        write(ax, drawable(name), (0.1, place / len(names)))
    assert parse(render(figure, "svg", dpi=50)) is not None
    assert render(figure, "pdf").startswith(b"%PDF")
    assert render(figure, "png", dpi=50).startswith(b"\x89PNG")


def test_any_name_may_be_a_group(names, rates, is_sound):
    for batch in batches(names):
        table = rates(dict.fromkeys(batch, (6, 9)))
        figure = draw(iv.plot_response_rates, table)
        labels = figure.axes[0].get_yticklabels()
        assert [label.get_text() for label in labels] == [drawable(n, most=34) for n in batch]
        assert not any(label.get_parse_math() for label in labels)
        assert is_sound(figure)
        assert iv.describe_response_rates(table).isprintable()


def test_any_name_may_stand_in_a_title(rates, is_sound):
    for name in AWKWARD:
        table = rates({name: (90, 99), "other group": (9, 99)})
        assert is_sound(draw(iv.plot_response_rates, table))


def test_any_name_may_be_a_person(names, layout, is_sound):
    for batch in batches(names, size=18):
        rows = {name: (1, "held", len(batch) - place) for place, name in enumerate(batch)}
        pairs = [(batch[0], name, False) for name in batch[1:]]
        people, referrals = layout(rows, pairs)
        figure = draw(iv.plot_referral_network, people, referrals)
        assert not any(text.get_parse_math() for text in figure.axes[0].texts)
        assert is_sound(figure)
        assert iv.describe_referral_network(people, referrals).isprintable()


def test_any_name_may_be_yours(layout, is_sound):
    people, referrals = layout({"Ana": (1, "held", 0)})
    for name in AWKWARD:
        yours = people.rename({"You": name})
        assert is_sound(draw(iv.plot_referral_network, yours, referrals))


def test_a_stage_of_any_name_is_drawn(stages, is_sound):
    table = stages(9, 8, 7, 6, 5, 5, 5)
    for name in AWKWARD:
        renamed = table.set_axis([name, *table.index[1:]])
        assert is_sound(draw(iv.plot_funnel, renamed))
