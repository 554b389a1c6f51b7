"""Which row is meant, where somebody completes one that is there: never a guess."""

from __future__ import annotations

from collections.abc import Sequence

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.logbook.entries import Entry
from infoview_analytics.logbook.naming import nearest_names
from infoview_analytics.logbook.rows import Row, rows_of
from infoview_analytics.logbook.talks import Test, is_agreed, no_talk, talk_tests, was_held
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import Table
from infoview_analytics.records.sheets import Sheet

FIRST = {
    "interviews": "Write the request down first",
    "referrals": "Write down first who named whom",
}
SAY_WHICH = "Say which: give its"
_TOLD_BY = {"interviews": "requested_on", "referrals": "referred_on"}
_MOST = 5
_LONGEST = 40


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
    for is_meant in _tests(entry, given, day):
        meant = [row for row in theirs if is_meant(row)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            name = entry.finds[0]
            return several_rows(name, given[name], meant, sheet.table)
    return no_talk(given, theirs, day)


def several_rows(name: str, value: str, rows: Sequence[Row], table: Table) -> Problem:
    """Return E503 with the ids of the rows and what tells them apart.

    Parameters
    ----------
    name, value : str
        The column and what was given for it.
    rows : sequence of mapping
        The rows that may be meant.
    table : Table
        Where they stand.

    Returns
    -------
    Problem
        Without a remedy that cannot be followed: two rows of one id are told apart first.
    """
    shown = [f"{row.get(table.key)}{_about(row, table)}" for row in rows[:_MOST]]
    more = [f"{len(rows) - _MOST:,} more"] if len(rows) > _MOST else []
    fault = f"has {len(rows):,} rows in {table.file} that may be meant: "
    remedy = f"{SAY_WHICH} {table.key}"
    if len({row.get(table.key) for row in rows}) < len(rows):
        remedy = f"Give each its own {table.key} in {table.file} first, or delete one"
    return entry_problem(
        table.file, "E503", name, value, fault + ", ".join([*shown, *more]), remedy
    )


def _tests(entry: Entry, given: Row, day: str) -> tuple[Test, ...]:
    """Return the tests of the row that is meant, the likeliest first."""
    if entry.name == "interview":
        return talk_tests(given, day)
    that_day = given.get(entry.dated, day)

    def has_that_day(row: Row) -> bool:
        return bool(entry.dated) and row.get(entry.dated) == that_day

    def lacks_its_day(row: Row) -> bool:
        return not row.get(entry.dated) and row.get("response") != "declined"

    likely: dict[str, tuple[Test, ...]] = {
        "response": (
            lambda row: has_that_day(row) and row.get("response") != "declined",
            _waits,
            _half_answered,
            lacks_its_day,
            has_that_day,
        ),
        "preparation": (has_that_day, lambda row: is_agreed(row, day), lacks_its_day),
        "thanks": (
            has_that_day,
            lambda row: was_held(row, day) and not row.get("thank_you_on"),
            lacks_its_day,
        ),
    }
    return (*likely.get(entry.name, (has_that_day, lacks_its_day)), lambda _row: True)


def _waits(row: Row) -> bool:
    """Tell whether a request has no answer of any kind."""
    return not any(row.get(name) for name in ("response", "responded_on", "interview_on"))


def _half_answered(row: Row) -> bool:
    """Tell whether a request lacks its answer's verdict or day."""
    return not (row.get("response") and row.get("responded_on"))


def _by_key(given: Row, rows: Sequence[Row], theirs: Sequence[Row], table: Table) -> Row | Problem:
    """Return the row that was named by its id."""
    key = table.key
    named = [row for row in rows if row.get(key) == given[key]]
    if len(named) > 1:
        return several_rows(key, given[key], named, table)
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


def _about(row: Row, table: Table) -> str:
    """Return what tells a row apart for its reader."""
    day = row.get(_TOLD_BY.get(table.name, ""))
    if day:
        return f" of {spoken(day)}"
    text = row.get("advice", "")
    return f" {quoted(text[:_LONGEST])}" if text else ""
