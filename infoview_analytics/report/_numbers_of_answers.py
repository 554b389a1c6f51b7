"""The numbers on who answers, how soon, and how groups compare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.metrics.comparisons import response_difference, response_logrank
from infoview_analytics.metrics.incidence import cumulative_incidence
from infoview_analytics.metrics.responses import (
    DAYS,
    response_curve,
    response_rates,
    response_times,
)
from infoview_analytics.metrics.shrinkage import response_spread, shrunk_rates
from infoview_analytics.report._plain import row_of, rows_of
from infoview_analytics.weeks import Day

GROUPS = ("channel", "source", "warmth")

_STATES = ("sent", "answered", "accepted", "declined", "waiting")
_SHARES = ("raw", "ripe", "accepted_raw", "accepted_ripe", "held_raw", "held_ripe")
_TIMES = (
    *("at_risk", "untimed", "median", "median_low", "median_high", "lower_quartile"),
    *("upper_quartile", "restricted_mean_30"),
)
_DIFFERENCE = (
    *("first_n", "first_answered", "first_rate", "second_n", "second_answered", "second_rate"),
    *("difference", "low", "high"),
)
_LOGRANK = ("n", "answered", "chi_squared", "df", "p", "method")
_SHRUNK = ("n", "answered", "rate", "shrunk", "shrunk_low", "shrunk_high", "rank")
_CURVE = ("at_risk", "answered", "share_answered")
_BY_KIND = {
    "share_accepted": "accepted",
    "share_declined": "declined",
    "share_unstated": "unstated",
}


def responses(
    records: tuple[pd.DataFrame, pd.DataFrame], as_of: Day, patience_days: int
) -> dict[str, Any]:
    """Return the response rates of all and of each group, and how the groups compare."""

    def rates(by: str | None) -> dict[str, Any]:
        table = response_rates(*records, as_of=as_of, by=by, patience_days=patience_days)
        return {str(name): _rates(table.loc[[name]]) for name in table.index}

    return {
        "all": rates(None)["all"],
        "by": {name: rates(name) for name in GROUPS},
        "compare": {name: _comparison(records, as_of, name, patience_days) for name in GROUPS},
    }


def _rates(rates: pd.DataFrame) -> dict[str, Any]:
    """Return the one row of some `response_rates` with its shares as objects."""
    row = row_of(rates)
    shares = {
        share: {key: row[f"{share}_{key}"] for key in ("n", "rate", "low", "high")}
        for share in _SHARES
    }
    by_day = {str(limit): row[f"by_day_{limit}"] for limit in DAYS}
    return {**{state: row[state] for state in _STATES}, **shares, "by_day": by_day}


def _comparison(
    records: tuple[pd.DataFrame, pd.DataFrame], as_of: Day, by: str, patience_days: int
) -> dict[str, Any] | None:
    """Return how the two largest groups differ, and whether all of them do; None for one group."""
    difference = response_difference(*records, by=by, as_of=as_of, patience_days=patience_days)
    if difference.empty:
        return None
    two = difference[["first", "second"]].iloc[0].tolist()
    logrank = response_logrank(*records, by=by, as_of=as_of, groups=two)
    spread = response_spread(*records, by=by, as_of=as_of, patience_days=patience_days)
    shrunk = shrunk_rates(*records, by=by, as_of=as_of, patience_days=patience_days)
    return {
        "first": str(two[0]),
        "second": str(two[1]),
        **{basis: row_of(difference.loc[[basis]], _DIFFERENCE) for basis in ("raw", "ripe")},
        "logrank": row_of(logrank, _LOGRANK),
        "spread": row_of(spread),
        "shrunk": {str(name): row_of(shrunk.loc[[name]], _SHRUNK) for name in shrunk.index},
    }


def response_time(interviews: pd.DataFrame, as_of: Day) -> dict[str, Any]:
    """Return the response times, the curve that they are read off, and what the answers were."""
    times = response_times(interviews, as_of=as_of)
    curve = response_curve(interviews, as_of=as_of)
    incidence = cumulative_incidence(interviews, as_of=as_of)[list(_BY_KIND)]
    return {
        **row_of(times, _TIMES),
        "curve": rows_of(curve, _CURVE),
        "cumulative_incidence": rows_of(incidence.rename(columns=_BY_KIND)),
    }
