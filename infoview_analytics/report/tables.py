"""The tables of a report: for reading, and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd

from infoview_analytics.words.phrases import FEWEST, TOO_FEW, group_labels, percent, plain
from infoview_analytics.words.responses import share_in_words

MOST_ROWS = 26

_IN_WORDS = {  # of `goal_summary`
    "weeks_over": "Weeks finished, breaks left out",
    "weeks_kept": "Of them, goal kept",
    "current_streak": "Kept in a row now",
    "longest_streak": "Kept in a row at best",
    "held": "Interviews held",
    "days_since_last": "Days since the last one",
    "target": "Interviews to reach by the end",
    "weeks_left": "Weeks left, this one included",
    "needed_pace": "Interviews needed a week",
    "catch_up_pace": "To make it even: so many a week",
    "catch_up_weeks": "... for so many weeks",
    "buffer": "Weeks in hand",
}


def weeks(weekly: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks for reading, the last one first."""
    states = {
        "requested": "Asked",
        "answered": "Answers",
        "held": "Held",
        "goal": "Goal",
        "short": "Short",
    }
    shown = _texts(weekly, states)
    verdict = pd.Series("missed", index=weekly.index)
    verdict[weekly["kept"]] = "kept"
    verdict[~weekly["over"]] = "running"
    verdict[weekly["on_break"]] = "break"
    return shown.assign(**{"": verdict.to_numpy()}).iloc[::-1]


def summary(goal: pd.DataFrame) -> pd.DataFrame:
    """Return a goal's summary for reading, one line a number."""
    row = goal.astype(object).iloc[0]
    known = row[row.notna()]
    names = [_IN_WORDS[str(name)] for name in known.index]
    return pd.DataFrame({"": [_cell(value) for value in known]}, index=pd.Index(names))


def rates(response: pd.DataFrame, patience_days: int) -> pd.DataFrame:
    """Return response rates for reading: each with its numbers and its interval."""
    shown = _texts(response, {"sent": "Asked", "waiting": "Waiting"})
    ripe = f"Within {patience_days} days, of the ripe"
    shown["Answered so far"] = shares_of(response, "answered", "raw")
    shown[ripe] = shares_of(response, "ripe_answered", "ripe")
    shown["Accepted so far"] = shares_of(response, "accepted", "accepted_raw")
    shown["Talked so far"] = shares_of(response, "held", "held_raw")
    return shown


def curve(response: pd.DataFrame) -> pd.DataFrame:
    """Return the response curve for reading: the days on which somebody answered."""
    answered = response[response["answered"] > 0]
    names = {"at_risk": "Not answered yet that morning", "answered": "Answers that day"}
    shown = _texts(answered, names)
    if len(response) and response["at_risk"].iloc[0] >= FEWEST:
        shown["Answered by then"] = with_interval(
            answered, "share_answered", "low", "high", in_words=percent
        )
    return shown


def stages(funnel: pd.DataFrame) -> pd.DataFrame:
    """Return the funnel for reading."""
    shown = _texts(funnel, {"count": "People"})
    shown.index = pd.Index([str(stage).replace("_", " ") for stage in funnel.index], name="Stage")
    steps = [funnel[name].tolist() for name in ("moved_on", "n", "low", "high")]
    shown["Of those before"] = [
        "" if pd.isna(step[1]) else share_in_words(*step) for step in zip(*steps, strict=True)
    ]
    shown["of"] = [
        plain(of).replace("_", " ") if isinstance(of, str) else "" for of in funnel["of"]
    ]
    shown["Median days"] = [_cell(days) for days in funnel["median_days"]]
    return shown


def people(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the people of the network for reading, those who led furthest first."""
    by_reach = contacts.sort_values(["reach", "generation"], ascending=[False, True], kind="stable")
    names = {
        "organization": "Organisation",
        "state": "State",
        "generation": "Generation",
        "reach": "Led to",
    }
    return _texts(by_reach, names)


def growth(network: pd.DataFrame) -> pd.DataFrame:
    """Return the network's growth for reading, the last week first."""
    names = {
        "people": "Known",
        "asked": "Asked",
        "held": "Talked to",
        "organizations": "Organisations",
        "referrals": "Referrals",
        "generations": "Generations",
        "new_people": "New",
        "repeated_names": "Named again",
    }
    return _texts(network, names).iloc[::-1]


def readable(
    table: pd.DataFrame, names: dict[str, str], *, shares: Collection[str] = ()
) -> pd.DataFrame:
    """Return some columns of any table for reading.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.
    names : dict
        The columns to show, each with its heading for people.
    shares : collection of str
        Those of them that are shares, to be shown as percentages.

    Returns
    -------
    pandas.DataFrame
        Every cell a text, empty where it is missing.
    """
    shown = _texts(table, names)
    for name in shares:
        shown[names[name]] = ["" if pd.isna(share) else percent(share) for share in table[name]]
    return shown


def with_interval(
    table: pd.DataFrame,
    name: str,
    low: str,
    high: str,
    *,
    in_words: Callable[[float], str],
    n: str | None = None,
) -> list[str]:
    """Return an estimate of each row with its interval, empty where it is missing.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.
    name, low, high : str
        The columns of the estimate and of the ends of its interval.
    in_words : callable
        Writes one number.
    n : str, optional
        The column of the denominator; below 5 the cell says that they are too few.

    Returns
    -------
    list of str
        Such as ``36 % (15 % to 65 %)``.
    """
    among = table[n] if n else pd.Series(FEWEST, index=table.index)
    columns = (among, *(table[column] for column in (name, low, high)))

    def cell(count: Any, value: Any, least: Any, most: Any) -> str:  # noqa: ANN401
        if pd.isna(value):
            return ""
        if count < FEWEST:
            return TOO_FEW
        if pd.isna(least):
            return in_words(value)
        return f"{in_words(value)} ({in_words(least)} to {in_words(most)})"

    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [cell(*row) for row in rows]


def shares_of(table: pd.DataFrame, done: str, share: str) -> list[str]:
    """Return one share of each row in words, with its numbers and its interval.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table.
    done : str
        The column of the numerator.
    share : str
        What the columns of the denominator and of the interval's ends begin with: ``ripe`` for
        ``ripe_n``, ``ripe_low`` and ``ripe_high``, nothing for ``n``, ``low`` and ``high``.

    Returns
    -------
    list of str
        As `share_in_words` returns them.
    """
    columns = [done, *(f"{share}_{key}".lstrip("_") for key in ("n", "low", "high"))]
    in_words: Callable[..., str] = share_in_words
    return [in_words(*row) for row in table[columns].itertuples(index=False)]


def _texts(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return some columns under names for people, every cell a text."""
    cells = {name: [_cell(value) for value in table[key]] for key, name in names.items()}
    levels = [str(name).capitalize().replace("_", " ") for name in table.index.names]
    title = " and ".join(levels).replace("rganization", "rganisation")
    return pd.DataFrame(cells, index=pd.Index(group_labels(table.index), name=title))


def _cell(value: Any) -> str:  # noqa: ANN401
    """Return one value as a text, empty where it is missing."""
    if pd.isna(value) or value == "":
        return ""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.1f}"
    return plain(value)
