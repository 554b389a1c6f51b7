import json

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.network.mixing import homophily, mixing_matrix

AS_OF = pd.Timestamp("2026-04-01")
DAY = pd.Timestamp("2026-03-01")


def kinds(**of):
    return pd.DataFrame(
        {"person": list(of), "requested_on": DAY, "industry": list(of.values())},
    )


def row_of(*records, of="industry", **options):
    return homophily(*records, of=of, as_of=AS_OF, **options).loc["all"]


@pytest.mark.parametrize(
    ("of", "published"), [("industry", "industry"), ("city", "organization"), ("role", "role")]
)
def test_the_published_advisers_mix_as_published(advice, real, of, published):
    # advice_network/answers-r.json, mixing (R 4.2.2, igraph 1.3.5); its organisation is our city
    answers = json.loads((real / "advice_network" / "answers-r.json").read_text())["mixing"]
    wanted = answers[published]
    matrix = mixing_matrix(*advice, of=of, as_of="2026-06-01")
    assert matrix.index.tolist() == matrix.columns.tolist() == wanted["levels"]
    assert matrix.to_numpy().tolist() == wanted["matrix"]
    row = homophily(*advice, of=of, as_of="2026-06-01").loc["all"]
    for name, key in (
        ("recruitment_homophily", "recruitment_homophily"),
        ("ei_index", "ei_index"),
        ("assortativity", "assortativity_directed"),
    ):
        assert row[name] == pytest.approx(wanted[key], abs=1e-9)


def test_four_referrals_by_hand(referrals):
    # art -> art twice, art -> law, law -> art: expected within = (3 * 3 + 1 * 1) / 4
    named = referrals(*(f"{pair} 2026-03-01" for pair in ("A > B", "B > C", "A > L", "L > A")))
    row = row_of(kinds(A="art", B="art", C="art", L="law"), named)
    assert (row["n"], row["within"], row["kinds"]) == (4, 2, 2)
    assert row["recruitment_homophily"] == pytest.approx(2 / 2.5)
    assert row["ei_index"] == 0
    assert row["assortativity"] == pytest.approx((2 - 2.5) / (4 - 2.5))


def test_all_of_one_kind_have_no_assortativity_and_no_p_and_warn_of_nothing(referrals):
    row = row_of(kinds(A="art", B="art"), referrals("A > B 2026-03-01"))
    assert (row["recruitment_homophily"], row["ei_index"]) == (1, -1)
    assert row[["assortativity", "p"]].isna().all()


def test_all_of_different_kinds_have_no_p(referrals):
    row = row_of(kinds(A="art", B="law"), referrals("A > B 2026-03-01"))
    assert row["ei_index"] == 1
    assert row[["recruitment_homophily", "p"]].isna().all()


def test_without_a_pair_of_known_kinds_there_is_only_the_count(referrals):
    row = row_of(kinds(A="art", B=None), referrals("A > B 2026-03-01"))
    assert row["n"] == 0
    assert row.drop(["n", "within", "kinds"]).isna().all()
    assert mixing_matrix(kinds(), referrals(), of="industry", as_of=AS_OF).empty


def test_the_p_is_that_of_all_dealings():
    # two pairs of alike people: 2 of the 6 ways to deal a, a, b, b keep both pairs alike,
    # 4 ways keep none; 2/3 are expected, so both alike (4/3 away) is the farther: p = 1/3
    named = pd.DataFrame(
        {"from_person": ["A", "C"], "to_person": ["B", "D"], "referred_on": [DAY, DAY]}
    )
    row = row_of(kinds(A="a", B="a", C="b", D="b"), named, permutations=9_999)
    assert row["p"] == pytest.approx(1 / 3, abs=4 * np.sqrt(2 / 9 / 9_999))


def test_who_named_most_of_their_own_kind_is_not_left_to_chance(referrals):
    people = {f"{kind}{i}": kind for kind in "ab" for i in range(9)}
    pairs = [f"{kind}{i} > {kind}{j} 2026-03-01" for kind in "ab" for i in range(3) for j in (4, 5)]
    assert row_of(kinds(**people), referrals(*pairs))["p"] < 0.02


@settings(max_examples=40)
@given(data=st.data())
def test_assortativity_is_that_of_networkx(campaigns, data):
    records = data.draw(campaigns)
    row = row_of(*records, of="organization", permutations=19)
    graph = iv.build_referral_graph(*records, as_of=AS_OF)
    graph.remove_node("You")
    known = [n for n, place in graph.nodes(data="organization") if place]
    graph = graph.subgraph(known)
    assert row["n"] == graph.size()
    there = nx.attribute_mixing_matrix(graph, "organization", normalized=False)
    if graph.size() and (there.sum(axis=0) @ there.sum(axis=1)) < graph.size() ** 2:
        wanted = nx.attribute_assortativity_coefficient(graph, "organization")
        assert row["assortativity"] == pytest.approx(wanted)
    else:
        assert pd.isna(row["assortativity"])
    assert pd.isna(row["p"]) or 0 < row["p"] <= 1


@settings(max_examples=30)
@given(data=st.data())
def test_neither_the_order_of_rows_nor_the_names_of_kinds_decide_anything(campaigns, data):
    interviews, named = data.draw(campaigns)
    names = {"North": "zzz", "South": "mmm", "West": "aaa"}
    other = [
        table.iloc[np.random.default_rng(2).permutation(len(table))]
        for table in (
            interviews.drop_duplicates("person").assign(
                organization=lambda t: t["organization"].map(names)
            ),
            named.assign(organization=None),
        )
    ]
    same = interviews.drop_duplicates("person"), named.assign(organization=None)
    options = {"of": "organization", "as_of": AS_OF, "permutations": 49}
    pd.testing.assert_frame_equal(homophily(*other, **options), homophily(*same, **options))


def test_what_comes_after_the_day_changes_nothing(referrals):
    table = kinds(A="art", B="art", C="law")
    early = referrals("A > B 2026-03-01")
    late = referrals("A > B 2026-03-01", "A > C 2026-04-02")
    pd.testing.assert_series_equal(row_of(table, late), row_of(table, early))


def test_a_column_that_is_not_there_is_named(asked, referrals):
    with pytest.raises(UnknownColumnError, match="'shoe_size'"):
        mixing_matrix(asked(), referrals(), of="shoe_size", as_of=AS_OF)


def test_dealing_is_compared_with_dealing_and_not_with_the_margins():
    givers = [f"A{i}" for i in range(15)]
    named = [(givers[i % 15], f"x{i}") for i in range(40)] + [("B", "y")]
    kind = {**dict.fromkeys(givers, "a"), "B": "b", "y": "b"}
    kind |= {f"x{i}": "a" if i < 10 else "b" for i in range(40)}
    asked = pd.DataFrame({"person": list(kind), "industry": list(kind.values())})
    asked["requested_on"] = AS_OF
    referrals = pd.DataFrame(named, columns=["from_person", "to_person"]).assign(referred_on=AS_OF)
    row = homophily(asked, referrals, of="industry", as_of=AS_OF).loc["all"]
    assert (row["within"], row["n"]) == (11, 41)
    assert row["within"] < row["dealt"]
    assert row["recruitment_homophily"] > 1
