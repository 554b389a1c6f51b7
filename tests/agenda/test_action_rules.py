"""Each rule at its edges: the day before, the day, the day after, and what closes it."""

from dataclasses import dataclass, field

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.agenda.rules import RULE_OF

DAY = pd.Timedelta(days=1)
ASKED = "interview_id,person,requested_on,channel\nI1,Ana Silva,2026-03-05,email\n"
NO_REQUEST = "interview_id,person,requested_on\n"
NO_REFERRAL = "referral_id,from_person,to_person,referred_on\n"
TOUCHES = "touch_id,person,touched_on,kind\n"
NUDGES = f"{TOUCHES}T1,Ana Silva,2026-03-10,nudge\nT2,Ana Silva,2026-03-16,nudge\n"
FIVE_WISHES = "organization,researched_on\nA,2026-01-02\nB,2026-01-02\nC,2026-01-02\nD,2026-01-02\n"


def talk(columns="", values="", *, on="2026-03-05", asked="2026-03-02"):
    """Return the request that led to one talk with Ana Silva, with more columns."""
    return (
        f"interview_id,person,requested_on,interview_on{columns}\n"
        f"I1,Ana Silva,{asked},{on}{values}\n"
    )


def naming(may="", reported=""):
    """Return the referral in which Ana Silva named Bo Lee."""
    return (
        "referral_id,from_person,to_person,referred_on,may_use_name,reported_back_on\n"
        f"R1,Ana Silva,Bo Lee,2026-03-05,{may},{reported}\n"
    )


def advice(done="", told=""):
    """Return an advice of Ana Silva."""
    return (
        f"advice_id,interview_id,advice,done_on,reported_back_on\nA1,I1,Read more.,{done},{told}\n"
    )


def bo(requested_on):
    """Return a request to Bo Lee."""
    return f"interview_id,person,requested_on\nI1,Bo Lee,{requested_on}\n"


def touch(on, kind="update"):
    """Return a touch with Ana Silva."""
    return f"touch_id,person,touched_on,kind\nT1,Ana Silva,{on},{kind}\n"


@dataclass(frozen=True)
class Case:
    """The least records in which a rule asks for something, when, and what closes it."""

    due: str
    files: dict = field(default_factory=dict)
    closed: dict = field(default_factory=dict)


