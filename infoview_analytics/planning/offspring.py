"""Will the chain go on? How interviews lead to interviews, generation after generation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq

from infoview_analytics.errors import OptionError, PriorError, refuse_below
from infoview_analytics.planning._chain import Chain
from infoview_analytics.planning.reproduction import NAMES_ASKED_FOR, Reproduction, reproduced
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.words.phrases import FEWEST

Floats = npt.NDArray[np.float64]

_SIZES = (np.log(1e-6), np.log(1e9))  # where the size of a negative binomial law is looked for
_STEPS = 200  # of Newton's; a handful unless the mean is hardly above 1
_CLOSE = 1e-16


@dataclass(frozen=True, slots=True)
class OffspringLaw:
    """How many new interviews one interview leads to.

    Attributes
    ----------
    mean : float
        The mean: R.
    size : float
        Of a negative binomial law, the smaller the more uneven; infinite for a Poisson law; for
        a binomial law, minus the names that are asked for.
    """

    mean: float
    size: float

    @property
    def name(self) -> str:
        """The law's name: ``binomial``, ``Poisson`` or ``negative binomial``."""
        if np.isinf(self.size):
            return "Poisson"
        return "binomial" if self.size < 0 else "negative binomial"

    @property
    def variance(self) -> float:
        """The variance."""
        return max(self.mean + self.mean**2 / self.size, 0.0)


def binomial_law(names: int, chance: float) -> OffspringLaw:
    """Return the law of those who are met, of so many names that are asked for.

    Parameters
    ----------
    names : int
        The names asked for at the end of an interview.
    chance : float
        The chance of each to be given, asked and met, 0 to 1.

    Returns
    -------
    OffspringLaw
        A binomial law.

    Raises
    ------
    PriorError
        If the chance is not within 0 to 1, or no name is asked for.
    """
    if names < 1 or not 0 <= chance <= 1:
        message = (
            f"{names!r} names with a chance of {chance!r} each cannot be. Ask for 1 name at "
            "least, and write one in four as 0.25."
        )
        raise PriorError(message)
    return OffspringLaw(names * chance, -float(names))


def negative_binomial_law(mean: float, size: float) -> OffspringLaw:
    """Return the law of counts that vary more than by chance alone.

    Parameters
    ----------
    mean : float
        The mean, 0 or more.
    size : float
        The smaller the more uneven, above 0; infinite for the Poisson law.

    Returns
    -------
    OffspringLaw
        A negative binomial law: its variance is ``mean + mean ** 2 / size``.

    Raises
    ------
    PriorError
        If the mean is below 0, or the size not above.
    """
    if not (mean >= 0 and size > 0):
        message = (
            f"A mean of {mean!r} with a size of {size!r} cannot be. Take a mean of 0 or more and "
            "a size above 0."
        )
        raise PriorError(message)
    return OffspringLaw(float(mean), float(size))


def fit_negative_binomial(counts: Any) -> OffspringLaw:  # noqa: ANN401
    """Return the negative binomial law under which counts are likeliest.

    Parameters
    ----------
    counts : array-like of int
        The counts, at least one.

    Returns
    -------
    OffspringLaw
        A Poisson law where the counts vary no more than that.

    Raises
    ------
    OptionError
        If there is no count, or one is below 0.

    Notes
    -----
    The likeliest mean is the sample's. The likeliest size solves
    ``sum over j of n(j) / (size + j) = n log(1 + mean / size)``, n(j) being how many counts are
    above j; there is one if the sample's variance is above its mean [1]_.

    References
    ----------
    .. [1] Anscombe, F. J. (1950). Sampling theory of the negative binomial and logarithmic
       series distributions. Biometrika 37, 358-382.
    """
    values = np.asarray(counts, dtype=np.int64)
    if values.min(initial=0) < 0 or not len(values):
        message = "There is no law of no counts, nor of counts below 0. Give one count at least."
        raise OptionError(message)
    mean = float(values.mean())
    if values.var() <= mean:
        return OffspringLaw(mean, np.inf)
    above = len(values) - np.cumsum(np.bincount(values))[:-1]
    step = np.arange(len(above))

    def slope(log_size: float) -> float:
        size = np.exp(log_size)
        return float(size * ((above / (size + step)).sum() - len(values) * np.log1p(mean / size)))

    if slope(_SIZES[1]) >= 0:
        return OffspringLaw(mean, np.inf)
    return OffspringLaw(mean, float(np.exp(brentq(slope, *_SIZES, xtol=1e-13, rtol=1e-13))))


