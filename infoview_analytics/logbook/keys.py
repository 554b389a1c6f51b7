"""Ids for new rows, made from those that are there."""

from __future__ import annotations

import re

from infoview_analytics.logbook.rows import Sheets
from infoview_analytics.records.schema import Table

_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})([^0-9]*)", re.DOTALL)


def new_keys(table: Table, sheets: Sheets, count: int) -> list[str]:
    """Return new keys that go on as those of a table do: `i014` after `i013`.

    Parameters
    ----------
    table : Table
        Where the new rows shall stand.
    sheets : mapping of str to Sheet
        The sheets of a campaign by the names of their tables.
    count : int
        How many are wanted.

    Returns
    -------
    list of str
        None of them stands anywhere under that heading, in a row that cannot be read, or in
        another table that still names a row which is gone.
    """
    key = table.key
    named_in = [sheet for sheet in sheets.values() if key in sheet.cells]
    named = {cell for sheet in named_in for cell in sheet.values[key]}
    taken = named.union(*(sheet.strays for sheet in named_in))
    own = sheets[table.name].cells.get(key, []) if table.name in sheets else []
    numbered = [found for cell in own if (found := _NUMBERED.fullmatch(cell))]
    before, digits, after = numbered[-1].groups() if numbered else (table.name[0], "0", "")
    all_numbered = (found for cell in named if (found := _NUMBERED.fullmatch(cell)))
    numbers = (int(found[2]) for found in all_numbered if (found[1], found[3]) == (before, after))
    number = max(numbers, default=0)
    keys: list[str] = []
    while len(keys) < count:
        number += 1
        new = f"{before}{number:0{len(digits)}}{after}"
        keys += [new] if new not in taken else []
    return keys
