import numpy as np
import pandas as pd
import pytest

from infoview_analytics.errors import OptionError
from infoview_analytics.metrics.responses import response_curve
from infoview_analytics.metrics.waiting import later_answers, nudge_advice

TODAY = pd.Timestamp("2026-06-01")


def answered_after(requests, *days, ago=100):
    """Return requests with an answer after so many days, None for none."""
    asked = TODAY - pd.Timedelta(days=ago)
    rows = [
        {"requested_on": asked, "responded_on": None if d is None else asked + pd.Timedelta(days=d)}
        for d in days
    ]
    return requests(*rows)


def test_the_chance_by_hand(requests):
    # 4 asked, answers on days 1 and 5: of 3 silent after day 1 one answers
    later = later_answers(answered_after(requests, 1, 5, None, None), as_of=TODAY)
    assert later["chance"].loc[[0, 1, 4, 5, 60]].tolist() == pytest.approx(
        [0.5, 1 / 3, 1 / 3, 0, 0]
    )
    assert later["at_risk"].loc[[0, 1, 4, 5]].tolist() == [4, 3, 3, 2]


def test_the_chance_is_what_the_response_curve_gives(job_search):
    later = later_answers(job_search.interviews, as_of="2023-03-13")
    curve = 1 - response_curve(job_search.interviews, as_of="2023-03-13")["share_answered"]
    silent = curve.reindex(range(61)).ffill()
    expected = (silent - silent[60]) / silent
    np.testing.assert_allclose(later["chance"], expected, atol=1e-12)


def test_the_interval_from_day_zero_is_greenwoods_by_hand(requests):
    # S(60 | 0) = 1/2 of 4, Greenwood: 1/(4*3) + 1/(3*2) = 1/4 of the logarithm's variance
    later = later_answers(answered_after(requests, 1, 5, None, None), as_of=TODAY).loc[0]
    reach = 1.959963984540054 * 0.5 / np.log(2)
    ends = [1 - 0.5 ** np.exp(-reach), 1 - 0.5 ** np.exp(reach)]
    assert later[["low", "high"]].tolist() == pytest.approx(ends, abs=1e-9)


def test_where_nobody_was_watched_to_the_horizon_there_is_no_chance(requests):
    table = answered_after(requests, 1, None, ago=20)
    assert later_answers(table, as_of=TODAY)["chance"].isna().all()
    assert later_answers(table, as_of=TODAY, horizon_days=20)["chance"].loc[0] == 0.5


def test_once_all_have_answered_there_is_nobody_to_wait_for(requests):
    later = later_answers(answered_after(requests, 1, 2, ago=9), as_of=TODAY)
    assert later["chance"].loc[[0, 1]].tolist() == [1, 1]
    assert later["chance"].loc[2:].isna().all()


@pytest.mark.parametrize("by", [None, "student"])
def test_no_request_has_no_row(class_records, by):
    assert later_answers(class_records[0].head(0), as_of=TODAY, by=by).empty


def test_each_group_counts_as_it_does_alone_in_any_order(class_records):
    table, _ = class_records
    both = later_answers(table[::-1], by="student", as_of="2026-04-15")
    chance = both["chance"].dropna()
    assert chance.between(0, 1).all()
    for student, alone in table.groupby("student"):
        expected = later_answers(alone, as_of="2026-04-15")
        pd.testing.assert_frame_equal(both.loc[student], expected)


def test_below_ten_dated_answers_the_advice_is_a_habit(requests):
    advice = nudge_advice(answered_after(requests, *[2] * 9, None), as_of=TODAY).loc["all"]
    assert advice[["basis", "answered", "unit"]].tolist() == ["habit", 9, "business days"]
    assert advice[["nudge_after_days", "let_go_after_days"]].tolist() == [3, 7]
    assert np.isnan(advice["nudge_chance"])