AGREED = "2026-03-12,14:00,2026-03-02"
COMING = {"columns": ",interview_time,responded_on", "on": AGREED, "asked": "2026-02-20"}
THANKED = talk(",thank_you_on", ",2026-03-06")
OUTCOME = "outcome_id,person,happened_on,kind\nO1,Ana Silva,2026-03-20,event\n"
CASES = {
    "arrive": Case(
        "2026-03-12",
        {"interviews": talk(**COMING)},
        {"interviews": talk(",interview_time,minutes", ",14:00,30", on="2026-03-12")},
    ),
    "confirm": Case(
        "2026-03-11", {"interviews": talk(**COMING)}, {"touches": touch("2026-03-11", "other")}
    ),
    "prepare": Case(
        "2026-03-10",
        {"interviews": talk(**COMING)},
        {"interviews": talk(",prepared_on", ",2026-03-09", on="2026-03-12")},
    ),
    "agree_day": Case(
        "2026-03-06",
        {
            "interviews": "interview_id,person,requested_on,responded_on,response\n"
            "I1,Ana Silva,2026-03-02,2026-03-05,accepted\n"
        },
        {"interviews": talk(on="2026-03-20")},
    ),
    "thank": Case("2026-03-06", {"interviews": talk()}, {"interviews": THANKED}),
    "write_down": Case(
        "2026-03-05",
        {"interviews": talk()},
        {"interviews": talk(",learned,next_step", ",Much,Read on")},
    ),
    "ask_for_name": Case(
        "2026-03-06",
        {"interviews": talk()},
        {"interviews": talk(",asked_for_referral", ",yes")},
    ),
    "tell_referrer": Case(
        "2026-03-12",
        {"interviews": bo("2026-03-05"), "referrals": naming()},
        {"referrals": naming(reported="2026-03-06")},
    ),
    "follow_advice": Case(
        "2026-04-06",
        {"interviews": talk(), "advice": advice()},
        {"advice": advice("2026-03-10")},
    ),
    "tell_advice": Case(
        "2026-03-17",
        {"interviews": talk(), "advice": advice("2026-03-10")},
        {"advice": advice("2026-03-10", "2026-03-11")},
    ),
    "ask_leave": Case("2026-03-11", {"referrals": naming()}, {"referrals": naming(may="yes")}),
    "contact": Case(
        "2026-03-12", {"referrals": naming(may="yes")}, {"interviews": bo("2026-03-09")}
    ),
    "contact_cold": Case(
        "2026-03-12",
        {"people": "person,source,known_since\nBo Lee,linkedin,2026-03-05\n"},
        {"interviews": bo("2026-03-09")},
    ),
    "nudge": Case(
        "2026-03-10",
        {"interviews": ASKED},
        {"interviews": ASKED.replace("channel", "responded_on").replace("email", "2026-03-09")},
    ),
    "let_go": Case(
        "2026-03-20",
        {"interviews": ASKED, "touches": NUDGES},
        {"interviews": ASKED.replace("channel", "responded_on").replace("email", "2026-03-19")},
    ),
    "keep_in_touch": Case("2026-06-04", {"interviews": THANKED}, {"touches": touch("2026-05-04")}),
    "keep_in_mind": Case(
        "2026-07-03",
        {"interviews": THANKED, "outcomes": OUTCOME},
        {"touches": touch("2026-04-01", "feeler")},
    ),
    "list_wishes": Case(
        "2026-03-06",
        {"interviews": ASKED.replace("-05", "-02")},
        {"organizations": FIVE_WISHES + "E,\n"},
    ),
    "look_into": Case(
        "2026-03-06",
        {"organizations": "organization,researched_on\nQuillhaven,\n"},
        {"organizations": "organization,researched_on\nQuillhaven,2026-03-04\n"},
    ),
    "find_way_in": Case(
        "2026-03-06",
        {"organizations": "organization,researched_on\nQuillhaven,2026-03-04\n"},
        {"people": "person,organization,known_since\nBo Lee,Quillhaven,2026-03-04\n"},
    ),
}
NEVER_LATE = {"arrive", "confirm", "contact_cold", "list_wishes", "look_into", "find_way_in"}
LATE = sorted(set(CASES) - NEVER_LATE)
LAPSING = [rule for rule in LATE if RULE_OF[rule].lapses_after_days is not None]


@pytest.fixture
def found(campaign):
    """Return a function that finds what one rule asks for on a day, and not ahead."""

    def find(rule, as_of, files, *, ahead_days=0, lapsed=False):
        folder = campaign(**{"interviews": NO_REQUEST, "referrals": NO_REFERRAL} | files)
        records = iv.load_campaign(folder)
        table = iv.next_actions(records, as_of=as_of, ahead_days=ahead_days, lapsed=lapsed)
        return table.loc[table["rule"] == rule].reset_index(drop=True)

    return find


def test_every_rule_has_a_case():
    assert set(CASES) == set(RULE_OF)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_asks_on_its_day_and_not_on_the_day_before(found, rule):
    case, due = CASES[rule], pd.Timestamp(CASES[rule].due)
    assert found(rule, due - DAY, case.files).empty
    row = found(rule, due, case.files).iloc[0]
    assert (row["due_on"], row["overdue_days"], row["lapsed"]) == (due, 0, False)
    assert row["action"]
    assert row["why"].endswith(".")


@pytest.mark.parametrize("rule", sorted(set(CASES) - {"let_go", "write_down"}))
def test_what_is_coming_is_told_ahead_with_its_day(found, rule):
    case, due = CASES[rule], pd.Timestamp(CASES[rule].due)
    row = found(rule, due - DAY, case.files, ahead_days=1).iloc[0]
    assert (row["due_on"], row["overdue_days"]) == (due, 0)


@pytest.mark.parametrize("rule", LATE)
def test_a_day_later_it_is_overdue_by_a_day(found, rule):
    case, due = CASES[rule], pd.Timestamp(CASES[rule].due)
    assert found(rule, due + DAY, case.files)["overdue_days"].tolist() == [1]


