"""A report to hand in as a notebook: its chapters as outputs that need no widget and no network."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from collections.abc import Iterator
from itertools import count
from typing import Any

from infoview_analytics.assignment.class_report import ClassReport
from infoview_analytics.errors import OptionError
from infoview_analytics.formats.document import Block, Document, Picture, Prompt, Sheet, Words

_DOTS = 3.78  # of a page, in a millimetre
_IMPORTS = "import pandas as pd\n\nimport infoview_analytics as iv"
_HEAD = (
    "# The report to hand in\n\nThe records from which it was made stay with the student. Beside "
    "them these cells can be run again; here, what they gave is kept."
)
_NOT_TO_BE_RUN = (
    "# The report to hand in\n\nWhat these cells gave is kept. They are not meant to be run again: "
    "the days in them are not those of the records, which stay with the student."
)
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def in_notebook(report: ClassReport) -> bytes:
    """Return a report as a notebook whose cells have been run.

    Each cell keeps what `show_chapter` shows for this very report, so that it agrees with the
    other formats to the letter; no kernel is started.

    Parameters
    ----------
    report : ClassReport
        As `class_report` returns it.

    Returns
    -------
    bytes
        The notebook. It tells of no machine and of no time.
    """
    code, ids = count(1), count()
    cells = [
        _cell(next(ids), source, None if outputs is None else next(code), outputs)
        for source, outputs in _cells(report)
    ]
    book = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return f"{json.dumps(book, indent=1, sort_keys=True, ensure_ascii=False)}\n".encode()


def outputs_of(document: Document, number: int) -> list[dict[str, Any]]:
    """Return what a notebook shows of a chapter.

    Parameters
    ----------
    document : Document
        The report.
    number : int
        Which chapter, from 1; 0 is the title.

    Returns
    -------
    list of dict
        The outputs, in Jupyter's format: words and tables as HTML and as plain text, pictures as
        PNG with their text for those who cannot see them.

    Raises
    ------
    OptionError
        If there is no such chapter.
    """
    if number not in range(len(document.chapters) + 1):
        message = f"There is no chapter {number}. Name one from 0 to {len(document.chapters)}."
        raise OptionError(message)
    if number == 0:
        by = [document.course, document.author, document.day, document.notice]
        lines = [line for line in by if line]
        head = f"<h2>{_safe(document.title)}</h2>"
        shown = head + "".join(f"<p>{_safe(line)}</p>" for line in lines)
        return [_text("\n".join([document.title, *lines]), shown)]
    return [output for block in document.chapters[number - 1].blocks for output in _shown(block)]


def _cells(report: ClassReport) -> Iterator[tuple[str, list[dict[str, Any]] | None]]:
    """Yield what stands in each cell and what it gave; None for words."""
    document, handed = report.document, report.handed
    named = {"title": document.title, "course": document.course, "author": document.author}
    options = "".join(f", {name}={text!r}" for name, text in named.items() if text)
    options += ', names="shown"' if handed.secrets is None else ""
    given = {name: value for name, value in report.options.items() if value not in ("kept", [])}
    options += "".join(f", {name}={value!r}" for name, value in given.items())
    yield _HEAD if "dates" not in given else _NOT_TO_BE_RUN, None
    yield _IMPORTS, []
    yield f'CAMPAIGN = ".."\nAS_OF = pd.Timestamp("{handed.as_of:%Y-%m-%d}")', []
    load = "campaign = iv.load_campaign(CAMPAIGN, as_of=AS_OF)"
    yield f"{load}\nreport = iv.class_report(campaign, as_of=AS_OF{options})", []
    for number in range(len(document.chapters) + 1):
        if number:
            yield f"## {number}. {document.chapters[number - 1].title}", None
        yield f"iv.show_chapter(report, {number})", outputs_of(document, number)


def _cell(
    place: int, source: str, counted_as: int | None, outputs: list[dict[str, Any]] | None
) -> dict[str, Any]:
    """Return a cell in Jupyter's format."""
    cell = {"id": f"{place:02}", "metadata": {}, "source": source.splitlines(keepends=True)}
    if outputs is None:
        return cell | {"cell_type": "markdown"}
    return cell | {"cell_type": "code", "execution_count": counted_as, "outputs": outputs}


def _shown(block: Block) -> Iterator[dict[str, Any]]:
    """Yield the outputs of a block; after a picture its caption, and its text once more.

    JupyterLab and nbconvert do not pass on the text that a picture has for those who cannot see it.
    """
    match block:
        case Words(paragraphs):
            shown = "".join(f"<p>{_safe(text)}</p>" for text in paragraphs)
            yield _text("\n".join(paragraphs), shown)
        case Prompt(question):
            yield _text(question, f"<p><strong>{_safe(question)}</strong></p>")
        case Picture():
            yield _picture(block)
            name = f"Figure {block.number}."
            words = f"<details><summary>{name[:-1]} in words</summary>{_safe(block.alt)}</details>"
            shown = f"<p><strong>{name}</strong> {_safe(block.caption)}</p>{words}"
            yield _text(f"{name} {block.caption}", shown)
        case Sheet():
            yield _table(block)


def _picture(picture: Picture) -> dict[str, Any]:
    """Return a picture, with its text for those who cannot see it."""
    width, height = (round(millimetres * _DOTS) for millimetres in picture.size)
    return {
        "output_type": "display_data",
        "data": {"image/png": b64encode(picture.png).decode("ascii")},
        "metadata": {"image/png": {"alt": picture.alt, "height": height, "width": width}},
    }


def _table(sheet: Sheet) -> dict[str, Any]:
    """Return a table with its caption."""
    name, caption = f"Table {sheet.number}.", f"{sheet.caption} {sheet.rest}".rstrip()
    heading = "".join(f'<th scope="col">{_safe(text)}</th>' for text in sheet.heading)
    rows = "".join(
        f'<tr><th scope="row">{_safe(first)}</th>'
        + "".join(f"<td>{_safe(text)}</td>" for text in rest)
        + "</tr>"
        for first, *rest in sheet.rows
    )
    shown = (
        f"<table><caption><strong>{name}</strong> {_safe(caption)}</caption>"
        f"<thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table>"
    )
    lines = [f"{name} {caption}", *(" | ".join(row) for row in (sheet.heading, *sheet.rows))]
    return _text("\n".join(lines), shown)


def _text(plain: str, shown: str) -> dict[str, Any]:
    """Return words as an output."""
    data = {"text/html": [shown], "text/plain": plain.splitlines(keepends=True)}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _safe(text: str) -> str:
    """Return a text in which a notebook reads neither HTML nor mathematics."""
    escaped = html.escape(text)
    return escaped.replace("\\", "<span>&#92;</span>").replace("$", "<span>&#36;</span>")
