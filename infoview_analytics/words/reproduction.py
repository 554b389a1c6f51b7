"""Whether the chain feeds itself, how long its leads last and what the goal asks for, in words."""

from __future__ import annotations

from math import ceil
from typing import Any

import pandas as pd

from infoview_analytics.words.forecasts import chance_in_words
from infoview_analytics.words.languages import number, tr
from infoview_analytics.words.phrases import FEWEST, counted, day_in_words, percent, plain

_LEAST_TOLD = 0.05  # what rounds to 0.0 without being it
_WEAKEST = {
    "names_per_interview": "the names: at the end of each interview three can be asked for",
    "asked": "the asking: some of those who were named have not been asked",
    "held": "the way from the request to the interview: many who are asked are not met",
}
_AT_NONE = {
    "names_per_interview": _WEAKEST["names_per_interview"],
    "asked": "the asking: none of those who were named has been asked",
    "held": "the way from the request to the interview: none of those who were asked was met",
}


def reproduction_in_words(reproduction: pd.DataFrame) -> list[str]:
    """Tell whether one interview leads to another, and which part holds it back.

    Parameters
    ----------
    reproduction : pandas.DataFrame
        As `reproduction` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    rows = {str(part): row for part, row in reproduction.iterrows()}
    r, names = rows["r"], rows["names_per_interview"]
    interviews = counted(r["n"], "interview")
    if r["n"] < FEWEST:
        return [f"{too_few(r['n'])}."]
    if pd.isna(r["estimate"]):
        brought = counted(names["count"], "new person", "new people")
        return [f"{interviews} brought the names of {brought}; {_unknown(rows)}."]
    return [
        f"{finding(r)}.",
        f"That is told from {interviews}, and it could be anywhere between {between(r)}.",
        *(part_in_words(part, rows[part]) for part in _parts_told(rows)),
        *_weakest_in_words(reproduction),
        *_still_to_come(r),
    ]


def concentration_in_words(concentration: pd.DataFrame) -> list[str]:
    """Tell how many of the new names came from one person.

    Parameters
    ----------
    concentration : pandas.DataFrame
        As `name_concentration` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    row = concentration.iloc[0]
    names, held = int(row["names"]), counted(row["interviews"], "interview")
    if names == 0:
        none = f"No new name has come from {held} yet" if row["interviews"] else too_few(0)
        return [f"{none}."]
    who = plain(row["top_person"], most=40)
    if names == 1:
        return [f"The only new name from {held} came from {who}."]
    givers = counted(row["givers"], "person", "people")
    words = f"{row['from_top']:,} of {names:,} new names came from {who}"
    if names < FEWEST:
        return [f"{words}."]
    share = percent(row["share"])
    return [f"{words}: {share}. In {held}, {givers} named somebody new."]


def offspring_in_words(law: pd.DataFrame) -> list[str]:
    """Tell whether the chain dies out if it is left to itself.

    Parameters
    ----------
    law : pandas.DataFrame
        As `offspring_law` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if law.empty:
        return ["It is too early to say whether the chain would go on by itself."]
    row = law.iloc[0]
    dies, low, high = (float(row[f"extinction{end}"]) for end in ("", "_low", "_high"))
    alone = "Without a cold request now and then, the names that follow from one interview"
    told = f"That is told from {counted(row['n'], 'interview')}"
    if low == 1:
        return [f"{alone} run out some day, as they usually do. {told}, and is hardly in doubt."]
    if dies == 1:
        sure = f"{told}; at best, there is a chance of {percent(1 - low)} that they do not."
        return [f"{alone} would probably run out some day, as they usually do. {sure}"]
    chance = f"{alone} run out some day with a chance of {percent(dies)}."
    sure = f"{told}, and it could be anywhere between {percent(low)} and {percent(high)}."
    return [f"{chance} {sure}"]


def leads_in_words(survival: pd.DataFrame) -> list[str]:
    """Tell how long there will be somebody left to ask.

    Parameters
    ----------
    survival : pandas.DataFrame
        As `lead_survival` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if survival.empty:
        return ["Too few interviews to say how long the leads will last."]
    last = survival.iloc[-1]
    in_hand, pace = int(last["in_hand"]), float(last["asked_per_week"])
    if in_hand == 0:
        return ["Nobody is left to ask: the next request is a cold one, or waits for a name."]
    people = counted(in_hand, "contact")
    if pace == 0:
        return [f"{people} can be asked. Nobody who was named has been asked in the last 8 weeks."]
    week = day_in_words(pd.Timestamp(survival.index[-1]))
    lasts = f"that there is always somebody left to ask until the week of {week}"
    return [
        f"{people} can be asked now, and lately {decimal(pace)} a week were.",
        f"At that pace the chance {lasts} is {chance_in_words(last['chance_left'])}.",
        "It rests on what your own interviews brought; with few of them it is a rough guess.",
    ]