@pytest.mark.parametrize("rule", CASES)
def test_the_record_that_closes_it_ends_it(found, rule):
    case = CASES[rule]
    assert len(found(rule, case.due, case.files)) == 1
    assert found(rule, case.due, case.files | case.closed).empty


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_can_be_turned_off(found, rule):
    case = CASES[rule]
    off = f'[habits]\nwithout = ["{rule}"]\n'
    assert found(rule, case.due, case.files | {"infoview": off}).empty


@pytest.mark.parametrize("rule", LAPSING)
def test_what_is_too_old_has_lapsed_and_is_told_only_when_asked_for(found, rule):
    case, limit = CASES[rule], RULE_OF[rule].lapses_after_days
    last = pd.Timestamp(case.due) + limit * DAY
    assert found(rule, last, case.files)["lapsed"].tolist() == [False]
    assert found(rule, last + DAY, case.files).empty
    assert found(rule, last + DAY, case.files, lapsed=True)["lapsed"].tolist() == [True]


@pytest.mark.parametrize(
    ("rule", "habit", "due"),
    [
        ("thank", "thank_within_days = 3", "2026-03-08"),
        ("ask_for_name", "thank_within_days = 3", "2026-03-08"),
        ("tell_referrer", "report_back_within_days = 1", "2026-03-06"),
        ("tell_advice", "report_back_within_days = 1", "2026-03-11"),
        ("follow_advice", "follow_advice_within_days = 5", "2026-03-10"),
        ("contact", "contact_within_days = 1", "2026-03-06"),
        ("ask_leave", "contact_within_days = 4", "2026-03-06"),
        ("prepare", "prepare_days_before = 3", "2026-03-09"),
        ("nudge", "nudge_after_business_days = [5]", "2026-03-12"),
        ("keep_in_touch", "keep_in_touch_days = 60", "2026-05-05"),
        ("keep_in_mind", "keep_in_mind_after_days = 60", "2026-05-04"),
    ],
)
def test_a_habit_tunes_its_rule(found, rule, habit, due):
    files = CASES[rule].files | {"infoview": f"[habits]\n{habit}\n"}
    assert found(rule, due, files)["due_on"].tolist() == [pd.Timestamp(due)]
    assert found(rule, pd.Timestamp(due) - DAY, files).empty


def test_who_comes_early_knows_when_to_end(found):
    interviews = talk(
        ",interview_time,minutes_agreed,place", ",14:00,30,12 Quay Street", on="2026-03-12"
    )
    row = found("arrive", "2026-03-12", {"interviews": interviews}).iloc[0]
    assert row["action"] == "Be there at 13:50 for the talk with Ana Silva today"
    assert "12 Quay Street" in row["why"]
    assert "at 14:25 say that five are left, and end at 14:30." in row["why"]
    assert row["minutes"] == 40
    tuned = {"interviews": interviews, "infoview": "[habits]\nminutes_early = 0\n"}
    assert "at 14:00" in found("arrive", "2026-03-12", tuned)["action"].iloc[0]


@pytest.mark.parametrize("form", ["phone", "video", "email"])
def test_nobody_has_to_be_there_for_a_call(found, form):
    interviews = talk(",interview_time,format", f",00:05,{form}", on="2026-03-12")
    row = found("arrive", "2026-03-12", {"interviews": interviews}).iloc[0]
    assert row["action"].startswith("Be ready at 00:00 for the ")


def test_a_talk_without_a_time_asks_for_one(found):
    row = found("arrive", "2026-03-12", {"interviews": talk(on="2026-03-12")}).iloc[0]
    assert row["action"] == "Agree on a time with Ana Silva for the talk today"
    assert "How long it may take is not agreed" in row["why"]


@pytest.mark.parametrize("outcome", ["cancelled", "no_show"])
def test_what_fell_through_calls_for_nothing(found, outcome):
    files = {"interviews": talk(",outcome", f",{outcome}")}
    for rule in ("arrive", "prepare", "thank", "write_down", "ask_for_name"):
        assert found(rule, "2026-03-06", files).empty, rule


