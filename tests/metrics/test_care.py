from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.weeks import Break
from infoview_analytics.workdays import Workdays

AS_OF = "2026-03-31"
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
NO_TOUCHES = pd.DataFrame({"person": [], "touched_on": [], "kind": []})
NO_ADVICE = pd.DataFrame({"interview_id": [], "done_on": [], "reported_back_on": []})


@pytest.fixture
def care_of(requests):
    """Return a function that measures care on the least records."""

    def measure(*talks, named=(), touches=NO_TOUCHES, advice=NO_ADVICE, as_of=AS_OF, **options):
        asked = [{"requested_on": "2026-03-01", **talk} for talk in talks]
        interviews = requests(*asked)
        interviews["interview_id"] = [f"i{i}" for i in range(len(interviews))]
        referrals = pd.DataFrame(named, columns=NAMED)
        for name in ("referred_on", "reported_back_on", "introduced_on"):
            referrals[name] = pd.to_datetime(referrals[name])
        return iv.care(interviews, referrals, touches, advice, as_of=as_of, **options)

    return measure


NAMED = [
    *("from_person", "to_person", "referred_on", "may_use_name", "introduced_on"),
    "reported_back_on",
]


def told(table, habit):
    return table.loc[habit, ["count", "n", "not_yet_known"]].astype(int).tolist()


@pytest.mark.parametrize(
    ("talk_on", "thanked_on", "expected"),
    [
        ("2026-03-20", "2026-03-20", [1, 1, 0]),
        ("2026-03-20", "2026-03-21", [1, 1, 0]),
        ("2026-03-20", "2026-03-22", [0, 1, 0]),
        ("2026-03-20", None, [0, 1, 0]),
        ("2026-03-29", None, [0, 1, 0]),
        ("2026-03-30", None, [0, 0, 1]),
        ("2026-03-30", "2026-03-30", [0, 0, 1]),
        ("2026-03-20", "2026-04-01", [0, 1, 0]),
    ],
)
def test_thanks_are_in_time_up_to_the_last_day_and_judged_after_it(
    care_of, talk_on, thanked_on, expected
):
    table = care_of({"interview_on": talk_on, "thank_you_on": thanked_on})
    assert told(table, "thanked_in_time") == expected


def test_a_habit_of_three_days_gives_three_days(care_of):
    talk = {"interview_on": "2026-03-20", "thank_you_on": "2026-03-23"}
    assert told(care_of(talk, thank_within_days=3), "thanked_in_time") == [1, 1, 0]
    assert told(care_of(talk, thank_within_days=2), "thanked_in_time") == [0, 1, 0]


def test_minutes_are_kept_up_to_the_last_one_and_unknown_where_one_is_missing(care_of):
    pairs = [(30, 30), (31, 30), (None, 30), (30, None)]
    talks = [{"interview_on": "2026-03-20", "minutes": m, "minutes_agreed": a} for m, a in pairs]
    assert told(care_of(*talks), "minutes_kept") == [1, 2, 2]


def test_what_was_not_written_down_is_not_a_no(care_of):
    talks = [{"interview_on": "2026-03-20", "asked_for_referral": a} for a in (True, False, None)]
    assert told(care_of(*talks), "asked_for_name") == [1, 2, 1]


def test_a_note_that_repeats_an_earlier_one_word_for_word_is_nothing_new(care_of):
    notes = {"2026-03-22": " write  TO editors", "2026-03-20": "Write to editors", "2026-03-21": ""}
    talks = [{"interview_on": on, "learned": note} for on, note in notes.items()]
    assert told(care_of(*talks), "learned_something") == [1, 3, 0]
    assert told(care_of(*talks, as_of="2026-03-22"), "learned_something") == [1, 2, 1]


def test_preparing_counts_from_the_first_talk_before_which_you_wrote_it_down(care_of):
    talks = [
        {"interview_on": "2026-03-10"},
        {"interview_on": "2026-03-12", "prepared_on": "2026-03-11"},
        {"interview_on": "2026-03-14", "prepared_on": "2026-03-15"},
        {"interview_on": "2026-03-16"},
    ]
    assert told(care_of(*talks), "prepared") == [1, 3, 1]
    assert told(care_of(*talks[:1]), "prepared") == [0, 0, 1]


def test_leave_counts_once_the_lead_was_asked_and_a_no_is_an_answer(care_of):
    asked = [{"person": name, "requested_on": "2026-03-10"} for name in ("Bo", "Cy", "Dee", "Eva")]
    named = [
        ("Ana", "Bo", "2026-03-05", True, None, None),
        ("Ana", "Cy", "2026-03-05", False, None, None),
        ("Ana", "Dee", "2026-03-05", None, None, None),
        ("Ana", "Eva", "2026-03-05", None, "2026-03-06", None),
        ("Ana", "Lead", "2026-03-05", None, None, None),
        ("Ana", "Bo", "2026-03-20", None, None, None),  # you had asked Bo before
        ("You", "Bo", "2026-03-05", None, None, None),
    ]
    assert told(care_of(*asked, named=named), "leave_asked") == [3, 4, 1]


@pytest.mark.parametrize(
    ("told_on", "as_of", "expected"),
    [
        ("2026-03-17", AS_OF, [1, 1, 0]),
        ("2026-03-18", AS_OF, [0, 1, 0]),
        (None, AS_OF, [0, 1, 0]),
        ("2026-03-09", AS_OF, [0, 1, 0]),  # before they met
        ("2026-03-17", "2026-03-17", [0, 0, 1]),
        ("2026-03-17", "2026-03-18", [1, 1, 0]),
    ],
)
def test_a_referrer_is_told_in_time_of_the_last_that_happened(care_of, told_on, as_of, expected):
    bo = {"person": "Bo", "requested_on": "2026-03-05", "interview_on": "2026-03-10"}
    named = [("Ana", "Bo", "2026-03-01", None, None, told_on)]
    assert told(care_of(bo, named=named, as_of=as_of), "reported_back_in_time") == expected


