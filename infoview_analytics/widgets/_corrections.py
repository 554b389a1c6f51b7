"""Corrections that wait to be saved, each with the text over which it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from infoview_analytics.records.reading import Reading, is_of_a_file
from infoview_analytics.records.schema import TABLES, Table
from infoview_analytics.records.sheets import Sheet
from infoview_analytics.store.changes import Change

Cell = tuple[int, str]  # a line of a file and a heading
Place = tuple[str, str]  # a row's key and a heading, wherever the row stands


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a file.

    Attributes
    ----------
    cells : pandas.DataFrame
        The texts of the file, by the lines on which the rows begin.
    keys : dict
        The keys by which rows can be told apart, by their lines.
    lines : dict
        The lines by the keys.
    """

    cells: pd.DataFrame
    keys: dict[int, str]
    lines: dict[str, int]

    @classmethod
    def of(cls, table: Table, reading: Reading) -> Rows:
        """Return the rows of a table; none if its file cannot be read as a whole."""
        sheet = reading.sheets.get(table.name)
        at_fault = any(p.file == table.file and is_of_a_file(p) for p in reading.problems)
        if sheet is None or at_fault:
            return cls(pd.DataFrame(index=_lines([])), {}, {})
        texts = dict(zip(sheet.headings, sheet.raw, strict=True))
        keys = _keys(sheet)
        lines = {key: line for line, key in keys.items()}
        return cls(pd.DataFrame(texts, index=_lines(sheet.begins), dtype=object), keys, lines)

    def cell(self, place: Place) -> Cell | None:
        """Return where a cell stands now, if it is there."""
        key, column = place
        return (self.lines[key], column) if key in self.lines and column in self.cells else None

    def text(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        return str(self.cells.loc[cell])


class Correction(NamedTuple):
    """What shall stand in a cell, and what stood there when that was written."""

    text: str
    over: str


class Clash(NamedTuple):
    """A correction of a cell in which somebody else has written since."""

    table: str
    place: Place
    cell: Cell
    mine: str
    theirs: str


class Corrections:
    """The corrections of all tables that are not saved."""

    def __init__(self) -> None:
        self._of: dict[str, dict[Place, Correction]] = {table.name: {} for table in TABLES}

    def put(self, table: str, place: Place, text: str, *, stored: str) -> None:
        """Take a correction of a cell in which a text is stored; the same text is none."""
        old = self._of[table].pop(place, Correction(text, stored))
        if text != stored:
            self._of[table][place] = Correction(text, old.over)

    def forget(self, table: str) -> None:
        """Let go of the corrections of a table."""
        self._of[table].clear()

    def count(self, table: str) -> int:
        """Return how many corrections of a table wait, those without a row too."""
        return len(self._of[table])

    def settle(self, rows: Mapping[str, Rows]) -> None:
        """Let go of the corrections that are in the files."""
        for table, waiting in self._of.items():
            for place, correction in [*waiting.items()]:
                cell = rows[table].cell(place)
                if cell and rows[table].text(cell) == correction.text:
                    del waiting[place]

    def there(self, table: str, rows: Rows) -> dict[Cell, str]:
        """Return the corrections of a table by where their cells stand now."""
        return {
            cell: correction.text
            for place, correction in self._of[table].items()
            if (cell := rows.cell(place))
        }

    def changes(self, rows: Mapping[str, Rows]) -> list[Change]:
        """Return what is to be saved, all tables together."""
        found = []
        for table in self._of:
            by_line: dict[int, dict[str, str]] = {}
            for (line, column), text in self.there(table, rows[table]).items():
                by_line.setdefault(line, {})[column] = text
            keys = rows[table].keys
            found += [Change(table, texts, keys[line]) for line, texts in by_line.items()]
        return found

    def saved(self, changes: Iterable[Change]) -> None:
        """Let go of what was saved."""
        for change in changes:
            waiting = self._of[change.table]
            for column, text in change.values.items():  # noqa: PD011 -- no table
                place = change.key or "", column
                if place in waiting and waiting[place].text == text:
                    del waiting[place]

    def clashes(self, rows: Mapping[str, Rows]) -> list[Clash]:
        """Return the corrections over which something else stands than when they were made."""
        return [
            Clash(table, place, cell, correction.text, rows[table].text(cell))
            for table, waiting in self._of.items()
            for place, correction in waiting.items()
            if (cell := rows[table].cell(place))
            and rows[table].text(cell) not in {correction.text, correction.over}
        ]

    def insist(self, clashes: Iterable[Clash]) -> None:
        """Hold on to corrections although something else stands there now."""
        for clash in clashes:
            self._of[clash.table][clash.place] = Correction(clash.mine, clash.theirs)


def _lines(lines: list[int]) -> pd.Index:
    """Return lines as the index of a table."""
    return pd.Index(lines, name="line", dtype="int64")


def _keys(sheet: Sheet) -> dict[int, str]:
    """Return the keys by which rows can be told apart, by their lines."""
    keys = sheet.cells.get(sheet.table.key, [])
    many = Counter(keys)
    there = zip(sheet.begins, keys, strict=True)
    return {line: key for line, key in there if key and many[key] == 1}
