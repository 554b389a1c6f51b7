"""The log-rank test, and its exact law where answers are few."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, gammaln

from infoview_analytics.groups import Counts

Floats = npt.NDArray[np.float64]

_ENOUGH = 10  # answers from which on the chi-squared law holds
_MOST_COUNTED = 100_000  # ways to deal that are counted one by one
_DRAWS = 100_000
_ROUNDING = 1e-9


class LogRank(NamedTuple):
    """What the test found."""

    groups: int
    n: int
    answered: int
    chi_squared: float
    df: int
    p: float
    method: str | None


class _Dealt(NamedTuple):
    """Ways to deal requests to groups, each with its score per group and its weight."""

    counts: Counts  # ways x groups
    scores: Floats  # ways x groups
    weight: Floats  # logarithm, one for each way


def logrank(days: Counts, answered: npt.NDArray[np.bool_], group: Counts, *, seed: int) -> LogRank:
    """Return the log-rank test of groups numbered from 0 without a gap."""
    sizes, events = np.bincount(group), int(answered.sum())
    n, size = len(days), len(sizes)
    if size < 2 or not events:  # noqa: PLR2004
        return LogRank(size, n, events, np.nan, max(size - 1, 0), np.nan, None)
    chi_squared, df = _chi_squared(days, answered, group)
    if events >= _ENOUGH:
        return LogRank(size, n, events, chi_squared, df, chdtrc(df, chi_squared), "chi-squared")
    score = _scores(days, answered)
    seen = float(_apart(np.bincount(group, score, size).astype(float)[None], sizes)[0])
    values, many = np.unique(np.round(score, 12), return_counts=True)
    order = np.argsort(many, kind="stable")  # the most frequent score is dealt last: it is forced
    dealt, method = _every_way(values[order], many[order], sizes), "exact"
    if dealt is None:
        method = "permutation"
        dealt = _drawn_ways(values[order], many[order], sizes, np.random.default_rng(seed))
    weight = np.exp(dealt.weight - dealt.weight.max())
    further = _apart(dealt.scores, sizes) >= seen - _ROUNDING * max(seen, 1)
    p = float(weight[further].sum() / weight.sum())
    if method == "permutation":  # what was seen is one way more
        p = (p * _DRAWS + 1) / (_DRAWS + 1)
    return LogRank(size, n, events, chi_squared, df, p, method)


def _chi_squared(days: Counts, answered: npt.NDArray[np.bool_], group: Counts) -> tuple[float, int]:
    """Return the statistic and its degrees of freedom."""
    times, when = np.unique(days, return_inverse=True)
    shape = (int(group.max()) + 1, len(times))
    cell = group * shape[1] + when
    leaving = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    came = np.bincount(cell[answered], minlength=shape[0] * shape[1]).reshape(shape)
    at_risk = leaving[:, ::-1].cumsum(axis=1)[:, ::-1]
    everybody, events = at_risk.sum(axis=0), came.sum(axis=0)
    share = at_risk / everybody
    expected = (share * events).sum(axis=1)
    spread = events * (everybody - events) / np.maximum(everybody - 1, 1)
    weighed = share * spread
    covariance = np.diag(weighed.sum(axis=1)) - weighed @ share.T
    excess = came.sum(axis=1) - expected
    df = int((expected > 0).sum()) - 1
    if not spread.any() or df < 1:
        return np.nan, max(df, 0)
    inverse = np.linalg.pinv(covariance, rcond=1e-10, hermitian=True)
    return float(excess @ inverse @ excess), df


def _scores(days: Counts, answered: npt.NDArray[np.bool_]) -> Floats:
    """Return each request's score: whether it was answered, less what was to be expected."""
    times, when = np.unique(days, return_inverse=True)
    events = np.bincount(when[answered], minlength=len(times))
    at_risk = np.bincount(when, minlength=len(times))[::-1].cumsum()[::-1]
    return np.asarray(answered - np.cumsum(events / at_risk)[when], dtype=float)


def _apart(scores: Floats, sizes: Counts) -> Floats:
    """Return how far the groups lie apart, whichever way they were dealt."""
    return np.asarray((scores**2 / sizes).sum(axis=1), dtype=float)


def _every_way(values: Floats, many: Counts, sizes: Counts) -> _Dealt | None:
    """Return all ways to deal the scores to groups of these sizes, or None if too many."""
    groups = len(sizes)
    start = np.zeros((1, groups))
    dealt = _Dealt(start.astype(np.int64), start, np.zeros(1))
    for value, count in zip(values[:-1], many[:-1], strict=True):
        ways = comb(int(count) + groups - 1, groups - 1)
        if ways * len(dealt.weight) > _MOST_COUNTED:
            return None
        parts = _parts(int(count), groups)
        counts = (dealt.counts[:, None] + parts).reshape(-1, groups)
        scores = (dealt.scores[:, None] + value * parts).reshape(-1, groups)
        weight = (dealt.weight[:, None] - gammaln(parts + 1).sum(axis=1)).reshape(-1)
        fits = (counts <= sizes).all(axis=1)
        dealt = _Dealt(counts[fits], scores[fits], weight[fits])
    last = sizes - dealt.counts
    weight = dealt.weight - gammaln(last + 1).sum(axis=1)
    return _Dealt(dealt.counts + last, dealt.scores + values[-1] * last, weight)


def _parts(count: int, groups: int) -> Counts:
    """Return all ways to part so many equal things among groups, one in each row."""
    bars = list(combinations(range(count + groups - 1), groups - 1))
    places = np.array(bars, dtype=np.int64).reshape(len(bars), groups - 1)
    return np.diff(places, axis=1, prepend=-1, append=count + groups - 1) - 1


def _drawn_ways(values: Floats, many: Counts, sizes: Counts, rng: np.random.Generator) -> _Dealt:
    """Return many ways to deal the scores to groups of these sizes, drawn by chance."""
    left = np.broadcast_to(sizes, (_DRAWS, len(sizes))).copy()
    scores = np.zeros((_DRAWS, len(sizes)))
    for value, count in zip(values, many, strict=True):
        undealt = np.full(_DRAWS, count)
        for group in range(len(sizes)):
            others = left[:, group + 1 :].sum(axis=1)
            given = rng.hypergeometric(left[:, group], others, undealt)
            left[:, group] -= given
            scores[:, group] += value * given
            undealt -= given
    return _Dealt(left, scores, np.zeros(_DRAWS))
