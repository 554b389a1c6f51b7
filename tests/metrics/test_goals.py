import json

import pandas as pd
import pytest

import infoview_analytics as iv

MONDAY = pd.Timestamp("2026-01-05")


def held_on(requests, *days: str) -> pd.DataFrame:
    return requests(*({"requested_on": "2026-01-05", "interview_on": day} for day in days))


def test_every_week_has_its_row_the_empty_ones_too(requests):
    weekly = iv.weekly_goal(held_on(requests, "2026-01-07", "2026-01-21"), as_of="2026-01-28")
    assert weekly["held"].tolist() == [1, 0, 1, 0]
    assert weekly.index.tolist() == list(pd.date_range(MONDAY, periods=4, freq="7D"))


@pytest.mark.parametrize(("as_of", "over"), [("2026-01-11", False), ("2026-01-12", True)])
def test_the_running_week_is_not_over_before_its_sunday_has_passed(requests, as_of, over):
    weekly = iv.weekly_goal(held_on(requests, "2026-01-07"), as_of=as_of)
    assert weekly["over"].iloc[0] == over


def test_the_running_week_is_never_missed(requests):
    summary = iv.goal_summary(held_on(requests, "2026-01-07"), as_of="2026-01-14").loc["all"]
    assert (summary["weeks_kept"], summary["weeks_over"], summary["current_streak"]) == (1, 1, 1)


def test_a_planned_break_counts_neither_way(requests):
    goal = iv.Goal(breaks=(iv.Break(pd.Timestamp("2026-01-12"), pd.Timestamp("2026-01-18")),))
    table = held_on(requests, "2026-01-07", "2026-01-14", "2026-01-20")
    weekly = iv.weekly_goal(table, goal=goal, as_of="2026-01-26")
    assert weekly["goal"].tolist() == [1, 0, 1, 1]
    assert weekly["cumulative_held"].tolist() == [1, 2, 3, 3]
    assert weekly["cumulative_goal"].tolist() == [1, 1, 2, 3]
    summary = iv.goal_summary(table, goal=goal, as_of="2026-01-26").loc["all"]
    assert (summary["weeks_kept"], summary["weeks_over"], summary["longest_streak"]) == (2, 2, 2)


def test_a_missed_week_ends_the_streak(requests):
    days = ["2026-01-05", "2026-01-12", "2026-01-26", "2026-02-02", "2026-02-09"]
    summary = iv.goal_summary(held_on(requests, *days), as_of="2026-02-18").loc["all"]
    assert (summary["current_streak"], summary["longest_streak"]) == (3, 3)
    summary = iv.goal_summary(held_on(requests, *days), as_of="2026-02-23").loc["all"]
    assert (summary["current_streak"], summary["longest_streak"]) == (0, 3)


def test_two_too_few_are_caught_up_by_one_more_a_week(requests):
    table = held_on(requests, "2026-01-05")
    summary = iv.goal_summary(table, as_of="2026-01-26").loc["all"]
    assert (summary["catch_up_pace"], summary["catch_up_weeks"], summary["buffer"]) == (2, 2, 0)
    assert pd.isna(summary["target"])


def test_the_needed_pace_is_what_is_missing_over_the_weeks_left(requests):
    goal = iv.Goal(ends_on=pd.Timestamp("2026-02-08"), total=9)
    summary = iv.goal_summary(
        held_on(requests, "2026-01-05", "2026-01-27"), goal=goal, as_of="2026-01-28"
    ).loc["all"]
    assert (summary["target"], summary["weeks_left"], summary["needed_pace"]) == (9, 2, 3.5)
    assert (summary["catch_up_pace"], summary["catch_up_weeks"]) == (2, 1)


def test_after_the_end_nothing_can_be_caught_up(requests):
    goal = iv.Goal(ends_on=pd.Timestamp("2026-01-18"))
    table = held_on(requests, "2026-01-05")
    summary = iv.goal_summary(table, goal=goal, as_of="2026-03-01").loc["all"]
    assert (summary["target"], summary["weeks_left"], summary["weeks_over"]) == (2, 0, 2)
    assert summary[["needed_pace", "catch_up_pace", "catch_up_weeks"]].isna().all()


def test_weeks_in_hand_are_the_buffer(requests):
    table = held_on(requests, *["2026-01-05"] * 5)
    summary = iv.goal_summary(table, goal=iv.Goal(interviews=2), as_of="2026-01-12").loc["all"]
    assert summary["buffer"] == 1


def test_a_goal_per_month_counts_months(requests):
    goal = iv.Goal(interviews=2, per="month")
    table = held_on(requests, "2026-01-07", "2026-01-30", "2026-02-02")
    monthly = iv.weekly_goal(table, goal=goal, as_of="2026-02-10")
    assert monthly.index.name == "month"
    assert monthly[["held", "short", "over"]].to_numpy().tolist() == [[2, 0, True], [1, 1, False]]


def test_the_start_of_the_goal_leaves_earlier_interviews_out(requests):
    goal = iv.Goal(starts_on=pd.Timestamp("2026-01-14"))
    weekly = iv.weekly_goal(
        held_on(requests, "2026-01-07", "2026-01-13"), goal=goal, as_of="2026-01-20"
    )
    assert weekly["held"].tolist() == [1, 0]
    assert weekly.index[0] == pd.Timestamp("2026-01-12")


@pytest.mark.parametrize("by", [None, "student"])
def test_no_records_have_no_weeks(requests, by):
    table = held_on(requests, "2026-01-07").assign(student="s1").head(0)
    assert iv.weekly_goal(table, as_of="2026-01-20", by=by).empty
    assert iv.goal_summary(table, as_of="2026-01-20", by=by)["weeks_over"].sum() == 0


def test_each_group_counts_as_it_does_alone(class_records):
    table, _ = class_records
    goal = iv.Goal(interviews=2, ends_on=pd.Timestamp("2026-06-01"))
    options = {"goal": goal, "as_of": pd.Timestamp("2026-04-15")}
    weekly = iv.weekly_goal(table, by="student", **options)
    summary = iv.goal_summary(table, by="student", **options)
    for student, alone in table.groupby("student"):
        pd.testing.assert_frame_equal(weekly.loc[student], iv.weekly_goal(alone, **options))
        expected = iv.goal_summary(alone, **options).loc["all"]
        pd.testing.assert_series_equal(summary.loc[student], expected, check_names=False)


def test_a_published_job_search_gives_its_weekly_counts(real, job_search):
    answers = json.loads((real / "job_search" / "answers-r.json").read_text(encoding="utf-8"))
    weekly = iv.weekly_goal(job_search.interviews, goal=job_search.goal, as_of="2023-03-13")
    for ours, theirs in (("requested", "requested_on"), ("answered", "responded_on")):
        counts = answers["weekly"][theirs]["counts"]
        assert weekly[ours].tolist()[: len(counts)] == counts
        assert weekly[ours].sum() == sum(counts)
