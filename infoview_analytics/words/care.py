"""How well everybody is looked after, and who stood along the way to an outcome, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.words.phrases import (
    choice_words,
    counted,
    day_in_words,
    first_listed,
    listed,
    plain,
)

HABIT_LABELS = {  # of `care`, as rows of a chart and of a table
    "prepared": "prepared for the talk",
    "minutes_kept": "kept to the minutes agreed",
    "asked_for_name": "asked whom else to talk to",
    "learned_something": "noted something new",
    "thanked_in_time": "thanked in time",
    "leave_asked": "knew if a name may be used",
    "reported_back_in_time": "told the referrer in time",
    "advice_followed": "followed the advice",
    "advice_told": "told whoever advised it",
    "given_back": "gave something back",
    "nudges_per_request": "nudges for each request",
}

NOUNS_OF_OUTCOMES = {"interview": "job interview", "other": "other thing"}

_OF_TALKS = {
    "prepared": "prepared for",
    "minutes_kept": "kept to the minutes agreed in",
    "asked_for_name": "asked whom else to talk to in",
    "learned_something": "noted something new after",
    "thanked_in_time": "said thank you in time after",
}
_OF_OTHERS = {  # what is counted, and the sentence
    "leave_asked": (
        ("name", "names"),
        "Of {n} that you followed up, you knew for {k} whether you may say who gave them.",
    ),
    "reported_back_in_time": (
        ("name", "names"),
        "There was news of {n}; for {k} of them, whoever gave the name heard it in time.",
    ),
    "advice_followed": (
        ("piece of advice", "pieces of advice"),
        "Of {n} you have followed {k}.",
    ),
    "advice_told": (
        ("piece of advice", "pieces of advice"),
        "Of {n} that you followed, whoever gave it knows what came of {k}.",
    ),
    "given_back": (
        ("person", "people"),
        "Of {n} with whom you talked, you gave something back to {k}.",
    ),
    "nudges_per_request": (("request", "requests"), "You sent {m} for {n}."),
}
_TWO_WEEKS = 14  # below it, days are told instead of weeks
_MOST_NAMES = 4
_NO_CAUSE = "This tells who stood along the way. Whether it would have come anyhow, nobody knows."


def care_in_words(table: pd.DataFrame) -> list[str]:
    """Tell how well everybody was looked after.

    Parameters
    ----------
    table : pandas.DataFrame
        As `care` returns it.

    Returns
    -------
    list of str
        A few sentences; one where there was no occasion yet.
    """
    rows = table.loc[table["n"] > 0, ["count", "n"]].astype(int)
    words = _of_talks(rows.loc[rows.index.isin(list(_OF_TALKS))])
    for habit, (nouns, sentence) in _OF_OTHERS.items():
        if habit in rows.index:
            count, among = (int(rows[name].loc[habit]) for name in ("count", "n"))
            nudges, of = counted(count, "nudge"), counted(among, *nouns)
            words.append(sentence.format(n=of, k=f"{count:,}" if count else "none", m=nudges))
    if not words:
        return ["There was no occasion yet to thank anybody, or to tell them how it went."]
    waiting = int(table["not_yet_known"].sum())
    if waiting:
        verb = "is not counted" if waiting == 1 else "are not counted"
        why = "there is still time, or nothing was written down"
        words.append(f"{counted(waiting, 'more occasion')} {verb} yet: {why}.")
    return words


def credit_in_words(credit: pd.DataFrame, *, most: int = 5) -> list[str]:
    """Tell of the last outcomes who stood along the way, and how long after the talk they came.

    Parameters
    ----------
    credit : pandas.DataFrame
        As `outcome_credit` returns it.
    most : int, default 5
        How many outcomes are told, the last ones.

    Returns
    -------
    list of str
        A sentence for each, the last outcome first, and one on what this does not tell; none
        where nothing has come of it yet.
    """
    if credit.empty:
        return []
    told = [_credited(row) for _, row in credit.tail(most).iloc[::-1].iterrows()]
    rest = len(credit) - len(told)
    more = [f"Before that there {'was' if rest == 1 else 'were'} {rest:,} more."] if rest else []
    return [*told, *more, _NO_CAUSE]


def _of_talks(rows: pd.DataFrame) -> list[str]:
    """Tell what was done for the talks, in one sentence."""
    parts = [
        f"{_OF_TALKS[str(habit)]} {count:,} of {among:,}"
        for habit, count, among in zip(rows.index, rows["count"], rows["n"], strict=True)
    ]
    return [f"Talk by talk, you {listed(parts)}."] if parts else []


def _credited(row: pd.Series) -> str:
    """Tell who stood along the way to one outcome."""
    kind = choice_words(NOUNS_OF_OUTCOMES.get(row["kind"], row["kind"]))
    what = f"This {kind} of {day_in_words(row['happened_on'])}"
    chain = list(map(plain, row["chain"]))
    if not chain:
        return f"{what}: you came to it yourself."
    if len(chain) == 1:
        way = f"by way of {chain[0]}, whom you found yourself"
        return f"{what}: {way}, {_after_the_talk(row['days_after_talk'])}."
    names = first_listed(chain[:_MOST_NAMES], of=len(chain))
    way = f"{counted(len(chain), 'step')} from you, by way of {names}"
    return f"{what}: {way}, {_after_the_talk(row['days_after_talk'])}."


def _after_the_talk(days: Any) -> str:  # noqa: ANN401
    """Return how long after the talk something was, in days or, from two weeks on, in weeks."""
    if pd.isna(days):
        return "before any talk with them"
    if days == 0:
        return "on the day of the talk"
    unit, length = ("day", days) if days < _TWO_WEEKS else ("week", days // 7)
    return f"{counted(length, unit)} after the talk"
