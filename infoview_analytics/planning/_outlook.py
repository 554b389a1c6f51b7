"""What many runs say: the chance of each goal, and the interval of a count."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from infoview_analytics.planning._standing import WEEKDAYS, Standing, begun
from infoview_analytics.weeks import Goal, day_numbers, on_break, period_numbers, period_starts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Outlook(NamedTuple):
    """The weeks or months that end in each of the coming weeks.

    Attributes
    ----------
    held : numpy.ndarray
        Their conversations, those that were held already too: runs by weeks.
    goal : numpy.ndarray
        What the goal asks of them; 0 in a break, and where no month ends.
    """

    held: Ints
    goal: Ints

    def chances(self) -> Floats:
        """Return the chance that each goal is kept, missing where nothing is asked."""
        kept = (self.held >= self.goal).mean(axis=0)
        return np.where(self.goal > 0, kept, np.nan)


def outlook(rng: np.random.Generator, held: Ints, now: Standing, goal: Goal, rows: Ints) -> Outlook:
    """Return what the runs, `held` in each of the weeks `rows`, bring to each week or month."""
    if not len(rows):
        return Outlook(held, np.zeros(0, dtype=np.int64))
    if goal.per == "week":
        total = held.copy()
        total[:, 0] += now.held_now
        counts = begun(rows, goal) & ~on_break(rows, goal)
        return Outlook(total, np.where(counts, goal.interviews, 0))
    first = day_numbers(period_starts(rows))
    first[0] = max(first[0], now.today + 1)
    month = _months(first)
    ends = np.append(month[1:], _months(day_numbers(period_starts(rows[-1:] + 1)))) > month
    early = np.where(ends, rng.binomial(held, _before_month_end(first, month)), held)
    in_month = np.cumsum(early, axis=1) + np.cumsum(held - early, axis=1) - (held - early)
    before = np.where(ends, in_month, 0)
    earlier = np.maximum.accumulate(np.column_stack([np.zeros(len(held)), before]), axis=1)
    so_far = (_months(now.held_on) == month[0]).sum() if len(now.held_on) else 0
    total = in_month - earlier[:, :-1].astype(np.int64) + np.where(month == month[0], so_far, 0)
    asked = ends & begun(month, goal, "month") & ~on_break(month, goal)
    return Outlook(total, np.where(asked, goal.interviews, 0))


def middle_counts(counts: Ints, cover: float) -> tuple[Ints, Ints]:
    """Return the least and the greatest count whose mid-distribution is in the middle `cover`."""
    tail = (1 - cover) / 2
    runs, columns = counts.shape
    if not columns:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    least = int(counts.min())
    span = int(counts.max()) - least + 1
    place = counts - least + np.arange(columns) * span
    share = np.bincount(place.ravel(), minlength=columns * span).reshape(columns, span) / runs
    middle = share.cumsum(axis=1) - share / 2
    inside = (middle > tail) & (middle < 1 - tail) & (share > 0)
    low = inside.argmax(axis=1)
    high = span - 1 - inside[:, ::-1].argmax(axis=1)
    return least + low, least + high


def _months(days: Ints) -> Ints:
    """Return the month of each day, both as numbers."""
    return period_numbers(days.astype("datetime64[D]"), "month")


def _before_month_end(first: Ints, month: Ints) -> Floats:
    """Return how much of each week, from its first day left, lies in that day's month."""
    days = first[:, None] + np.arange(7)
    weight = np.where(_weeks(days) == _weeks(first[:, None]), WEEKDAYS[(days + 3) % 7], 0)
    inside = (_months(days.ravel()).reshape(days.shape) == month[:, None]) * weight
    share: Floats = inside.sum(axis=1) / weight.sum(axis=1)
    return share


def _weeks(days: Ints) -> Ints:
    """Return the week of each day, both as numbers."""
    return (days + 3) // 7
