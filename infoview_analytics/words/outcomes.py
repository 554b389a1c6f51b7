"""What came of the conversations, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import choice_words, counted, listed

_NOUNS = {"interview": "job interview", "other": "other thing"}


def outcomes_in_words(outcomes: pd.DataFrame) -> list[str]:
    """Tell what has come of the conversations so far.

    Parameters
    ----------
    outcomes : pandas.DataFrame
        As `outcomes_so_far` returns it.

    Returns
    -------
    list of str
        One sentence, or none where nothing was written down.
    """
    if outcomes.empty:
        return []
    nouns = [choice_words(_NOUNS.get(kind, kind)) for kind in outcomes.index]
    kinds = [counted(count, noun) for count, noun in zip(outcomes["count"], nouns, strict=True)]
    return [f"What came of it so far: {listed(kinds)}."]


def advice_followed_in_words(advice: pd.Series) -> list[str]:
    """Tell how much of the advice was followed, and told back.

    Parameters
    ----------
    advice : pandas.Series
        One row of `advice_so_far`.

    Returns
    -------
    list of str
        One sentence, or none where nobody advised anything.
    """
    given, done, told = (int(advice[name]) for name in ("given", "done", "reported_back"))
    if not given:
        return []
    pieces = counted(given, "piece") + " of advice"
    return [f"Of {pieces} you followed {done}, and told them so of {told}."]
