"""What changes would make of a campaign's files, and what they would bring: errors, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from infoview_analytics.errors import Problem, RecordError
from infoview_analytics.records.codes import LONGEST_FIELD
from infoview_analytics.records.dictionary import header_line
from infoview_analytics.records.reading import Reading, in_order, is_of_a_file, read_campaign
from infoview_analytics.records.schema import TABLES
from infoview_analytics.store.excerpts import Page
from infoview_analytics.store.glancing import quickly_after
from infoview_analytics.store.novelties import Place, told_anew
from infoview_analytics.store.splicing import Change, edits_of, plain

Contents = Mapping[str, bytes | None]
_SOURCE = "What you wrote"


def contents_after(folder: Path, old: Contents, changes: Sequence[Change]) -> dict[str, bytes]:
    """Return what files will hold, and refuse changes that bring an error.

    Where it can be done, only the rows are read that the changes may be about; the result is
    the same.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    old : mapping of str to bytes or None
        What the files hold that the changes are about; None where there is none.
    changes : sequence of Change
        What shall become of which rows.

    Returns
    -------
    dict
        The bytes of each of these files.

    Raises
    ------
    RecordError
        With the errors that the changes would bring; or with those for which a file cannot
        be read as a whole.
    UnknownRowError, UnknownColumnError
        If a change is about a row or a column that is not there.
    """
    now = _with_new_files(old)
    _refuse_unwritable(changes)
    found = quickly_after(folder, now, changes)
    return _thorough(folder, now, changes) if found is None else found


def warnings_of(
    folder: Path, old: Contents, new: Mapping[str, bytes], *, as_of: date | str | None
) -> tuple[Problem, ...]:
    """Return what the check warns of after changes and did not before, and each new column.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    old, new : mapping of str to bytes
        What files held and hold.
    as_of : datetime.date or str or None
        The last day that can have happened.

    Returns
    -------
    tuple of Problem
        By file, line and column.
    """
    before = read_campaign(folder, as_of=as_of, instead=_with_new_files(old))
    after = read_campaign(folder, as_of=as_of, instead=new)
    brought = told_anew(before.problems, after.problems, set())
    warnings = [problem for problem in brought if not problem.is_error]
    return in_order([*warnings, *_new_columns(before, after)])


def _with_new_files(old: Contents) -> dict[str, bytes]:
    """Return the contents of files, headings where an optional one is made."""
    made = {table.file: header_line(table).encode() for table in TABLES if not table.required}
    return {
        file: made[file] if raw is None else raw
        for file, raw in old.items()
        if raw is not None or file in made
    }


def _new_columns(before: Reading, after: Reading) -> list[Problem]:
    """Return W516 for each column that a file did not have."""
    fault = "is a new column; every row got a cell for it, empty where nothing was given"
    return [
        Problem(sheet.file, 1, place + 1, "W516", name, None, fault, "Nothing needs doing")
        for table, sheet in after.sheets.items()
        for name, place in sheet.places.items()
        if table in before.sheets and name not in before.sheets[table].places
    ]


def _thorough(
    folder: Path, now: Mapping[str, bytes], changes: Sequence[Change]
) -> dict[str, bytes]:
    """Return what the files will hold, the whole campaign read before and after."""
    before = read_campaign(folder, instead=now)
    named = {change.table for change in changes}
    files = {table.file: table.name for table in TABLES if table.name in named}
    unreadable = [p for p in before.problems if is_of_a_file(p) and p.file in files]
    if unreadable:
        raise RecordError(str(folder), unreadable)
    new = {}
    for file, raw in now.items():
        page, name = Page.of(raw), files[file]
        if page is None:
            continue
        mine = [change for change in changes if change.table == name]
        new[file] = page.after(edits_of(page.text, before.sheets[name], mine))
    after = read_campaign(folder, instead=new)
    brought = told_anew(before.problems, after.problems, _touched(after, changes))
    errors = [_at_its_field(problem, changes) for problem in brought if problem.is_error]
    if errors:
        raise RecordError(_SOURCE, errors)
    return new


def _at_its_field(problem: Problem, changes: Iterable[Change]) -> Problem:
    """Return a line that changes make too long as a problem of their longest value."""
    values = [
        (len(value), name, value)
        for change in changes
        if f"{change.table}.csv" == problem.file
        for name, value in change.values.items()
    ]
    if problem.code != "E105" or not values:
        return problem
    _length, name, value = max(values)
    fault = f"makes a row longer than {LONGEST_FIELD:,} characters"
    remedy = "Keep it shorter, and the rest in a file of its own"
    return Problem(problem.file, 0, 0, "E105", name, value, fault, remedy)


def _touched(after: Reading, changes: Iterable[Change]) -> set[Place]:
    """Return the files and the lines that hold changed rows."""
    places = set[Place]()
    for change in changes:
        sheet = after.sheets[change.table]
        key = plain(change.values.get(sheet.table.key, change.key or ""))
        for row, cell in enumerate(sheet.cells.get(sheet.table.key, ())):
            if cell == key:
                lines = range(sheet.begins[row], sheet.ends[row] + 1)
                places |= {(sheet.file, line) for line in lines}
    return places


def _refuse_unwritable(changes: Iterable[Change]) -> None:
    """Refuse characters that no text file can hold."""
    problems = [
        Problem(f"{change.table}.csv", 0, 0, "E209", name, value, f"holds {said}", "Delete it")
        for change in changes
        for name, value in change.values.items()
        if (said := _unwritable(value))
    ]
    if problems:
        raise RecordError(_SOURCE, problems)


def _unwritable(value: str) -> str:
    """Tell which character of a value cannot be written, if there is one."""
    odd = next((c for c in value if c == "\0" or "\ud800" <= c <= "\udfff"), "")
    return f"the character U+{ord(odd):04X}, which no file can hold" if odd else ""
