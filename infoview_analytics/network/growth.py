"""How the network grows, week by week and interview by interview."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import minimum_spanning_tree

from infoview_analytics.as_of import column, is_held
from infoview_analytics.groups import By, nest
from infoview_analytics.network._forest import graph_of
from infoview_analytics.network._namings import is_new, talks_of
from infoview_analytics.network._people import (
    ALWAYS,
    NEVER,
    YOU,
    Ints,
    Network,
    numbered,
    together,
)
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day, day, day_numbers, period_numbers, period_starts


@dataclass(frozen=True, slots=True)
class _Weeks:
    """One row for each week of each group, a group's weeks in a row."""

    first: Ints  # the first week of each group
    begins: Ints  # the row on which each group begins
    group: Ints
    week: Ints

    def rows(self, group: Ints, days: Ints) -> Ints:
        """Return the row of each day, that of the group's first week for ALWAYS."""
        week = period_numbers(days.astype("datetime64[D]"))
        rows: Ints = self.begins[group] + np.maximum(week - self.first[group], 0)
        return rows

    def count(self, rows: Ints) -> Ints:
        """Return how many of `rows` fall on each row."""
        return np.bincount(rows, minlength=len(self.week))

    def so_far(self, rows: Ints) -> Ints:
        """Return how many of `rows` fall on each row and on the group's rows before it."""
        total = np.concatenate([[0], np.cumsum(self.count(rows))])
        so_far: Ints = total[1:] - total[self.begins[self.group]]
        return so_far

    def highest(self, rows: Ints, values: Ints) -> Ints:
        """Return the highest of the values on each row and on the group's rows before it."""
        top = np.zeros(len(self.week), dtype=np.int64)
        np.maximum.at(top, rows, values)
        above_other_groups = self.group * (values.max(initial=0) + 1)
        so_far: Ints = np.maximum.accumulate(top + above_other_groups) - above_other_groups
        return so_far


