import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.agenda.week_plan import PARTS
from infoview_analytics.records.settings import RULES

AS_OF = "2026-03-11"  # a Wednesday
INTERVIEWS = (
    "interview_id,person,organization,requested_on,responded_on,response,interview_on,"
    "interview_time,place,minutes_agreed,thank_you_on,learned,next_step,asked_for_referral\n"
    "I1,Ana Silva,Northlight,2026-02-02,2026-02-03,accepted,2026-03-05,,,,,much,go on,yes\n"
    "I2,Bo Lee,Quill,2026-03-02,2026-03-04,accepted,2026-03-12,14:00,the library,45,,,,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,may_use_name\n"
    "R1,Ana Silva,Cy Dent,2026-03-05,yes\n"
    "R2,Ana Silva,Di Orr,2026-03-05,\n"
    "R3,Ana Silva,Eva Fay,2026-03-05,no\n"
)
GOAL = '[goal]\ninterviews = 3\nstarts_on = 2026-02-02\n[habits]\nwithout = ["list_wishes"]\n'


@pytest.fixture
def plan(campaign):
    def make(as_of=AS_OF, hours=None, **files):
        told = {"interviews": INTERVIEWS, "referrals": REFERRALS, "infoview": GOAL} | files
        return iv.week_plan(iv.load_campaign(campaign(**told)), as_of=as_of, hours=hours)

    return make


def rows(*requests):
    head = "interview_id,person,requested_on,responded_on,response,interview_on\n"
    return head + "".join(f"J{i},{request}\n" for i, request in enumerate(requests))


def test_every_rule_has_its_part():
    assert sorted(rule for rules in PARTS.values() for rule in rules) == sorted(RULES)


def test_the_week_is_named_by_its_monday_and_its_talks_stand_in_the_diary(plan):
    found = plan()
    assert f"{found.week:%Y-%m-%d}" == "2026-03-09"
    talk = found.diary.iloc[0]
    assert [talk["person"], talk["interview_time"], talk["place"]] == [
        *("Bo Lee", "14:00", "the library"),
    ]


def test_a_talk_takes_what_was_agreed_and_the_minutes_that_you_come_early(plan):
    assert plan().of("diary")["minutes"].tolist() == [45 + 10]


def test_what_is_owed_is_one_part(plan):
    owed = plan().owed
    assert ("thank", "Ana Silva") in set(zip(owed["rule"], owed["person"], strict=True))


def test_too_little_to_judge_by_asks_for_as_many_requests_as_the_goal_still_lacks(plan):
    found = plan()
    assert (found.requests, found.basis) == (2, "goal")  # 3, less the talk of Thursday
    assert len(found.contacts) == 2


def test_leads_beyond_what_the_week_asks_for_are_next_in_line(plan):
    found = plan()
    waiting = found.of("later")
    assert set(waiting["rule"]) == {"contact"}
    assert not waiting["fits"].any()
    assert not set(waiting["person"]) & set(found.contacts["person"])


def test_contacts_come_with_the_way_to_them_the_warmest_first(plan):
    first = plan().contacts.iloc[0]
    assert (first["person"], first["by_way_of"], first["ask_first"]) == ("Cy Dent", "Ana Silva", "")
    assert first["steps"] == "Ana Silva named them, and you may say so"


def test_requests_of_this_week_that_are_still_open_count(plan):
    sent = INTERVIEWS + "I3,Fay Kim,,2026-03-10,,,,,,,,,,\nI4,Gus Ray,,2026-03-06,,,,,,,,,,\n"
    found = plan(interviews=sent)
    assert (found.sent, found.requests) == (1, 1)


def test_the_own_rate_tells_the_number_once_there_is_one(plan):
    asked = [f"P{i},2026-01-0{i + 1},,,{'2026-01-20' if i < 2 else ''}" for i in range(5)]
    found = plan(interviews=rows(*asked))
    assert found.basis == "own rate"
    assert found.requests > 3


