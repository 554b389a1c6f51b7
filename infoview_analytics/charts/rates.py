"""Draw who answers: one row for each group, with its interval and its denominator."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
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
    name_rows,
    percent_axis,
    room_for,
    rows_that_fit,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import FEWEST, TOO_FEW, counted, group_labels, listed, percent
from infoview_analytics.words.responses import answered_so_far

_CALM = 16  # rows up to which groups with too few are drawn too
_LONGEST_IN_TITLE = 18
_MOST_COMPARED = 4  # among more groups, two intervals may well lie apart by chance
_TOLD = 4  # groups told one by one in words
_HOW = "Dot: of requests {days} days old or more, with interval; ring: of all so far"
_MARGINS = Margins(right=150, bottom=34)


def plot_response_rates(
    rates: pd.DataFrame, *, patience_days: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw the ripe rate of each group as a dot with its interval, and the raw rate as a ring.

    The groups with the most ripe requests come first, since an order by rate would be read as a
    ranking; days, months and numbers keep their own order. A group with fewer than 5 ripe
    requests is grey and has no percentage.

    Parameters
    ----------
    rates : pandas.DataFrame
        As `response_rates` returns it.
    patience_days : int, default 14
        What `rates` was made with, for the words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved. It holds the first
        40 groups at most, fewer if `ax` is low, and tells how many are left out.
    """
    rows = _in_order(rates)
    shown = _shown(rows, MOST_ROWS if ax is None else rows_that_fit(ax))
    labels = [drawable(label, most=LONGEST_LABEL) for label in _labels(shown)]
    left = room_for(labels)
    right = max(_MARGINS.right, 78 + width_of(tr(TOO_FEW), SMALL_SIZE))
    height = (_MARGINS.top + _MARGINS.bottom + ROW * max(len(shown), 2)) / 72
    canvas = canvas_on(ax, height=height, margins=_MARGINS._replace(left=left, right=right))
    if shown.empty:
        return say(canvas, _nothing_sent())
    ax = canvas.ax
    _draw_intervals(ax, shown)
    _draw_words(ax, shown)
    name_rows(ax, labels)
    percent_axis(ax)
    title = _finding(rows, patience_days)
    dress(canvas, title=title, subtitle=_how_to_read(rows, shown, patience_days))
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=PAD)
    return ax


def describe_response_rates(rates: pd.DataFrame, *, patience_days: int = 14) -> str:
    """Say in words what `plot_response_rates` shows.

    Parameters
    ----------
    rates : pandas.DataFrame
        As `response_rates` returns it.
    patience_days : int, default 14
        What `rates` was made with, for the words.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    rows = _in_order(rates)
    if rows.empty:
        return f"{_nothing_sent()}."
    enough = rows[rows["ripe_n"] >= FEWEST]
    words = [f"{_finding(rows, patience_days)}."]
    told = enough.head(_TOLD)
    each = [
        f"{label} {_of(row)} ({percent(row['ripe_rate'])}, interval {_interval(row)})"
        for label, (_, row) in zip(_labels(told), told.iterrows(), strict=True)
    ]
    if each:
        words.append(f"Of the requests {patience_days} days old or more: {'; '.join(each)}.")
    more = len(enough) - len(told)
    few = len(rows) - len(enough)
    rest = [f"{counted(more, 'more group')} in the table"] * bool(more)
    rest += [f"{counted(few, 'group')} with {TOO_FEW}"] * bool(few)
    if rest and each:
        words.append(f"Besides, {listed(rest)}.")
    words.append(answered_so_far(int(rows["answered"].sum()), int(rows["sent"].sum())))
    return " ".join(words)


def _labels(rows: pd.DataFrame) -> list[str]:
    """Return the names of the groups."""
    labels = group_labels(rows.index)
    return [tr("all requests")] if labels == ["all"] else labels


def _in_order(rates: pd.DataFrame) -> pd.DataFrame:
    """Return the groups, those with the most ripe requests first, days and numbers as they are."""
    level = rates.index.get_level_values(-1)
    if pd.api.types.is_datetime64_any_dtype(level) or pd.api.types.is_numeric_dtype(level):
        return rates
    return rates.sort_values(["ripe_n", "sent"], ascending=False, kind="stable")


def _shown(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the rows to draw; groups with too few only where there are not many rows."""
    enough = int((rows["ripe_n"] >= FEWEST).sum())
    if enough == len(rows) or len(rows) <= min(most, _CALM):
        return rows.head(most)
    ordered = rows.assign(few=rows["ripe_n"] < FEWEST).sort_values("few", kind="stable")
    return rows.loc[rows.index.isin(ordered.index[: min(most, max(enough, _CALM))])]


