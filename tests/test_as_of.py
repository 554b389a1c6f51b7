import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.groups import OF_A_ROW
from infoview_analytics.records.schema import INTERVIEWS, REFERRALS


def named(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    table["referred_on"] = pd.to_datetime(table["referred_on"])
    return table


def test_a_request_made_later_is_not_known_yet(requests):
    table = requests({"requested_on": "2026-03-01"}, {"requested_on": "2026-03-03"})
    assert len(iv.as_known(table, as_of="2026-03-02").interviews) == 1


def test_an_answer_that_came_later_leaves_the_request_waiting(requests):
    table = requests(
        {
            "requested_on": "2026-03-01",
            "responded_on": "2026-03-05",
            "response": "accepted",
            "interview_on": "2026-03-09",
        }
    )
    row = iv.as_known(table, as_of="2026-03-04").interviews.iloc[0]
    assert row["waiting"]
    assert not row["scheduled"]
    assert row[["responded_on", "response", "interview_on"]].isna().all()


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-03-05", "scheduled"), ("2026-03-09", "held"), ("2026-03-10", "held")],
)
def test_an_agreed_interview_is_scheduled_until_its_day_and_held_from_it(requests, as_of, state):
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-05", "interview_on": "2026-03-09"}
    )
    row = iv.as_known(table, as_of=as_of).interviews.iloc[0]
    assert {name for name in ("scheduled", "held") if row[name]} == {state}


@pytest.mark.parametrize("outcome", ["cancelled", "no_show"])
def test_an_interview_that_did_not_take_place_is_accepted_and_not_held(requests, outcome):
    table = requests(
        {"requested_on": "2026-03-01", "interview_on": "2026-03-09", "outcome": outcome}
    )
    row = iv.as_known(table, as_of="2026-03-20").interviews.iloc[0]
    assert (row["accepted"], row["held"], row["scheduled"]) == (True, False, False)


def test_what_was_learned_is_not_known_before_the_conversation(requests):
    table = requests(
        {"requested_on": "2026-03-01", "interview_on": "2026-03-09", "learned": "ask early"}
    )
    assert pd.isna(iv.as_known(table, as_of="2026-03-08").interviews["learned"].iloc[0])


def test_a_response_without_a_date_counts_as_answered_and_has_no_time(requests):
    table = requests({"requested_on": "2026-03-01", "response": "declined"})
    row = iv.as_known(table, as_of="2026-03-02").interviews.iloc[0]
    assert (row["answered"], row["declined"]) == (True, True)
    assert pd.isna(iv.as_known(table, as_of="2026-03-02").interviews["answer_days"].iloc[0])


def test_a_date_without_a_response_is_answered_without_a_verdict(requests):
    table = requests({"requested_on": "2026-03-01", "responded_on": "2026-03-02"})
    row = iv.as_known(table, as_of="2026-03-02").interviews.iloc[0]
    assert (row["answered"], row["accepted"], row["declined"]) == (True, False, False)


@pytest.mark.parametrize(
    ("referred_on", "source", "warmth"),
    [
        ("2026-03-01", "cold", "warm"),
        ("2026-03-02", "cold", "cold"),
        ("2026-03-02", "friend", "warm"),
        ("2026-03-02", "alumni", "cold"),
    ],
)
def test_a_request_is_warm_if_somebody_stood_between_on_its_day(
    requests, referred_on, source, warmth
):
    table = requests({"person": "Bo", "requested_on": "2026-03-01", "source": source})
    referrals = named({"from_person": "Al", "to_person": "Bo", "referred_on": referred_on})
    known = iv.as_known(table, referrals, as_of="2026-04-01")
    assert known.interviews["warmth"].tolist() == [warmth]


def test_a_referral_without_a_date_has_that_of_its_interview(requests):
    table = requests(
        {
            "interview_id": "i1",
            "person": "Al",
            "requested_on": "2026-03-01",
            "interview_on": "2026-03-05",
        }
    )
    referrals = named(
        {"from_person": "Al", "to_person": "Bo", "referred_on": None, "interview_id": "i1"}
    )
    known = iv.as_known(table, referrals, as_of="2026-04-01")
    assert known.referrals["referred_on"].tolist() == [pd.Timestamp("2026-03-05")]
    assert iv.as_known(table, referrals, as_of="2026-03-04").referrals.empty


def test_else_that_of_the_first_request_and_else_none(requests):
    table = requests({"person": "Bo", "requested_on": "2026-03-07"})
    referrals = named(
        {"from_person": "Al", "to_person": "Bo", "referred_on": None},
        {"from_person": "Al", "to_person": "Cy", "referred_on": None},
    )
    dates = iv.as_known(table, referrals, as_of="2026-04-01").referrals["referred_on"]
    assert dates.iloc[0] == pd.Timestamp("2026-03-07")
    assert pd.isna(dates.iloc[1])


