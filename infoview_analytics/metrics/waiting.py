"""What silence means: whether an answer still comes, when to ask again and when to let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.errors import refuse_below
from infoview_analytics.groups import ALL, By, Counts, group_rows, nest
from infoview_analytics.intervals import normal_quantile
from infoview_analytics.metrics._silence import kaplan_meier
from infoview_analytics.weeks import Day

Floats = npt.NDArray[np.float64]

HABITS = (3, 7)  # business days

_HORIZON = 60
_FEWEST_ANSWERS = 10  # of your own, for advice that is your own
_MOST_CAME = 0.8  # of the answers that come at all: then it is time to ask again
_HARDLY = 0.05  # a chance below which it is time to let go
_ROUNDING = 1e-12
_SHORTEST = 30  # days that a silence must have been watched, for advice that is your own


def later_answers(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    by: By = None,
    horizon_days: int = _HORIZON,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Estimate the chance that an answer still comes after so many days of silence.

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
    horizon_days : int, default 60
        An answer counts that comes no later than so many days after the request.
    confidence : float, default 0.95
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``silent_days`` from 0 to `horizon_days`, after the levels of `by`; no row
        without a request. Columns: ``at_risk`` (requests that were still silent after that day
        and were watched on), ``chance`` (0 to 1; missing where nobody was watched to the
        horizon or nobody is silent any more), ``low`` and ``high`` (its interval; missing
        besides where the chance is 0 or 1).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.
    OptionError
        If `horizon_days` is below 1, or `confidence` not between 0 and 1.

    Notes
    -----
    With S the Kaplan-Meier share still silent and H the horizon, the chance after d days is
    (S(d) - S(H)) / S(d). The interval is Greenwood's for the silence from d to H, on the
    log-log scale [1]_.

    References
    ----------
    .. [1] Klein, J. P. and Moeschberger, M. L. (2003). Survival analysis. 2nd ed. Springer,
       sections 4.2 to 4.4.
    """
    refuse_below(1, horizon_days=horizon_days)
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    codes, groups = group_rows(known, by)
    curve = kaplan_meier(known, codes)
    there = np.unique(curve["group"])
    days, shape = horizon_days + 1, (len(there), horizon_days + 1)
    came, left, silent, steps = _by_day(curve, there, days)

    lasting = _from_then_on(silent, np.multiply, 1.0)
    summed = _from_then_on(steps, np.add, 0.0)
    still = np.cumprod(silent, axis=1)
    last = curve.groupby("group")["day"].max().to_numpy()
    ends = curve.groupby("group")["silent"].min().to_numpy()
    watched = ((last >= horizon_days) | (ends == 0))[:, None] & (still > 0)
    chance = np.where(watched, 1 - lasting, np.nan)
    low, high = _ends(chance, lasting, summed, confidence)
    table = {"at_risk": left - came, "chance": chance, "low": low, "high": high}
    inner = pd.Index(np.tile(np.arange(days), shape[0]), name="silent_days")
    index = nest(groups, np.repeat(there, days), inner, by)
    return pd.DataFrame({name: cells.ravel() for name, cells in table.items()}, index=index)


