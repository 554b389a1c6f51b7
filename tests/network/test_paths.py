import json
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.errors import PriorError, UnknownContactError, UnknownTargetError
from infoview_analytics.network._steps import warmest
from infoview_analytics.network.paths import warmest_chances, warmest_paths

STATES = ("held", "lead", "waiting", "declined")
EDGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14)


def graph_of(*pairs, **attributes):
    """Return a graph from texts such as ``"You > Al"`` and attributes of its people."""
    graph = nx.DiGraph([pair.split(" > ") for pair in pairs])
    graph.add_node("You")
    for person in graph:
        graph.nodes[person].update({"state": "lead"} | attributes.get(person, {}))
    graph.nodes["You"]["state"] = "you"
    return graph


HELD, DECLINED = {"state": "held"}, {"state": "declined"}


def test_the_published_advisers_are_reached_by_their_published_ways(advice, real):
    # advice_network/answers-r.json, warm_path: R, and checked by exhaustive search
    wanted = json.loads((real / "advice_network" / "answers-r.json").read_text())["warm_path"]
    graph = iv.build_referral_graph(*advice, as_of="2026-06-01")
    pairs = sorted((a, b) for a, b in graph.edges if a != "You")
    for rank, pair in enumerate(pairs, start=1):
        graph.edges[pair]["chance"] = (17 * rank % 89 + 5) / 100
    table = warmest_chances(graph, start=wanted["start"])
    assert len(table) == wanted["reachable"]
    assert table["chance"].to_dict() == pytest.approx(wanted["best_probability"], abs=1e-9)
    for person, chance in wanted["best_probability"].items():
        ways = warmest_paths(graph, to=person, start=wanted["start"], k=1)
        assert ways["path_chance"].iloc[-1] == pytest.approx(chance, abs=1e-9)


def test_a_way_goes_on_from_those_you_have_met():
    graph = graph_of("You > Al", "Al > Bo", "Bo > Cy", Al=HELD)
    way = warmest_paths(graph, to="Cy").loc[1]
    assert way["to_person"].tolist() == ["Al", "Bo", "Cy"]
    assert way["done"].tolist() == [True, False, False]
    assert way["chance"].tolist() == [1, 0.5, 0.5]
    assert way["path_chance"].tolist() == [0.25] * 3


def test_whom_you_found_yourself_is_cold_unless_somebody_stands_between():
    graph = graph_of("You > Al", "You > Bo", Bo={"source": "friend"})
    assert warmest_chances(graph)["chance"].to_dict() == pytest.approx({"Bo": 0.5, "Al": 0.25})


def test_the_chances_are_those_of_your_own_requests():
    chances = pd.DataFrame({"chance": [0.8, 0.1]}, index=["warm", "cold"])
    graph = graph_of("You > Al", "Al > Bo")
    assert warmest_paths(graph, to="Bo", chances=chances)["chance"].tolist() == [0.1, 0.8]


def test_nobody_who_declined_is_asked_again_but_whom_they_named_is():
    graph = graph_of("You > Al", "Al > Bo", Al=DECLINED)
    assert warmest_paths(graph, to="Al").empty
    way = warmest_paths(graph, to="Bo")
    assert way["done"].tolist() == [True, False]
    assert way["ask_first"].tolist() == ["", "permission"]
    assert warmest_chances(graph).index.tolist() == ["Bo"]


def test_of_two_ways_as_warm_the_shorter_comes_first():
    graph = graph_of("You > Al", "Al > Bo", "Bo > Cy", "Al > Cy", Al=HELD, Bo=HELD)
    assert warmest_paths(graph, to="Cy").loc[1, "to_person"].tolist() == ["Al", "Cy"]


def test_ways_that_differ_only_in_what_is_behind_you_count_once():
    graph = graph_of("You > Al", "You > Bo", "Al > Bo", "Bo > Cy", Al=HELD, Bo=HELD)
    assert warmest_paths(graph, to="Cy").index.tolist() == [(1, 1), (1, 2)]


def test_the_best_ways_come_in_their_order_and_no_more_than_asked():
    graph = graph_of("You > Al", "You > Bo", "Al > Cy", "Bo > Cy", "You > Cy", Al=HELD)
    ways = warmest_paths(graph, to="Cy", k=2)
    assert ways.groupby("path")["path_chance"].first().tolist() == [0.5, 0.25]
    assert warmest_paths(graph, to="Cy", k=0).empty


