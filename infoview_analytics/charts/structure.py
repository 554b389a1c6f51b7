"""Draw whom you owe the way to others, and how near you are to your targets."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    DIM,
    FAINT,
    INK,
    PALE,
    PAPER,
    QUIET,
    STRONG,
    WORDS,
    Canvas,
    Margins,
    canvas_on,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.languages import number, tr
from infoview_analytics.words.networks import falls_away_in_words
from infoview_analytics.words.paths import targets_in_words
from infoview_analytics.words.phrases import counted

_ROW = 17.0  # points
_NARROWEST_ROW = 12.0
_MOST_BARS = 12
_MOST_TARGETS = 40
_PAD = 8.0  # points between a label and the axes
_BETWEEN_WORDS = 4.0
_LABELS = (34, 28, 22, 16)  # characters of a label, as many as there is room for
_WIDEST_LABEL = 190.0  # points
_LONGEST_IN_TITLE = 30
_BAR = 0.62  # of a row's height
_STEPS = {"unknown": "nobody", "named": "known", "asked": "asked", "met": "met"}
_MARKS = ("X", "o", "D", "s")  # of the steps, so that no color is needed


def plot_falls_away(people: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw as bars how many contacts you would not know of without each person.

    The full part of a bar are those whom you have met, the hatched part the others.

    Parameters
    ----------
    people : pandas.DataFrame
        As `falls_away` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved. It holds the first
        12 people at most, fewer if `ax` is low, and tells how many are left out.
    """
    canvas, rows = _rows(people, ax, _MOST_BARS, right=70)
    if rows.empty:
        return say(canvas, tr(falls_away_in_words(people)[0].rstrip(".")))
    ax = canvas.ax
    places = np.arange(len(rows))
    met, others = rows["met"].to_numpy(), (rows["falls_away"] - rows["met"]).to_numpy()
    ax.barh(places, met, _BAR, color=STRONG)
    hatched: dict[str, Any] = {"color": PALE, "hatch": "////", "edgecolor": PAPER, "linewidth": 0}
    ax.barh(places, others, _BAR, left=met, **hatched)
    for place, total in enumerate(rows["falls_away"]):
        write(ax, number(total), (total, place), (5, 0), va="center", fontweight="bold")
    ax.set_xlim(0, max(int(rows["falls_away"].max()), 1))
    ax.set_xticks([])
    title = tr(
        "Without {name} you would not know of {lost} of {contacts}",
        name=drawable(people.index[0], most=_LONGEST_IN_TITLE),
        lost=int(people["falls_away"].iloc[0]),
        contacts=counted(people["contacts"].iloc[0], "contact"),
    )
    subtitle = tr("Contacts known through one person alone; full: met, hatched: not yet")
    subtitle += _left_out(len(people) - len(rows), "more person", "more people")
    ax = dress(canvas, title=title, subtitle=subtitle)
    ax.spines["bottom"].set_visible(False)
    return ax


def describe_falls_away(people: pd.DataFrame) -> str:
    """Say in words what `plot_falls_away` shows.

    Parameters
    ----------
    people : pandas.DataFrame
        As `falls_away` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(falls_away_in_words(people))


def plot_target_reach(targets: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far you have come at each organisation on your list.

    Each row leads from nobody known over known of and asked to met.

    Parameters
    ----------
    targets : pandas.DataFrame
        As `target_reach` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved. It holds the first
        40 targets at most, fewer if `ax` is low, and tells how many are left out.
    """
    canvas, rows = _rows(targets, ax, _MOST_TARGETS, right=86)
    if rows.empty:
        return say(canvas, tr(targets_in_words(targets)[0].rstrip(".")))
    ax = canvas.ax
    places, steps = np.arange(len(rows)), list(_STEPS)
    step = rows["state"].map(steps.index).to_numpy(dtype=int)
    ax.hlines(places, 0, len(steps) - 1, color=FAINT, linewidth=1, zorder=1)
    ax.hlines(places, 0, step, color=STRONG, linewidth=2.5, zorder=2)
    colors = (DIM, QUIET, INK, STRONG)
    for at, (mark, color) in enumerate(zip(_MARKS, colors, strict=True)):
        here = places[step == at]
        ax.scatter(np.full(len(here), at), here, 40, color=color, marker=mark, zorder=3)
    for place, (_, row) in enumerate(rows.iterrows()):
        words = tr("{met} of {people} met", met=row["met"], people=row["people"])
        words = words if row["people"] else tr("nobody known")
        style: dict[str, Any] = {"at": "y of data", "va": "center"}
        write(ax, words, (1, place), (10, 0), **style, color=INK if row["people"] else QUIET)
    ax.set_xlim(-0.15, len(steps) - 0.85)
    ax.set_xticks(range(len(steps)), labels=_steps_in_words(ax), **WORDS)
    title = tr(
        "Somebody met at {met} of {organisations} on the list",
        met=(targets["state"] == "met").sum(),
        organisations=counted(len(targets), "organisation"),
    )
    subtitle = tr("The most wanted first; on the right, how many of those you know of")
    subtitle += _left_out(len(targets) - len(rows), "more organisation", "more organisations")
    return dress(canvas, title=title, subtitle=subtitle)


def describe_target_reach(targets: pd.DataFrame) -> str:
    """Say in words what `plot_target_reach` shows.

    Parameters
    ----------
    targets : pandas.DataFrame
        As `target_reach` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(targets_in_words(targets))


def _rows(
    table: pd.DataFrame, ax: Axes | None, most: int, *, right: float
) -> tuple[Canvas, pd.DataFrame]:
    """Return a canvas with a labelled line for each of the first rows, and these rows."""
    fitting = most if ax is None else int(size_in_points(ax)[1] // _NARROWEST_ROW)
    rows = table.head(int(np.clip(fitting, 1, most)))
    labels = [_label(name) for name in rows.index]
    left = max(map(width_of, labels), default=0) + 2 * _PAD
    margins = Margins(left=left, right=right, bottom=28)
    height = (margins.top + margins.bottom + _ROW * max(len(rows), 2)) / 72
    canvas = canvas_on(ax, height=height, margins=margins)
    if labels:
        canvas.ax.set_yticks(range(len(rows)), labels=labels, **WORDS)
        canvas.ax.set_ylim(len(rows) - 0.5, -0.5)
        canvas.ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=_PAD)
    return canvas, rows


def _steps_in_words(ax: Axes) -> list[str]:
    """Return the words for the steps; only the first and the last where there is little room."""
    words = [tr(step) for step in _STEPS.values()]
    low, high = ax.get_xlim()
    apart = size_in_points(ax)[0] / (high - low)
    wide = [width_of(word, SMALL_SIZE) for word in words]
    if max(map(sum, pairwise(wide))) / 2 + _BETWEEN_WORDS <= apart:
        return words
    return [words[0], *([""] * (len(words) - 2)), words[-1]]


def _label(name: object) -> str:
    """Return as much of a name as there is room for beside the axes."""
    labels = [drawable(name, most=most) for most in _LABELS]
    return next((text for text in labels if width_of(text) <= _WIDEST_LABEL), labels[-1])


def _left_out(count: int, one: str, many: str) -> str:
    """Return how many rows found no room."""
    return tr("; {rows} not drawn", rows=counted(count, one, many)) if count else ""
