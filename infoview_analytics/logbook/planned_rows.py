"""What becomes of the rows when something is written down, worked out before a file is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from infoview_analytics.errors import EntryError, Problem, quoted
from infoview_analytics.logbook.entries import Entry
from infoview_analytics.logbook.finding import find_row
from infoview_analytics.logbook.given import (
    Value,
    given_values,
    names_in,
    refuse_near_names,
    refuse_unread,
)
from infoview_analytics.logbook.keys import new_keys
from infoview_analytics.logbook.planner import Planner
from infoview_analytics.logbook.rows import Row, rows_of
from infoview_analytics.logbook.talks import calls_off, is_put_off, talk_faults
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.reading import Reading, check_rows
from infoview_analytics.records.schema import Table
from infoview_analytics.records.sheets import Sheet


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
    replaced : dict
        What stood in those cells that hold something else now.
    """

    changed: dict[str, str]
    after: dict[str, str]
    own_key: str
    adds: bool
    replaced: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        """The key of the row that is completed; None for one that is added."""
        return None if self.adds else self.own_key


def plan_rows(
    entry: Entry,
    values: Mapping[str, Value],
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
        A text, a day, a number or nothing, by column.
    reading : Reading
        The campaign as it is.
    day : str
        The day that is written down where none is said.
    new_person : bool
        Whether a name that may be meant for a known one is somebody new.
    replace : bool
        Whether what stands in a cell is replaced; a note is added below all the same.

    Returns
    -------
    list of PlannedRow
        One; or one for each name where several may be given.

    Raises
    ------
    EntryError
        With every problem, E105, E201 to E209, E301 to E305 and E501 to E507.
    """
    planner = Planner(entry, reading, day=day, replace=replace)
    given = given_values(planner, values)
    is_clear = not refuse_unread(planner, given)
    can_look = entry.finds and is_clear and all(name in given for name in entry.needs)
    found = _found(planner, given) if can_look else None
    adds = entry.adds and found is None
    if adds and is_clear and not new_person:
        refuse_near_names(planner, given)
    rows = []
    if adds:
        rows = _added(planner, given)
    elif found is not None:
        rows = [_completed(planner, given, found)]
    else:
        _check(planner, given, given)
    if planner.problems:
        raise EntryError(dict.fromkeys(planner.problems))  # each once
    return rows


def _found(planner: Planner, given: Row) -> Row | None:
    """Return the row that is to be completed, if there is one."""
    looked = find_row(planner.entry, given, planner.sheet, day=planner.day)
    if isinstance(looked, Problem):
        planner.problems.append(looked)
        return None
    return looked


def _added(planner: Planner, given: Row) -> list[PlannedRow]:
    """Return the rows that are added, each with a key of its own."""
    entry, key = planner.entry, planner.table.key
    dated = {entry.dated: planner.day} if entry.dated else {}
    names = names_in(planner, given)
    rows = []
    for name, new in zip(names, new_keys(planner.table, planner.sheets, len(names)), strict=True):
        own = {} if key in entry.needs else {key: new}
        row = {**own, **dated, **given, **({entry.several: name} if name else {})}
        _check(planner, row, row)
        _refuse_repeated(planner, row)
        rows.append(PlannedRow(row, row, row.get(key, ""), adds=True))
    return rows


def _completed(planner: Planner, given: Row, row: Row) -> PlannedRow:
    """Return the row that is there with what was given in it."""
    entry, key = planner.entry, planner.table.key
    said = {name: text for name, text in given.items() if name not in (*entry.finds, key)}
    is_dated = entry.dated and not entry.adds and not row.get(entry.dated)
    if is_dated and not calls_off(said):  # of what never was, no day is known
        said.setdefault(entry.dated, planner.day)
    if entry.name == "interview":
        planner.problems += talk_faults(said, row, planner.day)
    after, replaced = dict(row), {}
    for name, text in said.items():
        there = row.get(name, "")
        is_note = planner.columns[name].kind == "notes"
        after[name] = _below(there, text) if is_note else text
        if there not in ("", text) and not is_note:
            replaced[name] = there
    _refuse_replacing(planner, said, replaced, row[key])
    if is_put_off(said, row):
        after["outcome"], replaced["outcome"] = "", row["outcome"]
    changed = {name: text for name, text in after.items() if text != row.get(name, "")}
    _check(planner, after, changed)
    if not changed:
        _refuse_nothing_new(planner, given, row)
    return PlannedRow(changed, after, row[key], adds=False, replaced=replaced)


def _refuse_replacing(planner: Planner, said: Row, replaced: Row, key: str) -> None:
    """Note E504 for each cell that would be replaced, unless that is asked for."""
    for name, there in () if planner.replace else replaced.items():
        fault = f"would replace {quoted(there)} in the row {quoted(key)}"
        remedy = f"Leave it at {quoted(there)}, or say that it is to be replaced"
        planner.tell("E504", name, said[name], fault, remedy)


def _refuse_nothing_new(planner: Planner, given: Row, row: Row) -> None:
    """Note E505 where a row would stay as it is."""
    entry, key = planner.entry, planner.table.key
    name, is_dated = entry.needs[0], entry.dated and not entry.adds
    on = f" on {spoken(row[entry.dated])}" if is_dated and row.get(entry.dated) else ""
    fault = f"is written down already{on}, in the row {quoted(row[key])}"
    remedy = "Say what is new about it"
    if is_dated:
        remedy = "Say the day if it was another one" + ", or that the day is to be replaced" * bool(
            on
        )
    planner.tell("E505", name, given[name], fault, remedy)


def _below(there: str, note: str) -> str:
    """Return a note added on a line of its own, unless it stands there."""
    if f"\n{note}\n" in f"\n{there}\n":
        return there
    return f"{there}\n{note}" if there else note


def _refuse_repeated(planner: Planner, row: Row) -> None:
    """Note E505 where a row holds the same already."""
    entry, key = planner.entry, planner.table.key
    same = entry.once or tuple(name for name in row if name != key)
    if key in entry.needs or not {*entry.needs, *same} <= row.keys():
        return  # a name that is a key is told by the check; what is missing is told already
    for other in rows_of(planner.sheet):
        if all(other.get(name, "") == row[name] for name in same):
            plain = (name for name in entry.needs if not name.endswith("_id"))
            name = entry.several or next(plain)
            fault = f"is written down already, in the row {quoted(other[key])}"
            remedy = "Say the day if it was another one" if entry.dated else "Say what is new"
            more = f", or add to that row in {planner.table.file}" if entry.once else ""
            planner.tell("E505", name, row[name], fault, remedy + more)
            return


def _check(planner: Planner, row: Row, changed: Iterable[str]) -> None:
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
