"""Rates of many groups, each drawn towards all as far as its few requests say little."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betainc, betaincinv, betaln, chdtrc, expit, gammaln, logit, psi, xlogy

from infoview_analytics.errors import OptionError, UnknownColumnError
from infoview_analytics.groups import ALL, By, Counts
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.metrics.comparisons import is_not_given
from infoview_analytics.metrics.responses import response_rates
from infoview_analytics.weeks import Day

Floats = npt.NDArray[np.float64]

_BASES = {"raw": ("answered", "sent"), "ripe": ("ripe_answered", "ripe_n")}
_LEVEL = 0.05  # of the verdict
_TAIL = 0.025  # of a 95 % interval
_LEAST_GAIN = 1e-7  # in log likelihood, below which the spread is none
_SIZES = (np.log(0.02), np.log(1e6))  # what a prior may be worth, in requests
_STARTS = np.linspace(*_SIZES, 24)[:, None]
_LEAST_WORTH = 1.0  # of a law, in requests; one worth less would hold every rate for all or none
_LOG_SIZES = np.linspace(np.log(_LEAST_WORTH), _SIZES[1], 33)[:, None]
_NODES = (np.arange(11) + 0.5) / 11
_NO_WEIGHT = 1e-5  # of the weightiest law
_HALVINGS = 25


class Spread(NamedTuple):
    """How far the true rates of several groups lie apart.

    Attributes
    ----------
    alpha, beta : float
        Of the beta law of the true rates; missing where the groups are not seen to differ.
    log_likelihood, pooled_log_likelihood : float
        Of that law, and of one rate for all, without the terms that both share.
    p : float
        How often chance alone would spread the groups as far, 0 to 1.
    told_apart : bool
        Whether the spread is more than chance would give.
    rate : float
        One rate for all, 0 to 1; missing where there are no trials.
    """

    alpha: float
    beta: float
    log_likelihood: float
    pooled_log_likelihood: float
    p: float
    told_apart: bool
    rate: float


def fit_beta_binomial(successes: Any, trials: Any) -> Spread:  # noqa: ANN401
    """Fit a beta law to the true rates of several groups.

    Parameters
    ----------
    successes : array-like of int
        How many did, in each group.
    trials : array-like of int
        How many could have.

    Returns
    -------
    Spread
        The fit and its verdict. Where the groups differ no more than chance would make them, or
        there are not two of them, the law has no spread: ``alpha`` and ``beta`` are missing and
        ``told_apart`` is False.

    Raises
    ------
    OptionError
        If a group has more successes than trials, or fewer than none.

    Notes
    -----
    Maximum likelihood of the beta-binomial law [1]_. No spread lies on the edge of what can be,
    so twice the gain in log likelihood is set against half a chi-squared law with one degree
    of freedom, the other half being zero [2]_.

    References
    ----------
    .. [1] Griffiths, D. A. (1973). Maximum likelihood estimation for the beta-binomial
       distribution and an application to the household distribution of the total number of
       cases of a disease. Biometrics 29, 637-648.
    .. [2] Self, S. G. and Liang, K.-Y. (1987). Asymptotic properties of maximum likelihood
       estimators and likelihood ratio tests under nonstandard conditions. JASA 82, 605-610.

    Examples
    --------
    >>> spread = fit_beta_binomial([9, 1, 8], [10, 10, 10])
    >>> spread.told_apart
    True
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if k.shape != n.shape or not np.all((k >= 0) & (k <= n) & np.isfinite(n)):
        message = "Successes lie between 0 and the trials. Give one count of each for each group."
        raise OptionError(message)
    k, n = k[n > 0], n[n > 0]
    with np.errstate(invalid="ignore"):
        rate = float(np.divide(k.sum(), n.sum()))
    ways = float((gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)).sum())
    pooled = ways + float((xlogy(k, rate) + xlogy(n - k, 1 - rate)).sum()) if len(n) else 0.0
    none = Spread(np.nan, np.nan, pooled, pooled, 1.0, told_apart=False, rate=rate)
    if len(n) < 2 or not 0 < rate < 1:  # noqa: PLR2004
        return none
    alpha, beta = _most_likely(k, n, rate)
    likely = ways + float((betaln(k + alpha, n - k + beta) - betaln(alpha, beta)).sum())
    if likely - pooled < _LEAST_GAIN:
        return none
    p = float(chdtrc(1, 2 * (likely - pooled))) / 2
    return Spread(alpha, beta, likely, pooled, p, told_apart=p < _LEVEL, rate=rate)


