"""What a class report tells a machine: numbers, and nothing of anybody."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.metrics.goals import goal_summary
from infoview_analytics.network.growth import network_growth
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day

SUMMARY = "summary.json"
VERSION = 1


def summary_of(
    campaign: Campaign, as_of: Day, *, required: int | None, told_as_of: pd.Timestamp
) -> dict[str, Any]:
    """Return the numbers of a campaign that a class report hands in.

    The records are counted as they are; `told_as_of` is the day as the report tells it.
    """
    goal = campaign.goal
    stand = goal_summary(campaign.interviews, goal=goal, as_of=as_of).astype(object).iloc[0]
    known = as_known(campaign.interviews, campaign.referrals, as_of=as_of)
    asked = known.interviews
    held = asked[asked["held"]]
    patience = pd.Timedelta(days=campaign.habits.thank_within_days)
    due = held["thanked"] | (held["interview_on"] + patience < day(as_of))
    records = (campaign.interviews, campaign.referrals)
    growth = network_growth(*records, as_of=as_of, you=campaign.you, people=campaign.people)
    last = growth.iloc[-1] if len(growth) else None
    return {
        "infoview_class_report": VERSION,
        "as_of": f"{told_as_of:%Y-%m-%d}",
        "interviews_held": int(stand["held"]),
        "interviews_required": required,
        "requests": len(asked),
        "answered": int(asked["answered"].sum()),
        "thank_yous": int(held["thanked"].sum()),
        "thank_yous_due": int(due.sum()),
        **{
            name: 0 if last is None else int(last[name])
            for name in ("referrals", "people", "organizations")
        },
        "weeks_kept": int(stand["weeks_kept"]),
        "weeks_over": int(stand["weeks_over"]),
        "goal": {"interviews": goal.interviews, "per": goal.per, "total": goal.total},
    }
