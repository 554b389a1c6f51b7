"""A new id is one that nothing names, wherever it may stand."""

import pytest

ADVICE = "advice_id,interview_id,advice\na1,{},Show two pieces\n"
REFERRALS = "referral_id,from_person,to_person,referred_on,interview_id\n"


@pytest.mark.parametrize(
    "files",
    [
        {"advice": ADVICE.format("I3")},
        {"advice": ADVICE.format("I3,too,many")},
        {"referrals": f"{REFERRALS}R1,Bo Lee,Cy Dent,2026-03-09,I3\n"},
        {"referrals": f"{REFERRALS}R1,Bo Lee,Cy, Dent,2026-03-09,I3\n"},
    ],
)
def test_a_new_id_is_none_that_another_table_still_names(book, files):
    book.holds("I1,Ana Silva,2026-03-02", "I2,Bo Lee,2026-03-02", **files)
    first, second = (book.log("request", person=name).key for name in ("Zoe Ott", "Eva Orr"))
    assert "I3" not in {first, second}


def test_ids_go_on_where_every_row_is_gone_but_advice_names_one(book):
    book.holds(advice=ADVICE.format("i7"))
    assert book.log("request", person="Zoe Ott").key == "i8"