@pytest.mark.parametrize("outcome", ["cancelled", "no_show"])
def test_after_a_talk_that_fell_through_another_day_is_asked_for(found, outcome):
    files = {"interviews": talk(",outcome", f",{outcome}")}
    assert found("agree_day", "2026-03-05", files).empty
    row = found("agree_day", "2026-03-06", files).iloc[0]
    assert row["why"] == (
        "The talk of 5 March did not come about: ask whether another day suits them."
    )
    assert row["entry"] == "interview"
    later = {"interviews": files["interviews"] + "I2,Ana Silva,2026-03-06,,\n"}
    assert found("agree_day", "2026-03-06", later).empty


def test_a_talk_later_today_is_not_over_until_something_is_written_of_it(found):
    today = {"interviews": talk(",interview_time,outcome", ",14:00,"), "referrals": naming()}
    for rule in ("thank", "write_down", "ask_for_name"):
        files = today | {"referrals": NO_REFERRAL}
        assert found(rule, "2026-03-05", files, ahead_days=7).empty, rule
        assert len(found(rule, "2026-03-06", files)) == 1, rule
    over = {"interviews": talk(",interview_time,outcome", ",14:00,held")}
    assert len(found("write_down", "2026-03-05", over)) == 1
    meets = talk(",interview_time", ",14:00", on="2026-03-09", asked="2026-03-06")
    files = {"interviews": meets.replace("Ana Silva", "Bo Lee"), "referrals": naming()}
    told = [
        found("tell_referrer", day, files, ahead_days=9) for day in ("2026-03-09", "2026-03-10")
    ]
    assert ["you talked with them" in rows["why"].iloc[0] for rows in told] == [False, True]


