"""How far a share, counted on few, may lie from the truth."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.errors import refuse_sure


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors lie on each side of a two-sided interval.

    Parameters
    ----------
    confidence : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    float
        1.96 for 0.95.

    Raises
    ------
    OptionError
        If the coverage is none or all, or not between them.
    """
    refuse_sure(confidence=confidence)
    return abs(NormalDist().inv_cdf((1 - confidence) / 2))


def wilson_interval(successes: Any, trials: Any, *, confidence: float = 0.95) -> pd.DataFrame:  # noqa: ANN401
    """Return Wilson's score interval of a share.

    Parameters
    ----------
    successes : array-like of int
        How many did.
    trials : array-like of int
        How many could have.
    confidence : float, default 0.95
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each pair. Columns: ``rate``, ``low`` and ``high`` (shares, 0 to 1; missing
        where nobody could have).

    Notes
    -----
    The ends are the shares that lie just so many standard errors, taken at the share itself,
    from the one that was seen [1]_. They stay inside 0 to 1 and are honest for small counts.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. JASA 22 (158), 209-212.

    Examples
    --------
    >>> wilson_interval([4], [11]).round(3).to_dict("records")
    [{'rate': 0.364, 'low': 0.152, 'high': 0.646}]
    """
    index = successes.index if isinstance(successes, pd.Series) else None
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    z2 = normal_quantile(confidence) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = k / n
        middle = (k + z2 / 2) / (n + z2)
        reach = np.sqrt(z2 * (k * (n - k) / n + z2 / 4)) / (n + z2)
    low = np.where(k == 0, 0.0, middle - reach)
    high = np.where(k == n, 1.0, middle + reach)
    nobody = n == 0
    ends = {
        "rate": rate,
        "low": np.where(nobody, np.nan, low),
        "high": np.where(nobody, np.nan, high),
    }
    return pd.DataFrame(ends, index=index)


def newcombe_interval(
    first: tuple[Any, Any], second: tuple[Any, Any], *, confidence: float = 0.95
) -> pd.DataFrame:
    """Return Newcombe's hybrid score interval of the difference between two shares.

    Parameters
    ----------
    first, second : tuple of array-like of int
        How many did and how many could have, in the one group and in the other.
    confidence : float, default 0.95
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each pair. Columns: ``difference`` (the first share less the second, -1 to
        1), ``low`` and ``high``; missing where nobody could have in one of the groups.

    Notes
    -----
    Each end is as far from the difference as the ends of the two Wilson intervals are, squared
    and added, from their shares [1]_ (method 10).

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Interval estimation for the difference between independent
       proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890.

    Examples
    --------
    >>> newcombe_interval(([56], [70]), ([48], [80])).round(4).to_dict("records")
    [{'difference': 0.2, 'low': 0.0524, 'high': 0.3339}]
    """
    one = wilson_interval(*first, confidence=confidence)
    other = wilson_interval(*second, confidence=confidence)
    difference = one["rate"] - other["rate"]
    below = np.hypot(one["rate"] - one["low"], other["high"] - other["rate"])
    above = np.hypot(one["high"] - one["rate"], other["rate"] - other["low"])
    ends = {"difference": difference, "low": difference - below, "high": difference + above}
    return pd.DataFrame(ends)
