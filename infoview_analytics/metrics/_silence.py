"""How long requests stay without an answer: Kaplan and Meier's estimate for all groups at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.groups import Counts
from infoview_analytics.metrics.intervals import normal_quantile

Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-12  # a share this close to a half is a half


def silence(known: pd.DataFrame, group: Counts, confidence: float = 0.95) -> pd.DataFrame:
    """Return the Kaplan-Meier share still silent after each day, for all groups at once."""
    answered = known["answered"].to_numpy()
    timed = (known["waiting"] | known["answer_days"].notna()).to_numpy()
    age = np.where(answered, known["answer_days"], known["age_days"])[timed].astype(np.int64)
    span = int(age.max(initial=0)) + 1
    key, row = np.unique(group[timed] * span + age, return_inverse=True)
    leaving = np.bincount(row, minlength=len(key))
    events = np.bincount(row[answered[timed]], minlength=len(key))
    of = key // span

    curve = pd.DataFrame({"group": of, "day": key % span, "answered": events})
    curve["waiting"] = leaving - events
    gone = pd.Series(leaving).groupby(of).cumsum()
    curve["at_risk"] = np.bincount(of, leaving).astype(np.int64)[of] - gone + leaving
    curve["silent"] = (1 - events / curve["at_risk"]).groupby(of).cumprod()
    return curve.join(_band(curve, confidence))


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
