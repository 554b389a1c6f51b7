import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.records.rings import find_rings

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=16)


@settings(max_examples=300)
@given(PAIRS)
def test_there_is_one_shortest_ring_for_each_strongly_connected_set(pairs):
    graph = nx.DiGraph((one, other) for one, other in pairs if one != other)
    sets = [c for c in nx.strongly_connected_components(graph) if len(c) > 1]
    rings = find_rings(pairs)
    assert sorted(map(len, rings)) == sorted(
        min(
            nx.shortest_path_length(graph, other, ring[0]) + 1
            for other in graph.successors(ring[0])
            if nx.has_path(graph, other, ring[0])
        )
        for ring in rings
    )
    assert all(
        graph.has_edge(*pair) for ring in rings for pair in nx.utils.pairwise(ring, cyclic=True)
    )
    assert sorted(map(sorted, sets)) == sorted(
        next(sorted(c) for c in sets if c.issuperset(ring)) for ring in rings
    )


def test_people_who_name_each_other():
    assert find_rings([("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]) == [["b", "c"]]


def test_who_names_themselves_is_no_ring():
    assert find_rings([("a", "a"), ("a", "b")]) == []


def test_a_ring_as_long_as_the_file_is_found():
    people = [str(i) for i in range(100_000)]
    (ring,) = find_rings(list(zip(people, [*people[1:], people[0]], strict=True)))
    assert ring == people
