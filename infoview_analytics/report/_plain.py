"""Tables as plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def row_of(table: pd.DataFrame, names: Sequence[str] | None = None) -> dict[str, Any]:
    """Return some columns, or all, of a table of one row."""
    values = table.astype(object).iloc[0]
    return {str(name): plain_value(values[name]) for name in names or table.columns}


def rows_of(table: pd.DataFrame, names: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Return some columns of a table, or all, its index first, as a list of objects."""
    chosen = table if names is None else table[list(names)]
    keys = [str(chosen.index.name), *map(str, chosen.columns)]
    rows = chosen.astype(object).itertuples(name=None)
    return [dict(zip(keys, map(plain_value, row), strict=True)) for row in rows]


def plain_value(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON knows it; a missing one is None."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if isinstance(value, np.generic) else value
