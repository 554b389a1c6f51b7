"""The numbers on how well everybody is looked after, and on what came of it through whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.metrics.care import care
from infoview_analytics.network.credit import outcome_credit
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._plain import row_of, rows_of
from infoview_analytics.weeks import Day
from infoview_analytics.workdays import Workdays

_COLUMNS = ("count", "n", "rate", "low", "high", "not_yet_known")
_OF_AN_OUTCOME = (
    *("kind", "happened_on", "person", "started_by", "steps"),
    *("first_talk_on", "days_after_talk", "weeks_after"),
)


def care_of(campaign: Campaign, as_of: Day) -> pd.DataFrame:
    """Return `care` of a campaign by its own habits."""
    habits = campaign.habits
    return care(
        campaign.interviews,
        campaign.referrals,
        campaign.touches,
        campaign.advice,
        as_of=as_of,
        thank_within_days=habits.thank_within_days,
        report_back_within_days=habits.report_back_within_days,
        follow_advice_within_days=habits.follow_advice_within_days,
        workdays=Workdays(habits.holidays, campaign.goal.breaks),
        you=campaign.you,
    )


def credit_of(campaign: Campaign, as_of: Day) -> pd.DataFrame:
    """Return `outcome_credit` of a campaign."""
    records = (campaign.outcomes, campaign.interviews, campaign.referrals)
    return outcome_credit(*records, as_of=as_of, you=campaign.you, people=campaign.people)


def looked_after(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return how each habit is kept, and who stood along the way to each outcome."""
    habits = care_of(campaign, as_of)
    credit = credit_of(campaign, as_of)
    outcomes = rows_of(credit.set_index("outcome_id"), _OF_AN_OUTCOME)
    ways = zip(outcomes, credit["chain"], strict=True)
    return {
        **{str(name): row_of(habits.loc[[name]], _COLUMNS) for name in habits.index},
        "outcomes": [{**outcome, "chain": list(way)} for outcome, way in ways],
    }
