"""The week's plan as plain text: what to do, why, and what to type for it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from infoview_analytics.agenda.week_plan import WeekPlan
from infoview_analytics.words.phrases import day_in_words, plain
from infoview_analytics.words.week_plan import (
    due_in_short,
    hours_in_words,
    left_out,
    part_in_words,
    talk_in_words,
    week_plan_in_words,
)

Commands = Callable[[Sequence[pd.Series]], Sequence[tuple[str, str]]]

_WIDTH = 80
_MOST = 400  # characters of a sentence
_MOST_LATER = 5
_MOST_LEFT = 12
_NOTHING = {
    "diary": "No talk in the next seven days.",
    "owed": "Nothing: nobody waits to hear from you.",
    "ask": "Nobody this week.",
    "keep": "Nobody this week.",
}


def plan_in_text(plan: WeekPlan, *, commands: Commands | None = None) -> list[str]:
    """Return the week's plan as the lines of a page of plain text.

    Parameters
    ----------
    plan : WeekPlan
        As `week_plan` returns it.
    commands : callable, optional
        Takes the actions that one line of reasons is about, as rows of the plan's table, and
        returns what to type for them: pairs of a label and a command.

    Returns
    -------
    list of str
        Lines of at most 80 characters; only commands may be longer. What came from a record
        stands on one line and can be printed.
    """
    return list(_page(plan, commands or (lambda _: ())))


def _page(plan: WeekPlan, commands: Commands) -> Iterator[str]:
    """Yield the lines of the whole plan."""
    yield f"{plan.as_of.day_name()}, {day_in_words(plan.as_of)}"
    yield from _heading("This week")
    for sentence in week_plan_in_words(plan):
        yield from _wrapped(sentence, "  ")
    for part in ("diary", "prepare", "owed", "ask", "keep", "own"):
        rows = plan.of(part)
        done = rows.loc[rows["fits"]]
        talks = part == "diary" and len(plan.diary)
        if rows.empty and part not in _NOTHING and not talks:
            continue
        yield from _heading(part_in_words(part))
        if part == "diary":
            yield from _talks_without_a_row(plan)
        if rows.empty and not talks:
            yield f"  {_NOTHING[part]}"
        elif done.empty and len(rows):
            yield "  Nothing of it fits: see below."
        for _, alike in done.groupby([done["rule"], done["person"].fillna("")], sort=False):
            yield from _action(alike, commands)
    yield from _left_out(plan)


def _talks_without_a_row(plan: WeekPlan) -> Iterator[str]:
    """Yield the talks, each with its time and place."""
    for _, talk in plan.diary.iterrows():
        where = "" if pd.isna(talk["organization"]) else f" ({plain(talk['organization'])})"
        agreed = talk["minutes_agreed"]
        minutes = "" if pd.isna(agreed) else f", {int(agreed)} minutes"
        yield from _wrapped(
            f"{plain(talk['person'])}{where}: {talk_in_words(talk)}{minutes}.", "  "
        )


def _action(alike: pd.DataFrame, commands: Commands) -> Iterator[str]:
    """Yield what to do for one person, why, and the commands that go with it."""
    for _, action in alike.iterrows():
        when = due_in_short(action["due_on"], int(action["overdue_days"]))
        told = f"{_sentence(action['action'])} ({when}; {action['minutes']} min)"
        yield from _wrapped(told, "  [ ] ", "      ")
        yield from _wrapped(_sentence(action["why"]) + ".", "      ")
    typed = commands([action for _, action in alike.iterrows()])
    yield from (f"      {label + ':':<7}{command}" for label, command in typed)


def _left_out(plan: WeekPlan) -> Iterator[str]:
    """Yield what does not fit, what is owed first, and who is next in line."""
    out = left_out(plan)
    if len(out):
        yield from _heading(f"Not within {hours_in_words((plan.hours or 0) * 60)}")
        for action, minutes in zip(out["action"][:_MOST_LEFT], out["minutes"], strict=False):
            yield from _wrapped(f"- {_sentence(action)} ({minutes} min)", "  ", "    ")
        if len(out) > _MOST_LEFT:
            yield f"  ... and {len(out) - _MOST_LEFT:,} more; with more --hours they are told."
    later = plan.of("later")
    if len(later):
        yield from _heading(part_in_words("later"))
        names = ", ".join(plain(person) for person in later["person"][:_MOST_LATER])
        rest = len(later) - _MOST_LATER
        more = f", and {rest:,} more" if rest > 0 else ""
        yield from _wrapped(f"Not this week: {names}{more}.", "  ")


def _sentence(text: str) -> str:
    """Return what an action says, without its full stop."""
    return plain(text, most=_MOST).rstrip(".")


def _heading(title: str) -> list[str]:
    """Return a title between two lines."""
    return ["", title.upper()]


def _wrapped(text: str, first: str, others: str | None = None) -> list[str]:
    """Return a text in lines of a page's width."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_on_hyphens=False,
    )
