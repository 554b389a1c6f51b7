"""The one look of every chart, and the one way to find its axes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, Literal, NamedTuple, Protocol

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from infoview_analytics.charts.lettering import FONT, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, width_of
from infoview_analytics.errors import OptionError
from infoview_analytics.words.languages import number

INK = "#1f2a33"
QUIET = "#5a6670"  # words and lines of the second rank; still 4.5 : 1 on white
FAINT = "#dde2e6"  # rings and grids, which may be missed
DIM = "#a9b3ba"  # lines of the third rank
STRONG = "#0072b2"  # what was done
PALE = "#b3d7ec"  # what was done, and was not enough or is not over
ORANGE = "#b84e00"
GREEN = "#007a59"
PAPER = "#ffffff"

WORDS: dict[str, Any] = {  # of every text: nothing in it is mathematics
    "fontfamily": FONT,
    "fontsize": TEXT_SIZE,
    "color": INK,
    "parse_math": False,
    "usetex": False,
}
SMALL: dict[str, Any] = WORDS | {"fontsize": SMALL_SIZE, "color": QUIET}

SUBTITLE = "subtitle"  # what tells it from other words on axes

At = Literal["data", "axes", "x of data", "y of data"]  # the other axis is the axes' fraction

NARROWEST, WIDEST = 60, 400  # millimetres
MILLIMETRES = 25.4  # in an inch
_POINTS = 72  # in an inch
_HEAD = 46.0  # points above the axes, for the title and the line below it
_EDGE = 4.0  # points that stay free at the right of a title
_GAP = 8  # points between the axes and the words above them
_LINE = 1.2  # from a line of words to the next, in heights of their letters
_SMALLEST_TITLE = 9.5


class Margins(NamedTuple):
    """Points between the axes and the edge of their figure, and of the axes at the least."""

    left: float = 24.0
    right: float = 12.0
    bottom: float = 36.0
    top: float = _HEAD
    least: float = 90.0


class Canvas(NamedTuple):
    """Axes; how far left of them their title begins, in their widths; its room in points."""

    ax: Axes
    outdent: float = 0.0
    room: float = 0.0  # none: the axes are the user's, as wide as they are


class FigureMaker(Protocol):
    """What makes a figure: `matplotlib.pyplot.figure`, or `matplotlib.figure.Figure`."""

    def __call__(
        self, *, figsize: tuple[float, float], layout: Literal["none"], facecolor: str
    ) -> Figure:
        """Return a new figure."""


figure_maker: ContextVar[FigureMaker] = ContextVar("figure_maker", default=plt.figure)
_width: ContextVar[float] = ContextVar("width", default=7.1)  # inches: a page's text, 180 mm


@contextmanager
def as_wide_as(millimetres: float) -> Iterator[None]:
    """Lay out new figures for a width, as long as the block lasts."""
    if not NARROWEST <= millimetres <= WIDEST:
        message = (
            f"A chart cannot be {millimetres:g} mm wide. Give a width of {NARROWEST} mm to "
            f"{WIDEST} mm."
        )
        raise OptionError(message)
    token = _width.set(millimetres / MILLIMETRES)
    try:
        yield
    finally:
        _width.reset(token)


def new_figure(height: float) -> Figure:
    """Return an empty figure, as wide as a page's text and so many inches high."""
    return figure_maker.get()(figsize=(_width.get(), height), layout="none", facecolor=PAPER)


def canvas_on(ax: Axes | None, *, height: float, margins: Margins) -> Canvas:
    """Return `ax` as a canvas, or fresh axes within margins on a figure of their own."""
    return place(new_figure(height), margins) if ax is None else Canvas(ax)


def place(
    figure: Figure,
    margins: Margins,
    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0),
) -> Canvas:
    """Return fresh axes within margins in a box (left, bottom, width, height) of the figure.

    The figure becomes wider where the margins leave no room for the axes.
    """
    width, height = figure.get_size_inches() * _POINTS
    least = (margins.left + margins.right + margins.least) / box[2]
    if width < least:
        width = least
        figure.set_figwidth(width / _POINTS)
    left, bottom = box[0] * width + margins.left, box[1] * height + margins.bottom
    wide = box[2] * width - margins.left - margins.right
    high = box[3] * height - margins.bottom - margins.top
    ax = figure.add_axes((left / width, bottom / height, wide / width, high / height))
    return Canvas(ax, (margins.left - 2) / wide, box[2] * width - 2 - _EDGE)