def extinction_probability(law: OffspringLaw, *, leads: int = 1) -> float:
    """Return the chance that a chain dies out sooner or later.

    Parameters
    ----------
    law : OffspringLaw
        What each interview leads to.
    leads : int, default 1
        How many interviews the chain starts from.

    Returns
    -------
    float
        1 where the law's mean is 1 or less.

    Raises
    ------
    OptionError
        If there are fewer than no leads.

    Notes
    -----
    The smallest root of q = g(q), g being the law's generating function [1]_, found from 0
    upwards by Newton's method; with several interviews, its power.

    References
    ----------
    .. [1] Harris, T. E. (1963). The theory of branching processes. Springer, section I.6.

    Examples
    --------
    >>> extinction_probability(binomial_law(3, 1 / 2))
    0.23606797749979
    """
    refuse_below(0, leads=leads)
    if law.mean <= 1:
        return 0.0 if law.mean == 1 and law.variance == 0 and leads else 1.0
    dead = 0.0
    for _ in range(_STEPS):
        before = dead
        dead += (_generating(law, dead) - dead) / (1 - _slope(law, dead))
        if dead - before <= _CLOSE:
            break
    return float(min(dead, 1.0)) ** leads


def alive(law: OffspringLaw, *, generations: int, leads: int = 1) -> Floats:
    """Return the chance that a chain still brings interviews, generation by generation.

    Parameters
    ----------
    law : OffspringLaw
        What each interview leads to.
    generations : int
        How many generations ahead.
    leads : int, default 1
        How many interviews the chain starts from.

    Returns
    -------
    numpy.ndarray
        One chance for each generation, from the first; never rising.

    Raises
    ------
    OptionError
        If there is no generation, or there are fewer than no leads.

    Notes
    -----
    One minus the law's generating function, iterated from 0, to the power of `leads`.
    """
    refuse_below(1, generations=generations)
    refuse_below(0, leads=leads)
    dead, chances = 0.0, np.empty(generations)
    for generation in range(generations):
        dead = _generating(law, dead)
        chances[generation] = 1 - dead**leads
    return chances


def offspring_law(campaign: Campaign, *, as_of: Day) -> pd.DataFrame:
    """Fit how many new interviews one interview leads to, and tell whether the chain dies out.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    pandas.DataFrame
        One row; none as long as there is no R, or nobody who was named has been asked, which
        says nothing of the chain. Columns: ``law`` (``binomial`` of the names asked for;
        ``negative binomial`` where the names vary more than by chance), ``n`` (interviews old
        enough to have brought their names), ``mean`` (R), ``variance``, ``size`` (names asked
        for, or the size of the negative binomial law), ``chance`` (the binomial law's; missing
        for the other), ``extinction``, ``extinction_low`` and ``extinction_high`` (0 to 1, at
        the ends of R's interval).

    Notes
    -----
    The law is that of the names of an interview, thinned by the chance of each to be asked and
    met: a binomial law stays one, and a negative binomial law keeps its size [1]_.

    References
    ----------
    .. [1] Lloyd-Smith, J. O. et al. (2005). Superspreading and the effect of individual
       variation on disease emergence. Nature 438, 355-359, supplement 2.2.
    """
    found = reproduced(campaign, as_of=as_of)
    r, low, high = found.r
    columns = ["law", "n", "mean", "variance", "size", "chance"]
    if not _was_tried(found):
        ends = ["extinction", "extinction_low", "extinction_high"]
        return pd.DataFrame(columns=[*columns, *ends])
    law = law_of(found, campaign.habits.patience_days)
    chance = law.mean / -law.size if law.size < 0 else np.nan
    n = len(_counts(found.chain, campaign.habits.patience_days))
    row = dict(zip(columns, [law.name, n, r, law.variance, abs(law.size), chance], strict=True))
    laws = {"": law, "_low": with_mean(law, high), "_high": with_mean(law, low)}
    row |= {f"extinction{end}": extinction_probability(law) for end, law in laws.items()}
    return pd.DataFrame([row])


