import pandas as pd
import pytest

import infoview_analytics as iv


def named(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["from_person", "to_person", "referred_on"])
    table["referred_on"] = pd.to_datetime(table["referred_on"])
    return table


@pytest.fixture
def records(requests):
    """Al was found, met and thanked, and named Bo and Cy; Bo declined; Cy was not asked."""
    table = requests(
        {
            "person": "Al",
            "requested_on": "2026-03-01",
            "responded_on": "2026-03-03",
            "response": "accepted",
            "interview_on": "2026-03-10",
            "thank_you_on": "2026-03-11",
        },
        {
            "person": "Bo",
            "requested_on": "2026-03-14",
            "responded_on": "2026-03-15",
            "response": "declined",
        },
    )
    referrals = named(
        {"from_person": "Al", "to_person": "Bo", "referred_on": "2026-03-10"},
        {"from_person": "Al", "to_person": "Cy", "referred_on": "2026-03-10"},
    )
    return table, referrals


def test_each_stage_counts_the_people_who_came_so_far(records):
    counts = iv.funnel(*records, as_of="2026-04-01")["count"]
    assert counts.to_dict() == {
        "named": 2,
        "asked": 2,
        "answered": 2,
        "accepted": 1,
        "held": 1,
        "thanked": 1,
        "named_others": 1,
    }


def test_a_share_follows_the_people_of_the_earlier_stage(records):
    asked = iv.funnel(*records, as_of="2026-04-01").loc["asked"]
    assert (asked["of"], asked["n"], asked["moved_on"], asked["share"]) == ("named", 2, 1, 0.5)
    assert asked["low"] < 0.5 < asked["high"]


def test_the_lag_is_that_of_those_who_moved_on(records):
    days = iv.funnel(*records, as_of="2026-04-01")["median_days"]
    assert days[["asked", "held", "thanked", "named_others"]].tolist() == [4, 7, 1, 0]


def test_what_came_later_is_not_counted(records):
    counts = iv.funnel(*records, as_of="2026-03-09")["count"]
    assert counts[["named", "accepted", "held", "named_others"]].tolist() == [0, 1, 0, 0]


def test_somebody_asked_twice_is_one_person(requests):
    table = requests(*[{"person": "Al", "requested_on": "2026-03-01"}] * 2)
    assert iv.funnel(table, named(), as_of="2026-04-01").loc["asked", "count"] == 1


def test_a_friend_who_only_named_somebody_is_no_stage_of_yours(requests):
    referrals = named({"from_person": "Al", "to_person": "Bo", "referred_on": "2026-03-10"})
    empty = requests({"person": "Bo", "requested_on": "2026-03-01"}).head(0)
    counts = iv.funnel(empty, referrals, as_of="2026-04-01")["count"]
    assert counts[["named", "named_others"]].tolist() == [1, 0]


def test_a_lead_without_the_column_is_not_given(records):
    table, referrals = records
    table = table.assign(channel=["email", "phone"])
    counts = iv.funnel(table, referrals, as_of="2026-04-01", by="channel")["count"]
    assert counts.xs("named", level="stage").to_dict() == {"email": 0, "not given": 1, "phone": 1}


def test_a_column_that_is_not_there_is_told(records):
    with pytest.raises(iv.UnknownColumnError, match="'pet'"):
        iv.funnel(*records, as_of="2026-04-01", by="pet")


def test_no_records_have_an_empty_funnel(records):
    table, referrals = records
    empty = iv.funnel(table.head(0), referrals.head(0), as_of="2026-04-01")
    assert empty["count"].sum() == 0
    assert empty["share"].isna().all()


def test_each_group_counts_as_it_does_alone(class_records):
    table, referrals = class_records
    as_of = pd.Timestamp("2026-04-15")
    together = iv.funnel(table, referrals, by="student", as_of=as_of)
    for student, alone in table.groupby("student"):
        expected = iv.funnel(alone, referrals[referrals["student"] == student], as_of=as_of)
        pd.testing.assert_frame_equal(together.loc[student], expected)


def test_the_published_network_of_advisers_has_its_counts(advice_network):
    counts = iv.funnel(advice_network.interviews, advice_network.referrals, as_of="2026-06-01")
    assert counts.loc[["asked", "held", "named_others"], "count"].tolist() == [125, 125, 108]
