"""The one figure of a picture: drawn on again and again, and soon."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from io import BytesIO
from math import ceil
from threading import RLock
from typing import Any, Literal, NamedTuple

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends import backend_agg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.ticker import AutoLocator, ScalarFormatter
from PIL import Image

from infoview_analytics.charts._canvas import figure_maker

_Agg: Any = backend_agg.RendererAgg  # matplotlib ships no types for it
_AggCanvas: Any = backend_agg.FigureCanvasAgg

_DPI = 100
_COLORS = 256  # of a picture: a few inks, and their shades at the edges
_WHITE, _NEARLY_WHITE = 255, 252
_MOST_WORDS = 400  # drawn texts that are kept for the next picture
_SCRATCH = (720, 40)  # pixels, enough for nearly every text
_EDGE = 4  # pixels kept free around a drawn text


class Sheet:
    """A figure that is kept: each chart wipes the last one off it.

    A chart of the same kind gets the same axes again, one of another kind gets new ones.
    """

    def __init__(self) -> None:
        self.figure: _Figure | None = None
        self._plot: Callable[..., Any] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """How many pixels the last picture is wide and high."""
        wide, high = self.figure.bbox.size if self.figure else (0, 0)
        return int(wide), int(high)

    def draw(self, plot: Callable[..., Any], *tables: Any, **options: Any) -> bytes:  # noqa: ANN401
        """Draw a chart in the place of the last one, and return it as a PNG."""
        with _one_at_a_time:
            if self.figure and plot is not self._plot:
                self.figure.start_anew()
            self._plot = plot
            token = figure_maker.set(self._wiped)
            try:
                plot(*tables, **options)
            finally:
                figure_maker.reset(token)
            return self._png()

    def _wiped(
        self, *, figsize: tuple[float, float], layout: Literal["none"], facecolor: str
    ) -> Figure:
        """Return the figure in a new size and without a mark on it."""
        if self.figure is None:
            self.figure = _Figure(figsize=figsize, dpi=_DPI, layout=layout, facecolor=facecolor)
            _Canvas(self.figure)
        else:
            self.figure.wipe()
            self.figure.set_size_inches(figsize)
        return self.figure

    def _png(self) -> bytes:
        """Return the figure as an image that is soon made and soon sent."""
        canvas: Any = self.figure.canvas if self.figure else None
        with mpl.rc_context({"text.hinting": "none"}):  # letters take most of the time
            canvas.draw()
        seen = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        few = seen.quantize(_COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        levels = few.getpalette() or ()
        few.putpalette([_WHITE if level > _NEARLY_WHITE else level for level in levels])
        page = BytesIO()
        few.save(page, format="png", compress_level=1)
        return page.getvalue()


class _Figure(Figure):
    """A figure whose axes are handed out again, since to make new ones takes its time."""

    def __init__(self, **how: Any) -> None:  # noqa: ANN401
        super().__init__(**how)
        self._spare: list[Axes] = []

    def add_axes(self, *args: Any, **how: Any) -> Axes:  # noqa: ANN401
        """Return axes at a place, old ones if there are any."""
        if not self._spare:
            made: Axes = super().add_axes(*args, **how)
            return made
        axes = self._spare.pop(0)
        axes.set_position(args[0])
        axes.set_visible(True)
        return axes

    def wipe(self) -> None:
        """Take everything off, and lay the axes aside."""
        for text in [*self.texts]:
            text.remove()
        for axes in self.axes:
            _wipe(axes)
            axes.set_visible(False)
        self._spare = [*self.axes]

    def start_anew(self) -> None:
        """Take the axes off too, since another chart may have changed how they look."""
        self.clear()
        self._spare = []


def _wipe(axes: Axes) -> None:
    """Take everything off axes, and let them be as if they were new."""
    for mark in [*axes.lines, *axes.collections, *axes.patches, *axes.texts, *axes.images]:
        mark.remove()
    axes.containers.clear()  # they would hold on to the bars
    legend = axes.get_legend()
    if legend:
        legend.remove()
    for spine in axes.spines.values():
        spine.set_visible(True)
    axes.set_aspect("auto")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(AutoLocator())
        axis.set_major_formatter(ScalarFormatter())
        axis.grid(visible=False)
    axes.relim()
    axes.set(xlim=(0, 1), ylim=(0, 1), autoscale_on=True)


class _Lettered(NamedTuple):
    """A text as an image, the lowest row first, and how many rows lie below its line."""

    image: npt.NDArray[np.uint8]
    below: int


_one_at_a_time = RLock()  # JupyterLab may have each control's messages handled in its own thread
_drawn: dict[Hashable, _Lettered] = {}


def _lettered(text: str, font: FontProperties, color: tuple[float, ...], dpi: float) -> _Lettered:
    """Return a text as an image that has been drawn at most once."""
    key = (text, hash(font), color, dpi)
    if key not in _drawn:
        if len(_drawn) >= _MOST_WORDS:
            _drawn.clear()
        _drawn[key] = _lettered_anew(text, font, color, dpi)
    return _drawn[key]


def _lettered_anew(
    text: str, font: FontProperties, color: tuple[float, ...], dpi: float
) -> _Lettered:
    """Draw a text on its own."""
    scratch = _scratch(_SCRATCH, dpi)
    wide, high, deep = scratch.get_text_width_height_descent(text, font, ismath=False)
    width, line = ceil(wide) + 2 * _EDGE, ceil(high - deep) + _EDGE
    height = line + ceil(deep) + _EDGE
    if width > scratch.width or height > scratch.height:
        scratch = _Agg(width, height, dpi)
    scratch.clear()
    pen = scratch.new_gc()
    pen.set_foreground(color, isRGBA=True)
    scratch.draw_text(pen, _EDGE, line, text, font, 0)
    image = np.asarray(scratch.buffer_rgba())[:height, :width][::-1].copy()
    return _Lettered(image, height - line)


@lru_cache(maxsize=2)
def _scratch(size: tuple[int, int], dpi: float) -> Any:  # noqa: ANN401
    """Return something to draw a text on."""
    return _Agg(*size, dpi)


class _Renderer(_Agg):
    """Draws a text that was drawn before as the image that it was then."""

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,  # noqa: FBT001, FBT002 - as matplotlib calls it
        mtext: Text | None = None,
    ) -> None:
        """Draw a text that begins at a place, y counted from above."""
        if angle or ismath or gc.get_alpha() not in {None, 1}:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        image, below = _lettered(s, prop, to_rgba(gc.get_rgb()[:3]), float(self.dpi))
        self.draw_image(gc, round(x) - _EDGE, round(self.height) - round(y) - below, image)


class _Canvas(_AggCanvas):
    """A canvas that keeps what draws on it as long as the size is the same."""

    def __init__(self, figure: Figure) -> None:
        super().__init__(figure)
        self.renderer = self._new_renderer()

    def get_renderer(self) -> _Renderer:
        """Return what draws."""
        old = self.renderer
        size = self.figure.bbox.size
        if (old.width, old.height) != tuple(size):
            self.renderer = self._new_renderer()
        return self.renderer

    def _new_renderer(self) -> _Renderer:
        """Return something to draw with in the figure's size."""
        return _Renderer(*self.figure.bbox.size, self.figure.dpi)
