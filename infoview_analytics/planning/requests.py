"""How many requests it takes to be fairly sure of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy.special import betainc, betaln

from infoview_analytics.as_of import as_known, column
from infoview_analytics.errors import OptionError, PriorError, refuse_below, refuse_sure
from infoview_analytics.planning._standing import begun
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day, on_break, period_numbers

JEFFREYS = (0.5, 0.5)
FEWEST_ASKED = 5
_MOST = 1_000_000  # requests: beyond so many a number is no help


def requests_needed(
    campaign: Campaign,
    *,
    as_of: Day,
    chances: Sequence[float] = (0.8, 0.9),
    prior: tuple[float, float] = JEFFREYS,
) -> pd.DataFrame:
    """Tell how many requests it takes to be fairly sure of the conversations still needed.

    What is not known of your own rate counts too: it takes more requests than the rate alone
    would say, and with few of your own many more.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    chances : sequence of float, default (0.8, 0.9)
        How sure you want to be, each above 0 and below 1.
    prior : tuple of float, default (0.5, 0.5)
        The two numbers of the beta prior of your rate, both above 0.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``chance``; without a row once the campaign has ended. Columns:
        ``requests`` (with so many, the chance is at least that high that enough of them lead to
        a conversation, sooner or later; 0 if nothing is needed, missing where fewer than 5
        requests are ripe, where none of them led to a conversation, or above a million),
        ``held`` (of ``asked``), ``asked`` (ripe requests; those whose conversation is still
        to come are left out), ``still_needed`` (what the goal asks for in the running week or
        month, less what was held and is scheduled in it; 0 before the goal begins) and
        ``at_this_rate`` (the requests if the rate were exactly ``held`` of ``asked``).

    Raises
    ------
    OptionError
        If a chance is not between 0 and 1.
    PriorError
        If the prior is not above 0.
    """
    _refuse(chances, prior)
    known = as_known(campaign.interviews, campaign.referrals, as_of=as_of).interviews
    goal, today = campaign.goal, day(as_of)
    period = period_numbers(today, goal.per)
    if goal.ends_on is not None and period[0] > period_numbers(goal.ends_on, goal.per)[0]:
        chances = ()
    ripe = known["age_days"] >= campaign.habits.patience_days
    settled = known.loc[ripe & ~known["scheduled"], "held"]
    asked, held = len(settled), int(settled.sum())

    meets = column(known, "interview_on").where(known["held"] | known["scheduled"]).dropna()
    in_hand = int((period_numbers(meets, goal.per) == period[0]).sum())
    counts = begun(period, goal, goal.per) & ~on_break(period, goal)
    aim = goal.interviews if counts[0] else 0
    needed = max(aim - in_hand, 0)

    enough = asked >= FEWEST_ASKED and held > 0
    table = pd.DataFrame(index=pd.Index(list(chances), name="chance", dtype="float64"))
    sends: list[int | None] = [None if needed else 0 for _ in table.index]
    sure = sends
    if enough and needed:
        sends = [requests_for(held, asked, chance=c, at_least=needed, prior=prior) for c in chances]
        sure = [requests_at(held / asked, chance=c, at_least=needed) for c in chances]
    table["requests"] = pd.array(sends, dtype="Int64")
    table["held"], table["asked"], table["still_needed"] = held, asked, needed
    table["at_this_rate"] = pd.array(sure, dtype="Int64")
    return table


def requests_for(
    successes: int,
    trials: int,
    *,
    chance: float,
    at_least: int = 1,
    prior: tuple[float, float] = JEFFREYS,
) -> int | None:
    """Return how many more trials bring enough successes with a chance, at an uncertain rate.

    Parameters
    ----------
    successes, trials : int
        What was seen so far.
    chance : float
        How sure one wants to be, above 0 and below 1.
    at_least : int, default 1
        How many successes are wanted, 0 or more.
    prior : tuple of float, default (0.5, 0.5)
        The two numbers of the beta prior of the rate; Jeffreys' if left out.

    Returns
    -------
    int or None
        The fewest trials, or None where it takes more than a million.

    Raises
    ------
    OptionError
        If there are more successes than trials, fewer than none are wanted, or the chance is
        not between 0 and 1.
    PriorError
        If the prior is not above 0.

    Notes
    -----
    The successes among n more trials follow the beta-binomial distribution [1]_.

    References
    ----------
    .. [1] Gelman, A. et al. (2013). Bayesian data analysis. 3rd ed. CRC Press, section 2.4.

    Examples
    --------
    >>> requests_for(1, 5, chance=0.8), requests_for(1, 5, chance=0.9)
    (10, 18)
    """
    _refuse([chance], prior)
    refuse_below(0, successes=successes, at_least=at_least)
    if successes > trials:
        message = f"{successes} of {trials} cannot be: give no more successes than trials."
        raise OptionError(message)
    a, b = prior[0] + successes, prior[1] + trials - successes
    fewer = np.arange(at_least)

    def reached(n: int) -> float:
        ways = -np.log(n + 1) - betaln(n - fewer + 1, fewer + 1)
        return float(1 - np.exp(ways + betaln(a + fewer, b + n - fewer) - betaln(a, b)).sum())

    return _fewest(reached, chance, at_least)


def requests_at(rate: float, *, chance: float, at_least: int = 1) -> int | None:
    """Return how many trials bring enough successes with a chance, at a known rate.

    Parameters
    ----------
    rate : float
        The chance of each trial, above 0, at most 1.
    chance : float
        How sure one wants to be, above 0 and below 1.
    at_least : int, default 1
        How many successes are wanted, 0 or more.

    Returns
    -------
    int or None
        The fewest trials, a quantile of the negative binomial distribution; None where it takes
        more than a million.

    Raises
    ------
    OptionError
        If the chance is not between 0 and 1, or fewer than none are wanted.
    PriorError
        If the rate is not above 0, or above 1.

    Examples
    --------
    >>> requests_at(0.2, chance=0.8), requests_at(0.2, chance=0.9)
    (8, 11)
    """
    refuse_sure(chance=chance)
    refuse_below(0, at_least=at_least)
    if not 0 < rate <= 1:
        message = f"A rate of {rate!r} never brings anything. Give one above 0, at most 1."
        raise PriorError(message)
    if at_least == 0:
        return 0
    return _fewest(lambda n: float(betainc(at_least, n - at_least + 1, rate)), chance, at_least)


def _fewest(reached: Callable[[int], float], chance: float, least: int) -> int | None:
    """Return the first number from `least` on whose chance, never falling, is high enough."""
    high = least
    while reached(high) < chance:
        high *= 2
        if high > 2 * _MOST:
            return None
    low = high // 2 if high > least else least
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) >= chance else (middle + 1, high)
    return low if low <= _MOST else None


def _refuse(chances: Sequence[float], prior: tuple[float, float]) -> None:
    """Refuse chances and priors that cannot be."""
    for chance in chances:
        refuse_sure(chance=chance)
    if not all(0 < weight < np.inf for weight in prior):
        message = f"The prior {prior!r} weighs nothing. Give two numbers above 0, such as 0.5, 0.5."
        raise PriorError(message)