def test_an_organization_is_reached_through_anybody_there():
    at = {"organization": "Quill Books"}
    graph = graph_of("You > Al", "Al > Bo", "Bo > Cy", Al=HELD, Bo=at, Cy=at)
    ways = warmest_paths(graph, to="quill  BOOKS")
    assert ways["to_person"].tolist() == ["Al", "Bo"]  # nor on to Cy: you have arrived
    assert ways.index.get_level_values("path").tolist() == [1, 1]


def test_a_person_comes_before_an_organization_of_the_same_name():
    graph = graph_of("You > Al", "You > Mill", Al={"organization": "Mill"})
    assert warmest_paths(graph, to="mill")["to_person"].tolist() == ["Mill"]


def test_colleagues_are_not_taken_for_acquainted():
    at = {"organization": "Quill Books"}
    graph = graph_of("You > Al", Al=HELD | at)
    graph.add_node("Bo", state="lead", **at)
    assert warmest_paths(graph, to="Bo").empty


@pytest.mark.parametrize(
    ("referrer", "edge", "ask"),
    [
        (HELD, {"may_use_name": True}, ""),
        (HELD, {"may_use_name": False}, "discretion"),
        (HELD, {}, "permission"),
        (HELD, {"introduced_on": "2026-03-01"}, ""),
        ({}, {"may_use_name": True}, "introduction"),
    ],
)
def test_what_has_to_be_asked_before_a_step(referrer, edge, ask):
    graph = graph_of("You > Al", "Al > Bo", Al=referrer)
    graph.edges["Al", "Bo"].update(edge)
    assert warmest_paths(graph, to="Bo")["ask_first"].tolist() == ["", ask]


def test_whoever_was_asked_already_needs_no_permission_any_more():
    graph = graph_of("You > Al", "Al > Bo", Al=HELD, Bo={"state": "waiting"})
    assert warmest_paths(graph, to="Bo")["ask_first"].tolist() == ["", ""]


def test_a_way_is_compared_with_those_to_the_others_whom_you_have_not_met():
    graph = graph_of("You > Al", "Al > Bo", "You > Cy", "Cy > Di", "You > Ed", Al=HELD, Ed=DECLINED)
    way = warmest_paths(graph, to="Bo").loc[1]
    assert (way["warmer_than"].iloc[0], way["others"].iloc[0]) == (2, 2)  # Cy, Di


def test_a_name_that_nobody_knows_is_refused_and_the_nearest_offered():
    graph = graph_of("You > Miriam Feldstein", "You > Al", Al={"organization": "Quill Books"})
    with pytest.raises(UnknownTargetError, match='"Miriam Feldstein"'):
        warmest_paths(graph, to="Miriam Feldstien")
    with pytest.raises(UnknownTargetError, match='"Quill Books"'):
        warmest_paths(graph, to="Quil Book")
    with pytest.raises(UnknownTargetError, match="Check the spelling"):
        warmest_paths(graph, to="zzzzzzzz")
    with pytest.raises(UnknownTargetError, match="where the ways begin"):
        warmest_paths(graph, to="You")


def test_a_start_that_is_not_there_is_refused():
    with pytest.raises(UnknownContactError, match='"Al"'):
        warmest_paths(graph_of("You > Al"), to="Al", start="Ale")
    with pytest.raises(UnknownContactError, match="no node for you"):
        warmest_chances(nx.DiGraph([("Al", "Bo")]))


@pytest.mark.parametrize("chance", [0, -0.1, 1.1, float("inf")])
def test_a_chance_of_none_or_more_than_all_is_refused(chance):
    graph = graph_of("You > Al")
    graph.edges["You", "Al"]["chance"] = chance
    with pytest.raises(PriorError, match="above 0"):
        warmest_paths(graph, to="Al")
    chances = pd.DataFrame({"chance": [chance, 0.5]}, index=["warm", "cold"])
    with pytest.raises(PriorError, match="above 0"):
        warmest_chances(graph_of("You > Al"), chances=chances)


def test_chances_without_one_of_both_kinds_are_refused():
    chances = pd.DataFrame({"chance": [0.5]}, index=["warm"])
    with pytest.raises(PriorError, match="step_chances"):
        warmest_chances(graph_of("You > Al"), chances=chances)


