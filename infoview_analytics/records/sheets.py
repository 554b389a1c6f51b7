"""One file as a sheet: its headings matched to its table, its cells in columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from unicodedata import is_normalized, normalize

from infoview_analytics.errors import Problem
from infoview_analytics.records.codes import file_problem
from infoview_analytics.records.decoding import decoded, lines_before, read_text
from infoview_analytics.records.headings import match_headings
from infoview_analytics.records.schema import Column, Table
from infoview_analytics.records.splitting import Cells, split_cells


@dataclass(slots=True)
class Sheet:
    """One record file, row by row sound or faulty.

    Attributes
    ----------
    table : Table
        What the file should hold.
    file : str
        Its name in problems.
    headings : list of str
        As they stand in the file.
    raw : list of list of str
        The cells of each column as they stand in the file, in the rows that have as many
        fields as there are headings.
    cells : dict
        The cells of each known column by its name, stripped and in NFC, empty where missing.
    values : dict
        The different values among the cells of each known column.
    places : dict
        Where each known column stands, from 0.
    begins, ends : list of int
        The physical lines on which each row begins and ends.
    problems : list of Problem
        What was found, in no order.
    faulty : set of int
        Which rows have an error.
    misshapen : int
        How many rows have too few or too many fields.
    strays : set of str
        What stands in the rows of another width.
    complete : bool
        Whether every row of the file was read, so that an id that is not there is missing.
    """

    table: Table
    file: str
    headings: list[str] = field(default_factory=list)
    raw: list[list[str]] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)
    misshapen: int = 0
    strays: set[str] = field(default_factory=set)
    complete: bool = False

    def __len__(self) -> int:
        """Return the number of rows, faulty ones included."""
        return len(self.ends)

    @property
    def columns(self) -> list[Column]:
        """The table's columns that the file has."""
        return [column for column in self.table.columns if column.name in self.cells]

    def line(self, row: int, name: str) -> int:
        """Return the physical line on which a cell begins."""
        first = self.begins[row]
        if first == self.ends[row]:
            return first
        return first + sum(lines_before(self.raw[i][row]) for i in range(self.places[name]))

    def tell(self, row: int, name: str, code: str, fault: str, remedy: str) -> None:
        """Note a problem of one cell; an error makes its row faulty."""
        value = self.cells[name][row] or None
        place = self.line(row, name), self.places[name] + 1
        self.problems.append(Problem(self.file, *place, code, name, value, fault, remedy))
        if code.startswith("E"):
            self.faulty.add(row)

    def tell_file(
        self, code: str, fault: str, remedy: str, *, line: int = 0, column: int = 0
    ) -> None:
        """Note a problem of the file."""
        place = {"line": line, "column": column}
        self.problems.append(file_problem(self.file, code, fault, remedy, **place))


def read_sheet(path: Path, table: Table, *, instead: bytes | None = None) -> Sheet:
    """Read one record file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    table : Table
        What it should hold.
    instead : bytes, optional
        Stand in for what the file holds.

    Returns
    -------
    Sheet
        With every problem of the file, its quotes, its headings and its rows' widths; the
        values are not looked at yet.
    """
    sheet = Sheet(table, path.name)
    text = read_text(path, path.name) if instead is None else decoded(instead, path.name)
    if isinstance(text, Problem):
        sheet.problems.append(text)
        return sheet
    if not text.strip():
        header = ",".join(column.name for column in table.columns)
        sheet.tell_file("E103", "is empty", f"Begin it with the headings {header}")
        return sheet
    found = split_cells(text, path.name)
    sheet.problems += found.problems
    if found.widths and 0 not in found.broken:
        sheet.headings = found.texts[: found.widths[0]]
        sheet.places, problems = match_headings(sheet.headings, table, path.name)
        sheet.problems += problems
        if sheet.places:
            _take_rows(sheet, found, in_nfc=is_normalized("NFC", text))
    return sheet


