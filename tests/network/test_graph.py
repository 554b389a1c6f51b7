from collections import Counter

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv

AS_OF = pd.Timestamp("2026-04-01")


@pytest.fixture
def records(requests, referrals):
    """Al was found and met, and named Bo, who was asked, and Cy, who was not."""
    interviews = requests(
        {
            "person": "Al",
            "organization": "North",
            "city": "Oslo",
            "requested_on": "2026-03-01",
            "response": "accepted",
            "interview_on": "2026-03-10",
        },
        {"person": "Bo", "requested_on": "2026-03-12"},
    )
    return interviews, referrals("Al > Bo 2026-03-10", "Al > Cy 2026-03-11")


def build(*records, **options):
    return iv.build_referral_graph(*records, as_of=AS_OF, **options)


def state(requests, *rows):
    return build(
        requests(*rows), pd.DataFrame(columns=["from_person", "to_person", "referred_on"])
    ).nodes["Al"]["state"]


def test_the_edges_lead_from_you_through_whoever_named_somebody(records):
    assert set(build(*records).edges) == {("You", "Al"), ("Al", "Bo"), ("Al", "Cy")}


def test_a_node_tells_what_is_known_and_leaves_out_the_rest(records):
    graph = build(*records)
    assert graph.nodes["You"] == {"state": "you", "generation": 0, "reach": 3}
    assert graph.nodes["Al"] == {
        "state": "held",
        "generation": 1,
        "reach": 2,
        "organization": "North",
        "city": "Oslo",
        "requested_on": "2026-03-01",
        "held_on": "2026-03-10",
    }
    assert graph.nodes["Cy"] == {"state": "lead", "generation": 2, "reach": 0}


def test_an_edge_tells_of_the_namings_of_one_pair(asked, referrals):
    named = referrals("Al > Bo 2026-03-10", "Al > Bo 2026-03-12").assign(
        may_use_name=["no", "yes"], introduced_on=pd.to_datetime([None, "2026-03-15"])
    )
    assert build(asked(), named).edges["Al", "Bo"] == {
        "referred_on": "2026-03-10",
        "times": 2,
        "may_use_name": "yes",
        "introduced_on": "2026-03-15",
    }


ASKED = {"person": "Al", "requested_on": "2026-03-01"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({}, "waiting"),
        ({"response": "declined"}, "declined"),
        ({"response": "accepted"}, "asked"),
        ({"responded_on": "2026-03-04"}, "asked"),
        ({"interview_on": "2026-03-10"}, "held"),
        ({"interview_on": "2026-03-10", "outcome": "no_show"}, "asked"),
        ({"interview_on": "2026-04-10"}, "scheduled"),
        ({"interview_on": "2026-04-10", "outcome": "cancelled"}, "asked"),
    ],
)
def test_the_state_is_what_the_request_came_to(requests, answer, expected):
    assert state(requests, ASKED | answer) == expected


def test_the_last_request_decides_unless_you_have_talked_or_are_going_to(requests):
    again = {"person": "Al", "requested_on": "2026-03-20"}
    assert state(requests, again, ASKED | {"response": "declined"}) == "waiting"
    assert state(requests, ASKED | {"interview_on": "2026-03-05"}, again) == "held"
    assert state(requests, ASKED | {"interview_on": "2026-04-05"}, again) == "scheduled"


def test_what_you_wrote_down_last_goes_before_what_was_told(requests, referrals):
    interviews = requests(
        {"person": "Bo", "requested_on": "2026-03-20", "organization": "South"},
        {"person": "Bo", "requested_on": "2026-03-01", "organization": "North"},
    )
    named = referrals("Al > Bo 2026-03-25", "Al > Cy 2026-03-25").assign(organization="West")
    graph = build(interviews, named)
    assert graph.nodes["Bo"]["organization"] == "South"
    assert graph.nodes["Cy"]["organization"] == "West"


def test_people_whom_nobody_named_become_leads_of_yours(records):
    people = pd.DataFrame(
        {
            "person": ["Di", "Ed", "Bo", "Al"],
            "organization": ["East", None, "South", "West"],
            "known_since": pd.to_datetime(["2026-03-01", "2026-05-01", None, None]),
        }
    )
    graph = build(*records, people=people)
    assert graph.nodes["Di"] == {
        "state": "lead",
        "generation": 1,
        "reach": 0,
        "organization": "East",
    }
    assert graph.has_edge("You", "Di")
    assert "Ed" not in graph
    assert graph.nodes["Bo"]["organization"] == "South"
    assert graph.nodes["Bo"]["generation"] == 2
    assert graph.nodes["Al"]["organization"] == "North"
    assert graph.nodes["You"]["reach"] == 4


def test_your_own_name_is_the_root_and_no_contact(asked, referrals):
    named = referrals("Kim > Al 2026-03-01", "Al > Kim 2026-03-02", "Al > Bo 2026-03-02")
    graph = build(asked("Kim 2026-03-01"), named, you="Kim")
    assert set(graph.edges) == {("Kim", "Al"), ("Al", "Bo")}


def test_without_records_you_stand_alone(asked, referrals):
    assert list(build(asked(), referrals())) == ["You"]


@pytest.mark.parametrize("write", [nx.write_graphml_xml, nx.write_gexf, nx.write_gml])
def test_the_exporters_can_write_it(records, tmp_path, write):
    write(build(*records), tmp_path / "network")
    assert "Al" in (tmp_path / "network").read_text(encoding="utf-8")


@settings(max_examples=30)
@given(data=st.data())
def test_the_graph_tells_what_the_measures_tell(campaigns, data):
    records = data.draw(campaigns)
    graph = build(*records)
    contacts = graph.subgraph(set(graph) - {"You"})
    chain = iv.generations(*records, as_of=AS_OF)
    assert dict(contacts.nodes(data="generation")) == chain["generation"].to_dict()
    assert dict(contacts.nodes(data="reach")) == iv.reach(*records, as_of=AS_OF).to_dict()
    assert set(graph["You"]) == set(chain.index[chain["generation"] == 1])

    asked, named = iv.as_known(*records, as_of=AS_OF)
    namings = Counter(zip(named["from_person"], named["to_person"], strict=True))
    assert {(a, b): times for a, b, times in contacts.edges(data="times")} == namings
    met = set(asked.loc[asked["held"], "person"])
    assert {person for person, where in contacts.nodes(data="state") if where == "held"} == met
