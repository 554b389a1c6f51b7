"""From text to cells, by the letter of RFC 4180.

Python's csv module does the work. It lets some quotes pass that the RFC forbids; a file in which
they occur is split again, cell by cell, to name each of them.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter, not_

from infoview_analytics.errors import Problem
from infoview_analytics.records.codes import LONGEST_FIELD, file_problem
from infoview_analytics.records.decoding import lines_before, too_long_line

_DELIMITERS = ",\r\n"
_CELL = re.compile(r"""(?:"([^"]*+(?:""[^"]*+)*+)("?)([^,\r\n]*+)|([^,\r\n]*+))(,|\r\n|\r|\n|\Z)""")
_QUOTE_IT = "Put quotes around the whole field and write each quote inside it twice"
_CLOSE_IT = "Close it where the text ends, or write the quote inside the text twice"


@dataclass(slots=True)
class Cells:
    """The cells of a file, row after row.

    Attributes
    ----------
    texts : list of str
        Every cell, without its quotes.
    widths : list of int
        How many cells each row has; 0 for a wholly blank line.
    ends : list of int
        The physical line on which each row ends, from 1.
    broken : set of int
        The rows in which a quote is wrong.
    problems : list of Problem
        E105, E106 and E107.
    """

    texts: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def split_cells(text: str, file: str) -> Cells:
    """Split a file's text into cells.

    Parameters
    ----------
    text : str
        The whole text. Lines end in LF, CR LF or CR; the last one need not.
    file : str
        The file's name in the problems.

    Returns
    -------
    Cells
        What was read. Nothing after a line or a field that is too long, or after a quote
        that is never closed.
    """
    refusal = too_long_line(text, file)
    if refusal:
        return Cells(problems=[refusal])
    cells = _quick(text, file) if _quotes_are_sound(text.split('"')) else _slow(text, file)
    cells.problems += _too_long_fields(cells, file)
    return cells


def is_regular(text: str) -> bool:
    """Tell whether a text can be split without a problem, without splitting it.

    Parameters
    ----------
    text : str
        A file's text.

    Returns
    -------
    bool
        False if a quote is wrong, or a line or a field may be too long.
    """
    pieces = text.split('"')
    if too_long_line(text, "") or not _quotes_are_sound(pieces):
        return False
    if len(text) <= LONGEST_FIELD:
        return True
    lengths = list(map(len, pieces[1::2]))
    of_doubled = list(compress(lengths, map(not_, pieces[2::2])))  # a quote written twice follows
    if max(lengths, default=0) + sum(of_doubled) + len(of_doubled) <= LONGEST_FIELD:
        return True
    long = 0
    for inside, outside in zip(pieces[1::2], pieces[2::2], strict=True):
        long += len(inside) + 1
        if long > LONGEST_FIELD:
            return False
        if outside:
            long = 0
    return True


def _quotes_are_sound(pieces: list[str]) -> bool:
    """Tell whether each quote opens or closes a field, or is written twice inside one.

    Cut at the quotes, every other piece lies outside them: it must then begin and end with a
    delimiter, or be empty, which is the middle of a quote written twice.
    """
    if len(pieces) % 2 == 0:
        return False
    first, last = pieces[0], pieces[-1]
    if first and len(pieces) > 1 and first[-1] not in _DELIMITERS:
        return False
    if last and len(pieces) > 1 and last[0] not in _DELIMITERS:
        return False
    outside = list(filter(None, pieces[2:-1:2]))
    ends = {*map(itemgetter(0), outside), *map(itemgetter(-1), outside)}
    return ends <= set(_DELIMITERS)


def _quick(text: str, file: str) -> Cells:
    """Split text whose quotes are sound."""
    cells = Cells()
    texts, widths, ends = cells.texts, cells.widths, cells.ends
    same = dict[str, str]().setdefault  # one object for equal cells: less memory, quicker later
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    rows = csv.reader(lines, strict=True)
    try:
        for row in rows:
            texts += map(same, row, row)
            widths.append(len(row))
            ends.append(rows.line_num)
    except csv.Error:
        cells.problems.append(_too_long(file, ends[-1] + 1 if ends else 1))
    return cells


def _slow(text: str, file: str) -> Cells:
    """Split text in which a quote is wrong, and name each that is."""
    cells, row, line = Cells(), list[str](), 1
    for match in _CELL.finditer(text):
        inside, closing, after, plain, delimiter = match.groups()
        if not row and match.start() == len(text):
            break
        ends = line + lines_before(match[0][: len(match[0]) - len(delimiter)])
        fault = _quote_fault(inside, closing, after, plain)
        if fault:
            place = ends if after else line, len(row) + 1
            cells.problems.append(Problem(file, *place, fault[0], "", *fault[1:]))
            cells.broken.add(len(cells.widths))
            if fault[0] == "E107":
                break
        row.append(plain if inside is None else inside.replace('""', '"') + after)
        line = ends
        if delimiter != ",":
            written = [] if row == [""] and match[0] == delimiter else row
            cells.texts += written
            cells.widths.append(len(written))
            cells.ends.append(line)
            row, line = [], line + 1
        if not delimiter:
            break
    return cells


def _quote_fault(
    inside: str | None, closing: str, after: str, plain: str | None
) -> tuple[str, str, str, str] | None:
    """Return the code, the value, the fault and the remedy of a cell's quotes."""
    if plain is not None:
        stray = "holds a quote and is not in quotes itself"
        return ("E106", plain, stray, _QUOTE_IT) if '"' in plain else None
    if not closing:
        return "E107", inside or "", "is opened by a quote that is never closed", _CLOSE_IT
    if after:
        return "E106", after, "stands after a closing quote", _QUOTE_IT
    return None


def _too_long_fields(cells: Cells, file: str) -> list[Problem]:
    """Return E105 for the fields that are too long; only one over several lines can be."""
    problems, begin, before = [], 0, 0
    if cells.ends and cells.ends[-1] == len(cells.ends):
        return []
    for width, end in zip(cells.widths, cells.ends, strict=True):
        if end - before > 1 and max(map(len, cells.texts[begin : begin + width])) > LONGEST_FIELD:
            problems.append(_too_long(file, before + 1))
        begin, before = begin + width, end
    return problems


def _too_long(file: str, line: int) -> Problem:
    """Return E105 for a field."""
    limit = min(LONGEST_FIELD, csv.field_size_limit())
    fault = f"holds a field longer than {limit:,} characters"
    remedy = "See whether a closing quote is missing, or shorten the text"
    return file_problem(file, "E105", fault, remedy, line=line)
