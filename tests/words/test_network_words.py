import pandas as pd
import pytest

from infoview_analytics.words.networks import (
    brokerage_in_words,
    diversity_in_words,
    falls_away_in_words,
    homophily_in_words,
    kind_nouns,
    saturation_in_words,
)


def falls(name="Al", **row):
    index = pd.Index([name], name="person")
    return pd.DataFrame({"falls_away": 3, "met": 1, "contacts": 9} | row, index=index)


def mixing(**row):
    usual = {"n": 20, "within": 12, "dealt": 7.5, "recruitment_homophily": 1.6, "p": 0.02}
    return pd.DataFrame([usual | row])


def months(*rows):
    index = pd.date_range("2026-01-01", periods=len(rows), freq="MS", name="month")
    table = pd.DataFrame(rows, index, columns=["names", "repeated"])
    return table.assign(share=0.25, low=0.1, high=0.5)


def hills(*people, **row):
    index = pd.date_range("2026-01-01", periods=len(people), freq="MS", name="month")
    table = pd.DataFrame({"n": people}, index).assign(kinds=9, hill_1=7.9, hill_2=7.1)
    return table.assign(rarefied_to=5, rarefied_0=3.6, **row)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "3 of your 9 contacts, 1 of whom you have met."),
        ({"met": 3}, "3 of your 9 contacts, all of whom you have met."),
        ({"met": 0}, "3 of your 9 contacts, none of whom you have met."),
        ({"falls_away": 1, "met": 1}, "1 of your 9 contacts, whom you have met."),
    ],
)
def test_without_whom_and_how_many_and_how_many_of_them_met(row, words):
    assert falls_away_in_words(falls(**row))[0] == f"Without Al you would not know of {words}"


def test_nobody_falls_away_in_words_too():
    assert falls_away_in_words(falls().head(0)) == [
        "Nobody stands alone between you and another contact."
    ]


def test_a_name_stays_on_one_line_whatever_it_holds():
    words = falls_away_in_words(falls("A\nB" + "W" * 200))[0]
    assert "\n" not in words
    assert len(words) < 200


def test_diversity_is_told_in_whole_numbers():
    asked, even, compared = diversity_in_words(hills(9, 74))
    assert asked == "You asked 74 people whose industry you know, in 9 industries."
    assert even.startswith("They are as varied as 8 industries asked equally often")
    assert compared.startswith("Of every 5 people, about 4 different industries in January 2026")


def test_below_five_people_there_are_words_and_no_figure():
    assert diversity_in_words(hills(4))[1:] == ["Too few to say how varied they are."]
    assert diversity_in_words(hills()) == ["Nobody whose industry you know has been asked yet."]


def test_a_single_kind_is_said_to_be_single():
    assert diversity_in_words(hills(9).assign(kinds=1))[1] == "All in the same one."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "People name others like themselves more often than chance would"),
        ({"dealt": 16.0}, "People name others unlike themselves more often"),
        ({"p": 0.4}, "That cannot be told from chance (shuffled at random"),
        ({"p": float("nan")}, "Choice cannot be told from chance here."),
        ({"n": 4}, "Too few to say whether like names like."),
    ],
)
def test_homophily_is_told_from_chance_or_not(row, words):
    assert homophily_in_words(mixing(**row))[1].startswith(words)


def test_without_a_pair_there_is_nothing_to_tell_from_chance():
    words = homophily_in_words(mixing(n=0), "organization")
    assert words == ["No referral joins two people whose organisation you know yet."]


def test_saturation_tells_the_last_month_with_enough_names_and_its_interval():
    words = saturation_in_words(months((8, 2), (3, 3)))
    assert words[0] == "Of 11 names given so far, you knew 5 before."
    assert words[1] == (
        "In January 2026 you knew 2 of 8: 25 %, and it could be anywhere between 10 % and 50 %."
    )


def test_saturation_of_few_names_has_no_percentage():
    assert not any("%" in words for words in saturation_in_words(months((4, 2))))
    assert saturation_in_words(months()) == ["No names have been given to you yet."]


def test_brokerage_names_whoever_joins_most_strangers():
    people = pd.Index(["Al", "Bo", "Cy"])
    table = pd.DataFrame({"degree": [2, 6, 0], "effective_size": [2.0, 3.6, None]}, people)
    assert brokerage_in_words(table)[0] == (
        "Bo joins the most people who do not know each other: 6 ties, worth about 4 once those "
        "are taken off that lead to the same people."
    )
    assert brokerage_in_words(table.head(0)) == []


@pytest.mark.parametrize(
    ("of", "nouns"),
    [
        ("industry", ("industry", "industries")),
        ("organization", ("organisation", "organisations")),
        ("pay_day", ("pay day", "pay days")),
    ],
)
def test_a_column_is_a_noun(of, nouns):
    assert kind_nouns(of) == nouns
