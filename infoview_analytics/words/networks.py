"""What the referral network holds, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import FEWEST, counted, percent


def network_in_words(summary: pd.Series, deepest: int) -> list[str]:
    """Tell what the referral network holds.

    Parameters
    ----------
    summary : pandas.Series
        One row of `network_summary`, as objects.
    deepest : int
        The highest generation.

    Returns
    -------
    list of str
        Sentences.
    """
    if summary["people"] == 0:
        return ["Nobody has been asked or named yet."]
    people = counted(summary["people"], "person", "people")
    referrals, leads = counted(summary["referrals"], "referral"), counted(summary["leads"], "lead")
    deep = counted(deepest, "generation")
    words = [
        f"{people}, {referrals} and {leads} who can still be asked.",
        f"The chain reaches {deep} deep.",
    ]
    if summary["articulation_people"]:
        who = counted(summary["articulation_people"], "person", "people")
        words.append(f"{who} hold parts of the network together: without them it falls apart.")
    if summary["referrals"] >= FEWEST:
        share = percent(summary["top_referrer_share"])
        words.append(f"{share} of the referrals came from one person.")
    return words
