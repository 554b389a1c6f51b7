"""What came of the conversations: the outcomes, and the advice that was followed."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.as_of import as_known, column, day_column
from infoview_analytics.weeks import Day, day


def outcomes_so_far(outcomes: pd.DataFrame, *, as_of: Day) -> pd.DataFrame:
    """Count what has come of the conversations, kind by kind.

    Parameters
    ----------
    outcomes : pandas.DataFrame
        The outcomes of `load_campaign`; ``person``, ``happened_on`` and ``kind`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    pandas.DataFrame
        One row for each kind that there is, the most frequent first. Indexed by ``kind``.
        Columns: ``count``, ``people`` (through how many different ones) and ``last_on`` (the
        last day of it).
    """
    dated = outcomes.assign(happened_on=day_column(outcomes, "happened_on"))
    known = dated.loc[dated["happened_on"] <= day(as_of)]
    table = known.groupby("kind", observed=True).agg(
        count=("person", "size"), people=("person", "nunique"), last_on=("happened_on", "max")
    )
    table.index = table.index.astype(object)
    return table.sort_values("count", ascending=False, kind="stable")


def advice_so_far(advice: pd.DataFrame, interviews: pd.DataFrame, *, as_of: Day) -> pd.DataFrame:
    """Count the pieces of advice, those that you followed, and those of which you told them.

    Parameters
    ----------
    advice : pandas.DataFrame
        The advice of `load_campaign`; ``interview_id``, ``done_on`` and
        ``reported_back_on`` are used.
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``interview_id`` and ``interview_on`` are used.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``. Columns: ``given`` (in conversations held by then), ``done`` and
        ``reported_back`` (of those given: followed, and told to whoever gave it).
    """
    known = as_known(interviews, as_of=as_of).interviews
    held = column(known.loc[known["held"]], "interview_id")
    given = advice.loc[column(advice, "interview_id").isin(held)]
    counts = {
        "given": len(given),
        "done": int((day_column(given, "done_on") <= day(as_of)).sum()),
        "reported_back": int((day_column(given, "reported_back_on") <= day(as_of)).sum()),
    }
    return pd.DataFrame(counts, index=pd.Index(["all"], name="group"))
