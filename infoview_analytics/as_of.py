"""The records as they were known on a day. Every measure looks through here.

A later date is not known yet, nor is anything that came with it. That one rule gives time
travel: the same measure for last Monday answers as it would have answered last Monday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.groups import By, not_given, parting_columns
from infoview_analytics.weeks import Day, day, period_numbers, period_starts

WARM_SOURCES = ("referral", "friend", "family", "colleague", "professor", "former_employer")

_OF_REQUESTS = {  # what is known only once the day of the first column has come
    "requested_on": (),
    "responded_on": ("responded_on", "response"),
    "interview_on": ("minutes", "asked_for_referral", "learned", "next_step"),
    "thank_you_on": ("thank_you_on", "thank_you_by"),
    "prepared_on": ("prepared_on",),
}
_AGREED = ("interview_on", "interview_time", "place", "outcome", "format", "minutes_agreed")
_OF_REFERRALS = {
    "referred_on": (),
    "introduced_on": ("introduced_on",),
    "reported_back_on": ("reported_back_on",),
}
_OF_OTHERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {  # of the optional tables
    "organizations": {"researched_on": ("researched_on",)},
    "advice": {"done_on": ("done_on", "action"), "reported_back_on": ("reported_back_on",)},
}


class Known(NamedTuple):
    """The two tables as they were known on one day.

    Attributes
    ----------
    interviews, referrals : pandas.DataFrame
        As `as_known` describes them.
    """

    interviews: pd.DataFrame
    referrals: pd.DataFrame


def as_known(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    derived: bool = True,
) -> Known:
    """Return the records as they were known at the end of one day.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Requests, with ``person`` and ``requested_on``; the other columns of `interviews.csv`
        are used where they are there.
    referrals : pandas.DataFrame, optional
        Referrals, with ``from_person``, ``to_person`` and ``referred_on``.
    as_of : pandas.Timestamp, datetime.date or str
        The day.
    by : str or sequence of str, optional
        A column of the user's own that both tables have, such as ``student``, parts campaigns:
        a name in two of them is two people.
    derived : bool, default True
        Whether to add to the requests what follows from them, which takes most of the time.

    Returns
    -------
    Known
        ``interviews`` holds the requests made by that day, in their order, with what was not
        known yet emptied and, if `derived`, these columns added: ``answered``, ``accepted``,
        ``declined``, ``waiting``, ``scheduled``, ``held``, ``thanked`` (bool), ``warmth``
        (``warm`` or ``cold``), ``month`` (the first day of the month of the request),
        ``age_days`` (days since the request) and ``answer_days`` (days from the request to the
        first answer; missing if there is none or its day was not written down).
        ``referrals`` holds those made by that day, with ``referred_on`` filled from the linked
        interview or else from the first request to ``to_person``; it stays missing, and the
        referral counts from the start, where neither is known.

    Notes
    -----
    An answer without a date counts from the request on. An interview that was agreed was
    answered and accepted, whether or not the answer was written down.
    """
    today = day(as_of)
    interviews = _with_dates(interviews, _OF_REQUESTS)
    named = _no_referrals() if referrals is None else _with_dates(referrals, _OF_REFERRALS)
    parts = parting_columns(by, named)
    interviews, named = _whole(interviews, parts), _whole(named, parts)
    named = _known_referrals(named, interviews, parts, today)
    asked = _rows(interviews, interviews["requested_on"] <= today)
    asked = _emptied(_without_plans(asked, today), today, _OF_REQUESTS)
    if derived:
        _add_states(asked, today)
        asked["warmth"] = np.where(_is_warm(asked, named, parts), "warm", "cold")
    return Known(asked, named)


def is_held(asked: pd.DataFrame, *, as_of: Day) -> pd.Series:
    """Tell which requests led to a conversation by a day.

    Parameters
    ----------
    asked : pandas.DataFrame
        Requests as they were known on that day.
    as_of : pandas.Timestamp, datetime.date or str
        The day.

    Returns
    -------
    pandas.Series
        One bool for each request.
    """
    return _goes_ahead(asked) & (column(asked, "interview_on") <= day(as_of))


def column(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column of `table`, or as many missing values where it has none of that name.

    Parameters
    ----------
    table : pandas.DataFrame
        Any records.
    name : str
        The column's name; one that ends in ``_on`` holds dates.

    Returns
    -------
    pandas.Series
        Aligned with `table`.
    """
    if name in table.columns:
        return table[name]
    dtype = "datetime64[s]" if name.endswith("_on") else "object"
    return pd.Series(None, index=table.index, name=name, dtype=dtype)


