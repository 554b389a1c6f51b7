"""What may come, in sentences."""

import pandas as pd
import pytest

from infoview_analytics.words.forecasts import (
    backtest_in_words,
    chance_in_words,
    forecast_in_words,
    requests_needed_in_words,
)

RANGE = (
    "In 8 of 10 such campaigns it would be 9 to 14 by then, and 8 to 17 in 19 of 20; 7 held so far."
)
IT_TAKES = (
    "It takes 10 for a chance of 80 % and 18 for a chance of 90 % that at least 1 of them "
    "leads to one, this week or later."
)
IF_SURE = (
    "Were that rate quite sure, it would take 8 for a chance of 80 % and 11 for a chance of 90 %."
)


def ahead(**cells):
    """Return a forecast of three weeks."""
    row = {"goal": 1, "held_so_far": 0, "expected": 1.2, "p_goal": 0.6, "p_total": 0.45}
    fan = {"low_95": 8, "low_80": 9, "median": 11, "high_80": 14, "high_95": 17}
    row |= {f"total_{name}": count for name, count in fan.items()}
    row |= {"total": 12, "held": 7, "basis": "own weeks"} | cells
    weeks = pd.date_range("2026-03-02", periods=3, freq="7D", name="week")
    return pd.DataFrame(row, index=weeks).astype({"total": "Int64"})


def needed(requests, sure, *, held=1, asked=5, still_needed=1):
    table = pd.DataFrame({"requests": requests, "at_this_rate": sure}, dtype="Int64")
    table["held"], table["asked"], table["still_needed"] = held, asked, still_needed
    return table.set_axis(pd.Index([0.8, 0.9], name="chance"))


def scores(weeks, *brier):
    names = ["brier", "climatology", "last_four_weeks"]
    return pd.DataFrame([[weeks, *brier]], columns=["weeks", *names])


def test_a_forecast_tells_this_week_the_next_ones_the_total_and_its_range():
    assert forecast_in_words(ahead()) == [
        "The chance to meet the goal of 1 that is due this week is 60 %.",
        "For each of the next 2 goals the chance is 60 %.",
        "The chance of 12 in all by the end of the week of 16 March 2026 is 45 %.",
        RANGE,
    ]


def test_a_goal_that_is_met_is_said_so():
    assert forecast_in_words(ahead(held_so_far=2))[0] == "This week's goal is met already: 2 held."


def test_a_total_that_is_reached_is_said_so():
    assert "The total of 12 is reached already: 13 were held." in forecast_in_words(ahead(held=13))


def test_an_impossible_total_is_called_out_of_reach():
    words = " ".join(forecast_in_words(ahead(total=400, p_total=0.0)))
    assert "400 by the end of the week of 16 March 2026 is out of reach" in words
    assert "expect about 11" in words


def test_without_a_total_the_middle_is_told():
    words = forecast_in_words(ahead(total=pd.NA, p_total=float("nan")))
    assert "Expect about 11 conversations by the end of the week of 16 March 2026." in words


def test_few_weeks_give_no_chance_of_a_week_and_say_what_it_rests_on():
    words = forecast_in_words(ahead(basis="priors", p_goal=float("nan")))
    assert words[0].startswith("Fewer than 8 weeks are over")
    assert "mostly assumed" in words[0]
    assert not any("goal" in word for word in words)


def test_an_ended_campaign_has_nothing_left_to_forecast():
    assert forecast_in_words(ahead().iloc[:0]) == [
        "Nothing to forecast: no request has been sent yet, or the campaign has ended."
    ]


@pytest.mark.parametrize("cells", [{}, {"p_goal": None, "goal": 0}, {"basis": "priors"}])
def test_nobody_reads_a_missing_number(cells):
    words = " ".join(forecast_in_words(ahead(**cells, total=pd.NA, p_total=float("nan"))))
    assert not any(bad in words for bad in ("nan", "NaN", "<NA>", "None"))


def test_one_number_is_no_range():
    words = forecast_in_words(ahead(total_low_80=8, total_high_80=8, total_high_95=9))[-1]
    assert "it would be 8 by then, and 8 to 9 in 19 of 20" in words


def test_weeks_that_ask_for_nothing_are_told_so():
    words = forecast_in_words(ahead(goal=0, p_goal=float("nan"), basis="priors"))
    assert words[0] == "No goal falls due in these weeks."


def test_a_simulated_chance_is_never_sure():
    assert [chance_in_words(chance) for chance in (0.0, 1.0, 0.25)] == [
        "under 1 %",
        "over 99 %",
        "25 %",
    ]


def test_requests_needed_tell_the_rate_the_numbers_and_what_doubt_costs():
    assert requests_needed_in_words(needed([10, 18], [8, 11])) == [
        "Of 5 requests old enough to judge by, 1 led to a conversation.",
        IT_TAKES,
        IF_SURE,
    ]


def test_the_same_number_is_told_once():
    words = requests_needed_in_words(needed([3, 3], [3, 3], still_needed=2))
    assert words[1:] == [
        "It takes 3 for a chance of 90 % that at least 2 of them lead to one, this week or later."
    ]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"asked": 4}, "4 requests old enough to judge by: too few to say"),
        ({"asked": 9, "held": 0}, "Of 9 requests old enough to judge by, none led"),
        ({"still_needed": 0}, "Nothing more is needed for now"),
    ],
)
def test_where_there_is_no_number_the_words_say_why(cells, told):
    (sentence,) = requests_needed_in_words(needed([pd.NA, pd.NA], [pd.NA, pd.NA], **cells))
    assert sentence.startswith(told)


def test_more_than_a_million_and_an_ended_campaign_are_told():
    assert "18 for a chance of 80 % and more than a million for" in " ".join(
        requests_needed_in_words(needed([18, pd.NA], [8, 11]))
    )
    assert requests_needed_in_words(needed([1, 1], [1, 1]).iloc[:0]) == [
        "The campaign has ended: no request is needed any more."
    ]


@pytest.mark.parametrize(
    ("brier", "verdict"),
    [
        ((0.1, 0.2, 0.25), "that was closer than a guess"),
        ((0.22, 0.2, 0.25), "that beat only one of two rules"),
        ((0.3, 0.2, 0.25), "that was no closer than a guess"),
    ],
)
def test_the_forecast_stands_beside_its_two_rivals(brier, verdict):
    found, told = backtest_in_words(scores(15, *brier))
    assert f"{brier[0]:.3f}, against 0.200 and 0.250" in told
    assert found.startswith("15 past goals were forecast")
    assert verdict in found
    assert found.endswith("do not lean on it.") == (brier[0] > 0.2)


@pytest.mark.parametrize(("weeks", "seen"), [(0, "No past goal"), (7, "Only 7 past goals")])
def test_too_few_past_weeks_have_no_score(weeks, seen):
    (sentence,) = backtest_in_words(scores(weeks, 0.1, 0.1, 0.1))
    assert sentence.startswith(seen)
    assert "too few to say" in sentence
    assert "0.1" not in sentence
