"""What is known already, for whoever writes a name: so that it is written the same."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES

_COMPLETED = ("organization", "role", "industry", "city")


def suggestions(campaign: Campaign) -> dict[str, list[str]]:
    """Return the names that the records hold, to complete one that is being written.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.

    Returns
    -------
    dict
        Under ``person`` everybody whom a table names, and under ``organization``, ``role``,
        ``industry`` and ``city`` what stands in these columns: each text once, in the order of
        the alphabet.
    """
    tables = [getattr(campaign, table.name) for table in TABLES]
    wanted = {"person": PERSON_COLUMNS, **{name: (name,) for name in _COMPLETED}}
    return {name: _texts(tables, columns) for name, columns in wanted.items()}


def _texts(tables: list[pd.DataFrame], columns: tuple[str, ...]) -> list[str]:
    """Return the different texts of some columns, wherever they stand."""
    found = {
        str(value)
        for table in tables
        for name in columns
        if name in table.columns
        for value in table[name].dropna().unique()
    }
    return sorted(found, key=lambda text: (text.casefold(), text))
