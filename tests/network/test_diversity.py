import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.errors import OptionError, UnknownColumnError
from infoview_analytics.network.diversity import (
    diversity_over_time,
    hill,
    hill_numbers,
    rarefied,
)

AS_OF = pd.Timestamp("2026-04-01")
COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any)


def people(*rows):
    columns = ["person", "requested_on", "industry"]
    table = pd.DataFrame([row.split() for row in rows], columns=columns)
    return table.assign(requested_on=pd.to_datetime(table["requested_on"])).replace("-", None)


def test_the_published_counts_have_their_published_hill_numbers(real):
    # published-examples.json, diversity_example (R, own code after Hill 1973 and Hurlbert 1971)
    example = json.loads((real / "published-examples.json").read_text())["diversity_example"]
    found = [hill(example["counts"], order) for order in (0, 1, 2)]
    assert found == pytest.approx(example["hill012"], abs=1e-9)
    assert rarefied(example["counts"], 10, 0) == pytest.approx(example["rarefy10"], abs=1e-9)
    even = example["even5"]
    assert [hill(even["counts"], q) for q in (0, 1, 2)] == pytest.approx(even["hill012"], abs=1e-9)


@pytest.mark.parametrize("of", ["industry", "organization", "role"])
def test_the_published_job_search_is_as_varied_as_published(job_search, real, of):
    # job_search/answers-r.json, diversity (R 4.2.2)
    answers = json.loads((real / "job_search" / "answers-r.json").read_text())["diversity"][of]
    row = hill_numbers(
        job_search.interviews, job_search.referrals, of=of, as_of="2023-03-13", rarefy_to=20
    ).loc["all"]
    assert (row["n"], row["kinds"]) == (answers["n"], answers["categories"])
    hills = [row[f"hill_{order}"] for order in (0, 1, 2)]
    assert hills == pytest.approx(list(answers["hill"].values()), abs=1e-9)
    assert row["rarefied_0"] == pytest.approx(answers["rarefied_to_20"], abs=1e-9)


@pytest.mark.parametrize(
    ("of", "published"), [("industry", "industry"), ("city", "organization"), ("role", "role")]
)
def test_the_published_advisers_are_as_varied_as_published(advice, real, of, published):
    # advice_network/answers-r.json, diversity (R 4.2.2); its organisation is our city
    answers = json.loads((real / "advice_network" / "answers-r.json").read_text())["diversity"]
    row = hill_numbers(*advice, of=of, as_of="2026-06-01", rarefy_to=20).loc["all"]
    wanted = answers[published]
    assert row["n"] == wanted["n"]
    hills = [row[f"hill_{order}"] for order in (0, 1, 2)]
    assert hills == pytest.approx(list(wanted["hill"].values()), abs=1e-9)
    assert row["rarefied_0"] == pytest.approx(wanted["rarefied_to_20"], abs=1e-9)


@settings(max_examples=60)
@given(counts=COUNTS, data=st.data())
def test_hill_numbers_fall_with_their_order_and_rise_with_the_people_drawn(counts, data):
    n = sum(counts)
    size = data.draw(st.integers(1, n))
    q0, q1, q2 = (float(hill(counts, order)) for order in (0, 1, 2))
    assert sum(c > 0 for c in counts) + 1e-9 >= q0 >= q1 - 1e-9 >= q2 - 2e-9 >= 1 - 3e-9
    for order in (0, 1, 2):
        drawn = float(rarefied(counts, size, order))
        assert 1 - 1e-9 <= drawn <= float(hill(counts, order)) + 1e-9
    assert rarefied(counts, n, 1) == pytest.approx(q1)
    assert rarefied(counts, 1, 2) == pytest.approx(1)


@settings(max_examples=30)
@given(counts=COUNTS, seed=st.integers(0, 99))
def test_the_order_and_the_names_of_kinds_decide_nothing(counts, seed):
    mixed = np.random.default_rng(seed).permutation(counts)
    for order in (0, 1, 2):
        assert hill(mixed, order) == pytest.approx(float(hill(counts, order)))


def test_the_simpson_form_of_order_two_is_the_chance_that_two_drawn_differ():
    # closed form of Chao et al. 2014: 1 / (1/m + (m-1)/m * sum x(x-1) / (n(n-1)))
    x, m = np.array([10, 5, 3, 1, 1]), 7
    alike = (x * (x - 1)).sum() / (20 * 19)
    assert rarefied(x, m, 2) == pytest.approx(1 / (1 / m + (m - 1) / m * alike), abs=1e-12)


def test_each_person_counts_once_with_what_was_told_last(referrals):
    asked = people("Al 2026-02-01 art", "Al 2026-03-01 law", "Bo 2026-03-01 -")
    row = hill_numbers(asked, referrals(), as_of=AS_OF).loc["all"]
    assert row[["n", "kinds", "hill_0"]].tolist() == [1, 1, 1]


def test_months_are_compared_at_the_number_of_the_smallest_of_five_or_more(referrals):
    rows = [f"P{i} 2026-02-01 kind{i}" for i in range(6)]
    rows += [f"Q{i} 2026-03-01 kind{i % 2}" for i in range(5)] + ["R 2026-04-01 law"]
    table = hill_numbers(people(*rows), referrals(), as_of=AS_OF, by="month")
    assert table.index.name == "month"
    assert table["rarefied_to"].tolist() == [5, 5, 5]
    assert table["rarefied_0"].tolist() == pytest.approx([5, 2, np.nan], nan_ok=True)


def test_over_time_the_people_add_up_and_quiet_months_have_their_row(referrals):
    asked = people("Al 2026-01-05 art", "Bo 2026-03-01 law", "Cy 2026-03-02 law")
    table = diversity_over_time(asked, referrals(), as_of="2026-03-31")
    assert table["n"].tolist() == [1, 1, 3]
    assert table["hill_0"].tolist() == [1, 1, 2]
    assert table["over"].tolist() == [True, True, False]
    assert table["rarefied_to"].isna().all()


def test_nobody_asked_is_no_kind_at_all(asked, referrals):
    nobody = asked().assign(industry=[])
    row = hill_numbers(nobody, referrals(), as_of=AS_OF).loc["all"]
    assert (row["n"], row["kinds"]) == (0, 0)
    assert row[["hill_0", "hill_1", "hill_2", "rarefied_0"]].isna().all()
    assert hill_numbers(nobody, referrals(), as_of=AS_OF, by="month").empty
    assert diversity_over_time(nobody, referrals(), as_of=AS_OF).empty


def test_a_request_after_the_day_changes_nothing(referrals):
    early = people("Al 2026-03-01 art")
    late = people("Al 2026-03-01 art", "Bo 2026-04-02 law")
    pd.testing.assert_frame_equal(
        hill_numbers(late, referrals(), as_of=AS_OF), hill_numbers(early, referrals(), as_of=AS_OF)
    )


def test_a_column_that_is_not_there_is_named(asked, referrals):
    with pytest.raises(UnknownColumnError, match="'shoe_size'"):
        hill_numbers(asked(), referrals(), of="shoe_size", as_of=AS_OF)
    with pytest.raises(UnknownColumnError, match="'week'"):
        hill_numbers(asked(), referrals(), as_of=AS_OF, by="week")


def test_many_people_and_few_drawn_give_no_overflow_and_no_warning():
    counts = np.array([900, 700, 300, 90, 9, 1])
    assert rarefied(counts, 1000, 0) < rarefied(counts, 2000, 0) == pytest.approx(6)


def test_nobody_cannot_be_drawn():
    with pytest.raises(OptionError, match="size"):
        rarefied([3, 2], 0, 0)