@pytest.mark.parametrize(
    "other",
    [
        "I2,Ana Silva,2026-03-02,2026-03-06,declined,",
        "I2,Ana Silva,2026-03-02,2026-03-03,accepted,2026-03-20",
        "I2,Ana Silva,2026-03-05,,accepted,",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_who_has_answered_or_will_meet_you_is_not_asked_once_more(found, other, is_first):
    head, last = (
        "interview_id,person,requested_on,responded_on,response,interview_on",
        ("I1,Ana Silva,2026-03-05,,,"),
    )
    rows = [head, *([other, last] if is_first else [last, other]), ""]
    files = {"interviews": "\n".join(rows)}
    assert found("nudge", "2026-03-11", files).empty
    assert found("let_go", "2026-05-05", files, lapsed=True).empty


def test_what_was_agreed_lately_needs_no_confirming(found):
    def agreed(on):
        files = {"interviews": talk(",responded_on", f",{on}", on="2026-03-12")}
        return len(found("confirm", "2026-03-11", files))

    assert (agreed("2026-03-06"), agreed("2026-03-09")) == (1, 0)


def test_a_day_of_agreeing_that_is_not_known_is_not_told(found):
    row = found("confirm", "2026-03-11", {"interviews": talk(on="2026-03-12")}).iloc[0]
    assert row["why"] == "You asked for it on 2 March, and it is tomorrow."


def test_who_agrees_to_talk_tomorrow_is_prepared_for_without_being_late(found):
    files = {"interviews": talk(",responded_on", ",2026-03-11", on="2026-03-12")}
    assert found("prepare", "2026-03-11", files)["overdue_days"].tolist() == [0]


def test_a_thank_you_tells_how_much_longer_the_talk_was(found):
    files = {"interviews": talk(",minutes_agreed,minutes", ",30,50")}
    why = found("thank", "2026-03-06", files)["why"].iloc[0]
    assert why == "They gave you 50 minutes on 5 March, 20 more than the 30 that were agreed."


def test_a_talk_of_which_nothing_is_written_may_not_have_been(found):
    files = {"interviews": talk()}
    assert found("write_down", "2026-03-05", files)["action"].iloc[0].startswith("Write down")
    assert "take place?" in found("write_down", "2026-03-06", files)["action"].iloc[0]
    told = {"interviews": talk(",learned", ",Much")}
    action = found("write_down", "2026-03-06", told)["action"].iloc[0]
    assert action == "Write down your next step from the talk with Ana Silva on 5 March"


def test_who_named_somebody_is_not_asked_for_a_name(found):
    assert found("ask_for_name", "2026-03-06", {"interviews": talk(), "referrals": naming()}).empty


def test_a_naming_without_a_day_is_taken_for_one_since(found):
    files = {"interviews": talk(), "referrals": naming().replace("2026-03-05", "")}
    assert found("ask_for_name", "2026-03-06", files).empty


def test_a_referrer_hears_of_each_new_step_once(found):
    step = "interview_id,person,requested_on,responded_on,response,interview_on\nI1,Bo Lee,{}\n"
    told = naming(reported="2026-03-09")
    files = {"interviews": step.format("2026-03-06,,,"), "referrals": told}
    assert found("tell_referrer", "2026-06-01", files).empty
    files["interviews"] = step.format("2026-03-06,2026-03-10,declined,")
    row = found("tell_referrer", "2026-03-17", files).iloc[0]
    assert (row["person"], row["other"], row["record"]) == ("Ana Silva", "Bo Lee", "R1")
    assert "they said no on 10 March, and they last heard on 9 March." in row["why"]
    files["interviews"] = step.format("2026-03-06,2026-03-09,accepted,2026-03-13")
    assert (
        "you talked with them on 13 March"
        in found("tell_referrer", "2026-03-20", files).iloc[0]["why"]
    )


def test_nobody_is_told_of_what_was_before_they_named_somebody(found):
    files = {"interviews": bo("2026-03-02"), "referrals": naming()}
    assert found("tell_referrer", "2026-03-20", files).empty


def test_you_owe_yourself_no_story_and_ask_yourself_nothing(found):
    files = {"interviews": bo("2026-03-06"), "referrals": naming().replace("Ana Silva", "You")}
    assert found("tell_referrer", "2026-03-20", files).empty
    for rule in ("ask_leave", "contact"):
        assert found(rule, "2026-03-20", {"referrals": files["referrals"]}).empty


def test_a_name_that_may_not_be_used_is_not_asked_for_again(found):
    refused = {"referrals": naming(may="no")}
    assert found("ask_leave", "2026-03-20", refused).empty
    row = found("contact", "2026-03-20", refused).iloc[0]
    assert "would rather not be mentioned" in row["why"]
    assert pd.isna(row["other"])


def test_the_last_word_on_a_name_counts(found):
    changed = naming(may="yes") + "R2,Ana Silva,Bo Lee,2026-03-06,no,\n"
    assert found("ask_leave", "2026-03-20", {"referrals": changed}).empty
    row = found("contact", "2026-03-20", {"referrals": changed}).iloc[0]
    assert pd.isna(row["other"])
    again = naming(may="no") + "R2,Ana Silva,Bo Lee,2026-03-06,,\n"
    assert found("ask_leave", "2026-03-20", {"referrals": again}).empty


def test_a_lead_waits_behind_the_leave_and_not_for_ever(found):
    row = found("contact", "2026-03-12", {"referrals": naming()}).iloc[0]
    assert "First ask Ana Silva for leave" in row["why"]
    assert "write without the name" in row["why"]
    assert pd.isna(row["other"])
    agreed = found("contact", "2026-03-12", {"referrals": naming(may="yes")}).iloc[0]
    assert agreed["other"] == "Ana Silva"


def test_all_leads_of_one_referrer_are_asked_about_in_one_message(found):
    referrals = naming() + "R2,Ana Silva,Cy Dent,2026-03-06,,\n"
    rows = found("ask_leave", "2026-03-20", {"referrals": referrals})
    assert rows["action"].tolist() == [
        "Ask Ana Silva whether you may mention them to Cy Dent and Bo Lee"
    ]


def test_somebody_else_may_have_agreed_already(found):
    referrals = naming() + "R2,Cy Dent,Bo Lee,2026-03-04,yes,\n"
    assert found("ask_leave", "2026-03-20", {"referrals": referrals}).empty
    assert found("contact", "2026-03-20", {"referrals": referrals})["other"].tolist() == ["Cy Dent"]


def test_friends_are_warm_and_strangers_wait_until_no_warm_lead_is_left(found):
    people = "person,source,known_since\nBo Lee,friend,2026-03-02\nCy Dent,website,2026-03-02\n"
    files = {"people": people}
    assert found("contact", "2026-03-09", files)["person"].tolist() == ["Bo Lee"]
    assert found("contact_cold", "2026-03-09", files).empty
    row = found("contact_cold", "2026-03-09", files | {"interviews": bo("2026-03-09")}).iloc[0]
    assert row["person"] == "Cy Dent"
    assert row["why"].startswith("Cold only because no warm lead is left")


def test_family_is_never_cold(found):
    people = "person,source,known_since\nBo Lee,friend,2024-03-04\nCy Dent,website,2026-03-02\n"
    rows = found("contact_cold", "2026-03-09", {"people": people}, lapsed=True)
    assert rows["person"].tolist() == ["Cy Dent"]


def test_nobody_who_declined_is_asked_again(found):
    interviews = bo("2026-03-09,2026-03-10,declined").replace(
        "_on\n", "_on,responded_on,response\n"
    )
    for rule in ("contact", "nudge", "ask_leave"):
        files = {"interviews": interviews, "referrals": naming()}
        assert found(rule, "2026-04-09", files).empty, rule


def test_a_way_in_to_a_wished_organisation_is_said_to_be_one(found):
    files = {
        "people": "person,organization,source\nBo Lee,QUILLHAVEN,friend\n",
        "organizations": "organization\nQuillhaven\n",
    }
    assert "way into QUILLHAVEN" in found("contact", "2026-03-09", files)["why"].iloc[0]


def test_the_second_nudge_comes_by_another_way_and_not_too_soon(found):
    first = found("nudge", "2026-03-10", {"interviews": ASKED}).iloc[0]
    assert first["by"] == "email"
    late = {"interviews": ASKED, "touches": touch("2026-03-18", "nudge")}
    second = found("nudge", "2026-03-24", late).iloc[0]
    assert second["why"] == (
        "You asked on 5 March and again on 18 March, and there is no answer yet."
    )
    assert (second["by"], second["due_on"]) == ("phone", pd.Timestamp("2026-03-24"))
    assert found("nudge", "2026-03-23", late).empty
    called = late | {"interviews": ASKED.replace("email", "phone")}
    assert found("nudge", "2026-03-24", called)["by"].tolist() == ["email"]


def test_after_the_last_nudge_there_is_no_other(found):
    assert found("nudge", "2026-04-20", {"interviews": ASKED, "touches": NUDGES}).empty


def test_who_is_let_go_makes_room_for_the_warmest_lead(found):
    files = {"interviews": ASKED, "touches": NUDGES, "referrals": naming(may="yes")}
    row = found("let_go", "2026-03-20", files).iloc[0]
    assert row["action"] == "Let Ana Silva rest, and ask Bo Lee instead"
    assert row["other"] == "Bo Lee"


def test_your_own_answers_tell_when_to_nudge_and_when_to_let_go(found):
    rows = [f"I{i},P{i},2026-01-05,2026-01-{15 + i % 2}" for i in range(10)]
    rows += ["I10,Old Ash,2025-12-01,", "I11,Ana Silva,2026-03-02,"]
    files = {
        "interviews": "interview_id,person,requested_on,responded_on\n" + "\n".join(rows) + "\n"
    }
    rows = found("nudge", "2026-03-12", files, ahead_days=7)  # most answer within 11 days
    assert rows["person"].tolist() == ["Ana Silva"]
    assert rows["due_on"].tolist() == [pd.Timestamp("2026-03-13")]
    assert len(found("nudge", "2026-03-18", files)) == 1
    assert found("let_go", "2026-03-19", files)["person"].tolist() == ["Ana Silva"]
    assert found("nudge", "2026-03-19", files).empty


@pytest.mark.parametrize(
    "files",
    [
        {"touches": touch("2026-06-01", "gave_back")},
        {"referrals": naming().replace("2026-03-05", "2026-06-01")},
        {"referrals": naming(reported="2026-06-01")},
        {"advice": advice("2026-05-01", "2026-06-01")},
    ],
)
def test_any_real_contact_keeps_in_touch(found, files):
    base = {"interviews": THANKED}
    assert len(found("keep_in_touch", "2026-06-04", base)) == 1
    assert found("keep_in_touch", "2026-06-04", base | files).empty


def test_who_has_a_request_of_yours_to_answer_is_not_written_to_besides(found):
    files = {"interviews": THANKED + "I2,Ana Silva,2026-03-10,,\n"}
    assert found("keep_in_touch", "2026-06-20", files).empty


def test_who_is_owed_a_story_is_not_written_to_besides(found):
    step = THANKED + "I2,Bo Lee,2026-03-09,,\n"
    files = {"interviews": step, "referrals": naming()}
    assert len(found("tell_referrer", "2026-06-04", files)) == 1
    assert found("keep_in_touch", "2026-06-08", files).empty


def test_there_is_something_to_say_to_who_was_long_silent(found):
    files = {
        "interviews": THANKED,
        "outcomes": OUTCOME,
        "infoview": '[habits]\nwithout = ["keep_in_mind"]\n',
    }
    why = found("keep_in_touch", "2026-06-04", files)["why"].iloc[0]
    assert why == "You were last in touch on 6 March. Since then an event came of it: thank them."


@pytest.mark.parametrize(
    "files",
    [
        {"outcomes": "outcome_id,person,happened_on,kind\n"},
        {"interviews": THANKED + "I2,Ana Silva,2026-05-04,,\n"},
        {"touches": touch("2026-05-04", "nudge")},
    ],
)
def test_only_after_a_good_talk_and_nothing_asked_since_one_is_kept_in_mind(found, files):
    assert found("keep_in_mind", "2026-07-03", CASES["keep_in_mind"].files | files).empty


def test_to_be_kept_in_mind_takes_the_place_of_keeping_in_touch(found):
    files = CASES["keep_in_mind"].files
    assert len(found("keep_in_touch", "2026-07-02", files)) == 1
    assert found("keep_in_touch", "2026-07-03", files).empty


def test_too_many_wishes_are_to_be_chosen_from(found):
    def listed(count):
        names = "".join(f"O{i},2026-01-01\n" for i in range(count))
        files = {"interviews": ASKED, "organizations": "organization,researched_on\n" + names}
        return found("list_wishes", "2026-03-06", files)["action"].tolist()

    assert listed(4) == ["List 1 more organisation that you would like to reach"]
    assert listed(5) == listed(10) == []
    assert listed(11) == ["Choose the 5 to 10 organisations that you most want to reach"]


def test_a_campaign_that_has_not_begun_needs_no_list(found):
    assert found("list_wishes", "2026-03-06", {}).empty


def test_the_most_wanted_organisation_is_looked_into_first(found):
    wishes = "organization,priority,researched_on\nA,3,\nB,1,\nC,1,2026-03-02\n"
    row = found("look_into", "2026-03-06", {"organizations": wishes}).iloc[0]
    assert (row["organization"], row["record"]) == ("B", "B")
    assert "nor into 1 other on your list" in row["why"]


def test_a_way_in_is_asked_for_in_the_next_talk(found):
    files = CASES["find_way_in"].files | {"interviews": talk(on="2026-03-09")}
    row = found("find_way_in", "2026-03-06", files, ahead_days=3).iloc[0]
    assert row["action"] == "Ask Ana Silva on Monday, 9 March who knows somebody at Quillhaven"
    assert (row["other"], row["due_on"]) == ("Ana Silva", pd.Timestamp("2026-03-09"))


def test_your_own_name_is_nobody_to_ask(found):
    own = '[you]\nfull_name = "Bo Lee"\n'
    for rule in ("contact", "ask_leave"):
        assert found(rule, "2026-03-20", {"referrals": naming(), "infoview": own}).empty


@pytest.mark.parametrize(("touched", "due"), [("2026-03-02", "2026-04-01"), ("2026-01-05", None)])
def test_after_a_favour_the_next_one_waits_for_a_month(found, touched, due):
    files = {"interviews": talk(), "touches": touch(touched, "feeler")}
    rows = found("ask_for_name", "2026-03-06", files, ahead_days=40)
    assert rows["due_on"].tolist() == [pd.Timestamp(due or "2026-03-06")]
    assert ("a favour of them lately" in rows["why"].iloc[0]) == bool(due)
