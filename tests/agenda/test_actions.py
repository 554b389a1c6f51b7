"""What holds for all actions: their order, the day they are seen from, fairness and breaks."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.agenda.rules import RULE_OF

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
NO_REFERRAL = "referral_id,from_person,to_person,referred_on\n"
REFERRALS = "referral_id,from_person,to_person,referred_on,may_use_name,organization\n"
COLUMNS = [
    *("action", "person", "organization", "due_on", "overdue_days", "why", "rule", "table"),
    *("record", "by", "minutes", "entry", "other", "lapsed"),
]
EMPTIED = {
    "interviews": ["responded_on", "thank_you_on", "prepared_on"],
    "referrals": ["introduced_on", "reported_back_on"],
    "advice": ["done_on", "reported_back_on"],
    "organizations": ["researched_on"],
}
ROWS = {
    "interviews": "requested_on",
    "referrals": "referred_on",
    "touches": "touched_on",
    "outcomes": "happened_on",
    "people": "known_since",
}


@pytest.fixture(scope="module")
def sample():
    return iv.load_campaign(SAMPLE)


@pytest.fixture
def actions(campaign):
    """Return a function that finds all actions of least records on a day."""

    def find(as_of, *, ahead_days=7, **files):
        folder = campaign(**{"referrals": NO_REFERRAL} | files)
        return iv.next_actions(iv.load_campaign(folder), as_of=as_of, ahead_days=ahead_days)

    return find


def without_later(campaign, as_of):
    """Return a campaign without a row or an answer from after a day."""
    today = pd.Timestamp(as_of)
    tables = {name: getattr(campaign, name) for name in {*ROWS, *EMPTIED}}
    for name, date in ROWS.items():
        tables[name] = tables[name].loc[~(tables[name][date] > today)]
    named = iv.as_known(campaign.interviews, campaign.referrals, as_of=today).referrals
    is_known = tables["referrals"]["referral_id"].isin(named["referral_id"])
    tables["referrals"] = tables["referrals"].loc[is_known]  # some have no day of their own
    answered = tables["interviews"]["responded_on"] > today
    agreed = ["interview_on", "interview_time", "place", "format", "minutes_agreed", "response"]
    interviews = tables["interviews"].copy()
    interviews.loc[answered, agreed] = None
    tables["interviews"] = interviews
    for name, dates in EMPTIED.items():
        table = tables[name].copy()
        for date in dates:
            table[date] = table[date].where(~(table[date] > today))
        tables[name] = table
    return replace(campaign, **tables)


@pytest.mark.parametrize("as_of", ["2025-10-20", "2025-12-10", "2026-01-16", "2026-02-20"])
def test_nothing_from_after_the_day_changes_what_is_to_do(sample, as_of):
    then = iv.next_actions(sample, as_of=as_of)
    assert len(then)
    pd.testing.assert_frame_equal(then, iv.next_actions(without_later(sample, as_of), as_of=as_of))


@pytest.mark.parametrize("as_of", ["2026-01-02", "2026-04-01", "2030-01-01"])
def test_what_has_lapsed_comes_last_and_changes_nothing_else(sample, as_of):
    current = iv.next_actions(sample, as_of=as_of)
    every = iv.next_actions(sample, as_of=as_of, lapsed=True)
    assert not current["lapsed"].any()
    pd.testing.assert_frame_equal(every.head(len(current)), current)
    assert every["lapsed"].iloc[len(current) :].all()


def test_a_table_has_its_columns_and_a_plain_index_even_without_a_row(sample, actions):
    least = "interview_id,person,requested_on\n"
    for table in (
        iv.next_actions(sample, as_of="2026-04-01"),
        actions("2026-04-01", interviews=least),
    ):
        assert list(table.columns) == COLUMNS
        assert table.index.equals(pd.RangeIndex(len(table)))
        assert pd.api.types.is_datetime64_any_dtype(table["due_on"])
        assert table["lapsed"].dtype == np.bool_
        assert table["overdue_days"].dtype == table["minutes"].dtype == np.int64


def test_each_action_points_at_a_row_that_is_there(sample):
    table = iv.next_actions(sample, as_of="2026-04-01")
    keys = {"interviews": "interview_id", "referrals": "referral_id", "advice": "advice_id"}
    keys |= {"people": "person", "organizations": "organization"}
    for row in table.itertuples():
        assert row.record in set(getattr(sample, row.table)[keys[row.table]])
        assert row.entry == "" or row.entry in iv.ENTRIES
        assert row.rule in RULE_OF


def test_overdue_days_are_the_days_since_it_was_due(sample):
    table = iv.next_actions(sample, as_of="2026-04-01", ahead_days=3)
    late = (pd.Timestamp("2026-04-01") - table["due_on"]).dt.days
    assert (table["overdue_days"] == late.clip(lower=0)).all()
    assert late.min() >= -3


def test_talks_come_first_then_what_is_owed_then_what_helps_then_the_rest(actions):
    interviews = (
        "interview_id,person,requested_on,interview_on,prepared_on,thank_you_on\n"
        "I1,Ana Silva,2026-03-02,2026-03-05,,\n"
        "I2,Cy Dent,2026-03-02,2026-03-10,2026-03-09,\n"
        "I3,Di Ek,2025-11-03,2025-11-10,,2025-11-10\n"
    )
    referrals = REFERRALS + "R1,Ana Silva,Bo Lee,2026-03-05,yes,\n"
    rules = actions("2026-03-09", interviews=interviews, referrals=referrals)["rule"].tolist()
    order = ["arrive", "thank", "contact", "keep_in_touch"]
    assert [rule for rule in rules if rule in order] == order


def test_the_warmest_lead_is_asked_first(actions):
    interviews = (
        "interview_id,person,requested_on,interview_on\n"
        "I1,Ana Silva,2026-02-02,2026-02-05\nI2,Cy Dent,2026-02-02,\n"
    )
    referrals = (
        f"{REFERRALS}R1,Cy Dent,Far Off,2026-02-03,yes,\nR2,Ana Silva,Bo Lee,2026-02-06,yes,\n"
    )
    table = actions("2026-03-09", interviews=interviews, referrals=referrals)
    assert table.loc[table["rule"] == "contact", "person"].tolist() == ["Bo Lee", "Far Off"]


def due_days(table, rule):
    """Return when those of a rule are due, by person."""
    rows = table.loc[table["rule"] == rule]
    return dict(zip(rows["person"], rows["due_on"].dt.strftime("%Y-%m-%d"), strict=True))


def test_one_organisation_is_not_asked_more_often_than_is_fair(actions):
    interviews = "interview_id,person,organization,requested_on\nI1,Ana Silva,Quill,2026-03-05\n"
    named = [f"R{i},Cy Dent,P{i},2026-03-02,yes,{' QUILL' if i else 'Other'}\n" for i in range(4)]
    table = actions(
        "2026-03-09", interviews=interviews, referrals=REFERRALS + "".join(named), ahead_days=60
    )
    days = due_days(table, "contact")
    assert days["P0"] == "2026-03-09"
    assert sorted(days.values()) == ["2026-03-09", "2026-03-09", "2026-04-06", "2026-04-08"]
    late = table.loc[table["due_on"] > "2026-04-01", "why"]
    assert late.str.contains("2 requests within 30 days are enough for QUILL.").all()
    soon = actions("2026-03-09", interviews=interviews, referrals=REFERRALS + "".join(named))
    assert len(due_days(soon, "contact")) == 2
    generous = "[habits]\nasks_per_organization_a_month = 9\n"
    table = actions(
        "2026-03-09",
        interviews=interviews,
        referrals=REFERRALS + "".join(named),
        infoview=generous,
    )
    assert len(due_days(table, "contact")) == 4


def test_two_favours_of_one_person_go_into_one_message(actions):
    interviews = "interview_id,person,requested_on,interview_on\nI1,Cy Dent,2026-03-02,2026-03-09\n"
    referrals = REFERRALS + "R1,Cy Dent,Bo Lee,2026-03-05,,\n"

    def favours(**files):
        table = actions("2026-03-09", interviews=interviews, referrals=referrals, **files)
        rows = table.loc[table["rule"].isin(["ask_for_name", "ask_leave"])].set_index("rule")
        return rows["due_on"].dt.strftime("%Y-%m-%d").to_dict(), rows["why"].str.contains("same")

    days, told = favours()
    assert days == {"ask_for_name": "2026-03-10", "ask_leave": "2026-03-10"}
    assert told.sum() == 1
    days, told = favours(infoview="[habits]\nasks_per_person_a_month = 2\n")
    assert days == {"ask_for_name": "2026-03-10", "ask_leave": "2026-03-11"}
    assert not told.any()


@pytest.mark.parametrize(
    ("settings", "contact_on"),
    [
        ("", "2026-03-12"),
        ("[habits]\nholidays = [2026-03-12]\n", "2026-03-13"),
        ("[goal]\nbreaks = [{ from = 2026-03-09, to = 2026-03-20 }]\n", "2026-03-23"),
    ],
)
def test_what_can_wait_waits_for_a_business_day_and_thanks_do_not(actions, settings, contact_on):
    interviews = "interview_id,person,requested_on,interview_on\nI1,Cy Dent,2026-03-02,2026-03-11\n"
    referrals = REFERRALS + "R1,Ana Silva,Bo Lee,2026-03-05,yes,\n"
    table = actions(
        "2026-03-11", interviews=interviews, referrals=referrals, infoview=settings, ahead_days=20
    )
    assert due_days(table, "contact") == {"Bo Lee": contact_on}
    assert due_days(table, "thank") == {"Cy Dent": "2026-03-12"}


def test_talks_after_a_break_are_prepared_for_when_they_come_near(actions):
    interviews = "interview_id,person,requested_on,interview_on\nI1,Cy Dent,2026-03-02,2026-03-23\n"
    settings = "[goal]\nbreaks = [{ from = 2026-03-09, to = 2026-03-20 }]\n"
    table = actions("2026-03-16", interviews=interviews, infoview=settings)
    assert due_days(table, "prepare") == {"Cy Dent": "2026-03-19"}
    assert due_days(table, "confirm") == {"Cy Dent": "2026-03-20"}


def test_past_years_leave_nothing_to_do_but_the_list(actions):
    interviews = (
        "interview_id,person,requested_on,interview_on\n"
        "I1,Cy Dent,2019-03-02,2019-03-11\nI2,Di Ek,2019-03-02,\n"
    )
    table = actions("2026-03-11", interviews=interviews)
    assert table["rule"].tolist() == ["list_wishes"]


def test_a_hostile_name_stays_one_printable_line(campaign):
    name = "=cmd|' /C'!A0\u202e<script>"
    interviews = f"interview_id,person,requested_on,interview_on\nI1,{name},2026-03-02,2026-03-05\n"
    records = iv.load_campaign(campaign(interviews=interviews, referrals=NO_REFERRAL))
    table = iv.next_actions(records, as_of="2026-03-06")
    assert name in table["person"].tolist()
    assert all(map(str.isprintable, table["action"] + table["why"]))


def test_to_look_back_is_refused(sample):
    with pytest.raises(iv.OptionError, match="ahead_days"):
        iv.next_actions(sample, as_of="2026-04-01", ahead_days=-1)


def test_the_records_are_left_as_they_were(sample):
    before = sample.interviews.copy(deep=True)
    iv.next_actions(sample, as_of="2026-04-01")
    pd.testing.assert_frame_equal(sample.interviews, before)
