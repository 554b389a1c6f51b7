"""Whether a referrer's name may be used: their last word counts."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.as_of import column

PAIR = ["from_person", "to_person"]


def last_leave(referrals: pd.DataFrame) -> pd.Series:
    """Return what each referrer said last of the use of their name with each person they named.

    Parameters
    ----------
    referrals : pandas.DataFrame
        Referrals as `as_known` gives them.

    Returns
    -------
    pandas.Series
        Aligned with `referrals`: True, False, or None where they were not asked, the same in
        all rows of one pair. Of several answers the one of the latest referral counts, of those
        of one day the last row; an undated one comes first.
    """
    said = referrals[PAIR].assign(
        on=pd.to_datetime(column(referrals, "referred_on")),
        leave=column(referrals, "may_use_name").astype(object),
    )
    said = said.loc[said["leave"].notna()].sort_values("on", kind="stable", na_position="first")
    last = said.drop_duplicates(PAIR, keep="last").set_index(PAIR)["leave"]
    found = last.reindex(pd.MultiIndex.from_frame(referrals[PAIR])).to_numpy(dtype=object)
    told = [None if pd.isna(leave) else bool(leave) for leave in found]
    return pd.Series(told, index=referrals.index, dtype=object)
