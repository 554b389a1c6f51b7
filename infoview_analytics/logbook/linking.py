"""The id behind a name, where an id of a row is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.logbook.entries import Entry
from infoview_analytics.logbook.finding import several_rows
from infoview_analytics.logbook.naming import nearest_names
from infoview_analytics.logbook.rows import Row, Sheets, rows_of
from infoview_analytics.logbook.talks import was_held
from infoview_analytics.logbook.unread import is_unread, unread
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.schema import TABLES, Table

_BY_KEY = {table.key: table for table in TABLES if table.key.endswith("_id")}
_MISSING = {"interviews": "E305"}
_WITH = {"interviews": "whom you asked", "advice": "who gave you advice"}


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
        A column and the id in it; E503 where somebody has several such rows, E305 or E502 where
        there is none, E507 where it may be on a line that cannot be read.
    """
    for name, value in given.items():
        table = _BY_KEY.get(name)
        is_own = table is not None and table.name == entry.table and name not in entry.finds
        if table is None or is_own or table.name not in sheets:
            continue
        sheet = sheets[table.name]
        if value in sheet.values.get(name, ()):
            continue
        theirs = _rows_with(value, table, sheets, day)
        if is_unread(value, sheets["interviews"]) or is_unread(value, sheet):
            yield unread(name, value, sheet.file)
        elif len(theirs) == 1:
            yield name, theirs[0][name]
        elif theirs:
            yield several_rows(name, value, theirs, table)
        elif sheet.complete:
            yield _nobody(name, value, table, sheets)


def _rows_with(person: str, table: Table, sheets: Sheets, day: str) -> list[Row]:
    """Return the conversations that were held with somebody, or the advice in them."""
    asked = [row for row in rows_of(sheets["interviews"]) if row.get("person") == person]
    if table.name == "interviews":
        return [row for row in asked if was_held(row, day)] or asked
    ids = {row["interview_id"] for row in asked}
    found = [row for row in rows_of(sheets[table.name]) if row.get("interview_id") in ids]
    return [row for row in found if not row.get("done_on")] or found


def _nobody(name: str, value: str, table: Table, sheets: Sheets) -> Problem:
    """Return the problem of what is neither an id nor the name of anybody with such a row."""
    rows = rows_of(sheets["interviews"])
    if table.name != "interviews":
        ids = set(sheets[table.name].values.get("interview_id", ()))
        rows = [row for row in rows if row["interview_id"] in ids]
    near = nearest_names(value, sorted({row.get("person", "") for row in rows} - {""}))
    who = _WITH[table.name]
    fault = f"is no {name} in {table.file}, nor the name of somebody {who}"
    remedy = f"Write the name of somebody {who}, or an {name} as it stands there"
    if near:
        remedy = f"Did you mean {' or '.join(map(quoted, near))}? If not: {remedy}"
    code = _MISSING.get(table.name, "E502")
    return entry_problem(table.file, code, name, value, fault, remedy)
