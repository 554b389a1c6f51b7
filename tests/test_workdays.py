from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_analytics.weeks import Break
from infoview_analytics.workdays import Workdays

EASTER = [date(2026, 4, 3), date(2026, 4, 6)]


def spring_break():
    return Break(pd.Timestamp("2026-02-16"), pd.Timestamp("2026-02-22"))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-03-04", 0, "2026-03-04"),
        ("2026-03-07", 0, "2026-03-09"),  # a Saturday rests until Monday
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),  # the first business day after a Saturday
        ("2026-03-04", 3, "2026-03-09"),
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-02-13", 1, "2026-02-23"),  # over the break
        ("2026-02-18", 0, "2026-02-23"),
    ],
)
def test_weekends_holidays_and_breaks_are_no_business_days(start, count, end):
    days = Workdays(EASTER, [spring_break()])
    assert days.after(pd.Timestamp(start), count) == pd.DatetimeIndex([end])


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-03-09", 1, "2026-03-06"),
        ("2026-03-08", 0, "2026-03-06"),
        ("2026-03-08", 1, "2026-03-06"),  # the last business day before a Sunday
        ("2026-04-07", 2, "2026-04-01"),
    ],
)
def test_they_count_backwards_too(start, count, end):
    assert Workdays(EASTER).before(pd.Timestamp(start), count) == pd.DatetimeIndex([end])


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 30))
def test_as_many_business_days_lie_between_as_were_counted(start, count):
    end = Workdays(EASTER).after(pd.Timestamp(start), count)[0]
    passed = np.busday_count(start, end.date(), holidays=EASTER)
    is_one = bool(np.is_busday(start, holidays=EASTER))
    assert passed == (count if is_one or not count else count - 1)


def test_many_days_are_counted_at_once_and_none_is_none():
    days = pd.Series(pd.to_datetime(["2026-03-06", "2026-03-04"]))
    assert list(Workdays().after(days, 1)) == [
        pd.Timestamp("2026-03-09"),
        pd.Timestamp("2026-03-05"),
    ]
    assert len(Workdays().after(days[:0], 1)) == 0
