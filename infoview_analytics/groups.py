"""How the rows of a table fall into groups, and which columns part one campaign from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.errors import UnknownColumnError

Counts = npt.NDArray[np.int64]
By = str | Sequence[str] | None

ALL = "all"
NOT_GIVEN = "not given"
# what the two tables themselves tell, or what follows from it
_OF_REQUESTS = (
    "interview_id person organization role industry city source channel requested_on responded_on "
    "response interview_on interview_time place prepared_on outcome format minutes_agreed minutes "
    "asked_for_referral thank_you_on thank_you_by learned next_step notes"
)
_OF_REFERRALS = (
    "referral_id from_person to_person referred_on may_use_name introduced_on reported_back_on"
)
_THAT_FOLLOWS = (
    "accepted declined answered waiting held scheduled thanked warmth month age_days answer_days"
)
OF_A_ROW = frozenset(f"{_OF_REQUESTS} {_OF_REFERRALS} {_THAT_FOLLOWS}".split())


def by_columns(by: By) -> list[str]:
    """Return `by` as a list of column names, empty for None.

    Parameters
    ----------
    by : str, sequence of str or None
        What a measure was asked to group by.

    Returns
    -------
    list of str
        The columns' names.
    """
    return [] if by is None else [by] if isinstance(by, str) else list(by)


def parting_columns(by: By, referrals: pd.DataFrame) -> list[str]:
    """Return the columns of `by` that part one campaign from another.

    A column of the user's own that `referrals` has too, such as ``student``, parts campaigns: a
    name in two of them is two people. The tables' own columns tell something of a row instead,
    whichever table they stand in.

    Parameters
    ----------
    by : str, sequence of str or None
        What a measure was asked to group by.
    referrals : pandas.DataFrame
        The referrals.

    Returns
    -------
    list of str
        Some of the columns in `by`.
    """
    return [c for c in by_columns(by) if c in referrals.columns and c not in OF_A_ROW]


def group_rows(table: pd.DataFrame, by: By) -> tuple[Counts, pd.Index]:
    """Give each row the number of its group.

    Parameters
    ----------
    table : pandas.DataFrame
        Any records.
    by : str, sequence of str or None
        One or several columns of `table`. One group named ``all`` for None.

    Returns
    -------
    codes : numpy.ndarray
        The number of each row's group, from 0.
    groups : pandas.Index
        The groups in order, named after `by`; a MultiIndex for several columns. A missing
        text is the group ``not given``, so that no row is lost.

    Raises
    ------
    UnknownColumnError
        If `table` lacks one of the columns.
    """
    names = by_columns(by)
    if not names:
        return np.zeros(len(table), dtype=np.int64), pd.Index([ALL], name="group")
    missing = [name for name in names if name not in table.columns]
    if missing:
        known = ", ".join(map(str, table.columns))
        message = f"There is no column {missing[0]!r} to group by. Use one of {known}."
        raise UnknownColumnError(message)
    keys = pd.DataFrame({name: not_given(table[name]) for name in names})
    grouped = keys.groupby(names, sort=True, dropna=False, observed=True)
    groups = grouped.size().index
    return np.asarray(grouped.ngroup(), dtype=np.int64), groups


def nest(groups: pd.Index, codes: Counts, inner: pd.Index, by: By) -> pd.Index:
    """Return the index of a table that holds several rows for each group.

    Parameters
    ----------
    groups : pandas.Index
        The groups, as `group_rows` gives them.
    codes : numpy.ndarray
        The number of each row's group.
    inner : pandas.Index
        What tells the rows of one group apart, such as the week.
    by : str, sequence of str or None
        What was grouped by.

    Returns
    -------
    pandas.Index
        `inner` alone if `by` is None, else a MultiIndex of the group and `inner`.
    """
    if not by_columns(by):
        return inner
    inner_codes, inner_level = pd.factorize(inner, sort=True)
    outer = groups if isinstance(groups, pd.MultiIndex) else pd.MultiIndex.from_arrays([groups])
    levels: Any = [*outer.levels, inner_level]
    places: Any = [*(np.asarray(level)[codes] for level in outer.codes), inner_codes]
    return pd.MultiIndex(levels=levels, codes=places, names=[*groups.names, inner.name])


def not_given(values: pd.Series) -> pd.Series:
    """Return a column of groups with each missing text as the group ``not given``.

    Parameters
    ----------
    values : pandas.Series
        A column to group by.

    Returns
    -------
    pandas.Series
        Aligned with `values`; other kinds than text are left as they are.
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(values.cat.categories.dtype)
    if pd.api.types.is_string_dtype(values.dtype) or values.dtype == object:
        return values.where(values.notna(), NOT_GIVEN)
    return values