def _take_rows(sheet: Sheet, found: Cells, *, in_nfc: bool) -> None:
    """Put the cells of the rows that have the right width into columns."""
    width, texts = found.widths[0], found.texts
    rows: Iterable[int] = range(1, len(found.widths))
    blank: list[int] = []
    if found.broken or set(found.widths) != {width}:
        texts, rows, blank = _right_width(sheet, found)
    sheet.raw = [texts[width + place :: width] for place in range(width)]
    begins = [1, *(end + 1 for end in found.ends)]
    sheet.begins = [begins[row] for row in rows]
    sheet.ends = [found.ends[row] for row in rows]
    for name, place in sheet.places.items():
        sheet.cells[name], sheet.values[name] = _tidied(sheet.raw[place], in_nfc=in_nfc)
    sheet.complete = not any(p.code in {"E105", "E106", "E107"} for p in found.problems)
    _leave_blank_rows_out(sheet, [begins[row] for row in blank])


def _right_width(sheet: Sheet, found: Cells) -> tuple[list[str], list[int], list[int]]:
    """Return the headings and cells of the rows of their width, the rows, the blank lines."""
    width = found.widths[0]
    texts: list[str] = found.texts[:width]
    rows: list[int] = []
    blank: list[int] = []
    begin = width
    for row, fields in enumerate(found.widths[1:], start=1):
        here = found.texts[begin : begin + fields]
        begin += fields
        if row in found.broken:
            continue
        if fields == width:
            texts += here
            rows.append(row)
        elif here:
            sheet.strays.update(map(str.strip, here))
            _tell_width(sheet, found, row)
        else:
            blank.append(row)
    return texts, rows, blank


def _tell_width(sheet: Sheet, found: Cells, row: int) -> None:
    """Note a row with too few or too many fields."""
    fields, width = found.widths[row], found.widths[0]
    if fields < width:
        remedy = "Add the missing commas, or join the row with the one it belongs to"
    else:
        remedy = "Put double quotes around a text that holds a comma"
    sheet.tell_file(
        "E108",
        f"has {fields} field{'s' * (fields != 1)}, not {width} as the headings do",
        remedy,
        line=found.ends[row - 1] + 1,
        column=min(fields, width) + 1,
    )
    sheet.misshapen += 1


def _tidied(cells: list[str], *, in_nfc: bool) -> tuple[list[str], list[str]]:
    """Return cells without the spaces around them and in NFC, and their different values."""
    values = list(dict.fromkeys(cells))
    tidy = list(map(str.strip, values))
    if not in_nfc:
        tidy = [normalize("NFC", value) for value in tidy]
    if tidy == values:
        return cells, values
    instead = dict(zip(values, tidy, strict=True))
    return [instead[cell] for cell in cells], list(dict.fromkeys(tidy))


def _leave_blank_rows_out(sheet: Sheet, blank_lines: list[int]) -> None:
    """Drop the rows that hold nothing, and tell each run of them once."""
    first = next(iter(sheet.cells.values()))
    blank = [
        row
        for row, cell in enumerate(first)
        if not cell and not any(column[row].strip() for column in sheet.raw)
    ]
    lines = sorted([*blank_lines, *(sheet.begins[row] for row in blank)])
    _tell_blank(sheet, lines)
    if blank:
        gone = set(blank)
        kept = [row not in gone for row in range(len(sheet))]
        sheet.raw = [list(compress(column, kept)) for column in sheet.raw]
        sheet.cells = {name: list(compress(cells, kept)) for name, cells in sheet.cells.items()}
        sheet.values = {name: list(dict.fromkeys(cells)) for name, cells in sheet.cells.items()}
        sheet.begins = list(compress(sheet.begins, kept))
        sheet.ends = list(compress(sheet.ends, kept))


def _tell_blank(sheet: Sheet, lines: list[int]) -> None:
    """Note each run of blank rows once."""
    begin = 0
    for i, line in enumerate(lines):
        if i + 1 == len(lines) or lines[i + 1] != line + 1:
            many = i - begin + 1
            said = "is blank" if many == 1 else f"begins {many:,} blank rows"
            sheet.tell_file("W511", said, "Nothing is lost; delete it", line=lines[begin])
            begin = i + 1
