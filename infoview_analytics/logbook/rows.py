"""The rows of a sheet, one by one."""

from __future__ import annotations

from collections.abc import Mapping

from infoview_analytics.records.sheets import Sheet

Row = Mapping[str, str]
Sheets = Mapping[str, Sheet]


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
