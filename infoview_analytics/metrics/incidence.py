"""What comes of requests, day by day: a yes, a no, or silence."""

from __future__ import annotations

import numpy as np
import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.groups import By, group_rows, nest
from infoview_analytics.intervals import normal_quantile
from infoview_analytics.metrics._silence import answers_of_kind, kaplan_meier
from infoview_analytics.weeks import Day

_KINDS = ("accepted", "declined", "unstated")


def cumulative_incidence(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Estimate the shares accepted, declined and still silent by each day after asking.

    The outcomes compete: who declined will not accept. One minus Kaplan-Meier of the accepted
    alone would count the declined as if they might, and would promise too much. A request that
    is still waiting on `as_of` is right-censored at its age.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that was observed.
    by : str or sequence of str, optional
        Columns to group by; ``warmth`` and ``month`` (of the request) are known too.
    confidence : float, default 0.95
        Coverage of the bands, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``day`` since the request, after the levels of `by`; a row for each day on
        which somebody answered or was last watched. Counts: ``at_risk`` (requests still open
        when the day began), ``accepted``, ``declined`` and ``unstated`` (an answer without a
        verdict) on that day, ``waiting`` (watched no longer than that day). Shares (0 to 1,
        adding up to 1): ``share_accepted``, ``share_declined``, ``share_unstated`` (by that
        day, never falling) and ``share_silent``; ``accepted_low``, ``accepted_high``,
        ``declined_low`` and ``declined_high``, their pointwise bands (missing while the share
        is 0, and where it is 1).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.

    Notes
    -----
    The shares are Aalen and Johansen's [1]_, exact with ties and on day 0. The bands take
    Aalen's variance with its correction for ties, as in [2]_, on the log-log scale [3]_. An
    answer whose day was not written down has no time and is left out.

    References
    ----------
    .. [1] Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for
       non-homogeneous Markov chains based on censored observations. Scandinavian Journal of
       Statistics 5, 141-150.
    .. [2] Gray, R. J. (1988). A class of K-sample tests for comparing the cumulative incidence
       of a competing risk. Annals of Statistics 16, 1141-1154.
    .. [3] Choudhury, J. B. (2002). Non-parametric confidence interval estimation for competing
       risks analysis. Statistics in Medicine 21, 1129-1144.
    """
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    known["unstated"] = known["answered"] & ~known["accepted"] & ~known["declined"]
    group, groups = group_rows(known, by)
    curve = kaplan_meier(known, group)
    for kind in _KINDS:
        curve[kind] = answers_of_kind(curve, known, group, kind)
    curve["before"] = curve.groupby("group")["silent"].shift(fill_value=1.0)

    incidence = curve[["at_risk", *_KINDS, "waiting"]].copy()
    for kind in _KINDS:
        step = curve["before"] * curve[kind] / curve["at_risk"]
        incidence[f"share_{kind}"] = step.groupby(curve["group"]).cumsum().clip(upper=1.0)
    incidence["share_silent"] = curve["silent"]
    for kind in ("accepted", "declined"):
        share = incidence[f"share_{kind}"]
        band = _band(share, _variance(curve, share, kind), confidence)
        incidence[[f"{kind}_low", f"{kind}_high"]] = band
    index = nest(groups, curve["group"].to_numpy(), pd.Index(curve["day"], name="day"), by)
    return incidence.set_index(index)


def _variance(curve: pd.DataFrame, share: pd.Series, kind: str) -> pd.Series:
    """Return the variance of the cumulative share of one kind of answer."""
    own, open_ = curve[kind], curve["at_risk"]
    other = (curve["answered"] - own).where(curve["silent"] > 0, 0)
    scale = (curve["before"] / open_) ** 2
    apart = (open_ - 1).clip(lower=1)
    by_own = scale * own * (1 - (own - 1).clip(lower=0) / apart)
    by_other = scale * other * (1 - (other - 1).clip(lower=0) / apart)
    inverse = (1 / curve["silent"].where(curve["silent"] > 0)).fillna(0)
    lift = share * inverse

    def total(steps: pd.Series) -> pd.Series:
        return steps.groupby(curve["group"]).cumsum()

    squares = total((1 + lift) ** 2 * by_own + lift**2 * by_other)
    mixed = total(inverse * ((1 + lift) * by_own + lift * by_other))
    silent = total(inverse**2 * (by_own + by_other))
    return (squares + share**2 * silent - 2 * share * mixed).clip(lower=0)


def _band(share: pd.Series, variance: pd.Series, confidence: float) -> pd.DataFrame:
    """Return the ends of a share's interval on the log-log scale."""
    inside = share.where((share > 0) & (share < 1))
    reach = normal_quantile(confidence) * np.sqrt(variance) / (inside * np.log(inside)).abs()
    return pd.DataFrame({"low": inside ** np.exp(reach), "high": inside ** np.exp(-reach)})
