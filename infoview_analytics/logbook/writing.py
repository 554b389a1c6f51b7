"""Writing one thing down: a request, an answer, a conversation, a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from infoview_analytics.errors import (
    ChangedOutsideError,
    DayError,
    EntryError,
    Problem,
    RecordError,
    quoted,
)
from infoview_analytics.logbook.entries import ENTRIES, Entry
from infoview_analytics.logbook.given import Value
from infoview_analytics.logbook.planned_rows import PlannedRow, plan_rows
from infoview_analytics.logbook.sayings import replaced_words, said_back
from infoview_analytics.records.dates import is_date
from infoview_analytics.records.reading import read_campaign
from infoview_analytics.store.changes import Saved, fingerprints, save_changes
from infoview_analytics.store.splicing import Change

_TRIES = 20


class _Allowed(NamedTuple):
    """What may be done that is refused unless somebody says so."""

    new_person: bool
    replace: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written down.

    Attributes
    ----------
    saved : Saved
        The save, with the warnings that it brought.
    table : str
        The table in which it stands.
    keys : tuple of str
        The keys of its rows; one, unless several people were named.
    words : str
        What was written down and where, and what stood there before, in a few sentences.
    """

    saved: Saved
    table: str
    keys: tuple[str, ...]
    words: str

    @property
    def key(self) -> str:
        """The key of the row, or of the first one."""
        return self.keys[0]


def log_record(
    folder: str | Path,
    entry: str,
    values: Mapping[str, Value],
    *,
    as_of: date | str,
    seen: Mapping[str, str] | None = None,
    new_person: bool = False,
    replace: bool = False,
) -> Logged:
    """Write one thing down in the records of a campaign, safely.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.
    entry : str
        What is written down: a name among `ENTRIES`, such as ``"request"``.
    values : mapping
        Text by column, such as ``{"person": "Ana Silva"}``; a day may be a date, and a number
        a number. An empty text, or None, is as good as none. Where an id of another table is
        asked for, a person's name stands for it if there is one row that can be meant. What is
        given for ``learned``, ``next_step`` or ``notes`` is added below what stands there.
    as_of : datetime.date or str
        The day that is written down where none is said.
    seen : mapping, optional
        What `fingerprints` returned when the records were looked at: if a file has changed
        since, nothing is saved.
    new_person : bool, default False
        Whether a name that may be meant for a known one is somebody new.
    replace : bool, default False
        Whether what stands in a cell is replaced by what is given. A note is added below all
        the same: it may be corrected in the file.

    Returns
    -------
    Logged
        Once the rows are safely on disk.

    Raises
    ------
    EntryError
        With every problem of what was given; the records are as they were.
    RecordError
        If the records cannot be read.
    StoreError
        If they cannot be saved.
    """
    place, kind, day = Path(folder), _entry_named(entry), _day(as_of)
    allowed = _Allowed(new_person=new_person, replace=replace)
    if seen is not None:
        return _log(place, kind, values, day, seen, allowed)
    for _ in range(_TRIES):
        with suppress(ChangedOutsideError):  # somebody else was quicker: look again
            return _log(place, kind, values, day, fingerprints(place), allowed)
    return _log(place, kind, values, day, fingerprints(place), allowed)


def _log(
    folder: Path,
    entry: Entry,
    values: Mapping[str, Value],
    day: str,
    seen: Mapping[str, str],
    allowed: _Allowed,
) -> Logged:
    """Write one thing down in the records as they were seen."""
    reading = read_campaign(folder)
    if reading.refused:
        raise RecordError(str(folder), reading.problems)
    rows = plan_rows(
        entry, values, reading, day=day, new_person=allowed.new_person, replace=allowed.replace
    )
    said = said_back(entry.name, [row.after for row in rows], day=day)
    changes = [Change(entry.table, row.changed, row.key) for row in rows]
    try:
        saved = save_changes(folder, changes, what=said, seen=seen, as_of=date.fromisoformat(day))
    except RecordError as error:
        raise _at_the_fields(error, entry) from error
    return Logged(saved, entry.table, tuple(row.own_key for row in rows), _words(said, entry, rows))


def _words(said: str, entry: Entry, rows: Sequence[PlannedRow]) -> str:
    """Return what was written down and where, and what stood there before."""
    where = "The rows are in" if len(rows) > 1 else "The row is in"
    words = f"Logged: {said.rstrip('.')}. {where} {entry.table}.csv."
    before = [replaced_words(row.replaced) for row in rows]
    return " ".join([words, *filter(None, before)])


def _entry_named(name: str) -> Entry:
    """Return an entry by its name."""
    if name in ENTRIES:
        return ENTRIES[name]
    near = get_close_matches(name, ENTRIES, 1)
    remedy = f"Write {near[0]} if you mean that" if near else f"Write one of {', '.join(ENTRIES)}"
    fault = "is nothing that can be logged"
    raise EntryError([Problem("", 0, 0, "E506", "", name, fault, remedy)])


def _day(as_of: date | str) -> str:
    """Return a day as the records have it."""
    day = as_of if isinstance(as_of, str) else f"{as_of:%Y-%m-%d}"
    if is_date(day):
        return day
    message = f"{quoted(day)} is not a day like 2026-03-29. Write the year, the month, the day."
    raise DayError(message)


def _at_the_fields(error: RecordError, entry: Entry) -> Exception:
    """Return a refused save as one of what was given, if all of it is."""
    known = {*entry.needs, *entry.fields}
    if all(problem.name in known for problem in error.problems if problem.is_error):
        return EntryError(
            Problem(p.file, 0, 0, p.code, p.name, p.value, p.fault, p.remedy)
            for p in error.problems
            if p.is_error
        )
    return error