def test_a_name_in_two_students_records_is_two_people(requests):
    table = requests({"person": "Bo", "requested_on": "2026-03-05", "student": "s1"})
    referrals = named(
        {"from_person": "Al", "to_person": "Bo", "referred_on": "2026-03-01", "student": "s2"}
    )
    apart = iv.as_known(table, referrals, as_of="2026-04-01", by="student")
    together = iv.as_known(table, referrals, as_of="2026-04-01")
    assert apart.interviews["warmth"].tolist() == ["cold"]
    assert together.interviews["warmth"].tolist() == ["warm"]


def test_a_column_of_the_user_s_own_may_have_the_name_of_another_table_s_date(requests):
    table = requests({"requested_on": "2026-03-01"}).assign(
        introduced_on="at the fair", follow_on="the second one"
    )
    known = iv.as_known(table, as_of="2026-03-02").interviews
    assert known["introduced_on"].tolist() == ["at the fair"]


def test_the_input_is_left_as_it_was(requests):
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-05", "response": "accepted"}
    )
    before = table.copy(deep=True)
    iv.as_known(table, as_of="2026-03-02")
    pd.testing.assert_frame_equal(table, before)


def test_days_in_a_column_of_objects_are_dates_too():
    table = pd.DataFrame({"person": ["Al"], "requested_on": ["2026-03-01"], "responded_on": [None]})
    table = table.astype(object)
    assert iv.as_known(table, as_of="2026-03-02").interviews["waiting"].tolist() == [True]


def test_the_rows_are_the_same_without_what_is_derived_from_them(requests):
    table = requests(
        {"requested_on": "2026-03-01", "responded_on": "2026-03-05", "response": "accepted"}
    )
    bare = iv.as_known(table, as_of="2026-03-02", derived=False).interviews
    whole = iv.as_known(table, as_of="2026-03-02").interviews
    pd.testing.assert_frame_equal(bare, whole[bare.columns])
    assert list(bare.columns) == list(table.columns)


def test_what_is_agreed_with_an_answer_is_not_known_before_it(requests):
    table = requests(
        {
            "requested_on": "2026-03-01",
            "responded_on": "2026-03-05",
            "interview_on": "2026-03-09",
            "format": "video",
            "minutes_agreed": 20,
        }
    )
    row = iv.as_known(table, as_of="2026-03-04").interviews.iloc[0]
    assert row[["interview_on", "format", "minutes_agreed"]].isna().all()


def test_a_talk_that_took_place_is_held_though_its_answer_is_dated_later(requests):
    table = requests(
        {"requested_on": "2026-03-01", "interview_on": "2026-03-05", "responded_on": "2026-03-09"}
    )
    assert iv.as_known(table, as_of="2026-03-06").interviews["held"].tolist() == [True]


def test_rows_without_a_student_are_a_campaign_too(requests):
    table = requests({"person": "Bo", "requested_on": "2026-03-05"}).assign(student=None)
    referrals = named({"from_person": "Al", "to_person": "Bo", "referred_on": "2026-03-01"})
    known = iv.as_known(table, referrals.assign(student=None), as_of="2026-04-01", by="student")
    assert known.interviews["warmth"].tolist() == ["warm"]


@pytest.mark.parametrize("name", ["warmth", "month", "channel"])
def test_a_referral_s_own_note_of_that_name_parts_no_campaigns(requests, name):
    table = requests({"person": "Bo", "requested_on": "2026-03-05", "channel": "email"})
    referrals = named({"from_person": "Al", "to_person": "Bo", "referred_on": "2026-03-01"})
    rates = iv.response_rates(
        table, referrals.assign(**{name: "x"}), by=[*{name, "warmth"}], as_of="2026-04-01"
    )
    assert rates.index.get_level_values("warmth").tolist() == ["warm"]


def test_the_columns_that_part_nothing_are_those_of_the_two_tables_and_what_follows(requests):
    table = requests({"person": "Bo", "requested_on": "2026-03-05"})
    derived = iv.as_known(table, as_of="2026-04-01").interviews.columns
    own = {column.name for table in (INTERVIEWS, REFERRALS) for column in table.columns}
    assert own | set(derived) == OF_A_ROW


def test_a_request_made_later_does_not_date_a_naming(requests):
    table = requests({"person": "Bo", "requested_on": "2026-03-09"})
    referrals = named({"from_person": "Al", "to_person": "Bo", "referred_on": None})
    known = iv.as_known(table, referrals, as_of="2026-03-05").referrals
    assert known["referred_on"].isna().tolist() == [True]
