import numpy as np
import pandas as pd
import pytest

from infoview_analytics.words.reproduction import (
    cold_requests_in_words,
    concentration_in_words,
    leads_in_words,
    offspring_in_words,
    reproduction_in_words,
)

PARTS = ["names_per_interview", "asked", "held", "r"]


def told(**changes):
    rows = {
        "n": [20, 24, 18, 20],
        "count": [24, 18, 9, 9],
        "not_yet_known": [2, 3, 0, 3],
        "estimate": [1.2, 0.8, 0.5, 0.48],
        "low": [0.8, 0.6, 0.3, 0.2],
        "high": [1.7, 0.9, 0.7, 0.9],
        "watched_days": [60, 60, 60, 60],
        "horizon_days": 60,
        "weakest": [True, False, False, False],
    }
    return pd.DataFrame(rows | changes, index=pd.Index(PARTS, name="part"))


def leads(chance=0.6, in_hand=8, pace=1.9, weeks=3):
    index = pd.date_range("2026-05-04", periods=weeks, freq="7D", name="week")
    table = pd.DataFrame({"chance_left": chance, "leads": 2.0}, index=index)
    return table.assign(in_hand=in_hand, asked_per_week=pace)


def needed(**changes):
    row = {
        "goal_per_week": 1.0,
        "r": 0.5,
        "cold_chance": 0.25,
        "starts_per_week": 0.5,
        "requests_per_week": 2.0,
        "low": 0.0,
        "high": 3.2,
        "without_chain": 4.0,
    }
    return pd.DataFrame([row | changes])


def test_each_part_is_told_with_its_numbers_and_its_interval():
    assert reproduction_in_words(told()) == [
        "One interview leads to 0.5 others: the chain does not feed itself.",
        "That is told from 20 interviews, and it could be anywhere between 0.2 and 0.9.",
        "24 new people were named in 20 interviews: 1.2 an interview (between 0.8 and 1.7).",
        (
            "Of 24 who were named, 18 were asked and 3 still may be: 80 % in the end, and it could "
            "be anywhere between 60 % and 90 %."
        ),
        "Of 18 who were asked, 9 were met: 50 %, and it could be anywhere between 30 % and 70 %.",
        "Most could be gained in the names: at the end of each interview three can be asked for.",
    ]


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.2, 0.9, "the chain does not feed itself"),
        (0.4, 1.2, "the chain may or may not feed itself"),
        (1.1, 2.0, "the chain feeds itself"),
    ],
)
def test_the_verdict_hangs_on_the_interval_and_not_on_the_estimate(low, high, verdict):
    table = told(low=[0.8, 0.6, 0.3, low], high=[1.7, 0.9, 0.7, high])
    assert reproduction_in_words(table)[0].endswith(f"{verdict}.")


def test_few_interviews_are_too_few_to_say_and_no_figure_is_told():
    table = told(n=[4, 1, 1, 4], count=[1, 1, 1, 1], estimate=np.nan, weakest=False)
    words = " ".join(reproduction_in_words(table))
    assert words == "4 interviews held: too few to say whether the chain feeds itself."


def test_no_interview_is_said_so():
    table = told(n=0, count=0, estimate=np.nan, weakest=False)
    expected = "No interview has been held yet, so nothing is known of the chain."
    assert reproduction_in_words(table) == [expected]


def test_few_asked_have_no_percentage():
    sentence = reproduction_in_words(told(n=[20, 24, 3, 20], count=[24, 3, 1, 1]))[4]
    assert sentence == "Of 3 who were asked, 1 was met: too few to say."


@pytest.mark.parametrize(
    ("asked", "why"), [(0, "none of them has been asked"), (6, "whether they will be met")]
)
def test_without_an_r_it_is_said_why(asked, why):
    estimate = [1.0, np.nan, np.nan, np.nan]
    table = told(count=[24, asked, 0, 0], estimate=estimate, weakest=False)
    (sentence,) = reproduction_in_words(table)
    assert why in sentence


def test_a_chain_without_children_leads_to_no_other():
    table = told(estimate=[1.2, 0.8, 0, 0], count=[24, 18, 0, 0])
    assert reproduction_in_words(table)[0].startswith("No interview has led to another yet")


def test_a_young_campaign_is_told_that_it_can_still_rise():
    words = reproduction_in_words(told(watched_days=[20, 19, 12, 12]))
    assert words[-1] == "Some part of it has been watched for 12 days only: it can still rise."


def test_nothing_still_rises_that_was_watched_to_its_horizon():
    short = told(watched_days=30, horizon_days=30)
    assert not any("can still rise" in word for word in reproduction_in_words(short))
    longer = told(watched_days=60, horizon_days=90)
    assert "can still rise" in reproduction_in_words(longer)[-1]


def test_where_nobody_was_asked_the_asking_is_named_and_no_one_met_is_looked_for():
    table = told(
        n=[12, 11, 0, 12],
        count=[11, 0, 0, 0],
        not_yet_known=0,
        estimate=[0.9, 0, np.nan, 0],
        low=[0.6, 0, np.nan, 0],
        high=[1.4, 0.26, np.nan, 0.3],
        weakest=[False, True, False, False],
    )
    assert reproduction_in_words(table)[2:] == [
        "11 new people were named in 12 interviews: 0.9 an interview (between 0.6 and 1.4).",
        (
            "Of 11 who were named, none was asked: 0 %, and it could be anywhere between 0 % and "
            "26 %."
        ),
        "Most could be gained in the asking: none of those who were named has been asked.",
    ]


