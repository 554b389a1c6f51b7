"""RFC 4180 read one character at a time: slow, plain, and independent of the package."""

from __future__ import annotations


class Misquoted(Exception):  # noqa: N818 -- it is no error of a program
    """The text is not RFC 4180."""


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a text; a blank line is a row without a cell."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while at < len(text):
        cell, quoted, at = _cell(text, at)
        row.append(cell)
        if at < len(text) and text[at] == ",":
            at += 1
            if at == len(text):
                row.append("")
                rows.append(row)
                row = []
            continue
        at += 2 if text[at : at + 2] == "\r\n" else 1
        rows.append([] if row == [""] and not quoted else row)
        row = []
    return rows


def _cell(text: str, at: int) -> tuple[str, bool, int]:
    """Return a cell, whether it was in quotes, and where it ends."""
    cell = ""
    if at < len(text) and text[at] == '"':
        at += 1
        while True:
            if at == len(text):
                raise Misquoted
            if text[at] != '"':
                cell += text[at]
            elif text[at + 1 : at + 2] == '"':
                cell += '"'
                at += 1
            else:
                break
            at += 1
        at += 1
        if at < len(text) and text[at] not in ",\r\n":
            raise Misquoted
        return cell, True, at
    while at < len(text) and text[at] not in ",\r\n":
        if text[at] == '"':
            raise Misquoted
        cell += text[at]
        at += 1
    return cell, False, at
