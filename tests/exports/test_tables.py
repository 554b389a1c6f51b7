import pytest

import infoview_analytics as iv
from infoview_analytics.exports.graphs import graph_of
from infoview_analytics.exports.tables import tables_of
from infoview_analytics.sharing.handing_in import to_hand_in

FILES = {
    "interviews": (
        "interview_id,person,requested_on,interview_on\n"
        "i1,Ana Silva,2026-03-02,2026-03-05\ni2,Bo Lee,2026-03-02,2026-03-20\n"
        "i3,Cy Dent,2026-03-20,\n"
    ),
    "referrals": "referral_id,from_person,to_person,referred_on\nr1,Ana Silva,Dee,2026-03-05\n",
    "people": "person,known_since\nEve,2026-03-01\nFay,2026-03-20\n",
    "touches": "touch_id,person,touched_on,kind\nt1,Ana Silva,2026-03-20,nudge\n",
    "advice": (
        "advice_id,interview_id,advice,done_on\na1,i1,Read,2026-03-20\na2,i2,Write,\na3,i3,Wait,\n"
    ),
    "organizations": "organization,researched_on\nNorthlight,2026-03-20\n",
}


@pytest.fixture
def tables(campaign):
    loaded = iv.load_campaign(campaign(**FILES))
    handed = to_hand_in(loaded, as_of="2026-03-10", names="shown")
    return tables_of(handed, graph_of(handed))


def test_nothing_is_told_that_was_not_known_on_the_day(tables):
    assert list(tables["interviews"]["interview_id"]) == ["i1", "i2"]
    assert list(tables["people"]["person"]) == ["Eve"]
    assert list(tables["advice"]["advice_id"]) == ["a1"]
    assert tables["advice"]["done_on"].isna().all()
    assert tables["organizations"]["researched_on"].isna().all()
    assert "touches" not in tables
    assert "outcomes" not in tables


def test_the_contacts_are_everybody_of_the_network_but_you(tables):
    contacts = tables["contacts"].set_index("person")
    assert set(contacts.index) == {"Ana Silva", "Bo Lee", "Dee", "Eve"}
    assert contacts.loc["Ana Silva", "reach"] == 1
    assert contacts.loc["Bo Lee", "scheduled_on"].day == 20
