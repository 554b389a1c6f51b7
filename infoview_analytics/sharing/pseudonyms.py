"""Names that mean something and belong to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES
from infoview_analytics.sharing.keys import keyed_number

FEWEST = 3  # fewer than so many of a kind are not told apart
_DIGITS = 5  # so that hardly ever two names among a few hundred end alike

_TOLD_OF = (("people", "person"), ("referrals", "to_person"), ("interviews", "person"))


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The other names of everybody and of every organisation.

    Attributes
    ----------
    people, organizations : dict
        The pseudonym by the name as it is written in the records.
    """

    people: Mapping[str, str]
    organizations: Mapping[str, str]


def make_pseudonyms(campaign: Campaign, *, key: bytes) -> Pseudonyms:
    """Give everybody and every organisation a name that tells what they are, not who.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    key : bytes
        As `sharing_key` returns it.

    Returns
    -------
    Pseudonyms
        Such as ``Editor 41738, publishing``, ``Person 8206, museums`` and ``Organisation 30511,
        publishing``, each once; your own name stays ``You``. The number is the end of a hash of
        the name and the key: it is the same in the next copy, whatever the order of the records.
        Where two names end alike, about once in twenty campaigns of a hundred people, both have
        a longer number: only then does a name that is new change that of somebody else. What
        somebody is, and in what field, is told only where three people or more share it.
    """
    roles, industries = (_last_told(campaign, name) for name in ("role", "industry"))
    names = [name for name in names_in(campaign, *PERSON_COLUMNS) if name != campaign.you]
    both = pd.DataFrame({"role": roles, "industry": industries}, dtype=object).reindex(names)
    role, field = _common(both["role"]), _common(both["industry"])
    pair = _common(both["role"] + "\n" + both["industry"]).notna()
    field = field.where(pair | role.isna())
    what = role.fillna("Person").map(_begun)
    people = _labels(key, "person", what, field)
    works_in = _fields(campaign, industries)
    houses = pd.Series("Organisation", works_in.index, dtype=object)
    organizations = _labels(key, "organization", houses, _common(works_in))
    return Pseudonyms({**people, campaign.you: "You"}, organizations)


def names_in(campaign: Campaign, *columns: str) -> list[str]:
    """Return every name that stands in some columns of a campaign's tables.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    *columns : str
        The columns' names.

    Returns
    -------
    list of str
        Each once, in the order in which they are met.
    """
    tables = [getattr(campaign, table.name) for table in TABLES]
    found = (column(table, name).dropna() for table in tables for name in columns)
    return list(dict.fromkeys(str(name) for values in found for name in values))


def merged(values: pd.Series, whose: pd.Series) -> pd.Series:
    """Return a column of kinds, those that fewer than three people share merged.

    Parameters
    ----------
    values : pandas.Series
        What people are, or where.
    whose : pandas.Series
        Their names, aligned with it.

    Returns
    -------
    pandas.Series
        ``other`` for what is rare; missing stays missing.
    """
    sharing = whose.groupby(values.map(_folded, na_action="ignore")).nunique()
    is_rare = values.map(_folded, na_action="ignore").map(sharing).lt(FEWEST)
    return values.astype(object).mask(is_rare & values.notna(), "other")


def _folded(text: str) -> str:
    """Return a kind without the difference of case and spaces."""
    return " ".join(str(text).casefold().split())


def _begun(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _common(kinds: pd.Series) -> pd.Series:
    """Return the kinds, missing where fewer than three people are of one."""
    folded = kinds.map(_folded, na_action="ignore")
    return folded.where(folded.map(folded.value_counts()).ge(FEWEST)).astype(object)


def _last_told(campaign: Campaign, name: str) -> pd.Series:
    """Return what was told last of each person, by their name."""
    told = [
        pd.Series(column(table, name).to_numpy(dtype=object), column(table, person).to_numpy())
        for table, person in ((getattr(campaign, t), p) for t, p in _TOLD_OF)
    ]
    values = pd.concat(told).dropna()
    return values[~values.index.duplicated(keep="last")]


def _fields(campaign: Campaign, industries: pd.Series) -> pd.Series:
    """Return in what field each organisation is, by its name."""
    works_at = _last_told(campaign, "organization")
    fields = pd.Series(industries.reindex(works_at.index).to_numpy(dtype=object), works_at.array)
    fields = fields[~fields.index.duplicated(keep="last")]
    return fields.reindex(names_in(campaign, "organization"))


def _labels(key: bytes, kind: str, what: pd.Series, field: pd.Series) -> dict[str, str]:
    """Return a label with its own number for each name."""
    numbers = _numbers({name: str(keyed_number(key, kind, name)) for name in what.index})
    fields = ["" if pd.isna(of) else f", {of}" for of in field]
    rows = zip(what.index, what, fields, strict=True)
    return {name: f"{before} {numbers[name]}{after}" for name, before, after in rows}


def _numbers(hashes: Mapping[str, str]) -> dict[str, str]:
    """Return the last digits of each hash, as many as tell it from all others."""
    numbers: dict[str, str] = {}
    count = _DIGITS
    while len(numbers) < len(hashes):
        ends = {name: of[-count:] for name, of in hashes.items() if name not in numbers}
        often = Counter(ends.values())
        numbers |= {name: str(int(end)) for name, end in ends.items() if often[end] == 1}
        count += 1
    return numbers