def day_column(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column of days, also where texts hold them or `table` has none of that name.

    Parameters
    ----------
    table : pandas.DataFrame
        Any records.
    name : str
        The column's name.

    Returns
    -------
    pandas.Series
        Aligned with `table`, as dates.
    """
    return pd.to_datetime(column(table, name), format="ISO8601")


def known_rows(table: pd.DataFrame, date: str, *, as_of: Day) -> pd.DataFrame:
    """Return the rows of an optional table that are not from later.

    Parameters
    ----------
    table : pandas.DataFrame
        Such as touches or people.
    date : str
        The column that dates a row. A row without a day counts from the start.
    as_of : pandas.Timestamp, datetime.date or str
        The day.

    Returns
    -------
    pandas.DataFrame
        Some of the rows of `table`.
    """
    return table.loc[~(day_column(table, date) > day(as_of))]


def without_later(name: str, table: pd.DataFrame, *, as_of: Day) -> pd.DataFrame:
    """Return an optional table without the days that have not come, nor what came with them.

    Parameters
    ----------
    name : str
        What the table is called, such as ``advice``.
    table : pandas.DataFrame
        Its rows.
    as_of : pandas.Timestamp, datetime.date or str
        The day.

    Returns
    -------
    pandas.DataFrame
        A copy. Of advice that was followed later, what was done is not known yet.
    """
    by_date = _OF_OTHERS.get(name, {})
    return _emptied(_with_dates(table, by_date).copy(), day(as_of), by_date)


def day_of_each(keys: pd.Series, days: pd.Series) -> pd.Series:
    """Return the day of each key, missing where there is none.

    Parameters
    ----------
    keys : pandas.Series
        Such as persons.
    days : pandas.Series
        Days, indexed by different keys.

    Returns
    -------
    pandas.Series
        Aligned with `keys`.
    """
    found = days.astype("datetime64[s]").reindex(pd.Index(keys, dtype=object))
    return pd.Series(found.to_numpy(), index=keys.index)


def is_yes(answers: pd.Series) -> pd.Series:
    """Tell which answers are a yes; a missing one is none.

    Parameters
    ----------
    answers : pandas.Series
        True, False or missing.

    Returns
    -------
    pandas.Series
        One bool for each.
    """
    return answers.astype("boolean").fillna(value=False).astype(bool)


def _with_dates(table: pd.DataFrame, dates: Iterable[str]) -> pd.DataFrame:
    """Return `table` with its days as dates, also where a column of texts holds them."""
    days = [
        name
        for name in dates
        if name in table.columns and not pd.api.types.is_datetime64_any_dtype(table[name])
    ]
    return table.assign(**{name: pd.to_datetime(table[name], format="ISO8601") for name in days})


def _whole(table: pd.DataFrame, parts: list[str]) -> pd.DataFrame:
    """Return `table` with a name for the campaign of each row, also where none was written."""
    return table.assign(**{n: not_given(table[n]) for n in parts if n in table.columns})


def _without_plans(asked: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Empty in place what will be agreed with an answer that has not come yet."""
    unheard = column(asked, "responded_on") > today
    unheard &= ~(column(asked, "interview_on") <= today)
    if unheard.any():
        asked.loc[unheard, [name for name in _AGREED if name in asked.columns]] = None
    return asked


def _add_states(asked: pd.DataFrame, today: pd.Timestamp) -> None:
    """Add the columns that tell where each known request stands."""
    responded, meets = column(asked, "responded_on"), column(asked, "interview_on")
    response = column(asked, "response")

    asked["accepted"] = (response == "accepted") | (response.isna() & meets.notna())
    asked["declined"] = response == "declined"
    asked["answered"] = responded.notna() | response.notna() | meets.notna()
    asked["waiting"] = ~asked["answered"]
    asked["held"] = is_held(asked, as_of=today)
    asked["scheduled"] = _goes_ahead(asked) & (meets > today)
    asked["thanked"] = column(asked, "thank_you_on").notna()
    asked["month"] = period_starts(period_numbers(asked["requested_on"], "month"), "month")
    asked["age_days"] = (today - asked["requested_on"]).dt.days
    asked["answer_days"] = (responded - asked["requested_on"]).dt.days


def _goes_ahead(asked: pd.DataFrame) -> pd.Series:
    """Tell which requests led to a date that still stands."""
    fell_through = column(asked, "outcome").isin(["cancelled", "no_show"])
    return column(asked, "interview_on").notna() & ~fell_through


def _known_referrals(
    referrals: pd.DataFrame, interviews: pd.DataFrame, parts: list[str], today: pd.Timestamp
) -> pd.DataFrame:
    """Return the referrals made by `today`, each with the best date that is known for it."""
    undated = referrals["referred_on"].isna()
    if undated.any():
        referrals, lost = referrals.copy(), referrals.loc[undated]
        meeting = _earliest(interviews, [*parts, "interview_id"], "interview_on")
        asked = interviews.loc[interviews["requested_on"] <= today]
        request = _earliest(asked, [*parts, "person"], "requested_on")
        held_on = _look_up(meeting, lost, [*parts, "interview_id"])
        asked_on = _look_up(request, lost, [*parts, "to_person"])
        referrals.loc[undated, "referred_on"] = held_on.fillna(asked_on)
    return _emptied(_rows(referrals, ~(referrals["referred_on"] > today)), today, _OF_REFERRALS)


def _is_warm(asked: pd.DataFrame, named: pd.DataFrame, parts: list[str]) -> npt.NDArray[np.bool_]:
    """Tell which requests had somebody between you and the person on the day of asking."""
    first_named = _earliest(named, [*parts, "to_person"], "referred_on")
    by_then = _look_up(first_named, asked, [*parts, "person"]) <= asked["requested_on"]
    warm = by_then | column(asked, "source").isin(WARM_SOURCES)
    return warm.to_numpy(dtype=bool)


def _rows(table: pd.DataFrame, known: pd.Series) -> pd.DataFrame:
    """Return a copy of the known rows; to choose all of them would take far longer."""
    return (table if known.all() else table.loc[known]).copy()


def _emptied(
    records: pd.DataFrame, today: pd.Timestamp, by_date: Mapping[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Empty in place what was not known by `today`; a cancelled meeting stays cancelled."""
    for date, came_with in by_date.items():
        if date not in records.columns:
            continue
        later = records[date] > today
        if later.any():
            columns = [name for name in came_with if name in records.columns]
            records.loc[later, columns] = None
            if date == "interview_on" and "outcome" in records.columns:
                records.loc[later & (records["outcome"] != "cancelled"), "outcome"] = None
    return records


def _earliest(table: pd.DataFrame, keys: list[str], date: str) -> pd.Series:
    """Return the first of the dates of each key."""
    if not {*keys, date} <= set(table.columns):
        return pd.Series(pd.NaT, index=pd.Index([], dtype=object), dtype="datetime64[s]")
    return table.groupby(keys if len(keys) > 1 else keys[0], observed=True)[date].min()


def _look_up(dates: pd.Series, table: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Return the date of each row's key, missing where there is none."""
    if dates.empty or not set(keys) <= set(table.columns):
        return pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
    wanted = pd.MultiIndex.from_frame(table[keys]) if len(keys) > 1 else pd.Index(table[keys[0]])
    return pd.Series(dates.reindex(wanted).to_numpy(), index=table.index)


def _no_referrals() -> pd.DataFrame:
    """Return a referrals table without a row."""
    return pd.DataFrame(
        {
            "from_person": pd.Series(dtype="object"),
            "to_person": pd.Series(dtype="object"),
            "referred_on": pd.Series(dtype="datetime64[s]"),
        }
    )
