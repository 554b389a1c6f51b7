"""What becomes of the rows when something is written down, worked out before a file is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from infoview_analytics.errors import EntryError, Problem, quoted
from infoview_analytics.logbook.entries import Entry, entry_columns
from infoview_analytics.logbook.finding import Row, find_row, linked_ids, rows_of
from infoview_analytics.logbook.naming import known_people, may_be_meant
from infoview_analytics.records.codes import LONGEST_FIELD, entry_problem
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.reading import Reading, check_rows
from infoview_analytics.records.schema import TABLES, Column, Table
from infoview_analytics.records.sheets import Sheet

_ONLY_OF_A_TALK = frozenset({"minutes", "asked_for_referral", "learned"})
_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})([^0-9]*)", re.DOTALL)
_NOTHING_NEW = "Say the day if it was another one"
_TABLES = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row that is to be added or completed.

    Attributes
    ----------
    changed : dict
        The cells that change, by their columns.
    after : dict
        The whole row as it then stands.
    own_key : str
        The row's key.
    adds : bool
        Whether it is added.
    """

    changed: dict[str, str]
    after: dict[str, str]
    own_key: str
    adds: bool

    @property
    def key(self) -> str | None:
        """The key of the row that is completed; None for one that is added."""
        return None if self.adds else self.own_key


class _Planner:
    """Works one entry out, and takes the problems that it meets."""

    def __init__(self, entry: Entry, reading: Reading, day: str, *, replace: bool) -> None:
        self.entry = entry
        self.day = day
        self.replace = replace
        self.sheets = reading.sheets
        self.table: Table = _TABLES[entry.table].with_words(reading.settings.words)
        self.columns = entry_columns(entry, words=reading.settings.words)
        empty = Sheet(self.table, self.table.file, cells={c.name: [] for c in self.table.columns})
        self.sheet = reading.sheets.get(entry.table, empty)
        self.problems: list[Problem] = []

    def tell(self, code: str, name: str, value: str | None, fault: str, remedy: str) -> None:
        """Note a problem of one value."""
        self.problems.append(entry_problem(self.table.file, code, name, value, fault, remedy))


def plan_rows(
    entry: Entry,
    values: Mapping[str, str],
    reading: Reading,
    *,
    day: str,
    new_person: bool,
    replace: bool,
) -> list[PlannedRow]:
    """Return the rows that an entry adds or completes.

    Parameters
    ----------
    entry : Entry
        What is written down.
    values : mapping
        Text by column.
    reading : Reading
        The campaign as it is.
    day : str
        The day that is written down where none is said.
    new_person : bool
        Whether a name that may be meant for a known one is somebody new.
    replace : bool
        Whether what stands in a cell is replaced.

    Returns
    -------
    list of PlannedRow
        One; or one for each name where several may be given.

    Raises
    ------
    EntryError
        With every problem, E105, E201 to E209, E301 to E304 and E501 to E506.
    """
    planner = _Planner(entry, reading, day, replace=replace)
    given = _given(planner, values)
    found: Row | None = None
    if entry.finds and all(name in given for name in entry.needs):
        looked = find_row(entry, given, planner.sheet, day=day)
        if isinstance(looked, Problem):
            planner.problems.append(looked)
        else:
            found = looked
    adds = entry.adds and found is None
    if adds and not new_person:
        _refuse_near_names(planner, given)
    rows = []
    if adds:
        rows = _added(planner, given)
    elif found is not None:
        rows = [_completed(planner, given, found)]
    else:
        _check(planner, given, given)
    if planner.problems:
        raise EntryError(_each_once(planner.problems))
    return rows


def _given(planner: _Planner, values: Mapping[str, str]) -> dict[str, str]:
    """Return what was given, tidied; note what is missing and what is not asked for."""
    entry = planner.entry
    given = {}
    for name, value in values.items():
        if text := _tidied(value, planner.columns.get(name)):
            given[name] = text
        if len(text) > LONGEST_FIELD:
            fault = f"is longer than {LONGEST_FIELD:,} characters"
            planner.tell("E105", name, text, fault, "Keep it shorter, and the rest in a file")
        if name not in planner.columns:
            asked = ", ".join(planner.columns)
            planner.tell("E506", name, None, "is not asked for here", f"Leave it out; {asked} are")
    for name in entry.needs:
        if name not in given:
            planner.tell("E201", name, None, "is missing", _needed(planner.columns[name]))
    for found in linked_ids(entry, given, planner.sheets, day=planner.day):
        if isinstance(found, Problem):
            planner.problems.append(found)
        else:
            given[found[0]] = found[1]
    return {name: value for name, value in given.items() if name in planner.columns}


def _tidied(value: str, column: Column | None) -> str:
    """Return a value as the reader will take it; a choice may be written with spaces."""
    text = normalize("NFC", value.strip())
    if column is not None and column.kind == "choice" and text not in column.choices:
        plain = re.sub(r"[\s_-]+", "_", text).casefold()
        return plain if plain in column.choices else text
    return text


def _needed(column: Column) -> str:
    """Return what belongs under a column."""
    return f"Say {column.meaning}" if column.kind != "id" else f"Give it: {column.meaning}"


def _names(planner: _Planner, given: Row) -> list[str]:
    """Return the names for each of which there is a row."""
    if not planner.entry.several:
        return [""]
    names = map(str.strip, given.get(planner.entry.several, "").splitlines())
    return list(dict.fromkeys(name for name in names if name)) or [""]


