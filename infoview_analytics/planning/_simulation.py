"""Many campaigns as they may go on from here, all of them at once, week by week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks to come, the running one first.

    Attributes
    ----------
    sending : numpy.ndarray
        How much of each week is left to send requests in, 0 to 1; 0 in a break.
    lands : numpy.ndarray
        The week into which each week's new conversations fall: its own, or in a break the next
        one that is none; the number of weeks if that lies beyond them.
    """

    sending: Floats
    lands: Ints


@dataclass(frozen=True, slots=True)
class Draws:
    """What may be true of the campaign: one column, or one number, for each run.

    Attributes
    ----------
    level, size : numpy.ndarray
        The mean of the requests in a week, and the size of their negative binomial
        distribution.
    chain, warm : numpy.ndarray
        Of the requests, the share that wants to go to leads; of the others, the share of warm
        ones.
    agreed_warm, agreed_cold : numpy.ndarray
        The chance that a request is agreed to by the end of each week since it was sent.
    agreed_now_warm, agreed_now_cold : numpy.ndarray
        The same for those sent in what is left of the running week.
    talked, talked_now : numpy.ndarray
        The chance that what was agreed is held by the end of each week since; and the same for
        what is agreed in the running week.
    names : numpy.ndarray
        The mean of the new names that a conversation brings.
    """

    level: Floats
    size: Floats
    chain: Floats
    warm: Floats
    agreed_warm: Floats
    agreed_cold: Floats
    agreed_now_warm: Floats
    agreed_now_cold: Floats
    talked: Floats
    talked_now: Floats
    names: Floats


def simulate(
    rng: np.random.Generator,
    weeks: Weeks,
    draws: Draws,
    *,
    held: Ints,
    agreed: Ints,
    leads: int,
    sends: Ints | None = None,
) -> Ints:
    """Return the conversations held in each week (row) of each run (column).

    `held` and `agreed` are what the requests that were sent already bring, with a row more than
    there are weeks for what lies beyond, and are not changed. With `sends` just so many requests
    are sent in each week.
    """
    count, runs = len(weeks.sending), held.shape[1]
    held, agreed = held.copy(), agreed.copy()
    in_hand = np.full(runs, leads)
    own = np.arange(count)
    for week in range(count):
        now = week == 0
        if sends is not None:
            sent = np.full(runs, sends[week])
        else:
            mean = draws.level * weeks.sending[week] / draws.size
            sent = rng.poisson(rng.standard_gamma(draws.size) * mean)
        chain = np.minimum(rng.binomial(sent, draws.chain), in_hand)
        warm = chain + rng.binomial(sent - chain, draws.warm)
        by_warm = draws.agreed_now_warm if now else draws.agreed_warm
        by_cold = draws.agreed_now_cold if now else draws.agreed_cold
        scatter(rng, agreed, week, warm, by_warm, own)
        scatter(rng, agreed, week, sent - warm, by_cold, own)
        by_talk = draws.talked_now if now else draws.talked
        scatter(rng, held, week, agreed[week], by_talk, weeks.lands)
        in_hand = in_hand - chain + rng.poisson(draws.names * held[week])
    return held[:-1]


def scatter(
    rng: np.random.Generator,
    into: Ints,
    week: int,
    counts: Ints,
    chances: Floats,
    lands: Ints,
) -> None:
    """Let `counts` of each run happen from `week` on, by the end of each week with its chance.

    The last row of `into` takes what happens beyond the weeks.
    """
    runs = into.shape[1]
    by_then = chances[: len(into) - 1 - week]
    run = np.repeat(np.arange(runs), counts)
    at = rng.random(len(run))
    happens = at < by_then[-1].take(run)
    run, at = run[happens], at[happens]
    later = at >= by_then[:-1].take(run, axis=1)
    lag = later.view(np.int8).sum(axis=0, dtype=np.int8)
    np.add.at(into.reshape(-1), lands[week + lag] * runs + run, 1)
