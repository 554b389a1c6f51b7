import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import infoview_analytics as iv
from infoview_analytics.charts._canvas import PALE, PAPER, STRONG
from infoview_analytics.words.languages import in_language

CHARTS = [iv.plot_weekly_goal, iv.plot_cumulative_held]


def ended(ax):
    return ax.collections[0]


def running(ax):
    return ax.containers[0].patches


def line_of(ax, number):
    steps = [patch for patch in ax.patches if hasattr(patch, "get_data")]
    return list(steps[number].get_data()[0])


def test_each_week_is_a_bar_as_high_as_what_was_held(weekly):
    ax = iv.plot_weekly_goal(weekly([1, 0, 3, 2]))
    assert [bar.get_extents().height for bar in ended(ax).get_paths()] == [1, 0, 3]
    assert [bar.get_height() for bar in running(ax)] == [2]


def test_kept_weeks_are_strong_and_short_ones_pale(weekly):
    ax = iv.plot_weekly_goal(weekly([2, 1, 3, 0], goal=2))
    assert [to_hex(color) for color in ended(ax).get_facecolor()] == [STRONG, PALE, STRONG]


def test_the_running_week_alone_is_hatched_and_labelled(weekly, texts):
    ax = iv.plot_weekly_goal(weekly([1, 1, 1]))
    (bar,) = running(ax)
    assert bar.get_hatch()
    assert not ended(ax).get_hatch()
    assert to_hex(bar.get_facecolor()) == PAPER
    assert bar.get_center()[0] == 2
    assert "this\nweek" in texts(ax)


def test_weeks_that_brought_nothing_have_a_ring_unless_they_are_breaks_or_running(weekly):
    ax = iv.plot_weekly_goal(weekly([0, 0, 1, 0], breaks=[1]))
    _, rings = ax.collections
    assert rings.get_offsets().data.tolist() == [[0, 0]]


def test_the_goal_is_a_line_that_breaks_interrupt(weekly):
    ax = iv.plot_weekly_goal(weekly([1, 0, 1, 1], goal=2, breaks=[1]))
    np.testing.assert_equal(line_of(ax, 0), [2, np.nan, 2, 2])


def test_neighbouring_breaks_are_shaded_and_labelled_as_one(weekly, texts):
    ax = iv.plot_weekly_goal(weekly([1, 0, 0, 1, 1], breaks=[1, 2]))
    assert texts(ax).count("break") == 1
    (shade,) = (patch for patch in ax.patches if patch.get_zorder() == 0)
    sides = ax.transData.inverted().transform_bbox(shade.get_window_extent()).intervalx
    assert sides == pytest.approx([0.5, 2.5])


def test_the_title_leaves_the_running_week_and_breaks_out(weekly):
    ax = iv.plot_weekly_goal(weekly([1, 0, 0, 1, 0], breaks=[1]))
    assert ax.get_title(loc="left") == "Goal kept in 2 of 3 weeks"


def test_a_first_week_that_still_runs_is_not_judged(weekly):
    ax = iv.plot_weekly_goal(weekly([1]))
    assert ax.get_title(loc="left") == "The first week is still running"


def test_months_are_called_months(weekly, texts):
    table = weekly([4, 2, 1], goal=4, period="month")
    ax = iv.plot_weekly_goal(table)
    assert ax.get_title(loc="left") == "Goal kept in 1 of 2 months"
    assert "this\nmonth" in texts(ax)
    assert "This month: 1 held so far, 3 still to do." in iv.describe_weekly_goal(table)


@pytest.mark.parametrize(
    ("held", "finding"),
    [
        ([0, 0, 1], "1 interview behind the goal"),
        ([0, 0, 0], "2 interviews behind the goal"),
        ([1, 0, 1], "Even with the goal"),
        ([3, 1, 0], "2 interviews ahead of the goal"),
    ],
)
def test_the_gap_is_to_what_was_due_before_the_running_week(weekly, held, finding):
    table = weekly(held)
    assert iv.plot_cumulative_held(table).get_title(loc="left") == finding
    assert iv.describe_cumulative_held(table).startswith(f"{finding}.")


