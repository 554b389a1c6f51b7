import pandas as pd
import pytest
from matplotlib.colors import to_hex

import infoview_analytics as iv
from infoview_analytics.charts._canvas import QUIET, STRONG


@pytest.fixture
def habits():
    """Return a function that builds the table of `care` from {habit: (count, n)}."""

    def build(counts, *, not_yet_known=0):
        index = pd.Index(list(counts), name="habit")
        table = pd.DataFrame(list(counts.values()), index, columns=["count", "n"])
        share = iv.wilson_interval(table["count"].clip(upper=table["n"]), table["n"])
        table = table.join(share).assign(not_yet_known=not_yet_known)
        if "nudges_per_request" in counts:
            table.loc["nudges_per_request", ["low", "high"]] = float("nan")
        return table

    return build


def title(ax):
    return ax.get_title(loc="left")


def test_each_habit_is_a_dot_on_its_interval_with_its_numbers(habits, texts):
    table = habits({"prepared": (9, 10), "thanked_in_time": (5, 20)})
    ax = iv.plot_care(table)
    lines, dots = ax.collections
    assert dots.get_offsets().data.tolist() == [[0.9, 0], [0.25, 1]]
    assert lines.get_segments()[1][:, 0].tolist() == table[["low", "high"]].iloc[1].tolist()
    assert {"9 of 10", "90 %", "5 of 20", "25 %", "thanked in time"} <= set(texts(ax))
    assert title(ax) == "Kept least often: thanked in time, 5 of 20"


def test_too_few_are_grey_and_have_no_percentage(habits, texts):
    ax = iv.plot_care(habits({"prepared": (9, 10), "thanked_in_time": (0, 4)}))
    assert [to_hex(color) for color in ax.collections[-1].get_facecolors()] == [STRONG, QUIET]
    assert "too few to say" in texts(ax)
    assert title(ax) == "Kept least often: prepared for the talk, 9 of 10"


def test_nudges_and_habits_without_occasion_have_no_row(habits):
    table = habits({"prepared": (9, 10), "advice_told": (0, 0), "nudges_per_request": (30, 10)})
    ax = iv.plot_care(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["prepared for the talk"]
    assert "nudges" not in iv.describe_care(table)


def test_to_give_back_is_a_pleasure_and_never_the_finding(habits):
    table = habits({"prepared": (9, 10), "given_back": (0, 30)})
    assert "prepared" in title(iv.plot_care(table))
    assert title(iv.plot_care(habits({"given_back": (0, 30)}))).endswith("too few to say")


def test_who_keeps_everything_is_told_so(habits):
    assert title(iv.plot_care(habits({"prepared": (9, 9)}))) == "Every habit was kept every time"


def test_without_an_occasion_it_says_so(habits):
    table = habits({"prepared": (0, 0)})
    assert title(iv.plot_care(table)) == "There was no occasion yet"
    assert iv.describe_care(table) == "There was no occasion yet."


def test_the_description_tells_each_habit_with_its_numbers(habits):
    words = iv.describe_care(habits({"prepared": (9, 10), "thanked_in_time": (1, 2)}))
    assert "prepared for the talk, 9 of 10, 90 %" in words
    assert "thanked in time, 1 of 2, too few to say" in words
