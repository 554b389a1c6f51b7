from collections import Counter

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv

AS_OF = pd.Timestamp("2026-04-01")
NEVER = pd.Timestamp.max


def generation(interviews, referrals, **options):
    table = iv.generations(interviews, referrals, as_of=AS_OF, **options)
    return table["generation"].to_dict()


def in_time(interviews, referrals, as_of):
    """Return everybody, and the namings that came by the day on which the named was asked."""
    asked, named = iv.as_known(interviews, referrals, as_of=as_of)
    first_asked = asked.groupby("person")["requested_on"].min()
    graph = nx.DiGraph()
    graph.add_nodes_from([*asked["person"], *named["from_person"], *named["to_person"]])
    for row in named.itertuples():
        if not row.referred_on > first_asked.get(row.to_person, NEVER):
            graph.add_edge(row.from_person, row.to_person)
    return graph


def slowly(interviews, referrals, as_of):
    graph = in_time(interviews, referrals, as_of)
    starts = {person for person in graph if graph.in_degree(person) == 0}
    reached = set().union(starts, *(nx.descendants(graph, start) for start in starts))
    lost = graph.subgraph(set(graph) - reached)
    rings = nx.condensation(lost)
    for number, members in rings.nodes(data="members"):
        if rings.in_degree(number) == 0:
            starts.add(min(members, key=order_of_appearance(interviews, referrals, as_of)))
    steps = nx.multi_source_dijkstra_path_length(graph, starts) if starts else {}
    return {person: int(step) + 1 for person, step in steps.items()}


def order_of_appearance(interviews, referrals, as_of):
    asked, named = iv.as_known(interviews, referrals, as_of=as_of)
    requests = asked.sort_values("requested_on", kind="stable")["person"].tolist()
    by_day = named.sort_values("referred_on", kind="stable", na_position="first")
    return [*requests, *by_day["from_person"]].index


def test_whoever_you_found_yourself_is_generation_1(asked, referrals):
    found = generation(asked("Al 2026-03-01"), referrals("Al > Bo 2026-03-05"))
    assert found == {"Al": 1, "Bo": 2}


def test_a_naming_counts_up_to_the_day_of_the_first_request(asked, referrals):
    named = referrals("Al > Bo 2026-03-05", "Al > Cy 2026-03-05")
    found = generation(asked("Al 2026-03-01", "Bo 2026-03-05", "Cy 2026-03-04"), named)
    assert found == {"Al": 1, "Bo": 2, "Cy": 1}


