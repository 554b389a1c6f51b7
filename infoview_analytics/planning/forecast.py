"""What the coming weeks will bring, as chances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.errors import PriorError, refuse_below
from infoview_analytics.metrics.chances import PRIORS, Prior
from infoview_analytics.planning._delays import (
    SHOWING_UP,
    Hazards,
    agreeing_prior,
    by_then,
    delayed,
    draw_hazards,
    talking_prior,
)
from infoview_analytics.planning._outlook import Outlook, middle_counts, outlook
from infoview_analytics.planning._pace import draw_pace
from infoview_analytics.planning._simulation import Draws, Weeks, scatter, simulate
from infoview_analytics.planning._standing import Standing, begun, resting, standings
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, Goal, day, period_numbers, period_starts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_WEEKS = 26
ENOUGH_WEEKS = 8  # of history, before a week's chance is told
_ANY_MIX = 0.5  # what is believed of each of the three kinds of request
_NAMES = (1.0, 1.0)  # new names, and the conversations they came from, before the first


def forecast(
    campaign: Campaign,
    *,
    as_of: Day,
    weeks: int = 8,
    runs: int = 10_000,
    seed: int = 7,
    priors: Mapping[str, Prior] = PRIORS,
    requests_per_week: int | None = None,
) -> pd.DataFrame:
    """Forecast the conversations of the coming weeks.

    The campaign is played on many times from where it stands: requests go out at the pace of the
    last weeks, warm ones to leads as long as there are any; each open request, each agreed and
    each scheduled conversation goes on from its own age; each conversation brings new names.
    How sure the pace, the answers and the delays are follows from how much was seen of them.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day of the forecast: nothing later is known, and the running week goes on from it.
    weeks : int, default 8
        How many weeks, the running one included, of an open campaign; at most 26. One that has
        an end is forecast to its end, for at most 26 weeks.
    runs : int, default 10000
        How many times the campaign is played on.
    seed : int, default 7
        What the simulation starts from; the same seed gives the same table.
    priors : mapping of str to Prior
        What is believed of ``warm`` and of ``cold`` requests before anything was counted: the
        chance that one leads to a conversation. They are assumptions, not findings.
    requests_per_week : int, optional
        What if just so many requests went out each week? The running week's are those not sent
        yet. At the pace of the last weeks if left out.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week``, its Monday, the running week first; without a row once the campaign
        has ended, and before the first request unless `requests_per_week` is given. Columns:

        - ``goal``: conversations that the week should bring; 0 in a planned break and before
          the goal begins. With a goal per month, what the month that ends in this week should
          bring; 0 where none ends;
        - ``held_so_far``: those of the running week until `as_of`, 0 in later weeks;
        - ``expected``: the mean of the week's conversations, those until `as_of` included;
        - ``p_goal``: the chance, 0 to 1, that the goal is kept; missing where it asks for
          nothing, and with fewer than 8 weeks of history;
        - ``total_low_95``, ``total_low_80``, ``total_median``, ``total_high_80`` and
          ``total_high_95``: all conversations since the start by the end of the week, as the
          ends of the middle 95 % and 80 % and as their median;
        - ``p_total``: the chance that the goal's total is reached by then; missing without one;
        - ``total``: the goal's total (missing without one), and ``held``: all conversations
          from the start to `as_of`; both the same in every row;
        - ``basis``: ``own weeks``, or ``priors`` with fewer than 8 weeks of history (planned
          breaks left out), when most of it is assumed.

    Raises
    ------
    OptionError
        If there is no week or no run to forecast, or the requests per week are below 0.
    PriorError
        If `priors` lacks ``warm`` or ``cold``.

    Notes
    -----
    The weekly requests are negative binomial; mean and dispersion are drawn from their
    posterior, in which a week counts half as much as one 8 weeks later. Answers and
    conversations come in calendar weeks after the request; the chances of each week, for those
    still open, are drawn from Dirichlet posteriors, a discrete Bayesian Kaplan-Meier
    estimate [1]_. The ends of an interval are quantiles of the mid-distribution function [2]_,
    since a count cannot cut off just 10 %. An answer more than 10 weeks after its request is
    not counted on.

    References
    ----------
    .. [1] Walker, S. and Muliere, P. (1997). Beta-Stacy processes and a generalization of the
       Polya-urn scheme. Annals of Statistics 25 (4), 1762-1780.
    .. [2] Parzen, E. (2004). Quantile probability and statistical data modeling. Statistical
       Science 19 (4), 652-662.
    """
    _refuse(weeks, runs, priors, requests_per_week)
    return forecast_from(
        standing_on(campaign, as_of=as_of),
        campaign.goal,
        weeks=weeks,
        runs=runs,
        seed=seed,
        priors=priors,
        requests_per_week=requests_per_week,
    )


def standing_on(campaign: Campaign, *, as_of: Day) -> Standing:
    """Return where a campaign stands on a day: what `forecast_from` starts from."""
    (now,) = standings(campaign, [day(as_of)])
    return now


def forecast_from(
    now: Standing,
    goal: Goal,
    *,
    weeks: int = 8,
    runs: int = 10_000,
    seed: int = 7,
    priors: Mapping[str, Prior] = PRIORS,
    requests_per_week: int | None = None,
) -> pd.DataFrame:
    """Return the `forecast` from a standing, so that several can start from the same one."""
    rows = _weeks_ahead(goal, now.week, weeks)
    if requests_per_week is None and now.asked == 0:
        rows = rows[:0]
    rng = np.random.default_rng(seed)
    held = held_ahead(rng, now, goal, rows, runs, priors, requests_per_week)
    ahead = outlook(rng, held, now, goal, rows)
    return _table(held, now, rows, ahead, goal)


def held_ahead(
    rng: np.random.Generator,
    now: Standing,
    goal: Goal,
    rows: Ints,
    runs: int,
    priors: Mapping[str, Prior],
    requests_per_week: int | None = None,
) -> Ints:
    """Return the conversations of each coming week in each run, those already held left out."""
    if not len(rows):
        return np.zeros((runs, 0), dtype=np.int64)
    ahead = _working(now, goal, rows)
    chances = _chances(rng, now, priors, runs)
    draws = _draws(rng, now, chances, runs, len(rows))
    held, agreed = _in_hand(rng, now, chances, ahead, runs)
    sends = None if requests_per_week is None else _fixed(now, ahead, requests_per_week)
    played = simulate(rng, ahead, draws, held=held, agreed=agreed, leads=now.leads, sends=sends)
    return np.ascontiguousarray(played.T)


class _Chances(NamedTuple):
    """Draws of what happens to requests and to agreed conversations."""

    warm: Hazards
    cold: Hazards
    talks: Hazards


def _chances(
    rng: np.random.Generator, now: Standing, priors: Mapping[str, Prior], runs: int
) -> _Chances:
    """Draw what may happen in each week to requests and to agreed conversations."""
    return _Chances(
        draw_hazards(rng, now.warm, agreeing_prior(priors["warm"]), runs),
        draw_hazards(rng, now.cold, agreeing_prior(priors["cold"]), runs),
        draw_hazards(rng, now.agreed, talking_prior(), runs),
    )


def _draws(
    rng: np.random.Generator, now: Standing, chances: _Chances, runs: int, weeks: int
) -> Draws:
    """Draw what may be true of the requests that are still to be sent."""
    level, size = draw_pace(rng, now.sent, runs)
    kinds = rng.standard_gamma(now.mix + _ANY_MIX, size=(runs, 4))
    warm, cold, talked = (by_then(hazards, weeks) for hazards in chances)
    return Draws(
        level=level,
        size=size,
        chain=kinds[:, 0] / kinds[:, :2].sum(axis=1),
        warm=kinds[:, 2] / kinds[:, 2:].sum(axis=1),
        agreed_warm=warm,
        agreed_cold=cold,
        agreed_now_warm=delayed(warm, now.rest),
        agreed_now_cold=delayed(cold, now.rest),
        talked=talked,
        talked_now=delayed(talked, now.rest_of_talks),
        names=rng.standard_gamma(_NAMES[0] + now.names, runs) / (_NAMES[1] + now.talks),
    )


def _in_hand(
    rng: np.random.Generator, now: Standing, chances: _Chances, ahead: Weeks, runs: int
) -> tuple[Ints, Ints]:
    """Return what is held and what is agreed, by week, of all that was sent already."""
    weeks = len(ahead.sending)
    held, agreed = (np.zeros((weeks + 1, runs), dtype=np.int64) for _ in range(2))
    planned = now.planned[:weeks]
    comes, fails = SHOWING_UP.chance * SHOWING_UP.worth, (1 - SHOWING_UP.chance) * SHOWING_UP.worth
    shows_up = rng.beta(comes + now.came, fails + now.fell_through, runs)
    held[: len(planned)] += rng.binomial(planned[:, None], shows_up)
    for open_, hazards, into, lands, rest in (
        (now.waiting_warm, chances.warm, agreed, np.arange(weeks), now.rest),
        (now.waiting_cold, chances.cold, agreed, np.arange(weeks), now.rest),
        (now.unplanned, chances.talks, held, ahead.lands, now.rest_of_talks),
    ):
        for age in np.flatnonzero(open_[: len(hazards.first)]).tolist():
            by_week = by_then(hazards, weeks, age=age, rest=rest)
            scatter(rng, into, 0, np.full(runs, open_[age]), by_week, lands)
    return held, agreed


def _working(now: Standing, goal: Goal, rows: Ints) -> Weeks:
    """Return the coming weeks as the simulation sees them."""
    idle = resting(rows, goal) | ~begun(rows, goal)
    sending = np.where(idle, 0.0, 1.0)
    sending[0] *= now.rest
    later = np.where(idle, len(rows), np.arange(len(rows)))
    return Weeks(sending, np.minimum.accumulate(later[::-1])[::-1])


def _fixed(now: Standing, ahead: Weeks, requests_per_week: int) -> Ints:
    """Return the requests of each week, if there are just so many; the running week's are less."""
    sends = np.where(ahead.sending > 0, requests_per_week, 0)
    sends[0] = max(sends[0] - now.sent_now, 0)
    return sends


