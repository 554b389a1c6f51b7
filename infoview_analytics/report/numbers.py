"""Every number of a campaign in one plain object, for scripts and other tools."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.metrics.funnel import funnel
from infoview_analytics.metrics.goals import goal_summary, weekly_goal
from infoview_analytics.metrics.responses import (
    DAYS,
    response_curve,
    response_rates,
    response_times,
)
from infoview_analytics.network.generations import generations
from infoview_analytics.network.growth import network_growth
from infoview_analytics.network.structure import network_summary
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day

GROUPS = ("channel", "source", "warmth")

_GOAL = ("weeks_over", "weeks_kept", "current_streak", "longest_streak", "held", "days_since_last")
_WEEKLY = ("requested", "answered", "held", "goal", "short", "over")
_STATES = ("sent", "answered", "accepted", "declined", "waiting")
_SHARES = ("raw", "ripe", "accepted_raw", "accepted_ripe", "held_raw", "held_ripe")
_TIMES = ("at_risk", "median", "median_low", "median_high", "lower_quartile", "restricted_mean_30")
_CURVE = ("at_risk", "answered", "share_answered")
_GROWTH = ("people", "held", "organizations", "referrals", "new_people", "generations")


def numbers(campaign: Campaign, *, as_of: Day) -> dict[str, Any]:
    """Return every number of a campaign as plain values, ready for JSON.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    dict
        - ``as_of``: the day, as ``YYYY-MM-DD``;
        - ``records``: ``interviews`` and ``referrals`` (rows), ``errors`` and ``warnings``;
        - ``goal``: as `goal_summary` tells it, and ``weekly``, a list with one object for each
          week (``week`` is its Monday, or the first of the month for a goal per month);
        - ``responses``: ``all``, and ``by`` with ``channel``, ``source`` and ``warmth``, each a
          mapping of a name to the same shape: ``sent``, ``answered``, ``accepted``,
          ``declined``, ``waiting`` (counts), ``raw``, ``ripe``, ``accepted_raw``,
          ``accepted_ripe``, ``held_raw``, ``held_ripe`` (each ``n``, ``rate``, ``low``,
          ``high``) and ``by_day`` (``3``, ``7``, ``14``, ``30``);
        - ``response_time``: as `response_times` tells it, and ``curve``, a list with one object
          for each day on which something was seen;
        - ``funnel``: a list of ``stage`` and ``count``;
        - ``network``: as `network_summary` tells it, without you and without edges from you,
          and ``generations``, a mapping of the generation to the people in it;
        - ``growth``: a list with one object for each week.

        Shares are 0 to 1 and unrounded, times are days, what is missing is None. Keys may be
        added later; none is renamed or removed.

    Notes
    -----
    What each number means stands with the function that makes it.
    """
    records, habits = (campaign.interviews, campaign.referrals), campaign.habits
    errors = sum(problem.is_error for problem in campaign.problems)
    return {
        "as_of": f"{day(as_of):%Y-%m-%d}",
        "records": {
            "interviews": len(campaign.interviews),
            "referrals": len(campaign.referrals),
            "errors": errors,
            "warnings": len(campaign.problems) - errors,
        },
        "goal": _goal(campaign, as_of),
        "responses": _responses(records, as_of, habits.patience_days),
        "response_time": _response_time(campaign.interviews, as_of),
        "funnel": _rows(funnel(*records, as_of=as_of), ("count",)),
        "network": _network(records, as_of, campaign.you),
        "growth": _rows(network_growth(*records, as_of=as_of, you=campaign.you), _GROWTH),
    }


def _goal(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return the goal's summary and its weeks."""
    summary = goal_summary(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weeks = _rows(weekly.rename_axis("week"), _WEEKLY)
    return {**_row(summary, _GOAL), "weekly": weeks}


def _responses(
    records: tuple[pd.DataFrame, pd.DataFrame], as_of: Day, patience_days: int
) -> dict[str, Any]:
    """Return the response rates of all and of each group."""

    def rates(by: str | None) -> dict[str, Any]:
        table = response_rates(*records, as_of=as_of, by=by, patience_days=patience_days)
        return {str(name): _rates(table.loc[[name]]) for name in table.index}

    return {"all": rates(None)["all"], "by": {name: rates(name) for name in GROUPS}}


def _rates(rates: pd.DataFrame) -> dict[str, Any]:
    """Return the one row of some `response_rates` with its shares as objects."""
    row = _row(rates)
    shares = {
        share: {key: row[f"{share}_{key}"] for key in ("n", "rate", "low", "high")}
        for share in _SHARES
    }
    by_day = {str(limit): row[f"by_day_{limit}"] for limit in DAYS}
    return {**{state: row[state] for state in _STATES}, **shares, "by_day": by_day}


def _response_time(interviews: pd.DataFrame, as_of: Day) -> dict[str, Any]:
    """Return the response times and the curve that they are read off."""
    times = response_times(interviews, as_of=as_of)
    curve = response_curve(interviews, as_of=as_of)
    return {**_row(times, _TIMES), "curve": _rows(curve, _CURVE)}


def _network(records: tuple[pd.DataFrame, pd.DataFrame], as_of: Day, you: str) -> dict[str, Any]:
    """Return the network's summary and the people in each generation."""
    summary = network_summary(*records, as_of=as_of, you=you)
    reached = generations(*records, as_of=as_of, you=you)["generation"].value_counts().sort_index()
    counts = {str(generation): int(people) for generation, people in reached.items()}
    return {**_row(summary), "generations": counts}


def _row(table: pd.DataFrame, names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Return some columns, or all, of a table of one row."""
    values = table.astype(object).iloc[0]
    return {str(name): _plain(values[name]) for name in names or table.columns}


def _rows(table: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return some columns of a table, its index first, as a list of objects."""
    return [
        {str(table.index.name): _plain(key), **dict(zip(names, map(_plain, values), strict=True))}
        for key, *values in table[list(names)].astype(object).itertuples()
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON knows it; a missing one is None."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if isinstance(value, np.generic) else value
