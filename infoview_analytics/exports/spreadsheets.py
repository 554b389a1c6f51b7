"""Tables as a spreadsheet may open them: nothing in them is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.exports._texts import holdable

Cell = str | int | float | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def for_a_spreadsheet(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts no spreadsheet takes for a formula.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table; texts in it, in its index and in its headings may come from records.

    Returns
    -------
    pandas.DataFrame
        The index as columns. A text that begins like a formula has an apostrophe before it,
        and every line of a text ends alike.
    """
    flat = table.reset_index()
    texts = flat.select_dtypes(exclude=["number", "bool", "datetime"]).columns
    safe = flat.assign(**{name: flat[name].map(_safe) for name in texts})
    return safe.rename(columns=_safe)


def cells_of(table: pd.DataFrame) -> Iterator[list[Cell]]:
    """Yield the headings and the rows of a table, safe to be written into a spreadsheet.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table; its index is left out.

    Yields
    ------
    list
        Texts, numbers and days; yes and no as the records write them; None for what is missing.
    """
    yield [_cell(str(name)) for name in table.columns]
    columns = [table[name].astype(object) for name in table.columns]
    for row in zip(*columns, strict=True):
        yield [_cell(value) for value in row]


def in_csv(table: pd.DataFrame) -> bytes:
    """Return a table as a CSV file that a spreadsheet may open.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table; its index is left out.

    Returns
    -------
    bytes
        UTF-8, days as YYYY-MM-DD, missing cells empty.
    """
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(cells_of(table))
    return text.getvalue().encode()


def _cell(value: Any) -> Cell:  # noqa: ANN401
    """Return one value as a cell."""
    if pd.isna(value):
        return None
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int | float):
        return value if isfinite(value) else None
    return str(_safe(holdable(str(value))))


def _safe(value: Any) -> Any:  # noqa: ANN401
    """Return a text that a spreadsheet takes as a text, and as one cell."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")  # a bare CR would end the row
    return f"'{text}" if text.startswith(_FORMULA) else text
