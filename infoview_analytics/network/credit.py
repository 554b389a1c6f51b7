"""What came of the conversations, and the chain of people that stands behind each of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from infoview_analytics.as_of import as_known, column, day_column
from infoview_analytics.network._people import NEVER, Ints, Network, Pairs, numbered
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day, day, day_numbers

_WEEK = 7


def outcome_credit(
    outcomes: pd.DataFrame,
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    you: str = "You",
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tell for each outcome who stood along the way to it, and since when you had talked.

    The way is the shortest chain of referrals by which you had come to the person by the day of
    the outcome: nobody who came into it later can have helped. It says who led to whom, and
    claims no cause: whether the same would have happened anyhow, no record can tell.

    Parameters
    ----------
    outcomes : pandas.DataFrame
        The outcomes of `load_campaign`; ``person`` and ``happened_on`` are needed,
        ``outcome_id`` and ``kind`` are used.
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``interview_on`` and ``outcome`` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. You stand in no chain.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it.

    Returns
    -------
    pandas.DataFrame
        One row for each outcome by that day, the earliest first, with a range index. Columns:
        ``outcome_id``, ``kind``, ``happened_on``, ``person`` (through whom), ``started_by`` (at
        whom the chain begins: the person whom you found yourself), ``chain`` (a tuple of names
        from there to ``person``), ``steps`` (how many people that is: the generation of
        ``person``), ``first_talk_on`` (the first conversation with ``person`` by that day),
        ``days_after_talk`` and ``weeks_after`` (whole ones from it to the outcome; missing
        where you had not talked).
    """
    when = day_column(outcomes, "happened_on")
    known = outcomes.assign(happened_on=when).loc[when <= day(as_of)]
    known = known.sort_values("happened_on", kind="stable").reset_index(drop=True)
    names = ("outcome_id", "kind", "happened_on", "person")
    table = pd.DataFrame({name: column(known, name) for name in names})
    network = numbered(interviews, referrals, as_of=as_of, you=you, people=people)
    chains = _chains(network, table["person"], day_numbers(table["happened_on"]), you)
    table["started_by"] = pd.Series([way[0] if way else None for way in chains], dtype=object)
    table["chain"] = pd.Series(chains, dtype=object)
    table["steps"] = np.array([len(way) for way in chains], dtype=np.int64)
    return _with_talks(table, interviews, as_of)


def _chains(network: Network, people: pd.Series, days: Ints, you: str) -> list[tuple[str, ...]]:
    """Return for each person the names from the beginning of the chain by a day; none for you."""
    names = network.people()
    places = names.get_indexer(pd.Index(people))
    ways = {on: generations_of(_until(network, on))[1] for on in np.unique(days)}  # a few days
    rows = zip(people, places.tolist(), days, strict=True)
    return [
        () if person == you else _chain(person, place, ways[on], names)
        for person, place, on in rows
    ]


def _until(network: Network, on: int) -> Network:
    """Return the network with no naming and no request from after a day."""
    known = network.pairs.since <= on
    return replace(
        network,
        pairs=Pairs(*(column[known] for column in network.pairs)),
        first_asked_on=np.where(network.first_asked_on <= on, network.first_asked_on, NEVER),
        found_on=np.where(network.found_on <= on, network.found_on, NEVER),
    )


def _chain(person: str, place: int, referrer: Ints, names: pd.Index) -> tuple[str, ...]:
    """Return the names from the beginning of the chain to a person, -1 for a stranger."""
    way = [person]
    while place >= 0 and referrer[place] >= 0:
        place = int(referrer[place])
        way.append(str(names[place]))
    return tuple(reversed(way))


def _with_talks(table: pd.DataFrame, interviews: pd.DataFrame, as_of: Day) -> pd.DataFrame:
    """Add since when you had talked with each person by the day of the outcome."""
    asked = as_known(interviews, as_of=as_of).interviews
    held = asked.loc[asked["held"]]
    first = column(held, "interview_on").groupby(held["person"]).min()
    talk_on = pd.Series(first.reindex(pd.Index(table["person"])).to_numpy(), index=table.index)
    table["first_talk_on"] = talk_on.mask(talk_on > table["happened_on"])
    since = (table["happened_on"] - table["first_talk_on"]).dt.days.astype("Int64")
    return table.assign(days_after_talk=since, weeks_after=since // _WEEK)
