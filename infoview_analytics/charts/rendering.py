"""Turn charts into files: the same chart gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.figure import Figure

from infoview_analytics.charts._canvas import PAPER, SMALL, figure_maker

Format = Literal["svg", "png", "pdf"]

_HOW: dict[str, dict[str, Any]] = {  # no file holds a date
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
    "png": {"pil_kwargs": {"compress_level": 3}},  # half the time of 6, and no larger
}


def draw(plot: Callable[..., Any], *tables: Any, note: str = "", **options: Any) -> Figure:  # noqa: ANN401
    """Draw a chart on a figure of its own that pyplot does not know.

    Nothing has to be closed afterwards, and no window opens.

    Parameters
    ----------
    plot : callable
        One of the package's functions that begin with ``plot_``.
    *tables : Any
        What it draws.
    note : str, default ""
        What stands small at the figure's foot, such as how many rows were set aside.
    **options : Any
        Its options.

    Returns
    -------
    matplotlib.figure.Figure
        The figure, as wide as a page's text and as high as the chart asks for.
    """
    made: list[Figure] = []

    def make(**how: Any) -> Figure:  # noqa: ANN401
        made.append(Figure(**how))
        return made[-1]

    token = figure_maker.set(make)
    try:
        plot(*tables, **options)
    finally:
        figure_maker.reset(token)
    if note:
        made[-1].text(0.005, 0.01, note, **SMALL)
    return made[-1]


def render(figure: Figure, format: Format, *, dpi: int = 200) -> bytes:  # noqa: A002
    """Return a figure as the content of a file.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What was drawn.
    format : {"svg", "png", "pdf"}
        The kind of file.
    dpi : int, default 200
        Dots per inch of a PNG.

    Returns
    -------
    bytes
        The file. It holds no date and nothing random, so that the same chart gives the same
        bytes with the same version of matplotlib.
    """
    page = BytesIO()
    with mpl.rc_context(
        {
            "svg.hashsalt": "infoview",  # ids that do not change from one call to the next
            "svg.fonttype": "path",  # letters look the same on every machine
            "pdf.fonttype": 42,  # TrueType: text can be searched and copied
            "savefig.bbox": None,
            "savefig.transparent": False,
        }
    ):
        figure.savefig(page, format=format, dpi=dpi, facecolor=PAPER, **_HOW[format])
    return page.getvalue()
