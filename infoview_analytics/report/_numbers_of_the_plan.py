"""The numbers on whether the chain feeds itself, and on what comes next."""

from __future__ import annotations

from typing import Any

from infoview_analytics.agenda.actions import next_actions
from infoview_analytics.planning.backtest import backtest, forecast_scores
from infoview_analytics.planning.forecast import forecast
from infoview_analytics.planning.leads import cold_requests_needed, lead_survival
from infoview_analytics.planning.offspring import offspring_law
from infoview_analytics.planning.reproduction import name_concentration, reproduction
from infoview_analytics.planning.requests import requests_needed
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._plain import plain_value, row_of, rows_of
from infoview_analytics.weeks import Day

_PARTS = ("names_per_interview", "asked", "held")
_ACTION = ("person", "due_on", "overdue_days", "action", "organization", "table", "record")
_PART = ("n", "count", "not_yet_known", "estimate", "low", "high", "weakest")


def chain(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return R, its parts, and what follows from it."""
    parts = reproduction(campaign, as_of=as_of).astype(object)
    law = offspring_law(campaign, as_of=as_of)
    r = parts.loc["r"]
    return {
        **{part: plain_value(parts.loc[part, "estimate"]) for part in _PARTS},
        "r": plain_value(r["estimate"]),
        "low": plain_value(r["low"]),
        "high": plain_value(r["high"]),
        "extinction": None if law.empty else plain_value(law["extinction"].iloc[0]),
        "parts": rows_of(parts, _PART),
        "concentration": row_of(name_concentration(campaign, as_of=as_of)),
        "lead_survival": rows_of(lead_survival(campaign, as_of=as_of)),
        "cold_requests": row_of(cold_requests_needed(campaign, as_of=as_of)),
    }


def ahead(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return the forecast, and how good earlier ones were."""
    weeks = rows_of(forecast(campaign, as_of=as_of))
    needed = requests_needed(campaign, as_of=as_of)["requests"]
    scores = row_of(forecast_scores(backtest(campaign, as_of=as_of)))
    return {
        "this_week": weeks[0]["p_goal"] if weeks else None,
        "total": weeks[-1]["p_total"] if weeks else None,
        "requests_needed": {f"{chance:.0%}"[:-1]: plain_value(n) for chance, n in needed.items()},
        "backtest": scores,
        "weeks": weeks,
    }


def to_do(campaign: Campaign, as_of: Day) -> list[dict[str, Any]]:
    """Return what to do next, in the order of `next_actions`."""
    return rows_of(next_actions(campaign, as_of=as_of).set_index("rule"), _ACTION)