def shrunk_rates(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    by: By,
    as_of: Day,
    patience_days: int = 14,
    basis: str = "ripe",
) -> pd.DataFrame:
    """Rank groups by rates that are drawn towards all the groups' rate.

    A group of two requests has often a rate of 0 or 100 %, and would come last or first in any
    ranking of what was seen. Shrinkage trusts each group as far as its requests carry. Whether
    there is anything to rank at all is what `response_spread` tells.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    by : str or sequence of str
        Columns to group by; ``warmth`` and ``month`` (of the request) are known too.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    patience_days : int, default 14
        A request is ripe after so many days.
    basis : {"ripe", "raw"}
        Which requests count: the ripe ones, or all so far.

    Returns
    -------
    pandas.DataFrame
        One row for each group that has a request, those that name none left out. Columns:
        ``n``, ``answered`` (counts), ``rate``, ``low``, ``high`` (Wilson's interval at 95 %),
        ``shrunk`` (0 to 1; without any spread all groups have the rate of all),
        ``shrunk_low`` and ``shrunk_high`` (where the group's own true rate lies, at 95 %) and
        ``rank`` by ``shrunk`` (1 is the highest).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there, or `basis` is neither.
    OptionError
        If `patience_days` is negative.

    Notes
    -----
    ``shrunk`` is (k + alpha) / (n + alpha + beta) with the fit of `fit_beta_binomial`: empirical
    Bayes [1]_. A fitted law worth less than one request, as where one group answered always and
    another never, would call both certain; there it is the mean over many laws, as below.

    The intervals do not take alpha and beta as known. They are those of the group's posterior
    under all beta laws worth one request or more, each weighed by its likelihood, with any mean
    alike and 1 / (1 + alpha + beta) uniform before [2]_. Of 400 simulated sets they held 94 to
    96 % of the true rates of 3 groups of 8, and 95 to 97 % of those of 5 groups of 30, be the
    truth far apart or nearly alike.

    References
    ----------
    .. [1] Casella, G. (1985). An introduction to empirical Bayes data analysis. The American
       Statistician 39, 83-87.
    .. [2] Daniels, M. J. (1999). A prior for the variance in hierarchical models. Canadian
       Journal of Statistics 27, 567-578.
    """
    counts = _counts(interviews, referrals, by, as_of, patience_days, basis)
    fit = fit_beta_binomial(counts["answered"], counts["n"])
    table = counts.join(wilson_interval(counts["answered"], counts["n"]))
    mean, low, high = integrated_rates(counts["answered"], counts["n"])
    if np.isnan(fit.alpha):
        table["shrunk"] = fit.rate
    elif fit.alpha + fit.beta < _LEAST_WORTH:
        table["shrunk"] = mean
    else:
        table["shrunk"] = (table["answered"] + fit.alpha) / (table["n"] + fit.alpha + fit.beta)
    table["shrunk_low"] = np.minimum(low, table["shrunk"])
    table["shrunk_high"] = np.maximum(high, table["shrunk"])
    table["rank"] = table["shrunk"].rank(ascending=False, method="min").astype("int64")
    return table


def response_spread(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    by: By,
    as_of: Day,
    patience_days: int = 14,
    basis: str = "ripe",
) -> pd.DataFrame:
    """Tell whether the rates of several groups differ by more than chance would make them.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    by : str or sequence of str
        Columns to group by; ``warmth`` and ``month`` (of the request) are known too.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    patience_days : int, default 14
        A request is ripe after so many days.
    basis : {"ripe", "raw"}
        Which requests count: the ripe ones, or all so far.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``. Columns: ``groups`` (that have a request), ``n``, ``answered``
        (counts), ``rate`` (of all), ``alpha``, ``beta``, ``log_likelihood``,
        ``pooled_log_likelihood``, ``p`` (0 to 1) and ``told_apart`` (bool), as
        `fit_beta_binomial` gives them.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there, or `basis` is neither.
    """
    counts = _counts(interviews, referrals, by, as_of, patience_days, basis)
    fit = fit_beta_binomial(counts["answered"], counts["n"])._asdict()
    totals = {"groups": len(counts), "n": counts["n"].sum(), "answered": counts["answered"].sum()}
    row = totals | {"rate": fit.pop("rate")} | fit
    return pd.DataFrame([row], index=pd.Index([ALL], name="group"))


