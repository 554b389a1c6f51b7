"""What a report counts: the records as they are, under the names that they are told by."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd

from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES, Column
from infoview_analytics.sharing.handing_in import HandIn

_ORGANIZATION = "organization"
_INDUSTRY = "industry"  # is counted, and told nowhere
_NUMBERED = re.compile(r"(.+ \d+), .+")  # a pseudonym that tells the field too


def counted_in(campaign: Campaign, handed: HandIn) -> Campaign:
    """Return the records to count in: none of their days is rounded, no kinds are merged.

    Names, ids and choices are those of what is handed in, so that a report and its charts can be
    made of it; a pseudonym is as short as it can be, and in place of each text stands a number.
    """
    if handed.secrets is None:
        return campaign
    tables: dict[str, Any] = {}
    for table in TABLES:
        was, copy = getattr(campaign, table.name), getattr(handed.campaign, table.name)
        columns = {column.name: column for column in table.columns}
        own = {n: _of(columns[n], was[n], copy[n]) for n in copy.columns if n in columns}
        tables[table.name] = copy.assign(**own)
    return replace(handed.campaign, **tables, goal=campaign.goal, habits=campaign.habits)


def _of(column: Column, was: pd.Series, copy: pd.Series) -> pd.Series:
    """Return a column of the records as it can be counted."""
    if column.name in (*PERSON_COLUMNS, _ORGANIZATION):
        return copy.map(_short, na_action="ignore")
    if column.name == _INDUSTRY or column.kind == "date":
        return was
    is_lost = column.kind == "text" and not copy.isna().equals(was.isna())
    if is_lost or column.kind == "notes":
        return _numbered(was)
    return copy


def _short(name: str) -> str:
    """Return a pseudonym without the field that it tells."""
    found = _NUMBERED.fullmatch(name)
    return found[1] if found else name


def _numbered(texts: pd.Series) -> pd.Series:
    """Return a number in place of each text; equal ones have the same, missing ones none."""
    folded = texts.astype(object).str.split().str.join(" ").str.casefold()
    codes = pd.Series(pd.factorize(folded)[0], index=texts.index)
    return codes.astype(str).astype(object).where(texts.notna(), None)
