"""A copy of a campaign that can be handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.errors import OptionError, UnknownColumnError
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.dates import is_date
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLE_OF, TABLES, Column, Table
from infoview_analytics.sharing.keys import keyed_number, sharing_key
from infoview_analytics.sharing.pseudonyms import Pseudonyms, make_pseudonyms, merged
from infoview_analytics.weeks import Break, Day, Goal, day

Dates = Literal["kept", "weeks", "shifted"]

DATES: tuple[Dates, ...] = ("kept", "weeks", "shifted")
SHARE = "share"  # a column of your own: "yes" in it frees the words of a row
_KINDS = ("role", "industry", "city")
_CONTACT = ("email", "profile_url", "follows")
_LEAST_WEEKS, _MOST_WEEKS = 27, 200
HIDDEN = "not shared"  # what a copy says in place of words that have to be there
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_A_DAY = re.compile(  # or a month of a year, which tells as much where all days are moved
    r"\b(?:19|2[01])\d\d[-/. ]\d|\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d\d"
    rf"|\b{_MONTH}\.?[- ,]*\d|\d(?:st|nd|rd|th)?\.?[- ]*\b{_MONTH}\b",
    re.IGNORECASE,
)
_REPLACED = ("person", "organization", "id")


@dataclass(frozen=True, eq=False)
class Shared:
    """A campaign without names, and what became of each of its columns.

    Attributes
    ----------
    campaign : Campaign
        The copy: every measure, chart and report works on it. Its folder is only a word.
    treated : pandas.DataFrame
        One row for each column of each table that has rows. Columns: ``table``, ``column``,
        ``became`` (replaced, numbered anew, merged, dropped, moved, rounded or kept), ``values``
        (that were there) and ``left`` (that still are).
    shift : pandas.Timedelta
        By how much all days were moved back.
    """

    campaign: Campaign
    treated: pd.DataFrame
    shift: pd.Timedelta

    def day(self, as_of: Day) -> pd.Timestamp:
        """Return a day of the campaign as the copy has it.

        Parameters
        ----------
        as_of : pandas.Timestamp, datetime.date or str
            A day.

        Returns
        -------
        pandas.Timestamp
            The same day where the dates were not moved.
        """
        return day(as_of) - self.shift


def share(
    campaign: Campaign,
    *,
    dates: Dates = "kept",
    keep: Iterable[str] = (),
    key: bytes | None = None,
    as_of: Day | None = None,
) -> Shared:
    """Return a copy of a campaign in which nobody is named and nothing personal is told.

    Everybody and every organisation has a pseudonym that tells what they are. Addresses and
    links are dropped; so are notes and all other words of yours, unless the row says ``yes`` in
    a column ``share`` of your own. What somebody is, in what field and where is told only where
    three people share it; ids are numbered anew, and choices of your own become ``other``.
    Columns of your own are dropped.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. It stays as it is.
    dates : {"kept", "weeks", "shifted"}
        Whether days stay, are told to the week (each as its Monday, and without a time), or are
        all moved back by the same number of whole weeks: what is counted by the month may
        change by that, and nothing else.
    keep : iterable of str
        Columns of your own to keep all the same: look at them first. Where days are rounded or
        moved, so are those in a column of nothing but days.
    key : bytes, optional
        The secret that pseudonyms are made from; that of the campaign's folder if left out.
    as_of : pandas.Timestamp, datetime.date or str, optional
        The day as of which the copy will be looked at. Days after it are told as the Monday
        after them, so that nothing seems to have happened before it did.

    Returns
    -------
    Shared
        The copy, and what became of each column.

    Raises
    ------
    OptionError
        If `dates` is none of these, or days are to be rounded or moved and a column of your own
        that is to be kept tells days among other words.
    UnknownColumnError
        If no table has a column that is to be kept.

    Notes
    -----
    Each column is looked at alone: whoever knows you may still guess who is meant by what
    several columns say together. Words of a row that says ``yes`` are shared as you wrote them.
    """
    if dates not in DATES:
        message = f"dates cannot be {dates!r}. Write one of {', '.join(map(repr, DATES))}."
        raise OptionError(message)
    kept = _kept(campaign, keep)
    key = sharing_key(campaign.folder) if key is None else key
    shift = pd.Timedelta(weeks=_weeks(key) if dates == "shifted" else 0)
    ahead = pd.Timestamp.max if as_of is None else day(as_of)
    veil = _Veil(make_pseudonyms(campaign, key=key), _new_ids(campaign), dates, shift, ahead)
    copies: dict[str, Any] = {}
    treated = []
    for table in TABLES:
        was = getattr(campaign, table.name)
        treatments = {name: _treatment(table, str(name), kept) for name in was.columns}
        veiled = {name: veil.over(was, name, how, table) for name, how in treatments.items()}
        copies[table.name] = pd.DataFrame(veiled).drop(
            columns=[name for name, how in treatments.items() if how == "own"]
        )
        treated += [
            (table.name, name, *veil.told(how, was[name], veiled[name]))
            for name, how in treatments.items()
            if len(was)
        ]
    shared = Campaign(
        folder=Path("shared"),
        **copies,
        goal=_moved(campaign.goal, shift),
        habits=replace(campaign.habits, holidays=()) if shift else campaign.habits,
        set_aside=campaign.set_aside,
    )
    headings = ["table", "column", "became", "values", "left"]
    return Shared(shared, pd.DataFrame(treated, columns=headings), shift)


@dataclass(frozen=True, slots=True)
class _Veil:
    """What is laid over each column."""

    names: Pseudonyms
    ids: Mapping[str, Mapping[str, str]]
    dates: Dates
    shift: pd.Timedelta
    ahead: pd.Timestamp

    def over(self, table: pd.DataFrame, name: str, how: str, of: Table) -> pd.Series:
        """Return a column as it may be seen."""
        values = table[name]
        seen: Any = values.where(values.isna(), None)
        match how:
            case "person" | "organization" | "id":
                seen = values.map(self._named(how, name), na_action="ignore")
            case "kind":
                seen = merged(values, _whose(table, of))
            case "choice":
                is_known = values.isin(_schema_of(of, name).choices) | values.isna()
                seen = values.astype(object).where(is_known, "other")
            case "words":
                seen = _freed(values, table, _schema_of(of, name))
            case "date":
                seen = self._days(values)
            case "time":
                seen = seen if self.dates == "weeks" else values
            case "yours":
                seen = self._yours(values, name)
            case "kept":
                seen = values
        return pd.Series(seen)

    def told(self, how: str, was: pd.Series, seen: pd.Series) -> tuple[str, int, int]:
        """Return what became of a column, and how many values there were and are."""
        of_dates = {"kept": "kept", "weeks": "rounded", "shifted": "moved"}[self.dates]
        is_as_it_was = was.dropna().astype(object).equals(seen.dropna().astype(object))
        changed = {
            "person": "replaced",
            "organization": "replaced",
            "id": "numbered anew",
            "kind": "merged",
            "choice": "merged",
            "date": of_dates,
            "yours": of_dates,
        }.get(how, "dropped")
        became = "kept" if is_as_it_was and how not in _REPLACED else changed
        left = seen.notna() & (seen.astype(object) != HIDDEN)
        return became, int(was.notna().sum()), int(left.sum())

    def _named(self, how: str, name: str) -> Mapping[str, str]:
        """Return the other names of what stands in a column."""
        if how == "id":
            return self.ids[name]
        return self.names.people if how == "person" else self.names.organizations

    def _yours(self, values: pd.Series, name: str) -> pd.Series:
        """Return a column of your own, with its days as the copy has days."""
        if pd.api.types.is_datetime64_any_dtype(values):
            return self._days(values)
        texts = values[values.map(lambda value: isinstance(value, str)).astype(bool)]
        if self.dates == "kept" or not texts.map(_A_DAY.search, na_action="ignore").any():
            return values
        if not texts.map(is_date).all():
            message = (
                f"The column {name!r} tells days and other words, and days are to be "
                f"{'rounded' if self.dates == 'weeks' else 'moved'}. Write nothing but days in "
                "it, each like 2026-04-03, or do not keep it."
            )
            raise OptionError(message)
        days = self._days(pd.to_datetime(texts.astype(object), format="%Y-%m-%d"))
        return pd.Series(days.dt.strftime("%Y-%m-%d").astype(object).reindex(values.index))

    def _days(self, values: pd.Series) -> pd.Series:
        """Return days as the copy has them."""
        if self.dates == "weeks":
            monday = values - pd.to_timedelta(values.dt.day_of_week, unit="D")
            return pd.Series(monday.mask(values > self.ahead, monday + pd.Timedelta(weeks=1)))
        return pd.Series(values - self.shift)


def frees_words(table: Table, name: str) -> bool:
    """Tell whether a column holds words of yours, which a row may free.

    Parameters
    ----------
    table : Table
        One of the tables.
    name : str
        One of its columns.

    Returns
    -------
    bool
        True for notes, what was learned, next steps and the like.
    """
    return _treatment(table, name, set()) == "words"


def _treatment(table: Table, name: str, kept: set[str]) -> str:
    """Return what is done to a column."""
    if name in PERSON_COLUMNS:
        return "person"
    if name == "organization":
        return "organization"
    if name in _KINDS:
        return "kind"
    known = next((column for column in table.columns if column.name == name), None)
    if known is None:
        return "yours" if name in kept else "own"
    of_kind = {"id": "id", "date": "date", "time": "time", "choice": "choice", "notes": "words"}
    if known.kind == "text":
        return "contact" if name in _CONTACT else "words"
    return of_kind.get(known.kind, "kept")


def _schema_of(table: Table, name: str) -> Column:
    """Return a column as the schema has it, without a campaign's own words."""
    return next(column for column in TABLE_OF[table.name].columns if column.name == name)


