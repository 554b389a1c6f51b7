"""How the goal stands, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import counted


def goal_in_words(summary: pd.Series, per: str) -> list[str]:
    """Tell how the goal stands.

    Parameters
    ----------
    summary : pandas.Series
        One row of `goal_summary`, as objects.
    per : {"week", "month"}
        The goal's period.

    Returns
    -------
    list of str
        Sentences.
    """
    over = summary["weeks_over"]
    if over == 0:
        return [f"The first {per} is not over yet: {summary['held']} held so far."]
    streak, longest = summary["current_streak"], summary["longest_streak"]
    now = f"{counted(streak, per)} in a row now" if streak else f"The last {per} was missed"
    words = [
        f"The goal was met in {summary['weeks_kept']} of {counted(over, per)}.",
        f"{now}; the longest streak was {longest}.",
    ]
    if not pd.isna(summary["days_since_last"]):
        words.append(f"The last interview was {_days_ago(summary['days_since_last'])}.")
    if not pd.isna(summary["catch_up_pace"]):
        pace, weeks = summary["catch_up_pace"], counted(summary["catch_up_weeks"], per)
        words.append(f"{pace} a {per} for {weeks} would make it even.")
    elif not pd.isna(summary["weeks_left"]) and summary["weeks_left"] == 0:
        words.append("The campaign has ended.")
    elif summary["buffer"] > 0:
        words.append(f"{counted(summary['buffer'], per)} in hand.")
    missing = 0 if pd.isna(summary["target"]) else max(summary["target"] - summary["held"], 0)
    if missing and not pd.isna(summary["needed_pace"]):
        words.append(
            f"{missing} of {summary['target']} are still to do, {summary['needed_pace']:.1f} "
            f"in each of the {counted(summary['weeks_left'], per)} left."
        )
    return words


def _days_ago(days: int) -> str:
    """Return how long ago a day was."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")
