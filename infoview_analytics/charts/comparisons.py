"""Draw whether groups answer differently: two of them, or many drawn towards all."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    FAINT,
    GREEN,
    INK,
    PAPER,
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
    MOST_ROWS,
    PAD,
    ROW,
    minus,
    name_rows,
    percent_axis,
    room_for,
    rows_that_fit,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import FEWEST, TOO_FEW, counted, group_labels, percent
from infoview_analytics.words.responses import difference_in_words, spread_in_words

_HEIGHT = 1.9
_SIDES = ("first", "second")
_LONGEST_IN_TITLE = 18
_MARGINS = Margins(right=168, bottom=34)
_ROOM = 0.04  # beside the lowest end, in shares
_WARMTH = {"warm": "warm", "cold": "cold"}
_HOW = "Answered within {days} days, with interval; diamond: first less second. It tells no why"
_HOW_SHRUNK = "Ring: as counted, with interval; dot: drawn towards all (dashed), the small more so"
_TWO = 2


def plot_response_difference(
    difference: pd.DataFrame, *, patience_days: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw the ripe rates of two groups, and their difference with its interval.

    Parameters
    ----------
    difference : pandas.DataFrame
        As `response_difference` returns it.
    patience_days : int, default 14
        What it was made with, for the words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    rows = difference.loc[difference.index == "ripe"].to_dict("records")
    names = [_name(row[side], LONGEST_LABEL) for row in rows for side in _SIDES]
    names += [tr("difference")] * len(rows)
    canvas = canvas_on(ax, height=_HEIGHT, margins=_margins(names))
    if not rows:
        return say(canvas, tr("There are no two groups to compare"))
    row, ax = rows[0], canvas.ax
    enough = min(row["first_n"], row["second_n"]) >= FEWEST
    for place, side in enumerate(_SIDES):
        _draw_side(ax, row, side, place)
    if enough:
        ax.hlines(2, row["low"], row["high"], color=GREEN, linewidth=2, zorder=2)
        ax.plot(row["difference"], 2, "D", color=GREEN, markersize=6, zorder=3, clip_on=False)
        ends = tr("({low} to {high})", low=_signed(row["low"]), high=_signed(row["high"]))
        points = tr("{signed} points", signed=_signed(row["difference"]))
        _write_row(ax, 2, points, ends, bold=True)
    else:
        _write_row(ax, 2, tr(TOO_FEW), "", bold=False)
    ax.axhline(1.5, color=FAINT, linewidth=0.7)
    ax.axvline(0, color=QUIET, linewidth=1, zorder=1)
    name_rows(ax, names)
    percent_axis(ax, min(0.0, row["low"] - _ROOM) if enough else 0.0)
    dress(canvas, title=_which_more(row), subtitle=tr(_HOW, days=patience_days))
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=PAD)
    return ax


def describe_response_difference(difference: pd.DataFrame, *, patience_days: int = 14) -> str:
    """Say in words what `plot_response_difference` shows.

    Parameters
    ----------
    difference : pandas.DataFrame
        As `response_difference` returns it.
    patience_days : int, default 14
        What it was made with, for the words.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(difference_in_words(difference, patience_days=patience_days))


