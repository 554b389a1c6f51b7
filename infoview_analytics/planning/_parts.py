"""The three parts of the reproduction number, for one campaign or for many resamples of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from infoview_analytics.network._people import Bools, Ints
from infoview_analytics.planning._chain import Chain

Floats = npt.NDArray[np.float64]

_CELLS = 4_000_000  # weights held at once


class Stage(NamedTuple):
    """What happens to those at risk, by interview (rows) and by days waited (columns).

    Attributes
    ----------
    events : numpy.ndarray
        How many it happened to after just so many days.
    at_risk : numpy.ndarray
        How many were watched for so many days and it had not happened to them before.
    n, done, unknown : int
        How many there are, to how many it happened, and of how many it is not known yet.
    """

    events: Floats
    at_risk: Floats
    n: int
    done: int
    unknown: int

    @property
    def known(self) -> int:
        """Of how many it is known whether it happened within the horizon."""
        return self.n - self.unknown


@dataclass(frozen=True, slots=True)
class Parts:
    """How names come, are asked and are met, within a horizon.

    Attributes
    ----------
    names, asked, held : Stage
        The three parts.
    children : int
        How many new people were named, asked and met, each within the horizon.
    watched_days : tuple of int
        For each part, the longest that any was watched, no more than the horizon.
    """

    names: Stage
    asked: Stage
    held: Stage
    children: int
    watched_days: tuple[int, int, int]

    def estimates(self, weights: Floats | None = None) -> Floats:
        """Return the three parts, one column for each row of weights of the interviews.

        A share is missing where nobody is at risk, the names where there is no interview.
        """
        if weights is None:
            weights = np.ones((1, len(self.names.events)))
        return np.stack(
            [
                _mean_count(self.names, weights),
                1 - np.prod(1 - hazards(self.asked, weights), axis=1),
                1 - np.prod(1 - hazards(self.held, weights), axis=1),
            ]
        )

    def resampled(self, draws: int, seed: int) -> Floats:
        """Return the three parts of so many resamples of the interviews."""
        size = len(self.names.events)
        random = np.random.default_rng(seed)
        block = max(1, _CELLS // max(size, 1))
        lengths = [min(block, draws - begun) for begun in range(0, draws, block)]
        return np.hstack([self.estimates(_weights(random, n, size)) for n in lengths])


def parts_of(chain: Chain, *, horizon_days: int, patience_days: int) -> Parts:
    """Return the three parts of a campaign."""
    today, size = chain.today, chain.size
    age = today - chain.held_on
    in_time = chain.named_on - chain.held_on[chain.talk] <= horizon_days
    talk, named_on = chain.talk[in_time], chain.named_on[in_time]
    asked_on, met_on = chain.asked_on[in_time], chain.met_on[in_time]
    grid = (size, horizon_days + 1)

    came = named_on - chain.held_on[talk]
    at_risk = (age[:, None] >= np.arange(horizon_days + 1)).astype(float)
    young = int(np.count_nonzero(age < patience_days))
    names = Stage(_counts(talk, came, grid), at_risk, size, len(talk), young)

    was_asked = asked_on <= today
    asked_after = np.maximum(np.minimum(asked_on, today) - named_on, 0)
    asked = _stage(talk, asked_after, was_asked, grid)
    met, begun = met_on[was_asked], asked_on[was_asked]
    waited = np.maximum(np.minimum(met, today) - begun, 0)
    held = _stage(talk[was_asked], waited, met <= today, grid, chain.declined[in_time][was_asked])
    waits = (age, today - named_on, today - begun)
    first, second, third = (int(min(w.max(initial=0), horizon_days)) for w in waits)
    soon = (asked_after[was_asked] <= horizon_days) & (waited <= horizon_days)
    children = int(np.count_nonzero((met <= today) & soon))
    names, asked, held = _in_order([names, asked, held])
    return Parts(names, asked, held, children, (first, second, third))


def hazards(stage: Stage, weights: Floats) -> Floats:
    """Return the share of those at risk to whom it happens, by days waited; 1 row a resample.

    Missing throughout where nobody was at risk.
    """
    at_risk = weights @ stage.at_risk
    happening = _ratio(weights @ stage.events, at_risk)
    happening[at_risk[:, 0] == 0] = np.nan
    return happening


def _in_order(stages: list[Stage]) -> list[Stage]:
    """Return the stages with the interviews in an order that no order of the records changes."""
    table = np.hstack([grid for stage in stages for grid in (stage.events, stage.at_risk)])
    mixed = np.random.default_rng(0).integers(2**30, size=table.shape[1]).astype(float)
    order = np.argsort(table @ mixed, kind="stable")
    return [s._replace(events=s.events[order], at_risk=s.at_risk[order]) for s in stages]


def _mean_count(stage: Stage, weights: Floats) -> Floats:
    """Return the mean number of events within the horizon, young ones censored."""
    counts: Floats = _ratio(weights @ stage.events, weights @ stage.at_risk).sum(axis=1)
    return counts


def _ratio(over: Floats, under: Floats) -> Floats:
    """Return the ratio, 0 where both are 0."""
    return np.divide(over, under, out=np.zeros_like(over), where=under > 0)


def _stage(
    talk: Ints, waited: Ints, done: Bools, grid: tuple[int, int], settled: Bools | None = None
) -> Stage:
    """Return those who wait for one event; one that comes after the horizon comes too late."""
    horizon = grid[1] - 1
    happened = done & (waited <= horizon)
    watched = np.minimum(waited, horizon)
    left = _counts(talk, watched, grid)
    at_risk = left[:, ::-1].cumsum(axis=1)[:, ::-1]
    still_open = ~happened & (waited < horizon)
    if settled is not None:
        still_open &= ~settled
    events = _counts(talk[happened], watched[happened], grid)
    count = int(np.count_nonzero(happened))
    return Stage(events, at_risk, len(talk), count, int(np.count_nonzero(still_open)))


def _counts(rows: Ints, columns: Ints, grid: tuple[int, int]) -> Floats:
    """Return how many pairs fall on each cell of a grid."""
    cells = np.bincount(rows * grid[1] + columns, minlength=grid[0] * grid[1])
    return cells.reshape(grid).astype(float)


def _weights(random: np.random.Generator, draws: int, size: int) -> Floats:
    """Return how often each of `size` interviews is in each of so many resamples."""
    drawn = random.integers(size, size=(draws, size))
    return _counts(np.repeat(np.arange(draws), size), drawn.ravel(), (draws, size))
