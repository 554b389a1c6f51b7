"""People of whom you know, and whom nobody has named yet, belong to the network too."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv

AS_OF = "2026-03-31"


@pytest.fixture
def known() -> pd.DataFrame:
    rows = [
        ("Di", "East", "2026-03-10"),  # in no other table
        ("Ed", "West", "2026-05-01"),  # not known yet
        ("Bo", "South", "2026-03-05"),  # named by Al
        ("Fay", "East", None),  # from the start
    ]
    people = pd.DataFrame(rows, columns=["person", "organization", "known_since"])
    return people.assign(known_since=pd.to_datetime(people["known_since"]))


@pytest.fixture
def records(asked, referrals):
    return asked("Al 2026-03-02", "Bo 2026-03-20"), referrals("Al > Bo 2026-03-16")


def test_they_are_leads_of_generation_1(records, known):
    layout = iv.referral_layout(*records, as_of=AS_OF, people=known)
    told = layout.people.loc[["Di", "Fay"], ["state", "generation", "organization"]]
    assert told.to_numpy().tolist() == [["lead", 1, "East"], ["lead", 1, "East"]]
    assert "Ed" not in layout.people.index
    assert layout.people.loc["Bo", "generation"] == 2
    summary = iv.network_summary(*records, as_of=AS_OF, people=known).loc["all"]
    assert summary[["people", "leads", "components"]].tolist() == [4, 2, 3]


def test_growth_counts_them_from_the_day_on_which_you_knew_of_them(records, known):
    growth = iv.network_growth(*records, as_of=AS_OF, people=known)
    assert growth["people"].tolist()[:3] == [3, 4, 4]  # Al, Bo and Fay; Di
    assert growth["organizations"].tolist()[:2] == [2, 2]


def test_whom_you_knew_long_before_counts_from_the_first_week(records, known):
    known.loc[0, "known_since"] = pd.Timestamp("2019-01-01")
    growth = iv.network_growth(*records, as_of=AS_OF, people=known)
    assert growth.index[0] == pd.Timestamp("2026-03-02")
    assert growth["people"].iloc[0] == 4


def test_you_are_nobody_whom_you_know_of(records, known):
    known.loc[0, "person"] = "You"
    assert "You" not in iv.generations(*records, as_of=AS_OF, people=known).index


def test_campaigns_in_one_table_keep_their_own_people(records, known):
    interviews, referrals = (table.assign(student="Kim") for table in records)
    people = known.assign(student=["Lou", "Lou", "Kim", "Kim"])
    reached = iv.generations(interviews, referrals, as_of=AS_OF, by="student", people=people)
    assert reached["generation"].to_dict() == {
        ("Kim", "Al"): 1,
        ("Kim", "Bo"): 2,
        ("Kim", "Fay"): 1,
        ("Lou", "Di"): 1,
    }


@pytest.mark.parametrize("missing", ["person", "student"])
def test_a_table_of_people_that_does_not_tell_whose_they_are_is_refused(records, known, missing):
    interviews, referrals = (table.assign(student="Kim") for table in records)
    people = known.assign(student="Kim").drop(columns=missing)
    with pytest.raises(iv.UnknownColumnError, match=missing):
        iv.generations(interviews, referrals, as_of=AS_OF, by="student", people=people)


@settings(max_examples=40)
@given(data=st.data())
def test_only_a_table_of_new_people_changes_anything_else(data, campaigns):
    interviews, referrals = data.draw(campaigns)
    nobody = pd.DataFrame({"person": []}, dtype=object)
    for measure in (iv.network_growth, iv.network_summary, iv.generations):
        alone = measure(interviews, referrals, as_of=AS_OF)
        pd.testing.assert_frame_equal(
            measure(interviews, referrals, as_of=AS_OF, people=nobody), alone
        )