def _kept(campaign: Campaign, keep: Iterable[str]) -> set[str]:
    """Return the columns of your own that are to be kept; refuse one that is nowhere."""
    kept = set(keep)
    there = {str(name) for table in TABLES for name in getattr(campaign, table.name).columns}
    for name in sorted(kept - there):
        message = f"No table has a column {name!r}. Leave it out, or check its spelling."
        raise UnknownColumnError(message)
    return kept


def _new_ids(campaign: Campaign) -> dict[str, dict[str, str]]:
    """Return the new id of each row by its old one, for each column of ids."""
    keys = [table for table in TABLES if _schema_of(table, table.key).kind == "id"]
    return {
        table.key: {
            str(old): f"{table.key[0].upper()}{new}"
            for new, old in enumerate(getattr(campaign, table.name)[table.key], start=1)
        }
        for table in keys
    }


def _whose(table: pd.DataFrame, of: Table) -> pd.Series:
    """Return the person whom each row is about."""
    return table["to_person"] if of.name == "referrals" else column(table, "person")


def _freed(values: pd.Series, table: pd.DataFrame, of: Column) -> pd.Series:
    """Return words, only those of the rows that say so."""
    said = column(table, SHARE).astype(object).astype(str)
    is_free = said.str.strip().str.casefold() == "yes"
    shown = values.astype(object).where(is_free, None)
    return shown.where(shown.notna(), HIDDEN) if of.filled else shown


def _weeks(key: bytes) -> int:
    """Return by how many weeks the days of a campaign are moved back."""
    return _LEAST_WEEKS + keyed_number(key, "weeks", "") % (_MOST_WEEKS - _LEAST_WEEKS)


def _moved(goal: Goal, shift: pd.Timedelta) -> Goal:
    """Return a goal with its days moved back."""
    starts, ends = goal.starts_on, goal.ends_on
    return replace(
        goal,
        starts_on=None if starts is None else starts - shift,
        ends_on=None if ends is None else ends - shift,
        breaks=tuple(Break(b.first - shift, b.last - shift) for b in goal.breaks),
    )
