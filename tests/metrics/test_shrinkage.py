import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.errors import OptionError, UnknownColumnError
from infoview_analytics.metrics.shrinkage import (
    fit_beta_binomial,
    integrated_rates,
    response_spread,
    shrunk_rates,
)

COUNTS = st.lists(
    st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def theirs(real):
    # job_search/answers-r.json, empirical_bayes: R optim on the beta-binomial likelihood
    answers = json.loads((real / "job_search" / "answers-r.json").read_text(encoding="utf-8"))
    return answers["empirical_bayes"]


def test_a_published_job_search_gives_its_fit(theirs):
    ours = fit_beta_binomial(theirs["k"], theirs["n"])
    assert [ours.alpha, ours.beta] == pytest.approx([theirs["alpha"], theirs["beta"]], abs=1e-6)
    assert ours.log_likelihood == pytest.approx(theirs["loglik"], abs=1e-9)
    assert ours.pooled_log_likelihood == pytest.approx(theirs["pooled_binomial_loglik"], abs=1e-9)
    assert ours.told_apart


def test_a_published_job_search_gives_its_shrunk_rates(job_search, theirs):
    ours = shrunk_rates(job_search.interviews, by="channel", basis="raw", as_of="2023-03-13")
    named = ["form" if name == "company site" else name for name in theirs["channels"]]
    assert ours.loc[named, "shrunk"].tolist() == pytest.approx(theirs["shrunk"], abs=1e-6)
    assert ours.loc[named, "n"].tolist() == theirs["n"]
    assert ours["rank"].idxmin() == "usajobs"


@pytest.mark.parametrize(
    ("successes", "trials", "rate"),
    [
        ([3], [5], 0.6),
        ([2, 2, 2], [5, 5, 5], 0.4),
        ([0, 0], [5, 9], 0),
        ([5, 9], [5, 9], 1),
        ([1, 0, 1], [1, 1, 1], 2 / 3),
        ([1, 0], [2, 0], 0.5),
    ],
)
def test_groups_that_do_not_differ_share_one_rate(successes, trials, rate):
    fit = fit_beta_binomial(successes, trials)
    assert fit.rate == pytest.approx(rate)
    assert np.isnan(fit.alpha)
    assert (fit.p, fit.told_apart) == (1, False)


def test_nothing_to_fit_is_no_crash():
    assert np.isnan(fit_beta_binomial([], []).rate)


def test_all_or_none_in_each_group_is_told_apart_without_a_warning():
    fit = fit_beta_binomial([50, 0, 50], [50, 50, 50])
    assert fit.told_apart
    assert fit.alpha > 0


def test_chance_alone_is_seldom_taken_for_a_difference():
    rng = np.random.default_rng(11)
    trials = rng.integers(3, 25, (60, 6))
    told = [fit_beta_binomial(rng.binomial(n, 0.35), n).told_apart for n in trials]
    assert np.mean(told) <= 0.05


@settings(max_examples=25)
@given(COUNTS)
def test_the_fit_is_no_worse_than_one_rate_and_does_not_mind_the_order(counts):
    k, n = (np.array(values) for values in zip(*counts, strict=True))
    one, other = fit_beta_binomial(k, n), fit_beta_binomial(k[::-1], n[::-1])
    assert one.log_likelihood >= one.pooled_log_likelihood - 1e-9
    assert 0 <= one.p <= 1
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-6)


def asked(requests, groups):
    """Return ripe requests from {group: (answered, asked)}."""
    rows = [
        {"requested_on": "2026-03-01", "x": x, "responded_on": "2026-03-02" if i < k else None}
        for x, (k, n) in groups.items()
        for i in range(n)
    ]
    return requests(*rows)


def test_a_small_group_is_drawn_further_than_a_large_one(requests):
    table = asked(requests, {"few": (2, 2), "many": (18, 20), "silent": (1, 30), "low": (2, 30)})
    ours = shrunk_rates(table, by="x", as_of="2026-04-01")
    assert ours["rank"].to_dict() == {"many": 1, "few": 2, "low": 3, "silent": 4}
    assert (ours["shrunk_low"] < ours["shrunk"]).all()
    assert (ours["shrunk"] < ours["shrunk_high"]).all()
    drawn = (ours["rate"] - ours["shrunk"]).abs()
    assert drawn["few"] > drawn["many"]


