import json

import numpy as np
import pandas as pd
import pytest

import infoview_analytics as iv


def test_a_young_request_is_waiting_not_failed(requests):
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-02"}, {"requested_on": "2026-03-30"}
    )
    rates = iv.response_rates(table, as_of="2026-03-31").loc["all"]
    assert rates[["sent", "answered", "waiting"]].tolist() == [2, 1, 1]
    assert rates[["ripe_n", "ripe_answered", "ripe_rate"]].tolist() == [1, 1, 1]
    assert rates[["raw_n", "raw_rate"]].tolist() == [2, 0.5]


def test_an_answer_after_the_patience_is_late(requests):
    table = requests({"requested_on": "2026-03-01", "responded_on": "2026-03-16"})
    strict = iv.response_rates(table, as_of="2026-04-01", patience_days=14).loc["all"]
    patient = iv.response_rates(table, as_of="2026-04-01", patience_days=15).loc["all"]
    assert (strict["ripe_rate"], patient["ripe_rate"]) == (0, 1)


def test_a_request_is_ripe_on_the_day_its_patience_ends(requests):
    table = requests({"requested_on": "2026-03-01"})
    assert iv.response_rates(table, as_of="2026-03-14").loc["all", "ripe_n"] == 0
    assert iv.response_rates(table, as_of="2026-03-15").loc["all", "ripe_n"] == 1


def test_an_answer_without_a_day_is_raw_and_in_no_figure_that_needs_one(requests):
    table = requests({"requested_on": "2026-03-01", "response": "accepted"})
    rates = iv.response_rates(table, as_of="2026-04-01").loc["all"]
    assert rates[["raw_rate", "accepted_raw_rate", "ripe_n"]].tolist() == [1, 1, 0]
    assert iv.response_curve(table, as_of="2026-04-01").empty


def test_accepted_and_held_have_their_own_rates(requests):
    table = requests(
        {
            "requested_on": "2026-03-01",
            "responded_on": "2026-03-02",
            "response": "accepted",
            "interview_on": "2026-03-20",
        },
        {"requested_on": "2026-03-01", "responded_on": "2026-03-02", "response": "declined"},
    )
    rates = iv.response_rates(table, as_of="2026-04-01").loc["all"]
    assert rates[["accepted_ripe_rate", "held_raw_rate", "held_ripe_rate"]].tolist() == [
        0.5,
        0.5,
        0,
    ]


def test_warm_and_cold_are_told_apart(requests):
    table = requests(
        {"person": "Bo", "requested_on": "2026-03-02"},
        {"person": "Cy", "requested_on": "2026-03-02"},
    )
    referrals = pd.DataFrame({"from_person": ["Al"], "to_person": ["Bo"]})
    referrals["referred_on"] = pd.Timestamp("2026-03-01")
    rates = iv.response_rates(table, referrals, by="warmth", as_of="2026-04-01")
    assert rates["sent"].to_dict() == {"cold": 1, "warm": 1}


def test_the_month_of_the_request_can_part_the_requests(requests):
    table = requests({"requested_on": "2026-02-27"}, {"requested_on": "2026-01-02"})
    rates = iv.response_rates(table, by="month", as_of="2026-04-01")
    assert rates["sent"].to_dict() == {
        pd.Timestamp("2026-01-01"): 1,
        pd.Timestamp("2026-02-01"): 1,
    }


def test_the_curve_and_the_times_tell_warm_and_cold_apart_as_the_rates_do(requests):
    table = requests(
        {"person": "Bo", "requested_on": "2026-03-02", "responded_on": "2026-03-03"},
        {"person": "Cy", "requested_on": "2026-03-02"},
    )
    referrals = pd.DataFrame({"from_person": ["Al"], "to_person": ["Bo"]})
    referrals["referred_on"] = pd.Timestamp("2026-03-01")
    known = {"as_of": "2026-04-01", "by": "warmth"}
    assert iv.response_curve(table, referrals, **known)["answered"].to_dict() == {
        ("cold", 30): 0,
        ("warm", 1): 1,
    }
    assert iv.response_times(table, referrals, **known)["answered"].to_dict() == {
        "cold": 0,
        "warm": 1,
    }


def test_the_curve_by_hand(requests):
    # ages: answered at 1 and 3, still open at 2 -> S = 2/3, then (2/3) * 0
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-02"},
        {"requested_on": "2026-03-01", "responded_on": "2026-03-04"},
        {"requested_on": "2026-03-08"},
    )
    curve = iv.response_curve(table, as_of="2026-03-10")
    assert curve["at_risk"].to_dict() == {1: 3, 2: 2, 3: 1}
    assert curve["waiting"].to_dict() == {1: 0, 2: 1, 3: 0}
    assert curve["share_answered"].tolist() == pytest.approx([1 / 3, 1 / 3, 1.0])


def test_an_answer_that_came_after_the_day_is_not_known_yet(requests):
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-20"},
        {"requested_on": "2026-03-01", "responded_on": "2026-03-02"},
    )
    assert iv.response_curve(table, as_of="2026-03-10")["answered"].to_dict() == {1: 1, 9: 0}