def test_what_can_wait_waits_for_the_next_business_day(care_of):
    bo = {"person": "Bo", "requested_on": "2026-03-06"}
    named = [("Ana", "Bo", "2026-03-01", None, None, "2026-03-16")]  # due on Friday the 13th
    assert told(care_of(bo, named=named), "reported_back_in_time") == [0, 1, 0]
    resting = Workdays((), [Break(pd.Timestamp("2026-03-13"), pd.Timestamp("2026-03-13"))])
    assert told(care_of(bo, named=named, workdays=resting), "reported_back_in_time") == [1, 1, 0]


def test_a_lead_of_whom_there_is_no_news_is_nothing_to_tell(care_of):
    named = [("Ana", "Lead", "2026-03-01", None, None, None)]
    assert told(care_of({"person": "Bo"}, named=named), "reported_back_in_time") == [0, 0, 0]


def test_advice_is_judged_when_it_is_old_enough_and_told_when_it_was_done(care_of):
    talks = [{"interview_on": "2026-02-20", "requested_on": "2026-02-01"}]
    talks += [{"interview_on": "2026-03-20"}]
    rows = [
        ("i0", "2026-03-01", "2026-03-02"),
        ("i0", "2026-03-01", None),
        ("i0", None, None),
        ("i0", "2026-04-01", "2026-04-02"),
        ("i1", None, None),
        ("elsewhere", "2026-03-01", None),
    ]
    advice = pd.DataFrame(rows, columns=["interview_id", "done_on", "reported_back_on"])
    table = care_of(*talks, advice=advice)
    assert told(table, "advice_followed") == [2, 4, 1]
    assert told(table, "advice_told") == [1, 2, 0]


def test_favours_and_nudges_count_from_the_talk_and_from_the_request(care_of):
    rows = [
        ("Ana", "2026-03-20", "gave_back"),
        ("Ana", "2026-03-21", "gave_back"),
        ("Cy", "2026-03-20", "gave_back"),
        ("Bo", "2026-03-05", "nudge"),
        ("Bo", "2026-04-01", "nudge"),
        ("Bo", "2026-02-01", "nudge"),
        ("Nobody", "2026-03-05", "nudge"),
    ]
    touches = pd.DataFrame(rows, columns=["person", "touched_on", "kind"])
    table = care_of(
        {"person": "Ana", "interview_on": "2026-03-10"}, {"person": "Bo"}, touches=touches
    )
    assert told(table, "given_back") == [1, 1, 0]
    assert table.loc["nudges_per_request", ["count", "n", "rate"]].tolist() == [1, 2, 0.5]
    assert table.loc["nudges_per_request", ["low", "high"]].isna().all()


def test_the_interval_is_wilson_s(care_of):
    talks = [
        {"interview_on": "2026-03-20", "thank_you_on": "2026-03-20" if i < 4 else None}
        for i in range(11)
    ]
    row = care_of(*talks).loc["thanked_in_time"]
    published = [0.364, 0.152, 0.646]  # 4 of 11
    assert row[["rate", "low", "high"]].tolist() == pytest.approx(published, abs=5e-4)


def test_without_occasions_every_habit_has_its_row(tmp_path):
    iv.new_campaign(tmp_path)
    empty = iv.load_campaign(tmp_path)
    table = iv.care(empty.interviews, empty.referrals, empty.touches, empty.advice, as_of=AS_OF)
    assert len(table) == 11
    assert (table[["count", "n", "not_yet_known"]] == 0).all(axis=None)
    assert table["rate"].isna().all()


def test_a_number_of_days_below_none_is_refused(care_of):
    with pytest.raises(iv.OptionError, match="thank_within_days cannot be -1"):
        care_of({"interview_on": "2026-03-20"}, thank_within_days=-1)


def test_nothing_from_after_the_day_changes_what_was_known():
    sample = iv.load_campaign(SAMPLE)
    day = pd.Timestamp("2026-01-15")
    tables = {
        name: getattr(sample, name) for name in ("interviews", "referrals", "touches", "advice")
    }
    until = {
        "interviews": tables["interviews"]["requested_on"] <= day,
        "referrals": ~(tables["referrals"]["referred_on"] > day),
        "touches": tables["touches"]["touched_on"] <= day,
        "advice": np.ones(len(tables["advice"]), dtype=bool),
    }
    known = {name: table.loc[until[name]] for name, table in tables.items()}
    pd.testing.assert_frame_equal(
        iv.care(*tables.values(), as_of=day), iv.care(*known.values(), as_of=day)
    )


def test_twenty_thousand_requests_are_counted_in_whole_columns():
    many = 20_000
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(many) % 700, unit="D")
    people = [f"P{i}" for i in range(many)]
    interviews = pd.DataFrame(
        {"interview_id": people, "person": people, "requested_on": days, "interview_on": days}
    )
    referrals = pd.DataFrame(
        {"from_person": people[:-1], "to_person": people[1:], "referred_on": days[:-1]}
    )
    table = iv.care(interviews, referrals, NO_TOUCHES, NO_ADVICE, as_of=AS_OF)
    assert table.loc["thanked_in_time", "n"] == many


def test_a_row_about_yourself_is_no_occasion(care_of):
    own = {"person": "You", "interview_on": "2026-03-20", "asked_for_referral": False}
    table = care_of(own, {"person": "Ana", "interview_on": "2026-03-20"})
    assert told(table, "thanked_in_time") == [0, 1, 0]
    assert table.loc["nudges_per_request", "n"] == 1
