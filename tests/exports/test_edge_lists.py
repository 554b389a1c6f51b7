import pytest

from infoview_analytics.exports.edge_lists import for_gephi, for_kumu
from infoview_analytics.exports.graphs import graph_of


@pytest.fixture(scope="module")
def graph(hostile):
    return graph_of(hostile())


def test_gephi_has_its_columns_and_every_edge_is_between_two_ids(graph):
    tables = for_gephi(graph)
    nodes, edges = tables["nodes"], tables["edges"]
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert list(edges.columns[:4]) == ["Source", "Target", "Type", "Weight"]
    assert list(nodes["Id"]) == list(graph)
    assert set(zip(edges["Source"], edges["Target"], strict=True)) == set(graph.edges())
    assert set(edges["Type"]) == {"Directed"}
    assert set(edges["Weight"]) == {1}


def test_kumu_has_its_columns_and_a_bar_in_a_name_parts_nobody(graph):
    tables = for_kumu(graph)
    elements, connections = tables["elements"], tables["connections"]
    assert list(elements.columns[:2]) == ["Label", "Type"]
    assert list(connections.columns[:3]) == ["From", "To", "Type"]
    assert len(connections) == graph.number_of_edges()
    assert {*connections["From"], *connections["To"]} == set(elements["Label"])
    assert {"bar/bar", "bar/bar (2)"} <= set(elements["Label"])
    assert (
        not elements.astype(str)
        .apply(lambda column: column.str.contains("|", regex=False))
        .any(axis=None)
    )
