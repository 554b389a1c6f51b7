"""What holds the network together, and how far each person reaches in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from infoview_analytics.groups import By
from infoview_analytics.network._blocks import blocks
from infoview_analytics.network._downstream import downstream
from infoview_analytics.network._people import NEVER, YOU, Ints, first_places, numbered
from infoview_analytics.weeks import Day


def network_summary(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    by: By = None,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sum up how large the network is and what holds it together.

    The network counted is that of people and referrals, without you and what you name.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns of both tables that part campaigns, such as ``student``: a name in two of them
        is two people.
    you : str, default "You"
        Your own name in the records.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed. Whoever is in no other table is a lead that you found yourself.

    Returns
    -------
    pandas.DataFrame
        One row for each group, ``all`` without `by`. Columns:

        - ``people``: contacts who were asked, named, naming or in the table of people;
        - ``referrals``: pairs of somebody who named and somebody named, each pair once;
        - ``leads``: contacts who have not been asked;
        - ``components``: parts of the network that no referral joins, and
          ``largest_component``: the people of the largest;
        - ``articulation_people``: people without whom a part would fall apart;
        - ``bridges``: referrals without which a part would fall in two;
        - ``top_referrer_share``: the people named by whoever named most, as a share of the
          referrals (0 to 1; missing without referrals);
        - ``is_tree``: whether no two people are joined by more than one way, whichever way the
          referrals point; two people who named each other are joined twice.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not in both tables, or describes a person.
    """
    network = numbered(interviews, referrals, as_of=as_of, by=by, you=you, people=people)
    tail, head, size = network.pairs.tail, network.pairs.head, network.size
    part, pieces, bridging = blocks(tail, head, size)
    sizes = np.bincount(part)
    group_of_part = network.group[first_places(part, len(sizes))]
    contacts, pairs = network.count(np.arange(size)), network.count(tail)
    components = np.bincount(group_of_part, minlength=len(contacts))
    most_named = _highest(np.bincount(tail, minlength=size), network.group, len(contacts))
    summary = {
        "people": contacts,
        "referrals": pairs,
        "leads": network.count(network.first_asked_on == NEVER),
        "components": components,
        "largest_component": _highest(sizes, group_of_part, len(contacts)),
        "articulation_people": network.count(pieces > 1),
        "bridges": network.count(tail[bridging]),
        "top_referrer_share": most_named / np.where(pairs > 0, pairs, np.nan),
        "is_tree": pairs == contacts - components,
    }
    return pd.DataFrame(summary, index=network.groups)


def articulation_people(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Find the people without whom a part of the network would fall apart.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. You join nobody.

    Returns
    -------
    pandas.DataFrame
        One row for each such person. Indexed by ``person``. Column: ``pieces`` (how many
        pieces the others of their part would fall into, at least 2).
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    pieces = blocks(network.pairs.tail, network.pairs.head, network.size).pieces
    table = pd.DataFrame({"pieces": pieces}, index=network.people())
    return table.loc[pieces > 1]


def bridges(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Find the referrals without which a part of the network would fall in two.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. You join nobody.

    Returns
    -------
    pandas.DataFrame
        One row for each bridge, in the order of their days; of two people who named each
        other, the first naming. Columns: ``from_person`` and ``to_person``.
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    tail, head = network.pairs.tail, network.pairs.head
    place = blocks(tail, head, network.size).bridges
    names = network.names.take(network.name)
    table = {"from_person": names.take(tail[place]), "to_person": names.take(head[place])}
    return pd.DataFrame(table)


def reach(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.Series:
    """Count the contacts downstream of each contact: whom they named, whom those named, and on.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records.

    Returns
    -------
    pandas.Series
        Number of people, each counted once and without the contact, named ``reach``. Indexed
        by ``person``.
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    counts = downstream(network.pairs.tail, network.pairs.head, network.size)
    return pd.Series(counts, index=network.people(), name="reach")


def _highest(values: Ints, group: Ints, groups: int) -> Ints:
    """Return the highest of the values of each group, 0 where it has none."""
    top = np.zeros(groups, dtype=np.int64)
    np.maximum.at(top, group, values)
    return top