def _draw_intervals(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw each group's interval, its ripe rate as a dot and its raw rate as a ring."""
    places = np.arange(len(rows))
    enough = (rows["ripe_n"] >= FEWEST).to_numpy()
    colors = np.where(enough, STRONG, QUIET)
    widths = np.where(enough, 2.0, 1.0)
    ax.hlines(places, rows["ripe_low"], rows["ripe_high"], color=colors, linewidth=widths, zorder=2)
    ring: dict[str, Any] = {"facecolor": PAPER, "edgecolor": QUIET, "linewidth": 1}
    ax.scatter(rows["raw_rate"], places, 20, zorder=3, clip_on=False, **ring)
    sizes = np.where(enough, 42, 18)
    ax.scatter(rows["ripe_rate"], places, sizes, color=colors, zorder=3, clip_on=False)


def _draw_words(ax: Axes, rows: pd.DataFrame) -> None:
    """Write each group's numbers to the right of its row."""
    for place, (_, row) in enumerate(rows.iterrows()):
        few = row["ripe_n"] < FEWEST
        rate = tr(TOO_FEW) if few else percent(row["ripe_rate"])
        style: dict[str, Any] = {"va": "center", "at": "y of data"}
        write(ax, _of(row), (1, place), (12, 0), **style, color=QUIET if few else INK)
        write(ax, rate, (1, place), (70, 0), **style, **(SMALL if few else {"fontweight": "bold"}))


def _finding(rows: pd.DataFrame, patience_days: int) -> str:
    """Return the finding: the one rate there is, or what can be said between the groups."""
    if rows["ripe_n"].sum() == 0:
        return tr("No request is {days} days old yet", days=patience_days)
    enough = rows[rows["ripe_n"] >= FEWEST]
    if len(rows) == 1:
        rate = percent(rows["ripe_rate"].iloc[0]) if len(enough) else tr(TOO_FEW)
        told = tr("{some} requests, {rate}", some=_of(rows.iloc[0]), rate=rate)
    elif len(enough) > _MOST_COMPARED:
        return tr("Answered within {days} days, group by group", days=patience_days)
    else:
        told = _comparison(enough)
    return tr("Answered within {days} days: {told}", days=patience_days, told=told)


def _comparison(enough: pd.DataFrame) -> str:
    """Return which of a few groups answers more often, if their intervals lie apart."""
    if enough.empty:
        return tr("too few to say in any group")
    if len(enough) == 1:
        return tr("too few requests to compare groups")
    high, low = int(enough["ripe_low"].argmax()), int(enough["ripe_high"].argmin())
    if enough["ripe_low"].iloc[high] <= enough["ripe_high"].iloc[low]:
        return tr("no clear difference between groups")
    first, last = group_labels(enough.index[[high, low]], most=_LONGEST_IN_TITLE)
    return tr("{more} more often than {less}", more=drawable(first), less=drawable(last))


def _how_to_read(rows: pd.DataFrame, shown: pd.DataFrame, patience_days: int) -> str:
    """Return what the marks are, and how many groups found no room."""
    words, left_out = tr(_HOW, days=patience_days), len(rows) - len(shown)
    if not left_out:
        return words
    return tr("{words}; {rest} not drawn", words=words, rest=counted(left_out, "more group"))


def _of(row: pd.Series) -> str:
    """Return the ripe rate as a numerator and a denominator."""
    count, among = int(row["ripe_answered"]), int(row["ripe_n"])
    return tr("{count} of {among}", count=count, among=among)


def _interval(row: pd.Series) -> str:
    """Return the ripe rate's interval in words."""
    return f"{percent(row['ripe_low'])} to {percent(row['ripe_high'])}"


def _nothing_sent() -> str:
    """Return the words for a table without a row."""
    return tr("No request has been sent yet")
