"""The referral network in the formats that other tools read."""

from __future__ import annotations

import json
import re
from io import BytesIO
from math import isfinite
from typing import Any

import networkx as nx
import numpy as np

from infoview_analytics.exports._texts import on_one_line, told_apart
from infoview_analytics.network.graph import build_referral_graph
from infoview_analytics.sharing.handing_in import HandIn

NODE_COLUMNS = (
    "state",
    "generation",
    "reach",
    "organization",
    "role",
    "industry",
    "city",
    "source",
    "requested_on",
    "held_on",
    "scheduled_on",
)
EDGE_COLUMNS = ("referred_on", "times", "may_use_name", "introduced_on", "reported_back_on")

_META = re.compile(r"\s*<meta.*?</meta>", re.DOTALL)  # who wrote it, and when


def graph_of(handed: HandIn) -> nx.DiGraph:
    """Return a campaign's referral network, every text such that all formats can hold it.

    Parameters
    ----------
    handed : HandIn
        As `to_hand_in` returns it.

    Returns
    -------
    networkx.DiGraph
        As `build_referral_graph` returns it: each attribute that is there is a text, a whole
        number, a number, or yes or no.
    """
    campaign = handed.campaign
    graph = build_referral_graph(
        campaign.interviews,
        campaign.referrals,
        as_of=handed.as_of,
        you=campaign.you,
        people=campaign.people,
    )
    names = told_apart(graph)
    clean = nx.DiGraph()
    clean.add_nodes_from((names[name], _clean(told)) for name, told in graph.nodes(data=True))
    ends = graph.edges(data=True)
    clean.add_edges_from((names[giver], names[lead], _clean(told)) for giver, lead, told in ends)
    return clean


def in_graphml(graph: nx.DiGraph) -> bytes:
    """Return a graph as GraphML.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    bytes
        What `networkx.read_graphml` reads back to the same graph.
    """
    made = BytesIO()
    nx.write_graphml_xml(graph, made)
    whole = _whole_numbers_as("int", made.getvalue().decode(), body="<graph ")
    return f"{whole}\n".encode()


def in_gexf(graph: nx.DiGraph) -> bytes:
    """Return a graph as GEXF.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    bytes
        What `networkx.read_gexf` reads back to the same graph, each node with a ``label``. It
        tells neither who wrote it nor when.
    """
    text = _META.sub("", "\n".join(nx.generate_gexf(graph)), count=1)
    whole = _whole_numbers_as("integer", text, body="<nodes>")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def in_json(graph: nx.DiGraph) -> bytes:
    """Return a graph as JSON of nodes and edges.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    bytes
        What ``networkx.node_link_graph(..., edges="edges")`` reads back to the same graph.
    """
    nodes = [{"id": name, **told} for name, told in graph.nodes(data=True)]
    edges = [{"source": a, "target": b, **told} for a, b, told in graph.edges(data=True)]
    whole = {"directed": True, "multigraph": False, "graph": {}, "nodes": nodes, "edges": edges}
    return f"{json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def in_dot(graph: nx.DiGraph) -> bytes:
    """Return a graph as Graphviz reads it.

    Parameters
    ----------
    graph : networkx.DiGraph
        As `graph_of` returns it.

    Returns
    -------
    bytes
        Every name and value stands in quotes, so that none is taken for markup, a port or a
        keyword; ``networkx.nx_pydot.read_dot`` leaves the quotes around values.
    """
    lines = ["strict digraph referral_network {", '  node [shape="box"];']
    for name, told in graph.nodes(data=True):
        lines.append(f"  {_quoted(name)} {_listed({'label': _as_drawn(name)} | told)};")
    for giver, lead, told in graph.edges(data=True):
        lines.append(f"  {_quoted(giver)} -> {_quoted(lead)} {_listed(told)};")
    return "\n".join([*lines, "}", ""]).encode()


def _whole_numbers_as(word: str, text: str, *, body: str) -> str:
    """Return XML that calls no type of its columns "long", as somebody may be called."""
    heads, begin, rest = text.partition(body)
    return "".join([heads.replace('"long"', f'"{word}"'), begin, rest])


def _clean(told: dict[str, Any]) -> dict[str, Any]:
    """Return attributes in plain Python, without those that say nothing."""
    values = {name: _plain(value) for name, value in told.items()}
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return one value as every format can hold it, None if it is missing."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    return on_one_line(str(value)) if str(value).strip() else None


def _listed(told: dict[str, Any]) -> str:
    """Return attributes as DOT has them."""
    return f"[{', '.join(f'{name}={_quoted(_worded(value))}' for name, value in told.items())}]"


def _worded(value: Any) -> str:  # noqa: ANN401
    """Return one value as a text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_drawn(name: str) -> str:
    """Return a name so that Graphviz draws it as it is: no entity is undone."""
    return name.replace("&", "&amp;")


def _quoted(text: str) -> str:
    """Return a text between quotes; a backslash in it escapes nothing."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
