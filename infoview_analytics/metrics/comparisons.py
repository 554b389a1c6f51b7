"""Whether one group of requests is answered more often, or sooner, than another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.groups import ALL, NOT_GIVEN, By, group_rows
from infoview_analytics.intervals import newcombe_interval
from infoview_analytics.metrics._logrank import logrank
from infoview_analytics.metrics.responses import response_rates
from infoview_analytics.weeks import Day

_TWO = 2
_BASES = {"raw": ("answered", "sent"), "ripe": ("ripe_answered", "ripe_n")}
_SIDES = ("first", "second")


def response_difference(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    by: By,
    as_of: Day,
    groups: Sequence[Hashable] | None = None,
    patience_days: int = 14,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare how often two groups answer, by the difference of their rates.

    It tells that they differ, never why: a referral differs from a cold request by more than
    its channel.

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
    groups : sequence of two groups, optional
        The two to compare. If left out, the two with the most requests, the larger one first;
        requests without a group do not count as one.
    patience_days : int, default 14
        A request is ripe after so many days.
    confidence : float, default 0.95
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``basis``: ``raw`` (all requests so far) and ``ripe``; empty where there are
        no two groups. Columns: ``first`` and ``second`` (the groups), for each of them
        ``first_answered``, ``first_n``, ``first_rate``, ``first_low`` and ``first_high``
        (Wilson's interval), and ``difference`` (the first rate less the second, -1 to 1; missing
        where one of them has no request) with ``low`` and ``high``.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there, or `groups` are not two of its groups.

    Notes
    -----
    The interval of the difference is Newcombe's hybrid score interval [1]_.

    References
    ----------
    .. [1] Newcombe, R. G. (1998). Interval estimation for the difference between independent
       proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890.
    """
    rates = response_rates(
        interviews,
        referrals,
        as_of=as_of,
        by=by,
        patience_days=patience_days,
        days=(),
        confidence=confidence,
    )
    named = rates.loc[~is_not_given(rates.index)]
    two = _chosen(named.sort_values("sent", ascending=False, kind="stable").index, groups)
    if groups is not None and len(two) != _TWO:
        message = f"Two groups are compared, not {len(two)}. Name two of {_listed(named.index)}."
        raise UnknownColumnError(message)
    rows = named.loc[two[:_TWO] if len(two) >= _TWO else two[:0]]
    return pd.concat([_compared(rows, basis, confidence) for basis in _BASES])


def response_logrank(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    by: By,
    as_of: Day,
    groups: Sequence[Hashable] | None = None,
    seed: int = 7,
) -> pd.DataFrame:
    """Test whether groups answer equally soon, silence included.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    by : str or sequence of str
        Columns to group by; ``warmth`` and ``month`` (of the request) are known too.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that was observed.
    groups : sequence of groups, optional
        The groups to compare. All if left out; requests without a group do not count as one.
    seed : int, default 7
        Of the drawn permutations.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``. Columns: ``groups`` (how many), ``n`` (requests with a time),
        ``answered`` (of them), ``chi_squared``, ``df``, ``p`` (0 to 1; both missing where there
        are no two groups or no answer) and ``method`` of p: ``chi-squared``, or below 10 answers
        ``exact`` or ``permutation``.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there, or one of `groups` is not one of its groups.

    Notes
    -----
    The log-rank test [1]_ weighs the answers of each group against those to be expected if all
    were alike. Its chi-squared law fails with few answers. Below 10 of them, p is the share of
    all ways to deal the same times to groups of the same sizes that lie at least as far apart
    [2]_, counted, or by 100,000 of them drawn where they are too many to count.

    References
    ----------
    .. [1] Mantel, N. (1966). Evaluation of survival data and two new rank order statistics
       arising in its consideration. Cancer Chemotherapy Reports 50, 163-170.
    .. [2] Heimann, G. and Neuhaus, G. (1998). Permutational distribution of the log-rank
       statistic under random censorship with applications to carcinogenicity assays.
       Biometrics 54, 168-184.
    """
    known = as_known(interviews, referrals, as_of=as_of, by=by).interviews
    codes, names = group_rows(known, by)
    chosen = names.isin(list(_chosen(names[~is_not_given(names)], groups)))
    timed = known["waiting"] | known["answer_days"].notna()
    kept = timed.to_numpy(dtype=bool) & chosen[codes]
    answered = known["answered"].to_numpy(dtype=bool)[kept]
    days = known["answer_days"].fillna(known["age_days"]).to_numpy()[kept].astype(np.int64)
    group = np.unique(codes[kept], return_inverse=True)[1]
    result = logrank(days, answered, group, seed=seed)
    return pd.DataFrame([result._asdict()], index=pd.Index([ALL], name="group"))


def is_not_given(groups: pd.Index) -> npt.NDArray[np.bool_]:
    """Tell which groups stand for requests that name none.

    Parameters
    ----------
    groups : pandas.Index
        As `group_rows` gives them.

    Returns
    -------
    numpy.ndarray
        One bool for each group.
    """
    return groups.to_frame().isin([NOT_GIVEN]).any(axis=1).to_numpy(dtype=bool)


def _chosen(there: pd.Index, groups: Sequence[Hashable] | None) -> pd.Index:
    """Return the groups that were asked for, each of which has to be there."""
    if groups is None:
        return there
    wanted = pd.Index(list(groups)).unique()
    unknown = wanted[~wanted.isin(there)]
    if len(unknown):
        message = f"There is no group {unknown[0]!r}. Use some of {_listed(there)}."
        raise UnknownColumnError(message)
    return there[there.get_indexer(wanted)]


def _listed(groups: pd.Index) -> str:
    """Return the groups that there are, for a message."""
    return ", ".join(map(str, groups)) or "none"


def _compared(rows: pd.DataFrame, basis: str, confidence: float) -> pd.DataFrame:
    """Return the comparison of the first row with the second on one basis, or no row."""
    done, among = _BASES[basis]
    first, second = rows.iloc[:1], rows.iloc[1:2]
    parts = {}
    for side, row in zip(_SIDES, (first, second), strict=True):
        parts[side] = row.index.to_flat_index().to_numpy()
        parts[f"{side}_answered"] = row[done].to_numpy()
        parts[f"{side}_n"] = row[among].to_numpy()
        for end in ("rate", "low", "high"):
            parts[f"{side}_{end}"] = row[f"{basis}_{end}"].to_numpy()
    pairs = [(row[done].to_numpy(), row[among].to_numpy()) for row in (first, second)]
    interval = newcombe_interval(pairs[0], pairs[1], confidence=confidence)
    columns = parts | {name: interval[name].to_numpy() for name in interval.columns}
    order = [*_SIDES, *(name for name in columns if name not in _SIDES)]
    index = pd.Index([basis] * len(first), name="basis", dtype=object)
    return pd.DataFrame(columns, index=index)[order]
