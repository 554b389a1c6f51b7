"""A report to hand in as HTML and as Markdown; whatever came from a record is made safe there."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

import jinja2

from infoview_analytics.formats.document import Document, Picture, Sheet, Words, pictures_of

FIGURES = "figures"

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$^&@]|:(?=//)")
_AT_START = re.compile(r"^(?:[+=%:-]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?=\s|$))")
_WWW = re.compile(r"(?i)\b(www)\.")


def in_html(document: Document) -> bytes:
    """Return a report as one page that needs nothing else.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    bytes
        The page. It holds its figures, runs no script and asks for nothing.
    """
    return _HTML.get_template("document.html.j2").render(document=document).encode()


def in_markdown(document: Document) -> bytes:
    """Return a report as Markdown, for pandoc or any other reader.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    bytes
        The text. Its figures are files beside it, as `figures_of` returns them.
    """
    text = _MARKDOWN.get_template("document.md.j2").render(document=document)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def figures_of(document: Document) -> dict[str, bytes]:
    """Return the figures of a report as files, by their names.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    dict
        A PNG for each figure.
    """
    return {_file(picture): picture.png for picture in pictures_of(document)}


def _file(picture: Picture) -> str:
    """Return the name of a figure's file."""
    return f"{FIGURES}/figure-{picture.number:02}-{picture.name}.png"


def _safe(value: object) -> object:
    """Return a text in which nothing is read as Markdown, HTML or mathematics."""
    if not isinstance(value, str):
        return value
    return _AT_START.sub(_inert, _WWW.sub(r"\1\\.", _MARKS.sub(r"\\\g<0>", value)))


def _inert(start: re.Match[str]) -> str:
    """Return what begins a line so that it begins no list, heading or rule."""
    mark = start[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def _environment(*, autoescape: bool, **options: Any) -> jinja2.Environment:  # noqa: ANN401
    """Return an environment that knows our templates and the blocks of a document."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("infoview_analytics.formats"),
        autoescape=autoescape,  # noqa: S701 -- Markdown is made safe by `finalize`
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        **options,
    )
    environment.tests |= {"words": _is_words, "picture": _is_picture, "sheet": _is_sheet}
    environment.filters |= {"file": _file, "base64": _in_base64}
    return environment


def _is_words(block: object) -> bool:
    """Tell whether a block is some paragraphs."""
    return isinstance(block, Words)


def _is_picture(block: object) -> bool:
    """Tell whether a block is a figure."""
    return isinstance(block, Picture)


def _is_sheet(block: object) -> bool:
    """Tell whether a block is a table."""
    return isinstance(block, Sheet)


def _in_base64(content: bytes) -> str:
    """Return the content of a file as letters."""
    return b64encode(content).decode("ascii")


_HTML = _environment(autoescape=True)
_MARKDOWN = _environment(autoescape=False, finalize=_safe)
