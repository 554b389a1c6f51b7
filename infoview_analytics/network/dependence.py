"""Whom you owe the way to others: what falls away without a person."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from infoview_analytics.as_of import is_held
from infoview_analytics.network._forest import forest, shortest_ways
from infoview_analytics.network._people import YOU, Ints, Network, numbered
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day


def falls_away(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Count the contacts whom you could reach only through one person.

    Every way from you to them leads over that person: without the person you would not know
    of them.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``interview_on`` and ``outcome`` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records.

    Returns
    -------
    pandas.DataFrame
        One row for each person without whom anybody falls away, the one with most first.
        Indexed by ``person``. Columns: ``falls_away`` (contacts, without the person),
        ``met`` (those of them whom you have talked to), ``contacts`` (all contacts) and
        ``share`` (``falls_away`` of ``contacts``, 0 to 1).

    Notes
    -----
    These are the people strictly below a person in the tree of dominators [1]_ of the graph
    that leads from you to generation 1 and on along every referral, whenever it was made.

    References
    ----------
    .. [1] Cooper, K. D., Harvey, T. J. and Kennedy, K. (2001). A simple, fast dominance
       algorithm. Software Practice and Experience 4.
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    table = _gathered(network, _only_way(network), as_of)
    table = table.rename(columns={"people": "falls_away"})
    table["falls_away"] -= 1
    table["met"] -= _is_met(network, as_of)
    table["share"] = table["falls_away"] / table["contacts"]
    return _most_first(table.loc[table["falls_away"] > 0], "falls_away")


def starting_points(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Count the people to whom each of those led whom you found yourself.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``interview_on`` and ``outcome`` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records.

    Returns
    -------
    pandas.DataFrame
        One row for each contact of generation 1, the one who led to most first. Indexed by
        ``person``. Columns: ``people`` (the contacts whose shortest way began there, the
        person among them; of several shortest ways the one of `generations` counts), ``met``
        (those of them whom you have talked to), ``contacts`` (all contacts) and ``share``
        (``people`` of ``contacts``, 0 to 1; all shares make 1).
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    generation, referrer = generations_of(network)
    table = _gathered(network, referrer, as_of)
    return _most_first(table.loc[generation == 1], "people")


def _only_way(network: Network) -> Ints:
    """Return for each person the nearest one whom no way from you leaves out, or -1."""
    you, pairs = network.size, network.pairs
    found = np.flatnonzero(generations_of(network)[0] == 1)
    graph = nx.DiGraph()
    graph.add_node(you)
    graph.add_edges_from((you, person) for person in found.tolist())
    graph.add_edges_from(zip(pairs.tail.tolist(), pairs.head.tolist(), strict=True))
    above = nx.immediate_dominators(graph, you)
    parent = np.array([above[person] for person in range(you)], dtype=np.int64)
    return np.where(parent == you, -1, parent)


def _gathered(network: Network, parent: Ints, as_of: Day) -> pd.DataFrame:
    """Return how many people, and how many met, each has below them, with themselves."""
    below = np.flatnonzero(parent >= 0)
    steps = shortest_ways(parent < 0, parent[below], below).steps
    tree = forest(parent, steps - 1)
    counts = {
        "people": tree.gather(np.ones(network.size, dtype=np.int64)),
        "met": tree.gather(_is_met(network, as_of)),
        "contacts": np.full(network.size, network.size),
    }
    table = pd.DataFrame(counts, index=network.people())
    return table.assign(share=table["people"] / table["contacts"])


def _is_met(network: Network, as_of: Day) -> Ints:
    """Return 1 for each person whom you have talked to, else 0."""
    met = np.zeros(network.size, dtype=np.int64)
    met[network.asked[is_held(network.requests, as_of=as_of).to_numpy(dtype=bool)]] = 1
    return met


def _most_first(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows with most first, of equal ones in the order of their names."""
    names = pd.Series(table.index.astype(str), index=table.index)
    order = np.lexsort((names.rank(method="dense").to_numpy(), -table[by].to_numpy()))
    return table.iloc[order]
