"""Draw the weeks against the goal, and say in words what the drawing shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from infoview_analytics.charts._canvas import (
    FAINT,
    INK,
    PALE,
    PAPER,
    QUIET,
    SMALL,
    STRONG,
    Margins,
    canvas_on,
    count_axis,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._groups import one_group
from infoview_analytics.charts._placing import spread
from infoview_analytics.charts._time_axis import span_in_words, time_axis
from infoview_analytics.charts.lettering import width_of
from infoview_analytics.words.languages import noun_of, tr
from infoview_analytics.words.phrases import counted

_HEIGHT = 2.9
_BAR = 0.72  # of a period's width
_NARROWEST = 6.0  # points of a period that still has room for a ring
_ALL_SO_FAR = {
    "week": "All interviews so far; dashed: due by the end of the last full week",
    "month": "All interviews so far; dashed: due by the end of the last full month",
}
_FIRST = {
    "week": "The first week is still running",
    "month": "The first month is still running",
}
_NONE_YET = {"week": "No week has begun yet", "month": "No month has begun yet"}
_TOP: dict[str, Any] = SMALL | {"ha": "center", "va": "top"}


def plot_weekly_goal(weekly: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each week brought as a bar, and the goal as a line.

    A week that kept the goal is strong, one that fell short is pale, with a ring where it
    brought nothing. The running week is hatched and labelled, planned breaks are shaded.

    Parameters
    ----------
    weekly : pandas.DataFrame
        As `weekly_goal` returns it, of one group.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    weekly = one_group(weekly)
    beside = width_of(_goal(weekly["goal"].max())) if len(weekly) else 0
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(right=max(40.0, beside + 8)))
    if weekly.empty:
        return say(canvas, _no_weeks(weekly))
    ax = canvas.ax
    _draw_bars(ax, weekly)
    _draw_goal(ax, weekly)
    count_axis(ax, max(weekly["held"].max(), weekly["goal"].max()))
    time_axis(ax, weekly)
    _shade_breaks(ax, weekly)
    return dress(canvas, title=_weeks_kept(weekly), subtitle=_how_to_read(ax, weekly))


def describe_weekly_goal(weekly: pd.DataFrame) -> str:
    """Say in words what `plot_weekly_goal` shows.

    Parameters
    ----------
    weekly : pandas.DataFrame
        As `weekly_goal` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    weekly = one_group(weekly)
    if weekly.empty:
        return f"{_no_weeks(weekly)}."
    period, held = _period(weekly), weekly["held"]
    best = int(held.max())
    words = [
        f"{_weeks_kept(weekly)}.",
        f"{counted(held.sum(), 'interview')} held {span_in_words(weekly.index)}"
        + (f", at most {best} in a {period}." if best else "."),
    ]
    missed = weekly[_missed(weekly)]
    if len(missed):
        none = int((missed["held"] == 0).sum())
        words.append(
            f"{counted(len(missed), period)} fell short, {none} of them with no interview."
        )
    if weekly["on_break"].any():
        breaks = counted(weekly["on_break"].sum(), f"planned break {period}")
        words.append(f"{breaks} left out.")
    last = weekly.iloc[-1]
    if not last["over"]:
        rest = f"{last['short']} still to do" if last["short"] else "nothing left to do"
        words.append(f"This {period}: {last['held']} held so far, {rest}.")
    return " ".join(words)


def plot_cumulative_held(weekly: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw all interviews held so far against all that the goal asked for.

    Parameters
    ----------
    weekly : pandas.DataFrame
        As `weekly_goal` returns it, of one group.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    weekly = one_group(weekly)
    held = weekly["cumulative_held"].to_numpy()
    goal = weekly["cumulative_goal"].where(weekly["over"], _goal_due(weekly)).to_numpy()
    names = (
        [counted(held[-1], "held", "held"), counted(goal[-1], "due", "due")] if len(held) else []
    )
    beside = max(map(width_of, names), default=0)
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(right=max(62.0, beside + 9)))
    if weekly.empty:
        return say(canvas, _no_weeks(weekly))
    ax = canvas.ax
    edges = np.arange(len(weekly) + 1) - 0.5
    ax.stairs(goal, edges, baseline=None, color=QUIET, linewidth=1.2, linestyle=(0, (4, 2)))
    ax.stairs(held, edges, baseline=None, color=STRONG, linewidth=2.2)
    count_axis(ax, max(held[-1], goal[-1]))
    time_axis(ax, weekly)

    height, top = size_in_points(ax)[1], ax.get_ylim()[1]
    ends = [held[-1] / top * height, goal[-1] / top * height]
    colors = (STRONG, QUIET)
    for text, color, end, place in zip(names, colors, ends, spread(ends), strict=True):
        where = (edges[-1], end / height * top)
        write(ax, text, where, (5, place - end), va="center", color=color)
    return dress(canvas, title=_gap_to_goal(weekly), subtitle=tr(_ALL_SO_FAR[_period(weekly)]))


