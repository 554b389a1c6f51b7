"""How many requests it takes."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from infoview_analytics.errors import OptionError, PriorError
from infoview_analytics.planning.requests import requests_at, requests_for, requests_needed
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Break, Goal


@pytest.fixture
def examples(real):
    return json.loads((real / "published-examples.json").read_text(encoding="utf-8"))


def campaign(requests, held, asked, **goal):
    """Return a campaign with so many ripe requests, some of which were held weeks ago."""
    rows = [
        {
            "requested_on": "2026-01-05",
            "interview_on": "2026-01-14" if row < held else None,
        }
        for row in range(asked)
    ]
    interviews = requests(*rows) if rows else requests({"requested_on": "2026-03-02"})
    referrals = pd.DataFrame(columns=["from_person", "to_person", "referred_on"])
    return Campaign(Path("x"), interviews, referrals, goal=Goal(**goal))


def test_a_known_rate_needs_what_r_computed(examples):
    # published-examples.json, sends_needed_known_p (R 4.2, qnbinom)
    for row in examples["sends_needed_known_p"]:
        found = [requests_at(row["p"], chance=chance) for chance in (0.8, 0.9, 0.95)]
        assert found == [row["n80"], row["n90"], row["n95"]]


def test_several_successes_at_a_known_rate_need_what_r_computed(examples):
    # published-examples.json, negbin_sends_until_r (R 4.2, qnbinom)
    for row in examples["negbin_sends_until_r"]:
        found = [
            requests_at(row["p"], chance=chance, at_least=row["successes"]) for chance in (0.8, 0.9)
        ]
        assert found == [row["q80"], row["q90"]]


def test_an_uncertain_rate_needs_what_r_computed(examples):
    # published-examples.json, sends_needed_beta_posterior (R 4.2, Jeffreys' prior)
    for row in examples["sends_needed_beta_posterior"]:
        found = [requests_for(row["k"], row["n"], chance=chance) for chance in (0.8, 0.9)]
        assert found == [row["n80"], row["n90"]]


@settings(max_examples=40)
@given(st.integers(0, 12), st.integers(0, 30), st.integers(1, 5), st.floats(0.1, 0.9))
def test_the_number_is_the_first_whose_chance_is_high_enough(k, more, wanted, chance):
    found = requests_for(k, k + more, chance=chance, at_least=wanted)
    law = stats.betabinom([max(found - 1, 0), found], k + 0.5, more + 0.5)
    before, at = law.sf(wanted - 1)
    assert at >= chance - 1e-9
    assert before < chance + 1e-9 or found == wanted


def test_one_answer_in_five_needs_ten_and_eighteen(requests):
    # ../shared/design/definitions.md: 1 in 5 needs 10 and 18, and 8 and 11 at a known 0.2
    table = requests_needed(campaign(requests, 1, 5), as_of="2026-03-04")
    assert table["requests"].to_dict() == {0.8: 10, 0.9: 18}
    assert table["at_this_rate"].to_dict() == {0.8: 8, 0.9: 11}
    assert table[["held", "asked", "still_needed"]].iloc[0].tolist() == [1, 5, 1]


@pytest.mark.parametrize(("held", "asked"), [(0, 3), (0, 40), (2, 4), (0, 0)])
def test_too_few_requests_or_no_success_are_not_enough_data(requests, held, asked):
    table = requests_needed(campaign(requests, held, asked), as_of="2026-03-04")
    assert table["requests"].isna().all()


def test_what_is_held_and_scheduled_this_week_is_not_needed_again(requests):
    base = campaign(requests, 5, 10, interviews=3)
    for day, needed in (("2026-03-02", 2), ("2026-03-06", 2), ("2026-03-09", 3)):
        new = requests({"requested_on": "2026-02-28", "interview_on": day, "person": "New"})
        table = pd.concat([base.interviews, new], ignore_index=True)
        found = requests_needed(replace(base, interviews=table), as_of="2026-03-04")
        assert found["still_needed"].tolist() == [needed, needed]


def test_a_conversation_that_is_still_to_come_is_no_failure(requests):
    base = campaign(requests, 1, 5)
    late = requests({"requested_on": "2026-01-05", "interview_on": "2026-03-20", "person": "Late"})
    table = pd.concat([base.interviews, late], ignore_index=True)
    found = requests_needed(replace(base, interviews=table), as_of="2026-03-04")
    assert found["asked"].tolist() == [5, 5]


def test_a_planned_break_needs_no_request(requests):
    off = Break(pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-08"))
    table = requests_needed(campaign(requests, 1, 5, breaks=(off,)), as_of="2026-03-04")
    assert table["requests"].tolist() == [0, 0]


def test_a_campaign_that_has_ended_needs_no_request(requests):
    ended = campaign(requests, 1, 5, ends_on=pd.Timestamp("2026-02-01"))
    assert requests_needed(ended, as_of="2026-03-04").empty


@pytest.mark.parametrize("chance", [0, 1, -0.1, float("nan")])
def test_a_chance_of_none_or_all_is_refused(requests, chance):
    for refused in (
        lambda: requests_needed(campaign(requests, 1, 5), as_of="2026-03-04", chances=[chance]),
        lambda: requests_for(1, 5, chance=chance),
        lambda: requests_at(0.2, chance=chance),
    ):
        with pytest.raises(OptionError, match=r"between 0 and 1"):
            refused()


def test_fewer_than_none_cannot_be_wanted_and_none_takes_none():
    for refused in (
        lambda: requests_for(1, 5, chance=0.8, at_least=-1),
        lambda: requests_at(0.2, chance=0.8, at_least=-1),
        lambda: requests_for(-1, 5, chance=0.8),
    ):
        with pytest.raises(OptionError, match="Give 0 or more"):
            refused()
    assert requests_for(1, 5, chance=0.8, at_least=0) == 0
    assert requests_at(0.2, chance=0.8, at_least=0) == 0


@pytest.mark.parametrize(("start", "needed"), [("2026-03-09", 0), ("2026-03-05", 1)])
def test_a_goal_that_has_not_begun_needs_nothing_yet(requests, start, needed):
    later = campaign(requests, 1, 5, starts_on=pd.Timestamp(start))
    table = requests_needed(later, as_of="2026-03-04")
    assert table["still_needed"].tolist() == [needed, needed]
    assert table["requests"].tolist() == ([10, 18] if needed else [0, 0])


def test_a_prior_that_weighs_nothing_is_refused():
    with pytest.raises(PriorError, match="above 0"):
        requests_for(1, 5, chance=0.8, prior=(0, 1))


def test_a_rate_of_nothing_and_more_successes_than_trials_are_refused():
    with pytest.raises(PriorError, match="never brings"):
        requests_at(0, chance=0.8)
    with pytest.raises(OptionError, match="no more successes"):
        requests_for(6, 5, chance=0.8)


def test_a_number_beyond_a_million_is_no_number():
    assert requests_for(0, 50, chance=0.9999) is None
