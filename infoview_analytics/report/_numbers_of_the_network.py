"""The numbers on what holds the network together, and what it is made of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.network.brokerage import brokerage
from infoview_analytics.network.dependence import falls_away, starting_points
from infoview_analytics.network.diversity import hill_numbers
from infoview_analytics.network.generations import generations
from infoview_analytics.network.mixing import homophily
from infoview_analytics.network.saturation import saturation
from infoview_analytics.network.structure import network_summary
from infoview_analytics.network.targets import target_reach
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._plain import plain_value, row_of, rows_of
from infoview_analytics.weeks import Day

_DIVERSITY = ("industry", "organization")
_KINDS = ("industry", "organization", "role")
_HILL = {
    "n": "n",
    "hill_0": "q0",
    "hill_1": "q1",
    "hill_2": "q2",
    "rarefied_to": "rarefied_to",
    "rarefied_0": "rarefied",
}
_LED_TO = ("people", "met", "share")
_FALLS_AWAY = ("falls_away", "met", "share")


def network(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return the network's summary and the people in each generation."""
    records = (campaign.interviews, campaign.referrals)
    whom: dict[str, Any] = {"as_of": as_of, "you": campaign.you, "people": campaign.people}
    summary = network_summary(*records, **whom)
    reached = generations(*records, **whom)["generation"].value_counts().sort_index()
    counts = {str(generation): int(people) for generation, people in reached.items()}
    return {**row_of(summary), "generations": counts}


def structure(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return what the network is made of, and whom it hangs on."""
    records = (campaign.interviews, campaign.referrals)
    day_and_you: dict[str, Any] = {"as_of": as_of, "you": campaign.you}
    ties = brokerage(*records, **day_and_you)
    targets = target_reach(*records, campaign.organizations, **day_and_you, people=campaign.people)
    return {
        "hill": {of: _hill(hill_numbers(*records, of=of, **day_and_you)) for of in _DIVERSITY},
        "homophily": {of: row_of(homophily(*records, of=of, **day_and_you)) for of in _KINDS},
        "effective_size": _per_person(ties["effective_size"]),
        "constraint": _per_person(ties["constraint"]),
        "falls_away": rows_of(falls_away(*records, **day_and_you), _FALLS_AWAY),
        "starting_points": rows_of(starting_points(*records, **day_and_you), _LED_TO),
        "saturation": rows_of(saturation(*records, **day_and_you)),
        "targets": rows_of(targets, ("priority", "state", "people", "met")),
    }


def _hill(numbers: pd.DataFrame) -> dict[str, Any]:
    """Return one row of Hill numbers under the names of their orders."""
    return row_of(numbers[list(_HILL)].rename(columns=_HILL))


def _per_person(values: pd.Series) -> dict[str, Any]:
    """Return the value of each contact who has one."""
    return {str(person): plain_value(value) for person, value in values.dropna().items()}
