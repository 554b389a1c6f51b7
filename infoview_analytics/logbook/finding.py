"""Which row is meant, where somebody completes one that is there: never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.logbook.entries import Entry
from infoview_analytics.logbook.naming import nearest_names
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES, Table
from infoview_analytics.records.sheets import Sheet

Row = Mapping[str, str]
Sheets = Mapping[str, Sheet]

_BY_KEY = {table.key: table for table in TABLES if table.key.endswith("_id")}
_TOLD_BY = {"interviews": "requested_on", "referrals": "referred_on"}
FIRST = {
    "interviews": "Write the request down first",
    "referrals": "Write down first who named whom",
}
_MOST = 5
_LONGEST = 40


def rows_of(sheet: Sheet) -> list[Row]:
    """Return the rows of a sheet.

    Parameters
    ----------
    sheet : Sheet
        As it was read.

    Returns
    -------
    list of mapping
        The cells of each row by the names of their columns.
    """
    names = tuple(sheet.cells)
    return [
        dict(zip(names, cells, strict=True)) for cells in zip(*sheet.cells.values(), strict=True)
    ]


def find_row(entry: Entry, given: Row, sheet: Sheet, *, day: str) -> Row | Problem | None:
    """Return the one row that an entry completes.

    Parameters
    ----------
    entry : Entry
        What is written down.
    given : mapping
        Its values by their columns.
    sheet : Sheet
        The table of the entry.
    day : str
        The day that is looked at.

    Returns
    -------
    mapping, Problem or None
        The row; or E502 or E503, where there is none or more than one that may be meant; or
        None where the entry then adds a row.
    """
    rows, key = rows_of(sheet), sheet.table.key
    theirs = [row for row in rows if all(row.get(name, "") == given[name] for name in entry.finds)]
    if key in given and key not in entry.finds:
        return _by_key(given, rows, theirs, sheet.table)
    if not theirs:
        return None if entry.adds else _nobody(entry, given, rows, sheet.file)
    of_that_day = _on(entry.dated, given.get(entry.dated, day))
    likely = _LIKELY.get(entry.name, ())
    for is_meant in (of_that_day, *likely, _undone(entry), _any_but_declined(entry)):
        meant = [row for row in theirs if is_meant(row, day)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            name = entry.finds[0]
            return _several(name, given[name], meant, sheet.table)
    return _declined(given, theirs, sheet.file)


def linked_ids(
    entry: Entry, given: Row, sheets: Sheets, *, day: str
) -> Iterator[tuple[str, str] | Problem]:
    """Yield the id behind each name that was given where an id is asked for.

    Parameters
    ----------
    entry : Entry
        What is written down.
    given : mapping
        Its values by their columns.
    sheets : mapping of str to Sheet
        The sheets of a campaign by the names of their tables.
    day : str
        The day that is looked at.

    Yields
    ------
    tuple of str or Problem
        A column and the id in it; E503 where somebody has several such rows.
    """
    for name, value in given.items():
        table = _BY_KEY.get(name)
        is_own = table is not None and table.name == entry.table and name not in entry.finds
        if table is None or is_own or table.name not in sheets:
            continue
        if value in sheets[table.name].values.get(name, ()):
            continue
        theirs = _rows_with(value, table, sheets, day)
        if len(theirs) == 1:
            yield name, theirs[0][name]
        elif theirs:
            yield _several(name, value, theirs, table)


def _rows_with(person: str, table: Table, sheets: Sheets, day: str) -> list[Row]:
    """Return the conversations that were held with somebody, or the advice in them."""
    asked = [row for row in rows_of(sheets["interviews"]) if row.get("person") == person]
    if table.name == "interviews":
        return [row for row in asked if _was_held(row, day)] or asked
    ids = {row["interview_id"] for row in asked}
    found = [row for row in rows_of(sheets[table.name]) if row.get("interview_id") in ids]
    return [row for row in found if not row.get("done_on")] or found


def _was_held(row: Row, day: str) -> bool:
    """Tell whether a conversation took place."""
    return "" < row.get("interview_on", "") <= day and row.get("outcome", "") in ("", "held")


def _waits(row: Row, _day: str) -> bool:
    """Tell whether a request has no answer of any kind."""
    return not any(row.get(name) for name in ("response", "responded_on", "interview_on"))


def _half_answered(row: Row, _day: str) -> bool:
    """Tell whether a request lacks its answer's verdict or day."""
    return not (row.get("response") and row.get("responded_on"))