def test_without_a_spread_all_have_one_rate_and_one_rank(requests):
    table = asked(requests, {"a": (2, 6), "b": (1, 3), None: (4, 4)})
    ours = shrunk_rates(table, by="x", as_of="2026-04-01")
    assert ours["shrunk"].to_dict() == pytest.approx({"a": 1 / 3, "b": 1 / 3})
    assert ours["rank"].tolist() == [1, 1]
    assert (ours["shrunk_low"] < 1 / 3).all()
    width = ours["shrunk_high"] - ours["shrunk_low"]
    assert width["a"] < width["b"]
    spread = response_spread(table, by="x", as_of="2026-04-01").loc["all"]
    assert spread[["groups", "n", "answered"]].tolist() == [2, 9, 3]
    assert not spread["told_apart"]


def test_no_ripe_request_gives_no_row_and_says_so(requests):
    table = asked(requests, {"a": (1, 2)})
    assert shrunk_rates(table, by="x", as_of="2026-03-05").empty
    assert response_spread(table, by="x", as_of="2026-03-05").loc["all", "groups"] == 0


def test_another_basis_is_refused_with_those_that_are(requests):
    with pytest.raises(UnknownColumnError, match="raw, ripe"):
        shrunk_rates(asked(requests, {"a": (1, 2)}), by="x", as_of="2026-04-01", basis="all")


def test_a_later_row_changes_nothing(class_records):
    table, referrals = class_records
    known = table[table["requested_on"] <= "2026-03-15"]
    ours = shrunk_rates(table, referrals, by="channel", as_of="2026-03-15")
    theirs = shrunk_rates(known, referrals, by="channel", as_of="2026-03-15")
    pd.testing.assert_frame_equal(ours, theirs)


@pytest.mark.parametrize(
    ("successes", "trials"),
    [([5], [3]), ([5, 2], [3, 3]), ([-1, 2], [3, 3]), ([1, 2], [-3, 3]), ([1], [3, 3])],
)
def test_counts_that_cannot_be_are_refused(successes, trials):
    with pytest.raises(OptionError, match="between 0 and the trials"):
        fit_beta_binomial(successes, trials)


def test_five_of_five_against_none_of_five_is_not_certain(requests):
    table = asked(requests, {"email": (5, 5), "linkedin": (0, 5)})
    ours = shrunk_rates(table, by="x", as_of="2026-04-01")
    assert 0.7 < ours.loc["email", "shrunk"] < 0.95
    assert ours.loc["email", "shrunk_low"] < 0.6
    assert ours.loc["linkedin", "shrunk_high"] > 0.4
    assert (ours["shrunk_low"] <= ours["shrunk"]).all()
    assert (ours["shrunk"] <= ours["shrunk_high"]).all()


@pytest.mark.parametrize("law", [(1, 1), (3, 6), (30, 60)])
def test_the_interval_holds_the_true_rate_about_as_often_as_it_says(law):
    rng = np.random.default_rng(0)
    held = []
    for _ in range(60):
        truth = rng.beta(*law, size=3)
        _, low, high = integrated_rates(rng.binomial(8, truth), np.full(3, 8))
        held += list((low <= truth) & (truth <= high))
    assert 0.95 - 4 * np.sqrt(0.95 * 0.05 / len(held)) < np.mean(held)


def test_groups_that_are_large_speak_for_themselves():
    _, low, high = integrated_rates([5000, 1], [10000, 2])
    assert [low[0], high[0]] == pytest.approx([0.4902, 0.5098], abs=1e-3)
    assert high[1] - low[1] > 0.5


def test_a_single_law_is_the_same_in_any_order_and_for_groups_that_are_alike():
    mean, low, high = integrated_rates([3, 0, 3], [8, 4, 8])
    turned = integrated_rates([3, 3, 0], [8, 8, 4])
    assert [mean[0], low[0], high[0]] == [mean[2], low[2], high[2]]
    assert [values[2] for values in turned] == pytest.approx([mean[1], low[1], high[1]])
