import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.metrics.incidence import cumulative_incidence
from infoview_analytics.metrics.responses import response_curve

TODAY = pd.Timestamp("2026-06-01")
SHARES = ["share_accepted", "share_declined", "share_unstated"]


def told(days, events):
    """Return requests that ended after so many days: 0 open, 1 accepted, 2 declined, 3 unstated."""
    verdict = {0: None, 1: "accepted", 2: "declined", 3: None}
    asked = [
        TODAY - pd.Timedelta(days=d if e == 0 else 90) for d, e in zip(days, events, strict=True)
    ]
    table = pd.DataFrame({"requested_on": pd.to_datetime(asked)})
    table["person"] = [f"p{i}" for i in range(len(table))]
    back = table["requested_on"] + pd.to_timedelta(pd.Series(days, dtype="int64"), unit="D")
    table["responded_on"] = back.where(np.array(events) > 0)
    table["response"] = pd.Series([verdict[e] for e in events], dtype="object")
    return table


@pytest.mark.parametrize("case", ["lifelines_pr1699", "ties", "time_zero"])
def test_published_cases_of_ties_and_day_zero_are_met(real, case):
    # published-examples.json, aj_fixtures: R survival::survfit, and lifelines' pull request 1699
    published = json.loads((real / "published-examples.json").read_text(encoding="utf-8"))
    theirs = published["aj_fixtures"][case]
    table = told(theirs["t"], theirs["e"])
    ours = cumulative_incidence(table, as_of=TODAY)
    assert ours.index.tolist() == theirs["time"]
    shares = ours[["share_silent", "share_accepted", "share_declined"]]
    np.testing.assert_allclose(shares, theirs["pstate"], atol=1e-9)


def test_a_published_job_search_gives_its_incidence_and_its_variance(real, job_search):
    # job_search/answers-r.json: R survival's Aalen-Johansen, and the variance of R cmprsk
    answers = json.loads((real / "job_search" / "answers-r.json").read_text(encoding="utf-8"))
    theirs, variance = answers["cumulative_incidence"], answers["cmprsk_cuminc"]["var"]
    table = cumulative_incidence(job_search.interviews, as_of="2023-03-13")
    ours = table.loc[[table.index[table.index <= day].max() for day in theirs["times"]]]
    assert ours["share_silent"].tolist() == pytest.approx(theirs["none"], abs=1e-9)
    assert ours["share_unstated"].tolist() == pytest.approx(theirs["other"], abs=1e-9)
    for kind, name in (("accepted", "1 1"), ("declined", "1 2")):
        share = ours[f"share_{kind}"]
        assert share.tolist() == pytest.approx(theirs[kind], abs=1e-9)
        deviation = np.sqrt(variance[name]) / np.abs(share * np.log(share))
        low, high = (share ** np.exp(s * 1.959963984540054 * deviation) for s in (1, -1))
        np.testing.assert_allclose(ours[f"{kind}_low"], low, atol=1e-9)
        np.testing.assert_allclose(ours[f"{kind}_high"], high, atol=1e-9)


def test_an_answer_without_a_verdict_is_an_outcome_of_its_own():
    table = cumulative_incidence(told([2, 3], [3, 0]), as_of=TODAY)
    assert table["share_unstated"].tolist() == [0.5, 0.5]
    assert table["accepted"].sum() + table["declined"].sum() == 0


def test_one_who_declined_will_not_accept_later():
    # one minus Kaplan-Meier of the accepted alone would claim 1 on day 2
    table = cumulative_incidence(told([1, 2], [2, 1]), as_of=TODAY)
    assert table["share_accepted"].tolist() == [0, 0.5]


def test_an_answer_without_a_day_is_left_out(requests):
    table = requests({"requested_on": "2026-03-01", "response": "accepted"})
    assert cumulative_incidence(table, as_of=TODAY).empty


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("by", [None, "x"])
def test_few_records_have_few_rows_and_no_crash(rows, by):
    table = told([3], [0]).assign(x="a").head(rows)
    incidence = cumulative_incidence(table, as_of=TODAY, by=by)
    assert len(incidence) == rows
    assert incidence.index.nlevels == (1 if by is None else 2)


def test_each_group_counts_as_it_does_alone(class_records):
    table, referrals = class_records
    both = cumulative_incidence(table, referrals, by="student", as_of="2026-04-15")
    for student, alone in table.groupby("student"):
        expected = cumulative_incidence(alone, as_of="2026-04-15")
        pd.testing.assert_frame_equal(both.loc[student], expected)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=25))
def test_shares_never_fall_add_up_to_one_and_agree_with_the_response_curve(ends):
    days, events = zip(*ends, strict=True)
    table = told(days, events)
    ours = cumulative_incidence(table, as_of=TODAY)
    shares = ours[[*SHARES, "share_silent"]]
    assert ((shares >= 0) & (shares <= 1)).all(axis=None)
    np.testing.assert_allclose(shares.sum(axis="columns"), 1, atol=1e-12)
    assert (ours[SHARES].diff().dropna() >= -1e-12).all(axis=None)
    curve = response_curve(table, as_of=TODAY)
    np.testing.assert_allclose(1 - ours["share_silent"], curve["share_answered"], atol=1e-12)
    for kind in ("accepted", "declined"):
        inside = ours[ours[f"{kind}_low"].notna()]
        assert (inside[f"{kind}_low"] <= inside[f"share_{kind}"] + 1e-12).all()
        assert (inside[f"share_{kind}"] <= inside[f"{kind}_high"] + 1e-12).all()
    turned = cumulative_incidence(table[::-1], as_of=TODAY)
    pd.testing.assert_frame_equal(ours, turned)