def test_from_ten_on_it_follows_your_own_answers(requests):
    days = [1, 2, 3, 4, 5, 6, 7, 8, 20, 40, *[None] * 10]
    advice = nudge_advice(answered_after(requests, *days), as_of=TODAY).loc["all"]
    assert advice[["basis", "answered", "unit"]].tolist() == ["own answers", 10, "days"]
    # the eighth of ten answers came on day 8; of 12 silent then 2 answer; of 10 after day 40 none
    assert advice[["nudge_after_days", "let_go_after_days"]].tolist() == [8, 40]
    assert advice["nudge_chance"] == pytest.approx(2 / 12)
    assert advice["let_go_chance"] < 0.05


def test_it_is_never_sooner_than_the_habit(requests):
    table = answered_after(requests, *[0] * 12, None)
    advice = nudge_advice(table, as_of=TODAY, habits=(4, 9)).loc["all"]
    # 4 and 9 business days take 6 and 13 days of the calendar at most
    assert advice[["nudge_after_days", "let_go_after_days"]].tolist() == [6, 13]


def test_the_habit_fills_as_many_days_as_from_a_friday_on(requests):
    friday = np.datetime64("2026-03-06")
    table = answered_after(requests, *[0] * 12, None)
    for habit in range(1, 12):
        advice = nudge_advice(table, as_of=TODAY, habits=(habit,)).loc["all"]
        days = (np.busday_offset(friday, habit) - friday).astype(int)
        assert advice["nudge_after_days"] == days


def test_the_answered_do_not_count_as_silence_that_was_watched(requests):
    old, young = answered_after(requests, *[1] * 12), answered_after(requests, *[None] * 8, ago=2)
    advice = nudge_advice(pd.concat([old, young]), as_of=TODAY).loc["all"]
    assert advice[["basis", "answered"]].tolist() == ["habit", 12]


def test_once_everybody_has_answered_no_chance_is_told_of_nobody(requests):
    advice = nudge_advice(answered_after(requests, *[1] * 12), as_of=TODAY).loc["all"]
    assert advice["basis"] == "own answers"
    assert np.isnan(advice["nudge_chance"])
    assert advice[["nudge_at_risk", "let_go_at_risk"]].tolist() == [0, 0]


def test_the_advice_tells_how_many_were_silent_for_longer(requests):
    days = [1, 2, 3, 4, 5, 6, 7, 8, 20, 40, *[None] * 10]
    advice = nudge_advice(answered_after(requests, *days), as_of=TODAY).loc["all"]
    assert advice[["nudge_at_risk", "let_go_at_risk"]].tolist() == [12, 10]


@pytest.mark.parametrize("habits", [(40,), (3, 90), (7, 3), ()])
def test_a_habit_beyond_the_horizon_is_kept_and_has_no_chance(requests, habits):
    table = answered_after(requests, *[2] * 12, None)
    advice = nudge_advice(table, as_of=TODAY, habits=habits, horizon_days=30).loc["all"]
    assert advice["nudge_after_days"] <= advice["let_go_after_days"]
    if max(habits, default=0) > 30:
        assert np.isnan(advice["let_go_chance"])


@pytest.mark.parametrize("horizon", [0, -1])
def test_a_horizon_of_no_day_is_refused(requests, horizon):
    table = answered_after(requests, *[2] * 12, None)
    for measure in (later_answers, nudge_advice):
        with pytest.raises(OptionError, match=f"horizon_days cannot be {horizon}. Give 1 or more"):
            measure(table, as_of=TODAY, horizon_days=horizon)
    with pytest.raises(OptionError, match="habits"):
        nudge_advice(table, as_of=TODAY, habits=(3, -7))


def test_answers_of_a_young_campaign_are_not_enough(requests):
    table = answered_after(requests, *[2] * 12, None, ago=20)
    assert nudge_advice(table, as_of=TODAY).loc["all", "basis"] == "habit"


def test_no_request_gets_the_habit(requests):
    assert (
        nudge_advice(answered_after(requests, 1).head(0), as_of=TODAY).loc["all", "answered"] == 0
    )
