"""What the table editor knows. It draws nothing and needs no browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

import pandas as pd
import traitlets as t

from infoview_analytics.errors import (
    ChangedOutsideError,
    InfoviewError,
    Problem,
    RecordError,
    UnknownColumnError,
    UnknownRowError,
    quoted,
)
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.reading import read_campaign
from infoview_analytics.records.schema import TABLE_OF
from infoview_analytics.store.changes import Change, fingerprints, save_changes
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._corrections import Clash, Corrections, Rows
from infoview_analytics.widgets._saves import (
    KEPT,
    READ_ANEW,
    fault_in_words,
    label,
    read_anew,
    shortened,
    take_back,
    together,
)
from infoview_analytics.words.phrases import counted, listed

_MOST_TOLD = 10
_ASKED_AGAIN = "Nothing was written over it. Save again to write yours there, or change the cell."


class TableEditorState(t.HasTraits):
    """What the table editor knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can have happened.
    table : str, default "interviews"
        The table that is corrected.
    """

    campaign = t.Instance(Campaign, help="The records; read anew after each save.")
    table = t.Enum(tuple(TABLE_OF), "interviews", help="The table that is corrected.")
    cells = t.Instance(
        pd.DataFrame,
        (),
        read_only=True,
        help="The texts of the file with the corrections in them, faulty rows too; by line.",
    )
    edits = t.Dict(read_only=True, help="The corrections that are not saved, by line and column.")
    problems = t.Tuple(read_only=True, help="What is wrong with the table, errors only.")
    selected = t.Tuple(read_only=True, help="The line and the column of the cell looked at.")
    said = t.Unicode(read_only=True, help="What was done, or why it was not.")

    def __init__(self, campaign: Campaign, *, as_of: Day, table: str = "interviews") -> None:
        super().__init__()
        self._day = day(as_of).date()
        self._rows: dict[str, Rows] = {}
        self._waiting = Corrections()
        self._is_read = False
        self.table = table
        self.campaign = campaign

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return TABLE_OF[self.table].file

    @property
    def words(self) -> str:
        """How much the table holds, what is wrong with it, and which cell is looked at."""
        rows = f"{self.file}: {counted(len(self.cells), 'row')}"
        faults = f"{counted(len(self.problems), 'fault')} in it" if self.problems else ""
        what = ", ".join(part for part in (rows, faults) if part)
        told = [f"{what}.", *self._waiting_in_words()]
        if self.selected:
            line, column = self.selected
            text = self.cells.loc[line, column]
            shown = quoted(text) if text else "empty"
            told.append(f"Line {line}, {label(column)}: {shown}.")
        return " ".join(told)

    @property
    def faults(self) -> list[str]:
        """Each fault of the table with its line and its column, in words; the first ten."""
        told = [self._told(problem) for problem in self.problems[:_MOST_TOLD]]
        rest = len(self.problems) - _MOST_TOLD
        return [*told, f"... and {rest:,} more."] if rest > 0 else told

    def look_at(self, line: int, column: str) -> None:
        """Choose the cell that is looked at.

        Parameters
        ----------
        line : int
            The line of the file on which its row begins.
        column : str
            Its heading.

        Raises
        ------
        UnknownRowError
            If no row begins there.
        UnknownColumnError
            If the file has no such column.
        """
        self._refuse_unknown(line, column)
        self.set_trait("selected", (int(line), column))

    def edit(self, line: int, column: str, text: str) -> bool:
        """Correct a cell. The file stays as it is until `save`.

        Parameters
        ----------
        line : int
            The line of the file on which its row begins.
        column : str
            Its heading.
        text : str
            What shall stand there.

        Returns
        -------
        bool
            Whether it was taken. If not, `said` tells why.

        Raises
        ------
        UnknownRowError
            If no row begins there.
        UnknownColumnError
            If the file has no such column.
        """
        self._refuse_unknown(line, column)
        if line not in self._here.keys:
            key = TABLE_OF[self.table].key
            self._say(
                f"Line {line} has no {key} of its own, so that it cannot be told from others. "
                f"Open {self.file} in a text editor and give it one; nothing was changed."
            )
            return False
        stored = self._here.text((line, column))
        self._waiting.put(self.table, (self._here.keys[line], column), text, stored=stored)
        self.cells.loc[line, column] = text
        self.set_trait("edits", self._waiting.there(self.table, self._here))
        return True

    def forget(self) -> None:
        """Let go of the corrections of this table that are not saved."""
        self._waiting.forget(self.table)
        self._read()
        self._say(f"The corrections that were not saved are gone; {self.file} is as it was.")

    def save(self) -> bool:
        """Write the corrections of all tables into their files.

        What somebody else wrote into a corrected cell since is not written over until that was
        told: then `save` is to be called once more.

        Returns
        -------
        bool
            Whether they are safely on the disk. If not, `said` tells why, and they stay.
        """
        changes = self._waiting.changes(self._rows)
        if not changes:
            self._say("There is nothing to save yet. Change a cell first.")
            return False
        clashes = self._told_clashes()
        if clashes:
            self._say(*clashes, _ASKED_AGAIN)
            return False
        what = _in_words(changes)
        try:
            saved = save_changes(
                self.campaign.folder, changes, what=what, seen=self._seen, as_of=self._day
            )
        except RecordError as error:
            errors = [self._told(p) for p in error.problems if p.is_error][:_MOST_TOLD]
            self._say("Nothing was saved. Please look at this:", *errors, KEPT)
            return False
        except ChangedOutsideError as error:
            read_again = self._reread() or READ_ANEW
            clashes = self._told_clashes()
            self._say(shortened(error), read_again, *clashes, _ASKED_AGAIN if clashes else "")
            return False
        except InfoviewError as error:
            self._say(shortened(error), KEPT)
            return False
        self._waiting.saved(changes)
        warnings = [f"Please look at this: {self._told(problem)}" for problem in saved.warnings]
        self._say(f"Saved: {what}. Undo takes it back.", *warnings, self._reread())
        return True

    def undo(self) -> bool:
        """Take the last save back.

        Returns
        -------
        bool
            Whether it was taken back; `said` tells.
        """
        is_back, words = take_back(self.campaign.folder)
        self._say(words, self._reread() if is_back else "")
        return is_back

    @t.observe("campaign")
    def _read(self, _change: object = None) -> None:
        """Read the table, and keep the corrections of rows that are still there."""
        self._is_read, was, before = True, self.selected, len(self.problems)
        try:
            self._seen: Mapping[str, str] = fingerprints(self.campaign.folder)
        except InfoviewError as error:
            self._seen = {}
            self._say(shortened(error))
        reading = read_campaign(self.campaign.folder, as_of=self._day)
        found = [p for p in reading.problems if p.file == self.file and p.is_error]
        self._rows = {name: Rows.of(table, reading) for name, table in TABLE_OF.items()}
        self._waiting.settle(self._rows)
        edits = self._waiting.there(self.table, self._here)
        cells = self._here.cells.copy()
        for (line, column), text in edits.items():
            cells.loc[line, column] = text
        self.set_trait("selected", ())
        self.set_trait("problems", tuple(found))
        self.set_trait("cells", cells)
        self.set_trait("edits", edits)
        self.set_trait("selected", self._chosen(was, found if len(found) < before else []))

    @t.observe("table")
    def _turn_to(self, _change: object) -> None:
        if self._is_read:
            self.set_trait("selected", ())
            self._read()
            self._say("")

    @property
    def _here(self) -> Rows:
        """What stands in the table's file."""
        return self._rows[self.table]

    def _told_clashes(self) -> list[str]:
        """Tell what others wrote into corrected cells; it is written over from now on."""
        clashes = self._waiting.clashes(self._rows)
        self._waiting.insist(clashes)
        return [self._told_clash(clash) for clash in clashes]

    def _told_clash(self, clash: Clash) -> str:
        """Tell what others wrote into a corrected cell."""
        (line, column), file = clash.cell, TABLE_OF[clash.table].file
        theirs = quoted(clash.theirs) if clash.theirs else "nothing"
        place = f"{file}, line {line}, {label(column)}"
        return f"{place}: you wrote {quoted(clash.mine)}, and {theirs} stands there now."

    def _waiting_in_words(self) -> list[str]:
        """Return how many corrections are not saved."""
        here, all_here = len(self.edits), self._waiting.count(self.table)
        return [
            f"{counted(count, 'correction')} {said}."
            for count, said in (
                (here, "not saved yet"),
                (
                    sum(map(self._waiting.count, TABLE_OF)) - all_here,
                    "in other files not saved yet",
                ),
                (all_here - here, "for rows that are no longer there"),
                (
                    len(self._waiting.clashes(self._rows)),
                    "for cells that were changed elsewhere meanwhile",
                ),
            )
            if count
        ]

    def _chosen(self, was: tuple[Any, ...], left: list[Problem]) -> tuple[Any, ...]:
        """Return the cell to look at: the next fault after one was mended, or the same cell."""
        stored = self._here.cells
        there = len(was) and was[0] in stored.index and was[1] in stored
        if there and not left:
            return was
        names = {_name(heading): heading for heading in map(str, stored)}
        for problem in left or self.problems:
            line = stored.index[stored.index <= problem.line]
            if len(line) and problem.name in names:
                return int(line[-1]), names[problem.name]
        return (int(stored.index[0]), stored.columns[0]) if len(stored) else ()

    def _refuse_unknown(self, line: int, column: str) -> None:
        if line not in self._here.cells.index:
            message = f"No row of {self.file} begins on line {line}. Give one of `cells.index`."
            raise UnknownRowError(message)
        if column not in self._here.cells:
            message = f"{self.file} has no column {quoted(column)}. Give one of `cells.columns`."
            raise UnknownColumnError(message)

    def _told(self, problem: Problem) -> str:
        """Return a fault with its line and its column, and with its file if that is another."""
        place = [problem.file] if problem.file != self.file or not problem.line else []
        place += [f"line {problem.line}"] if problem.line else []
        place += [label(problem.name)] if problem.name else []
        said = f"{', '.join(place)}: {fault_in_words(problem)}"
        return said if place[0] == problem.file else f"{said[:1].upper()}{said[1:]}"

    def _reread(self) -> str:
        """Read the records anew; return why not, if they cannot be read."""
        campaign, fault = read_anew(self.campaign, self._day)
        if fault:
            self._read()  # the texts can be read though they make no campaign
        else:
            self.campaign = campaign
        return fault

    def _say(self, *words: str) -> None:
        self.set_trait("said", together(*words))


def _in_words(changes: Iterable[Change]) -> str:
    """Return what corrections do."""
    cells = dict.fromkeys(TABLE_OF, 0)
    for change in changes:
        cells[change.table] += len(change.values)
    told = [
        f"{counted(count, 'cell')} in {TABLE_OF[name].file}"
        for name, count in cells.items()
        if count
    ]
    return f"you corrected {listed(told)}"


def _name(heading: str) -> str:
    """Return a heading as the schema has it."""
    return normalize("NFC", heading.strip())
