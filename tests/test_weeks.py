import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.weeks import day, on_break, period_numbers, period_starts


@pytest.mark.parametrize(
    ("date", "monday"),
    [("2026-03-29", "2026-03-23"), ("2026-03-30", "2026-03-30"), ("1969-12-31", "1969-12-29")],
)
def test_a_week_is_named_by_its_monday(date, monday):
    assert period_starts(period_numbers(pd.Timestamp(date))).tolist() == [pd.Timestamp(monday)]


def test_a_month_is_named_by_its_first_day():
    number = period_numbers(pd.Timestamp("2024-02-29"), "month")
    assert period_starts(number, "month").tolist() == [pd.Timestamp("2024-02-01")]


def test_a_day_has_no_hours_and_no_zone():
    assert day(pd.Timestamp("2026-03-29 23:30", tz="Europe/Paris")) == pd.Timestamp("2026-03-29")


@pytest.mark.parametrize("value", [None, pd.NaT, object()])
def test_nothing_is_no_day(value):
    with pytest.raises(iv.DayError, match="2026-03-29"):
        day(value)


@pytest.mark.parametrize("text", ["01/04/2026", "tomorrow", "2026-02-30", "20260401", ""])
def test_what_could_be_another_day_is_no_day(text):
    with pytest.raises(iv.DayError, match="2026-03-29"):
        day(text)


def test_a_week_is_a_break_from_half_its_days_on():
    goal = iv.Goal(breaks=(iv.Break(pd.Timestamp("2025-12-25"), pd.Timestamp("2026-01-02")),))
    weeks = period_numbers(pd.to_datetime(["2025-12-15", "2025-12-22", "2025-12-29"]))
    assert on_break(weeks, goal).tolist() == [False, True, True]
    short = iv.Goal(breaks=(iv.Break(pd.Timestamp("2025-12-26"), pd.Timestamp("2025-12-28")),))
    assert not on_break(weeks, short).any()


@pytest.mark.parametrize(
    "wrong",
    [
        {"interviews": 0},
        {"total": 0},
        {"per": "year"},
        {"starts_on": pd.Timestamp("2026-02-01"), "ends_on": pd.Timestamp("2026-01-01")},
    ],
)
def test_a_goal_that_nobody_could_keep_is_refused(wrong):
    with pytest.raises(iv.GoalError):
        iv.Goal(**wrong)


def test_a_break_that_ends_before_it_begins_is_refused():
    with pytest.raises(iv.GoalError, match="before it begins"):
        iv.Break(pd.Timestamp("2026-02-02"), pd.Timestamp("2026-02-01"))