def test_where_nobody_was_named_only_the_names_are_told():
    table = told(
        n=[12, 0, 0, 12],
        count=0,
        not_yet_known=0,
        estimate=[0, np.nan, np.nan, 0],
        low=[0, np.nan, np.nan, 0],
        high=[0.3, np.nan, np.nan, 0.3],
    )
    assert reproduction_in_words(table)[2:] == [
        "No new person was named in 12 interviews; it could be up to 0.3 an interview.",
        "Most could be gained in the names: at the end of each interview three can be asked for.",
    ]


def test_where_nobody_was_met_the_way_to_the_interview_is_named():
    table = told(count=[24, 18, 0, 0], weakest=[False, False, True, False])
    assert reproduction_in_words(table)[-1].endswith("none of those who were asked was met.")


def test_the_words_hold_no_missing_number():
    for table in (told(), told(estimate=np.nan, weakest=False), told(n=0, estimate=np.nan)):
        assert "nan" not in " ".join(reproduction_in_words(table))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((0, 0, None, np.nan, 0, 0), "No interview has been held yet"),
        ((0, 0, None, np.nan, 0, 3), "No new name has come from 3 interviews yet."),
        ((1, 1, "Al", 1.0, 1, 3), "The only new name from 3 interviews came from Al."),
        ((4, 3, "Al", 0.75, 2, 3), "3 of 4 new names came from Al."),
        ((8, 4, "Al", 0.5, 3, 6), "4 of 8 new names came from Al: 50 %. In 6 interviews, 3 people"),
        ((8, 4, "x\n<b>" * 50, 0.5, 3, 6), "4 of 8 new names came from x <b>x <b>"),
    ],
)
def test_the_concentration_is_told_without_a_percentage_of_few(row, words):
    names = ["names", "from_top", "top_person", "share", "givers", "interviews"]
    (sentence,) = concentration_in_words(pd.DataFrame([row], columns=names))
    assert sentence.startswith(words)
    assert ("%" in sentence) == (row[0] >= 5)


def test_the_law_is_told_with_its_n_and_its_interval():
    names = ["n", "extinction", "extinction_low", "extinction_high"]

    def words(*row):
        return " ".join(offspring_in_words(pd.DataFrame([row], columns=names)))

    assert "a chance of 24 %" in words(12, 0.236, 0.1, 0.6)
    assert "between 10 % and 60 %" in words(12, 0.236, 0.1, 0.6)
    assert "hardly in doubt" in words(12, 1.0, 1.0, 1.0)
    assert "a chance of 70 % that they do not" in words(12, 1.0, 0.3, 1.0)
    assert all("12 interviews" in words(12, *end) for end in ((0.2, 0.1, 1), (1, 1, 1)))


def test_no_law_is_said_in_words():
    assert offspring_in_words(pd.DataFrame()) == [
        "It is too early to say whether the chain would go on by itself."
    ]


def test_the_leads_are_told_with_their_pace_and_their_chance():
    assert leads_in_words(leads())[:2] == [
        "8 contacts can be asked now, and lately 1.9 a week were.",
        (
            "At that pace the chance that there is always somebody left to ask until the week of "
            "18 May 2026 is 60 %."
        ),
    ]


@pytest.mark.parametrize(("chance", "words"), [(1.0, "over 99 %"), (0.0, "under 1 %")])
def test_a_simulated_chance_of_the_leads_is_never_sure(chance, words):
    assert f"is {words}." in leads_in_words(leads(chance=chance))[1]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (leads(weeks=0), "Too few interviews"),
        (leads(in_hand=0, chance=0), "Nobody is left to ask"),
        (leads(pace=0, chance=1), "8 contacts can be asked. Nobody who was named has been asked"),
    ],
)
def test_leads_without_a_chance_worth_telling_are_told_so(table, words):
    assert leads_in_words(table)[0].startswith(words)
    assert "%" not in " ".join(leads_in_words(table))


def test_the_cold_requests_are_whole_ones():
    assert cold_requests_in_words(needed())[0] == (
        "In the long run the leads would run out, one interview leading to 0.5 others: a goal of "
        "1 a week then takes about 2 cold requests a week beside them, and it could be anywhere "
        "between none and 4."
    )


def test_a_chain_without_children_asks_for_cold_requests_too():
    words = cold_requests_in_words(needed(r=0.0, requests_per_week=4.0, low=3.0, high=4.0))[0]
    assert "would run out, no interview having led to another yet: a goal of 1 a week" in words


def test_without_an_r_the_whole_goal_is_told():
    table = needed(r=np.nan, requests_per_week=np.nan, low=np.nan, high=np.nan)
    words = " ".join(cold_requests_in_words(table))
    assert words.startswith("A goal of 1 a week")
    assert "takes about 4 cold requests a week without any chain" in words
    assert "nan" not in words


def test_a_chain_that_feeds_itself_asks_for_no_cold_request():
    words = cold_requests_in_words(needed(r=1.3, requests_per_week=0.0, high=1.5))[0]
    assert "without a cold request, but it could take up to 2 cold requests a week." in words


def test_the_prior_is_named_an_assumption():
    assert "partly an assumption" in cold_requests_in_words(needed())[-1]


@pytest.mark.parametrize("words", [reproduction_in_words(told()), leads_in_words(leads())])
def test_nothing_is_said_to_be_because_of_something(words):
    assert "because" not in " ".join(words)
