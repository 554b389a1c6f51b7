import json
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.intervals import newcombe_interval
from infoview_analytics.metrics._logrank import _apart, _drawn_ways, _scores, logrank
from infoview_analytics.metrics.comparisons import response_difference, response_logrank

TODAY = pd.Timestamp("2026-06-01")


@pytest.fixture
def python_answers(real):
    # job_search/answers-python.json: statsmodels' confint_proportions_2indep
    return json.loads((real / "job_search" / "answers-python.json").read_text(encoding="utf-8"))


@pytest.fixture
def r_answers(real):
    # job_search/answers-r.json: R survival::survdiff
    return json.loads((real / "job_search" / "answers-r.json").read_text(encoding="utf-8"))


def open_or_answered(days, answered, group):
    """Return requests that were answered, or still open, after so many days."""
    days, answered = np.asarray(days), np.asarray(answered, dtype=bool)
    ago = pd.to_timedelta(pd.Series(np.where(answered, 200, days)), unit="D")
    table = pd.DataFrame({"requested_on": TODAY - ago, "x": list(group)})
    table["person"] = [f"p{i}" for i in range(len(table))]
    table["responded_on"] = (table["requested_on"] + pd.to_timedelta(days, unit="D")).where(
        answered
    )
    return table


def test_newcombes_own_example_is_met():
    # Newcombe (1998), table II, case (a), method 10: 56/70 - 48/80
    found = newcombe_interval(([56], [70]), ([48], [80])).loc[0]
    assert found.tolist() == pytest.approx([0.2, 0.0524, 0.3339], abs=5e-5)


@pytest.mark.parametrize(
    ("by", "groups", "name"),
    [
        ("channel", None, "compare_channel"),
        ("form_length", ["easy-apply", "long-form"], "compare_format"),
    ],
)
def test_a_published_job_search_gives_its_differences(job_search, python_answers, by, groups, name):
    ours = response_difference(job_search.interviews, by=by, groups=groups, as_of="2023-03-13")
    theirs, raw = python_answers[name], ours.loc["raw"]
    assert raw[["low", "high"]].tolist() == pytest.approx(theirs["newcombe_diff_ci"], abs=1e-9)
    for side, (done, silent) in zip(("first", "second"), theirs["table"], strict=True):
        assert raw[[f"{side}_answered", f"{side}_n"]].tolist() == [done, done + silent]


def test_the_two_groups_with_most_requests_are_compared_the_larger_first(requests):
    rows = [{"requested_on": "2026-03-01", "x": x} for x in ("b", "a", "a", "c", "c", "c", None)]
    row = response_difference(requests(*rows), by="x", as_of=TODAY).loc["ripe"]
    assert row[["first", "second", "first_n", "second_n"]].tolist() == ["c", "a", 3, 2]


def test_young_requests_are_raw_and_not_ripe(requests):
    rows = [{"requested_on": "2026-05-31", "x": x} for x in ("a", "b")]
    ours = response_difference(requests(*rows), by="x", as_of=TODAY)
    assert ours["first_n"].to_dict() == {"raw": 1, "ripe": 0}
    assert np.isnan(ours.loc["ripe", "difference"])


@pytest.mark.parametrize("values", [[], ["a"], ["a", None]])
def test_where_there_are_no_two_groups_the_table_is_empty(requests, values):
    rows = [{"requested_on": "2026-03-01", "x": x} for x in [*values, "z"]]
    table = requests(*rows).iloc[: len(values)]
    ours = response_difference(table, by="x", as_of=TODAY)
    assert ours.empty
    assert {"first", "second", "difference", "low", "high"} <= set(ours.columns)


def test_a_group_that_is_not_there_is_told_with_those_that_are(requests):
    table = requests(*[{"requested_on": "2026-03-01", "x": x} for x in "ab"])
    for measure in (response_difference, response_logrank):
        with pytest.raises(UnknownColumnError, match=r"no group 'fax'.*a, b"):
            measure(table, by="x", as_of=TODAY, groups=["a", "fax"])


@pytest.mark.parametrize("groups", [["a"], ["a", "a"], ["a", "b", "c"]])
def test_a_difference_is_between_two_groups(requests, groups):
    table = requests(*[{"requested_on": "2026-03-01", "x": x} for x in "abc"])
    with pytest.raises(UnknownColumnError, match="Two groups are compared"):
        response_difference(table, by="x", as_of=TODAY, groups=groups)


def test_groups_may_be_of_two_columns(class_records):
    table, referrals = class_records
    ours = response_difference(
        table,
        referrals,
        by=["warmth", "channel"],
        as_of="2026-04-15",
        groups=[("warm", "email"), ("cold", "email")],
    )
    assert ours.loc["raw", "first"] == ("warm", "email")
    assert ours["first_n"].gt(0).all()