def test_a_graph_without_edges_or_all_in_a_ring_has_no_way():
    alone = graph_of()
    alone.add_node("Al", state="lead")
    assert warmest_paths(alone, to="Al").empty
    ring = graph_of("Al > Bo", "Bo > Al")
    assert warmest_paths(ring, to="Bo").empty
    assert warmest_chances(ring).empty


def named(edges, states, mapping):
    graph = nx.DiGraph((mapping[a], mapping[b]) for a, b in edges)
    graph.add_nodes_from(mapping.values())
    for number, name in mapping.items():
        graph.nodes[name]["state"] = "you" if number == 0 else states[number]
    return graph


@settings(max_examples=40)
@given(edges=EDGES, states=st.lists(st.sampled_from(STATES), min_size=6, max_size=6))
def test_the_warmest_way_is_the_best_of_all_ways(edges, states):
    graph = named(edges, states, {number: str(number) for number in range(6)})
    table = warmest_chances(graph)
    for person in set(graph) - {"0"}:
        every = [
            np.prod([step_chance(graph, *step) for step in pairwise(way)])
            for way in nx.all_simple_paths(graph, "0", person)
        ]
        best = max(every, default=0) * (graph.nodes[person]["state"] != "declined")
        assert table["chance"].get(person, 0) == pytest.approx(best)
        ways = warmest_paths(graph, to=person)
        assert ways["path_chance"].max() == pytest.approx(best) if best else ways.empty
        assert ways.groupby("path")["path_chance"].first().is_monotonic_decreasing


def step_chance(graph, tail, head):
    usual = 0.25 if tail == "0" else 0.5
    return {"held": 1.0, "declined": 1.0}.get(graph.nodes[head]["state"], usual)


@settings(max_examples=30)
@given(
    edges=EDGES,
    states=st.lists(st.sampled_from(STATES), min_size=6, max_size=6),
    order=st.permutations(range(6)),
)
def test_names_and_the_order_of_edges_change_no_chance(edges, states, order):
    graph = named(edges, states, {number: str(number) for number in range(6)})
    renamed = named(edges[::-1], states, {number: f"P{order[number]}" for number in range(6)})
    after = warmest_chances(renamed)["chance"].to_dict()
    before = warmest_chances(graph)["chance"].to_dict()
    assert {f"P{order[int(name)]}": c for name, c in before.items()} == pytest.approx(after)


def test_the_core_says_how_far_and_by_whom():
    tail, head = np.array([0, 0, 1]), np.array([1, 2, 2])
    far, before = warmest(tail, head, np.array([1.0, 5.0, 1.0]), 4, 0)
    assert far.tolist() == [0, 1, 2, np.inf]
    assert before.tolist() == [-1, 0, 1, -1]


def test_without_a_goal_the_way_leads_to_the_warmest_lead():
    graph = graph_of("You > Al", "You > Cy", "Al > Bo", Al=HELD, Cy={"state": "waiting"})
    assert warmest_paths(graph)["to_person"].tolist() == ["Al", "Bo"]
    assert warmest_paths(graph_of("You > Al", Al=HELD)).empty


def test_of_equals_comes_first_who_needs_no_question_then_who_was_named_last():
    graph = graph_of("You > Al", "Al > Bo", "Al > Cy", "Al > Di", "Al > Ed", Al=HELD)
    for person, leave, day in (
        ("Bo", None, "2026-03-01"),
        ("Cy", None, "2026-03-09"),
        ("Di", True, "2026-03-01"),
        ("Ed", True, "2026-03-02"),
    ):
        graph.edges["Al", person].update({"may_use_name": leave, "referred_on": day})
    leads = warmest_chances(graph).iloc[1:]
    assert leads.index.tolist() == ["Ed", "Di", "Cy", "Bo"]
    assert leads["ask_first"].tolist() == ["", "", "permission", "permission"]
    assert warmest_paths(graph)["as_warm_as"].iloc[0] == 3


def test_an_agreed_conversation_is_warmer_than_any_request():
    graph = graph_of("You > Al", "You > Bo", "Bo > Cy", Al={"state": "scheduled"}, Bo=HELD)
    chances = warmest_chances(graph)["chance"].to_dict()
    assert chances == pytest.approx({"Bo": 1.0, "Al": 0.9, "Cy": 0.5})
