"""How long it takes until somebody agrees and talks, in calendar weeks, as draws of chances.

A discrete-time Bayesian Kaplan-Meier estimate: the chances of what happens in each week, to
those who are still open, have Dirichlet distributions that are independent of one another, so
that young requests count for as many weeks as they were watched.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from infoview_analytics.metrics.chances import Prior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ANSWER_WEEKS = 10  # an answer later than this is not counted on
TALK_WEEKS = 8
SHOWING_UP = Prior(0.9, 10)  # that what was agreed takes place
_NO_OF_THE_REST = 0.3  # of those who do not agree, so many say so
_SOON = 0.5 ** np.arange(1, ANSWER_WEEKS + 1)
ANSWERS_IN = _SOON / _SOON.sum()
TALKS_IN = np.array([0.3, 0.43, 0.15, 0.06, 0.03, 0.015, 0.01, 0.005])


class Seen(NamedTuple):
    """What was seen in each week since the start: by outcome, and those still open after it.

    Attributes
    ----------
    ended : numpy.ndarray
        One row for each week, one column for each way to end.
    open : numpy.ndarray
        How many were still open at the end of each week.
    """

    ended: Ints
    open: Ints


class Hazards(NamedTuple):
    """Draws of the chance to end in each week, for those still open: weeks by runs.

    Attributes
    ----------
    first : numpy.ndarray
        To end in the first way.
    any : numpy.ndarray
        To end in any way.
    """

    first: Floats
    any: Floats


def agreeing_prior(prior: Prior) -> Floats:
    """Return what is believed of a request: agreed, refused (columns) in each week, and rest."""
    chance = min(prior.chance / SHOWING_UP.chance, 0.99)
    refused = (1 - chance) * _NO_OF_THE_REST
    return _with_rest(prior.worth * np.outer(ANSWERS_IN, [chance, refused]), prior.worth)


def talking_prior() -> Floats:
    """Return what is believed of an agreed conversation: held in each week, and the rest."""
    held = SHOWING_UP.worth * SHOWING_UP.chance * TALKS_IN[:, None]
    return _with_rest(held, SHOWING_UP.worth)


def draw_hazards(rng: np.random.Generator, seen: Seen, prior: Floats, runs: int) -> Hazards:
    """Draw for each run the chances of each way to end in each week, for those still open."""
    shape = (prior + np.column_stack([seen.ended, seen.open])).T[:, :, None]
    drawn = rng.standard_gamma(shape, size=(*shape.shape[:2], runs))
    ends = drawn[:-1].sum(axis=0)
    everybody = ends + drawn[-1]
    return Hazards(drawn[0] / everybody, ends / everybody)


def by_then(hazards: Hazards, weeks: int, *, age: int = 0, rest: float = 1.0) -> Floats:
    """Return the chance to have ended in the first way by each of the next weeks.

    Those meant are open, and of age `age`, when the first of the weeks begins; of the first
    week only a part, `rest`, is still to come.
    """
    first, ends = (hazard[age : age + weeks].copy() for hazard in hazards)
    if rest < 1:
        part = rest / (1 - ends[0] * (1 - rest))
        first[0] *= part
        ends[0] *= part
    first[1:] *= np.cumprod(1 - ends[:-1], axis=0)
    return np.cumsum(first, axis=0)


def delayed(chances: Floats, rest: float) -> Floats:
    """Return chances by then for what begins in the part `rest` of a week that is left."""
    late = chances.copy()
    late[0] *= rest
    return late


def seen_in(lag: Ints, way: Ints, watched: Ints, weeks: int, ways: int) -> Seen:
    """Count what was seen: each one's week and way of ending (-1: open), and weeks watched."""
    ended = (way >= 0) & (lag < watched)
    stayed = np.minimum(np.where(ended, lag, watched), weeks)
    inside = ended & (lag < weeks)
    counts = np.bincount(lag[inside] * ways + way[inside], minlength=weeks * ways)
    beyond = np.bincount(stayed, minlength=weeks + 1)[::-1].cumsum()[::-1]
    return Seen(counts.reshape(weeks, ways), beyond[1:])


def _with_rest(ends: Floats, worth: float) -> Floats:
    """Return `ends` with what is left after each week as another column."""
    return np.column_stack([ends, worth - ends.sum(axis=1).cumsum()])
