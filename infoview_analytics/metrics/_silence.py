"""How long requests stay without an answer: Kaplan and Meier's estimate for all groups at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.groups import Counts
from infoview_analytics.intervals import normal_quantile

Floats = npt.NDArray[np.float64]

_DENSE = 4  # so many cells a row may a table of counts have
_ROUNDING = 1e-12  # a share this close to a half is a half


def silence(known: pd.DataFrame, group: Counts, confidence: float = 0.95) -> pd.DataFrame:
    """Return the share still silent after each day with its band, for all groups at once."""
    curve = kaplan_meier(known, group)
    return curve.join(_band(curve, confidence))


def kaplan_meier(known: pd.DataFrame, group: Counts) -> pd.DataFrame:
    """Return the Kaplan-Meier share still silent after each day, for all groups at once."""
    answered = known["answered"].to_numpy(dtype=bool)
    timed = (known["waiting"] | known["answer_days"].notna()).to_numpy(dtype=bool)
    age = known["age_days"].to_numpy(dtype=float)
    age = np.where(answered, known["answer_days"].to_numpy(dtype=float), age)
    if not timed.all():
        answered, age, group = answered[timed], age[timed], group[timed]
    days = age.astype(np.int64)
    span = int(days.max(initial=0)) + 1
    key, waiting, events = _leaving(group * span + days, answered)
    leaving = waiting + events
    of = key // span

    curve = pd.DataFrame({"group": of, "day": key % span, "answered": events})
    curve["waiting"] = waiting
    up_to_group = np.cumsum(np.bincount(of, leaving)).astype(np.int64)
    curve["at_risk"] = up_to_group[of] - np.cumsum(leaving) + leaving
    curve["silent"] = (1 - events / curve["at_risk"]).groupby(of).cumprod()
    return curve


def answers_of_kind(curve: pd.DataFrame, known: pd.DataFrame, group: Counts, kind: str) -> Counts:
    """Return how many answers of a kind, a bool column of `known`, fall on each row of a curve."""
    rows = (known[kind] & known["answer_days"].notna()).to_numpy(dtype=bool)
    days = known["answer_days"].to_numpy(dtype=float)[rows].astype(np.int64)
    span = int(curve["day"].max()) + 1 if len(curve) else 1
    key = (curve["group"] * span + curve["day"]).to_numpy()
    return np.bincount(np.searchsorted(key, group[rows] * span + days), minlength=len(key))


def _leaving(key: Counts, answered: npt.NDArray[np.bool_]) -> tuple[Counts, Counts, Counts]:
    """Return the distinct keys in order, and how many rows of each have no answer or one."""
    if key.max(initial=0) < _DENSE * len(key):  # counting is quicker than sorting
        counts = np.bincount(2 * key + answered)
        counts = np.append(counts, np.zeros(len(counts) % 2, dtype=np.int64)).reshape(-1, 2)
        found = np.flatnonzero(counts.any(axis=1))
        return found, counts[found, 0], counts[found, 1]
    found, row = np.unique(key, return_inverse=True)
    every = np.bincount(row, minlength=len(found))
    events = np.bincount(row[answered], minlength=len(found))
    return found, every - events, events


def _band(curve: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return the band of the share still silent, by Greenwood on the log-log scale."""
    left = curve["at_risk"] - curve["answered"]
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = pd.Series(np.asarray(curve["answered"] / (curve["at_risk"] * left)))
        deviation = np.sqrt(steps.groupby(curve["group"].to_numpy()).cumsum())
        reach = normal_quantile(confidence) * deviation / np.abs(np.log(curve["silent"]))
        lower = curve["silent"] ** np.exp(reach)
        upper = curve["silent"] ** np.exp(-reach)
    inside = (curve["silent"] > 0) & (curve["silent"] < 1)
    return pd.DataFrame({"lower": lower.where(inside), "upper": upper.where(inside)})


def first_day_below(curve: pd.DataFrame, band: str, share: float, size: int) -> Floats:
    """Return each group's first day on which `band` is at or below `share`."""
    crossed = curve[curve[band] <= share + _ROUNDING]
    return crossed.groupby("group")["day"].min().reindex(range(size)).to_numpy(dtype=float)
