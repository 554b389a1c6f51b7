"""How the chain of referrals reached each contact."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from infoview_analytics.groups import By
from infoview_analytics.network._forest import graph_of, shortest_ways
from infoview_analytics.network._people import NEVER, YOU, Bools, Ints, Network, numbered
from infoview_analytics.weeks import Day


def generations(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    by: By = None,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tell how many steps the chain of referrals took from you to each contact.

    Generation 1 are the people whom you found yourself: nobody had named them by the day you
    first asked them. Whoever was named in time by somebody of generation g is of generation
    g + 1, and the shortest way counts. A lead is yet to be asked, so every naming is in time.

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
        Your own name in the records. You are nobody's contact: a row from you says that you
        found somebody yourself, and a row to you says nothing.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed. Whoever is in no other table is a lead that you found yourself.

    Returns
    -------
    pandas.DataFrame
        One row for each contact who was asked, named or naming by then. Indexed by ``person``,
        after the levels of `by`. Columns: ``generation`` (from 1) and ``referrer`` (the person
        by whom the shortest way came, of several the one who named first; missing in
        generation 1).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not in both tables, or describes a person.

    Notes
    -----
    A referral that stayed undated counts from the start. Where everybody in a ring was named
    first, and by nobody outside it, it starts at whoever was asked first, or, if you asked
    none of them, at whoever named first; of several on one day the first row decides.
    """
    network = numbered(interviews, referrals, as_of=as_of, by=by, you=you, people=people)
    generation, referrer = generations_of(network)
    by_whom = np.where(referrer >= 0, network.name[referrer], -1)
    names = network.names.array.take(by_whom, allow_fill=True)
    return pd.DataFrame({"generation": generation, "referrer": names}, index=network.people(by))


def generations_of(network: Network) -> tuple[Ints, Ints]:
    """Return the generation and the referrer, or -1, of each person."""
    pairs, size = network.pairs, network.size
    in_time = pairs.since <= network.first_asked_on[pairs.head]
    tail, head = pairs.tail[in_time], pairs.head[in_time]

    found = network.found_on <= network.first_asked_on
    starts = found & (network.found_on != NEVER)
    starts |= np.bincount(head, minlength=size) == 0
    generation = shortest_ways(starts, tail, head).steps
    if not generation.all():
        starts |= _ring_starts(network, generation == 0, tail, head)
        generation = shortest_ways(starts, tail, head).steps

    by_her = np.flatnonzero(generation[tail] + 1 == generation[head])[::-1]
    referrer = np.full(size, -1)
    referrer[head[by_her]] = tail[by_her]
    return generation, referrer


def _ring_starts(network: Network, lost: Bools, tail: Ints, head: Ints) -> Bools:
    """Return where the rings begin whose people nobody outside has named in time."""
    inside = lost[tail] & lost[head]
    tail, head = tail[inside], head[inside]
    size = network.size
    rings, ring = connected_components(graph_of(tail, head, size), connection="strong")
    has_entrance = np.zeros(rings, dtype=bool)
    has_entrance[ring[head][ring[tail] != ring[head]]] = True

    people = np.flatnonzero(lost & ~has_entrance[ring])
    day, row = _first_doings(network)
    ranked = people[np.lexsort((row[people], day[people], network.first_asked_on[people] == NEVER))]
    starts = np.zeros(size, dtype=bool)
    starts[ranked[np.unique(ring[ranked], return_index=True)[1]]] = True
    return starts


def _first_doings(network: Network) -> tuple[Ints, Ints]:
    """Return the day and the row of each person's first request, else of their first naming."""
    day, row = np.full(network.size, NEVER), np.full(network.size, NEVER)
    for person, days in ((network.giver, network.named_on), (network.asked, network.asked_on)):
        last_to_first = np.argsort(days, kind="stable")[::-1]
        day[person[last_to_first]] = days[last_to_first]
        row[person[last_to_first]] = last_to_first
    return day, row
