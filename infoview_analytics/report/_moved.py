"""Weeks and months under the days by which they are told."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.weeks import Day, Per, day, period_numbers, period_starts


def moved(table: pd.DataFrame, as_of: Day, told_as_of: Day | None) -> pd.DataFrame:
    """Return a table of weeks or months, moved so that the last day is told as another one.

    Its numbers stay. Weeks move by whole weeks and months by whole months, so that the period of
    `as_of` becomes that of `told_as_of`.
    """
    if told_as_of is None:
        return table
    starts = pd.DatetimeIndex(table.index)
    per: Per = "month" if starts.name == "month" else "week"
    days = pd.DatetimeIndex([day(as_of), day(told_as_of)])
    before, after = period_numbers(days, per)
    told = period_starts(period_numbers(starts, per) - before + after, per)
    return table.set_axis(told.rename(starts.name), axis="index")