def test_a_day_that_nobody_was_watched_for_is_not_known(requests):
    table = requests({"requested_on": "2026-03-01"}, {"requested_on": "2026-03-05"})
    rates = iv.response_rates(table, as_of="2026-03-11").loc["all"]
    assert rates["by_day_7"] == 0
    assert np.isnan(rates["by_day_14"])


@pytest.mark.parametrize("rows", [0, 1, 2])
@pytest.mark.parametrize("by", [None, "student"])
def test_few_records_have_few_numbers_and_no_crash(requests, rows, by):
    table = requests(*[{"requested_on": "2026-03-01", "student": "s1"}] * 2).head(rows)
    rates = iv.response_rates(table, as_of="2026-04-01", by=by)
    assert rates["sent"].sum() == rows
    assert iv.response_times(table, as_of="2026-04-01", by=by)["median"].isna().all()
    assert iv.response_curve(table, as_of="2026-04-01", by=by)["waiting"].sum() == rows


def test_each_group_counts_as_it_does_alone(class_records):
    table, referrals = class_records
    as_of = pd.Timestamp("2026-04-15")
    rates = iv.response_rates(table, referrals, by="student", as_of=as_of)
    curve = iv.response_curve(table, by="student", as_of=as_of)
    times = iv.response_times(table, by="student", as_of=as_of)
    for student, alone in table.groupby("student"):
        theirs = referrals[referrals["student"] == student]
        expected = iv.response_rates(alone, theirs, as_of=as_of).loc["all"]
        pd.testing.assert_series_equal(rates.loc[student], expected, check_names=False)
        pd.testing.assert_frame_equal(curve.loc[student], iv.response_curve(alone, as_of=as_of))
        expected = iv.response_times(alone, as_of=as_of).loc["all"]
        pd.testing.assert_series_equal(times.loc[student], expected, check_names=False)


@pytest.fixture
def answers(real):
    return json.loads((real / "job_search" / "answers-r.json").read_text(encoding="utf-8"))


def test_a_published_job_search_gives_its_rates(job_search, answers):
    rates = iv.response_rates(job_search.interviews, as_of="2023-03-13", by="channel")
    for channel, theirs in answers["rates"]["by_channel_answered"].items():
        ours = rates.loc["form" if channel == "company site" else channel]
        assert (ours["answered"], ours["sent"]) == (theirs["k"], theirs["n"])
        np.testing.assert_allclose(
            ours[["raw_low", "raw_high"]].tolist(), theirs["wilson"], atol=1e-9
        )


def test_a_published_job_search_gives_its_curve(job_search, answers):
    curve = iv.response_curve(job_search.interviews, as_of="2023-03-13")
    theirs = answers["response_time"]["km_log-log"]
    ours = curve.loc[[curve.index[curve.index <= day].max() for day in theirs["times"]]]
    np.testing.assert_allclose(1 - ours["share_answered"], theirs["surv"], atol=1e-9)
    np.testing.assert_allclose(1 - ours["high"], theirs["lower"], atol=1e-9)
    np.testing.assert_allclose(1 - ours["low"], theirs["upper"], atol=1e-9)


def test_a_published_job_search_gives_its_times(job_search, answers):
    ours = iv.response_times(job_search.interviews, as_of="2023-03-13").loc["all"]
    theirs = answers["response_time"]
    assert ours[["median", "median_low", "median_high"]].isna().all()
    quartile = ours[["lower_quartile", "lower_quartile_low", "lower_quartile_high"]].tolist()
    assert quartile == [theirs["km_log-log"]["q25"], *theirs["km_log-log"]["q25_ci"]]
    assert ours["restricted_mean_30"] == pytest.approx(theirs["rmean30"], abs=1e-9)


def test_three_quarters_have_a_day_and_an_answer_without_one_is_counted_apart(requests):
    asked = {"requested_on": "2026-03-01"}
    dated = [asked | {"responded_on": f"2026-03-0{day}"} for day in (2, 3, 4)]
    table = requests(*dated, asked, asked | {"response": "declined"})
    times = iv.response_times(table, as_of="2026-04-01").loc["all"]
    assert times[["lower_quartile", "median", "upper_quartile"]].tolist() == [1, 2, 3]
    assert times[["at_risk", "answered", "untimed"]].tolist() == [4, 3, 1]


def test_the_textbook_case_gives_its_medians(requests, real):
    # survival::aml, Miller (1997): weeks to relapse, 0 = still without one
    times = {
        "Maintained": ([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], "11011011010"),
        "Nonmaintained": ([5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], "111110111111"),
    }
    end, rows = pd.Timestamp("2026-01-01"), []
    for group, (days, seen) in times.items():
        for day, event in zip(days, seen, strict=True):
            asked = end - pd.Timedelta(days=200 if event == "1" else day)
            back = asked + pd.Timedelta(days=day) if event == "1" else None
            rows.append({"x": group, "requested_on": asked, "responded_on": back})
    ours = iv.response_times(requests(*rows), as_of=end, by="x")
    published = json.loads((real / "published-examples.json").read_text(encoding="utf-8"))
    for theirs in published["aml"]["loglog"]:
        row = ours.loc[theirs["_row"].removeprefix("x=")]
        expected = [theirs[key] for key in ("median", "0.95LCL", "0.95UCL")]
        found = row[["median", "median_low", "median_high"]].astype(object)
        assert found.where(found.notna(), None).tolist() == expected
