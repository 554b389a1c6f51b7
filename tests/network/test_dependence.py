import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.network.dependence import falls_away, starting_points

AS_OF = pd.Timestamp("2026-04-01")


def away(*records, **options):
    return falls_away(*records, as_of=AS_OF, **options)


def test_without_somebody_fall_away_all_to_whom_she_is_the_only_way(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-02", "Bo > Di 2026-03-02")
    table = away(asked("Al 2026-02-01"), named)
    assert table["falls_away"].to_dict() == {"Al": 3, "Bo": 2}
    assert table["share"].to_dict() == {"Al": 3 / 4, "Bo": 2 / 4}
    assert table["contacts"].tolist() == [4, 4]


def test_nobody_falls_away_who_was_named_by_two_who_are_reached_apart(asked, referrals):
    named = referrals("Al > Cy 2026-03-01", "Bo > Cy 2026-03-02")
    assert away(asked("Al 2026-02-01", "Bo 2026-02-01"), named).empty


def test_a_second_way_through_the_same_person_saves_nobody(asked, referrals):
    named = referrals(
        *("Al > Bo 2026-03-01", "Al > Cy 2026-03-01"), *("Bo > Di 2026-03-02", "Cy > Di 2026-03-02")
    )
    assert away(asked(), named)["falls_away"].to_dict() == {"Al": 3}


def test_a_ring_depends_on_whoever_leads_into_it(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-02", "Cy > Bo 2026-03-03")
    assert away(asked(), named)["falls_away"].to_dict() == {"Al": 2, "Bo": 1}


def test_those_met_are_counted_without_the_person_herself(requests, referrals):
    interviews = requests(
        {"person": "Al", "requested_on": "2026-02-01", "interview_on": "2026-02-08"},
        {"person": "Bo", "requested_on": "2026-03-02", "interview_on": "2026-03-08"},
        {"person": "Cy", "requested_on": "2026-03-02", "interview_on": None},
    )
    named = referrals("Al > Bo 2026-03-01", "Al > Cy 2026-03-01")
    assert away(interviews, named).loc["Al", ["falls_away", "met"]].tolist() == [2, 1]


def test_of_equals_the_names_keep_their_order(asked, referrals):
    named = referrals("Cy > Di 2026-03-01", "Al > Bo 2026-03-02")
    assert away(asked(), named).index.tolist() == ["Al", "Cy"]


def test_without_records_nobody_falls_away_and_nothing_starts(asked, referrals):
    assert away(asked(), referrals()).empty
    assert starting_points(asked(), referrals(), as_of=AS_OF).empty


def test_a_starting_point_counts_itself_and_all_its_shortest_ways(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-02", "Di > Cy 2026-03-03")
    table = starting_points(asked("Flo 2026-02-01"), named, as_of=AS_OF)
    assert table["people"].to_dict() == {"Al": 2, "Di": 2, "Flo": 1}
    assert table["share"].sum() == pytest.approx(1)


@settings(max_examples=40)
@given(data=st.data())
def test_who_falls_away_is_who_cannot_be_reached_once_the_person_is_gone(campaigns, data):
    records = data.draw(campaigns)
    graph = iv.build_referral_graph(*records, as_of=AS_OF)
    contacts = set(graph) - {"You"}
    lost = {}
    for person in contacts:
        rest = graph.subgraph(set(graph) - {person})
        gone = len(contacts) - 1 - len(nx.descendants(rest, "You"))
        lost |= {person: gone} if gone else {}
    table = away(*records)
    assert table["falls_away"].to_dict() == lost
    assert table["falls_away"].is_monotonic_decreasing
    assert (table["met"] <= table["falls_away"]).all()


@settings(max_examples=30)
@given(data=st.data())
def test_every_contact_has_one_starting_point_and_the_order_of_rows_decides_nothing(
    campaigns, data
):
    interviews, named = data.draw(campaigns)
    named = named[named["from_person"] < named["to_person"]]  # a ring starts at its first row
    table = starting_points(interviews, named, as_of=AS_OF)
    assert table["people"].sum() == (table["contacts"].iloc[0] if len(table) else 0)
    order = np.random.default_rng(3).permutation(len(named))
    pd.testing.assert_frame_equal(away(interviews, named.iloc[order]), away(interviews, named))


def test_what_comes_after_the_day_changes_nothing(asked, referrals):
    early = referrals("Al > Bo 2026-03-01")
    late = referrals("Al > Bo 2026-03-01", "Cy > Bo 2026-04-02", "Al > Di 2026-04-02")
    pd.testing.assert_frame_equal(away(asked(), late), away(asked(), early))