def cold_requests_in_words(needed: pd.DataFrame) -> list[str]:
    """Tell how many cold requests a week the goal asks for.

    Parameters
    ----------
    needed : pandas.DataFrame
        As `cold_requests_needed` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    row = needed.iloc[0]
    goal = f"a goal of {_plain_number(row['goal_per_week'])} a week"
    alone = f"A{goal[1:]} takes about {_requests(row['without_chain'])} a week"
    chance = (
        f"It is reckoned with a chance of {percent(row['cold_chance'])} that a cold request leads "
        "to an interview; as long as few were sent, that is partly an assumption."
    )
    if pd.isna(row["r"]):
        return [f"{alone} without any chain; what the chain brings cannot be told yet.", chance]
    most = ceil(row["high"])
    if row["requests_per_week"] == 0:
        first = f"In the long run {goal} is kept by the chain itself, without a cold request"
        unsure = f", but it could take up to {_requests(most)} a week." if most else "."
        return [first + unsure, chance]
    least = "none" if ceil(row["low"]) == 0 else f"{ceil(row['low']):,}"
    out = f"In the long run the leads would run out, {_leading_to(row['r'])}"
    then = f"{goal} then takes about {_requests(row['requests_per_week'])} a week beside them"
    unsure = f", and it could be anywhere between {least} and {most:,}"
    return [f"{out}: {then}{unsure if ceil(row['low']) < most else ''}.", chance]


def decimal(value: float) -> str:
    """Return a number with one decimal that never claims to be none where it is not so."""
    return tr("under 0.1") if 0 < value < _LEAST_TOLD else number(value, 1)


def between(row: pd.Series) -> str:
    """Return the ends of an interval of numbers, as in ``0.4 and 1.2``."""
    low, high = (decimal(row[end]) for end in ("low", "high"))
    return f"{low} and {high}"


def verdict(r: pd.Series) -> str:
    """Return what can be said of a chain by the interval of its R."""
    if r["high"] < 1:
        return tr("the chain does not feed itself")
    if r["low"] > 1:
        return tr("the chain feeds itself")
    return tr("the chain may or may not feed itself")


def finding(r: pd.Series) -> str:
    """Return how many interviews one leads to, and what that means."""
    if r["estimate"] == 0:
        return f"No interview has led to another yet: {verdict(r)}"
    return f"One interview leads to {decimal(r['estimate'])} others: {verdict(r)}"


def too_few(interviews: float) -> str:
    """Return why nothing is said of the chain."""
    if interviews == 0:
        return tr("No interview has been held yet, so nothing is known of the chain")
    return tr(
        "{interviews} held: too few to say whether the chain feeds itself",
        interviews=counted(interviews, "interview"),
    )


def part_in_words(part: str, row: pd.Series) -> str:
    """Return one part of R with its numbers and its caution."""
    n, done = int(row["n"]), int(row["count"])
    if part == "names_per_interview" and done == 0:
        most = f"it could be up to {decimal(row['high'])} an interview"
        return f"No new person was named in {counted(n, 'interview')}; {most}."
    if part == "names_per_interview":
        names = counted(done, "new person was", "new people were")
        mean = f"{decimal(row['estimate'])} an interview (between {between(row)})"
        return f"{names} named in {counted(n, 'interview')}: {mean}."
    whom, verb = {"asked": ("named", "asked"), "held": ("asked", "met")}[part]
    was = {0: "none was", 1: "1 was"}.get(done, f"{done:,} were")
    words = f"Of {n:,} who were {whom}, {was} {verb}"
    if row["not_yet_known"]:
        words += f" and {int(row['not_yet_known']):,} still may be"
    if n < FEWEST or pd.isna(row["estimate"]):
        return f"{words}: too {'few' if n < FEWEST else 'early'} to say."
    low, high = percent(row["low"]), percent(row["high"])
    share = f"{percent(row['estimate'])}{' in the end' if row['not_yet_known'] else ''}"
    return f"{words}: {share}, and it could be anywhere between {low} and {high}."


def _parts_told(rows: dict[str, pd.Series]) -> list[str]:
    """Return the parts of which there is something to tell."""
    return ["names_per_interview", *(part for part in ("asked", "held") if rows[part]["n"])]


def _unknown(rows: dict[str, pd.Series]) -> str:
    """Return why there is no R."""
    if rows["asked"]["count"] == 0:
        return "none of them has been asked, so it is too early to say more"
    return "it is too early to say whether they will be met"


def _weakest_in_words(reproduction: pd.DataFrame) -> list[str]:
    """Tell which part would raise R most."""
    weakest = reproduction.loc[reproduction["weakest"].to_numpy(dtype=bool)]
    told = _WEAKEST | {part: _AT_NONE[part] for part in weakest.index[weakest["count"] == 0]}
    return [f"Most could be gained in {told[str(part)]}." for part in weakest.index]


def _still_to_come(r: pd.Series) -> list[str]:
    """Tell that an estimate can still rise."""
    days = int(r["watched_days"])
    if days >= r["horizon_days"]:
        return []
    watched = counted(days, "day")
    return [f"Some part of it has been watched for {watched} only: it can still rise."]


def _leading_to(r: float) -> str:
    """Return how many interviews one leads to, as the end of a sentence."""
    if r == 0:
        return "no interview having led to another yet"
    return f"one interview leading to {decimal(r)} others"


def _requests(count: float) -> str:
    """Return a number of cold requests, rounded up."""
    return counted(ceil(count), "cold request")


def _plain_number(value: Any) -> str:  # noqa: ANN401
    """Return a whole number as such, and another with one decimal."""
    return f"{value:,.0f}" if float(value).is_integer() else decimal(value)
