"""The forecast of whole campaigns."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.errors import OptionError, PriorError
from infoview_analytics.metrics.chances import PRIORS, Prior
from infoview_analytics.planning._standing import standings
from infoview_analytics.planning.backtest import (
    backtest,
    forecast_reliability,
    forecast_scores,
)
from infoview_analytics.planning.forecast import forecast
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Break, Goal

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
AS_OF = pd.Timestamp("2026-02-04")
MONDAY = pd.Timestamp("2026-02-02")
NOBODY = pd.DataFrame(columns=["from_person", "to_person", "referred_on"])
COUNTS = ["total_low_95", "total_low_80", "total_median", "total_high_80", "total_high_95"]


@pytest.fixture(scope="module")
def sample():
    return iv.load_campaign(SAMPLE)


def look(campaign, as_of=AS_OF, **options):
    return forecast(campaign, as_of=as_of, runs=500, **options)


def test_the_weeks_begin_with_the_running_one_and_go_to_the_end(sample):
    table = look(sample)
    assert table.index[0] == MONDAY
    assert table.index[-1] == pd.Timestamp("2026-05-04")
    assert table.index.name == "week"


def test_an_open_campaign_is_forecast_for_so_many_weeks_and_never_more_than_26(sample):
    open_ = replace(sample, goal=Goal())
    assert [len(look(open_, weeks=weeks)) for weeks in (1, 8, 90)] == [1, 8, 26]


def test_a_campaign_that_has_ended_has_no_forecast(sample):
    table = look(sample, as_of="2026-06-01")
    assert table.empty
    assert list(table.columns) == list(look(sample).columns)


def test_the_fan_opens_and_never_falls(sample):
    fan = look(sample)[COUNTS].to_numpy()
    assert (np.diff(fan, axis=0) >= 0).all()
    assert (np.diff(fan, axis=1) >= 0).all()


def test_the_same_seed_gives_the_same_table_and_another_one_another(sample):
    pd.testing.assert_frame_equal(look(sample), look(sample))
    assert not look(sample).equals(look(sample, seed=8))


def test_a_goal_that_was_met_this_week_is_sure(sample):
    first = look(sample).iloc[0]
    assert first["held_so_far"] >= first["goal"]
    assert first["p_goal"] == 1


def test_a_total_that_was_reached_is_sure_and_one_far_off_is_not(sample):
    reached, far = (replace(sample, goal=replace(sample.goal, total=t)) for t in (5, 900))
    assert (look(reached)["p_total"] == 1).all()
    assert (look(far)["p_total"] == 0).all()


def test_without_a_total_there_is_no_chance_of_one(sample):
    table = look(replace(sample, goal=Goal()))
    assert table["p_total"].isna().all()
    assert table["total"].isna().all()


@pytest.mark.parametrize(
    ("as_of", "basis"), [("2025-11-29", "priors"), ("2025-11-30", "own weeks")]
)
def test_below_eight_weeks_no_week_has_a_chance(sample, as_of, basis):
    # the sample's first week begins on 2025-10-06, so its eighth one ends on 2025-11-30
    table = look(sample, as_of=as_of)
    assert set(table["basis"]) == {basis}
    assert table["p_goal"].isna().all() == (basis == "priors")


def test_a_planned_break_asks_for_nothing_and_brings_nothing(sample):
    off = Break(MONDAY + pd.Timedelta(days=7), MONDAY + pd.Timedelta(days=20))
    now = replace(sample, goal=replace(sample.goal, breaks=(*sample.goal.breaks, off)))
    table = look(now, as_of="2026-02-01").iloc[2:4]
    assert table["goal"].tolist() == [0, 0]
    assert table["p_goal"].isna().all()


def test_with_no_more_requests_only_what_is_under_way_is_held(sample):
    none, many = (look(sample, requests_per_week=n)["expected"] for n in (0, 20))
    assert none.iloc[-1] < 0.05
    assert many.iloc[-1] > 2
    assert none.iloc[0] <= many.iloc[0]


def test_a_scheduled_conversation_falls_into_its_own_week(requests):
    meets = ["2026-02-05", "2026-02-17", None]
    rows = [
        {"requested_on": "2026-01-05", "responded_on": "2026-01-07", "interview_on": day}
        for day in meets
    ]
    campaign = Campaign(Path("x"), requests(*rows), NOBODY)
    expected = look(campaign, requests_per_week=0)["expected"]
    assert expected.iloc[0] == pytest.approx(0.9, abs=0.06)
    assert expected.iloc[2] == pytest.approx(0.9, abs=0.06)
    assert expected.iloc[[1, 3]].max() < 0.2


def test_nobody_asked_yet_is_no_forecast_unless_it_is_said_how_many_will_be(requests):
    nobody = Campaign(Path("x"), requests({"requested_on": "2026-03-01"}), NOBODY)
    assert look(nobody).empty
    table = look(nobody, requests_per_week=2)
    assert set(table["basis"]) == {"priors"}
    assert table[COUNTS].notna().all(axis=None)
    assert table["held"].eq(0).all()


@pytest.mark.parametrize("per", ["week", "month"])
def test_a_goal_that_begins_later_is_forecast_and_asks_for_nothing_before(requests, per):
    # earlier requests there were, one of them scheduled for a day before the start
    early = requests({"requested_on": "2026-01-05", "interview_on": "2026-02-10"})
    goal = Goal(starts_on=pd.Timestamp("2026-03-04"), per=per)
    table = look(Campaign(Path("x"), early, NOBODY, goal=goal), weeks=10)
    assert len(table) == 10
    before = table.index < pd.Timestamp("2026-03-02")
    assert table.loc[before, "goal"].eq(0).all()
    assert table.loc[~before, "goal"].any()
    assert table.loc[before, "total_high_95"].eq(0).all()
    assert table["expected"].iloc[1] > 0.5


def test_a_higher_prior_promises_more(requests):
    few = Campaign(Path("x"), requests({"requested_on": "2026-02-02"}), NOBODY)
    low, high = ({**PRIORS, "cold": Prior(chance, 20)} for chance in (0.05, 0.9))
    sent = {"requests_per_week": 3}
    assert look(few, priors=low, **sent)["expected"].sum() < 3
    assert look(few, priors=high, **sent)["expected"].sum() > 9


def test_a_month_has_its_chance_in_the_week_in_which_it_ends(sample):
    monthly = replace(sample, goal=replace(sample.goal, per="month", interviews=6))
    table = look(monthly)
    ends = table.index[table["goal"] > 0]
    assert list(ends) == [pd.Timestamp(d) for d in ("2026-02-23", "2026-03-30", "2026-04-27")]
    assert table.loc[ends, "p_goal"].between(0, 1).all()
    assert table["p_goal"].notna().sum() == 3


def test_a_month_counts_what_was_held_in_it(sample):
    goal = replace(sample.goal, per="month", interviews=1)
    held = sample.interviews["interview_on"].between("2026-02-01", "2026-02-04").sum()
    assert held >= 1
    table = look(replace(sample, goal=goal))
    assert table.loc[pd.Timestamp("2026-02-23"), "p_goal"] == 1


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"requests_per_week": -1}, {"runs": 0}])
def test_an_impossible_forecast_is_refused(sample, wrong):
    with pytest.raises(OptionError, match=r"cannot be .* or more"):
        forecast(sample, as_of=AS_OF, **wrong)


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"runs": 0}])
def test_an_impossible_backtest_is_refused(sample, wrong):
    with pytest.raises(OptionError, match=r"cannot be 0\. Give 1 or more"):
        backtest(sample, as_of=AS_OF, **wrong)


def test_a_missing_prior_is_refused(sample):
    with pytest.raises(PriorError, match="warm"):
        look(sample, priors={"cold": Prior(0.25, 4)})


def test_the_input_is_left_as_it_was(sample):
    before = sample.interviews.copy(deep=True), sample.referrals.copy(deep=True)
    look(sample)
    backtest(sample, as_of=AS_OF, runs=20)
    pd.testing.assert_frame_equal(sample.interviews, before[0])
    pd.testing.assert_frame_equal(sample.referrals, before[1])


def test_what_comes_after_the_day_changes_nothing(sample):
    known = sample.interviews["requested_on"] <= AS_OF
    named = ~(sample.referrals["referred_on"] > AS_OF)
    less = replace(sample, interviews=sample.interviews[known], referrals=sample.referrals[named])
    pd.testing.assert_frame_equal(look(sample), look(less))


def same(one, other):
    """Assert that two standings hold the same numbers."""
    for name in one.__slots__:
        left, right = getattr(one, name), getattr(other, name)
        pairs = zip(left, right, strict=True) if isinstance(left, tuple) else [(left, right)]
        for mine, yours in pairs:
            np.testing.assert_allclose(mine, yours, err_msg=name)


DAY = st.integers(0, 60)
ROW = st.fixed_dictionaries(
    {
        "person": st.sampled_from("ABCDEF"),
        "requested_on": DAY,
        "answer": st.sampled_from([None, 0, 2, 9, 30]),
        "response": st.sampled_from([None, "accepted", "declined"]),
        "meets": st.sampled_from([None, 0, 6, 15]),
        "outcome": st.sampled_from([None, "held", "cancelled", "no_show"]),
        "source": st.sampled_from([None, "friend", "website"]),
    }
)
NAMING = st.tuples(st.sampled_from("ABCX"), st.sampled_from("DEFYZ"), st.one_of(st.none(), DAY))


def days_after(first, days):
    """Return days counted from the first one; where there is no number, none."""
    counts = pd.Series(days, dtype="float64")  # old pandas stumbles over floats that are missing
    lags = pd.to_timedelta(counts.fillna(0).astype("int64"), unit="D")
    return (first + lags).where(counts.notna()).astype("datetime64[s]")


def made(rows, namings):
    """Return a campaign from days counted from 2026-01-05."""
    first = pd.Timestamp("2026-01-05")
    table = pd.DataFrame(rows)
    asked = table["requested_on"].astype(float)
    answered = asked + table.pop("answer").astype(float)
    met = answered.fillna(asked) + table.pop("meets").astype(float)
    for name, days in (("requested_on", asked), ("responded_on", answered), ("interview_on", met)):
        table[name] = days_after(first, days)
    table["interview_id"] = [f"i{row}" for row in range(len(table))]
    named = pd.DataFrame(namings, columns=["from_person", "to_person", "referred_on"])
    named["referred_on"] = days_after(first, named["referred_on"])
    return Campaign(Path("x"), table, named)


@settings(max_examples=30)
@given(st.lists(ROW, min_size=1, max_size=10), st.lists(NAMING, max_size=6))
def test_many_days_at_once_are_known_as_each_day_alone(rows, namings):
    campaign = made(rows, namings)
    days = [pd.Timestamp("2026-01-11") + pd.Timedelta(days=14 * week) for week in range(4)]
    for day, together in zip(days, standings(campaign, days), strict=True):
        (alone,) = standings(campaign, [day])
        same(together, alone)


@settings(max_examples=20)
@given(st.lists(ROW, min_size=1, max_size=10), st.lists(NAMING, max_size=6), st.randoms())
def test_order_names_and_later_rows_change_nothing(rows, namings, dice):
    as_of = pd.Timestamp("2026-02-11")
    campaign = made(rows, namings)
    (before,) = standings(campaign, [as_of])
    order = dice.sample(range(len(rows)), len(rows))
    later = made([{**rows[0], "requested_on": 50, "person": "Late"}], [("A", "Nobody", 45)])
    names = {name: f"{name}{name}" for name in "ABCDEFXYZ"}
    asked = pd.concat([campaign.interviews.iloc[order], later.interviews], ignore_index=True)
    named = pd.concat([campaign.referrals, later.referrals], ignore_index=True)
    asked["person"] = asked["person"].replace(names)
    named = named.replace(names)
    (after,) = standings(replace(campaign, interviews=asked, referrals=named), [as_of])
    same(before, after)


def test_each_past_week_is_forecast_on_its_eve(sample):
    table = backtest(sample, as_of=AS_OF, runs=200)
    assert table.index[0] == pd.Timestamp("2025-12-01")
    assert table.index[-1] == pd.Timestamp("2026-01-26")
    for name in ("forecast", "climatology", "last_four_weeks"):
        assert table[name].between(0, 1).all()
    assert not table.index.isin(
        pd.to_datetime(["2025-12-22", "2025-12-29"])
    ).any()  # the planned break


def test_the_chance_told_on_an_eve_is_the_one_of_the_forecast_of_that_day(sample):
    table = backtest(sample, as_of=AS_OF, runs=4_000, weeks=3)
    for week, row in table.iterrows():
        told = forecast(sample, as_of=week - pd.Timedelta(days=1), runs=4_000)
        assert row["forecast"] == pytest.approx(told.loc[week, "p_goal"], abs=0.04)


def test_what_happened_after_an_eve_does_not_change_what_was_told(sample):
    whole = backtest(sample, as_of="2026-03-15", runs=100)
    part = backtest(sample, as_of=AS_OF, runs=100)
    pd.testing.assert_frame_equal(whole.loc[part.index], part)


def test_the_two_rules_of_thumb_by_hand(requests):
    held = [0, 0, 0, 0, 0, 0, 0, 1, 1]
    first = pd.Timestamp("2026-01-05")
    rows = [
        {"requested_on": "2026-01-05", "interview_on": first + pd.Timedelta(days=7 * week)}
        for week, count in enumerate(held)
        if count
    ]
    campaign = Campaign(Path("x"), requests(*rows), NOBODY, goal=Goal(starts_on=first))
    (row,) = backtest(campaign, as_of="2026-03-10", runs=50).to_dict("records")
    assert row["climatology"] == pytest.approx(1 / 8)
    assert row["last_four_weeks"] == pytest.approx(1.5 / 5)
    assert row["kept"]


def test_a_young_campaign_has_nothing_to_test(sample):
    table = backtest(sample, as_of="2025-11-20")
    assert table.empty
    assert forecast_scores(table)["weeks"].tolist() == [0]
    assert forecast_scores(table)["brier"].isna().all()
    assert forecast_reliability(table).empty


def test_months_are_tested_as_months(sample):
    monthly = replace(sample, goal=replace(sample.goal, per="month", interviews=5))
    table = backtest(monthly, as_of="2026-04-01", runs=100)
    assert table.index.name == "month"
    assert list(table.index.month) == [12, 1, 2, 3]
    assert table["forecast"].between(0, 1).all()


def test_the_brier_score_by_hand():
    told = {"forecast": [1.0, 0.5], "climatology": [0.0, 0.0], "last_four_weeks": [0.1, 0.9]}
    table = pd.DataFrame({"kept": [True, False], **told, "count_score": [0.5, 1.5]})
    (scores,) = forecast_scores(table).to_dict("records")
    brier = {"brier": 0.125, "climatology": 0.5, "last_four_weeks": 0.81}
    assert scores == pytest.approx({"weeks": 2, **brier, "count_score": 1.0})


def test_forecasts_are_gathered_by_fifths():
    table = forecast_reliability(
        pd.DataFrame({"forecast": [0.1, 0.2, 0.3, 1.0], "kept": [False, True, False, True]})
    )
    assert table.index.tolist() == [0.0, 0.2, 0.8]
    assert table["n"].tolist() == [1, 2, 1]
    assert table["kept"].tolist() == [0, 1, 1]
    assert table["told"].tolist() == pytest.approx([0.1, 0.25, 1.0])


def test_students_with_a_known_truth_lie_in_the_intervals():
    # the whole table is made by benchmarks/forecast_coverage.py
    rng, inside = np.random.default_rng(4), []
    for _ in range(60):
        days = np.sort(rng.integers(0, 7 * 20, rng.poisson(60)))
        meets = np.where(rng.random(len(days)) < 0.4, days + rng.integers(3, 14, len(days)), np.nan)
        first = pd.Timestamp("2026-01-05")
        table = pd.DataFrame({"person": [f"p{i}" for i in range(len(days))]})
        table["requested_on"] = days_after(first, days)
        table["interview_on"] = days_after(first, meets)
        table["responded_on"] = table["interview_on"] - pd.Timedelta(days=2)
        goal = Goal(starts_on=first)
        campaign = Campaign(Path("x"), table, NOBODY, goal=goal)
        last = look(campaign, as_of=first + pd.Timedelta(days=7 * 12 - 1)).iloc[-1]
        truth = int((meets < 7 * 19).sum())
        inside.append(last["total_low_95"] <= truth <= last["total_high_95"])
    assert np.mean(inside) >= 0.87  # 0.95 less three standard errors