def plot_shrunk_rates(rates: pd.DataFrame, spread: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each group's rate as it was counted, and drawn towards all as far as it is small.

    The order is that of the shrunk rates where they can be told from chance; else those with
    the most requests come first, since an order by rate would be read as a ranking.

    Parameters
    ----------
    rates : pandas.DataFrame
        As `shrunk_rates` returns it.
    spread : pandas.DataFrame
        As `response_spread` returns it for the same groups.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved. It holds the first
        40 groups at most, fewer if `ax` is low, and tells how many are left out.
    """
    told_apart = bool(spread["told_apart"].iloc[0])
    ordered = rates.sort_values("shrunk" if told_apart else "n", ascending=False, kind="stable")
    shown = ordered.head(MOST_ROWS if ax is None else rows_that_fit(ax))
    names = [drawable(name, most=LONGEST_LABEL) for name in group_labels(shown.index)]
    height = (_MARGINS.top + _MARGINS.bottom + ROW * max(len(shown), 2)) / 72
    canvas = canvas_on(ax, height=height, margins=_margins(names))
    if shown.empty:
        return say(canvas, _finding(spread))
    ax, places = canvas.ax, np.arange(len(shown))
    ax.axvline(float(spread["rate"].iloc[0]), color=QUIET, linewidth=1, linestyle=(0, (3, 2)))
    ax.hlines(places, shown["low"], shown["high"], color=QUIET, linewidth=1, zorder=2)
    ring: dict[str, Any] = {"facecolor": PAPER, "edgecolor": QUIET, "linewidth": 1}
    ax.scatter(shown["rate"], places, 24, zorder=3, clip_on=False, **ring)
    ax.scatter(shown["shrunk"], places, 42, color=STRONG, zorder=4, clip_on=False)
    for place, (_, row) in enumerate(shown.iterrows()):
        few = row["n"] < FEWEST
        raw = tr(TOO_FEW) if few else percent(row["rate"])
        _write_row(ax, place, _of(row["answered"], row["n"]), raw, bold=False)
    name_rows(ax, names)
    percent_axis(ax)
    dress(canvas, title=_finding(spread), subtitle=_how_to_read(len(rates) - len(shown)))
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=PAD)
    return ax


def describe_shrunk_rates(rates: pd.DataFrame, spread: pd.DataFrame) -> str:
    """Say in words what `plot_shrunk_rates` shows.

    Parameters
    ----------
    rates : pandas.DataFrame
        As `shrunk_rates` returns it.
    spread : pandas.DataFrame
        As `response_spread` returns it for the same groups.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(spread_in_words(spread.iloc[0], rates))


def _margins(names: list[str]) -> Margins:
    """Return the margins of a chart whose rows have names and end in numbers."""
    right = max(_MARGINS.right, 92 + width_of(tr(TOO_FEW), SMALL_SIZE))
    return _MARGINS._replace(left=room_for(names), right=right)


def _name(group: object, most: int) -> str:
    """Return the name of a group."""
    return tr(_WARMTH[group]) if group in _WARMTH else drawable(group, most=most)


def _of(count: float, among: float) -> str:
    """Return a numerator and a denominator."""
    return tr("{count} of {among}", count=int(count), among=int(among))


def _draw_side(ax: Axes, row: dict[Hashable, Any], side: str, place: int) -> None:
    """Draw the rate of one of the two groups, with its interval and its numbers."""
    few = row[f"{side}_n"] < FEWEST
    color = QUIET if few else STRONG
    ends = row[f"{side}_low"], row[f"{side}_high"]
    ax.hlines(place, *ends, color=color, linewidth=1 if few else 2, zorder=2)
    size = 4 if few else 6
    ax.plot(row[f"{side}_rate"], place, "o", color=color, markersize=size, clip_on=False)
    count = _of(row[f"{side}_answered"], row[f"{side}_n"])
    rate = tr(TOO_FEW) if few else percent(row[f"{side}_rate"])
    _write_row(ax, place, count, rate, bold=False)


def _write_row(ax: Axes, place: int, first: str, second: str, *, bold: bool) -> None:
    """Write two texts to the right of a row."""
    style: dict[str, Any] = {"va": "center", "at": "y of data"}
    weight = "bold" if bold else "normal"
    write(ax, first, (1, place), (12, 0), **style, color=INK, fontweight=weight)
    write(ax, second, (1, place), (84, 0), **(SMALL | style))


def _signed(difference: float) -> str:
    """Return a difference of shares as percentage points with their sign."""
    points = round(100 * difference)
    return f"+{points}" if points > 0 else minus(points)


def _which_more(row: dict[Hashable, Any]) -> str:
    """Return the finding: which of the two answers more often, if either."""
    one, two = (_name(row[side], _LONGEST_IN_TITLE) for side in _SIDES)
    if min(row["first_n"], row["second_n"]) < FEWEST:
        return tr("{one} and {two}: too few to say whether they differ", one=one, two=two)
    if row["low"] <= 0 <= row["high"]:
        return tr("{one} and {two}: no difference can be told", one=one, two=two)
    more, less = (one, two) if row["low"] > 0 else (two, one)
    return tr("Answered more often: {more} than {less}", more=more, less=less)


def _finding(spread: pd.DataFrame) -> str:
    """Return the verdict on the groups."""
    row = spread.iloc[0]
    groups, among = int(row["groups"]), int(row["n"])
    if among == 0:
        return tr("No request of a known group is old enough yet")
    if groups < _TWO:
        return tr("There is only one group, and nothing to rank")
    if among < FEWEST:
        requests = counted(among, "request")
        return tr("{requests} in {n} groups: too few to rank", requests=requests, n=groups)
    if row["told_apart"]:
        return tr("{n} groups differ by more than chance would make them", n=groups)
    return tr("Differences between {n} groups cannot be told from chance", n=groups)


def _how_to_read(left_out: int) -> str:
    """Return what the marks are, and how many groups found no room."""
    words = tr(_HOW_SHRUNK)
    if not left_out:
        return words
    return tr("{words}; {rest} not drawn", words=words, rest=counted(left_out, "more group"))