def generations_ahead(campaign: Campaign, *, as_of: Day, generations: int = 10) -> pd.DataFrame:
    """Tell how likely the chain still brings interviews some generations ahead.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    generations : int, default 10
        How many generations ahead.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``generation``, from 1; without a row where `offspring_law` has none.
        Columns: ``alive`` (the chance that one interview's chain brings an interview in that
        generation) and ``alive_in_hand`` (the same of all the contacts together who can still
        be asked, the interviews with them being generation 0).

    Raises
    ------
    OptionError
        If there is no generation.
    """
    refuse_below(1, generations=generations)
    found = reproduced(campaign, as_of=as_of)
    table = found.table["estimate"]
    one = alive(law_of(found, campaign.habits.patience_days), generations=generations)
    met = float(np.nan_to_num(table["asked"] * table["held"]))
    chances = {"alive": one, "alive_in_hand": 1 - (1 - met * one) ** found.chain.leads}
    ahead = pd.DataFrame(chances, index=pd.RangeIndex(1, generations + 1, name="generation"))
    return ahead if _was_tried(found) else ahead.iloc[:0]


def law_of(found: Reproduction, patience_days: int) -> OffspringLaw:
    """Return the law of a campaign's offspring; its mean is R, or missing without one."""
    return with_mean(law_of_names(found.chain, patience_days), found.r[0])


def _was_tried(found: Reproduction) -> bool:
    """Tell whether there is an R, and somebody who was named has been asked."""
    return not np.isnan(found.r[0]) and found.parts.asked.done > 0


def law_of_names(chain: Chain, patience_days: int) -> OffspringLaw:
    """Return the law of the new names of an interview."""
    counts = _counts(chain, patience_days)
    if len(counts) == 0:
        return OffspringLaw(0.0, -float(NAMES_ASKED_FOR))
    fitted = fit_negative_binomial(counts)
    if np.isfinite(fitted.size):
        return fitted
    return OffspringLaw(fitted.mean, -float(max(counts.max(), NAMES_ASKED_FOR)))


def with_mean(law: OffspringLaw, mean: float) -> OffspringLaw:
    """Return the law with another mean; a binomial one cannot go beyond its names."""
    return replace(law, mean=min(mean, -law.size) if law.size < 0 else mean)


def _counts(chain: Chain, patience_days: int) -> npt.NDArray[np.int64]:
    """Return the names of the interviews that are old enough, or of all if few are."""
    ripe = chain.names(patience_days)
    return ripe if len(ripe) >= FEWEST else chain.names()


def _generating(law: OffspringLaw, at: float) -> float:
    """Return the law's generating function: one formula for the three laws."""
    if np.isinf(law.size):
        return float(np.exp(-law.mean * (1 - at)))
    return float(max(1 + law.mean * (1 - at) / law.size, 0.0) ** -law.size)


def _slope(law: OffspringLaw, at: float) -> float:
    """Return the derivative of the law's generating function."""
    if np.isinf(law.size):
        return law.mean * _generating(law, at)
    base = max(1 + law.mean * (1 - at) / law.size, 0.0)
    return float(law.mean * base ** (-law.size - 1))