def describe_cumulative_held(weekly: pd.DataFrame) -> str:
    """Say in words what `plot_cumulative_held` shows.

    Parameters
    ----------
    weekly : pandas.DataFrame
        As `weekly_goal` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    weekly = one_group(weekly)
    if weekly.empty:
        return f"{_no_weeks(weekly)}."
    period, due = _period(weekly), _goal_due(weekly)
    weeks = counted(weekly["over"].sum(), period)
    return (
        f"{_gap_to_goal(weekly)}. {counted(weekly['cumulative_held'].iloc[-1], 'interview')} held "
        f"{span_in_words(weekly.index)}; the goal for {weeks} so far was {due:,}."
    )


def _draw_bars(ax: Axes, weekly: pd.DataFrame) -> None:
    """Draw a bar for each period, and a ring where one that is over brought nothing."""
    missed, over = _missed(weekly), weekly["over"].to_numpy(dtype=bool)
    held, places = weekly["held"].to_numpy(dtype=float), np.arange(len(weekly))
    edge = 0.8 if _has_room(ax, weekly) else 0
    colors = np.where(missed, PALE, STRONG)[over]
    ended = PolyCollection(_corners(places[over], held[over]), facecolors=colors)
    ended.set(edgecolor=STRONG, linewidth=edge)
    ax.add_collection(ended, autolim=False)  # many times faster than a patch for each bar
    running: dict[str, Any] = {
        "facecolor": PAPER,
        "edgecolor": STRONG,
        "linewidth": 0.8,
        "hatch": "/////",
    }
    ax.bar(places[~over], held[~over], _BAR, **running)
    if _has_room(ax, weekly):
        empty = places[missed & (held == 0)]
        ring: dict[str, Any] = {"facecolor": PAPER, "edgecolor": STRONG, "linewidth": 0.9}
        ax.scatter(empty, np.zeros(len(empty)), 16, zorder=3, clip_on=False, **ring)


def _corners(places: npt.NDArray[np.int64], heights: npt.NDArray[np.float64]) -> list[Any]:
    """Return the corners of bars that stand on the axis."""
    left, right, foot = places - _BAR / 2, places + _BAR / 2, np.zeros(len(places))
    sides = [(left, foot), (left, heights), (right, heights), (right, foot)]
    return list(np.stack([np.column_stack(corner) for corner in sides], axis=1))


def _how_to_read(ax: Axes, weekly: pd.DataFrame) -> str:
    """Return what the bars are, and of the marks those that occur."""
    held = weekly.loc[_missed(weekly), "held"]
    marks = [tr("pale: short of the goal")] if (held > 0).any() else []
    marks += [tr("ring: none")] if (held == 0).any() and _has_room(ax, weekly) else []
    period = noun_of(1, _period(weekly), "")
    return tr("; ").join([tr("Interviews held each {period}", period=period), *marks])


def _missed(weekly: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which periods are over and fell short of the goal."""
    missed = weekly["over"] & ~weekly["on_break"] & ~weekly["kept"]
    return missed.to_numpy(dtype=bool)


def _has_room(ax: Axes, weekly: pd.DataFrame) -> bool:
    """Tell whether each period has room for a mark of its own."""
    return size_in_points(ax)[0] / len(weekly) > _NARROWEST


def _draw_goal(ax: Axes, weekly: pd.DataFrame) -> None:
    """Draw the goal as a line that planned breaks interrupt."""
    goal = weekly["goal"].where(~weekly["on_break"]).to_numpy(dtype=float)
    edges = np.arange(len(weekly) + 1) - 0.5
    ax.stairs(goal, edges, baseline=None, color=INK, linewidth=1.2)
    known = goal[~np.isnan(goal)]
    if len(known):
        write(ax, _goal(known[-1]), (edges[-1], known[-1]), (4, 0), va="center")


def _shade_breaks(ax: Axes, weekly: pd.DataFrame) -> None:
    """Shade the planned breaks, and label those that have room for the word."""
    off = np.concatenate([[False], weekly["on_break"].to_numpy(dtype=bool), [False]])
    turns = np.flatnonzero(off[1:] != off[:-1]).reshape(-1, 2)
    slot = size_in_points(ax)[0] / len(weekly)
    free_from, word = -np.inf, tr("break")
    for begin, end in turns:
        ax.axvspan(begin - 0.5, end - 0.5, color=FAINT, alpha=0.7, linewidth=0, zorder=0)
        middle = (begin + end - 1) / 2
        if middle * slot >= free_from:
            write(ax, word, (middle, 1), (0, -2), at="x of data", **_TOP)
            free_from = middle * slot + 1.2 * width_of(word)


def _weeks_kept(weekly: pd.DataFrame) -> str:
    """Return the finding: the periods kept of those that are over."""
    counting = weekly[weekly["over"] & ~weekly["on_break"]]
    if counting.empty:
        return tr(_FIRST[_period(weekly)])
    kept, over = int(counting["kept"].sum()), counted(len(counting), _period(weekly))
    return tr("Goal kept in {kept} of {over}", kept=kept, over=over)


def _gap_to_goal(weekly: pd.DataFrame) -> str:
    """Return the finding: how far all that was held is from what the goal asked for."""
    gap = int(weekly["cumulative_held"].iloc[-1]) - _goal_due(weekly)
    if gap == 0:
        return tr("Even with the goal")
    interviews = counted(abs(gap), "interview")
    if gap > 0:
        return tr("{interviews} ahead of the goal", interviews=interviews)
    return tr("{interviews} behind the goal", interviews=interviews)


def _goal(count: float) -> str:
    """Return what the line of the goal is called."""
    return tr("goal {count}", count=int(count))


def _goal_due(weekly: pd.DataFrame) -> int:
    """Return what the goal asked for by the end of the last period that is over."""
    due = weekly.loc[weekly["over"].to_numpy(dtype=bool), "cumulative_goal"]
    return int(due.iloc[-1]) if len(due) else 0


def _period(weekly: pd.DataFrame) -> str:
    """Return what a row of the table is: a week or a month."""
    return "month" if weekly.index.name == "month" else "week"


def _no_weeks(weekly: pd.DataFrame) -> str:
    """Return the words for a table without a row."""
    return tr(_NONE_YET[_period(weekly)])
