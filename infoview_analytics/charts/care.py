"""Draw how well everybody is looked after: one row for each habit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    INK,
    QUIET,
    SMALL,
    STRONG,
    Margins,
    canvas_on,
    dress,
    say,
    write,
)
from infoview_analytics.charts._rows import (
    LONGEST_LABEL,
    PAD,
    ROW,
    name_rows,
    percent_axis,
    room_for,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.care import HABIT_LABELS
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import FEWEST, TOO_FEW, percent

_MARGINS = Margins(right=150, bottom=34)
_NOT_OWED = "given_back"  # a pleasure, and no debt
_NOTHING = "There was no occasion yet"


def plot_care(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each habit as a dot with its interval.

    A habit with fewer than 5 occasions is grey and has no percentage; one without any is left
    out, and so are the nudges, which are no share.

    Parameters
    ----------
    table : pandas.DataFrame
        As `care` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    rows = _drawn(table)
    labels = [drawable(tr(HABIT_LABELS[str(habit)]), most=LONGEST_LABEL) for habit in rows.index]
    left = room_for(labels)
    right = max(_MARGINS.right, 78 + width_of(tr(TOO_FEW), SMALL_SIZE))
    height = (_MARGINS.top + _MARGINS.bottom + ROW * max(len(rows), 2)) / 72
    canvas = canvas_on(ax, height=height, margins=_MARGINS._replace(left=left, right=right))
    if rows.empty:
        return say(canvas, tr(_NOTHING))
    ax, places = canvas.ax, np.arange(len(rows))
    enough = (rows["n"] >= FEWEST).to_numpy()
    colors = np.where(enough, STRONG, QUIET)
    widths = np.where(enough, 2.0, 1.0)
    ax.hlines(places, rows["low"], rows["high"], color=colors, linewidth=widths, zorder=2)
    sizes = np.where(enough, 42, 18)
    ax.scatter(rows["rate"], places, sizes, color=colors, zorder=3, clip_on=False)
    _write_numbers(ax, rows)
    name_rows(ax, labels)
    percent_axis(ax)
    dress(canvas, title=_finding(rows), subtitle=tr("Dot: how often, with interval"))
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=PAD)
    return ax


def describe_care(table: pd.DataFrame) -> str:
    """Say in words what `plot_care` shows.

    Parameters
    ----------
    table : pandas.DataFrame
        As `care` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    rows = _drawn(table)
    if rows.empty:
        return f"{_NOTHING}."
    numbers = zip(rows.index, rows["count"], rows["n"], rows["rate"], strict=True)
    each = [
        f"{HABIT_LABELS[str(habit)]}, {count:,} of {among:,}, "
        f"{TOO_FEW if among < FEWEST else percent(rate)}"
        for habit, count, among, rate in numbers
    ]
    return f"{_finding(rows)}. Habit by habit: {'; '.join(each)}."


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Return the habits that are shares of something."""
    return table.loc[(table["n"] > 0) & table["low"].notna()]


def _write_numbers(ax: Axes, rows: pd.DataFrame) -> None:
    """Write each habit's numbers to the right of its row."""
    style: dict[str, Any] = {"va": "center", "at": "y of data"}
    numbers = zip(rows["count"], rows["n"], rows["rate"], strict=True)
    for place, (count, among, rate) in enumerate(numbers):
        few = among < FEWEST
        words = tr(TOO_FEW) if few else percent(rate)
        look = SMALL if few else {"fontweight": "bold"}
        color = QUIET if few else INK
        numbers_of = tr("{count} of {among}", count=count, among=among)
        write(ax, numbers_of, (1, place), (12, 0), **style, color=color)
        write(ax, words, (1, place), (70, 0), **style, **look)


def _finding(rows: pd.DataFrame) -> str:
    """Return what is kept least often, where there are enough occasions to say so."""
    enough = rows.loc[(rows["n"] >= FEWEST) & (rows.index != _NOT_OWED)]
    if enough.empty:
        return tr("How well habits are kept: too few to say")
    least = int(enough["rate"].argmin())
    count, among = (int(enough[name].iloc[least]) for name in ("count", "n"))
    if count == among:
        return tr("Every habit was kept every time")
    told = {"habit": tr(HABIT_LABELS[str(enough.index[least])]), "count": count, "among": among}
    return tr("Kept least often: {habit}, {count} of {among}", **told)
