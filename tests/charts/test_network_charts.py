import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import infoview_analytics as iv
from infoview_analytics.charts._canvas import PAPER
from infoview_analytics.words.languages import in_language

SMALL = {
    "Ana Silva": (1, "held", 2),
    "Ben Okafor": (1, "declined", 0),
    "Chloe Ruiz": (2, "waiting", 1),
    "Dan Wu": (3, "lead", 0),
}
REFERRALS = [
    ("Ana Silva", "Chloe Ruiz", True),
    ("Chloe Ruiz", "Dan Wu", True),
    ("Ben Okafor", "Dan Wu", False),
]


@pytest.fixture
def small(layout):
    return layout(SMALL, REFERRALS)


@pytest.fixture
def crowd(layout):
    draws = np.random.default_rng(1)
    names = [f"Person {number}" for number in range(600)]
    rows = {
        name: (1 + number // 100, "held" if number % 2 else "lead", int(draws.integers(0, 90)))
        for number, name in enumerate(names)
    }
    pairs = [(names[i], names[i + 100], bool(i % 7)) for i in range(500)]
    return layout(rows, pairs)


def title(ax):
    return ax.get_title(loc="left")


def dots(ax):
    """Return the marks as rows of place, size, shape and fill."""
    (marks,) = (c for c in ax.collections if isinstance(c, PathCollection))
    return pd.DataFrame(
        {
            "place": [tuple(place) for place in marks.get_offsets()],
            "size": marks.get_sizes(),
            "corners": [len(path.vertices) for path in marks.get_paths()],
            "fill": [to_hex(color) for color in marks.get_facecolors()],
        },
        index=["lead", "declined", "waiting", "held", "you"],
    )


def lines(ax):
    """Return the collections of lines: from you, other namings, and those that reached people."""
    return [c for c in ax.collections if isinstance(c, LineCollection) and c.get_zorder() == 1.5]


def number_of(strokes):
    return int(np.isnan(strokes.get_paths()[0].vertices[:, 0]).sum())


def any_overlap(ax):
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    return any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_everybody_stands_once_and_you_in_the_middle(small):
    places = dots(iv.plot_referral_network(*small))["place"]
    assert places.nunique() == 5
    assert places["you"] == (0, 0)


def test_rings_grow_with_the_generation_and_directions_are_the_layouts(small):
    people, _ = small
    places = np.array(dots(iv.plot_referral_network(*small))["place"].tolist())
    lead, declined, waiting, held, _you = np.hypot(*places.T)
    assert held == pytest.approx(declined)
    assert held < waiting < lead == pytest.approx(1)
    wanted = np.arctan2(people["y"], people["x"])[1:]
    assert sorted(np.arctan2(*places[:-1].T[::-1])) == pytest.approx(sorted(wanted))


def test_a_lead_is_an_open_circle_and_states_differ_in_shape_and_fill(small):
    marks = dots(iv.plot_referral_network(*small))
    assert marks["fill"]["lead"] == PAPER
    assert not marks[["corners", "fill"]].duplicated().any()


def test_a_mark_grows_with_the_reach(small):
    sizes = dots(iv.plot_referral_network(*small))["size"]
    assert sizes["held"] > sizes["waiting"] > sizes["lead"]


def test_the_referrals_that_reached_people_are_full_and_the_others_dashed(small):
    yours, others, drawn = lines(iv.plot_referral_network(*small))
    assert [number_of(strokes) for strokes in (yours, others, drawn)] == [2, 1, 2]
    assert others.get_linestyle()[0][1] is not None
    assert drawn.get_linestyle()[0][1] is None
    assert drawn.get_linewidth()[0] > others.get_linewidth()[0]


def test_a_referral_of_somebody_who_is_not_there_is_left_out(layout):
    ax = iv.plot_referral_network(*layout(SMALL, [*REFERRALS, ("Nobody", "Dan Wu", True)]))
    assert [number_of(strokes) for strokes in lines(ax)] == [2, 1, 2]


def test_every_generation_has_its_ring_and_the_outermost_its_words(small, texts):
    words = texts(iv.plot_referral_network(*small))
    assert {"1st", "2nd", "3rd generation"} <= set(words)


def test_the_key_counts_the_states_that_there_are(small, texts):
    words = texts(iv.plot_referral_network(*small))
    assert "lead, not asked yet: 1" in words
    assert not any(word.startswith("date set") for word in words)


def test_the_key_covers_no_ring(small):
    ax = iv.plot_referral_network(*small)
    ax.figure.canvas.draw()
    words = [text for text in ax.texts if text.get_text()[-3:-1] == ": "]
    key = [text.get_window_extent() for text in words]
    corner = (max(box.x1 for box in key), min(box.y0 for box in key))
    assert np.hypot(*ax.transData.inverted().transform(corner)) > 1


def test_few_people_are_all_named(small, texts):
    assert {"You", *SMALL} <= set(texts(iv.plot_referral_network(*small)))


def test_names_of_neighbours_never_cover_each_other(layout):
    people, referrals = layout({f"Neighbour {i}": (1, "held", 0) for i in range(15)})
    people.loc["Neighbour 0":, "x"] = np.linspace(0.4, 0.6, 15)
    ax = iv.plot_referral_network(people.assign(y=1 - people["x"]), referrals)
    assert len(ax.texts) > 5
    assert not any_overlap(ax)


def test_of_many_people_those_with_the_largest_reach_are_named(crowd):
    people, _ = crowd
    ax = iv.plot_referral_network(*crowd)
    named = [text for text in ax.texts if text.get_text().startswith("Person")]
    assert 3 <= len(named) <= 6
    top = people.nlargest(41, "reach").index
    assert {text.get_text() for text in named} <= set(top)
    assert not any_overlap(ax)


def test_names_stay_on_the_figure(crowd):
    ax = iv.plot_referral_network(*crowd)
    ax.figure.canvas.draw()
    page = ax.figure.bbox
    assert all(page.contains(*text.get_window_extent().min) for text in ax.texts)
    assert all(page.contains(*text.get_window_extent().max) for text in ax.texts)


def test_the_title_tells_how_far_and_through_whom(small):
    assert title(iv.plot_referral_network(*small)) == (
        "4 people in 3 generations, 2 of them through Ana Silva"
    )


def test_without_a_referral_nobody_is_credited(layout):
    table = layout({"Ana": (1, "held", 0)})
    assert title(iv.plot_referral_network(*table)) == "1 person in 1 generation"
    assert "through" not in iv.describe_referral_network(*table)


def test_you_alone_are_said_in_words(layout):
    for table in (layout({}), tuple(part.iloc[:0] for part in layout({}))):
        assert title(iv.plot_referral_network(*table)) == "Nobody has been named or asked yet"
        assert iv.describe_referral_network(*table) == "Nobody has been named or asked yet."


def test_it_draws_on_the_axes_it_was_given(small):
    ax = Figure(figsize=(3, 3), layout="constrained").subplots()
    assert iv.plot_referral_network(*small, ax=ax) is ax


def test_the_words_count_generations_and_states(small):
    assert iv.describe_referral_network(*small) == (
        "4 people in 3 generations, 2 of them through Ana Silva, connected by 3 referrals. "
        "People by generation: generation 1: 2, generation 2: 1, generation 3: 1. "
        "Where they stand: talked with you 1; waiting for an answer 1; declined 1; lead, not "
        "asked yet 1. Most people came through Ana Silva (2) and Chloe Ruiz (1)."
    )


def test_in_french_you_and_the_rings_have_their_words(small, texts):
    with in_language("fr"):
        ax = iv.plot_referral_network(*small)
    assert title(ax) == "4 personnes en 3 g\xe9n\xe9rations, dont 2 gr\xe2ce \xe0 Ana Silva"
    assert {"Vous", "1re", "2e", "3e g\xe9n\xe9ration", *SMALL} <= set(texts(ax))


def test_the_name_that_you_gave_yourself_is_never_translated(small, texts):
    people, referrals = small
    with in_language("fr"):
        ax = iv.plot_referral_network(people.rename({"You": "nobody"}), referrals)
    assert "nobody" in texts(ax)
