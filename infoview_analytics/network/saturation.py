"""Whether the names that people give are still news."""

from __future__ import annotations

import numpy as np
import pandas as pd

from infoview_analytics.groups import By, nest
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.network._namings import is_new
from infoview_analytics.network._people import ALWAYS, YOU, numbered
from infoview_analytics.weeks import Day, day, period_numbers, period_starts


def saturation(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    by: By = None,
    you: str = YOU,
) -> pd.DataFrame:
    """Count, month by month, how many of the names given you knew before.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns of both tables that part campaigns, such as ``student``: a name in two of them
        is two people.
    you : str, default "You"
        Your own name in the records. What you name is not counted.

    Returns
    -------
    pandas.DataFrame
        Every month from the first name given to `as_of`, the quiet ones too. Indexed by
        ``month`` (its first day), after the levels of `by`. Columns: ``names`` (names given
        in the month), ``repeated`` (those of people whom you had asked, who had been named or
        who had named somebody before), ``share`` (``repeated`` of ``names``, 0 to 1) with
        ``low`` and ``high`` (its 95 % interval by Wilson; all three missing without a name)
        and ``over`` (whether the month has ended). A name that stayed undated counts in the
        first month.

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not in both tables, or describes a person.
    """
    network = numbered(interviews, referrals, as_of=as_of, by=by, you=you)
    group, running = network.group[network.named], period_numbers(day(as_of), "month")[0]
    month = period_numbers(network.named_on.astype("datetime64[D]"), "month")
    dated = network.named_on != ALWAYS
    first = np.full(len(network.groups), running)
    np.minimum.at(first, group[dated], month[dated])

    length = np.where(np.bincount(group, minlength=len(first)) > 0, running - first + 1, 0)
    begins = np.cumsum(length) - length
    row = begins[group] + np.where(dated, month - first[group], 0)
    names = np.bincount(row, minlength=length.sum())
    repeated = np.bincount(row[~is_new(network)], minlength=length.sum())
    of = np.repeat(np.arange(len(first)), length)
    months = np.arange(length.sum()) - (begins - first)[of]
    interval = wilson_interval(repeated, names).rename(columns={"rate": "share"})
    table = pd.DataFrame({"names": names, "repeated": repeated}).join(interval)
    table["over"] = months < running
    starts = period_starts(months, "month").rename("month")
    return table.set_axis(nest(network.groups, of, starts, by))
