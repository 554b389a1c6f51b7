"""What each week brought against the goal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import as_known, column
from infoview_analytics.groups import By, Counts, group_rows, nest
from infoview_analytics.weeks import (
    Day,
    Goal,
    day,
    on_break,
    period_numbers,
    period_starts,
)

_ONE_A_WEEK = Goal()


@dataclass(frozen=True, slots=True)
class _Grid:
    """One row for each period of each group, a group's periods in a row."""

    first: Counts  # the first period of each group
    length: Counts  # how many periods each group has
    group: Counts
    period: Counts

    @property
    def starts(self) -> Counts:
        """The row on which each group begins."""
        return np.cumsum(self.length) - self.length

    def count(self, group: Counts, dates: pd.Series, goal: Goal) -> Counts:
        """Return how many of `dates` fall on each row; dates outside the grid on none."""
        known = dates.notna().to_numpy()
        group, period = (
            group[known],
            period_numbers(dates[known], goal.per) - self.first[group[known]],
        )
        inside = (period >= 0) & (period < self.length[group])
        rows = self.starts[group[inside]] + period[inside]
        return np.bincount(rows, minlength=len(self.period))

    def running_sum(self, values: Counts) -> Counts:
        """Return the cumulative sum of each group on its own."""
        total = np.concatenate([[0], np.cumsum(values)])
        so_far: Counts = total[1:] - np.repeat(total[self.starts], self.length)
        return so_far


def weekly_goal(
    interviews: pd.DataFrame, *, goal: Goal = _ONE_A_WEEK, as_of: Day, by: By = None
) -> pd.DataFrame:
    """Count what each week brought, against the goal.

    Every week from the start to `as_of` has its row, the empty ones too. The running week is
    told apart by ``over`` and is never missed; a planned break counts neither way.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``requested_on`` is needed, ``responded_on``,
        ``interview_on`` and ``outcome`` are used.
    goal : Goal, optional
        How many in each week, since when and until when. One a week if left out.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns to group by. Without ``goal.starts_on`` each group starts with its own first
        request.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week``, its Monday (by ``month``, its first day, if the goal is per month),
        after the levels of `by`. Columns: ``requested``, ``answered`` and ``held`` (counts by
        their own dates), ``goal`` (0 in a planned break), ``short`` (how many are missing; in
        the running week, still to do), ``over`` (whether the week has ended), ``on_break``,
        ``kept`` (over, no break, nothing short), ``cumulative_held`` and ``cumulative_goal``.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.
    """
    today = day(as_of)
    known = as_known(interviews, as_of=today).interviews
    group, groups = group_rows(known, by)
    grid = _grid(known, group, len(groups), goal, today)
    weekly = _weekly(grid, known, group, goal, today)
    return weekly.set_index(nest(groups, grid.group, period_starts(grid.period, goal.per), by))


def goal_summary(
    interviews: pd.DataFrame, *, goal: Goal = _ONE_A_WEEK, as_of: Day, by: By = None
) -> pd.DataFrame:
    """Tell how the goal stands: weeks kept, streaks, and what it takes from here.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    goal : Goal, optional
        How many in each week, since when and until when. One a week if left out.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns to group by.

    Returns
    -------
    pandas.DataFrame
        One row for each group, ``all`` without `by`. Columns, in weeks (or months, if the goal
        is per month):

        - ``weeks_over``: weeks that have ended, planned breaks left out;
        - ``weeks_kept``: those in which the goal was met;
        - ``current_streak``: weeks kept in a row up to the last one that ended;
        - ``longest_streak``: the longest such row; breaks do not interrupt one;
        - ``held``: interviews since the start;
        - ``days_since_last``: days since the last interview, missing before the first;
        - ``target``: the goal's total, or what its weeks add up to by the end; missing for an
          open campaign;
        - ``weeks_left``: weeks until the end, the running one included, breaks left out;
          missing for an open campaign;
        - ``needed_pace``: interviews a week that reach the target; missing if no week is left;
        - ``catch_up_pace`` and ``catch_up_weeks``: so many a week for so many weeks make it
          even; both missing if nothing is behind, or if no week is left for it;
        - ``buffer``: weeks in hand.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.
    """
    today = day(as_of)
    known = as_known(interviews, as_of=today).interviews
    group, groups = group_rows(known, by)
    grid = _grid(known, group, len(groups), goal, today)
    weekly = _weekly(grid, known, group, goal, today)

    counts = (weekly["over"] & ~weekly["on_break"]).to_numpy()
    kept = weekly["kept"].to_numpy()
    size = len(groups)
    held = np.bincount(grid.group, weights=weekly["held"], minlength=size).astype(np.int64)
    due = np.bincount(grid.group[counts], minlength=size) * goal.interviews
    current, longest = _streaks(kept[counts], grid.group[counts], size)
    last = column(known, "interview_on").where(known["held"]).groupby(group).max()
    summary = pd.DataFrame(
        {
            "weeks_over": np.bincount(grid.group[counts], minlength=size),
            "weeks_kept": np.bincount(grid.group[kept], minlength=size),
            "current_streak": current,
            "longest_streak": longest,
            "held": held,
            "days_since_last": (today - last.reindex(range(size))).dt.days.astype("Int64").array,
        },
        index=groups,
    )
    return summary.join(_ahead(grid, held, due, goal, today).set_axis(groups))


