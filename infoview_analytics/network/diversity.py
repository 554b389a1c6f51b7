"""How varied the people are whom you asked: Hill numbers, and the same at equal numbers."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import gammaln, xlogy

from infoview_analytics.errors import UnknownColumnError, refuse_below
from infoview_analytics.groups import ALL
from infoview_analytics.network._contacts import kinds_of
from infoview_analytics.network._people import NEVER, YOU, Ints, numbered
from infoview_analytics.weeks import Day, day, period_numbers, period_starts

Floats = npt.NDArray[np.float64]

_ORDERS = (0, 1, 2)
_FEWEST = 5  # people below which a month is not compared


def hill(counts: Any, order: float) -> Floats:  # noqa: ANN401
    """Return the Hill number of some order: how many kinds, if all were equally common.

    Parameters
    ----------
    counts : array-like of int
        How many there are of each kind, in the last axis; a kind may have none.
    order : float
        0 counts all kinds alike, 1 weighs each by its share, 2 heeds the common ones most.

    Returns
    -------
    numpy.ndarray
        One number for each row of `counts`; missing where nobody was counted.

    References
    ----------
    .. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its
       consequences. Ecology 54 (2), 427-432.

    Examples
    --------
    >>> float(hill([10, 5, 3, 1, 1], 2).round(2))
    2.94
    """
    count = np.asarray(counts, dtype=np.float64)
    count = np.pad(count, [(0, 0)] * (count.ndim - 1) + [(0, 1)])  # there may be no kind at all
    n = count.sum(axis=-1, keepdims=True)
    there = np.where(n > 0, (count > 0).astype(np.float64), np.nan)
    return _combined(count / np.maximum(n, 1), there, order)


def rarefied(counts: Any, size: int, order: float) -> Floats:  # noqa: ANN401
    """Return the Hill number that a random `size` of those counted would have.

    Parameters
    ----------
    counts : array-like of int
        How many there are of each kind, in the last axis; a kind may have none.
    size : int
        How many are drawn, at least 1.
    order : float
        As for `hill`.

    Returns
    -------
    numpy.ndarray
        One number for each row of `counts`; missing where fewer than `size` were counted.

    Raises
    ------
    OptionError
        If nobody is drawn.

    Notes
    -----
    The Hill number of the expected number of kinds met 1, 2, ... times among `size` [1]_. Of
    order 0 it is the expected number of kinds [2]_.

    References
    ----------
    .. [1] Chao, A. et al. (2014). Rarefaction and extrapolation with Hill numbers. Ecological
       Monographs 84 (1), 45-67.
    .. [2] Hurlbert, S. H. (1971). The nonconcept of species diversity. Ecology 52 (4), 577-586.

    Examples
    --------
    >>> float(rarefied([10, 5, 3, 1, 1], 10, 0).round(2))
    3.88
    """
    refuse_below(1, size=size)
    times, kinds = _met_so_often(np.asarray(counts, dtype=np.int64), size)
    return _combined(times / size, kinds, order)


def hill_numbers(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    of: str = "industry",
    as_of: Day,
    by: Literal["month"] | None = None,
    rarefy_to: int | None = None,
    you: str = YOU,
) -> pd.DataFrame:
    """Tell how varied the people are whom you asked, each person counted once.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person``, ``requested_on`` and the column
        `of` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed, the column `of` is used.
    of : str, default "industry"
        The column that names the kinds. What you wrote down last of a person counts; whoever
        has nothing there is left out.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : {"month"}, optional
        Whether the people of each month, by your first request to them, are counted apart.
    rarefy_to : int, optional
        At how many people the groups are compared. If left out, as many as the smallest group
        of 5 or more has.
    you : str, default "You"
        Your own name in the records.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``, or one for each month in which you first asked anybody, indexed by
        ``month`` (its first day). Columns: ``n`` (people), ``kinds`` (different values),
        ``hill_0``, ``hill_1`` and ``hill_2`` (see `hill`; 1 to ``kinds``, missing where ``n``
        is 0), ``rarefied_to`` (people; missing if no group has 5) and ``rarefied_0``,
        ``rarefied_1`` and ``rarefied_2`` (see `rarefied`; missing in a smaller group).

    Raises
    ------
    UnknownColumnError
        If neither table has the column `of`, or `by` is not ``month``.
    OptionError
        If `rarefy_to` is nobody.
    """
    if by not in {None, "month"}:
        message = f"Diversity cannot be grouped by {by!r}. Leave `by` out, or give 'month'."
        raise UnknownColumnError(message)
    asked_on, kind = _people_asked(interviews, referrals, of=of, as_of=as_of, you=you)
    if by is None:
        everybody = _tally(np.zeros_like(kind), kind, 1)
        return _table(everybody, pd.Index([ALL], name="group"), rarefy_to)
    months, row = np.unique(period_numbers(asked_on, "month"), return_inverse=True)
    index = period_starts(months, "month").rename("month")
    return _table(_tally(row, kind, len(months)), index, rarefy_to)


def diversity_over_time(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    of: str = "industry",
    as_of: Day,
    rarefy_to: int | None = None,
    you: str = YOU,
) -> pd.DataFrame:
    """Tell, month by month, how varied the people were whom you had asked so far.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as for `hill_numbers`.
    referrals : pandas.DataFrame
        Records as for `hill_numbers`.
    of : str, default "industry"
        The column that names the kinds, by what you know of each person as of `as_of`.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    rarefy_to : int, optional
        As for `hill_numbers`.
    you : str, default "You"
        Your own name in the records.

    Returns
    -------
    pandas.DataFrame
        Every month from your first request to `as_of`, the quiet ones too. Indexed by
        ``month``. Columns as `hill_numbers` returns them, of all people whom you had asked by
        the end of the month, and ``over`` (whether the month has ended).

    Raises
    ------
    UnknownColumnError
        If neither table has the column `of`.
    OptionError
        If `rarefy_to` is nobody.
    """
    asked_on, kind = _people_asked(interviews, referrals, of=of, as_of=as_of, you=you)
    month, running = period_numbers(asked_on, "month"), period_numbers(day(as_of), "month")[0]
    months = np.arange(month.min(initial=running), running + 1) if len(month) else month
    counts = _tally(month - months[:1].sum(), kind, len(months)).cumsum(axis=0)
    table = _table(counts, period_starts(months, "month").rename("month"), rarefy_to)
    return table.assign(over=months < running)


def _people_asked(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, of: str, as_of: Day, you: str
) -> tuple[npt.NDArray[np.datetime64], Ints]:
    """Return the day of the first request to each person whose kind is known, and the kind."""
    network = numbered(interviews, referrals, as_of=as_of, you=you, whole=True)
    kind = kinds_of(network, of)[0]
    known = (network.first_asked_on != NEVER) & (kind >= 0)
    return network.first_asked_on[known].astype("datetime64[D]"), kind[known]


def _tally(row: Ints, kind: Ints, rows: int) -> Ints:
    """Return how many of each kind fall on each row."""
    kinds = int(kind.max(initial=-1)) + 1
    return np.bincount(row * kinds + kind, minlength=rows * kinds).reshape(rows, kinds)


def _table(counts: Ints, index: pd.Index, rarefy_to: int | None) -> pd.DataFrame:
    """Return the Hill numbers of each row of counts, plain and at equal numbers."""
    n = counts.sum(axis=1)
    refuse_below(1, rarefy_to=1 if rarefy_to is None else rarefy_to)
    size = min(n[n >= _FEWEST], default=None) if rarefy_to is None else rarefy_to
    table = pd.DataFrame({"n": n, "kinds": (counts > 0).sum(axis=1)}, index=index)
    for order in _ORDERS:
        table[f"hill_{order}"] = hill(counts, order)
    table["rarefied_to"] = pd.array([size] * len(table), dtype="Int64")
    times, kinds = _met_so_often(counts, size or 1)
    for order in _ORDERS:
        numbers = _combined(times / (size or 1), kinds, order)
        table[f"rarefied_{order}"] = numbers if size else np.nan
    return table


def _met_so_often(count: Ints, size: int) -> tuple[Ints, Floats]:
    """Return 1, 2, ... and how many kinds, of `size` drawn, are expected to be met so often."""
    n = count.sum(axis=-1, keepdims=True)
    times = np.arange(1, min(size, int(count.max(initial=1))) + 1)
    kinds = np.stack([_expected(count, n, size, int(k)) for k in times], axis=-1)
    return times, np.where(n >= size, kinds, np.nan)


def _expected(count: Ints, n: Ints, size: int, k: int) -> Floats:
    """Return how many kinds are expected to be met just `k` times among `size` of `n` drawn."""
    others, rest = n - count, size - k
    can = (count >= k) & (others >= rest)
    chosen = _log_choose(np.maximum(count, k), k) + _log_choose(np.maximum(others, rest), rest)
    of_all = np.minimum(chosen - _log_choose(np.maximum(n, size), size), 0.0)
    return np.asarray(np.exp(np.where(can, of_all, -np.inf)).sum(axis=-1))


def _log_choose(n: Ints, k: int) -> Floats:
    """Return the logarithm of the ways to choose `k` of `n`."""
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def _combined(share: Floats, kinds: Floats, order: float) -> Floats:
    """Return the Hill number of shares, each of so many kinds."""
    if order == 1:
        return np.asarray(np.exp(-(kinds * xlogy(share, share)).sum(axis=-1)))[()]
    terms = kinds * np.where(share > 0, share, 1.0) ** order
    return np.asarray(terms.sum(axis=-1) ** (1 / (1 - order)))[()]
