import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.network import _downstream
from infoview_analytics.network._blocks import blocks

AS_OF = pd.Timestamp("2026-04-01")
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


def summary(*records, **options):
    return iv.network_summary(*records, as_of=AS_OF, **options)


def known_graph(records):
    asked, named = iv.as_known(*records, as_of=AS_OF)
    graph = nx.DiGraph(zip(named["from_person"], named["to_person"], strict=True))
    graph.add_nodes_from(asked["person"])
    return graph, set(asked["person"])


def distinct(edges):
    """Return pairs as two columns, each pair once and nobody with themselves."""
    pairs = np.array(sorted({pair for pair in edges if len(set(pair)) > 1}), dtype=np.int64)
    return pairs.reshape(-1, 2).T


def test_the_summary_of_a_small_network_by_hand(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Al > Cy 2026-03-01", "Di > Ed 2026-03-02")
    row = summary(asked("Al 2026-02-01", "Flo 2026-02-02"), named).loc["all"]
    assert row.to_dict() == {
        "people": 6,
        "referrals": 3,
        "leads": 4,
        "components": 3,
        "largest_component": 3,
        "articulation_people": 1,
        "bridges": 3,
        "top_referrer_share": pytest.approx(2 / 3),
        "is_tree": True,
    }


def test_two_people_who_named_each_other_make_no_tree(asked, referrals):
    row = summary(asked(), referrals("Al > Bo 2026-03-01", "Bo > Al 2026-03-02")).loc["all"]
    assert not row["is_tree"]
    assert row["bridges"] == 1


def test_a_naming_told_twice_is_one_referral_and_stays_a_tree(asked, referrals):
    row = summary(asked(), referrals("Al > Bo 2026-03-01", "Al > Bo 2026-03-02")).loc["all"]
    assert (row["referrals"], row["is_tree"]) == (1, True)


def test_what_you_name_is_no_referral(asked, referrals):
    row = summary(asked(), referrals("You > Al 2026-03-01", "You > Bo 2026-03-02")).loc["all"]
    assert row[["people", "referrals", "components"]].tolist() == [2, 0, 2]


def test_whoever_names_themselves_makes_no_referral(asked, referrals):
    row = summary(asked(), referrals("Al > Al 2026-03-01")).loc["all"]
    assert row[["people", "referrals", "is_tree"]].tolist() == [1, 0, True]


def test_without_referrals_nobody_named_most(asked, referrals):
    assert pd.isna(summary(asked("Al 2026-03-01"), referrals()).loc["all", "top_referrer_share"])


def test_without_records_there_is_nothing_to_count(asked, referrals):
    assert summary(asked(), referrals()).loc["all", "people"] == 0
    assert summary(asked().assign(student=[]), referrals().assign(student=[]), by="student").empty
    assert iv.articulation_people(asked(), referrals(), as_of=AS_OF).empty
    assert iv.bridges(asked(), referrals(), as_of=AS_OF).empty
    assert iv.reach(asked(), referrals(), as_of=AS_OF).empty


def test_without_an_articulation_person_her_part_falls_into_pieces(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Al > Cy 2026-03-01", "Al > Di 2026-03-01")
    table = iv.articulation_people(asked(), named, as_of=AS_OF)
    assert table["pieces"].to_dict() == {"Al": 3}


def test_a_ring_has_no_bridge_but_the_way_to_it_is_one(asked, referrals):
    named = referrals(
        "Al > Bo 2026-03-01", "Bo > Cy 2026-03-02", "Cy > Di 2026-03-03", "Di > Bo 2026-03-04"
    )
    assert iv.bridges(asked(), named, as_of=AS_OF).to_numpy().tolist() == [["Al", "Bo"]]


def test_reach_counts_everybody_downstream_once_and_not_oneself(asked, referrals):
    named = referrals(
        *("Al > Bo 2026-03-01", "Al > Cy 2026-03-01", "Bo > Di 2026-03-02", "Cy > Di 2026-03-02"),
        *("Di > Ed 2026-03-03", "Ed > Di 2026-03-04"),
    )
    reach = iv.reach(asked("Flo 2026-03-01"), named, as_of=AS_OF)
    assert reach.to_dict() == {"Flo": 0, "Al": 4, "Bo": 2, "Cy": 2, "Di": 1, "Ed": 1}


@settings(max_examples=40)
@given(data=st.data())
def test_the_measures_are_those_of_networkx(campaigns, data):
    records = data.draw(campaigns)
    graph, asked = known_graph(records)
    parts = list(nx.weakly_connected_components(graph))
    plain = nx.Graph(graph)
    named_most = max((degree for _, degree in graph.out_degree()), default=0)
    share = named_most / graph.size() if graph.size() else None

    found = iv.articulation_people(*records, as_of=AS_OF)
    cuts = iv.bridges(*records, as_of=AS_OF)
    row = summary(*records).loc["all"]
    assert set(found.index) == set(nx.articulation_points(plain))
    assert {frozenset(pair) for pair in cuts.to_numpy()} == set(map(frozenset, nx.bridges(plain)))
    assert row.drop("top_referrer_share").to_dict() == {
        "people": len(graph),
        "referrals": graph.size(),
        "leads": len(set(graph) - asked),
        "components": len(parts),
        "largest_component": max(map(len, parts), default=0),
        "articulation_people": len(found),
        "bridges": len(cuts),
        "is_tree": graph.size() == len(graph) - len(parts),
    }
    assert row["top_referrer_share"] == share or (share is None and pd.isna(row.iloc[-2]))


@settings(max_examples=40)
@given(data=st.data())
def test_each_group_is_summed_up_as_it_is_alone(campaigns, data):
    interviews, named = data.draw(campaigns)
    together = summary(interviews, named, by="student")
    for student, row in together.iterrows():
        alone = interviews[interviews["student"] == student], named[named["student"] == student]
        pd.testing.assert_series_equal(row, summary(*alone).loc["all"], check_names=False)


@settings(max_examples=150)
@given(edges=EDGES)
def test_blocks_and_pieces_are_those_of_networkx(edges):
    tail, head = distinct(edges)
    graph = nx.Graph(zip(tail.tolist(), head.tolist(), strict=True))
    graph.add_nodes_from(range(12))
    found = blocks(tail, head, 12)
    pairs = {frozenset((int(tail[i]), int(head[i]))) for i in found.bridges}
    assert pairs == set(map(frozenset, nx.bridges(graph)))
    assert len(pairs) == len(found.bridges)

    before = nx.number_connected_components(graph)
    for person in graph:
        without = nx.number_connected_components(graph.subgraph(set(graph) - {person}))
        assert found.pieces[person] == without - before + 1


@settings(max_examples=150)
@given(edges=EDGES)
def test_downstream_is_the_number_of_descendants(edges):
    tail, head = distinct(edges)
    graph = nx.DiGraph(zip(tail.tolist(), head.tolist(), strict=True))
    graph.add_nodes_from(range(12))
    expected = [len(nx.descendants(graph, person)) for person in range(12)]
    assert _downstream.downstream(tail, head, 12).tolist() == expected


def test_more_people_than_there_are_bits_at_a_time_are_counted(monkeypatch):
    monkeypatch.setattr(_downstream, "_WORDS_AT_A_TIME", 1)
    chain = np.arange(200)
    counts = _downstream.downstream(chain, chain + 1, 201)
    assert counts.tolist() == list(range(200, -1, -1))


def test_the_published_network_has_the_published_structure(advice, published):
    row = iv.network_summary(*advice, as_of="2026-06-01").loc["all"]
    assert row["people"] == published["nodes"] == 189
    assert row["referrals"] == published["edges_distinct"] == 286
    assert row["leads"] == 64
    assert row["components"] == published["components"] == 17
    assert row["largest_component"] == published["largest_component"] == 81
    assert row["articulation_people"] == published["articulation_points"] == 41
    assert row["bridges"] == published["bridges"] == 46
    assert row["is_tree"] == published["is_forest"]