def _grid(known: pd.DataFrame, group: Counts, size: int, goal: Goal, today: pd.Timestamp) -> _Grid:
    """Return the periods of each group, from its start to `today` or the goal's end."""
    last = _last_period(goal, today)
    if goal.starts_on is not None:
        first = np.full(size, period_numbers(goal.starts_on, goal.per)[0])
    else:
        first = np.full(size, last + 1)
        np.minimum.at(first, group, period_numbers(known["requested_on"], goal.per))
    length = np.clip(last - first + 1, 0, None)
    row = np.arange(length.sum())
    of_group = np.repeat(np.arange(size), length)
    return _Grid(first, length, of_group, row - (np.cumsum(length) - length - first)[of_group])


def _weekly(
    grid: _Grid, known: pd.DataFrame, group: Counts, goal: Goal, today: pd.Timestamp
) -> pd.DataFrame:
    """Return what each period brought, a row for each row of `grid`."""
    held = grid.count(group, column(known, "interview_on").where(known["held"]), goal)
    resting = on_break(grid.period, goal)
    aim = np.where(resting, 0, goal.interviews)
    short = np.clip(aim - held, 0, None)
    over = grid.period < period_numbers(today, goal.per)
    return pd.DataFrame(
        {
            "requested": grid.count(group, known["requested_on"], goal),
            "answered": grid.count(group, column(known, "responded_on"), goal),
            "held": held,
            "goal": aim,
            "short": short,
            "over": over,
            "on_break": resting,
            "kept": over & ~resting & (short == 0),
            "cumulative_held": grid.running_sum(held),
            "cumulative_goal": grid.running_sum(aim),
        }
    )


def _last_period(goal: Goal, today: pd.Timestamp) -> int:
    """Return the number of the running period, or of the goal's last one."""
    end = today if goal.ends_on is None else min(today, goal.ends_on)
    return int(period_numbers(end, goal.per)[0])


def _streaks(kept: npt.NDArray[np.bool_], group: Counts, size: int) -> tuple[Counts, Counts]:
    """Return each group's running and longest row of kept weeks."""
    row = np.arange(len(kept))
    length = np.bincount(group, minlength=size)
    starts = np.cumsum(length) - length
    last_miss = np.maximum.accumulate(np.where(kept, starts[group] - 1, row))
    streak = row - last_miss
    longest = np.zeros(size, dtype=np.int64)
    np.maximum.at(longest, group, streak)
    current = np.zeros(size, dtype=np.int64)
    some = length > 0
    current[some] = streak[(starts + length - 1)[some]]
    return current, longest


def _ahead(grid: _Grid, held: Counts, due: Counts, goal: Goal, today: pd.Timestamp) -> pd.DataFrame:
    """Return what each group needs from here to the goal's end."""
    left, planned = _weeks_to_come(grid, goal, today)
    behind = np.clip(due - held, 0, None)
    target = planned * goal.interviews if goal.total is None else np.full(len(held), goal.total)
    with np.errstate(divide="ignore", invalid="ignore"):
        extra = np.ones(len(held)) if goal.ends_on is None else np.ceil(behind / left)
        pace = np.where(left > 0, np.clip(target - held, 0, None) / left, np.nan)
        weeks = np.ceil(behind / extra)
    possible = (behind > 0) & ((left > 0) | (goal.ends_on is None))
    unknown = np.full(len(held), np.nan)
    known_target = goal.total is not None or goal.ends_on is not None
    return pd.DataFrame(
        {
            "target": target if known_target else unknown,
            "weeks_left": unknown if goal.ends_on is None else left,
            "needed_pace": unknown if goal.ends_on is None else pace,
            "catch_up_pace": np.where(possible, goal.interviews + extra, np.nan),
            "catch_up_weeks": np.where(possible, weeks, np.nan),
            "buffer": np.clip(held - due, 0, None) // goal.interviews,
        }
    ).astype(dict.fromkeys(("target", "weeks_left", "catch_up_pace", "catch_up_weeks"), "Int64"))


def _weeks_to_come(grid: _Grid, goal: Goal, today: pd.Timestamp) -> tuple[Counts, Counts]:
    """Return the weeks left and the weeks in all, breaks left out; 0 for an open campaign."""
    nothing = np.zeros(len(grid.first), dtype=np.int64)
    if goal.ends_on is None:
        return nothing, nothing
    running = period_numbers(today, goal.per)[0]
    end = period_numbers(goal.ends_on, goal.per)[0]
    begin = min(int(grid.first.min(initial=running)), running)
    all_weeks = np.arange(begin, max(end, running) + 1)
    working = np.concatenate([[0], np.cumsum(~on_break(all_weeks, goal) & (all_weeks <= end))])
    left = working[-1] - working[np.maximum(running, grid.first) - begin]
    return left, working[-1] - working[grid.first - begin]
