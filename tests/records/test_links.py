from infoview_analytics.records.links import check_self_referrals
from infoview_analytics.records.schema import REFERRALS
from infoview_analytics.records.sheets import Sheet

TWO = "interview_id,person,requested_on\nI1,Ana Silva,2026-03-02\nI2,Bo Lee,2026-03-09\n"


def codes(problems):
    return [problem.split()[:2] for problem in problems]


def test_e304_somebody_who_names_themselves(of_referrals):
    assert of_referrals("R1,Ana Silva, Ana Silva,2026-03-09,") == [
        (
            'referrals.csv:2:3 E304 to_person "Ana Silva" names themselves. '
            "Correct from_person or to_person."
        )
    ]


def test_a_referral_without_names_names_nobody():
    cells = {"from_person": [""], "to_person": [""]}
    sheet = Sheet(REFERRALS, "referrals.csv", cells=cells)
    check_self_referrals(sheet)
    assert sheet.problems == []


def test_e305_an_interview_that_does_not_exist(of_referrals):
    assert of_referrals("R1,Ana Silva,Bo Lee,2026-03-09,I7") == [
        (
            'referrals.csv:2:5 E305 interview_id "I7" is not in interviews.csv. '
            "Write an interview_id that interviews.csv has, or leave it empty."
        )
    ]


def test_e305_an_id_that_is_nearly_one_is_proposed(of_referrals):
    (found,) = of_referrals("R1,Ana Silva,Bo Lee,2026-03-09,i-01")
    assert found.endswith("Write I1 if you mean that.")


def test_e305_advice_from_an_interview_that_does_not_exist(told):
    (found,) = told(advice="advice_id,interview_id,advice\nA1,I7,Read more\n")
    assert found.startswith('advice.csv:2:2 E305 interview_id "I7"')
    assert "leave it empty" not in found


def test_an_interview_whose_row_is_at_fault_exists_all_the_same(told):
    interviews = "interview_id,person,requested_on\nI1,Ana Silva,soon\nI2,Bo Lee\n"
    header = "referral_id,from_person,to_person,referred_on,interview_id"
    rows = "R1,Ana Silva,Cem Ay,2026-03-09,I1\nR2,Bo Lee,Cem Ay,2026-03-09,I2\n"
    found = told(interviews=interviews, referrals=f"{header}\n{rows}")
    assert codes(found) == [["interviews.csv:2:3", "E203"], ["interviews.csv:3:3", "E108"]]


def test_no_link_is_judged_while_interviews_cannot_be_read_to_the_end(told):
    found = told(
        interviews='interview_id,person,requested_on\nI1,"Ana Silva,2026-03-02\n',
        referrals="referral_id,from_person,to_person,referred_on,interview_id\n"
        "R1,Ana Silva,Cem Ay,2026-03-09,I1\n",
    )
    assert codes(found) == [["interviews.csv:2:2", "E107"]]


def test_e306_a_referral_linked_to_an_interview_with_somebody_else(of_referrals):
    assert of_referrals("R1,Ana Silva,Cem Ay,2026-03-09,I2", interviews=TWO) == [
        (
            'referrals.csv:2:5 E306 interview_id "I2" is an interview with "Bo Lee", '
            'not with "Ana Silva". Write I1, or correct from_person.'
        )
    ]


def test_e306_without_an_interview_of_theirs_the_link_may_be_left_empty(of_referrals):
    (found,) = of_referrals("R1,Cem Ay,Dee Roth,2026-03-09,I2", interviews=TWO)
    assert found.endswith("Leave it empty, or correct from_person.")


def test_w502_a_ring_is_told_once_with_its_people(of_referrals):
    rows = ["R1,Ana,Bo,2026-03-09,", "R2,Bo,Cem,2026-03-16,", "R3,Cem,Ana,2026-03-23,"]
    assert of_referrals(*rows, "R4,Cem,Dee,2026-03-23,") == [
        (
            'referrals.csv:4:3 W502 to_person "Ana" closes a ring: "Ana", "Bo", "Cem", "Ana" '
            "name each other in turn. See whether a referral is reversed."
        )
    ]


def test_w502_a_long_ring_is_told_short(of_referrals):
    names = [f"Person {i}" for i in range(20)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    rows = [f"R{i},{one},{other},2026-03-09," for i, (one, other) in enumerate(pairs)]
    (found,) = of_referrals(*rows)
    assert '"Person 5", 14 more, "Person 0" name each other in turn' in found


def test_w503_two_spellings_that_may_be_one_person(of_referrals):
    assert of_referrals("R1,Ana Silva,Bo Lee,2026-03-09,", "R2,Cem Ay,Anna Silva,2026-03-16,") == [
        (
            'referrals.csv:3:3 W503 to_person "Anna Silva" may be the same person as "Ana Silva" '
            "(interviews.csv:2). Use one spelling if they are one."
        )
    ]


def test_w503_two_spellings_that_may_be_one_organisation(told):
    found = told(
        interviews="interview_id,person,requested_on,organization\n"
        "I1,Ana Silva,2026-03-02,Northlight Press\nI2,Bo Lee,2026-03-02,NorthLight-Press\n"
    )
    assert codes(found) == [["interviews.csv:3:4", "W503"]]
    assert 'may be the same organisation as "Northlight Press" (interviews.csv:2)' in found[0]


def test_w503_likeness_between_a_person_and_an_organisation_says_nothing(told):
    found = told(
        interviews="interview_id,person,requested_on,organization\n"
        "I1,Ana Silva,2026-03-02,ana silva\n"
    )
    assert found == []


def test_w504_the_same_referral_twice(of_referrals):
    assert of_referrals("R1,Ana Silva,Bo Lee,2026-03-09,", "R2,Ana Silva,Bo Lee,2026-03-16,") == [
        (
            'referrals.csv:3:3 W504 to_person "Bo Lee" was named by "Ana Silva" on line 2 too. '
            "Delete one, unless they were named twice."
        )
    ]


def test_w514_a_contact_who_has_your_name(told):
    referrals = "referral_id,from_person,to_person,referred_on\nR1,Kim,Bo Lee,2026-03-09\n"
    assert told(referrals=referrals, infoview='[you]\nname = "Kim"\n') == [
        (
            'referrals.csv:2:2 W514 from_person "Kim" stands for you. '
            "Change it here, or your name under [you] in infoview.toml."
        )
    ]
