"""What is wrong with the cells and the rows of one sheet."""

from __future__ import annotations

import re
from datetime import date

from infoview_analytics.records.dates import is_date
from infoview_analytics.records.schema import Column, Order
from infoview_analytics.records.sheets import Sheet
from infoview_analytics.records.values import value_fault

TEXT_KINDS = ("id", "text", "notes")

_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_CONTROL = re.compile(r"[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CONTROL_IN_NOTES = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAB = "\t"


def check_sheet(sheet: Sheet) -> None:
    """Note every error in the cells and in the rows of a sheet.

    Parameters
    ----------
    sheet : Sheet
        Takes the problems, E201 to E209 and those of dates that run backwards, and the rows
        that have them.
    """
    for column in sheet.columns:
        if column.filled:
            _check_filled(sheet, column)
        if column.kind in TEXT_KINDS:
            _check_text(sheet, column)
        else:
            _check_values(sheet, column)
    if sheet.table.key in sheet.cells:
        _check_unique(sheet, sheet.table.key)
    for order in sheet.table.in_order:
        if {order.earlier, order.later} <= sheet.cells.keys():
            _check_order(sheet, order)


def check_days(sheet: Sheet, today: date) -> None:
    """Note each date after a day, W501.

    Parameters
    ----------
    sheet : Sheet
        Takes the problems.
    today : datetime.date
        The last day that can have happened. ``interview_on`` may lie later as long as no
        outcome of it is told.
    """
    limit = today.isoformat()
    outcomes = sheet.cells.get("outcome")
    for column in sheet.columns:
        if column.kind != "date":
            continue
        planned = column.name == "interview_on"
        for row in _later_than(sheet, column.name, limit):
            if planned and (outcomes is None or outcomes[row] not in ("held", "no_show")):
                continue
            remedy = "Correct it, unless you look back on purpose"
            sheet.tell(row, column.name, "W501", f"lies after {limit}", remedy)


def _later_than(sheet: Sheet, name: str, limit: str) -> list[int]:
    """Return the rows whose date is sound and lies after `limit`."""
    cells = sheet.cells[name]
    late = {day for day in sheet.values[name] if day > limit and is_date(day)}
    return [row for row, day in enumerate(cells) if day in late] if late else []


def _check_filled(sheet: Sheet, column: Column) -> None:
    """Note E201 where a value is missing that every row needs."""
    if "" not in sheet.values[column.name]:
        return
    remedy = f"Every row needs one: {column.meaning}"
    for row, cell in enumerate(sheet.cells[column.name]):
        if not cell:
            sheet.tell(row, column.name, "E201", "is empty", remedy)


def _check_text(sheet: Sheet, column: Column) -> None:
    """Note E208 and E209 where a text holds what it may not."""
    notes = column.kind == "notes"
    control = _CONTROL_IN_NOTES if notes else _CONTROL
    odd = {value for value in sheet.values[column.name] if not value.isprintable()}
    if notes:
        odd = {value for value in odd if control.search(value)}
    if not odd:
        return
    for row, cell in enumerate(sheet.cells[column.name]):
        if cell not in odd:
            continue
        if not notes and _LINE_BREAK.search(cell):
            remedy = "Write it on one line; only learned, next_step and notes may hold line breaks"
            sheet.tell(row, column.name, "E208", "holds a line break", remedy)
        if found := control.search(cell):
            hidden = "a tab" if found[0] == _TAB else f"the control character U+{ord(found[0]):04X}"
            sheet.tell(row, column.name, "E209", f"holds {hidden}", "Delete it")


def _check_values(sheet: Sheet, column: Column) -> None:
    """Note the values that are not of the column's kind, looking at each different one once."""
    faults = {value: value_fault(value, column) for value in sheet.values[column.name] if value}
    wrong = {value: fault for value, fault in faults.items() if fault}
    if not wrong:
        return
    for row, cell in enumerate(sheet.cells[column.name]):
        if cell in wrong:
            sheet.tell(row, column.name, *wrong[cell])


def _check_unique(sheet: Sheet, name: str) -> None:
    """Note E202 where a key was used on an earlier row."""
    cells = sheet.cells[name]
    if len(sheet.values[name]) >= len(cells):
        return
    first: dict[str, int] = {}
    for row, cell in enumerate(cells):
        if cell and first.setdefault(cell, row) != row:
            line = sheet.line(first[cell], name)
            fault = f"stands on line {line} too"
            sheet.tell(row, name, "E202", fault, f"Give each row its own {name}")


def _check_order(sheet: Sheet, order: Order) -> None:
    """Note the rows whose later date lies before the earlier one."""
    pairs = zip(sheet.cells[order.earlier], sheet.cells[order.later], strict=True)
    backwards = [
        (row, earlier)
        for row, (earlier, later) in enumerate(pairs)
        if later < earlier and later and is_date(later) and is_date(earlier)
    ]
    for row, earlier in backwards:
        fault = f"lies before {order.earlier} ({earlier})"
        sheet.tell(row, order.later, order.code, fault, "Correct one of the two")
