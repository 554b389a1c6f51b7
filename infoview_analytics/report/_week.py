"""The chapter on the week: how the goal is kept."""

from __future__ import annotations

from infoview_analytics.charts.goals import (
    describe_cumulative_held,
    describe_weekly_goal,
    plot_cumulative_held,
    plot_weekly_goal,
)
from infoview_analytics.metrics.goals import goal_summary, weekly_goal
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report._moved import moved
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.goals import goal_in_words


def week(campaign: Campaign, as_of: Day, *, told_as_of: Day | None = None) -> list[Section]:
    """Return the weeks against the goal, one by one and summed up."""
    weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weekly = moved(weekly, as_of, told_as_of)
    summary = goal_summary(campaign.interviews, goal=campaign.goal, as_of=as_of)
    per = campaign.goal.per
    stand = goal_in_words(summary.astype(object).iloc[0], per)
    return [
        Section(
            name="weekly_goal",
            title=f"Is the {per}'s goal kept?",
            words=stand,
            plot=plot_weekly_goal,
            describe=describe_weekly_goal,
            drawn=(weekly,),
            table=weekly,
            shown=tables.weeks(weekly),
        ),
        Section(
            name="cumulative_held",
            title="How far along is the campaign?",
            words=[describe_cumulative_held(weekly)],
            plot=plot_cumulative_held,
            describe=describe_cumulative_held,
            drawn=(weekly,),
            table=summary,
            shown=tables.summary(summary),
        ),
    ]