def network_growth(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    by: By = None,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count, week by week, how far the network had grown.

    Every week from the first request or referral to `as_of` has its row, the quiet ones too.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``interview_on``, ``outcome``, ``organization`` and ``industry`` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed, ``organization`` and ``industry`` are used.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns of both tables that part campaigns, such as ``student``: a name in two of them
        is two people. Each group starts with its own first week.
    you : str, default "You"
        Your own name in the records. You are not counted, nor is what you name.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed. Whoever is in no other table is a lead that you found yourself.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week``, its Monday, after the levels of `by`. By the end of the week, or by
        `as_of` in the running one:

        - ``people``: contacts named, naming, asked, or in the table of people;
        - ``asked`` and ``held``: those of them whom you had asked, and had talked to;
        - ``organizations`` and ``industries``: how many different ones the tables name;
        - ``referrals``: pairs of somebody who named and somebody named, each pair once;
        - ``generations``: the highest generation of the people known, by the generations that
          they have as of `as_of`;
        - ``components``: parts of the network that no referral joins.

        In that week alone: ``new_people`` (contacts not known before) and ``repeated_names``
        (namings of people who were known already). All are counts. ``over`` tells whether the
        week has ended.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not in both tables, or describes a person.

    Notes
    -----
    What stayed undated counts from the group's first week, and so does whom you knew of before
    the first request or referral. The components are people less the
    edges of one minimum spanning forest whose weights are weeks [1]_.

    References
    ----------
    .. [1] Kruskal, J. B. (1956). On the shortest spanning subtree of a graph and the traveling
       salesman problem. Proceedings of the American Mathematical Society 7 (1), 48-50.
    """
    network = numbered(interviews, referrals, as_of=as_of, by=by, you=you, people=people)
    weeks = _weeks(network, as_of)
    pairs = network.pairs
    joined = weeks.rows(network.group[pairs.tail], pairs.since)
    known = weeks.rows(network.group, network.known_on)
    named = weeks.rows(network.group[network.named], network.named_on)
    contacts = weeks.so_far(known)
    growth = {
        "people": contacts,
        "asked": weeks.so_far(_first_rows(weeks, network, network.first_asked_on)),
        "held": weeks.so_far(_first_rows(weeks, network, _first_held_on(network, as_of))),
        "organizations": weeks.so_far(_first_told(weeks, network, named, "organization")),
        "industries": weeks.so_far(_first_told(weeks, network, named, "industry")),
        "referrals": weeks.so_far(joined),
        "generations": weeks.highest(known, generations_of(network)[0]),
        "components": contacts - weeks.so_far(_joining(weeks, network, joined)),
        "new_people": weeks.count(known),
        "repeated_names": weeks.count(named[~is_new(network)]),
        "over": weeks.week < period_numbers(day(as_of))[0],
    }
    mondays = period_starts(weeks.week)
    return pd.DataFrame(growth, index=nest(network.groups, weeks.group, mondays, by))


def referral_yield(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Count the names that each interview gave, and how many of them were new.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``interview_id``, ``person``,
        ``requested_on`` and ``interview_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed, ``interview_id`` is used. A referral without one belongs to
        the last interview held with ``from_person`` by that day, or to none.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. What you name is no yield.

    Returns
    -------
    pandas.DataFrame
        One row for each interview that was held, in the order of the records. Indexed by
        ``interview_id``. Columns: ``person``, ``interview_on``, ``named`` (names given),
        ``new`` (those of people whom you had not asked, who had not been named and who had
        named nobody before) and ``repeated`` (the other names).
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    held = is_held(network.requests, as_of=as_of).to_numpy(dtype=bool)
    talks = network.requests.loc[held]
    talk = talks_of(network, talks, network.asked[held])
    told = {"person": talks["person"], "interview_on": column(talks, "interview_on")}
    table = pd.DataFrame(told).set_index(pd.Index(talks["interview_id"]))
    table["named"] = np.bincount(talk[talk >= 0], minlength=len(talks))
    table["new"] = np.bincount(talk[(talk >= 0) & is_new(network)], minlength=len(talks))
    table["repeated"] = table["named"] - table["new"]
    return table


def _weeks(network: Network, as_of: Day) -> _Weeks:
    """Return the weeks of each group, from its first known day to `as_of`."""
    running = period_numbers(day(as_of))[0]
    first = np.full(len(network.groups), running)
    for people, days in (
        (network.asked, network.asked_on),
        (network.named, network.named_on),
        (np.arange(network.size), network.known_on),
    ):
        week = period_numbers(days.astype("datetime64[D]"))
        np.minimum.at(first, network.group[people], np.where(days == ALWAYS, running, week))

    length = np.where(network.count(np.arange(network.size)) > 0, running - first + 1, 0)
    begins = np.cumsum(length) - length
    group = np.repeat(np.arange(len(first)), length)
    return _Weeks(first, begins, group, np.arange(length.sum()) - (begins - first)[group])


def _first_rows(weeks: _Weeks, network: Network, days: Ints) -> Ints:
    """Return the rows of the days of those people for whom there is one."""
    some = days != NEVER
    return weeks.rows(network.group[some], days[some])


def _first_held_on(network: Network, as_of: Day) -> Ints:
    """Return the day of the first interview with each person, or NEVER."""
    first = np.full(network.size, NEVER)
    if "interview_on" in network.requests.columns:
        held = is_held(network.requests, as_of=as_of).to_numpy(dtype=bool)
        days = day_numbers(network.requests.loc[held, "interview_on"])
        np.minimum.at(first, network.asked[held], days)
    return first


def _first_told(weeks: _Weeks, network: Network, named: Ints, name: str) -> Ints:
    """Return the row on which each different value of a column was first told."""
    tables = network.requests, network.namings, network.acquaintances
    if not any(name in table.columns for table in tables):
        return np.zeros(0, dtype=np.int64)
    asked = weeks.rows(network.group[network.asked], network.asked_on)
    listed = weeks.rows(network.group[network.listed], network.known_on[network.listed])
    value, values = pd.factorize(together([column(table, name) for table in tables]))
    group = network.group[np.concatenate([network.asked, network.named, network.listed])]
    told = value >= 0
    key, keys = pd.factorize((group * len(values) + value)[told])
    first = np.full(len(keys), NEVER)
    np.minimum.at(first, key, np.concatenate([asked, named, listed])[told])
    return first


def _joining(weeks: _Weeks, network: Network, rows: Ints) -> Ints:
    """Return the rows of those referrals that first joined two parts of the network."""
    tail, head, size = network.pairs.tail, network.pairs.head, network.size
    group = network.group[tail]
    weight = rows - weeks.begins[group] + 1
    joining = minimum_spanning_tree(graph_of(tail, head, size, weight)).tocoo()
    joined: Ints = weeks.begins[network.group[joining.row]] + joining.data.astype(np.int64) - 1
    return joined
