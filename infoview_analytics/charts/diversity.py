"""Draw how varied the people are whom you asked, month by month."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    GREEN,
    INK,
    PAPER,
    STRONG,
    Margins,
    canvas_on,
    count_axis,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._placing import spread
from infoview_analytics.charts._time_axis import span_in_words, time_axis
from infoview_analytics.charts.lettering import drawable, width_of
from infoview_analytics.words.languages import noun_of, number, tr
from infoview_analytics.words.networks import diversity_in_words, kind_nouns
from infoview_analytics.words.phrases import FEWEST, counted

_HEIGHT = 3.2
_LINES = (  # what is drawn, its words at the end, its color, its dashes and its mark
    ("hill_0", "in all", STRONG, "-", "o"),
    ("hill_1", "if equally common", INK, "--", "s"),
    ("hill_2", "if common ones weigh more", GREEN, ":", "D"),
)
_NOT_OVER = 0.35  # of the strength of what is over
_LONGEST_NOUN = 18
_BEHIND_WORDS = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}


def plot_diversity(months: pd.DataFrame, *, of: str = "industry", ax: Axes | None = None) -> Axes:
    """Draw the Hill numbers of all people whom you had asked by the end of each month.

    The higher the two lower lines come to the first, the more evenly you asked. Months with
    fewer than 5 people so far are left out.

    Parameters
    ----------
    months : pandas.DataFrame
        As `diversity_over_time` returns it.
    of : str, default "industry"
        What `months` was made with, for the words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    right = max(width_of(f"{number(1000)} {tr(words)}") for _, words, *_ in _LINES) + 10
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(left=40, right=right, bottom=40))
    one, many = (drawable(noun, most=_LONGEST_NOUN) for noun in kind_nouns(of))
    if months.empty or months["n"].iloc[-1] < FEWEST:
        return say(canvas, _too_few(months, one, many))
    ax = canvas.ax
    enough = (months["n"] >= FEWEST).to_numpy()
    places = np.arange(len(months))[enough]
    last = months.iloc[-1]
    for name, _, color, dashes, mark in _LINES:
        values = months[name].to_numpy(dtype=float)[enough]
        ax.plot(places, values, dashes, color=color, linewidth=2, clip_on=False)
        strength = 1.0 if months["over"].iloc[-1] else _NOT_OVER
        ax.plot(places[-1], values[-1], mark, color=color, markersize=5, alpha=strength)
    count_axis(ax, float(months["kinds"].max()))
    time_axis(ax, months)
    _name_lines(ax, last, places[-1])
    asked = counted(last["n"], "person", "people")
    subtitle = tr("By the end of each month; {people} asked so far", people=asked)
    return dress(canvas, title=_finding(last, one, many), subtitle=subtitle)


def describe_diversity(months: pd.DataFrame, *, of: str = "industry") -> str:
    """Say in words what `plot_diversity` shows.

    Parameters
    ----------
    months : pandas.DataFrame
        As `diversity_over_time` returns it.
    of : str, default "industry"
        What `months` was made with, for the words.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    words = diversity_in_words(months, of)
    drawn = months[months["n"] >= FEWEST]
    if len(drawn):
        words.insert(1, f"The chart goes month by month, {span_in_words(drawn.index)}.")
    return " ".join(words)


def _name_lines(ax: Axes, last: pd.Series, place: int) -> None:
    """Write at the end of each line what it counts."""
    values = [float(last[name]) for name, *_ in _LINES]
    height, top = size_in_points(ax)[1], ax.get_ylim()[1]
    heights = [value / top * height for value in values]
    moved = spread(heights) - np.array(heights)
    for (_, words, color, *_), value, up in zip(_LINES, values, moved, strict=True):
        where = (place, value)
        told = f"{number(round(value))} {tr(words)}"
        write(ax, told, where, (8, up), va="center", color=color, bbox=_BEHIND_WORDS)


def _finding(last: pd.Series, one: str, many: str) -> str:
    """Return how many kinds there are, and how evenly they were asked."""
    kinds = counted(last["kinds"], one, many)
    if last["kinds"] <= 1:
        return tr("{kinds}, the same for everybody", kinds=kinds)
    even = round(last["hill_1"])
    return tr("{kinds}, as varied as {even} equally common ones", kinds=kinds, even=even)


def _too_few(months: pd.DataFrame, one: str, many: str) -> str:
    """Return why there is nothing to draw."""
    people = 0 if months.empty else int(months["n"].iloc[-1])
    if people == 0:
        kind = noun_of(1, one, many)
        return tr("Nobody whose {kind} you know has been asked yet", kind=kind)
    asked = counted(people, "person", "people")
    return tr("{people} asked: too few to say how varied they are", people=asked)
