import json

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.network.brokerage import brokerage

AS_OF = pd.Timestamp("2026-04-01")
NOBODY = pd.DataFrame({"person": [], "requested_on": pd.to_datetime([])})


def namings(graph):
    ends = [[str(edge[end]) for edge in graph.edges] for end in (0, 1)]
    day = pd.Timestamp("2026-03-01")
    return pd.DataFrame({"from_person": ends[0], "to_person": ends[1], "referred_on": day})


@pytest.mark.parametrize(
    ("name", "graph"),
    [("Zachary", nx.karate_club_graph()), ("Krackhardt_Kite", nx.krackhardt_kite_graph())],
)
def test_the_karate_club_and_the_kite_have_their_published_places(real, name, graph):
    # published-examples.json, ego (igraph in R 4.2; Zachary 1977, Krackhardt 1990)
    wanted = json.loads((real / "published-examples.json").read_text())["ego"][name]
    table = brokerage(NOBODY, namings(graph), as_of=AS_OF).loc[wanted["nodes"]]
    assert table["degree"].tolist() == wanted["degree"]
    for column in ("effective_size", "constraint"):
        assert table[column].tolist() == pytest.approx(wanted[column], abs=1e-9)


def test_the_published_advisers_have_their_published_places(advice, real):
    # advice_network/answers-r.json, ego_undirected (igraph 1.3.5)
    answers = json.loads((real / "advice_network" / "answers-r.json").read_text())
    table = brokerage(*advice, as_of="2026-06-01")
    for person, wanted in answers["ego_undirected"].items():
        row = table.loc[person]
        assert row["degree"] == wanted["degree"]
        assert row["effective_size"] == pytest.approx(wanted["effective_size"], abs=1e-9)
        assert row["constraint"] == pytest.approx(wanted["constraint"], abs=1e-9)


def test_a_tree_says_nothing_and_has_no_row(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Al > Cy 2026-03-01", "Cy > Al 2026-03-02")
    assert brokerage(asked("Di 2026-03-01"), named, as_of=AS_OF).empty
    assert brokerage(asked(), referrals(), as_of=AS_OF).empty


def test_whoever_has_no_tie_has_no_place(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-01", "Cy > Al 2026-03-02")
    row = brokerage(asked("Di 2026-03-01"), named, as_of=AS_OF).loc["Di"]
    assert row["degree"] == 0
    assert row[["effective_size", "constraint"]].isna().all()


@settings(max_examples=40)
@given(data=st.data())
def test_the_places_are_those_of_networkx(campaigns, data):
    records = data.draw(campaigns)
    graph = nx.Graph(iv.build_referral_graph(*records, as_of=AS_OF))
    graph.remove_nodes_from(["You"])
    table = brokerage(*records, as_of=AS_OF)
    assert table.empty == (sum(nx.triangles(graph).values()) == 0)
    if len(table):
        size, constraint = nx.effective_size(graph), nx.constraint(graph)
        assert table["effective_size"].to_dict() == pytest.approx(size, nan_ok=True)
        assert table["constraint"].to_dict() == pytest.approx(constraint, nan_ok=True)


def test_what_comes_after_the_day_changes_nothing(asked, referrals):
    early = "Al > Bo 2026-03-01", "Bo > Cy 2026-03-01"
    assert brokerage(asked(), referrals(*early, "Cy > Al 2026-04-02"), as_of=AS_OF).empty