def _table(held: Ints, now: Standing, rows: Ints, ahead: Outlook, goal: Goal) -> pd.DataFrame:
    """Return the table of the forecast."""
    table = pd.DataFrame(index=period_starts(rows))
    own = len(now.sent) >= ENOUGH_WEEKS
    totals = now.held + (held * begun(rows, goal)).cumsum(axis=1)
    table["goal"] = ahead.goal
    table["held_so_far"] = np.where(np.arange(len(rows)) == 0, now.held_now, 0)
    table["expected"] = held.mean(axis=0) + table["held_so_far"]
    table["p_goal"] = ahead.chances() if own else np.nan
    (low_95, high_95), (low_80, high_80) = (middle_counts(totals, c) for c in (0.95, 0.8))
    table["total_low_95"], table["total_low_80"] = low_95, low_80
    table["total_median"] = np.sort(totals, axis=0)[(len(totals) - 1) // 2]
    table["total_high_80"], table["total_high_95"] = high_80, high_95
    total = goal.total
    table["p_total"] = np.nan if total is None else (totals >= total).mean(axis=0)
    table["total"] = pd.array([total] * len(rows), dtype="Int64")
    table["held"] = now.held
    table["basis"] = "own weeks" if own else "priors"
    return table


def _weeks_ahead(goal: Goal, first: int, weeks: int) -> Ints:
    """Return the weeks to forecast, the running one first; none once the campaign has ended."""
    count = min(weeks, MOST_WEEKS)
    if goal.ends_on is not None:
        count = int(np.clip(period_numbers(goal.ends_on)[0] - first + 1, 0, MOST_WEEKS))
    return np.arange(first, first + count)


def _refuse(
    weeks: int, runs: int, priors: Mapping[str, Prior], requests_per_week: int | None
) -> None:
    """Refuse what nobody could forecast."""
    refuse_below(1, weeks=weeks, runs=runs)
    refuse_below(0, requests_per_week=requests_per_week or 0)
    lacking = [warmth for warmth in ("warm", "cold") if warmth not in priors]
    if lacking:
        message = f"There is no prior for {lacking[0]} requests. Give one for warm and for cold."
        raise PriorError(message)
