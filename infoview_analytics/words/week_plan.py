"""The week's plan, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.words.phrases import (
    FORMATS,
    choice_words,
    counted,
    day_in_words,
    first_listed,
    listed,
    plain,
)

_MOST_NAMES = 3
_MOST_LEFT = 6
_MOST = 400  # characters of a sentence
_MINUTES_AN_HOUR = 60
_PARTS = {  # what each part of a plan is called where people read it
    "diary": "In the diary",
    "prepare": "To have ready",
    "owed": "Owed",
    "ask": "To ask",
    "keep": "Keep in touch",
    "own": "For yourself",
    "later": "Next in line",
}
_FIRST = {
    "permission": "{who} named them; ask {who} first whether you may say so",
    "introduction": "{who} named them; talk to {who} first, and ask to be introduced",
    "discretion": "{who} named them and would rather not be mentioned",
    "": "{who} named them, and you may say so",
}
_TO_SEND = {
    "own rate": (
        "Send {asks} this week: with so many, the chance is 80 % that enough of them "
        "lead to a conversation, this week or later."
    ),
    "goal": (
        "Send {asks} this week, as many as the goal asks for conversations: there is too little "
        "yet to judge by how many it takes."
    ),
}


def week_plan_in_words(plan: Any) -> list[str]:  # noqa: ANN401 -- words know no planning
    """Tell what a week asks for, whom to ask, and whether it fits.

    Parameters
    ----------
    plan : WeekPlan
        As `week_plan` returns it.

    Returns
    -------
    list of str
        Sentences, at least one.
    """
    told = [_in_short(plan), *_requests(plan), *_talks(plan), *_owed(plan), *_hours(plan)]
    return [sentence for sentence in told if sentence]


def week_plan_to_read(plan: Any) -> pd.DataFrame:  # noqa: ANN401 -- words know no planning
    """Return the actions of a plan that fit, as texts.

    Parameters
    ----------
    plan : WeekPlan
        As `week_plan` returns it.

    Returns
    -------
    pandas.DataFrame
        One row for each action. Columns: ``Part`` (empty where it is that of the row above),
        ``To do``, ``By``, ``Why`` and ``Minutes``.
    """
    now = plan.table.loc[plan.table["fits"]]
    begins = (now["part"] != now["part"].shift()).tolist()
    parts = zip(now["part"], begins, strict=True)
    due = zip(now["due_on"], now["overdue_days"], strict=True)
    shown = {
        "Part": [part_in_words(part) if is_first else "" for part, is_first in parts],
        "To do": [plain(action, most=_MOST) for action in now["action"]],
        "By": [due_in_short(on, int(late)) for on, late in due],
        "Why": [plain(why, most=_MOST) for why in now["why"]],
        "Minutes": [str(minutes) for minutes in now["minutes"]],
    }
    return pd.DataFrame(shown, dtype=object)


def left_out(plan: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return the actions of a plan that do not fit, what is owed first.

    Parameters
    ----------
    plan : WeekPlan
        As `week_plan` returns it.

    Returns
    -------
    pandas.DataFrame
        Rows of its table, without the leads that are next in line.
    """
    out: pd.DataFrame = plan.table.loc[~plan.table["fits"] & (plan.table["part"] != "later")]
    is_owed = out["part"] == "owed"
    return pd.concat([out.loc[is_owed], out.loc[~is_owed]])


def left_out_in_words(plan: Any) -> list[str]:  # noqa: ANN401
    """Tell what of a plan does not fit the hours, and who is next in line.

    Parameters
    ----------
    plan : WeekPlan
        As `week_plan` returns it.

    Returns
    -------
    list of str
        Sentences; none where all of it fits.
    """
    out, later = left_out(plan), plan.of("later")["person"]
    told = []
    if len(out):
        first = [plain(action, most=_MOST).rstrip(".") for action in out["action"][:_MOST_LEFT]]
        rest = f"; and {len(out) - len(first):,} more" * (len(out) > len(first))
        hours = hours_in_words(plan.hours * _MINUTES_AN_HOUR)
        told.append(f"Not within {hours}: {'; '.join(first)}{rest}.")
    if len(later):
        names = first_listed([plain(person) for person in later[:_MOST_LEFT]], of=len(later))
        told.append(f"Next in line: {names}.")
    return told


def due_in_short(due_on: pd.Timestamp, overdue_days: int) -> str:
    """Return by when something is due, such as ``Friday, 3 April``, or how late it is.

    Parameters
    ----------
    due_on : pandas.Timestamp
        The day.
    overdue_days : int
        How many days ago it was; 0 if it is still to come.

    Returns
    -------
    str
        A few words.
    """
    if overdue_days > 0:
        return f"{counted(overdue_days, 'day')} late"
    return f"{due_on.day_name()}, {due_on.day} {due_on.month_name()}"


def part_in_words(part: str) -> str:
    """Return what a part of a plan is called, such as ``In the diary``.

    Parameters
    ----------
    part : str
        One of the parts of `WeekPlan`.

    Returns
    -------
    str
        A heading.
    """
    return _PARTS[part]


def step_in_words(by_way_of: str | None, ask_first: str, source: str | None = None) -> str:
    """Tell how a request to somebody comes about.

    Parameters
    ----------
    by_way_of : str, optional
        Who named them; missing where nobody stands between you.
    ask_first : str
        What to ask whoever named them first, as `warmest_paths` tells it.
    source : str, optional
        How you came to know of them, where nobody named them.

    Returns
    -------
    str
        Without a full stop.
    """
    if by_way_of is None or pd.isna(by_way_of):
        via = "" if source is None or pd.isna(source) else f" ({choice_words(source)})"
        return f"you know of them yourself{via}"
    return _FIRST[ask_first].format(who=plain(by_way_of))


