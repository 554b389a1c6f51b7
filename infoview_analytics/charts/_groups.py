"""Charts of one group refuse a table of several."""

from __future__ import annotations

import pandas as pd


def one_group(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` without its group levels.

    Parameters
    ----------
    table : pandas.DataFrame
        As a measure returns it, with or without group levels before its last one.

    Returns
    -------
    pandas.DataFrame
        The rows of the one group.

    Raises
    ------
    ValueError
        If there are several groups.
    """
    index = table.index
    if not isinstance(index, pd.MultiIndex):
        return table
    groups = index.droplevel(-1).unique()
    if len(groups) > 1:
        message = (
            f"The table holds {len(groups):,} groups and the chart draws one. "
            f"Choose it first, as in table.loc[{groups[0]!r}]."
        )
        raise ValueError(message)
    return table.set_axis(index.get_level_values(-1))
