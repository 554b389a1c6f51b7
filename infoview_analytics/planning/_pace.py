"""How many requests a week are sent: what the last weeks say of the next ones."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HALF_LIFE = 8.0  # weeks after which a week counts half
_LONGEST = 78  # weeks that are looked at
_USUAL = 3.0  # requests a week: the middle of what is believed before the first week
_UNEVEN = 0.5  # the mean dispersion that is believed before the first week
_LEVELS = np.linspace(0, 1, 60)
_DISPERSIONS = np.geomspace(0.02, 3, 12)


class Pace(NamedTuple):
    """Draws of the weekly mean, and of the size of its negative binomial distribution."""

    level: Floats
    size: Floats


def draw_pace(rng: np.random.Generator, sent: Ints, runs: int) -> Pace:
    """Draw the pace from what each week brought, the latest week last."""
    sent = sent[-_LONGEST:]
    top = max(60.0, 4.0 * sent.max(initial=0))
    level = 0.05 * (top / 0.05) ** _LEVELS
    fit = _likelihood(sent, level[:, None, None], 1 / _DISPERSIONS[:, None])
    fit += np.log(level / (1 + (level / _USUAL) ** 2) ** 2)[:, None]
    fit += np.log(_DISPERSIONS) - _DISPERSIONS / _UNEVEN
    likely = np.cumsum(np.exp(fit - fit.max()).ravel())
    cell = np.searchsorted(likely, rng.random(runs) * likely[-1], side="right")
    row, at = np.divmod(np.minimum(cell, fit.size - 1), fit.shape[1])
    blur = rng.random((2, runs)) - 0.5  # a cell stands for all that lies in it
    levels = level[row] * (level[1] / level[0]) ** blur[0]
    spread = _DISPERSIONS[at] * (_DISPERSIONS[1] / _DISPERSIONS[0]) ** blur[1]
    return Pace(levels, 1 / spread)


def _likelihood(sent: Ints, level: Floats, size: Floats) -> Floats:
    """Return the weighted log-likelihood of each level (row) and size (column)."""
    weight = 0.5 ** (np.arange(len(sent))[::-1] / HALF_LIFE)
    ways = gammaln(sent + size) - gammaln(size)
    each = ways + size * np.log(size) - (sent + size) * np.log(size + level)
    fit: Floats = ((each + sent * np.log(level)) * weight).sum(axis=-1)
    return fit
