"""Turn charts into files: the same chart gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from infoview_analytics.charts._canvas import (
    MILLIMETRES,
    PAPER,
    SMALL,
    SUBTITLE,
    as_wide_as,
    figure_maker,
)
from infoview_analytics.words.languages import Language, in_language
from infoview_analytics.words.phrases import BLANK

Format = Literal["svg", "png", "pdf"]

_NO_DATE: dict[str, dict[str, None]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}
_TOLD = {  # what each kind of file calls a title, a description and a source
    "svg": ("Title", "Description", "Source"),
    "pdf": ("Title", "Subject", "Keywords"),
    "png": ("Title", "Description", "Source"),
}
_NOTE = "note"
_PNG: dict[str, Any] = {"compress_level": 3}  # half the time of 6, and no larger


def draw(
    plot: Callable[..., Any],
    *tables: Any,  # noqa: ANN401
    note: str = "",
    width: float | None = None,
    language: Language | None = None,
    **options: Any,  # noqa: ANN401
) -> Figure:
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
    width : float, optional
        The figure's width in millimetres; as `for_print` says, or that of a page's text, if
        left out.
    language : {"en", "fr"}, optional
        Its language; as `for_print` or `in_language` says, or English, if left out.
    **options : Any
        Its options.

    Returns
    -------
    matplotlib.figure.Figure
        The figure, as high as the chart asks for.

    Raises
    ------
    OptionError
        If it cannot be so wide, or there is no such language.
    """
    made: list[Figure] = []

    def make(**how: Any) -> Figure:  # noqa: ANN401
        made.append(Figure(**how))
        return made[-1]

    with ExitStack() as ways:
        ways.callback(figure_maker.reset, figure_maker.set(make))
        if width is not None:
            ways.enter_context(as_wide_as(width))
        if language is not None:
            ways.enter_context(in_language(language))
        plot(*tables, **options)
    if note:
        made[-1].text(0.005, 0.01, note, label=_NOTE, **SMALL)
    return made[-1]


def words_on(figure: Figure) -> list[str]:
    """Return the finding that stands above a chart, and how to read it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        As `draw` returns it.

    Returns
    -------
    list of str
        Sentences, in the language of the chart: its title, its subtitle, and the titles of its
        panels if it has several.
    """
    said = [text for text in figure.texts if text.get_label() != _NOTE]
    texts = [text.get_text() for text in said]
    for ax in figure.axes:
        texts.append(ax.get_title(loc="left"))
        texts += [text.get_text() for text in ax.texts if text.get_label() == SUBTITLE]
    lines = (" ".join(text.split("\n")).rstrip(".") for text in texts)
    return [f"{line}." for line in lines if line]


def letters_on(figure: Figure) -> list[str]:
    """Return every text that is drawn on a figure.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        As `draw` returns it; labels of axes are there once it was rendered.

    Returns
    -------
    list of str
        Each on one line.
    """
    texts = (str(text.get_text()) for text in figure.findobj(Text))
    return [" ".join(text.split()) for text in texts if text.strip()]


def millimetres_of(figure: Figure) -> tuple[float, float]:
    """Return a figure's width and height in millimetres.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What was drawn.

    Returns
    -------
    tuple of float
        The width and the height.
    """
    width, height = figure.get_size_inches() * MILLIMETRES
    return float(width), float(height)


def render(
    figure: Figure,
    format: Format,  # noqa: A002
    *,
    dpi: int = 200,
    title: str = "",
    description: str = "",
    source: str = "",
) -> bytes:
    """Return a figure as the content of a file.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What was drawn.
    format : {"svg", "png", "pdf"}
        The kind of file.
    dpi : int, default 200
        Dots per inch of a PNG.
    title, description, source : str, default ""
        What the file's metadata tell, on one line each: nothing where it is left out.

    Returns
    -------
    bytes
        The file. It holds no date and nothing random, so that the same chart gives the same
        bytes with the same version of matplotlib.
    """
    said = [_one_line(text) for text in (title, description, source)]
    told = {name: text for name, text in zip(_TOLD[format], said, strict=True) if text}
    how: dict[str, Any] = {"pil_kwargs": _PNG} if format == "png" else {}
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
        metadata = _NO_DATE[format] | told
        figure.savefig(page, format=format, dpi=dpi, facecolor=PAPER, metadata=metadata, **how)
    content = page.getvalue()
    return _read_aloud(content, *said[:2]) if format == "svg" else content


def _one_line(text: str) -> str:
    """Return a text on one line, with a small box for each letter that cannot be printed."""
    return "".join(c if c.isprintable() else BLANK for c in " ".join(text.split()))


def _read_aloud(svg: bytes, title: str, description: str) -> bytes:
    """Return an SVG that tells its title and its description as a picture does."""
    if not title and not description:
        return svg
    head, mark, rest = svg.partition(b"<svg ")
    start, end, body = rest.partition(b">")
    named, close, drawn = body.partition(b"</title>") if title else (b"", b"", body)
    told = f"\n <desc>{escape(description)}</desc>" if description else ""
    return b"".join([head, mark, b'role="img" ', start, end, named, close, told.encode(), drawn])
