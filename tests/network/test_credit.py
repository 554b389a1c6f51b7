from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv

AS_OF = "2026-09-30"
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture
def credit(requests):
    """Return a function that credits outcomes on the least records."""

    def measure(*outcomes, asked=(), named=(), as_of=AS_OF, **options):
        rows = [{"outcome_id": f"o{i}", "kind": "internship", **o} for i, o in enumerate(outcomes)]
        columns = ["outcome_id", "person", "happened_on", "kind"]
        interviews = requests(*(asked or [{"person": "Nobody", "requested_on": "2026-12-01"}]))
        referrals = pd.DataFrame(named, columns=["from_person", "to_person", "referred_on"])
        referrals["referred_on"] = pd.to_datetime(referrals["referred_on"])
        outcomes = pd.DataFrame(rows, columns=columns)
        return iv.outcome_credit(outcomes, interviews, referrals, as_of=as_of, **options)

    return measure


CHAIN = [("Aunt", "Bo", "2026-01-05"), ("Bo", "Cy", "2026-02-02")]
TALKS = [
    {"person": "Bo", "requested_on": "2026-01-06", "interview_on": "2026-02-02"},
    {"person": "Cy", "requested_on": "2026-02-04", "interview_on": "2026-03-02"},
]
INTERNSHIP = {"person": "Cy", "happened_on": "2026-08-31"}


def test_an_internship_is_three_steps_from_the_aunt_26_weeks_after_the_talk(credit):
    row = credit(INTERNSHIP, asked=TALKS, named=CHAIN).loc[0]
    assert row["chain"] == ("Aunt", "Bo", "Cy")
    assert (row["started_by"], row["steps"]) == ("Aunt", 3)
    assert (row["days_after_talk"], row["weeks_after"]) == (182, 26)
    words = iv.credit_in_words(credit(INTERNSHIP, asked=TALKS, named=CHAIN))
    way = "3 steps from you, by way of Aunt, Bo and Cy, 26 weeks after the talk"
    assert words[0] == f"This internship of 31 August 2026: {way}."
    assert words[1].startswith("This tells who stood along the way.")


def test_whom_you_found_yourself_stands_alone(credit):
    row = credit(INTERNSHIP, asked=TALKS).loc[0]
    assert (row["chain"], row["started_by"], row["steps"]) == (("Cy",), "Cy", 1)


def test_a_stranger_to_the_records_has_a_chain_of_one_and_no_talk(credit):
    table = credit({"person": "Zoe", "happened_on": "2026-03-01"}, asked=TALKS, named=CHAIN)
    assert table.loc[0, "chain"] == ("Zoe",)
    assert table[["first_talk_on", "days_after_talk", "weeks_after"]].isna().all(axis=None)
    assert "before any talk with them" in iv.credit_in_words(table)[0]


def test_who_named_them_after_the_outcome_cannot_have_helped(credit):
    early = {"person": "Cy", "happened_on": "2026-02-01"}
    row = credit(early, asked=TALKS, named=CHAIN).loc[0]
    assert row["chain"] == ("Cy",)
    assert pd.isna(row["first_talk_on"])


def test_a_later_outcome_is_not_known_yet_and_the_earliest_comes_first(credit):
    later = {"person": "Bo", "happened_on": "2026-10-01"}
    first = {"person": "Bo", "happened_on": "2026-03-01"}
    table = credit(later, INTERNSHIP, first, asked=TALKS, named=CHAIN)
    assert table["outcome_id"].tolist() == ["o2", "o1"]
    assert table["chain"].tolist() == [("Aunt", "Bo"), ("Aunt", "Bo", "Cy")]


def test_you_stand_in_no_chain(credit):
    named = [("Me", "Bo", "2026-01-05"), ("Bo", "Cy", "2026-02-02")]
    mine = {"person": "Me", "happened_on": "2026-08-31"}
    table = credit(INTERNSHIP, mine, asked=TALKS, named=named, you="Me")
    assert table["chain"].tolist() == [("Bo", "Cy"), ()]
    assert iv.credit_in_words(table)[0].endswith("you came to it yourself.")


def test_a_ring_of_names_ends(credit):
    ring = [("Bo", "Cy", "2026-01-05"), ("Cy", "Bo", "2026-01-05")]
    assert credit(INTERNSHIP, asked=TALKS, named=ring).loc[0, "steps"] == 2


def test_without_outcomes_there_is_no_row_and_no_word(credit):
    table = credit()
    assert table.empty
    assert list(table.columns)[:2] == ["outcome_id", "kind"]
    assert iv.credit_in_words(table) == []


@pytest.mark.parametrize(
    ("happened_on", "words"),
    [
        ("2026-03-02", "on the day of the talk"),
        ("2026-03-03", "1 day after the talk"),
        ("2026-03-15", "13 days after the talk"),
        ("2026-03-16", "2 weeks after the talk"),
    ],
)
def test_the_time_since_the_talk_is_told_in_days_and_then_in_weeks(credit, happened_on, words):
    table = credit({"person": "Cy", "happened_on": happened_on}, asked=TALKS, named=CHAIN)
    assert words in iv.credit_in_words(table)[0]


def test_only_the_last_outcomes_are_told_and_how_many_there_were_before(credit):
    outcomes = [{"person": "Cy", "happened_on": f"2026-08-0{day}"} for day in range(1, 5)]
    words = iv.credit_in_words(credit(*outcomes, asked=TALKS, named=CHAIN), most=2)
    assert "of 4 August" in words[0]
    assert words[2] == "Before that there were 2 more."


@pytest.mark.parametrize("on", ["2025-11-10", "2026-01-20", "2026-03-30"])
def test_each_chain_is_that_of_the_generations_on_the_day(on):
    sample = iv.load_campaign(SAMPLE)
    records = (sample.interviews, sample.referrals)
    way = iv.generations(*records, as_of=on)
    outcomes = pd.DataFrame({"person": way.index, "happened_on": on, "kind": "event"})
    table = iv.outcome_credit(outcomes, *records, as_of="2026-04-01")
    assert table["steps"].tolist() == way["generation"].tolist()
    before = [chain[-2] if len(chain) > 1 else None for chain in table["chain"]]
    assert before == [None if pd.isna(who) else who for who in way["referrer"]]
