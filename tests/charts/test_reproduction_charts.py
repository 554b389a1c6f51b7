import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from infoview_analytics.charts.reproduction import (
    describe_lead_survival,
    describe_reproduction,
    plot_lead_survival,
    plot_reproduction,
)
from infoview_analytics.words.languages import in_language

PARTS = ["names_per_interview", "asked", "held", "r"]


@pytest.fixture
def table():
    rows = {
        "n": [20, 24, 18, 20],
        "count": [24, 18, 9, 9],
        "not_yet_known": [2, 3, 0, 3],
        "estimate": [1.2, 0.8, 0.5, 0.48],
        "low": [0.8, 0.6, 0.3, 0.2],
        "high": [1.7, 0.9, 0.7, 0.9],
        "watched_days": 60,
        "horizon_days": 60,
        "weakest": [True, False, False, False],
    }
    return pd.DataFrame(rows, index=pd.Index(PARTS, name="part"))


@pytest.fixture
def survival():
    def build(*chances, in_hand=8, pace=1.9):
        index = pd.date_range("2026-05-04", periods=len(chances), freq="7D", name="week")
        table = pd.DataFrame({"chance_left": list(chances)}, index=index, dtype=float)
        return table.assign(leads=2.0, in_hand=in_hand, asked_per_week=pace)

    return build


def title(ax):
    return ax.get_title(loc="left")


def dots(ax):
    return [point for marks in ax.collections for point in np.asarray(marks.get_offsets()).tolist()]


def test_each_part_has_its_dot_at_its_estimate(table):
    places = dots(plot_reproduction(table))
    for place, estimate in enumerate(table["estimate"]):
        assert [estimate, place] in places


def test_each_part_has_its_interval(table):
    lines = plot_reproduction(table).collections
    ends = [
        segment[:, 0].tolist()
        for marks in lines
        for segment in getattr(marks, "get_segments", list)()
        if len(segment) == 2 and segment[0, 1] == segment[1, 1]
    ]
    assert ends == table[["low", "high"]].to_numpy().tolist()


def test_an_interval_beyond_the_axis_ends_in_an_arrow(table):
    table.loc["r", "high"] = 9.0
    ax = plot_reproduction(table)
    assert ax.get_xlim()[1] == 4
    assert [line.get_marker() for line in ax.lines] == [">"]


def test_the_weakest_part_is_named_and_ringed(table, texts):
    ax = plot_reproduction(table)
    assert texts(ax).count("most to gain here") == 1
    assert dots(ax).count([1.2, 0.0]) == 2  # the dot and its ring
    table["weakest"] = False
    assert "most to gain here" not in texts(plot_reproduction(table))


def test_the_numbers_behind_each_part_stand_beside_it(table, texts):
    words = texts(plot_reproduction(table))
    for expected in ("24 in 20 interviews", "18 of 24, 3 may still be", "9 of 18", "80 %", "0.5"):
        assert expected in words


def test_a_share_of_few_has_no_percentage(table, texts):
    table.loc["held", ["n", "count"]] = [3, 1]
    words = texts(plot_reproduction(table))
    assert "too few to say" in words
    assert "50 %" not in words


def test_where_nobody_was_asked_the_asking_has_the_ring(table, texts):
    table.loc["asked", ["count", "estimate", "low"]] = 0
    table.loc["held", ["n", "count", "estimate", "low", "high"]] = [0, 0, np.nan, np.nan, np.nan]
    table.loc["r", ["count", "estimate", "low"]] = 0
    table["weakest"] = table.index == "asked"
    ax = plot_reproduction(table)
    assert title(ax) == "No interview has led to another yet"
    assert dots(ax).count([0.0, 1.0]) == 2
    assert "nobody asked yet" in texts(ax)


@pytest.mark.parametrize(
    ("low", "high", "finding"),
    [
        (0.2, 0.9, "The chain does not feed itself: R is 0.5"),
        (0.2, 1.4, "The chain may or may not feed itself: R is 0.5"),
        (1.1, 2.4, "The chain feeds itself: R is 0.5"),
    ],
)
def test_the_title_is_the_verdict(table, low, high, finding):
    table.loc["r", ["low", "high"]] = low, high
    assert title(plot_reproduction(table)) == finding


def test_too_few_interviews_are_said_in_words(table):
    table["n"], table["estimate"] = 4, np.nan
    ax = plot_reproduction(table)
    assert title(ax) == "4 interviews held: too few to say whether the chain feeds itself"
    assert describe_reproduction(table) == f"{title(ax)}."


def test_an_unknown_r_is_said_in_words(table):
    table.loc[["held", "r"], "estimate"] = np.nan
    assert "too early to say" in title(plot_reproduction(table))


def test_it_draws_on_the_axes_it_was_given(table, survival):
    figure, (one, other) = plt.subplots(2)
    assert plot_reproduction(table, ax=one) is one
    assert plot_lead_survival(survival(0.9, 0.8), ax=other) is other
    assert plt.get_fignums() == [figure.number]


def test_the_chance_is_drawn_week_by_week(survival):
    line = plot_lead_survival(survival(1, 0.9, 0.4, 0.3)).lines[0]
    assert line.get_ydata().tolist() == [1, 0.9, 0.4, 0.3]


def test_the_first_week_below_a_half_and_the_last_are_told(survival, texts):
    words = texts(plot_lead_survival(survival(1, 0.9, 0.45, 0.4, 0.31)))
    assert {"45 %", "31 %"} <= set(words)
    assert "90 %" not in words


@pytest.mark.parametrize(
    ("chances", "finding"),
    [
        ((1, 0.9, 0.8), "8 leads in hand: 80 % that they last until the week of 18 May 2026"),
        ((1, 1), "8 leads in hand: over 99 % that they last until the week of 11 May 2026"),
        ((1, 0.4), "8 leads in hand: they may well have run out by the week of 11 May 2026"),
    ],
)
def test_the_title_tells_how_long_they_last(survival, chances, finding):
    assert title(plot_lead_survival(survival(*chances))) == finding


def test_no_week_s_chance_is_written_as_sure(survival, texts):
    assert "under 1 %" in texts(plot_lead_survival(survival(1, 0)))
    words = texts(plot_lead_survival(survival(1, 1)))
    assert "over 99 %" in words
    assert "over 99 %" in describe_lead_survival(survival(1, 1))


def test_leads_without_a_chance_are_said_in_words(survival):
    assert title(plot_lead_survival(survival())).startswith("Too few interviews")
    assert title(plot_lead_survival(survival(0, 0, in_hand=0))) == "Nobody is left to ask"
    assert "none was asked lately" in title(plot_lead_survival(survival(1, 1, pace=0.0)))


def test_one_week_and_forty_are_enough(survival):
    for chances in ([0.5], np.linspace(1, 0, 40)):
        plot_lead_survival(survival(*chances)).figure.canvas.draw()


def test_the_alt_text_tells_pace_and_chance(survival):
    words = describe_lead_survival(survival(1, 0.8))
    assert "8 contacts" in words
    assert "80 %" in words


def test_in_french_there_are_decimal_commas_and_room_for_the_words(table, texts):
    with in_language("fr"):
        ax = plot_reproduction(table)
    ax.figure.canvas.draw()
    assert title(ax).endswith(": R vaut 0,5")
    assert {"0,5", "1,2"} <= set(texts(ax))
    assert all(label.get_window_extent().x0 > 0 for label in ax.get_yticklabels())
