"""From checked cells to DataFrames."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.records.schema import Kind, Table
from infoview_analytics.records.sheets import Sheet
from infoview_analytics.records.values import YES

_TEXT: Any = pd.Series(["text"]).dtype
_MANY = 0.2  # from this share of different values on, numbering them does not pay


def frame_of(sheet: Sheet) -> pd.DataFrame:
    """Return the sound rows of a sheet.

    Parameters
    ----------
    sheet : Sheet
        Checked; its faulty rows are left out.

    Returns
    -------
    pandas.DataFrame
        Every column of the table in its order, then the columns that the table does not know.
        Text, ids, choices and times as this pandas keeps text, days as datetime64, yes and no
        as ``boolean``, numbers as ``Int64``; an empty cell is missing.
    """
    kept = [row not in sheet.faulty for row in range(len(sheet))] if sheet.faulty else []
    rows = sum(kept) if kept else len(sheet)
    columns: dict[str, Any] = {}
    for column in sheet.table.columns:
        cells = sheet.cells.get(column.name, [""] * len(sheet))
        columns[column.name] = _AS.get(column.kind, _texts)(_sound(cells, kept))
    known = set(sheet.places.values())
    for place, heading in enumerate(sheet.headings):
        if place not in known:
            columns[heading] = _texts(_sound(sheet.raw[place], kept))
    return pd.DataFrame(columns, index=pd.RangeIndex(rows), copy=False)


def empty_frame(table: Table) -> pd.DataFrame:
    """Return a table without a row.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    pandas.DataFrame
        Its columns, as `frame_of` gives them.
    """
    return frame_of(Sheet(table, table.file))


def _sound(cells: list[str], kept: list[bool]) -> list[str]:
    """Return the cells of the sound rows."""
    return list(compress(cells, kept)) if kept else cells


def _texts(cells: list[str]) -> Any:  # noqa: ANN401 (pandas' own name for it differs by version)
    """Return text, missing where a cell is empty."""
    if len(set(cells)) > len(cells) * _MANY:
        return _as_text([cell or None for cell in cells])
    values, codes = _numbered(cells)
    return _as_text(values).take(codes, allow_fill=True)


def _as_text(values: list[Any]) -> Any:  # noqa: ANN401
    """Return text as this pandas keeps it."""
    return pd.array(values, dtype=_TEXT)


def _days(cells: list[str]) -> Any:  # noqa: ANN401
    """Return days."""
    values, codes = _numbered(cells)
    days = np.array([*values, "NaT"], dtype="datetime64[s]")
    return days[codes]


def _yes_or_no(cells: list[str]) -> Any:  # noqa: ANN401
    """Return yes as true and no as false."""
    values, codes = _numbered(cells)
    truths = np.array([*(value == YES for value in values), False])
    return pd.arrays.BooleanArray(truths[codes], codes < 0)


def _numbers(cells: list[str]) -> Any:  # noqa: ANN401
    """Return whole numbers."""
    values, codes = _numbered(cells)
    numbers = np.array([*map(int, values), 0], dtype=np.int64)
    return pd.arrays.IntegerArray(numbers[codes], codes < 0)


def _numbered(cells: list[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the different values, and for each cell its value's number, -1 for an empty one."""
    values = [value for value in dict.fromkeys(cells) if value]
    number = {value: place for place, value in enumerate(values)}
    number[""] = -1
    codes = np.fromiter(map(number.__getitem__, cells), dtype=np.int64, count=len(cells))
    return values, codes


_AS: dict[Kind, Callable[[list[str]], Any]] = {
    "date": _days,
    "yes/no": _yes_or_no,
    "number": _numbers,
}
