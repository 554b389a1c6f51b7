"""One entry that is being worked out, and the problems that are met on the way."""

from __future__ import annotations

from infoview_analytics.errors import Problem
from infoview_analytics.logbook.entries import Entry, entry_columns
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.reading import Reading
from infoview_analytics.records.schema import TABLE_OF, Table
from infoview_analytics.records.sheets import Sheet


class Planner:
    """Hold what is known while an entry is worked out, and take the problems that it meets.

    Parameters
    ----------
    entry : Entry
        What is written down.
    reading : Reading
        The campaign as it is.
    day : str
        The day that is written down where none is said.
    replace : bool
        Whether what stands in a cell is replaced.
    """

    def __init__(self, entry: Entry, reading: Reading, *, day: str, replace: bool) -> None:
        self.entry = entry
        self.day = day
        self.replace = replace
        self.sheets = reading.sheets
        self.table: Table = TABLE_OF[entry.table].with_words(reading.settings.words)
        self.columns = entry_columns(entry, words=reading.settings.words)
        empty = Sheet(self.table, self.table.file, cells={c.name: [] for c in self.table.columns})
        self.sheet = reading.sheets.get(entry.table, empty)
        self.problems: list[Problem] = []

    def tell(self, code: str, name: str, value: str | None, fault: str, remedy: str) -> None:
        """Note a problem of one value.

        Parameters
        ----------
        code, name, value, fault, remedy : str
            As in `Problem`.
        """
        self.problems.append(entry_problem(self.table.file, code, name, value, fault, remedy))
