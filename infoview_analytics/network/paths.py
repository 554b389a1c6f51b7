"""The warmest way to a person or into an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, islice, pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from infoview_analytics.errors import UnknownContactError, UnknownTargetError, quoted
from infoview_analytics.network._contacts import LEAD, YOURS
from infoview_analytics.network._matching import key_of, nearest
from infoview_analytics.network._steps import (
    A_STEP,
    BEHIND_YOU,
    asked_before,
    possible_steps,
    warmest,
)

_TRIED = 20  # ways looked at, since some differ only in what is behind you
_ALIKE = 1e-9  # chances that differ by no more are the same
_TARGET = object()
_COLUMNS = (
    *("from_person", "to_person", "state", "done", "chance", "path_chance"),
    *("warmer_than", "as_warm_as", "others", "ask_first"),
)


def warmest_paths(
    graph: nx.DiGraph,
    *,
    to: str | None = None,
    start: str | None = None,
    k: int = 3,
    chances: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the ways on which you most likely come to talk to a person, or in an organisation.

    A step is a conversation that has to come about. The chance of a way is the product of the
    chances of its steps: it puts ways in an order and is not a promise.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `build_referral_graph` returns it. No tie is made up: people of one organisation do
        not count as acquainted.
    to : str, optional
        A person, or an organisation; case and spaces do not matter. If it is both, the person.
        If left out, whoever can be reached most warmly of those who were not asked yet.
    start : str, optional
        Where the ways begin: at you, if left out.
    k : int, default 3
        How many ways, at most. Ways that differ only in what is behind you count once; no more
        than 20 are looked at.
    chances : pandas.DataFrame, optional
        As `step_chances` returns it: the ``chance`` of a ``warm`` and of a ``cold`` request.
        If left out, the house's assumptions: 0.5 and 0.25.

    Returns
    -------
    pandas.DataFrame
        One row for each step, the warmest way first; none where no way leads there. Indexed by
        ``path`` and ``step``, both from 1. Columns:

        - ``from_person`` and ``to_person``, and the ``state`` of the latter;
        - ``done``: whether that step is behind you: you met, or they said no and yet named the
          next person;
        - ``chance`` of the step and ``path_chance`` of the whole way (above 0, at most 1);
        - ``warmer_than`` and ``as_warm_as``: to how many of ``others`` (the other people whom
          you can reach and have not met) even the warmest way is less likely, or just as likely;
        - ``ask_first``: ``introduction`` where the referrer has not answered you yet,
          ``permission`` where they have not said whether you may use their name,
          ``discretion`` where they said that you may not, else empty.

    Raises
    ------
    UnknownTargetError
        If nobody of that name and no such organisation is in the graph, or it is the start.
    UnknownContactError
        If the start is not in the graph.
    PriorError
        If a chance is not above 0 and at most 1.

    Notes
    -----
    The chance of a step is the edge's attribute ``chance`` where it has one. Else it is 1 to
    somebody whom you have met. Nobody who declined is asked again, so no way ends there; whom
    they named is reached through them all the same. It is 0.9 where the day is set, an
    assumption. To the others it is that of
    a warm request where a contact leads to them or the ``source`` is one of `WARM_SOURCES`,
    else that of a cold one. Dijkstra's algorithm on -log of the chance [1]_, for several ways
    Yen's [2]_.

    References
    ----------
    .. [1] Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische
       Mathematik 1, 269-271.
    .. [2] Yen, J. Y. (1971). Finding the k shortest loopless paths in a network. Management
       Science 17 (11), 712-716.
    """
    root, edges = _start(graph, start), possible_steps(graph, chances)
    targets = _leads(graph, edges, root)[:1] if to is None else _targets(graph, to)
    if root in targets:
        message = f"{quoted(str(to))} is where the ways begin. Name somebody else."
        raise UnknownTargetError(message)
    targets = [person for person in targets if graph.nodes[person].get("state") != "declined"]
    ways = list(islice(_ways(edges, root, targets), max(k, 0)))
    if not ways:
        return _no_ways()
    best = _best_chances(graph, edges, root)
    unmet = best.loc[(best["state"] != "held") & ~best.index.isin(targets), "chance"].to_numpy()
    told = [_steps(graph, edges, way) for way in ways]
    table = pd.concat(told, keys=range(1, len(told) + 1), names=["path", "step"])
    lead = unmet / table["path_chance"].to_numpy()[:, None] - 1
    table["warmer_than"] = (lead < -_ALIKE).sum(axis=1)
    table["as_warm_as"] = (np.abs(lead) <= _ALIKE).sum(axis=1)
    table["others"] = len(unmet)
    return table[list(_COLUMNS)]


