"""The one look of every chart, and the one way to find its axes."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Literal, NamedTuple, Protocol

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from infoview_analytics.charts.lettering import FONT, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, width_of

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

At = Literal["data", "axes", "x of data", "y of data"]  # the other axis is the axes' fraction

WIDTH = 7.1  # inches: a page's text is about 180 mm wide
_POINTS = 72  # in an inch
_HEAD = 46.0  # points above the axes, for the title and the line below it
_GAP = 8  # points between the axes and the words above them


class Margins(NamedTuple):
    """Points between the axes and the edge of their figure."""

    left: float = 24.0
    right: float = 12.0
    bottom: float = 36.0
    top: float = _HEAD


class Canvas(NamedTuple):
    """Axes, and how far left of them their title begins, in widths of the axes."""

    ax: Axes
    outdent: float = 0.0


class FigureMaker(Protocol):
    """What makes a figure: `matplotlib.pyplot.figure`, or `matplotlib.figure.Figure`."""

    def __call__(
        self, *, figsize: tuple[float, float], layout: Literal["none"], facecolor: str
    ) -> Figure:
        """Return a new figure."""


figure_maker: ContextVar[FigureMaker] = ContextVar("figure_maker", default=plt.figure)


def new_figure(height: float) -> Figure:
    """Return an empty figure, as wide as a page's text and so many inches high."""
    return figure_maker.get()(figsize=(WIDTH, height), layout="none", facecolor=PAPER)


def canvas_on(ax: Axes | None, *, height: float, margins: Margins) -> Canvas:
    """Return `ax` as a canvas, or fresh axes within margins on a figure of their own."""
    return place(new_figure(height), margins) if ax is None else Canvas(ax)


def place(
    figure: Figure,
    margins: Margins,
    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0),
) -> Canvas:
    """Return fresh axes within margins in a box (left, bottom, width, height) of the figure."""
    width, height = figure.get_size_inches() * _POINTS
    left, bottom = box[0] * width + margins.left, box[1] * height + margins.bottom
    wide = box[2] * width - margins.left - margins.right
    high = box[3] * height - margins.bottom - margins.top
    ax = figure.add_axes((left / width, bottom / height, wide / width, high / height))
    return Canvas(ax, (margins.left - 2) / wide)


def size_in_points(ax: Axes) -> tuple[float, float]:
    """Return the width and the height of the axes in points."""
    box, dots = ax.get_window_extent(), ax.figure.dpi
    return box.width / dots * _POINTS, box.height / dots * _POINTS


def dress(canvas: Canvas, *, title: str, subtitle: str = "", size: float = TITLE_SIZE) -> Axes:
    """Give axes the house look: the finding as their title, and no needless ink."""
    ax, outdent = canvas
    pad = _GAP + 1.6 * SMALL_SIZE * bool(subtitle)
    room = (1 + outdent) * size_in_points(ax)[0]
    fitting = size * room / max(width_of(title, size, weight="bold"), room)
    words = WORDS | {"fontsize": max(fitting, SMALL_SIZE), "fontweight": "bold"}
    ax.set_title(title, loc="left", y=1, pad=pad, **words).set_x(-outdent)
    if subtitle:
        write(ax, subtitle, (-outdent, 1), (0, _GAP), at="axes", **SMALL)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(QUIET)
    ax.tick_params(colors=INK, length=0, labelsize=SMALL_SIZE, labelfontfamily=FONT)
    ax.set_axisbelow(True)
    return ax


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
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{abs(count):,.0f}"))
    ax.grid(visible=True, axis="y", color=FAINT, linewidth=0.7)


def say(canvas: Canvas, title: str, subtitle: str = "") -> Axes:
    """Say in words why there is nothing to draw."""
    ax = dress(canvas, title=title, subtitle=subtitle)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])
    return ax