def test_both_cumulative_lines_end_at_their_labels(weekly, texts):
    ax = iv.plot_cumulative_held(weekly([1, 0, 2]))
    assert line_of(ax, 0) == [1, 2, 2]
    assert line_of(ax, 1) == [1, 1, 3]
    assert {"3 held", "2 due"} <= set(texts(ax))


def test_the_labels_of_lines_that_end_together_stand_apart(weekly):
    ax = iv.plot_cumulative_held(weekly([1, 1, 0]))
    ax.figure.canvas.draw()
    held, due = (t.get_window_extent() for t in ax.texts if t.get_text() in {"2 held", "2 due"})
    assert not held.overlaps(due)


@pytest.mark.parametrize("plot", CHARTS)
def test_it_draws_on_the_axes_it_was_given_and_opens_no_other(weekly, plot):
    figure, ax = plt.subplots()
    assert plot(weekly([1, 0]), ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("plot", CHARTS)
def test_a_figure_without_pyplot_will_do(weekly, plot):
    ax = Figure(layout="constrained").subplots()
    plot(weekly([1, 0]), ax=ax)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("plot", CHARTS)
def test_no_week_is_said_in_words(weekly, plot):
    assert plot(weekly([1]).iloc[:0]).get_title(loc="left") == "No week has begun yet"
    assert iv.describe_weekly_goal(weekly([1]).iloc[:0]) == "No week has begun yet."
    assert iv.describe_cumulative_held(weekly([1]).iloc[:0]) == "No week has begun yet."


@pytest.mark.parametrize("plot", CHARTS)
@pytest.mark.parametrize("weeks", [5, 26, 60, 300])
def test_the_labels_of_the_weeks_never_touch(weekly, stand_apart, plot, weeks):
    ax = plot(weekly([1] * weeks))
    ax.figure.canvas.draw()
    assert len(ax.get_xticklabels()) > 1
    assert stand_apart(ax.get_xticklabels())


def test_three_hundred_weeks_have_no_rings_and_bars_without_edges(weekly):
    ax = iv.plot_weekly_goal(weekly([0, 1] * 150))
    assert list(ax.collections) == [ended(ax)]
    assert ended(ax).get_linewidth() == [0]


def test_the_words_count_what_the_bars_show(weekly):
    assert iv.describe_weekly_goal(weekly([2, 0, 1, 0, 1], goal=2, breaks=[1])) == (
        "Goal kept in 1 of 3 weeks. 4 interviews held from the week of 5 January 2026 to the "
        "week of 2 February 2026, at most 2 in a week. 2 weeks fell short, 1 of them with no "
        "interview. 1 planned break week left out. This week: 1 held so far, 1 still to do."
    )


def test_one_group_of_several_levels_is_drawn_and_two_are_refused(weekly):
    one = pd.concat({"ana": weekly([1, 0])}, names=["student"])
    assert iv.plot_weekly_goal(one).get_title(loc="left") == "Goal kept in 1 of 1 week"
    two = pd.concat({"ana": weekly([1, 0]), "ben": weekly([1, 0])}, names=["student"])
    for refuse in (*CHARTS, iv.describe_weekly_goal, iv.describe_cumulative_held):
        with pytest.raises(ValueError, match=r"holds 2 groups .* table\.loc\['ana'\]"):
            refuse(two)


def test_the_table_is_left_as_it_was(weekly):
    table = weekly([1, 0, 2])
    before = table.copy(deep=True)
    for draw in CHARTS:
        draw(table)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("plot", CHARTS)
def test_french_words_beside_the_lines_stay_on_the_page(weekly, plot):
    with in_language("fr"):
        ax = plot(weekly([30, 12, 20], goal=100))
    ax.figure.draw_without_rendering()
    assert all(text.get_window_extent().x1 <= ax.figure.bbox.x1 for text in ax.texts)
    assert {text.get_text() for text in ax.texts} & {"objectif 100", "200 attendus"}


def test_weeks_and_months_have_their_own_gender_in_french(weekly):
    weeks, months = weekly([1]), weekly([1], period="month")
    with in_language("fr"):
        told = [iv.plot_weekly_goal(table).get_title(loc="left") for table in (weeks, months)]
    assert told == [
        "La premi\u00e8re semaine est encore en cours",
        "Le premier mois est encore en cours",
    ]
