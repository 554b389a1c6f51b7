"""A chart in a board: an image with a text for those who cannot see it, and a line of words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

import ipywidgets as ipw
import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from infoview_analytics.charts.rendering import draw

_DPI = 100
_COLORS = 256  # of a picture: a few inks, and their shades at the edges
_WHITE, _NEARLY_WHITE = 255, 252
_PAPER = "background:#fff;padding:8px;box-sizing:content-box;max-width:calc(100% - 16px)"


class Picture(ipw.HTML):
    """Show one chart at a time, drawn without pyplot.

    Parameters
    ----------
    note : str
        What is written below every picture, such as how many rows were set aside.
    """

    def __init__(self, note: str = "") -> None:
        self._note = note
        super().__init__()

    def show(
        self,
        plot: Callable[..., Any],
        describe: Callable[..., str],
        tables: pd.DataFrame | tuple[pd.DataFrame, ...],
        words: str,
        **options: Any,  # noqa: ANN401 - whatever the chart takes
    ) -> None:
        """Put a new chart in the place of the last one.

        Parameters
        ----------
        plot, describe : callable
            Draw the tables, and say in words what the drawing shows.
        tables : pandas.DataFrame or tuple of pandas.DataFrame
            What is drawn.
        words : str
            What is written below the picture, if anything.
        **options : Any
            Options of both, such as ``patience_days``.
        """
        drawn = (tables,) if isinstance(tables, pd.DataFrame) else tables
        png = b64encode(_png(draw(plot, *drawn, **options))).decode("ascii")
        alt = escape(describe(*drawn, **options))
        below = escape(" ".join(part for part in (words, self._note) if part))
        caption = f'<figcaption style="line-height:1.5">{below}</figcaption>'
        self.value = (
            f'<figure style="margin:0"><img alt="{alt}" style="{_PAPER}" '
            f'src="data:image/png;base64,{png}">{caption if below else ""}</figure>'
        )


def _png(figure: Figure) -> bytes:
    """Return a figure as an image that is soon made and soon sent."""
    figure.set_dpi(_DPI)
    canvas: Any = FigureCanvasAgg(figure)
    with mpl.rc_context({"text.hinting": "none"}):  # letters take most of the time
        canvas.draw()
    seen = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    few = seen.quantize(_COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([_WHITE if level > _NEARLY_WHITE else level for level in few.getpalette() or ()])
    page = BytesIO()
    few.save(page, format="png", compress_level=1)
    return page.getvalue()