@settings(max_examples=40)
@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_the_interval_holds_the_difference_and_turns_with_it(k, n, other_k, other_n):
    k, other_k = min(k, n), min(other_k, other_n)
    there = newcombe_interval(([k], [n]), ([other_k], [other_n])).loc[0]
    back = newcombe_interval(([other_k], [other_n]), ([k], [n])).loc[0]
    assert -1 - 1e-12 <= there["low"] <= there["difference"] + 1e-12
    assert there["difference"] - 1e-12 <= there["high"] <= 1 + 1e-12
    assert there.tolist() == pytest.approx((-back[["difference", "high", "low"]]).tolist())


def test_a_published_job_search_gives_its_logrank(job_search, r_answers):
    cases = {
        "logrank_two_largest_channels": ("channel", ["linkedin", "form"]),
        "logrank_format": ("form_length", ["easy-apply", "long-form"]),
    }
    for name, (by, groups) in cases.items():
        ours = response_logrank(job_search.interviews, by=by, groups=groups, as_of="2023-03-13")
        theirs, row = r_answers[name], ours.loc["all"]
        assert [row["chi_squared"], row["p"]] == pytest.approx(
            [theirs["chisq"], theirs["p"]], abs=1e-9
        )
        assert row[["df", "method"]].tolist() == [1, "chi-squared"]


def test_the_textbook_case_gives_its_logrank(real):
    # published-examples.json, aml: R survival::aml, Miller (1997)
    published = json.loads((real / "published-examples.json").read_text(encoding="utf-8"))
    days = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45]
    seen = [c == "1" for c in "11011011010111110111111"]
    table = open_or_answered(days, seen, ["kept"] * 11 + ["not"] * 12)
    ours = response_logrank(table, by="x", as_of=TODAY).loc["all"]
    assert ours["chi_squared"] == pytest.approx(published["aml"]["logrank"], abs=1e-9)
    assert ours[["groups", "n", "answered"]].tolist() == [2, 23, 18]


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_the_exact_law_is_that_of_all_permutations(size, seed):
    rng = np.random.default_rng(seed)
    days, answered, group = rng.integers(0, 6, 7), rng.random(7) < 0.6, np.arange(7) % size
    answered[0] = True
    ours = logrank(days, answered, group, seed=7)
    score, sizes = _scores(days, answered), np.bincount(group)
    ways = set(permutations(group.tolist()))
    apart = [_apart(np.bincount(way, score, size)[None], sizes)[0] for way in [group, *ways]]
    assert ours.method == "exact"
    assert ours.p == pytest.approx(np.mean(np.array(apart[1:]) >= apart[0] - 1e-9), abs=1e-9)


def test_where_the_ways_are_too_many_they_are_drawn_and_agree_with_the_count():
    rng = np.random.default_rng(4)
    days, group = rng.integers(0, 40, 24), np.arange(24) % 2
    answered = np.arange(24) < 8
    exact = logrank(np.where(answered, days, 99), answered, group, seed=7)
    score, sizes = _scores(np.where(answered, days, 99), answered), np.bincount(group)
    values, many = np.unique(score.round(12), return_counts=True)
    drawn = _drawn_ways(values, many, sizes, np.random.default_rng(7))
    seen = _apart(np.bincount(group, score, 2)[None], sizes)[0]
    p = (_apart(drawn.scores, sizes) >= seen - 1e-9).mean()
    assert exact.method == "exact"
    assert p == pytest.approx(exact.p, abs=4 * np.sqrt(exact.p * (1 - exact.p) / 100_000))


def test_drawn_permutations_are_the_same_for_the_same_seed():
    rng = np.random.default_rng(2)
    days, answered = rng.integers(0, 60, 200), np.arange(200) < 9
    one, two = (logrank(days, answered, np.arange(200) % 2, seed=3) for _ in range(2))
    assert one == two
    assert one.method == "permutation"


@pytest.mark.parametrize(
    ("days", "answered", "group"),
    [([], [], []), ([5, 6], [True, True], "aa"), ([5, 6], [False, False], "ab")],
)
def test_without_two_groups_or_an_answer_there_is_no_p(days, answered, group):
    ours = response_logrank(open_or_answered(days, answered, group), by="x", as_of=TODAY).loc["all"]
    assert np.isnan(ours["p"])
    assert ours["n"] == len(days)


def test_all_answered_on_one_day_are_not_told_apart():
    ours = response_logrank(open_or_answered([3] * 4, [True] * 4, "aabb"), by="x", as_of=TODAY)
    assert ours.loc["all", "p"] == 1


def test_neither_the_names_nor_the_order_matter(class_records):
    table, referrals = class_records
    as_of = "2026-03-15"
    ours = response_logrank(table, referrals, by="student", as_of=as_of)
    other = table.assign(student="z" + table["student"].str[::-1])[::-1]
    theirs = response_logrank(other, by="student", as_of=as_of)
    pd.testing.assert_frame_equal(ours, theirs)
    known = table[table["requested_on"] <= as_of]
    pd.testing.assert_frame_equal(ours, response_logrank(known, by="student", as_of=as_of))
