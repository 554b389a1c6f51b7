"""How often people answer, and how soon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.errors import refuse_below
from infoview_analytics.groups import By, Counts, group_rows, nest
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.metrics._silence import Floats, first_day_below, kaplan_meier, silence
from infoview_analytics.weeks import Day

DAYS = (3, 7, 14, 30)

_HORIZON = 30  # days of the restricted mean
_REACHED = {"median": 0.5, "lower_quartile": 0.75, "upper_quartile": 0.25}  # the share silent


def response_rates(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    patience_days: int = 14,
    days: Sequence[int] = DAYS,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tell how many of those who were asked answered, accepted and talked.

    Never one figure: *raw* counts every request, so it is low while requests are young; *ripe*
    counts what came within `patience_days` among the requests that are at least that old; *by
    day* is read off the response curve and uses every request.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    by : str or sequence of str, optional
        Columns to group by; ``warmth`` (warm or cold) and ``month`` (of the request) are
        known too.
    patience_days : int, default 14
        A request is ripe after so many days.
    days : sequence of int, default (3, 7, 14, 30)
        The days since the request for the figures by day.
    confidence : float, default 0.95
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each group, ``all`` without `by`. Counts: ``sent``, ``answered``,
        ``accepted``, ``declined``, ``waiting``, ``held``. Shares (0 to 1, missing where the
        denominator is 0) with Wilson's interval: ``raw_n``, ``raw_rate``, ``raw_low``,
        ``raw_high``, and ``ripe_n``, ``ripe_answered`` (the numerator), ``ripe_rate``,
        ``ripe_low``, ``ripe_high``; the same for those who accepted and talked, as
        ``accepted_raw_n`` ... ``held_ripe_high``. ``by_day_3`` and so on: the share answered by
        that day; missing where nobody has been watched for so long.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.
    OptionError
        If `patience_days` or one of `days` is negative, or `confidence` not between 0 and 1.

    Notes
    -----
    An answer whose day was not written down counts as raw, and in no figure that needs a time.
    """
    refuse_below(0, patience_days=patience_days, days=min(days, default=0))
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    group, groups = group_rows(known, by)
    size = len(groups)

    def count(rows: pd.Series) -> Counts:
        return np.bincount(group[rows.to_numpy(dtype=bool)], minlength=size)

    states = ("answered", "accepted", "declined", "waiting", "held")
    rates = pd.DataFrame({"sent": np.bincount(group, minlength=size)}, index=groups)
    for state in states:
        rates[state] = count(known[state])
    lag = {
        "answered": known["answer_days"],
        "accepted": known["answer_days"].where(known["accepted"]),
        "held": _held_after(known),
    }
    parts = [rates]
    for event, prefix in (("answered", ""), ("accepted", "accepted_"), ("held", "held_")):
        raw = _share(rates[event], rates["sent"], confidence, f"{prefix}raw")
        timed = ~known[event] | lag[event].notna()
        ripe = timed & (known["age_days"] >= patience_days)
        in_time = ripe & (lag[event] <= patience_days)
        among = pd.Series(count(ripe), index=groups)
        done = pd.Series(count(in_time), index=groups, name=f"{prefix}ripe_{event}")
        parts += [raw, done.to_frame(), _share(done, among, confidence, f"{prefix}ripe")]
    parts.append(_by_day(known, group, groups, days))
    return pd.concat(parts, axis="columns", sort=False)