def _agreed(row: Row, day: str) -> bool:
    """Tell whether a conversation is agreed on and has not been."""
    meets, outcome = row.get("interview_on", ""), row.get("outcome")
    yes = row.get("response") == "accepted" or meets
    return bool(yes and not outcome and (not meets or meets >= day))


def _held_and_unthanked(row: Row, day: str) -> bool:
    """Tell whether a conversation was held for which nobody was thanked."""
    return _was_held(row, day) and not row.get("thank_you_on")


_Meant = Callable[[Row, str], bool]
_LIKELY: dict[str, tuple[_Meant, ...]] = {
    "response": (_waits, _half_answered),
    "interview": (_agreed, _waits),
    "thanks": (_held_and_unthanked,),
}


def _on(dated: str, that_day: str) -> _Meant:
    """Return the test of a row that has that day already."""
    return lambda row, _day: bool(dated) and row.get(dated) == that_day


def _undone(entry: Entry) -> _Meant:
    """Return the test of a row that lacks the entry's day."""
    return lambda row, _day: not row.get(entry.dated) and row.get("response") != "declined"


def _any_but_declined(entry: Entry) -> _Meant:
    """Return the test of a row that an entry may correct; nobody talks who declined."""
    is_talk = entry.name == "interview"
    return lambda row, _day: not (is_talk and row.get("response") == "declined")


def _by_key(given: Row, rows: Sequence[Row], theirs: Sequence[Row], table: Table) -> Row | Problem:
    """Return the row that was named by its id."""
    key = table.key
    named = [row for row in rows if row.get(key) == given[key]]
    if not named:
        fault = f"is not in {table.file}"
        remedy = "Look it up there, or leave it out"
        return entry_problem(table.file, "E502", key, given[key], fault, remedy)
    if named[0] not in theirs:
        who = " and ".join(quoted(named[0][name]) for name in PERSON_COLUMNS if name in named[0])
        fault = f"is the row of {who}"
        return entry_problem(table.file, "E502", key, given[key], fault, "Correct one of the two")
    return named[0]


def _nobody(entry: Entry, given: Row, rows: Sequence[Row], file: str) -> Problem:
    """Return E502 where there is no row to complete, with the names that may be meant."""
    known = {name: {row.get(name, "") for row in rows} - {""} for name in entry.finds}
    name = next((n for n in entry.finds if given[n] not in known[n]), entry.finds[-1])
    near = nearest_names(given[name], sorted(known[name] - {given[name]}))
    remedy = FIRST.get(entry.table, "Look it up there")
    if near:
        remedy = f"Did you mean {' or '.join(map(quoted, near))}? If not: {remedy}"
    fault = f"has no row in {file} that this would complete"
    return entry_problem(file, "E502", name, given[name], fault, remedy)


def _several(name: str, value: str, rows: Sequence[Row], table: Table) -> Problem:
    """Return E503 with the ids of the rows and what tells them apart."""
    shown = [f"{row.get(table.key)}{_about(row, table)}" for row in rows[:_MOST]]
    more = [f"{len(rows) - _MOST:,} more"] if len(rows) > _MOST else []
    fault = f"has {len(rows):,} rows in {table.file} that may be meant: "
    remedy = f"Say which: give its {table.key}"
    return entry_problem(
        table.file, "E503", name, value, fault + ", ".join([*shown, *more]), remedy
    )


def _about(row: Row, table: Table) -> str:
    """Return what tells a row apart for its reader."""
    day = row.get(_TOLD_BY.get(table.name, ""))
    if day:
        return f" of {spoken(day)}"
    text = row.get("advice", "")
    return f" {quoted(text[:_LONGEST])}" if text else ""


def _declined(given: Row, theirs: Sequence[Row], file: str) -> Problem:
    """Return E502 where somebody declined and yet was talked with."""
    fault = f"declined ({', '.join(row.get('interview_id', '') for row in theirs[:_MOST])})"
    remedy = "Write down the new request first, or correct their answer"
    return entry_problem(file, "E502", "person", given["person"], fault, remedy)
