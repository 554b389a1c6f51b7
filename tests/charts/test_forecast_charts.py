"""The fan of what may come, and how good such forecasts were."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from infoview_analytics.charts._canvas import PAPER, QUIET, STRONG
from infoview_analytics.charts.forecasts import (
    describe_forecast,
    describe_reliability,
    plot_forecast,
    plot_reliability,
)
from infoview_analytics.words.languages import in_language

LAST = pd.Timestamp("2026-02-02")  # the running week of `weekly([...])` with five weeks


@pytest.fixture
def ahead():
    """Return a function that builds the forecast of so many weeks."""

    def build(weeks, *, held=4, so_far=0, total=12, basis="own weeks", p_total=0.45):
        starts = pd.date_range(LAST, periods=weeks, freq="7D", name="week")
        step = np.arange(1, weeks + 1)
        table = pd.DataFrame({"goal": 1, "expected": 1.0, "p_goal": 0.6}, index=starts)
        table["held_so_far"] = np.where(step == 1, so_far, 0)
        for name, slope in (("low_95", 0), ("low_80", 1), ("median", 2), ("high_80", 3)):
            table[f"total_{name}"] = held + slope * step
        table["total_high_95"] = held + 4 * step
        table["p_total"], table["held"], table["basis"] = p_total, held, basis
        table["total"] = pd.array([total] * weeks, dtype="Int64")
        return table

    return build


def reliability(*rows):
    table = pd.DataFrame(rows, columns=["n", "told", "kept"])
    table["rate"] = table["kept"] / table["n"]
    table["low"], table["high"] = table["rate"] * 0.8, table["rate"] * 0.8 + 0.2
    return table


def title(ax):
    return ax.get_title(loc="left")


def test_the_past_is_a_line_and_what_may_come_goes_on_from_it(weekly, ahead):
    ax = plot_forecast(ahead(3, held=4), weekly([1, 0, 2, 1, 0]))
    middle, past = ax.lines[:2]
    assert past.get_ydata().tolist() == [1, 1, 3, 4]
    assert middle.get_ydata().tolist() == [4, 6, 8, 10]
    assert middle.get_xdata()[0] == past.get_xdata()[-1]


def test_two_bands_hold_eight_and_nineteen_of_twenty(weekly, ahead):
    ax = plot_forecast(ahead(3), weekly([1, 0, 2, 1, 0]))
    wide, narrow = (band.get_paths()[0].get_extents() for band in ax.collections[:2])
    assert (wide.y0, wide.y1) == (4, 16)
    assert (narrow.y0, narrow.y1) == (4, 13)


def test_what_was_held_this_week_is_no_part_of_the_last_one(ahead):
    ax = plot_forecast(ahead(3, held=5, so_far=2))
    assert ax.lines[0].get_ydata()[0] == 3


def test_the_total_is_a_line_with_its_name(weekly, ahead, texts):
    ax = plot_forecast(ahead(3), weekly([1, 0, 2, 1, 0]))
    assert "total 12" in texts(ax)
    assert [12, 12] in [list(line.get_ydata()) for line in ax.lines]


def test_a_total_far_above_does_not_squeeze_the_fan(ahead, texts):
    ax = plot_forecast(ahead(3, total=400, p_total=0.0))
    assert "total 400, above" in texts(ax)
    assert ax.get_ylim()[1] < 40


def test_counts_far_from_0_do_not_hide_what_may_come(ahead):
    low, high = plot_forecast(ahead(3, held=1000, total=1010)).get_ylim()
    assert low > 900
    assert high > 1012


def test_the_title_is_the_chance_of_the_total_or_the_range(ahead):
    assert (
        title(plot_forecast(ahead(3)))
        == "12 in all by the week of 16 February 2026: a chance of 45 %"
    )
    open_ = title(plot_forecast(ahead(3, total=pd.NA)))
    assert open_ == "7 to 13 conversations by the week of 16 February 2026"
    assert title(plot_forecast(ahead(3, held=15))) == "The total of 12 is reached: 15 held"


def test_what_rests_on_assumptions_says_so(ahead):
    assert title(plot_forecast(ahead(3, basis="priors"))).startswith("Mostly assumed: ")


def test_an_ended_campaign_is_said_in_french(ahead):
    with in_language("fr"):
        ax = plot_forecast(ahead(2).iloc[:0])
    assert title(ax).startswith("Rien \xe0 pr\xe9voir\N{NARROW NO-BREAK SPACE}: ")


def test_the_bands_are_told_without_a_color_and_the_inner_one_has_an_edge(ahead):
    outer, inner = (ax := plot_forecast(ahead(4))).collections[:2]
    assert "inner band" in ax.texts[-1].get_text()
    assert to_hex(inner.get_edgecolor()[0]) == STRONG != to_hex(outer.get_edgecolor()[0])


def test_an_ended_campaign_is_said_in_words(ahead):
    ax = plot_forecast(ahead(3).iloc[:0])
    assert (
        title(ax) == "Nothing to forecast: no request has been sent yet, or the campaign has ended"
    )
    assert not ax.lines


@pytest.mark.parametrize("weeks", [1, 3, 26])
def test_the_labels_at_the_right_stand_apart(weekly, ahead, weeks):
    ax = plot_forecast(ahead(weeks), weekly([1, 0, 2, 1, 0]))
    ax.figure.canvas.draw()
    right = ax.get_window_extent().x1
    boxes = [text.get_window_extent() for text in ax.texts if text.get_window_extent().x0 > right]
    boxes.sort(key=lambda box: box.y0)
    assert len(boxes) == 3
    middles = [(box.y0 + box.y1) / 2 for box in boxes]
    assert np.diff(middles).min() > 10 * ax.figure.dpi / 72
    assert max(box.x1 for box in boxes) <= ax.figure.bbox.x1


def test_it_draws_on_the_axes_it_was_given_and_opens_no_other(ahead):
    figure, ax = plt.subplots()
    assert plot_forecast(ahead(3), ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


def test_the_alt_text_is_the_forecast_in_words(ahead):
    assert "The chance of 12 in all" in describe_forecast(ahead(3))


def test_each_fifth_is_a_dot_with_its_numbers_and_few_are_hollow(texts):
    ax = plot_reliability(reliability((3, 0.1, 0), (9, 0.9, 8)))
    dots = ax.collections[-1]
    assert dots.get_offsets().data.tolist() == pytest.approx(np.array([[0.1, 0], [0.9, 8 / 9]]))
    assert [to_hex(color) for color in dots.get_facecolor()] == [PAPER, STRONG]
    assert [to_hex(color) for color in dots.get_edgecolor()] == [QUIET, STRONG]
    assert {"0 of 3", "8 of 9"} <= set(texts(ax))


def test_the_title_sets_what_was_told_beside_what_was_kept():
    table = reliability((3, 0.1, 0), (9, 0.9, 8))
    assert title(plot_reliability(table)) == "Told a chance of 70 % on average, kept 8 of 12 goals"
    assert describe_reliability(table).endswith(
        "Told 10 % on average, kept 0 of 3; told 90 % on average, kept 8 of 9."
    )


@pytest.mark.parametrize(("rows", "seen"), [([], "none"), ([(7, 0.5, 3)], "only 7")])
def test_too_few_past_weeks_are_said_in_words(rows, seen):
    ax = plot_reliability(reliability(*rows))
    assert title(ax) == f"Past goals that could be forecast: {seen}, too few to say how good it is"
    assert not ax.lines
    assert describe_reliability(reliability(*rows)) == f"{title(ax)}."


def test_no_chance_on_an_eve_is_told_as_sure():
    sure = reliability((10, 1.0, 9))
    assert (
        title(plot_reliability(sure)) == "Told a chance of over 99 % on average, kept 9 of 10 goals"
    )
    assert "told over 99 % on average" in describe_reliability(sure).lower()
