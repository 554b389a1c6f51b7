import pytest

from infoview_analytics.logbook.entries import ENTRIES
from infoview_analytics.logbook.sayings import replaced_words, said_back
from infoview_analytics.records.schema import TABLES

HELD = {"person": "Ana Silva", "interview_on": "2026-03-09"}


def said(entry: str, *rows: dict[str, str]) -> str:
    return said_back(entry, rows, day="2026-03-10")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (HELD, "you talked with Ana Silva on 9 March 2026"),
        (HELD | {"outcome": "cancelled"}, "was cancelled"),
        (HELD | {"outcome": "no_show"}, "did not take place"),
        (HELD | {"interview_on": "2026-03-11"}, "you will talk with Ana Silva on 11 March 2026"),
        (
            HELD | {"interview_on": "2026-03-11", "outcome": "held"},
            "you talked with Ana Silva on 11 March 2026",
        ),
    ],
)
def test_a_conversation_is_told_as_it_went(row, words):
    assert words in said("interview", row)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"response": "accepted"}, "Ana Silva said yes on 4 March 2026"),
        ({"response": "declined"}, "Ana Silva said no on 4 March 2026"),
        ({}, "Ana Silva answered on 4 March 2026"),
    ],
)
def test_an_answer_is_told_by_its_verdict(answer, words):
    assert said("response", {"person": "Ana Silva", "responded_on": "2026-03-04"} | answer) == words


def test_a_conversation_that_an_answer_agreed_on_is_told_with_it():
    row = {"person": "Ana Silva", "responded_on": "2026-03-04", "interview_on": "2026-03-12"}
    assert said("response", row).endswith("; your conversation is on 12 March 2026")


def test_no_conversation_is_announced_after_a_no():
    row = {"person": "Ana Silva", "response": "declined", "interview_on": "2026-03-12"}
    assert said("response", row) == "Ana Silva said no"


def test_what_was_called_off_without_a_day_is_told_without_one():
    row = {"person": "Ana Silva", "outcome": "no_show"}
    assert said("interview", row) == "the conversation with Ana Silva did not take place"


def test_what_was_replaced_is_told_and_nothing_where_nothing_was():
    told = replaced_words({"interview_on": "2026-03-09", "outcome": "no_show"})
    assert told == "Replaced: interview on (was 9 March 2026), outcome (was no_show)."
    assert replaced_words({}) == ""


def test_names_are_listed_as_one_speaks():
    rows = [
        {"from_person": "Ana", "to_person": name, "referred_on": "2026-03-04"}
        for name in ("Bo", "Cy", "Dee")
    ]
    assert said("referral", *rows) == "Ana named Bo, Cy and Dee on 4 March 2026"


def test_a_choice_is_told_without_underscores():
    row = {"person": "Ana", "kind": "gave_back", "touched_on": "2026-03-04"}
    assert said("touch", row).endswith("(gave back)")


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_entry_can_be_said_back_on_one_line_that_can_be_seen(entry):
    columns = next(table.columns for table in TABLES if table.name == entry.table)
    words = said(entry.name, {column.name: "{odd}\n\u202e%s" for column in columns})
    assert words.isprintable()
    assert words.isascii()