def warmest_chances(
    graph: nx.DiGraph, *, start: str | None = None, chances: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Tell for all people at once how likely the warmest way leads to them.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `build_referral_graph` returns it.
    start : str, optional
        Where the ways begin: at you, if left out.
    chances : pandas.DataFrame, optional
        As for `warmest_paths`.

    Returns
    -------
    pandas.DataFrame
        One row for each person who can be reached, the warmest first; of equals those for whom
        nothing has to be asked before, then those named last, then by name. Indexed by
        ``person``. Columns: ``state``, ``before`` (the last person on the way), ``chance`` (of
        the whole way, above 0, at most 1) and ``ask_first`` (see `warmest_paths`).

    Raises
    ------
    UnknownContactError
        If the start is not in the graph.
    PriorError
        If a chance is not above 0 and at most 1.
    """
    root = _start(graph, start)
    return _best_chances(graph, possible_steps(graph, chances), root)


def _start(graph: nx.DiGraph, start: str | None) -> str:
    """Return the node at which the ways begin."""
    if start is None:
        roots = [node for node, state in graph.nodes(data="state") if state == YOURS]
        if roots:
            return str(roots[0])
        message = "The graph has no node for you. Give `start` the name of a person in it."
        raise UnknownContactError(message)
    if start not in graph:
        message = f"Nobody is called {quoted(str(start))}. {_offer(start, graph.nodes)}"
        raise UnknownContactError(message)
    return start


def _leads(graph: nx.DiGraph, edges: pd.DataFrame, root: str) -> list[str]:
    """Return those who were not asked yet, whoever can be reached most warmly first."""
    best = _best_chances(graph, edges, root)
    return list(best.index[best["state"] == LEAD])


def _targets(graph: nx.DiGraph, to: str) -> list[str]:
    """Return the people who are meant: those of that name, else those of that organisation."""
    if to in graph:
        return [to]
    key = key_of(to)
    people = [node for node in graph if key_of(node) == key]
    places = dict(graph.nodes(data="organization"))
    there = [node for node, place in places.items() if place and key_of(place) == key]
    if not people and not there:
        known = [*graph.nodes, *filter(None, places.values())]
        fault = f"No person and no organisation in the records is called {quoted(str(to))}."
        message = f"{fault} {_offer(to, known)}"
        raise UnknownTargetError(message)
    return people or there


def _offer(name: str, known: Any) -> str:  # noqa: ANN401
    """Return the remedy: the names that are spelt nearly alike."""
    near = nearest(name, set(map(str, known)))
    if not near:
        return "Check the spelling, or write them down in people.csv first."
    return f"Did you mean {' or '.join(map(quoted, near))}?"


def _ways(edges: pd.DataFrame, root: str, targets: list[str]) -> Iterator[list[Any]]:
    """Yield the warmest ways first, without those that differ only in what is certain."""
    onward = edges.loc[~edges["tail"].isin(targets)]
    steps = nx.DiGraph()
    steps.add_nodes_from([root, _TARGET])
    steps.add_weighted_edges_from(zip(*(onward[c] for c in ("tail", "head", "cost")), strict=True))
    steps.add_weighted_edges_from((person, _TARGET, A_STEP) for person in sorted(targets, key=str))
    if not nx.has_path(steps, root, _TARGET):
        return
    sure = onward.loc[onward["chance"] == 1]
    behind = set(zip(sure["tail"], sure["head"], strict=True))
    told = set()
    ways = nx.shortest_simple_paths(steps, root, _TARGET, weight="weight")
    for way in islice(ways, _TRIED):
        ahead = tuple(dropwhile(behind.__contains__, pairwise(way)))
        if ahead not in told:
            told.add(ahead)
            yield way[:-1]


def _steps(graph: nx.DiGraph, edges: pd.DataFrame, way: list[str]) -> pd.DataFrame:
    """Return the steps of one way."""
    taken = pd.MultiIndex.from_arrays([way[:-1], way[1:]])
    rows = edges.set_index(["tail", "head"]).loc[taken]
    state = pd.Series(way[1:], dtype=object).map(dict(graph.nodes(data="state"))).to_numpy()
    chance = rows["chance"].to_numpy(dtype=float)
    table = {
        "from_person": way[:-1],
        "to_person": way[1:],
        "state": state,
        "done": np.isin(state, BEHIND_YOU),
        "chance": chance,
        "path_chance": chance.prod(),
        "ask_first": asked_before(rows, state),
    }
    return pd.DataFrame(table, index=range(1, len(way)))


def _best_chances(graph: nx.DiGraph, edges: pd.DataFrame, root: str) -> pd.DataFrame:
    """Return the chance of the warmest way to each person who can be reached."""
    people = pd.Index(sorted(graph, key=str), dtype=object, name="person")
    tail, head = people.get_indexer(edges["tail"]), people.get_indexer(edges["head"])
    cost, source = edges["cost"].to_numpy(dtype=float), int(people.get_indexer([root])[0])
    far, before = warmest(tail, head, cost, len(people), source)
    state = people.map(dict(graph.nodes(data="state")))
    reached = np.isfinite(far) & (before >= 0) & (state != "declined")
    taken = pd.MultiIndex.from_arrays([people.take(before[reached]), people[reached]])
    last = edges.set_index(["tail", "head"]).loc[taken]
    table = pd.DataFrame({"state": state[reached], "before": taken.get_level_values(0)})
    table["chance"], table["ask_first"] = (
        np.exp(-far[reached]),
        asked_before(last, table["state"].to_numpy()),
    )
    named_on = last["referred_on"].fillna("").to_numpy()
    late = pd.Series(named_on).rank(method="dense", ascending=False).to_numpy()
    alike = np.round(far[reached], 9)
    order = np.lexsort((late, table["ask_first"] != "", alike))
    return table.set_index(people[reached]).iloc[order]


def _no_ways() -> pd.DataFrame:
    """Return the table of ways without a row."""
    index = pd.MultiIndex.from_arrays([[], []], names=["path", "step"])
    return pd.DataFrame(columns=list(_COLUMNS), index=index)
