"""Office files by way of pandoc, which gets a tree: no text is ever read as markup."""

from __future__ import annotations

import json
import os
import re
import subprocess
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from infoview_analytics.errors import MissingExtraError
from infoview_analytics.formats._columns import columns_of
from infoview_analytics.formats.document import Document, Picture, Sheet, pictures_of
from infoview_analytics.words.phrases import BLANK

try:
    pypandoc: Any = import_module("pypandoc")
except ImportError:
    pypandoc = None  # the extra is not installed

Node = dict[str, Any]

_API = [1, 23, 1]  # of pandoc 3
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_LOCALES = {"en": "en-GB", "fr": "fr-FR"}  # Word wants a country too
_DATA = "data:image/png;base64,"
_SIDES = ("width", "height")
_PNG_HEADER = 33  # bytes, in which a picture's size is told
_XML = (".xml", ".rels")
_MADE_ON = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows


def letters(text: str) -> list[Node]:
    """Return a text as pandoc's inline nodes; what cannot be printed is a small box."""
    seen = (c if c.isprintable() or c in "\u00a0\u202f" else BLANK for c in text)
    words = "".join(seen).split(" ")
    spaced = [node for word in words for node in ({"t": "Space"}, {"t": "Str", "c": word})]
    return [node for node in spaced[1:] if node.get("c") != ""]


def paragraph(text: str) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": letters(text)}


def heading(level: int, text: str) -> Node:
    """Return a heading."""
    return {"t": "Header", "c": [level, _NO_ATTRIBUTES, letters(text)]}


def bullets(texts: Sequence[str]) -> Node:
    """Return a list."""
    return {"t": "BulletList", "c": [_plain(text) for text in texts]}


def notes(texts: Sequence[str]) -> Node:
    """Return what is said on a slide and does not stand on it."""
    return {"t": "Div", "c": [["", ["notes"], []], [paragraph(text) for text in texts]]}


def styled(style: str, *blocks: Node) -> Node:
    """Return blocks in a style of Word that has this name."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def figure(picture: Picture, *, caption: str, said: str) -> Node:
    """Return a picture with its caption, and with what is said in its stead."""
    size = [[name, f"{side:.1f}mm"] for name, side in zip(_SIDES, picture.size, strict=True)]
    image = {"t": "Image", "c": [["", [], size], letters(said), [_source(picture), ""]]}
    return {"t": "Figure", "c": [_NO_ATTRIBUTES, [None, _plain(caption)], [_alone(image)]]}


def table(sheet: Sheet) -> Node:
    """Return a table with its caption."""
    columns = columns_of(sheet)
    sides = [{"t": "AlignRight" if column.is_number else "AlignLeft"} for column in columns]
    widths = [{"t": "ColWidth", "c": column.share} for column in columns]
    return {
        "t": "Table",
        "c": [
            _NO_ATTRIBUTES,
            [None, _plain(sheet.caption)],
            [list(pair) for pair in zip(sides, widths, strict=True)],
            [_NO_ATTRIBUTES, [_row(sheet.heading)]],
            [[_NO_ATTRIBUTES, 1, [], [_row(row) for row in sheet.rows]]],
            [_NO_ATTRIBUTES, []],
        ],
    }


def _row(cells: Sequence[str]) -> list[Any]:
    """Return a row of a table."""
    side = {"t": "AlignDefault"}
    return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, side, 1, 1, _plain(cell)] for cell in cells]]


def _plain(text: str) -> list[Node]:
    """Return a text as the content of a cell or a caption; nothing for an empty one."""
    return [{"t": "Plain", "c": letters(text)}] if text else []


def _alone(image: Node) -> Node:
    """Return a picture as a line of its own."""
    return {"t": "Plain", "c": [image]}


def office_file(
    document: Document,
    blocks: list[Node],
    *,
    to: str,
    finish: Callable[[str, str], str],
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return blocks under the report's title as an office file.

    Its XML parts go through `finish`, and `more` parts stand beside them. Nothing in it tells
    when it was made.
    """
    told = {"title": document.title, "subtitle": document.course, "author": document.author}
    told |= {"date": document.day, "lang": _LOCALES.get(document.language, document.language)}
    meta = {key: {"t": "MetaInlines", "c": letters(text)} for key, text in told.items() if text}
    tree = json.dumps({"pandoc-api-version": _API, "meta": meta, "blocks": blocks})
    made = subprocess.run(  # noqa: S603 -- it reads no file and asks nobody
        [_pandoc(), "--from=json", f"--to={to}", "--sandbox", "--output=-"],
        input=tree.encode(),
        capture_output=True,
        check=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "315532800"},
    )
    drawings = {_stand_in(picture): picture.png for picture in pictures_of(document)}
    page = BytesIO()
    with ZipFile(BytesIO(made.stdout)) as parts, ZipFile(page, "w") as whole:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(_XML):
                part = finish(name, _MADE_ON.sub("", part.decode())).encode()
            packed = ZIP_STORED if part in drawings else ZIP_DEFLATED
            whole.writestr(ZipInfo(name, _LONG_AGO), drawings.get(part, part), packed)
        for name, text in (more or {}).items():
            whole.writestr(ZipInfo(name, _LONG_AGO), text, ZIP_DEFLATED)
    return page.getvalue()


def alternative_texts(part: str, document: Document) -> str:
    """Return a part in which each figure has its alternative text in place of its address."""
    for picture in pictures_of(document) if _DATA in part else ():
        part = part.replace(_source(picture), escape(picture.alt, quote=True))
    return part


def picture_in(part: str, document: Document) -> Picture | None:
    """Return the figure that a part shows."""
    return next((shown for shown in pictures_of(document) if _source(shown) in part), None)


def _source(picture: Picture) -> str:
    """Return the address by which pandoc knows a picture."""
    return f"{_DATA}{b64encode(_stand_in(picture)).decode()}"


def _stand_in(picture: Picture) -> bytes:
    """Return what pandoc gets in place of a picture: its size and its number, but no drawing.

    Pandoc would read the drawings themselves for seconds.
    """
    return picture.png[:_PNG_HEADER] + str(picture.number).encode()


def _pandoc() -> str:
    """Return where pandoc is."""
    if pypandoc is None:
        message = (
            "DOCX and PPTX need pandoc. Install it with: pip install "
            "'infoview-analytics[handin]', or run `uv run --extra handin infoview class-report`."
        )
        raise MissingExtraError(message)
    return str(pypandoc.get_pandoc_path())