def nudge_advice(
    interviews: pd.DataFrame,
    *,
    as_of: Day,
    habits: Sequence[int] = HABITS,
    horizon_days: int = _HORIZON,
) -> pd.DataFrame:
    """Advise when to ask the silent again, and when to let them go.

    From 10 dated answers on, and once a silence was watched for 30 days or more, the advice
    follows your own answers; the horizon is then no longer than any silence was watched. An
    answer ends the watch, and once everybody has answered there is nothing left to watch.
    *Nudge* once most (80 %) of the answers that come by the horizon have come unasked; *let go*
    once fewer than 1 in 20 of the silent still answer by then. Neither comes sooner than by
    habit: a nudge on the day after would be rude, and it needs its time to work. The habit's
    n business days are there taken for the calendar days that they fill from a Friday on, which
    is the most: n and 2 for each 5 of them begun, so 5 for 3 and 11 for 7.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that was observed.
    habits : sequence of int, default (3, 7)
        Business days after which people usually ask again, the last of them for the last time:
        a habit and no finding.
    horizon_days : int, default 60
        An answer counts that comes no later than so many days after the request.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``. Columns: ``basis`` (``own answers`` or ``habit``), ``answered`` (dated
        answers), ``horizon_days``, ``nudge_after_days``, ``let_go_after_days`` (by habit that
        of the last nudge), ``unit`` of the two (``days`` of the calendar, or ``business days``
        by habit), ``nudge_chance`` and ``let_go_chance`` (of a later answer on either day;
        missing by habit, beyond the horizon and where nobody was silent any more) and
        ``nudge_at_risk`` and ``let_go_at_risk`` (requests still silent after either day and
        watched on).

    Raises
    ------
    OptionError
        If `horizon_days` is below 1, or one of `habits` negative.
    """
    refuse_below(1, horizon_days=horizon_days)
    refuse_below(0, habits=min(habits, default=0))
    known = as_known(interviews, as_of=as_of).interviews
    answered = int(known["answer_days"].notna().sum())
    timed = known.loc[known["waiting"] | known["answer_days"].notna()]
    silence = timed["answer_days"].fillna(timed["age_days"])
    lasted = silence if timed["waiting"].any() else timed["age_days"]
    watched = int(lasted.max()) if len(timed) else 0
    horizon = min(horizon_days, watched)
    first, last = min(habits or HABITS), max(habits or HABITS)
    if answered < _FEWEST_ANSWERS or watched < _SHORTEST:
        by_habit = {
            "basis": "habit",
            "answered": answered,
            "horizon_days": horizon_days,
            "nudge_after_days": first,
            "let_go_after_days": last,
            "unit": "business days",
            "nudge_chance": np.nan,
            "let_go_chance": np.nan,
        }
        return _advice(by_habit, silence)
    silent, chance = _chances(known, horizon)
    came = 1 - silent >= _MOST_CAME * (1 - silent[-1]) - _ROUNDING
    nudge = max(int(came.argmax()), _calendar_days(first))
    sooner = nudge + _calendar_days(last) - _calendar_days(first)
    hardly = (chance < _HARDLY) & (np.arange(len(chance)) >= sooner)
    let_go = int(hardly.argmax()) if hardly.any() else max(horizon, sooner)
    still = pd.Series(chance).where(silent > 0)
    own = {
        "basis": "own answers",
        "answered": answered,
        "horizon_days": horizon,
        "nudge_after_days": nudge,
        "let_go_after_days": let_go,
        "unit": "days",
        "nudge_chance": still.get(nudge, np.nan),
        "let_go_chance": still.get(let_go, np.nan),
    }
    return _advice(own, silence)


def _advice(row: dict[str, Any], silence: pd.Series) -> pd.DataFrame:
    """Return the advice as a table, with how many were silent for longer than either day."""
    business = row["basis"] == "habit"
    for name in ("nudge", "let_go"):
        after = row[f"{name}_after_days"]
        days = _calendar_days(after) if business else after
        row[f"{name}_at_risk"] = int((silence > days).sum())
    return pd.DataFrame([row], index=pd.Index([ALL], name="group"))


def _calendar_days(business: int) -> int:
    """Return the most days of the calendar that so many business days take."""
    return business + 2 * ((business + 4) // 5)


def _chances(known: pd.DataFrame, horizon: int) -> tuple[Floats, Floats]:
    """Return the share still silent and the chance of a later answer, day by day."""
    curve = kaplan_meier(known, np.zeros(len(known), dtype=np.int64))
    _, _, silent, _ = _by_day(curve, np.zeros(1, dtype=np.int64), horizon + 1)
    return np.cumprod(silent[0]), 1 - _from_then_on(silent, np.multiply, 1.0)[0]


def _by_day(curve: pd.DataFrame, there: Counts, days: int) -> tuple[Counts, Counts, Floats, Floats]:
    """Return the curve's rows as one row per group and one column per day.

    Those who left so far, all there were, the share of the silent who stay so on that day, and
    the day's step of Greenwood's variance.
    """
    row, day = np.searchsorted(there, curve["group"]), curve["day"].to_numpy()
    within = day < days
    cell = row[within], day[within]
    answered, at_risk = (curve[name].to_numpy(dtype=float) for name in ("answered", "at_risk"))
    leaving = np.zeros((len(there), days), dtype=np.int64)
    leaving[cell] = (curve["answered"] + curve["waiting"]).to_numpy()[within]
    silent, steps = np.ones(leaving.shape), np.zeros(leaving.shape)
    silent[cell] = (1 - answered / at_risk)[within]
    with np.errstate(divide="ignore", invalid="ignore"):
        steps[cell] = (answered / (at_risk * (at_risk - answered)))[within]
    everybody = np.bincount(row, curve["answered"] + curve["waiting"], len(there))
    return leaving.cumsum(axis=1), everybody.astype(np.int64)[:, None], silent, steps


def _from_then_on(daily: Floats, together: np.ufunc, nothing: float) -> Floats:
    """Return what comes of all later days of each row, for each day."""
    gathered: Floats = together.accumulate(daily[:, ::-1], axis=1)[:, ::-1]
    return np.hstack([gathered[:, 1:], np.full((len(daily), 1), nothing)])


def _ends(
    chance: Floats, lasting: Floats, variance: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Return the interval of the chance; `variance` is that of the logarithm of the rest."""
    inside = np.where((chance > 0) & (chance < 1), lasting, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        reach = normal_quantile(confidence) * np.sqrt(variance) / np.abs(np.log(inside))
    return 1 - inside ** np.exp(-reach), 1 - inside ** np.exp(reach)
