"""What the tables say, in plain sentences."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.charts.lettering import FEWEST, counted, percent


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
        f"{now}; the longest row was {longest}.",
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
    if not pd.isna(summary["needed_pace"]):
        missing = max(summary["target"] - summary["held"], 0)
        words.append(
            f"{missing} of {summary['target']} are still to do, {summary['needed_pace']:.1f} "
            f"in each of the {counted(summary['weeks_left'], per)} left."
        )
    return words


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


def _days_ago(days: int) -> str:
    """Return how long ago a day was."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _reached(who: str, times: pd.Series, name: str) -> str:
    """Tell by which day a share had answered, and how sure that is."""
    if pd.isna(times[name]):
        return f"{who} have not answered yet, on any day that was watched."
    low, high = times[f"{name}_low"], times[f"{name}_high"]
    least = "at the soonest" if pd.isna(low) else f"{low:.0f}"
    sure = f"from day {least} on" if pd.isna(high) else f"between day {least} and day {high:.0f}"
    return f"{who} had answered by day {times[name]:.0f} (it could be {sure})."