def test_the_shortest_way_counts_and_tells_the_referrer(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-02", "Al > Cy 2026-03-09")
    table = iv.generations(asked("Al 2026-02-01"), named, as_of=AS_OF)
    assert table.loc["Cy"].tolist() == [2, "Al"]
    assert pd.isna(table.loc["Al", "referrer"])


def test_of_two_equal_ways_the_earlier_naming_tells_the_referrer(asked, referrals):
    named = referrals("Bo > Cy 2026-03-09", "Al > Cy 2026-03-02", "Di > Cy 2026-03-02")
    assert iv.generations(asked(), named, as_of=AS_OF).loc["Cy", "referrer"] == "Al"


def test_a_friend_who_was_never_asked_starts_a_chain(asked, referrals):
    assert generation(asked(), referrals("Al > Bo 2026-03-05")) == {"Al": 1, "Bo": 2}


def test_a_ring_starts_at_whoever_was_asked_first(asked, referrals):
    ring = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-01", "Cy > Al 2026-03-01")
    assert generation(asked("Al 2026-03-09", "Bo 2026-03-08"), ring) == {"Bo": 1, "Cy": 2, "Al": 3}


def test_a_ring_in_which_nobody_was_asked_starts_at_whoever_named_first(asked, referrals):
    ring = referrals("Al > Bo 2026-03-05", "Bo > Cy 2026-03-02", "Cy > Al 2026-03-02")
    assert generation(asked(), ring) == {"Bo": 1, "Cy": 2, "Al": 3}


def test_an_undated_naming_counts_from_the_start(asked, referrals):
    assert generation(asked("Bo 2026-03-01"), referrals("Al > Bo")) == {"Al": 1, "Bo": 2}


def test_what_you_name_yourself_is_found_and_you_are_no_contact(asked, referrals):
    named = referrals("Me > Bo 2026-03-01", "Al > Bo 2026-03-02", "Bo > Me 2026-03-03")
    assert generation(asked(), named, you="Me") == {"Al": 1, "Bo": 1}


def test_whoever_names_themselves_is_known_and_no_more(asked, referrals):
    assert generation(asked(), referrals("Al > Al 2026-03-01")) == {"Al": 1}


def test_a_name_in_two_campaigns_is_two_people(asked, referrals):
    requests = asked("Al 2026-03-01", "Bo 2026-03-01").assign(student=["Kim", "Lou"])
    named = referrals("Al > Bo 2026-02-01", "Bo > Al 2026-02-01").assign(student="Kim")
    named.loc[1, "student"] = "Lou"
    found = generation(requests, named, by="student")
    one, two = {("Kim", "Al"): 1, ("Kim", "Bo"): 2}, {("Lou", "Bo"): 1, ("Lou", "Al"): 2}
    assert found == one | two


@pytest.mark.parametrize("by", ["student", "industry", ["person"]])
def test_a_column_that_parts_no_networks_is_refused_with_the_remedy(asked, referrals, by):
    with pytest.raises(iv.UnknownColumnError, match="like 'student'"):
        iv.generations(asked("Al 2026-03-01"), referrals(), as_of=AS_OF, by=by)


def test_without_records_there_is_nobody(asked, referrals):
    assert iv.generations(asked(), referrals(), as_of=AS_OF).empty
    empty = asked().assign(student=[]), referrals().assign(student=[])
    assert iv.generations(*empty, as_of=AS_OF, by="student").index.names == ["student", "person"]


@settings(max_examples=40)
@given(data=st.data(), day=st.integers(0, 32))
def test_generations_are_those_of_a_plain_search_from_everybody_you_found(campaigns, data, day):
    records, as_of = data.draw(campaigns), pd.Timestamp("2026-01-06") + pd.Timedelta(days=day)
    table = iv.generations(*records, as_of=as_of)
    expected = slowly(*records, as_of)
    assert table["generation"].to_dict() == expected

    ways = in_time(*records, as_of)
    for person, referrer in table["referrer"].dropna().items():
        assert ways.has_edge(referrer, person)
        assert expected[referrer] + 1 == expected[person]
    assert table["referrer"].isna().equals(table["generation"] == 1)


@settings(max_examples=40)
@given(data=st.data())
def test_each_group_has_the_generations_that_it_has_alone(campaigns, data):
    interviews, named = data.draw(campaigns)
    together = iv.generations(interviews, named, as_of=AS_OF, by="student")
    for student, table in together.groupby(level="student"):
        alone = interviews[interviews["student"] == student], named[named["student"] == student]
        expected = iv.generations(*alone, as_of=AS_OF)["generation"]
        assert table["generation"].droplevel("student").to_dict() == expected.to_dict()


def test_the_published_network_has_the_published_waves_and_its_rings_are_placed(advice, published):
    _, named = advice
    graph = nx.DiGraph(zip(named["from_person"], named["to_person"], strict=True))
    roots = [person for person in graph if graph.in_degree(person) == 0]
    waves = nx.multi_source_dijkstra_path_length(graph, roots)
    assert Counter(waves.values()) == {int(k): n for k, n in published["depth_hist"].items()}

    found = iv.generations(*advice, as_of="2026-06-01")["generation"]
    in_rings = set(graph) - set(waves)
    beyond = set().union(*(nx.descendants(graph, person) for person in in_rings)) - in_rings
    others = found.drop([*in_rings, *beyond])
    assert others.to_dict() == {person: waves.get(person, 0) + 1 for person in others.index}
    assert all(found[person] <= waves[person] + 1 for person in beyond)
    assert {p for p in in_rings if found[p] == 1} == {"Dr 1-19", "Dr 2-2", "Dr 4-3"}
    assert found.value_counts().to_dict() == {1: 70, 2: 82, 3: 29, 4: 7, 5: 1}