def test_a_goal_a_month_is_spread_over_the_weeks_that_it_has_left(plan):
    monthly = GOAL.replace("interviews = 3", 'interviews = 9\nper = "month"')
    found = plan(infoview=monthly)  # 9, less those of the 5th and the 12th, in 4 weeks
    assert found.requests == 2


def test_a_week_whose_goal_is_in_hand_asks_for_no_request(plan):
    found = plan(infoview=GOAL.replace("interviews = 3", "interviews = 1"))
    assert (found.requests, found.basis) == (0, "nothing needed")
    assert found.contacts.empty


def test_a_campaign_that_has_ended_asks_for_no_request(plan):
    over = GOAL.replace("[habits]", "ends_on = 2026-03-06\n[habits]")
    assert plan(infoview=over).basis == "ended"


def test_without_a_limit_all_but_what_is_for_later_fits(plan):
    table = plan().table
    assert table["fits"].equals(table["part"] != "later")


def test_the_hours_of_the_habits_are_the_limit_unless_others_are_given(plan):
    habits = GOAL + "hours_per_week = 5\n"
    assert plan(infoview=habits).hours == 5
    assert plan(infoview=habits, hours=2).hours == 2


@pytest.mark.parametrize("hours", [0, 1, 1.5, 2, 3, 5, 40])
def test_what_fits_takes_no_longer_than_the_hours_except_for_the_talks(plan, hours):
    table = plan(hours=hours).table
    done = table.loc[table["fits"]]
    talks = done.loc[done["part"] == "diary", "minutes"].sum()
    assert done["minutes"].sum() <= max(hours * 60, talks)
    assert table.loc[table["part"] == "diary", "fits"].all()


def test_old_debts_leave_half_of_the_time_to_this_week_s_requests(plan):
    old = "".join(
        f"I{i},Old Friend {i},,2026-01-02,,,2026-01-05,,,,,much,go on,yes\n" for i in range(3, 30)
    )
    table = plan(interviews=INTERVIEWS + old, hours=4).table
    done = table.loc[table["fits"]]
    assert "contact" in set(done["rule"])
    assert "thank" in set(done["rule"])
    assert not table.loc[table["rule"] == "thank", "fits"].all()


def test_the_same_plan_within_other_hours_is_that_of_those_hours(plan):
    pd.testing.assert_frame_equal(plan().within(2).table, plan(hours=2).table)
    pd.testing.assert_frame_equal(plan(hours=1).within(None).table, plan().table)


def test_less_than_no_hours_are_refused(plan):
    with pytest.raises(iv.OptionError, match="hours cannot be -1"):
        plan(hours=-1)


def test_nothing_of_later_is_known(plan):
    later = INTERVIEWS + "I9,Zoe Ash,,2026-03-12,,,,,,,,,,\n"
    named = REFERRALS + "R9,Bo Lee,Yan Po,2026-03-12,yes\n"
    now, then = plan(), plan(interviews=later, referrals=named)
    pd.testing.assert_frame_equal(now.table, then.table)
    pd.testing.assert_frame_equal(now.contacts, then.contacts)
    assert (now.requests, now.sent) == (then.requests, then.sent)


def test_a_campaign_without_a_row_has_a_plan(plan):
    head = INTERVIEWS.splitlines()[0] + "\n"
    found = plan(interviews=head, referrals=REFERRALS.splitlines()[0] + "\n", hours=2)
    assert found.diary.empty
    assert found.contacts.empty
    assert list(found.table["rule"]) == []


def test_the_records_are_left_as_they_were(campaign):
    read = iv.load_campaign(campaign(interviews=INTERVIEWS, referrals=REFERRALS))
    before = read.interviews.copy(deep=True)
    iv.week_plan(read, as_of=AS_OF)
    pd.testing.assert_frame_equal(read.interviews, before)


def test_a_talk_of_today_stands_in_the_diary_until_it_is_over(plan):
    assert plan("2026-03-12").diary["person"].tolist() == ["Bo Lee"]
    over = INTERVIEWS.replace("the library,45,,,,", "the library,45,,much,,")
    assert plan("2026-03-12", interviews=over).diary.empty
