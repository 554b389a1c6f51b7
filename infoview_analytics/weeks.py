"""The calendar of a campaign: its days, its weeks, its goal and its breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.errors import DayError, GoalError

Day = pd.Timestamp | date | str
Per = Literal["week", "month"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_THURSDAY_TO_MONDAY = 3  # the first of January 1970 was a Thursday
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Break:
    """Days, both ends included, on which nobody is expected to interview.

    Attributes
    ----------
    first, last : pandas.Timestamp
        The first and the last day of the break.
    """

    first: pd.Timestamp
    last: pd.Timestamp

    def __post_init__(self) -> None:
        """Refuse a break that ends before it begins."""
        if self.last < self.first:
            message = f"A break ends on {self.last:%Y-%m-%d}, before it begins. Swap its days."
            raise GoalError(message)


@dataclass(frozen=True, slots=True)
class Goal:
    """So many interviews in each week or month, and until when.

    Attributes
    ----------
    interviews : int
        How many each period should bring, at least 1.
    per : {"week", "month"}
        The period.
    starts_on : pandas.Timestamp, optional
        The campaign begins with the week (or month) of this day. The Monday of the first
        request if left out.
    ends_on : pandas.Timestamp, optional
        It ends with the week (or month) of this day. An open campaign if left out.
    total : int, optional
        The number that an assignment asks for, if there is one.
    breaks : tuple of Break
        Planned breaks: a period with at least half its days in them counts neither way.
    """

    interviews: int = 1
    per: Per = "week"
    starts_on: pd.Timestamp | None = None
    ends_on: pd.Timestamp | None = None
    total: int | None = None
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a goal that nobody could keep."""
        if self.interviews < 1 or (self.total is not None and self.total < 1):
            message = "A goal needs at least 1 interview. Leave it out if there is none."
            raise GoalError(message)
        if self.per not in ("week", "month"):
            message = f'A goal is per "week" or per "month", not {self.per!r}.'
            raise GoalError(message)
        first, last = self.starts_on, self.ends_on
        if first is not None and last is not None and last < first:
            message = f"The goal ends on {last:%Y-%m-%d}, before it starts. Swap its days."
            raise GoalError(message)


def day(value: Day) -> pd.Timestamp:
    """Return a day without its hours and time zone.

    Parameters
    ----------
    value : pandas.Timestamp, datetime.date or str
        A day, such as ``"2026-03-29"``.

    Returns
    -------
    pandas.Timestamp
        Midnight at the start of that day, without a time zone.

    Raises
    ------
    DayError
        If it is not a day, or a text in which the day and the month could be taken for each
        other.
    """
    if isinstance(value, str) and not _DAY.fullmatch(value):
        message = f"{value!r} is not a day like 2026-03-29. Write the year, the month, the day."
        raise DayError(message)
    try:
        stamp: Any = pd.Timestamp(value)  # NaT for None
    except (TypeError, ValueError) as error:
        message = f"{value!r} is not a day: {error}. Write one like 2026-03-29."
        raise DayError(message) from error
    if pd.isna(stamp):
        message = f"{value!r} is not a day. Write one like 2026-03-29."
        raise DayError(message)
    midnight: pd.Timestamp = stamp.tz_localize(None).normalize()
    return midnight


def day_numbers(dates: Any) -> npt.NDArray[np.int64]:  # noqa: ANN401
    """Return whole days since 1970-01-01.

    Parameters
    ----------
    dates : pandas.Series, pandas.DatetimeIndex or pandas.Timestamp
        Days without a missing one.

    Returns
    -------
    numpy.ndarray
        One int64 for each day.
    """
    return np.atleast_1d(np.asarray(dates, dtype="datetime64[D]")).astype(np.int64)


def period_numbers(dates: Any, per: Per = "week") -> npt.NDArray[np.int64]:  # noqa: ANN401
    """Return the running number of the week or month of each day.

    Parameters
    ----------
    dates : pandas.Series, pandas.DatetimeIndex or pandas.Timestamp
        Days without a missing one.
    per : {"week", "month"}
        Weeks run from Monday to Sunday, months are the calendar's.

    Returns
    -------
    numpy.ndarray
        One int64 for each day; neighbouring periods differ by one.
    """
    if per == "month":
        days = np.atleast_1d(np.asarray(dates, dtype="datetime64[D]"))
        return days.astype("datetime64[M]").astype(np.int64)
    return (day_numbers(dates) + _THURSDAY_TO_MONDAY) // _WEEK


def period_starts(numbers: npt.NDArray[np.int64], per: Per = "week") -> pd.DatetimeIndex:
    """Return the first day of each numbered period; undoes `period_numbers`.

    Parameters
    ----------
    numbers : numpy.ndarray
        As `period_numbers` gives them.
    per : {"week", "month"}
        What was numbered.

    Returns
    -------
    pandas.DatetimeIndex
        Mondays, or firsts of the month, named ``week`` or ``month``.
    """
    if per == "month":
        days = np.asarray(numbers).astype("datetime64[M]").astype("datetime64[D]")
    else:
        days = (np.asarray(numbers) * _WEEK - _THURSDAY_TO_MONDAY).astype("datetime64[D]")
    return pd.DatetimeIndex(days.astype("datetime64[s]"), name=per)


def on_break(numbers: npt.NDArray[np.int64], goal: Goal) -> npt.NDArray[np.bool_]:
    """Tell which periods are planned breaks: at least half their days lie in one.

    Parameters
    ----------
    numbers : numpy.ndarray
        Periods as `period_numbers` gives them for ``goal.per``.
    goal : Goal
        Holds the breaks.

    Returns
    -------
    numpy.ndarray
        One bool for each period.
    """
    first = day_numbers(period_starts(numbers, goal.per))
    last = day_numbers(period_starts(np.asarray(numbers) + 1, goal.per)) - 1
    off = np.zeros(len(first), dtype=np.int64)
    for planned in goal.breaks:
        begin, end = day_numbers(planned.first)[0], day_numbers(planned.last)[0]
        off += np.clip(np.minimum(last, end) - np.maximum(first, begin) + 1, 0, None)
    return 2 * off >= last - first + 1
