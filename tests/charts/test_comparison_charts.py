import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from infoview_analytics.charts.comparisons import (
    describe_response_difference,
    describe_shrunk_rates,
    plot_response_difference,
    plot_shrunk_rates,
)
from infoview_analytics.charts.rendering import draw, render

AWKWARD = ["$x_{1}$", "\\frac{", "<script>", "\u6771\u4eac", "x" * 80, "\u202eright to left", ""]


@pytest.fixture
def difference():
    """Return a function that builds the comparison of two groups."""

    def build(first, second, low, high, *, names=("email", "form")):
        row = {"first": names[0], "second": names[1], "low": low, "high": high}
        for side, (k, n) in (("first", first), ("second", second)):
            row |= {f"{side}_answered": k, f"{side}_n": n, f"{side}_rate": k / n}
            row |= {f"{side}_low": max(k / n - 0.2, 0), f"{side}_high": min(k / n + 0.2, 1)}
        row["difference"] = row["first_rate"] - row["second_rate"]
        return pd.DataFrame([row, row], index=pd.Index(["raw", "ripe"], name="basis"))

    return build


@pytest.fixture
def shrunk():
    """Return a function that builds shrunk rates and their spread from {group: (k, n)}."""

    def build(groups, *, told_apart=True):
        index = pd.Index(list(groups), name="channel")
        table = pd.DataFrame(list(groups.values()), index, columns=["answered", "n"])
        table["rate"] = table["answered"] / table["n"]
        table["low"] = (table["rate"] - 0.2).clip(lower=0)
        table["high"] = (table["rate"] + 0.2).clip(upper=1)
        table["shrunk"] = (table["answered"] + 1) / (table["n"] + 2)
        table["shrunk_low"] = (table["shrunk"] - 0.1).clip(lower=0)
        table["shrunk_high"] = (table["shrunk"] + 0.1).clip(upper=1)
        totals = {"groups": len(table), "n": table["n"].sum(), "answered": table["answered"].sum()}
        rate = totals["answered"] / totals["n"] if len(table) else np.nan
        row = totals | {"rate": rate, "told_apart": told_apart}
        return table, pd.DataFrame([row], index=["all"])

    return build


def title(ax):
    return ax.get_title(loc="left")


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_two_groups_and_their_difference_are_three_rows(difference, texts):
    ax = plot_response_difference(difference((5, 10), (4, 10), -0.28, 0.44))
    assert labels(ax) == ["email", "form", "difference"]
    segments = [line.get_segments()[0][:, 0].tolist() for line in ax.collections]
    assert segments[2] == [-0.28, 0.44]
    assert ax.get_xlim()[0] < -0.28
    assert {"5 of 10", "50 %", "+10 points", "(\N{MINUS SIGN}28 to +44)"} <= set(texts(ax))


def test_the_difference_has_a_mark_of_its_own(difference):
    ax = plot_response_difference(difference((5, 10), (4, 10), -0.28, 0.44))
    assert [line.get_marker() for line in ax.lines[:3]] == ["o", "o", "D"]


@pytest.mark.parametrize(
    ("low", "high", "finding"),
    [
        (-0.2, 0.3, "email and form: no difference can be told"),
        (0.2, 0.3, "Answered more often: email than form"),
        (-0.3, -0.2, "Answered more often: form than email"),
    ],
)
def test_the_title_tells_only_what_can_be_told(difference, low, high, finding):
    assert title(plot_response_difference(difference((5, 10), (4, 10), low, high))) == finding


def test_below_five_no_difference_is_drawn(difference):
    table = difference((1, 4), (4, 10), -0.5, 0.4)
    ax = plot_response_difference(table)
    assert title(ax) == "email and form: too few to say whether they differ"
    assert "25 %" not in [text.get_text() for text in ax.texts]
    assert len(ax.collections) == 2
    assert "too few to say" in describe_response_difference(table)


def test_without_two_groups_there_are_words(difference):
    nothing = difference((5, 10), (4, 10), -0.2, 0.3).head(0)
    assert title(plot_response_difference(nothing)) == "There are no two groups to compare"


def test_the_ring_is_the_counted_rate_and_the_dot_the_shrunk_one(shrunk, texts):
    rates, spread = shrunk({"email": (9, 10), "phone": (1, 2)})
    ax = plot_shrunk_rates(rates, spread)
    _, ring, dot = ax.collections
    assert ring.get_offsets()[:, 0].tolist() == [0.9, 0.5]
    assert dot.get_offsets()[:, 0].tolist() == pytest.approx([10 / 12, 0.5])
    assert {"9 of 10", "90 %", "1 of 2", "too few to say"} <= set(texts(ax))


def test_the_order_is_a_ranking_only_where_groups_can_be_told_apart(shrunk):
    groups = {"low": (1, 30), "high": (9, 10)}
    assert labels(plot_shrunk_rates(*shrunk(groups))) == ["high", "low"]
    assert labels(plot_shrunk_rates(*shrunk(groups, told_apart=False))) == ["low", "high"]


@pytest.mark.parametrize(
    ("groups", "told_apart", "finding"),
    [
        ({}, False, "No request of a known group is old enough yet"),
        ({"a": (2, 9)}, False, "There is only one group, and nothing to rank"),
        ({"a": (1, 2), "b": (0, 2)}, True, "4 requests in 2 groups: too few to rank"),
        ({"a": (5, 9), "b": (4, 9)}, False, "Differences between 2 groups cannot be told"),
        ({"a": (9, 9), "b": (0, 9)}, True, "2 groups differ by more than chance"),
    ],
)
def test_the_verdict_is_the_title(shrunk, groups, told_apart, finding):
    tables = shrunk(groups, told_apart=told_apart)
    assert title(plot_shrunk_rates(*tables)).startswith(finding)
    assert describe_shrunk_rates(*tables)


def test_sixty_groups_grow_the_figure_and_the_rest_is_told(shrunk, texts):
    tables = shrunk({f"g{i:02}": (6, 9) for i in range(60)})
    ax = plot_shrunk_rates(*tables)
    assert len(labels(ax)) == 40
    assert any("20 more groups not drawn" in text for text in texts(ax))
    low = plot_shrunk_rates(*tables, ax=plt.subplots(figsize=(7, 2))[1])
    assert 1 < len(labels(low)) < 12


def test_any_name_may_be_a_group(difference, shrunk, parse):
    figures = [draw(plot_shrunk_rates, *shrunk(dict.fromkeys(AWKWARD, (6, 9))))]
    figures += [
        draw(plot_response_difference, difference((5, 10), (4, 10), 0.1, 0.3, names=(name, "b")))
        for name in AWKWARD
    ]
    for figure in figures:
        assert parse(render(figure, "svg")) is not None
        assert not any(text.get_parse_math() for text in figure.axes[0].texts)
