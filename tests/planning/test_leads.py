import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincc

import infoview_analytics as iv
from infoview_analytics.errors import OptionError
from infoview_analytics.planning.leads import (
    Prospects,
    cold_requests_needed,
    lead_survival,
    play,
)
from infoview_analytics.planning.offspring import alive, binomial_law, negative_binomial_law
from infoview_analytics.planning.reproduction import reproduction

RUNS = 40_000
WEEKS = 6
EVEN = (0, 1, 1, 2, 2, 1, 2, 0, 1, 2)


def prospects(*, leads=3, pace=1.5, met=0.0, names=0.0, law=None, delay=(1.0,)):
    return Prospects(
        leads=leads,
        pace=np.full(WEEKS, pace),
        met=np.full(RUNS, met),
        by_week=np.array(delay),
        names=np.full(RUNS, names),
        law=binomial_law(3, 0.5) if law is None else law,
        coming=np.zeros((RUNS, WEEKS), dtype=np.int64),
    )


def left(start):
    in_hand = play(np.random.default_rng(7), start)
    return np.logical_and.accumulate(in_hand > 0, axis=1).mean(axis=0)


def four_errors(share):
    return 4 * np.sqrt(share * (1 - share) / RUNS) + 1e-9


def test_without_new_names_leads_last_as_a_poisson_process_says():
    # asked by week w: Poisson with mean 1.5 w; three leads last while that is below 3
    expected = gammaincc(3, 1.5 * np.arange(1, WEEKS + 1))
    assert (np.abs(left(prospects()) - expected) < four_errors(expected)).all()


@pytest.mark.parametrize("law", [binomial_law(3, 0.4), negative_binomial_law(1.2, 0.5)])
def test_all_asked_and_met_at_once_it_is_the_branching_process(law):
    # every lead asked each week is one generation: the generating function, iterated
    start = prospects(pace=1e6, met=1.0, names=law.mean, law=law, leads=2)
    expected = alive(law, generations=WEEKS, leads=2)
    assert (np.abs(left(start) - expected) < four_errors(expected)).all()


def test_names_that_come_later_leave_a_gap_that_counts():
    soon = left(prospects(pace=3, met=0.9, names=2))
    late = left(prospects(pace=3, met=0.9, names=2, delay=(0, 0, 0, 1)))
    assert late[-1] < soon[-1]


def test_the_weeks_begin_with_the_running_one(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    table = lead_survival(records, as_of=as_of, weeks=5, runs=200)
    assert len(table) == 5
    assert table.index[0] == as_of - pd.Timedelta(days=as_of.weekday())
    assert (table["in_hand"] == reproduction_leads(records, as_of)).all()


def reproduction_leads(records, as_of):
    summary = iv.network_summary(records.interviews, records.referrals, as_of=as_of)
    return summary["leads"].iloc[0]


def test_the_leads_in_the_middle_are_a_whole_number(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    for runs in (2, 6, 50):
        middle = lead_survival(records, as_of=as_of, weeks=6, runs=runs)["leads"]
        assert middle.dtype.kind == "i"


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"runs": 0}])
def test_no_weeks_and_no_runs_are_refused_with_a_remedy(chain_campaign, wrong):
    records, as_of = chain_campaign(names=EVEN, met_of=3)
    with pytest.raises(OptionError, match=r"cannot be 0\. Give 1 or more"):
        lead_survival(records, as_of=as_of, **wrong)


def test_whoever_is_never_asked_is_left(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    later = as_of + pd.Timedelta(days=100)
    table = lead_survival(records, as_of=later, runs=200)
    assert (table["asked_per_week"] == 0).all()
    assert (table["chance_left"] == 1).all()


def test_nobody_in_hand_is_nobody_left(chain_campaign):
    records, as_of = chain_campaign(names=(1,) * 8, met_of=1)
    later = as_of + pd.Timedelta(days=100)
    table = lead_survival(records, as_of=later, runs=200)
    assert (table["in_hand"] == 0).all()
    assert (table["chance_left"] == 0).all()


def test_the_pace_is_that_of_the_last_eight_weeks(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    row = lead_survival(records, as_of=as_of, runs=200).iloc[0]
    asked = records.interviews
    lately = asked["requested_on"] > as_of - pd.Timedelta(days=56)
    named = asked["person"].isin(records.referrals["to_person"])
    assert row["asked_per_week"] == pytest.approx((lately & named).sum() / 8)


def test_below_five_interviews_there_is_no_row(chain_campaign):
    records, as_of = chain_campaign(names=(1, 1), met_of=2)
    table = lead_survival(records, as_of=as_of)
    assert table.empty
    assert table.columns.tolist() == ["chance_left", "leads", "in_hand", "asked_per_week"]


def test_the_same_seed_gives_the_same_chances(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    first, again = (lead_survival(records, as_of=as_of, runs=200) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


@settings(max_examples=20)
@given(leads=st.integers(0, 9), pace=st.floats(0, 20), met=st.floats(0, 1))
def test_the_chance_is_a_share_that_never_rises(leads, pace, met):
    chance = left(prospects(leads=leads, pace=pace, met=met, names=1.5))
    assert ((chance >= 0) & (chance <= 1)).all()
    assert (np.diff(chance) <= 0).all()


def test_cold_requests_make_up_for_what_the_chain_lacks(chain_campaign):
    records, as_of = chain_campaign(names=EVEN, met_of=3, leads=4)
    row = cold_requests_needed(records, as_of=as_of).iloc[0]
    r = reproduction(records, as_of=as_of).loc["r"]
    assert row["r"] == pytest.approx(r["estimate"])
    assert row["starts_per_week"] == pytest.approx(1 - r["estimate"])
    assert row["requests_per_week"] == pytest.approx((1 - r["estimate"]) / row["cold_chance"])
    assert row["low"] <= row["requests_per_week"] <= row["high"]
    assert row["high"] <= row["without_chain"]


def test_a_chain_that_feeds_itself_needs_none(chain_campaign):
    records, as_of = chain_campaign(names=(3,) * 10, met_of=1)
    first_met = as_of - pd.Timedelta(days=59)  # of the thirty who were named
    row = cold_requests_needed(records, as_of=first_met).iloc[0]
    assert row["r"] > 1
    assert row["requests_per_week"] == 0


def test_without_an_r_only_the_whole_goal_is_reckoned(chain_campaign):
    records, as_of = chain_campaign(names=(), met_of=1)
    row = cold_requests_needed(records, as_of=as_of).iloc[0]
    assert np.isnan(row["requests_per_week"])
    assert row["without_chain"] == pytest.approx(1 / 0.25)  # the cold prior: one in four


def test_a_monthly_goal_is_spread_over_its_weeks(chain_campaign):
    records, as_of = chain_campaign(names=(), met_of=1, goal=iv.Goal(interviews=4, per="month"))
    row = cold_requests_needed(records, as_of=as_of).iloc[0]
    assert row["goal_per_week"] == pytest.approx(4 * 12 * 7 / 365.2425)