def hours_in_words(minutes: float) -> str:
    """Return a number of minutes as ``1 hour 20 minutes``.

    Parameters
    ----------
    minutes : float
        How many.

    Returns
    -------
    str
        Hours and minutes, without those that are none.
    """
    hours, rest = divmod(round(minutes), _MINUTES_AN_HOUR)
    parts = [counted(hours, "hour")] * bool(hours)
    return " ".join([*parts, *[counted(rest, "minute")] * bool(rest or not hours)])


def talk_in_words(talk: pd.Series) -> str:
    """Tell when and where a talk is, such as ``Tuesday 7 April 2026 at 12:00, at the library``.

    Parameters
    ----------
    talk : pandas.Series
        One row of the diary of a `WeekPlan`.

    Returns
    -------
    str
        Without a full stop; a time and a place only where they are known.
    """
    on = talk["interview_on"]
    at = "" if pd.isna(talk["interview_time"]) else f" at {plain(talk['interview_time'])}"
    how = "" if pd.isna(talk["format"]) else FORMATS.get(talk["format"], "")
    place = plain(talk["place"]) if not pd.isna(talk["place"]) else how
    return f"{on.day_name()} {day_in_words(on)}{at}{f', {place}' if place else ''}"


def _in_short(plan: Any) -> str:  # noqa: ANN401
    """Return what the week holds, in numbers."""
    owed, late = len(plan.owed), int((plan.owed["overdue_days"] > 0).sum())
    parts = [
        f"{counted(len(plan.diary), 'talk')} in the next seven days" * bool(len(plan.diary)),
        f"{counted(owed, 'thing')} owed{f' ({late:,} overdue)' if late else ''}" * bool(owed),
        f"{counted(plan.requests, 'request')} to send" * bool(plan.requests),
        f"{counted(len(plan.keep), 'person', 'people')} to stay in touch with"
        * bool(len(plan.keep)),
    ]
    counted_so_far = owed + len(plan.keep) + len(plan.contacts) + len(plan.of("diary"))
    more = len(plan.table) - len(plan.of("later")) - counted_so_far
    held = [part for part in parts if part]
    if more > 0:
        held.append(counted(more, "other thing" if held else "thing") + " to do")
    week = f"The week of {day_in_words(plan.week)}"
    if not held:
        return f"{week} asks for nothing: enjoy it."
    return f"{week}: {listed(held)}."


def _requests(plan: Any) -> list[str]:  # noqa: ANN401
    """Return how many requests to send, and to whom."""
    if plan.basis == "ended":
        return ["The campaign has ended: no request is needed any more."]
    waits = "waits" if plan.sent == 1 else "wait"
    gone = f"{counted(plan.sent, 'request')} of this week {waits} for an answer." * bool(plan.sent)
    if plan.basis == "nothing needed":
        return ["What the goal asks for is in hand, or it asks for nothing: no request is needed."]
    if not plan.requests:
        return [gone, "That is as many as the week asks for."]
    asks = counted(plan.requests, *(("more request", "more requests") if gone else ("request",)))
    told = [gone, _TO_SEND[plan.basis].format(asks=asks)]
    people, short = plan.contacts["person"], plan.requests - len(plan.contacts)
    if len(people):
        names = first_listed([plain(p) for p in people[:_MOST_NAMES]], of=len(people))
        told.append(f"Begin with {names}.")
    if short:
        others = f"for the other {short:,}, " if len(people) else ""
        none = (
            "Nobody else can fairly be asked this week" if len(people) else "Nobody is left to ask"
        )
        told.append(f"{none}: {others}ask for names, or write down somebody whom you know of.")
    return told


def _talks(plan: Any) -> list[str]:  # noqa: ANN401
    """Return the first talks in the diary."""
    if plan.diary.empty:
        return []
    first = plan.diary.iloc[0]
    rest = len(plan.diary) - 1
    more = f", and {counted(rest, 'other')} after it" if rest else ""
    return [f"Your next talk is with {plain(first['person'])}: {talk_in_words(first)}{more}."]


def _owed(plan: Any) -> list[str]:  # noqa: ANN401
    """Return who waits longest."""
    late = plan.owed.loc[plan.owed["overdue_days"] > 0]
    people = late.sort_values("overdue_days", ascending=False, kind="stable")["person"]
    names = list(dict.fromkeys(map(plain, people.dropna())))
    if not names:
        return []
    waits = "waits" if len(names) == 1 else "wait"
    return [f"{first_listed(names[:_MOST_NAMES], of=len(names))} {waits} to hear from you."]


def _hours(plan: Any) -> list[str]:  # noqa: ANN401
    """Return what it takes, and what does not fit."""
    if not plan.minutes:
        return []
    takes = f"All of it takes about {hours_in_words(plan.minutes)}"
    if plan.hours is None:
        return [f"{takes}."]
    out = left_out(plan)
    set_to = hours_in_words(plan.hours * _MINUTES_AN_HOUR)
    if out.empty:
        return [f"{takes}; you have {set_to}, so it fits."]
    owed = out["part"] == "owed"
    what = f"{counted(len(out), 'thing')} of it {'does' if len(out) == 1 else 'do'} not fit"
    first = f", {int(owed.sum()):,} of them owed to somebody" if owed.any() else ""
    return [f"{takes}; you have {set_to}. {what}{first}."]
