"""How a report's table is laid out: the columns' shares of the width, and which hold numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from infoview_analytics.formats.document import Sheet

_LONGEST_WORD = 36  # letters; a longer one is broken
_ON_A_LINE = 110  # letters, the columns' margins among them
_MARGIN = 3
_BOLD = 1.15
_NUMBER = re.compile(r"[\d.,%\s\u2212\u2013+-]*")  # minus and dash too


class Column(NamedTuple):
    """A column of a table on paper: its share of the width, and whether it holds numbers."""

    share: float
    is_number: bool


def columns_of(sheet: Sheet) -> list[Column]:
    """Return a table's columns: each holds its longest word, and longer texts have more room."""
    columns = list(zip(sheet.heading, *sheet.rows, strict=True))
    least = [_MARGIN + min(_longest(_words(column)), _LONGEST_WORD) for column in columns]
    wanted = [
        max(low, min(_MARGIN + _longest(column), _ON_A_LINE))
        for low, column in zip(least, columns, strict=True)
    ]
    spare = max(_ON_A_LINE - sum(least), 0) / max(sum(wanted) - sum(least), 1)
    room = [low + (high - low) * min(spare, 1) for low, high in zip(least, wanted, strict=True)]
    line = max(sum(room), _ON_A_LINE)
    return [
        Column(letters / line, bool(sheet.rows) and all(map(_NUMBER.fullmatch, column[1:])))
        for letters, column in zip(room, columns, strict=True)
    ]


def _longest(texts: Sequence[str]) -> float:
    """Return the most letters in one text; the first is a heading, and bold letters are wide."""
    heading, *cells = texts
    return max([_BOLD * len(heading), *map(len, cells)])


def _words(column: Sequence[str]) -> list[str]:
    """Return the longest word of each text."""
    return [max(text.split(), key=len, default="") for text in column]
