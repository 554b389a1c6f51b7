import pytest

import infoview_analytics as iv


def test_e201_a_required_value_that_is_missing(of_interviews):
    assert of_interviews(person="  ") == [
        "interviews.csv:2:2 E201 person is empty. Every row needs one: who was asked."
    ]


def test_e202_an_id_that_is_used_twice(told):
    rows = "I1,Ana Silva,2026-03-02\nI2,Bo Lee,2026-03-02\nI1,Carla Diaz,2026-03-02\n"
    assert told(interviews=f"interview_id,person,requested_on\n{rows}") == [
        (
            'interviews.csv:4:1 E202 interview_id "I1" stands on line 2 too. '
            "Give each row its own interview_id."
        )
    ]


def test_e202_a_blank_row_hides_no_id_that_is_used_twice(told):
    rows = "I1,Ana Silva,2026-03-02\nI1,Bo Lee,2026-03-02\n,,\n"
    found = told(interviews=f"interview_id,person,requested_on\n{rows}")
    assert [problem.split()[1] for problem in found] == ["E202", "W511"]


def test_e202_a_person_who_stands_in_people_twice(told):
    found = told(people="person,notes\nZoë Roth,a\nZoe\u0308 Roth,b\n")
    assert [problem.split()[:2] for problem in found] == [["people.csv:3:1", "E202"]]


def test_e203_a_date_in_another_form_is_told_as_the_design_says(told):
    header = "interview_id,person,organization,role,industry,city,source,channel,requested_on"
    rows = "".join(f"I{i},Person {i},,,,,,,2026-03-02\n" for i in range(12))
    assert told(interviews=f"{header}\n{rows}I12,Cem Ay,,,,,,,03/04/2026\n") == [
        (
            'interviews.csv:14:9 E203 requested_on "03/04/2026" is not a date like 2026-04-03. '
            "Write 2026-04-03 or 2026-03-04."
        )
    ]


def test_e204_a_word_that_is_not_one_of_the_choices(of_interviews):
    assert of_interviews(responded_on="2026-03-04", response="Acepted") == [
        (
            'interviews.csv:2:5 E204 response "Acepted" is not one of the choices. '
            "Write accepted if you mean that, or one of declined."
        )
    ]


def test_e205_a_number_out_of_its_range(of_interviews):
    assert of_interviews(minutes="30 min") == [
        'interviews.csv:2:4 E205 minutes "30 min" is not a whole number from 1 to 600. Write 30.'
    ]


def test_e206_neither_yes_nor_no(of_referrals):
    found = of_referrals("R1,Ana Silva,Bo Lee,2026-03-09,Y", columns="may_use_name")
    assert found == ['referrals.csv:2:5 E206 may_use_name "Y" is neither yes nor no. Write yes.']


def test_e207_a_time_in_another_form(of_interviews):
    assert of_interviews(interview_time="2pm") == [
        'interviews.csv:2:4 E207 interview_time "2pm" is not a time like 09:30. Write 14:00.'
    ]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_e208_a_line_break_where_a_text_is_one_line(of_interviews, break_):
    found = of_interviews(role=f"Editor,{break_}part time", notes=f"one{break_}two,")
    assert [problem.split()[:3] for problem in found] == [["interviews.csv:2:4", "E208", "role"]]


@pytest.mark.parametrize(
    ("hidden", "said"),
    [("\t", "a tab"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x85", "U+0085")],
)
def test_e209_a_control_character_inside_a_text(of_interviews, hidden, said):
    (found,) = of_interviews(role=f"Edi{hidden}tor")
    assert found.startswith("interviews.csv:2:4 E209 role")
    assert said in found
    assert hidden not in found


def test_notes_may_hold_tabs_and_no_other_control_character(of_interviews):
    assert of_interviews(notes="a\tb") == []
    assert of_interviews(learned="a\x00b".replace("\0", "\x01"))[0].split()[1] == "E209"


def test_letters_that_join_or_turn_the_text_are_no_control_characters(of_interviews):
    assert of_interviews(person="\u0646\u0645\u200cی \u200fX", role="\u200bEditor") == []


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("E301", {"responded_on": "2026-03-01", "response": "declined"}),
        (
            "E302",
            {"responded_on": "2026-03-02", "response": "accepted", "interview_on": "2026-03-01"},
        ),
    ],
)
def test_e301_and_e302_what_comes_before_its_request(of_interviews, code, values):
    (found,) = of_interviews(**values)
    assert found.split()[1] == code
    assert "lies before requested_on (2026-03-02). Correct one of the two." in found


def test_e303_a_thank_you_before_its_interview(of_interviews):
    days = {"responded_on": "2026-03-02", "response": "accepted", "interview_on": "2026-03-09"}
    (found,) = of_interviews(**days, thank_you_on="2026-03-08")
    assert found == (
        'interviews.csv:2:7 E303 thank_you_on "2026-03-08" lies before interview_on (2026-03-09). '
        "Correct one of the two."
    )


def test_everything_on_one_day_is_in_order(of_interviews):
    day = "2026-03-02"
    assert (
        of_interviews(responded_on=day, response="accepted", interview_on=day, thank_you_on=day)
        == []
    )


def test_a_date_that_is_none_is_not_compared(of_interviews):
    found = of_interviews(responded_on="1/1/20", response="declined")
    assert [problem.split()[1] for problem in found] == ["E203"]


def test_w501_a_date_after_the_day_of_the_check(of_interviews):
    later = {"responded_on": "2026-03-11", "response": "accepted", "interview_on": "2026-03-20"}
    assert of_interviews("2026-03-10", **later) == [
        (
            'interviews.csv:2:4 W501 responded_on "2026-03-11" lies after 2026-03-10. '
            "Correct it, unless you look back on purpose."
        )
    ]
    assert of_interviews("2026-03-11", **later) == []
    assert of_interviews(**later) == []


def test_w501_an_interview_may_lie_later_until_its_outcome_is_told(of_interviews):
    days = {"responded_on": "2026-03-03", "response": "accepted", "interview_on": "2026-03-20"}
    assert of_interviews("2026-03-10", **days, outcome="cancelled") == []
    (found,) = of_interviews("2026-03-10", **days, outcome="held")
    assert found.startswith('interviews.csv:2:6 W501 interview_on "2026-03-20"')


def test_text_that_looks_like_nothing_or_a_number_stays_text(tmp_path):
    path = tmp_path / "interviews.csv"
    names = ["NA", "None", "null", "NaN", "007", "1e5", "TRUE", "-inf"]
    rows = "".join(f"{name},{name},2026-03-02\n" for name in names)
    path.write_text(f"interview_id,person,requested_on\n{rows}", encoding="utf-8")
    table = iv.load_interviews(path)
    assert table["person"].tolist() == names
    assert table["interview_id"].tolist() == names


def test_a_hundred_thousand_faults_are_found_and_a_hundred_told(tmp_path):
    path = tmp_path / "interviews.csv"
    rows = "".join(f"I{i},Ana,{i}/{i}/2026\n" for i in range(100_000))
    path.write_text(f"interview_id,person,requested_on\n{rows}", encoding="utf-8")
    with pytest.raises(iv.RecordError) as caught:
        iv.load_interviews(path)
    assert len(caught.value.problems) == 100_000
    lines = str(caught.value).splitlines()
    assert lines[0] == "interviews.csv has 100,000 errors and was refused."
    assert lines[-1] == "  ... and 99,900 more like these."
    assert len(lines) == 102
