"""What is given is taken as it was meant, and nobody is written down twice."""

from datetime import date, datetime

import pytest

STRAY = "I2,Cy Dent,2026-03-02,2026-03-04,accepted,,,,,,tea, cake"


def codes(problems) -> list[tuple[str, str]]:
    return [(problem.code, problem.name) for problem in problems]


def test_a_note_is_added_below_also_where_a_day_is_replaced(book):
    book.holds("I1,Ana Silva,2026-03-02,2026-03-04,accepted,2026-03-20,,,,,On leave")
    logged = book.log(
        "interview",
        person="Ana Silva",
        interview_on="2026-03-09",
        notes="Very frank",
        replace=True,
    )
    assert book.rows()[0]["notes"] == "On leave\nVery frank"
    assert logged.words.endswith("Replaced: interview on (was 20 March 2026).")


def test_nothing_is_said_to_be_replaced_where_nothing_was(book):
    logged = book.log("response", person="Ana Silva", response="accepted", replace=True)
    assert "Replaced" not in logged.words


@pytest.mark.parametrize("more", [{}, {"channel": "email"}, {"notes": "Met at the fair."}])
def test_a_request_told_again_with_more_is_no_second_request(book, more):
    book.log("request", person="Cy Dent")
    (problem,) = book.refused("request", person="Cy Dent", **more)
    assert codes([problem]) == [("E505", "person")]
    assert 'in the row "I2"' in problem.fault
    assert problem.remedy == (
        "Say the day if it was another one, or add to that row in interviews.csv"
    )


def test_a_naming_told_again_with_more_is_no_second_naming(book):
    pair = {"from_person": "Ana Silva", "to_person": "Bo Lee", "referred_on": "2026-03-09"}
    problems = book.refused("referral", **pair, may_use_name="yes")
    assert codes(problems) == [("E505", "to_person")]


def test_two_notes_of_one_day_are_two_touches(book):
    for notes in ("Sent her the article.", "She liked it."):
        book.log("touch", person="Ana Silva", kind="update", notes=notes)
    assert len(book.rows("touches")) == 2


@pytest.mark.parametrize("entry", ["request", "response", "interview", "thanks"])
def test_e507_somebody_on_a_line_that_cannot_be_read_is_not_written_down_twice(book, entry):
    book.holds("I1,Ana Silva,2026-03-02", STRAY)
    (problem,) = book.refused(entry, person="Cy Dent")
    assert codes([problem]) == [("E507", "person")]
    assert problem.fault == "stands on a line of interviews.csv that cannot be read"


def test_a_name_that_a_comma_parts_is_known_all_the_same(book):
    book.holds("I1,Ana Silva,2026-03-02", "I2,Cy, Dent,2026-03-02,,,,,,,,")
    assert codes(book.refused("request", person="Cy Dent")) == [("E507", "person")]
    assert book.log("request", person="Dee Mori").key == "I3"


def test_a_pair_on_a_line_that_cannot_be_read_is_not_written_down_twice(book):
    head = "referral_id,from_person,to_person,referred_on"
    book.holds(
        "I1,Ana Silva,2026-03-02", referrals=f"{head}\nR1,Ana Silva,Cy Dent,2026-03-09,x,y\n"
    )
    names = {"from_person": "Ana Silva", "to_person": "Cy Dent\nDee Mori"}
    (problem,) = book.refused("referral", **names)
    assert (problem.code, problem.value) == ("E507", "Cy Dent")
    assert book.log("referral", from_person="Ana Silva", to_person="Dee Mori").key


@pytest.mark.parametrize("named", ["Cy Dent", "I2"])
def test_no_advice_goes_to_a_line_that_cannot_be_read(book, named):
    book.holds("I1,Ana Silva,2026-03-02", STRAY)
    problems = book.refused("advice", interview_id=named, advice="Show two pieces.")
    assert codes(problems) == [("E507", "interview_id")]


def test_advice_of_somebody_unknown_asks_who_is_meant(book):
    (problem,) = book.refused("advice", interview_id="Ana Sliva", advice="Show two pieces.")
    assert codes([problem]) == [("E305", "interview_id")]
    assert problem.remedy.startswith('Did you mean "Ana Silva"? If not: Write the name of somebody')


def test_advice_that_nobody_gave_is_told_once(book):
    book.log("advice", interview_id="Ana Silva", advice="Show two pieces.")
    (problem,) = book.refused("advice_done", advice_id="Nobody Here")
    assert codes([problem]) == [("E502", "advice_id")]
    assert "the name of somebody who gave you advice" in problem.remedy


def test_advice_told_again_names_the_advice_and_asks_for_no_day(book):
    book.log("advice", interview_id="I1", advice="Show two pieces.")
    (problem,) = book.refused("advice", interview_id="I1", advice="Show two pieces.")
    assert codes([problem]) == [("E505", "advice")]
    assert "day" not in problem.remedy


def test_an_organisation_told_again_asks_for_no_day(book):
    book.log("organization", organization="Northlight", priority="1")
    (problem,) = book.refused("organization", organization="Northlight", priority="1")
    assert problem.code == "E505"
    assert "day" not in problem.remedy


def test_an_empty_form_is_told_its_missing_values_where_there_is_advice(book):
    book.log("advice", interview_id="I1", advice="Show two pieces.")
    missing = [("E201", "interview_id"), ("E201", "advice")]
    assert codes(book.refused("advice")) == missing


@pytest.mark.parametrize("named", [{}, {"interview_id": "I1"}])
def test_two_rows_of_one_id_are_told_apart_first(book, named):
    book.holds("I1,Ana Silva,2026-03-02", "I1,Ana Silva,2026-03-03")
    (problem,) = book.refused("response", person="Ana Silva", response="accepted", **named)
    assert problem.code == "E503"
    assert problem.remedy.startswith("Give each its own interview_id in interviews.csv first")


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0c", "\x0b", "\x1c"])
def test_a_name_is_not_parted_by_what_only_looks_like_a_line_end(book, odd):
    (problem,) = book.refused("referral", from_person="Ana Silva", to_person=f"Cy{odd}Dent")
    assert problem.code in {"E208", "E209"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_names_stand_each_on_a_line(book, line_end):
    names = f"Cy Dent{line_end}Dee Mori"
    assert len(book.log("referral", from_person="Ana Silva", to_person=names).keys) == 2


@pytest.mark.parametrize("day", [date(2026, 3, 9), datetime(2026, 3, 9, 12)])  # noqa: DTZ001
def test_a_day_may_be_given_as_a_date_and_none_is_nothing(book, day):
    book.log("response", person="Ana Silva", responded_on=day, response="accepted", notes=None)
    assert book.rows()[0]["responded_on"] == "2026-03-09"
    book.log("interview", person="Ana Silva", minutes=25)
    assert book.rows()[0]["minutes"] == "25"


def test_nothing_given_for_what_is_needed_is_missing(book):
    assert codes(book.refused("request", person=None)) == [("E201", "person")]


@pytest.mark.parametrize("dots", ["...", "\u2026", " .. "])
def test_e508_dots_that_stand_for_something_are_not_written_down(book, dots):
    (problem,) = book.refused("request", person="Cy Dent", notes=dots)
    assert (problem.code, problem.name) == ("E508", "notes")
    assert book.log("request", person="Cy Dent", notes="So it goes ...").keys