def size_in_points(ax: Axes) -> tuple[float, float]:
    """Return the width and the height of the axes in points."""
    box, dots = ax.get_window_extent(), ax.figure.dpi
    return box.width / dots * _POINTS, box.height / dots * _POINTS


def dress(canvas: Canvas, *, title: str, subtitle: str = "", size: float = TITLE_SIZE) -> Axes:
    """Give axes the house look: the finding as their title, and no needless ink."""
    ax, outdent, room = canvas
    wide = room or size_in_points(ax)[0]
    fitting = size * wide / max(width_of(title, size, weight="bold"), wide)
    if room:
        subtitle = _in_lines(subtitle, room, SMALL_SIZE)
        if fitting < _SMALLEST_TITLE:
            title, fitting = _in_lines(title, room, size, weight="bold"), size
    rest = _LINE * SMALL_SIZE * subtitle.count("\n")
    _heighten(ax, rest + _LINE * size * title.count("\n"))
    pad = _GAP + 1.6 * SMALL_SIZE * bool(subtitle) + rest
    words = WORDS | {"fontsize": max(fitting, SMALL_SIZE), "fontweight": "bold"}
    ax.set_title(title, loc="left", y=1, pad=pad, **words).set_x(-outdent)
    if subtitle:
        write(ax, subtitle, (-outdent, 1), (0, _GAP), at="axes", label=SUBTITLE, **SMALL)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(QUIET)
    ax.tick_params(colors=INK, length=0, labelsize=SMALL_SIZE, labelfontfamily=FONT)
    ax.set_axisbelow(True)
    return ax


def _in_lines(text: str, room: float, size: float, *, weight: str = "normal") -> str:
    """Return a text in lines that fit into so many points, unless a word is longer."""
    lines: list[str] = []
    for word in re.split(" (?!%)", text):  # a number keeps its sign
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight=weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _heighten(ax: Axes, points: float) -> None:
    """Make room for more words above axes; nothing below their top moves."""
    figure = ax.figure
    if not points or not isinstance(figure, Figure):
        return
    high, top = figure.get_figheight(), ax.get_position(original=True).y1
    more = points / _POINTS
    for other in figure.axes:
        left, bottom, width, height = other.get_position(original=True).bounds
        up = more * (bottom >= top)
        new = (bottom * high + up) / (high + more), height * high / (high + more)
        other.set_position((left, new[0], width, new[1]))
    figure.set_figheight(high + more)


def write(
    ax: Axes,
    text: str,
    where: tuple[float, float],
    offset: tuple[float, float] = (0, 0),
    *,
    at: At = "data",
    **words: Any,  # noqa: ANN401
) -> Text:
    """Write a text so many points off a place on the axes."""
    places = {
        "data": ax.transData,
        "axes": ax.transAxes,
        "x of data": ax.get_xaxis_transform(),
        "y of data": ax.get_yaxis_transform(),
    }
    right, up = offset
    moved = ScaledTranslation(right / _POINTS, up / _POINTS, ax.figure.dpi_scale_trans)
    return ax.text(*where, text, transform=places[at] + moved, **(WORDS | words))


def count_axis(ax: Axes, top: float) -> None:
    """Let the upright axis count from 0 to just above `top`, on faint lines."""
    ax.set_ylim(0, max(top, 1) * 1.12)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    here = copy_context()  # ticks are written when the figure is saved, in this language
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: here.run(number, abs(count))))
    ax.grid(visible=True, axis="y", color=FAINT, linewidth=0.7)


def say(canvas: Canvas, title: str, subtitle: str = "") -> Axes:
    """Say in words why there is nothing to draw."""
    ax = dress(canvas, title=title, subtitle=subtitle)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])
    return ax
