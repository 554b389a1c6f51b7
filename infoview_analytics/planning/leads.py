"""How long the leads in hand will last, and how many cold requests the goal asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.errors import refuse_below
from infoview_analytics.metrics.chances import step_chances
from infoview_analytics.network._people import NEVER, Ints
from infoview_analytics.planning._chain import Chain
from infoview_analytics.planning._parts import Parts, hazards
from infoview_analytics.planning.offspring import OffspringLaw, law_of_names
from infoview_analytics.planning.reproduction import reproduced
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, Goal, day_numbers, period_numbers, period_starts

Floats = npt.NDArray[np.float64]

_PACE = 56  # days whose requests tell the pace
_WEEK = 7
_WEEKS_A_MONTH = 365.2425 / 12 / _WEEK
_NEVER_LATER = 1e-300


@dataclass(frozen=True, slots=True)
class Prospects:
    """What the coming weeks start from, and what may be true of them: one row for each run."""

    leads: int
    pace: Floats  # requests to leads in each week
    met: Floats  # the chance of each run that a lead who is asked is met
    by_week: Floats  # when those are met, by weeks since the request
    names: Floats  # the mean of each run of the new names of an interview
    law: OffspringLaw
    coming: Ints  # interviews from requests that are out already, by run and week


def lead_survival(
    campaign: Campaign, *, as_of: Day, weeks: int = 12, runs: int = 2000, seed: int = 7
) -> pd.DataFrame:
    """Tell how likely there is still somebody left to ask, week by week.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    weeks : int, default 12
        How many weeks ahead, the running one included.
    runs : int, default 2000
        How many times the weeks are played through.
    seed : int, default 7
        The same seed gives the same chances.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week``, its Monday, the running week first; without a row as long as there
        is no R. Columns: ``chance_left`` (the chance that no week up to this one ends without a
        lead, 0 to 1, never rising), ``leads`` (the median of those left at its end),
        ``in_hand`` (contacts who can be asked now) and ``asked_per_week`` (the pace at which
        people who had been named were asked in the last 8 weeks, or since the first of them was
        named); the last two are the same in each row.

    Raises
    ------
    OptionError
        If there is no week or no run.

    Notes
    -----
    Leads are asked at that pace (a Poisson number each week) as long as there are any. Who is
    asked is met with the chance, and after the time, that `reproduction` finds; each interview
    brings new names by the law of `offspring_law`. Each run takes its chances from one resample
    of the interviews. Requests that are out already may bring names too.
    """
    refuse_below(1, weeks=weeks, runs=runs)
    found = reproduced(campaign, as_of=as_of, draws=runs, seed=seed)
    columns = ["chance_left", "leads", "in_hand", "asked_per_week"]
    if np.isnan(found.r[0]):
        mondays = period_starts(np.zeros(0, dtype=np.int64))
        return pd.DataFrame(columns=columns, index=mondays, dtype=float)
    chain, random = found.chain, np.random.default_rng(seed)
    pace = _pace(chain)
    first, left = _running_week(chain.today)
    share = np.append(left, np.ones(weeks - 1))
    names, _, held = np.nan_to_num(found.draws)
    by_week = _by_week(found.parts)
    prospects = Prospects(
        leads=chain.leads,
        pace=pace * share,
        met=held,
        by_week=by_week,
        names=names,
        law=law_of_names(chain, campaign.habits.patience_days),
        coming=_coming(random, chain, held, by_week, weeks),
    )
    in_hand = play(random, prospects)
    table = {
        "chance_left": np.logical_and.accumulate(in_hand > 0, axis=1).mean(axis=0),
        "leads": np.sort(in_hand, axis=0)[(runs - 1) // 2],
        "in_hand": chain.leads,
        "asked_per_week": pace,
    }
    return pd.DataFrame(table, index=period_starts(first + np.arange(weeks)))


def cold_requests_needed(campaign: Campaign, *, as_of: Day) -> pd.DataFrame:
    """Tell how many cold requests a week the goal asks for beside what the chain brings.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    pandas.DataFrame
        One row. Columns: ``goal_per_week`` (a monthly goal spread over its weeks), ``r`` (as
        `reproduction` finds it), ``cold_chance`` (that a cold request leads to an interview, as
        `step_chances` finds it, so with its prior), ``starts_per_week`` (interviews that must
        come from elsewhere than the chain), ``requests_per_week``, ``low`` and ``high`` (cold
        requests for them, at R and at the ends of its interval; missing without an R) and
        ``without_chain`` (those for the whole goal).

    Notes
    -----
    In the long run every interview brings R more, those R more each, and so on: a goal of g is
    kept by g (1 - R) new starts a week; by none if R is 1 or more.
    """
    goal = _per_week(campaign.goal)
    r = np.array(reproduced(campaign, as_of=as_of).r)
    chances = step_chances(
        campaign.interviews,
        campaign.referrals,
        as_of=as_of,
        patience_days=campaign.habits.patience_days,
    )
    chance = float(chances["chance"].loc["cold"])
    starts = goal * np.maximum(1 - r, 0)
    row = {
        "goal_per_week": goal,
        "r": r[0],
        "cold_chance": chance,
        "starts_per_week": starts[0],
        "requests_per_week": starts[0] / chance,
        "low": starts[2] / chance,
        "high": starts[1] / chance,
        "without_chain": goal / chance,
    }
    return pd.DataFrame([row])


def play(random: np.random.Generator, prospects: Prospects) -> Ints:
    """Return the leads left at the end of each week of each run."""
    talks = prospects.coming.copy()
    runs, weeks = talks.shape
    left = np.full(runs, prospects.leads)
    in_hand = np.empty((runs, weeks), dtype=np.int64)
    for week in range(weeks):
        asks = np.minimum(left, random.poisson(prospects.pace[week], runs))
        met = random.binomial(asks, prospects.met)
        spread = random.multinomial(met, prospects.by_week)[:, : weeks - week]
        talks[:, week : week + spread.shape[1]] += spread
        left = left - asks + _names(random, prospects, talks[:, week])
        in_hand[:, week] = left
    return in_hand


def _names(random: np.random.Generator, prospects: Prospects, talks: Ints) -> Ints:
    """Return the new names that so many interviews bring in each run."""
    size = prospects.law.size
    if size < 0:
        asked_for = talks * int(-size)
        return random.binomial(asked_for, np.minimum(prospects.names / -size, 1.0))
    return random.poisson(random.gamma(talks * size, prospects.names / size))


def _pace(chain: Chain) -> float:
    """Return how many people who had been named were asked in a week, lately."""
    network, today = chain.network, chain.today
    named_on = np.full(network.size, NEVER)
    np.minimum.at(named_on, network.named, network.named_on)
    asked_on = network.first_asked_on
    were_leads = (named_on <= asked_on) & (asked_on < NEVER)
    lately = np.count_nonzero(were_leads & (asked_on > today - _PACE))
    begun = named_on[(named_on < NEVER) & (named_on > today - 100 * _PACE)].min(initial=today)
    days = np.clip(today - begun + 1, _WEEK, _PACE)
    return float(lately * _WEEK / days)


def _running_week(today: int) -> tuple[int, float]:
    """Return the running week, and how much of it is left after today."""
    week = int(period_numbers(np.array([today], dtype="datetime64[D]"))[0])
    begun = int(day_numbers(period_starts(np.array([week])))[0])
    return week, (begun + _WEEK - 1 - today) / _WEEK


def _by_week(parts: Parts) -> Floats:
    """Return when those who are met are met, as shares of them by weeks since the request."""
    hazard = np.nan_to_num(hazards(parts.held, np.ones((1, parts.names.n)))[0])
    waiting = np.append(1, np.cumprod(1 - hazard)[:-1])
    week = np.arange(len(hazard)) // _WEEK
    met = np.bincount(week, waiting * hazard)
    by_week: Floats = met / met.sum() if met.sum() else np.eye(1, len(met))[0]
    return by_week


def _coming(
    random: np.random.Generator, chain: Chain, held: Floats, by_week: Floats, weeks: int
) -> Ints:
    """Return the interviews that the requests which are out already bring, by run and week."""
    requests, asked_on = chain.network.requests, chain.network.asked_on
    scheduled = requests["scheduled"].to_numpy(dtype=bool)
    talks = np.zeros((len(held), weeks), dtype=np.int64)
    if scheduled.any():
        day = day_numbers(requests.loc[scheduled, "interview_on"]).astype("datetime64[D]")
        ahead = period_numbers(day) - _running_week(chain.today)[0]
        talks += np.bincount(ahead[ahead < weeks], minlength=weeks)

    decided = requests[["held", "declined", "scheduled"]].any(axis="columns").to_numpy()
    age = ((chain.today - asked_on) // _WEEK)[~decided]
    for week, count in enumerate(np.bincount(age, minlength=len(by_week))[: len(by_week)]):
        later = held * by_week[week:].sum()
        still_open = 1 - held + later
        chance = np.divide(later, still_open, out=np.zeros_like(held), where=still_open > 0)
        when = by_week[week:] / max(by_week[week:].sum(), _NEVER_LATER)
        if count and when.any():
            come = random.multinomial(random.binomial(count, np.minimum(chance, 1)), when)
            talks[:, : come.shape[1]] += come[:, :weeks]
    return talks


def _per_week(goal: Goal) -> float:
    """Return how many interviews a week the goal asks for."""
    return goal.interviews / _WEEKS_A_MONTH if goal.per == "month" else float(goal.interviews)