def response_curve(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Estimate the share of requests answered by each day after asking.

    Every request is used, the youngest too: one that is still waiting on `as_of` is
    right-censored at its age, neither answered nor failed.

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
        Coverage of the band, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``day`` since the request, after the levels of `by`; a row for each day on
        which somebody answered or was last watched. Columns: ``at_risk`` (requests still open
        when the day began), ``answered`` (on that day), ``waiting`` (watched no longer than
        that day), ``share_answered`` (0 to 1, never falling), ``low`` and ``high`` (its
        pointwise band; missing before the first answer and once all have answered).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.

    Notes
    -----
    ``share_answered`` is one minus the Kaplan-Meier estimate [1]_; same-day answers are on day
    0. The band is Greenwood's on the log-log scale [2]_. An answer whose day was not written
    down has no time and is left out.

    References
    ----------
    .. [1] Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete
       observations. JASA 53 (282), 457-481.
    .. [2] Kalbfleisch, J. D. and Prentice, R. L. (1980). The statistical analysis of failure
       time data. Wiley.
    """
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    group, groups = group_rows(known, by)
    curve = silence(known, group, confidence)
    index = nest(groups, curve["group"].to_numpy(), pd.Index(curve["day"], name="day"), by)
    counts = curve[["at_risk", "answered", "waiting"]]
    shares = {
        "share_answered": 1 - curve["silent"],
        "low": 1 - curve["upper"],
        "high": 1 - curve["lower"],
    }
    return counts.assign(**shares).set_index(index)


def response_times(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tell how long an answer takes, silence included.

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
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each group, ``all`` without `by`. Columns: ``at_risk`` (requests with a
        time), ``answered`` (of them) and ``untimed`` (answers whose day was not written down,
        in no other figure here); in days, missing where it is not reached: ``median`` (the
        first day by which half had answered), ``lower_quartile`` (a quarter) and
        ``upper_quartile`` (three quarters), each with its ``_low`` and ``_high``;
        ``restricted_mean_30`` (mean days until the answer, counting no more than 30; missing
        where nobody has been watched for so long).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.

    Notes
    -----
    The intervals are those of Brookmeyer and Crowley [1]_ on the log-log scale: the days on
    which the band of the response curve crosses the share.

    References
    ----------
    .. [1] Brookmeyer, R. and Crowley, J. (1982). A confidence interval for the median survival
       time. Biometrics 38, 29-41.
    """
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    group, groups = group_rows(known, by)
    size = len(groups)
    curve = silence(known, group, confidence)
    untimed = (known["answered"] & known["answer_days"].isna()).to_numpy()
    times = pd.DataFrame(
        {
            "at_risk": np.bincount(curve["group"], curve["answered"] + curve["waiting"], size),
            "answered": np.bincount(curve["group"], curve["answered"], size),
            "untimed": np.bincount(group[untimed], minlength=size),
        },
        index=groups,
    ).astype("int64")
    for name, share in _REACHED.items():
        for end, band in (("", "silent"), ("_low", "lower"), ("_high", "upper")):
            times[f"{name}{end}"] = first_day_below(curve, band, share, size)
    times["restricted_mean_30"] = _restricted_mean(curve, size)
    return times


def _held_after(known: pd.DataFrame) -> pd.Series:
    """Return the days from the request to the conversation, missing if none was held."""
    if "interview_on" not in known.columns:
        return pd.Series(np.nan, index=known.index)
    return (known["interview_on"].where(known["held"]) - known["requested_on"]).dt.days


def _share(done: pd.Series, among: pd.Series, confidence: float, name: str) -> pd.DataFrame:
    """Return the denominator, the share and its interval as columns that begin with `name`."""
    interval = wilson_interval(done, among, confidence=confidence)
    parts: list[pd.Series | pd.DataFrame] = [among.rename("n"), interval]
    return pd.concat(parts, axis="columns", sort=False).add_prefix(f"{name}_")


def _by_day(
    known: pd.DataFrame, group: Counts, groups: pd.Index, days: Sequence[int]
) -> pd.DataFrame:
    """Return the share answered by each of `days`, read off the response curve."""
    if not days:
        return pd.DataFrame(index=groups)
    curve = kaplan_meier(known, group)
    ends = curve.groupby("group").agg(last=("day", "max"), silent=("silent", "min"))
    ends = ends.reindex(range(len(groups)))
    shares = {}
    for limit in days:
        seen = curve[curve["day"] <= limit].groupby("group")["silent"].min()
        silent = seen.reindex(ends.index).fillna(1.0)
        watched = (ends["last"] >= limit) | (ends["silent"] == 0)
        shares[f"by_day_{limit}"] = (1 - silent).where(watched).to_numpy()
    return pd.DataFrame(shares, index=groups)


def _restricted_mean(curve: pd.DataFrame, size: int) -> Floats:
    """Return the area under each group's share still silent, up to the horizon."""
    grouped = curve.groupby("group")
    until = grouped["day"].shift(-1).fillna(np.inf).clip(upper=_HORIZON)
    width = (until - curve["day"]).clip(lower=0)
    before = grouped["day"].min().clip(upper=_HORIZON)
    area = before + (curve["silent"] * width).groupby(curve["group"]).sum()
    watched = (grouped["day"].max() >= _HORIZON) | (grouped["silent"].min() == 0)
    return area.where(watched).reindex(range(size)).to_numpy(dtype=float)
