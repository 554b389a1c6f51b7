"""The referral network as two tables, with the columns that Gephi and Kumu ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from infoview_analytics.exports._texts import told_apart
from infoview_analytics.exports.graphs import EDGE_COLUMNS, NODE_COLUMNS

_SEVERAL = "|"  # between several values in one cell of Kumu
_FOUND, _NAMED = "Found by yourself", "Referral"


def for_gephi(graph: nx.DiGraph) -> dict[str, pd.DataFrame]:
    """Return a graph as Gephi's nodes table and edges table [1]_.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    dict of pandas.DataFrame
        ``nodes`` with ``Id``, ``Label`` and the attributes; ``edges`` with ``Source``,
        ``Target``, ``Type`` (``Directed``), ``Weight`` (how many namings) and the attributes.

    References
    ----------
    .. [1] Gephi, Supported graph formats: Spreadsheet.
       https://gephi.org/users/supported-graph-formats/spreadsheet
    """
    nodes = ({"Id": name, "Label": name} | told for name, told in graph.nodes(data=True))
    edges = (
        {"Source": a, "Target": b, "Type": "Directed", "Weight": told.get("times", 1)} | told
        for a, b, told in graph.edges(data=True)
    )
    return {
        "nodes": _table(nodes, ("Id", "Label", *NODE_COLUMNS)),
        "edges": _table(edges, ("Source", "Target", "Type", "Weight", *EDGE_COLUMNS)),
    }


def for_kumu(graph: nx.DiGraph) -> dict[str, pd.DataFrame]:
    """Return a graph as Kumu's elements and connections [1]_.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    dict of pandas.DataFrame
        ``elements`` with ``Label``, ``Type`` (``Person``: Kumu tells elements apart by the two,
        so neither changes with time) and the attributes; ``connections`` with ``From``, ``To``,
        ``Type`` and the attributes. A bar, which parts values there, is written as a slash.

    References
    ----------
    .. [1] Kumu, Structure your data for Kumu. https://docs.kumu.io/guides/import/import
    """
    names = told_apart(graph, written=_undivided)
    elements = (
        {"Label": names[name], "Type": "Person"} | _headed(told)
        for name, told in graph.nodes(data=True)
    )
    connections = (
        {"From": names[a], "To": names[b], "Type": _NAMED if told else _FOUND} | _headed(told)
        for a, b, told in graph.edges(data=True)
    )
    return {
        "elements": _table(elements, ("Label", "Type", *map(_heading, NODE_COLUMNS))),
        "connections": _table(connections, ("From", "To", "Type", *map(_heading, EDGE_COLUMNS))),
    }


def _table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Return rows as a table, every value as it is."""
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)


def _headed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes under Kumu's headings, each one value."""
    values = {name: _undivided(v) if isinstance(v, str) else v for name, v in told.items()}
    return {_heading(name): value for name, value in values.items()}


def _heading(name: str) -> str:
    """Return a column's name as Kumu shows it: organization as Organization."""
    return name.replace("_", " ").capitalize()


def _undivided(text: str) -> str:
    """Return a text that Kumu does not part."""
    return text.replace(_SEVERAL, "/")
