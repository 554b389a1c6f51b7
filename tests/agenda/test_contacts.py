import pytest

import infoview_analytics as iv
from infoview_analytics.agenda.contacts import contact_of

INTERVIEWS = (
    "interview_id,person,organization,role,requested_on,interview_on\n"
    "I1,Ana Silva (Northlight),Northlight Press,editor,2026-03-02,2026-03-05\n"
    "I2,Ana Silva (Quill),,,2026-03-03,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,organization,may_use_name\n"
    "R1,Ana Silva (Northlight),Bo Lee,2026-03-05,Harbour,\n"
    "R2,Cy Dent,Bo Lee,2026-03-09,Quayside,yes\n"
    "R3,You,Bo Lee,2026-03-01,,yes\n"
)


@pytest.fixture
def known(campaign):
    def contact(name, as_of="2026-03-10", **files):
        usual = {"interviews": INTERVIEWS, "referrals": REFERRALS}
        folder = campaign(**usual | files)
        return contact_of(iv.load_campaign(folder), name, as_of=as_of)

    return contact


def test_what_was_told_last_is_known_and_nothing_from_later(known):
    assert known("Bo Lee").organization == "Quayside"
    assert known("Bo Lee", as_of="2026-03-08").organization == "Harbour"


def test_only_who_agreed_may_be_mentioned(known):
    assert known("Bo Lee").may_be_mentioned == ["Cy Dent"]
    assert known("Bo Lee", as_of="2026-03-08").may_be_mentioned == []
    assert list(known("Bo Lee").named_by["from_person"]) == ["Ana Silva (Northlight)", "Cy Dent"]


def test_case_spaces_and_brackets_do_not_matter_where_one_person_is_meant(known):
    assert known("  bo   LEE ").person == "Bo Lee"
    with pytest.raises(iv.UnknownContactError, match=r'may be 2 people. Write "Ana Silva \(North'):
        known("Ana Silva")
    assert known("ana silva (quill)").person == "Ana Silva (Quill)"


def test_a_name_that_is_nowhere_is_told_with_the_nearest(known):
    with pytest.raises(iv.UnknownContactError, match=r'"Bo Leigh"\. Did you mean "Bo Lee"'):
        known("Bo Leigh")
    with pytest.raises(iv.UnknownContactError, match="write them down first"):
        known("Xqzw")


def test_somebody_who_was_not_known_yet_is_not_found(known):
    with pytest.raises(iv.UnknownContactError):
        known("Cy Dent", as_of="2026-03-08")


def test_the_address_comes_from_the_people_you_know_of(known):
    people = "person,email,known_since\nBo Lee,bo@harbour.example,2026-03-01\n"
    assert known("Bo Lee", people=people).email == "bo@harbour.example"
    assert known("Cy Dent", people=people).email == ""


def test_the_last_word_counts_and_an_introduction_is_leave_unless_they_said_no(known):
    referrals = (
        "referral_id,from_person,to_person,referred_on,introduced_on,may_use_name\n"
        "R1,Cy Dent,Bo Lee,2026-03-02,,yes\nR2,Cy Dent,Bo Lee,2026-03-09,,no\n"
        "R3,Di Low,Bo Lee,2026-03-02,2026-03-04,\nR4,Ed Fry,Bo Lee,2026-03-02,2026-03-04,no\n"
    )
    assert known("Bo Lee", referrals=referrals).may_be_mentioned == ["Di Low"]
    assert known("Bo Lee", referrals=referrals).not_to_be_mentioned == ["Cy Dent", "Ed Fry"]
    early = known("Bo Lee", as_of="2026-03-03", referrals=referrals)
    assert early.may_be_mentioned == ["Cy Dent"]
