import json
import re
import warnings
from io import BytesIO
from pathlib import Path

import networkx as nx
import pydot
import pytest

import infoview_analytics as iv
from infoview_analytics.exports.graphs import graph_of, in_dot, in_gexf, in_graphml, in_json
from infoview_analytics.sharing.handing_in import to_hand_in

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
BLNS = Path(__file__).resolve().parents[3] / "shared" / "real" / "naughty-strings" / "blns.json"


OLD_PYDOT = pytest.mark.filterwarnings("ignore:.*deprecated.*:DeprecationWarning")


def from_graphml(content):
    return nx.read_graphml(BytesIO(content))


def from_gexf(content):
    graph = nx.read_gexf(BytesIO(content))
    for _, told in graph.nodes(data=True):
        del told["label"]
    for *_, told in graph.edges(data=True):
        del told["id"]
    return graph


def from_json(content):
    graph = json.loads(content)
    with warnings.catch_warnings(action="ignore"):  # "links" was networkx's own word until 3.6
        return nx.node_link_graph(graph | {"links": graph["edges"]})


def from_dot(content):
    """Read what pydot reads, which leaves the quotes and what is escaped in them."""
    (dot,) = pydot.graph_from_dot_data(content.decode())
    graph = nx.DiGraph()
    for node in dot.get_nodes():
        told = {name: unquoted(value) for name, value in node.get_attributes().items()}
        if node.get_name() != "node":
            del told["label"]
            graph.add_node(unquoted(node.get_name()), **told)
    for edge in dot.get_edges():
        told = {name: unquoted(value) for name, value in edge.get_attributes().items()}
        graph.add_edge(unquoted(edge.get_source()), unquoted(edge.get_destination()), **told)
    return graph


def unquoted(text):
    assert text[0] == text[-1] == '"'
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def in_texts(told):
    return {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in told.items()}


def all_of(graph, told_as=dict):
    nodes = {name: told_as(told) for name, told in graph.nodes(data=True)}
    return nodes, {(a, b): told_as(told) for a, b, told in graph.edges(data=True)}


@pytest.fixture(scope="module")
def sample():
    return graph_of(to_hand_in(iv.load_campaign(SAMPLE), as_of="2026-04-01", names="shown"))


@pytest.fixture(scope="module")
def naughty(hostile):
    strings = json.loads(BLNS.read_text("utf-8")) if BLNS.exists() else []
    return graph_of(hostile(*dict.fromkeys(s for s in strings[::4] if s.strip() and s != "true")))


@pytest.mark.parametrize("of", ["sample", "naughty"])
@pytest.mark.parametrize(
    ("write", "read"),
    [(in_graphml, from_graphml), (in_gexf, from_gexf), (in_json, from_json)],
    ids=["graphml", "gexf", "json"],
)
def test_each_format_reads_back_to_the_same_graph(of, write, read, request):
    graph = request.getfixturevalue(of)
    content = write(graph)
    assert content == write(graph)
    assert all_of(read(content)) == all_of(graph)


@OLD_PYDOT
def test_dot_reads_back_to_the_same_graph_whatever_people_are_called(hostile):
    graph = graph_of(hostile())
    assert all_of(from_dot(in_dot(graph))) == all_of(graph, in_texts)


@OLD_PYDOT
def test_networkx_itself_reads_the_names_of_dot(sample, tmp_path):
    some = sample.subgraph(list(sample)[:12])
    (tmp_path / "network.dot").write_bytes(in_dot(some))
    graph = nx.nx_pydot.read_dot(tmp_path / "network.dot")
    assert set(graph) == set(some)
    assert set(graph.edges()) == set(some.edges())


def test_names_that_no_format_can_tell_apart_stay_two_people(hostile):
    names = [name for name in graph_of(hostile()) if name.startswith("bell")]
    assert names == ["bell\u25a1", "bell\u25a1 (2)"]


def test_in_dot_nothing_stands_outside_quotes_but_our_own_words(naughty):
    text = in_dot(naughty).decode()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert set(re.findall(r"\w+", bare)) <= {
        *("strict", "digraph", "referral_network", "node", "shape", "label", "state"),
        *("generation", "reach", "organization", "requested_on", "referred_on", "times"),
    }


def test_gexf_tells_neither_the_day_nor_who_wrote_it(sample):
    assert not re.search(rb"lastmodified|creator|NetworkX", in_gexf(sample))
