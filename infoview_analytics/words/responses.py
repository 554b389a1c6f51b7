"""Who answers and how soon, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import FEWEST, percent


def share_in_words(done: int, among: int, low: float, high: float) -> str:
    """Return a share with its numbers, its interval, or why there is none.

    Parameters
    ----------
    done, among : int
        The numerator and the denominator.
    low, high : float
        The interval of the share, 0 to 1.

    Returns
    -------
    str
        Two lines, such as ``4 of 11: 36 %`` and ``(15 % to 65 %)``; below 5, ``1 of 2`` and
        ``too few to say``.
    """
    if among == 0:
        return "nobody yet"
    if among < FEWEST:
        words = f"{done} of {among}\ntoo few to say"
    else:
        seen, range_ = percent(done / among), f"({percent(low)} to {percent(high)})"
        words = f"{done} of {among}: {seen}\n{range_}"
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def times_in_words(times: pd.Series) -> list[str]:
    """Tell how long an answer takes.

    Parameters
    ----------
    times : pandas.Series
        One row of `response_times`.

    Returns
    -------
    list of str
        Sentences.
    """
    if times["at_risk"] < FEWEST:
        return ["Too few requests to say how long an answer takes."]
    words = [_reached("A quarter", times, "lower_quartile"), _reached("Half", times, "median")]
    return [*words, "Those who are still silent are counted as waiting, not as a no."]


def _reached(who: str, times: pd.Series, name: str) -> str:
    """Tell by which day a share had answered, and how sure that is."""
    if pd.isna(times[name]):
        return f"{who} have not answered yet, on any day that was watched."
    low, high = times[f"{name}_low"], times[f"{name}_high"]
    least = "at the soonest" if pd.isna(low) else f"{low:.0f}"
    sure = f"from day {least} on" if pd.isna(high) else f"between day {least} and day {high:.0f}"
    return f"{who} had answered by day {times[name]:.0f} (it could be {sure})."
