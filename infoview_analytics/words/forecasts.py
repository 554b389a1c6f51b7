"""What may come, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.words.phrases import FEWEST, counted, day_in_words, listed, percent

ENOUGH_WEEKS = 8  # fewer cannot tell whether a forecast is any good
_SURE = 0.999  # what was simulated is never quite sure
_HOPELESS = 0.01
_DECIMALS = 3
_MOSTLY_ASSUMED = (
    "Fewer than 8 weeks are over: that is too few to tell a chance for any single week, "
    "and what follows is mostly assumed, not seen."
)
_NOTHING_NEEDED = (
    "Nothing more is needed for now: what the goal asks of this week or month is in hand, or it "
    "asks for nothing."
)
_NO_GOAL = "No goal falls due in these weeks."


def forecast_in_words(forecast: pd.DataFrame) -> list[str]:
    """Tell what the coming weeks may bring.

    Parameters
    ----------
    forecast : pandas.DataFrame
        As `forecast` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if forecast.empty:
        return ["Nothing to forecast: no request has been sent yet, or the campaign has ended."]
    first = forecast.iloc[0]
    if not forecast["goal"].any():
        words = [_NO_GOAL]
    elif first["basis"] == "priors":
        words = [_MOSTLY_ASSUMED]
    else:
        words = [_this_week(first), _next_weeks(forecast.iloc[1:])]
    return [*(word for word in words if word), in_all(forecast), _range(forecast.iloc[-1])]


def in_all(forecast: pd.DataFrame) -> str:
    """Tell how the total stands.

    Parameters
    ----------
    forecast : pandas.DataFrame
        As `forecast` returns it, with a row.

    Returns
    -------
    str
        A sentence; where there is no total, how many conversations are expected.
    """
    last = forecast.iloc[-1]
    when = f"by the end of the week of {_monday(forecast)}"
    if pd.isna(last["total"]):
        return f"Expect about {_about(last)} {when}."
    if last["held"] >= last["total"]:
        return f"The total of {last['total']:,} is reached already: {last['held']:,} were held."
    if last["basis"] != "priors" and last["p_total"] < _HOPELESS:
        return (
            f"A total of {last['total']:,} {when} is out of reach at the pace of the last weeks: "
            f"expect about {last['total_median']:,}."
        )
    return f"The chance of {last['total']:,} in all {when} is {chance_in_words(last['p_total'])}."


def requests_needed_in_words(needed: pd.DataFrame) -> list[str]:
    """Tell how many requests it takes.

    Parameters
    ----------
    needed : pandas.DataFrame
        As `requests_needed` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if needed.empty:
        return ["The campaign has ended: no request is needed any more."]
    first = needed.iloc[0]
    if first["still_needed"] == 0:
        return [_NOTHING_NEEDED]
    asked = counted(first["asked"], "request")
    if first["asked"] == 0:
        return ["No request is old enough yet to say how many more it takes."]
    if first["asked"] < FEWEST:
        return [f"{asked} old enough to judge by: too few to say how many more it takes."]
    if first["held"] == 0:
        none = f"Of {asked} old enough to judge by, none led to a conversation"
        return [f"{none}: that is not enough to say how many more it takes."]
    sends, sure = (_each_chance(needed[name]) for name in ("requests", "at_this_rate"))
    wanted = f"{int(first['still_needed']):,} of them"
    leads = "leads" if first["still_needed"] == 1 else "lead"
    words = [
        f"Of {asked} old enough to judge by, {first['held']:,} led to a conversation.",
        f"It takes {sends} that at least {wanted} {leads} to one, this week or later.",
    ]
    return words if sure == sends else [*words, f"Were that rate quite sure, it would take {sure}."]


def backtest_in_words(scores: pd.DataFrame) -> list[str]:
    """Tell how good the forecasts of the past weeks would have been.

    Parameters
    ----------
    scores : pandas.DataFrame
        As `forecast_scores` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    row = scores.iloc[0]
    count = int(row["weeks"])
    if count < ENOUGH_WEEKS:
        seen = f"Only {counted(count, 'past goal')}" if count else "No past goal"
        return [f"{seen} could be forecast so far: too few to say how good it is."]
    brier, *rules = (
        round(float(row[name]), _DECIMALS) for name in ("brier", "climatology", "last_four_weeks")
    )
    guess = "a guess from all the weeks before, or from the last four"
    if brier < min(rules):
        verdict = f"that was closer than {guess}."
    elif brier < max(rules):
        verdict = f"that beat only one of two rules, {guess}: do not lean on it."
    else:
        verdict = f"that was no closer than {guess}: do not lean on it."
    score = f"Brier scores: {brier:.3f}, against {rules[0]:.3f} and {rules[1]:.3f}"
    return [
        f"{count:,} past goals were forecast on their eve: {verdict}",
        f"{score} (0 is perfect, 0.25 no better than a coin).",
    ]


def chance_in_words(chance: float) -> str:
    """Return a simulated chance as a percentage that never claims to be sure.

    Parameters
    ----------
    chance : float
        From 0 to 1.

    Returns
    -------
    str
        Such as ``71 %`` or ``over 99 %``.
    """
    return percent(min(max(chance, 1 - _SURE), _SURE))


def _this_week(first: pd.Series) -> str:
    """Tell the chance of the running week, or of the month that ends in it."""
    goal, so_far = int(first["goal"]), int(first["held_so_far"])
    if goal == 0 or pd.isna(first["p_goal"]):
        return ""
    if so_far >= goal:
        return f"This week's goal is met already: {so_far:,} held."
    so_far_words = f" ({so_far:,} held so far)" if so_far else ""
    chance = chance_in_words(first["p_goal"])
    return (
        f"The chance to meet the goal of {goal:,} that is due this week{so_far_words} is {chance}."
    )


def _next_weeks(later: pd.DataFrame) -> str:
    """Tell between what the chances of the coming weeks lie."""
    chances = later["p_goal"].dropna()
    if chances.empty:
        return ""
    low, high = (chance_in_words(chance) for chance in (chances.min(), chances.max()))
    if len(chances) == 1:
        return f"For the next goal the chance is {high}."
    each = f"For each of the next {len(chances):,} goals the chance"
    return f"{each} is {high}." if low == high else f"{each} lies between {low} and {high}."


def _range(last: pd.Series) -> str:
    """Tell between what the conversations held may lie in the end."""
    low, high = last["total_low_80"], last["total_high_80"]
    least, most = last["total_low_95"], last["total_high_95"]
    if least == most:
        return f"By then it will be {most:,}, as good as surely."
    middle = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return (
        f"In 8 of 10 such campaigns it would be {middle} by then, and {least:,} to {most:,} "
        f"in 19 of 20; {last['held']:,} held so far."
    )


def _about(last: pd.Series) -> str:
    """Return the median of the total with its noun."""
    return counted(last["total_median"], "conversation")


def _monday(forecast: pd.DataFrame) -> str:
    """Return the last week in words."""
    return day_in_words(pd.Timestamp(forecast.index[-1]))


def _each_chance(requests: pd.Series) -> str:
    """Return the requests with their chances; only the highest chance where all take as many."""
    if len(set(requests.fillna(-1))) == 1:
        requests = requests.tail(1)
    each = zip(requests.index.tolist(), requests, strict=True)
    return listed([f"{_so_many(count)} for a chance of {percent(c)}" for c, count in each])


def _so_many(count: Any) -> str:  # noqa: ANN401
    """Return a count of requests, or that it is too large to tell."""
    return "more than a million" if pd.isna(count) else f"{count:,}"