def integrated_rates(successes: Any, trials: Any) -> tuple[Floats, Floats, Floats]:  # noqa: ANN401
    """Estimate the true rates of several groups under all beta laws that they may come from.

    Parameters
    ----------
    successes : array-like of int
        How many did, in each group.
    trials : array-like of int
        How many could have, at least 1.

    Returns
    -------
    tuple of numpy.ndarray
        The posterior's mean and the ends of its central 95 %, for each group.

    Notes
    -----
    As `shrunk_rates` tells.
    """
    counts = np.column_stack([successes, trials]).astype(float)
    counts, group, times = np.unique(counts, axis=0, return_inverse=True, return_counts=True)
    if not len(counts):
        return np.empty(0), np.empty(0), np.empty(0)
    k, n = counts.T[:, :, None]
    alpha, beta, weight = _laws(k, n, times[:, None])
    hits, misses = k + alpha, n - k + beta
    mean = (hits / (hits + misses)) @ weight
    ends = [_end(hits, misses, weight, level) for level in (_TAIL, 1 - _TAIL)]
    low, high = ends
    row = group.ravel()
    return mean[row], low[row], high[row]


def _laws(k: Floats, n: Floats, times: Counts) -> tuple[Floats, Floats, Floats]:
    """Return alpha and beta of many laws and how much each weighs, after the counts were seen.

    The means are drawn where they are likely, as far as requests of one group are alike.
    """
    size = np.exp(_LOG_SIZES)
    told = (times * n * (1 + size.T) / (n + size.T)).sum(axis=0)[:, None]
    rate = (times * k).sum() / (times * n).sum()
    hits, misses = 1 + told * rate / 2, 1 + told * (1 - rate) / 2
    mean = betaincinv(hits, misses, _NODES)
    drawn = xlogy(hits - 1, mean) + xlogy(misses - 1, 1 - mean) - betaln(hits, misses)
    before = _LOG_SIZES - 2 * np.log1p(size)
    alpha, beta = (mean * size).ravel(), ((1 - mean) * size).ravel()
    likely = (times * (betaln(k + alpha, n - k + beta) - betaln(alpha, beta))).sum(axis=0)
    weight = likely + (before - drawn).ravel()
    weight = np.exp(weight - weight.max())
    kept = weight > _NO_WEIGHT
    return alpha[kept], beta[kept], weight[kept] / weight[kept].sum()


def _end(hits: Floats, misses: Floats, weight: Floats, level: float) -> Floats:
    """Return the rate below which so much of each group's mixture of beta laws lies."""
    low, high = np.zeros(len(hits)), np.ones(len(hits))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = betainc(hits, misses, middle[:, None]) @ weight < level
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _counts(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None,
    by: By,
    as_of: Day,
    patience_days: int,
    basis: str,
) -> pd.DataFrame:
    """Return how many of each group's requests were answered, groups without one left out."""
    if basis not in _BASES:
        message = f"There is no basis {basis!r}. Use one of {', '.join(_BASES)}."
        raise UnknownColumnError(message)
    rates = response_rates(
        interviews, referrals, as_of=as_of, by=by, patience_days=patience_days, days=()
    )
    done, among = _BASES[basis]
    kept = (rates[among] > 0).to_numpy() & ~is_not_given(rates.index)
    return pd.DataFrame({"n": rates[among], "answered": rates[done]}).loc[kept]


def _most_likely(k: Floats, n: Floats, rate: float) -> tuple[float, float]:
    """Return the most likely alpha and beta."""

    def loss(at: Floats) -> tuple[float, Floats]:
        mean, size = float(expit(at[0])), float(np.exp(at[1]))
        a, b = mean * size, (1 - mean) * size
        likely = betaln(k + a, n - k + b) - betaln(a, b)
        common = psi(size) - psi(n + size)
        by_a = float((psi(k + a) - psi(a) + common).sum())
        by_b = float((psi(n - k + b) - psi(b) + common).sum())
        slope = [a * (1 - mean) * (by_a - by_b), a * by_a + b * by_b]
        return -float(likely.sum()), -np.array(slope)

    limits = [(-15.0, 15.0), _SIZES]
    how = {"ftol": 1e-15, "gtol": 1e-10, "maxiter": 500}
    a, b = rate * np.exp(_STARTS), (1 - rate) * np.exp(_STARTS)
    best = (betaln(k + a, n - k + b) - betaln(a, b)).sum(axis=1).argmax()
    if best == len(_STARTS) - 1:  # the more alike the groups, the likelier
        return float(a[-1, 0]), float(b[-1, 0])
    start = [float(logit(rate)), float(_STARTS[best, 0])]
    at = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options=how).x
    mean, size = float(expit(at[0])), float(np.exp(at[1]))
    return mean * size, (1 - mean) * size