def _refuse_near_names(planner: _Planner, given: Row) -> None:
    """Note E501 for each new name that may be meant for a known one."""
    known = known_people(planner.sheets)
    there = set(known)
    for column in PERSON_COLUMNS:
        several = column == planner.entry.several
        names = _names(planner, given) if several else [given.get(column, "")]
        for name in names:
            if not name or name in there:
                continue
            near = may_be_meant(name, known)
            if near:
                fault = "is not in your records yet"
                meant = f"Did you mean {' or '.join(map(quoted, near))}?"
                remedy = f"{meant} Write it the same, or say that this is a new person"
                planner.tell("E501", column, name, fault, remedy)


def _added(planner: _Planner, given: Row) -> list[PlannedRow]:
    """Return the rows that are added, each with a key of its own."""
    entry, key = planner.entry, planner.table.key
    rows = []
    taken = list(planner.sheet.cells.get(key, []))
    cells = dict(given)
    if entry.dated:
        cells.setdefault(entry.dated, planner.day)
    for name in _names(planner, given):
        row = {**cells, **({entry.several: name} if name else {})}
        if key not in entry.needs:
            row = {key: _next_key(planner.sheet, taken), **row}
            taken.append(row[key])
        _check(planner, row, row)
        _refuse_repeated(planner, row)
        rows.append(PlannedRow(row, row, row.get(key, ""), adds=True))
    return rows


def _completed(planner: _Planner, given: Row, row: Row) -> PlannedRow:
    """Return the row that is there with what was given in it."""
    entry, key = planner.entry, planner.table.key
    said = {name: value for name, value in given.items() if name not in (*entry.finds, key)}
    if entry.dated and not entry.adds and not row.get(entry.dated):
        said.setdefault(entry.dated, planner.day)
    _refuse_yet_to_come(planner, said, row)
    changed = {}
    for name, value in said.items():
        there = row.get(name, "")
        text = _below(there, value) if planner.columns[name].kind == "notes" else value
        if planner.replace or not there:
            text = value
        elif there != text and planner.columns[name].kind != "notes":
            remedy = f"Leave it at {quoted(there)}, or say that it is to be replaced"
            fault = f"would replace {quoted(there)} in the row {quoted(row[key])}"
            planner.tell("E504", name, value, fault, remedy)
        if text != there:
            changed[name] = text
    after = {**row, **changed}
    _check(planner, after, changed)
    if not changed:
        when = f" on {spoken(row[entry.dated])}" if row.get(entry.dated) else ""
        fault = f"is written down already{when}, in the row {quoted(row[key])}"
        remedy = f"{_NOTHING_NEW}, or say that the day is to be replaced" if when else _NOTHING_NEW
        planner.tell("E505", entry.needs[0], given[entry.needs[0]], fault, remedy)
    return PlannedRow(changed, after, row[key], adds=False)


def _refuse_yet_to_come(planner: _Planner, said: Row, row: Row) -> None:
    """Note E504 where somebody tells how a conversation went whose day is yet to come."""
    planned = row.get("interview_on", "")
    tells = _ONLY_OF_A_TALK & said.keys() or said.get("outcome") == "held"
    is_talk = planner.entry.name == "interview"
    if is_talk and tells and "interview_on" not in said and planned > planner.day:
        fault = f"is {spoken(planned)} in the row {quoted(row[planner.table.key])}, yet to come"
        remedy = "Say on which day you talked, and that it is to be replaced"
        planner.tell("E504", "interview_on", None, fault, remedy)


def _below(there: str, value: str) -> str:
    """Return a note added on a line of its own, unless it stands there."""
    return there if f"\n{value}\n" in f"\n{there}\n" else f"{there}\n{value}"


def _refuse_repeated(planner: _Planner, row: Row) -> None:
    """Note E505 where a row holds the very same already."""
    key = planner.table.key
    same = {name: value for name, value in row.items() if name != key}
    if not set(planner.entry.needs) <= row.keys():
        return  # what is missing is told already
    for other in rows_of(planner.sheet):
        if key not in planner.entry.needs and all(
            other.get(name, "") == value for name, value in same.items()
        ):
            name = planner.entry.several or planner.entry.needs[0]
            fault = f"is written down already, in the row {quoted(other[key])}"
            planner.tell("E505", name, row[name], fault, _NOTHING_NEW)
            return


def _check(planner: _Planner, row: Row, changed: Iterable[str]) -> None:
    """Note the errors that a row has by what was given; others do not stop anybody."""
    touched = set(changed)
    earlier = {order.later: order.earlier for order in planner.table.in_order}
    planner.problems += [
        problem
        for problem in _errors(planner.table, row)
        if touched & {problem.name, earlier.get(problem.name)}
    ]


def _errors(table: Table, row: Row) -> list[Problem]:
    """Return the errors that a row has by itself."""
    sheet = Sheet(
        table,
        table.file,
        headings=list(row),
        raw=[[value] for value in row.values()],
        cells={name: [value] for name, value in row.items()},
        values={name: [value] for name, value in row.items()},
        places=dict.fromkeys(row, -1),
        begins=[0],
        ends=[0],
    )
    check_rows(sheet)
    return [problem for problem in sheet.problems if problem.is_error]


def _next_key(sheet: Sheet, taken: list[str]) -> str:
    """Return a new key that goes on as the taken ones do: `i014` after `i013`."""
    numbered = [found for key in taken if (found := _NUMBERED.fullmatch(key))]
    before, digits, after = sheet.table.name[0], "0", ""
    if numbered:
        before, digits, after = numbered[-1].groups()
    numbers = [int(f[2]) for f in numbered if (f[1], f[3]) == (before, after)]
    number = max(numbers, default=0) + 1
    while (key := f"{before}{number:0{len(digits)}}{after}") in taken or key in sheet.strays:
        number += 1
    return key


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return different problems, one for each column and fault."""
    return list(dict.fromkeys(problems))
