"""A conversation is written into the row that it belongs to, or nowhere."""

import pytest

HELD = "I1,Ana Silva,2026-01-02,2026-01-05,accepted,2026-01-09,,20,Lesson one"
AGREED = "I1,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-09"
CANCELLED = "I1,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-09,cancelled"


def only(problems):
    (problem,) = problems
    return problem


def test_a_conversation_that_is_over_takes_no_other_one(book):
    book.holds(HELD)
    problem = only(book.refused("interview", person="Ana Silva", learned="Lesson two"))
    assert (problem.code, problem.name) == ("E502", "person")
    assert problem.fault == "talked with you on 9 January 2026 (I1)"
    assert "write its request down first" in problem.remedy
    assert "say its day, 2026-01-09" in problem.remedy


@pytest.mark.parametrize("which", [{"interview_on": "2026-01-09"}, {"interview_id": "I1"}])
def test_a_conversation_that_is_over_is_completed_where_it_is_named(book, which):
    book.holds(HELD)
    book.log("interview", person="Ana Silva", learned="Lesson two", **which)
    assert book.rows()[0]["learned"] == "Lesson one\nLesson two"
    assert book.rows()[0]["interview_on"] == "2026-01-09"


def test_a_conversation_that_is_over_is_not_moved_to_another_day(book):
    book.holds(HELD)
    problems = book.refused(
        "interview", person="Ana Silva", interview_on="2026-03-08", replace=True
    )
    assert only(problems).code == "E502"


def test_what_was_never_agreed_on_is_over_once_it_has_its_day(book):
    book.holds("I1,Ana Silva,2026-01-02,,,2026-01-09")
    assert only(book.refused("interview", person="Ana Silva", learned="Lesson")).code == "E502"


def test_an_agreed_day_that_has_passed_is_the_day_of_the_conversation(book):
    book.holds(AGREED)
    book.log("interview", person="Ana Silva", minutes="25")
    assert book.rows()[0]["interview_on"] == "2026-03-09"


def test_a_passed_day_and_a_new_request_may_both_be_meant(book):
    book.holds(AGREED, "I2,Ana Silva,2026-03-09")
    assert only(book.refused("interview", person="Ana Silva", minutes="25")).code == "E503"


@pytest.mark.parametrize("outcome", ["cancelled", "no_show"])
@pytest.mark.parametrize("replace", [False, True])
def test_what_tells_how_it_went_was_not_called_off(book, outcome, replace):
    book.holds(HELD)
    named = {"person": "Ana Silva", "interview_id": "I1"}
    problem = only(book.refused("interview", **named, outcome=outcome, replace=replace))
    assert (problem.code, problem.name) == ("E502", "outcome")
    assert "minutes, learned" in problem.fault


def test_an_agreed_conversation_can_be_called_off(book):
    book.holds(AGREED)
    logged = book.log("interview", person="Ana Silva", outcome="no_show")
    assert book.rows()[0]["outcome"] == "no_show"
    assert "on 9 March 2026 did not take place" in logged.words


def test_what_is_called_off_without_a_day_gets_none(book):
    book.holds("I1,Ana Silva,2026-03-02,2026-03-05,accepted")
    logged = book.log("interview", person="Ana Silva", outcome="cancelled")
    assert "interview_on" not in book.rows()[0]
    assert "the conversation with Ana Silva was cancelled." in logged.words


@pytest.mark.parametrize("entry", ["interview", "response"])
def test_a_cancelled_conversation_gets_a_new_day(book, entry):
    book.holds(CANCELLED)
    logged = book.log(entry, person="Ana Silva", interview_on="2026-03-20", replace=True)
    assert book.rows()[0]["interview_on"] == "2026-03-20"
    assert "outcome" not in book.rows()[0]
    assert logged.words.endswith(
        "Replaced: interview on (was 9 March 2026), outcome (was cancelled)."
    )


def test_the_day_of_a_cancelled_conversation_is_not_replaced_unasked(book):
    book.holds(CANCELLED)
    problem = only(book.refused("interview", person="Ana Silva", interview_on="2026-03-20"))
    assert (problem.code, problem.name) == ("E504", "interview_on")


def test_a_cancelled_conversation_without_a_day_gets_its_first(book):
    book.holds("I1,Ana Silva,2026-03-02,2026-03-05,accepted,,cancelled")
    logged = book.log("interview", person="Ana Silva", interview_on="2026-03-20")
    assert "outcome" not in book.rows()[0]
    assert logged.words.endswith("Replaced: outcome (was cancelled).")


def test_a_cancelled_conversation_is_not_taken_for_one_that_was_held(book):
    book.holds(CANCELLED)
    problem = only(book.refused("interview", person="Ana Silva", minutes="20"))
    assert (problem.code, problem.name) == ("E502", "person")
    assert "the one of 9 March 2026 was cancelled (I1)" in problem.fault
    problem = only(book.refused("interview", person="Ana Silva", interview_id="I1", minutes="20"))
    assert (problem.code, problem.name) == ("E504", "outcome")


def test_a_wrong_outcome_is_corrected(book):
    book.holds(CANCELLED)
    book.log("interview", person="Ana Silva", outcome="held", minutes="20", replace=True)
    assert book.rows()[0]["outcome"] == "held"
    assert book.rows()[0]["interview_on"] == "2026-03-09"


def test_a_planned_day_of_somebody_who_declined_does_not_win_over_a_new_request(book):
    book.holds("I1,Ana Silva,2026-01-02,2026-01-05,declined,2026-05-20", "I2,Ana Silva,2026-03-02")
    assert book.log("interview", person="Ana Silva").key == "I2"


def test_somebody_declined_who_was_to_talk_that_day(book):
    book.holds("I1,Ana Silva,2026-01-02,2026-01-05,declined,2026-03-10", "I2,Ana Silva,2026-03-02")
    assert book.log("interview", person="Ana Silva").key == "I2"


def test_who_declined_and_was_asked_again_that_day_answers_the_new_request(book):
    book.holds("I1,Ana Silva,2026-01-02,2026-03-10,declined", "I2,Ana Silva,2026-03-10")
    assert book.log("response", person="Ana Silva", response="accepted").key == "I2"


def test_the_answer_of_the_day_is_corrected_where_nothing_else_can_be_meant(book):
    book.holds(
        "I1,Ana Silva,2026-01-02,2026-01-05,declined", "I2,Ana Silva,2026-03-02,2026-03-10,declined"
    )
    logged = book.log("response", person="Ana Silva", response="accepted", replace=True)
    assert logged.key == "I2"


def test_a_conversation_planned_with_somebody_who_declined_was_not_held(book):
    book.holds("I1,Ana Silva,2026-01-02,2026-01-05,declined,2026-01-09", HELD.replace("I1", "I2"))
    assert book.log("thanks", person="Ana Silva").key == "I2"
