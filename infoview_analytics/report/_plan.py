"""The chapter on the plan: whether the chain feeds itself, and what the weeks may bring."""

from __future__ import annotations

from functools import partial

import pandas as pd

from infoview_analytics.charts.forecasts import (
    describe_forecast,
    describe_reliability,
    plot_forecast,
    plot_reliability,
)
from infoview_analytics.charts.reproduction import (
    describe_lead_survival,
    describe_reproduction,
    plot_lead_survival,
    plot_reproduction,
)
from infoview_analytics.metrics.goals import weekly_goal
from infoview_analytics.planning.backtest import backtest, forecast_reliability, forecast_scores
from infoview_analytics.planning.forecast import forecast
from infoview_analytics.planning.leads import cold_requests_needed, lead_survival
from infoview_analytics.planning.offspring import offspring_law
from infoview_analytics.planning.reproduction import name_concentration, reproduction
from infoview_analytics.planning.requests import requests_needed
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report._moved import moved
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.forecasts import (
    backtest_in_words,
    chance_in_words,
    forecast_in_words,
    requests_needed_in_words,
)
from infoview_analytics.words.reproduction import (
    cold_requests_in_words,
    concentration_in_words,
    leads_in_words,
    offspring_in_words,
    reproduction_in_words,
)

_PARTS = {"n": "Of", "count": "Count", "not_yet_known": "Not yet known"}
_PART_NAMES = {
    "names_per_interview": "New names an interview",
    "asked": "Of those named, asked",
    "held": "Of those asked, talked to",
    "r": "R, the three multiplied",
}
_LEADS = {"chance_left": "Chance that leads are left", "leads": "Leads left, in the middle"}
_AHEAD = {"goal": "Goal", "expected": "Expected", "p_goal": "Chance of the goal"}
_PAST = {
    "held": "Held",
    "goal": "Goal",
    "forecast": "Forecast",
    "climatology": "As so far",
    "last_four_weeks": "As the last four weeks",
}


def plan(campaign: Campaign, as_of: Day, *, told_as_of: Day | None = None) -> list[Section]:
    """Return the sections on what comes next."""
    return [
        _reproduction(campaign, as_of),
        _leads(campaign, as_of, told_as_of),
        _forecast(campaign, as_of, told_as_of),
        _reliability(campaign, as_of, told_as_of),
    ]


def _reproduction(campaign: Campaign, as_of: Day) -> Section:
    """Return whether the chain feeds itself."""
    parts = reproduction(campaign, as_of=as_of)
    told = reproduction_in_words(parts)
    if parts["estimate"].notna().any():
        if parts.loc["names_per_interview", "count"]:
            told += concentration_in_words(name_concentration(campaign, as_of=as_of))
        told += offspring_in_words(offspring_law(campaign, as_of=as_of))
    return Section(
        name="reproduction",
        title="Does the chain feed itself?",
        words=told,
        plot=plot_reproduction,
        describe=describe_reproduction,
        drawn=(parts,),
        table=parts,
        shown=_parts(parts),
    )


def _leads(campaign: Campaign, as_of: Day, told_as_of: Day | None) -> Section:
    """Return how long the leads last."""
    survival = moved(lead_survival(campaign, as_of=as_of), as_of, told_as_of)
    needed = cold_requests_needed(campaign, as_of=as_of)
    return Section(
        name="lead_survival",
        title="How long do the leads last?",
        words=[*leads_in_words(survival), *cold_requests_in_words(needed)],
        plot=plot_lead_survival,
        describe=describe_lead_survival,
        drawn=(survival,),
        table=survival,
        shown=_with_chance(survival, _LEADS, "chance_left"),
    )


def _forecast(campaign: Campaign, as_of: Day, told_as_of: Day | None) -> Section:
    """Return what the next weeks may bring, and what they ask for."""
    ahead = moved(forecast(campaign, as_of=as_of), as_of, told_as_of)
    needed = requests_needed(campaign, as_of=as_of)
    weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weekly = moved(weekly, as_of, told_as_of)
    return Section(
        name="forecast",
        title="What may the next weeks bring?",
        words=[*forecast_in_words(ahead), *requests_needed_in_words(needed)],
        plot=partial(plot_forecast, weekly=weekly if campaign.goal.per == "week" else None),
        describe=describe_forecast,
        drawn=(ahead,),
        table=ahead,
        shown=_weeks(ahead),
    )


def _reliability(campaign: Campaign, as_of: Day, told_as_of: Day | None) -> Section:
    """Return how good such forecasts were in the past."""
    past = moved(backtest(campaign, as_of=as_of), as_of, told_as_of)
    return Section(
        name="reliability",
        title="How good were such forecasts so far?",
        words=backtest_in_words(forecast_scores(past)),
        plot=plot_reliability,
        describe=describe_reliability,
        drawn=(forecast_reliability(past),),
        table=past,
        shown=_past(past),
    )


def _parts(parts: pd.DataFrame) -> pd.DataFrame:
    """Return R and its parts for reading."""
    shown = tables.readable(parts, _PARTS)
    shown.index = pd.Index([_PART_NAMES[str(part)] for part in parts.index], name="Part")
    shown["Estimate"] = tables.with_interval(
        parts, "estimate", "low", "high", in_words="{:.2f}".format, n="n"
    )
    return shown


def _weeks(ahead: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks ahead for reading."""
    shown = _with_chance(ahead, _AHEAD, "p_goal")
    met = (ahead["goal"] > 0) & (ahead["held_so_far"] >= ahead["goal"])
    shown.loc[met.to_numpy(), _AHEAD["p_goal"]] = "met"
    spread = ahead["total_low_80"] < ahead["total_high_80"]
    shown["Held in all (80 %)"] = tables.with_interval(
        ahead.assign(total_low_80=ahead["total_low_80"].where(spread)),
        *("total_median", "total_low_80", "total_high_80"),
        in_words="{:,.0f}".format,
    )
    return shown


def _past(past: pd.DataFrame) -> pd.DataFrame:
    """Return the forecasts of the past weeks for reading."""
    shown = tables.readable(past, _PAST, shares=["climatology", "last_four_weeks"])
    return shown.assign(**_with_chance(past, _PAST, "forecast")[[_PAST["forecast"]]])


def _with_chance(table: pd.DataFrame, names: dict[str, str], simulated: str) -> pd.DataFrame:
    """Return some columns for reading; a simulated chance is never told as sure."""
    shown = tables.readable(table, names)
    chances = table[simulated]
    shown[names[simulated]] = ["" if pd.isna(c) else chance_in_words(c) for c in chances]
    return shown
