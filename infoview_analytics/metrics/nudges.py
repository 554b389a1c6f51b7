"""Whether a nudge helped, where it was written down when it was sent."""

from __future__ import annotations

import numpy as np
import pandas as pd

from infoview_analytics.as_of import as_known, column, day_column
from infoview_analytics.errors import refuse_below
from infoview_analytics.groups import ALL
from infoview_analytics.intervals import newcombe_interval, wilson_interval
from infoview_analytics.weeks import Day, day


def nudge_effect(
    interviews: pd.DataFrame, touches: pd.DataFrame, *, as_of: Day, within_days: int = 7
) -> pd.DataFrame:
    """Compare the silent who were nudged with those who were not by then, from then on.

    To set all who were nudged against all who were not would be unfair: whoever answers soon is
    never nudged. So only those count who were silent as long. Nor may the others be those who
    were *never* nudged: the slow among them had time to be nudged later, so that too many quick
    ones would be left. A nudge is a touch of kind
    ``nudge``; it belongs to the person's last request before it, and the first one counts.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    touches : pandas.DataFrame
        The touches of `load_campaign`; ``person``, ``touched_on`` and ``kind`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    within_days : int, default 7
        An answer counts that comes within so many days.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``; none without a dated nudge of a request that was still silent. Columns:
        ``after_days`` (of silence: the median at which the nudges were sent, and that from
        which the others are watched), ``within_days``, then for ``nudged`` requests and for
        those ``not_nudged`` by ``after_days``, all watched for so long, ``nudged_answered``,
        ``nudged_n``, ``nudged_rate``, ``nudged_low`` and ``nudged_high`` (Wilson's interval at
        95 %), and ``difference`` (the first rate less the second, -1 to 1) with ``low`` and
        ``high`` (Newcombe's interval at 95 %).

    Raises
    ------
    OptionError
        If `within_days` is below 1.

    Notes
    -----
    A landmark analysis [1]_. An answer on the very day of the nudge or of the landmark may have
    come before it, so that request counts in neither group. A request that is nudged after
    ``after_days`` stays among the others, since to leave it out would be to know the future; it
    may count in both groups, which draws the difference towards 0. Who is nudged is your
    choice, so that a difference need not be the nudge's doing.

    References
    ----------
    .. [1] Anderson, J. R., Cain, K. C. and Gelber, R. D. (1983). Analysis of survival by tumor
       response. Journal of Clinical Oncology 1, 710-719.
    """
    refuse_below(1, within_days=within_days)
    today = day(as_of)
    known = as_known(interviews, as_of=today).interviews.reset_index(drop=True)
    timed = known["waiting"] | known["answer_days"].notna()
    lasted = known["answer_days"].fillna(known["age_days"] + 1)  # the waiting are silent today too
    nudged_after = _first_nudge(known, touches, today)
    still = timed & (lasted > nudged_after)
    after = float(np.ceil(nudged_after[still].median())) if still.any() else np.nan
    starts = {
        "nudged": nudged_after,
        "not_nudged": pd.Series(after, index=known.index).mask(nudged_after <= after),
    }
    index = pd.Index([ALL], name="group")
    row = pd.DataFrame({"after_days": after, "within_days": within_days}, index=index)
    pairs = {}
    for name, start in starts.items():
        rows = timed & (lasted > start) & (known["age_days"] >= start + within_days)
        in_time = known["answer_days"] <= start + within_days
        done, among = int((rows & in_time).sum()), int(rows.sum())
        pairs[name] = ([done], [among])
        share = wilson_interval([done], [among]).set_axis(index)
        share.insert(0, "n", among)
        share.insert(0, "answered", done)
        row = row.join(share.add_prefix(f"{name}_"))
    row = row.join(newcombe_interval(pairs["nudged"], pairs["not_nudged"]).set_axis(index))
    return row.loc[row["nudged_n"] > 0]


def _first_nudge(known: pd.DataFrame, touches: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    """Return the days from each request to its first nudge, missing where there was none."""
    when = day_column(touches, "touched_on")
    rows = ((column(touches, "kind") == "nudge") & (when <= today)).to_numpy(dtype=bool)
    people = pd.concat([known["person"], column(touches, "person")[rows]]).astype(object)
    codes = pd.factorize(people)[0]
    asked = pd.DataFrame(
        {"person": codes[: len(known)], "day": _day_numbers(known["requested_on"])}
    ).rename_axis("request")
    nudges = pd.DataFrame({"person": codes[len(known) :], "day": _day_numbers(when[rows])})
    met = pd.merge_asof(
        nudges.sort_values("day"),
        asked.reset_index().assign(asked=asked["day"].to_numpy()).sort_values("day"),
        on="day",
        by="person",
    ).dropna(subset=["request"])
    after = (met["day"] - met["asked"]).groupby(met["request"]).min()
    return after.reindex(known.index).astype(float)


def _day_numbers(dates: pd.Series) -> pd.Series:
    """Return days as whole numbers, so that two tables agree whatever units they are in."""
    days = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    return pd.Series(days)
