"""The report as PDF: set by typst, which gets every word as a value and reads none as markup."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from matplotlib import get_data_path
from matplotlib.font_manager import get_font

from infoview_analytics.errors import MissingExtraError
from infoview_analytics.formats._columns import columns_of
from infoview_analytics.formats.document import (
    Block,
    Document,
    Picture,
    Prompt,
    Sheet,
    Words,
    pictures_of,
)
from infoview_analytics.words.phrases import BLANK

try:
    typst: Any = import_module("typst")
except ImportError:
    typst = None  # the extra is not installed

_BREAK = "\u200b"  # takes no room
_SPACES = f"{_BREAK}\u00a0\u202f"  # that do not count as printable
_LONG_WORD = re.compile(r"(\S{16})(?=\S{4})")
_TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
_FONTS = Path(get_data_path()) / "fonts" / "ttf"  # the charts' font, beside typst's own


def in_pdf(document: Document) -> bytes:
    """Return a report as PDF, to be printed or handed in.

    It is tagged as PDF/UA-1 asks for it, its fonts are embedded, and the same report gives the
    same bytes. A letter that none of its fonts has is shown as a small box.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    MissingExtraError
        If typst is not installed.
    """
    if typst is None:
        message = (
            "A PDF needs typst. Install it with: pip install 'infoview-analytics[handin]', "
            "or run `uv run --extra handin infoview class-report`."
        )
        raise MissingExtraError(message)
    figures = {f"figure {shown.number}": shown.svg.decode() for shown in pictures_of(document)}
    page = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=[_FONTS],
        ignore_system_fonts=True,  # each machine has others
        sys_inputs=figures | {"report": json.dumps(_printable(_report(document)))},
        pdf_standards="ua-1",
    )
    return bytes(page)


def _report(document: Document) -> dict[str, Any]:
    """Return what the template asks for."""
    return {
        "title": document.title,
        "author": document.author,
        "language": document.language,
        "lines": [line for line in (document.course, document.author, document.day) if line],
        "notice": document.notice,
        "chapters": [
            {"title": chapter.title, "blocks": [_block(block) for block in chapter.blocks]}
            for chapter in document.chapters
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    """Return what the template asks for of a part of a chapter."""
    match block:
        case Words(paragraphs):
            return {"kind": "words", "paragraphs": paragraphs}
        case Prompt(question, lines):
            return {"kind": "prompt", "question": question, "lines": lines}
        case Picture():
            return {
                "kind": "picture",
                "number": block.number,
                "caption": block.caption,
                "alt": block.alt,
                "width": block.size[0],
            }
        case Sheet():
            return {
                "kind": "sheet",
                "number": block.number,
                "caption": block.caption,
                "heading": [_breakable(cell) for cell in block.heading],
                "rows": [[_breakable(cell) for cell in row] for row in block.rows],
                "are_numbers": [column.is_number for column in columns_of(block)],
                "rest": block.rest,
            }


def _breakable(cell: str) -> str:
    """Return a text whose long words may break between letters."""
    return _LONG_WORD.sub(f"\\1{_BREAK}", cell)


def _printable(value: Any) -> Any:  # noqa: ANN401
    """Return a value with a small box for each letter of its texts that cannot be set."""
    match value:
        case str():
            known = _letters()
            return "".join(c if ord(c) in known else BLANK for c in value)
        case dict():
            return {key: _printable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_printable(inner) for inner in value]
    return value


@cache
def _letters() -> frozenset[int]:
    """Return the code points that can be set, in bold too."""
    files = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    normal, bold = (get_font(str(_FONTS / file)).get_charmap() for file in files)
    seen = {code for code in set(normal) & set(bold) if chr(code).isprintable()}
    return frozenset(seen | {ord(space) for space in _SPACES})
