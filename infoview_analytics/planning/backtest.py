"""How good the forecasts of the past weeks would have been."""

from __future__ import annotations

from itertools import compress

import numpy as np
import pandas as pd

from infoview_analytics.errors import refuse_below
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.metrics.chances import PRIORS
from infoview_analytics.metrics.goals import weekly_goal
from infoview_analytics.planning._outlook import Floats, outlook
from infoview_analytics.planning._standing import Standing, standings
from infoview_analytics.planning.forecast import ENOUGH_WEEKS, held_ahead
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, Goal, period_numbers

_FIFTHS = 5
_RECENT = 4  # weeks that the rule of thumb looks back
_ONE_DAY = pd.Timedelta(days=1)


def backtest(
    campaign: Campaign,
    *,
    as_of: Day,
    weeks: int | None = 52,
    runs: int = 1_000,
    seed: int = 7,
) -> pd.DataFrame:
    """Set what would have been forecast for each past week beside what it brought.

    Each forecast knows only what was known on the day before its week began.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    weeks : int or None, default 52
        Only so many of the latest weeks; all of them for None.
    runs : int, default 1000
        How many times each week is simulated.
    seed : int, default 7
        What the simulation starts from; the same seed gives the same table.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week``, its Monday (by ``month``, its first day, if the goal is per month):
        those that have ended, are no planned break and have 8 weeks or more before them.
        Columns: ``held``, ``goal``, ``kept`` (whether the goal was met) and three chances of
        that, 0 to 1, as they were told on the eve: ``forecast`` (by `forecast`),
        ``climatology`` (the share of all weeks kept until then) and ``last_four_weeks`` (the k
        kept of the last four, as (k + 0.5) / 5). ``count_score`` tells how far the forecast of
        the count of conversations lay from ``held`` (see `ranked_probability_score`).

    Raises
    ------
    OptionError
        If there is no week or no run.
    """
    refuse_below(1, runs=runs, weeks=1 if weeks is None else weeks)
    past = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    past = past.loc[past["over"] & ~past["on_break"], ["held", "goal", "kept"]]
    before = past["kept"].cumsum() - past["kept"]
    number = np.arange(len(past))
    past["climatology"] = before / np.maximum(number, 1)
    recent = before - before.shift(_RECENT, fill_value=0)
    past["last_four_weeks"] = (recent + 0.5) / (_RECENT + 1)

    if campaign.goal.per == "week":
        past = past.iloc[ENOUGH_WEEKS:]
    if weeks is not None:
        past = past.iloc[max(len(past) - weeks, 0) :]
    eves = [start - _ONE_DAY for start in past.index]
    known = standings(campaign, eves) if eves else []
    enough = [len(now.sent) >= ENOUGH_WEEKS for now in known]
    past = past.loc[np.asarray(enough, dtype=bool)]
    told = [
        _told(now, campaign.goal, start, runs, seed)
        for now, start in zip(compress(known, enough), past.index, strict=True)
    ]
    past.insert(3, "forecast", np.array([chance for chance, _ in told], dtype=float))
    scores = [
        ranked_probability_score(counts, held)
        for (_, counts), held in zip(told, past["held"], strict=True)
    ]
    return past.assign(count_score=np.array(scores, dtype=float))


def forecast_scores(backtest: pd.DataFrame) -> pd.DataFrame:
    """Score the forecasts of the past weeks, beside two simple rules.

    Parameters
    ----------
    backtest : pandas.DataFrame
        As `backtest` returns it.

    Returns
    -------
    pandas.DataFrame
        One row. Columns: ``weeks`` (how many were forecast), the Brier scores ``brier`` (of
        the forecast), ``climatology`` and ``last_four_weeks`` (0 is perfect, 1 is always wrong,
        0.25 is a coin's) and the mean ``count_score`` (in conversations, 0 is perfect); missing
        without a week.

    Notes
    -----
    The Brier score is the mean of (chance - what happened) squared [1]_.

    References
    ----------
    .. [1] Brier, G. W. (1950). Verification of forecasts expressed in terms of probability.
       Monthly Weather Review 78 (1), 1-3.
    """
    told = backtest[["forecast", "climatology", "last_four_weeks"]]
    brier = told.sub(backtest["kept"].astype(float), axis="index").pow(2).mean()
    scores = brier.rename({"forecast": "brier"}).to_frame().T.astype(float)
    scores.insert(0, "weeks", len(backtest))
    scores["count_score"] = float(backtest["count_score"].mean()) if len(backtest) else np.nan
    return scores.set_axis(pd.Index(["all"], name="group"))


def forecast_reliability(backtest: pd.DataFrame) -> pd.DataFrame:
    """Set the chances that were told beside how often the goal was then kept.

    Parameters
    ----------
    backtest : pandas.DataFrame
        As `backtest` returns it.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``from``, the least chance of each fifth (0, 0.2, ... 0.8); fifths in which no
        forecast fell are left out. Columns: ``n`` (forecasts), ``told`` (their mean chance),
        ``kept`` (of them, goals met), ``rate`` (the share kept), ``low`` and ``high`` (its
        Wilson interval, 95 %).
    """
    fifth = np.minimum((backtest["forecast"] * _FIFTHS).astype("int64"), _FIFTHS - 1)
    grouped = backtest.groupby(np.asarray(fifth))
    table = pd.DataFrame({"n": grouped.size(), "told": grouped["forecast"].mean()})
    table["kept"] = grouped["kept"].sum().astype("int64")
    table = table.join(wilson_interval(table["kept"], table["n"]))
    return table.set_axis(pd.Index(table.index / _FIFTHS, name="from", dtype="float64"))


def ranked_probability_score(chances: Floats, happened: int) -> float:
    """Score the forecast of a count.

    Parameters
    ----------
    chances : numpy.ndarray
        The chance that was told of 0, 1, 2, ..., which together make 1.
    happened : int
        The count that came.

    Returns
    -------
    float
        0 or more, 0 for a forecast that was sure and right; for a sure one that was wrong, how
        far off it was.

    Notes
    -----
    The sum over k of (the chance of k or fewer - whether it was k or fewer) squared [1]_.

    References
    ----------
    .. [1] Czado, C., Gneiting, T. and Held, L. (2009). Predictive model assessment for count
       data. Biometrics 65 (4), 1254-1261.
    """
    beyond = max(int(happened) + 1 - len(chances), 0)
    told = np.pad(np.asarray(chances, dtype=float), (0, beyond)).cumsum()
    return float(((told - (np.arange(len(told)) >= happened)) ** 2).sum())


def _told(
    now: Standing, goal: Goal, start: pd.Timestamp, runs: int, seed: int
) -> tuple[float, Floats]:
    """Return the chance of the goal, and of each count, as told on the eve of a week or month."""
    rng = np.random.default_rng([seed, now.today])
    end = start + (pd.offsets.MonthEnd(1) if goal.per == "month" else 6 * _ONE_DAY)
    rows = np.arange(now.week, period_numbers(end)[0] + 1)
    held = held_ahead(rng, now, goal, rows, runs, PRIORS)
    ahead = outlook(rng, held, now, goal, rows)
    return float(ahead.chances()[-1]), np.bincount(ahead.held[:, -1]) / runs
