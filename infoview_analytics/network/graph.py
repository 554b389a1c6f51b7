"""The referral network as a graph, on which all of networkx works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.network._contacts import YOURS, last_told, states
from infoview_analytics.network._downstream import downstream
from infoview_analytics.network._people import YOU, Network, numbered
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day

_TOLD = ("organization", "role", "industry", "city", "source")


def build_referral_graph(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> nx.DiGraph:
    """Build the graph of who led you to whom.

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
        Your own name, the root of the graph.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed. Whoever is in no other table becomes a lead of generation 1; of
        the others it fills in what is not known.

    Returns
    -------
    networkx.DiGraph
        A node for you and for each contact, an edge from you to everybody of generation 1 and
        one from each contact to each whom they named. What is not known is left out, days are
        texts such as ``2026-03-29``: every exporter of networkx can write it.

        Attributes of a node: ``state`` (``you``, ``lead``, ``waiting``, ``asked``,
        ``declined``, ``scheduled`` or ``held``), ``generation`` (you are 0, see `generations`),
        ``reach`` (see `reach`), ``organization``, ``role``, ``industry``, ``city`` and
        ``source`` (the last that you wrote down, else as told), ``requested_on`` (your first
        request), ``held_on`` (the last conversation) and ``scheduled_on`` (the next one).

        Attributes of an edge between contacts: ``referred_on`` (the first naming), ``times``
        (how many namings), ``may_use_name`` (the last answer), ``introduced_on`` and
        ``reported_back_on`` (the first day of each).

    Notes
    -----
    Whoever you have talked to is ``held``, else whoever you are going to talk to
    ``scheduled``; for the others the last request decides. ``asked`` are those who answered
    without a verdict or without a date, and those whose meeting fell through.
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you, people=people, whole=True)
    names, pairs = network.people(), network.pairs
    contacts = _contacts(network)
    found = names[contacts["generation"].to_numpy() == 1]
    graph = nx.DiGraph()
    graph.add_node(you, state=YOURS, generation=0, reach=network.size)
    graph.add_nodes_from(zip(names, _attributes(contacts), strict=True))
    graph.add_edges_from((you, name) for name in found)
    ends = names.take(pairs.tail), names.take(pairs.head)
    graph.add_edges_from(zip(*ends, _attributes(_ties(network)), strict=True))
    return graph


def _contacts(network: Network) -> pd.DataFrame:
    """Return the attributes of each contact."""
    requests = network.requests
    meets = column(requests, "interview_on")
    days = {
        "requested_on": requests["requested_on"].groupby(network.asked).min(),
        "held_on": meets.where(requests["held"]).groupby(network.asked).max(),
        "scheduled_on": meets.where(requests["scheduled"]).groupby(network.asked).min(),
    }
    contacts = {
        "state": states(network),
        "generation": generations_of(network)[0],
        "reach": downstream(network.pairs.tail, network.pairs.head, network.size),
        **{name: last_told(network, name) for name in _TOLD},
        **{name: first.reindex(range(network.size)) for name, first in days.items()},
    }
    return pd.DataFrame(contacts, index=range(network.size))


def _ties(network: Network) -> pd.DataFrame:
    """Return the attributes of each pair of contacts of whom one named the other."""
    order = np.argsort(network.named_on, kind="stable")
    pair, _ = pd.factorize(network.giver[order] * network.size + network.named[order])
    namings = network.namings.iloc[order]
    return pd.DataFrame(
        {
            "referred_on": namings["referred_on"].groupby(pair).min(),
            "times": namings["referred_on"].groupby(pair).size(),
            "may_use_name": column(namings, "may_use_name").groupby(pair).last(),
            "introduced_on": column(namings, "introduced_on").groupby(pair).min(),
            "reported_back_on": column(namings, "reported_back_on").groupby(pair).min(),
        }
    )


def _attributes(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Return what is known of each row, in plain Python."""
    values = [_plain(table[name]) for name in table.columns]
    for row in zip(*values, strict=True):
        pairs = zip(table.columns, row, strict=True)
        yield {name: value for name, value in pairs if value is not None}


def _plain(values: pd.Series) -> list[Any]:
    """Return values in plain Python: a day as text, what is missing as None."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        values = values.dt.strftime("%Y-%m-%d")
    plain = values.astype(object)
    return plain.where(plain.notna(), None).tolist()
