"""Does the chain feed itself? The reproduction number as the product that it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, stdtrit

from infoview_analytics.errors import refuse_below, refuse_sure
from infoview_analytics.intervals import normal_quantile, wilson_interval
from infoview_analytics.planning._chain import Chain, chain_of
from infoview_analytics.planning._parts import Floats, Parts, Stage, parts_of
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.words.phrases import FEWEST

PARTS = ("names_per_interview", "asked", "held", "r")
NAMES_ASKED_FOR = 3  # at the end of an interview, so the most that can be hoped for

_BEST = (NAMES_ASKED_FOR, 1.0, 1.0)
_STEADIEST = 2.0  # counts vary at least half as much as those of chance events


class Reproduction(NamedTuple):
    """The table that `reproduction` returns, and what the other plans need of it."""

    table: pd.DataFrame
    chain: Chain
    parts: Parts
    draws: Floats

    @property
    def r(self) -> tuple[float, float, float]:
        """R and the ends of its interval."""
        estimate, low, high = self.table.loc["r", ["estimate", "low", "high"]].to_numpy(float)
        return float(estimate), float(low), float(high)


def reproduction(
    campaign: Campaign,
    *,
    as_of: Day,
    horizon_days: int = 60,
    confidence: float = 0.95,
    draws: int = 2000,
    seed: int = 7,
) -> pd.DataFrame:
    """Estimate how many new interviews one interview leads to, and by which parts.

    R is the new names that an interview brings, times the share of them who are asked, times
    the share of those who are met: above 1 the chain feeds itself.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    horizon_days : int, default 60
        A name counts if it comes within so many days of the interview, an ask within so many
        of the name, an interview within so many of the ask.
    confidence : float, default 0.95
        Coverage of the intervals, between 0 and 1.
    draws : int, default 2000
        How many times the interviews are resampled.
    seed : int, default 7
        The same seed gives the same intervals.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``part``: ``names_per_interview``, ``asked``, ``held`` and ``r``. Columns:

        - ``n``: interviews held; new people named by them; those of them who were asked;
          interviews again;
        - ``count``: names; asked; met; people who were named, asked and met;
        - ``not_yet_known``: interviews too young to have brought all their names
          (``patience_days`` of the habits); people who may still be asked; requests that may
          still be met; the last two together;
        - ``estimate``, ``low`` and ``high``: a mean, two shares (0 to 1) and R; missing below 5
          interviews and where nothing is known yet;
        - ``watched_days``: the longest that any was watched, up to the horizon: as long as it
          is shorter, the estimate can only rise; of R, the shortest of the parts that have
          somebody to watch;
        - ``horizon_days``: the horizon, the same in every row;
        - ``weakest``: the part that, were it as good as can be hoped for (three names an
          interview, everybody asked, everybody met), would raise R most: the one that is
          furthest below that; on no row without R.

    Raises
    ------
    OptionError
        If the horizon or the draws are below 1, or the confidence is not between 0 and 1.

    Notes
    -----
    Who was watched for a few days only is censored, not failed: the names are estimated by the
    mean cumulative function [1]_, the shares by Kaplan and Meier [2]_. A request that was
    declined stays at risk for as long as it would have been watched: it is never met. Only
    people are counted who were new when they were named, and a person's first request.

    The variances are those of a bootstrap over interviews, each with its names and their
    requests. The intervals of the mean and of R are those of a gamma distribution [3]_ with as
    many events, and a half, as have this variance, fewer by the square of Student's quantile over
    the normal one; the shares' are Wilson's with as many names as have this variance. Of those
    tried, percentiles and BCa among them, they cover best (``benchmarks/README.md``). In a
    campaign of 8 to 40 interviews R itself comes out about a tenth too low on average, as it
    does in any young branching process.

    References
    ----------
    .. [1] Nelson, W. (1988). Graphical analysis of system repair data. Journal of Quality
       Technology 20, 24-35.
    .. [2] Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete
       observations. JASA 53 (282), 457-481.
    .. [3] Fay, M. P. and Feuer, E. J. (1997). Confidence intervals for directly standardized
       rates: a method based on the gamma distribution. Statistics in Medicine 16, 791-801.
    """
    return reproduced(
        campaign,
        as_of=as_of,
        horizon_days=horizon_days,
        confidence=confidence,
        draws=draws,
        seed=seed,
    ).table


def reproduced(
    campaign: Campaign,
    *,
    as_of: Day,
    horizon_days: int = 60,
    confidence: float = 0.95,
    draws: int = 2000,
    seed: int = 7,
) -> Reproduction:
    """Return R with the chain, the parts and the resamples that it was made of."""
    refuse_below(1, horizon_days=horizon_days, draws=draws)
    refuse_sure(confidence=confidence)
    chain = chain_of(campaign, as_of=as_of)
    patience = campaign.habits.patience_days
    parts = parts_of(chain, horizon_days=horizon_days, patience_days=patience)
    stages = parts.names, parts.asked, parts.held
    still_open = [stage.unknown for stage in stages]
    counts = [stage.done for stage in stages]
    table = pd.DataFrame(
        {
            "n": [*(stage.n for stage in stages), chain.size],
            "count": [*counts, parts.children],
            "not_yet_known": [*still_open, still_open[1] + still_open[2]],
        },
        index=pd.Index(PARTS, name="part"),
    )
    drawn = parts.resampled(draws, seed) if chain.size >= FEWEST else np.full((3, 1), np.nan)
    told = figures(parts, drawn, confidence) if chain.size >= FEWEST else np.nan
    table[["estimate", "low", "high"]] = told
    watched = [days for days, stage in zip(parts.watched_days, stages, strict=True) if stage.n]
    table["watched_days"] = [*parts.watched_days, min(watched, default=0)]
    table["horizon_days"] = horizon_days
    table["weakest"] = _weakest(table["estimate"].to_numpy(dtype=float))
    return Reproduction(table, chain, parts, drawn)


def name_concentration(campaign: Campaign, *, as_of: Day) -> pd.DataFrame:
    """Tell how many of the new names came from one person.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    pandas.DataFrame
        One row. Columns: ``names`` (new people named in interviews), ``from_top`` (by the
        person who named most of them), ``top_person`` (missing without a name; of several the
        one met first), ``share`` (0 to 1, missing without a name), ``givers`` (people who
        named somebody new) and ``interviews`` (held).
    """
    chain = chain_of(campaign, as_of=as_of)
    given = np.bincount(chain.giver[chain.talk], minlength=chain.network.size)
    names = len(chain.talk)
    by_talk = given[chain.giver[np.argsort(chain.held_on, kind="stable")]]
    top = None
    if names:
        first = np.argsort(chain.held_on, kind="stable")[by_talk.argmax()]
        top = chain.network.people()[chain.giver[first]]
    row = {
        "names": names,
        "from_top": int(given.max(initial=0)),
        "top_person": top,
        "share": given.max(initial=0) / names if names else np.nan,
        "givers": int(np.count_nonzero(given)),
        "interviews": chain.size,
    }
    return pd.DataFrame([row])


def figures(parts: Parts, draws: Floats, confidence: float) -> Floats:
    """Return the estimate and the interval of the three parts and of R."""
    stages = parts.names, parts.asked, parts.held
    few = parts.names.n
    grown = few / (few - 1)  # a bootstrap's variance is too small by so much
    names, asked, held = parts.estimates()[:, 0]
    variances = [grown * _variance(row) for row in draws]
    asked, held = (
        share if stage.known else np.nan
        for share, stage in zip((asked, held), stages[1:], strict=True)
    )
    of_r = grown * _variance(np.nan_to_num(draws).prod(axis=0))
    rows = [
        _gamma_interval(names, variances[0], parts.names.done, 1 / few, (few, confidence)),
        _share_interval(asked, variances[1], parts.asked, confidence),
        _share_interval(held, variances[2], parts.held, confidence),
        _gamma_interval(*_product(parts, names, asked, held, of_r), (few, confidence)),
    ]
    return np.array(rows)


def _product(
    parts: Parts, names: float, asked: float, held: float, variance: float
) -> tuple[float, float, int, float]:
    """Return R, its variance, who was counted, and what one more of them would have added."""
    if names == 0:
        return 0.0, variance, 0, 1 / parts.names.n
    if asked == 0:
        return 0.0, variance, 0, names / parts.asked.known
    if held == 0:
        return 0.0, variance, 0, names * asked / parts.held.known
    return names * asked * held, variance, max(parts.children, 1), 0.0


def _variance(draws: Floats) -> float:
    """Return the variance of the draws that there are."""
    there = draws[~np.isnan(draws)]
    return float(there.var()) if len(there) else np.nan


def _gamma_interval(
    mean: float, variance: float, count: int, one_more: float, sampled: tuple[int, float]
) -> tuple[float, float, float]:
    """Return a mean of counts with its gamma interval, for so many interviews and a confidence."""
    if np.isnan(mean):
        return np.nan, np.nan, np.nan
    interviews, confidence = sampled
    tail = (1 - confidence) / 2
    if mean == 0:
        return 0.0, 0.0, float(one_more * gammaincinv(1, 1 - tail))
    most = _STEADIEST * count
    events = min(mean**2 / variance, most) if variance > 0 else most
    events *= (normal_quantile(confidence) / stdtrit(interviews - 1, 1 - tail)) ** 2
    low, high = gammaincinv(events + 0.5, tail), gammaincinv(events + 0.5, 1 - tail)
    return mean, float(mean / events * low), float(mean / events * high)


def _share_interval(
    share: float, variance: float, stage: Stage, confidence: float
) -> tuple[float, float, float]:
    """Return a share with Wilson's interval for as many as have its variance."""
    if np.isnan(share):
        return np.nan, np.nan, np.nan
    n = float(stage.known)
    if variance > 0 and 0 < share < 1:
        n = max(min(share * (1 - share) / variance, stage.n), 1.0)
    ends = wilson_interval([share * n], [n], confidence=confidence).iloc[0]
    return share, float(min(ends["low"], share)), float(max(ends["high"], share))


def _weakest(estimates: Floats) -> Floats:
    """Tell which part would raise R most, were it as good as can be hoped for."""
    weakest = np.zeros(len(estimates), dtype=bool)
    if not np.isnan(estimates[-1]):
        weakest[np.nanargmin(estimates[:-1] / _BEST)] = True
    return weakest
