"""What was given, tidied, and what is wrong with it before any row is looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.logbook.linking import linked_ids
from infoview_analytics.logbook.naming import known_people, may_be_meant
from infoview_analytics.logbook.planner import Planner
from infoview_analytics.logbook.rows import Row
from infoview_analytics.logbook.unread import is_unread, unread
from infoview_analytics.records.codes import LONGEST_FIELD
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import Column

Value = str | date | int | None

_DOTS = re.compile(r"(\.|\u2026){2,}|\u2026")
_LINE_END = re.compile(r"\r\n|\r|\n")


def given_values(planner: Planner, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what was given, tidied, with an id where a name stood for one.

    Parameters
    ----------
    planner : Planner
        Takes what is missing, what is not asked for, and names that stand for no row.
    values : mapping
        A text, a day, a number or nothing, by column.

    Returns
    -------
    dict
        Text by column, without those that hold nothing or what stands for no row.
    """
    entry, given = planner.entry, {}
    for name, value in values.items():
        text = _tidied(value, planner.columns.get(name))
        if text:
            given[name] = text
        if len(text) > LONGEST_FIELD:
            fault = f"is longer than {LONGEST_FIELD:,} characters"
            planner.tell("E105", name, text, fault, "Keep it shorter, and the rest in a file")
        if _DOTS.fullmatch(text):
            planner.tell("E508", name, text, "is still to be filled in", "Write what belongs there")
        if name not in planner.columns:
            asked = ", ".join(planner.columns)
            planner.tell("E506", name, None, "is not asked for here", f"Leave it out; {asked} are")
    for name in entry.needs:
        if name not in given:
            planner.tell("E201", name, None, "is missing", _needed(planner.columns[name]))
    for found in list(linked_ids(entry, given, planner.sheets, day=planner.day)):
        if isinstance(found, Problem):
            planner.problems.append(found)
            del given[found.name]
        else:
            given[found[0]] = found[1]
    return {name: text for name, text in given.items() if name in planner.columns}


def names_in(planner: Planner, given: Row) -> list[str]:
    """Return the names for each of which there is a row.

    Parameters
    ----------
    planner : Planner
        Tells in which column several may stand.
    given : mapping
        As `given_values` returns it.

    Returns
    -------
    list of str
        Each once; one empty text where there is only one row.
    """
    if not planner.entry.several:
        return [""]
    names = map(str.strip, _LINE_END.split(given.get(planner.entry.several, "")))
    return list(dict.fromkeys(name for name in names if name)) or [""]


def refuse_near_names(planner: Planner, given: Row) -> None:
    """Note E501 for each new name that may be meant for a known one.

    Parameters
    ----------
    planner : Planner
        Takes the problems.
    given : mapping
        As `given_values` returns it.
    """
    known = known_people(planner.sheets)
    there = set(known)
    for column in PERSON_COLUMNS:
        several = column == planner.entry.several
        names = names_in(planner, given) if several else [given.get(column, "")]
        for name in names:
            if not name or name in there:
                continue
            near = may_be_meant(name, known)
            if near:
                fault = "is not in your records yet"
                meant = f"Did you mean {' or '.join(map(quoted, near))}?"
                remedy = f"{meant} Write it the same, or say that this is a new person"
                planner.tell("E501", column, name, fault, remedy)


def refuse_unread(planner: Planner, given: Row) -> bool:
    """Note E507 where the row that is meant may be on a line that cannot be read.

    Parameters
    ----------
    planner : Planner
        Takes the problems.
    given : mapping
        As `given_values` returns it.

    Returns
    -------
    bool
        Whether it may be, so that nothing can be said of the rows that can be read.
    """
    entry, key = planner.entry, planner.table.key
    told_by = entry.finds or tuple(name for name in entry.once if name != entry.dated)
    if not told_by or (key in given and key not in told_by):
        return False
    unreadable = []
    for name in names_in(planner, given):
        texts = {**given, **({entry.several: name} if name else {})}
        if all(is_unread(texts.get(column, ""), planner.sheet) for column in told_by):
            unreadable.append(unread(told_by[-1], texts[told_by[-1]], planner.table.file))
    planner.problems += unreadable
    return bool(unreadable)


def _tidied(value: Value, column: Column | None) -> str:
    """Return a value as the reader will take it; a choice may be written with spaces."""
    if value is None:
        return ""
    plain = value.isoformat()[:10] if isinstance(value, date) else str(value)
    text = normalize("NFC", plain.strip())
    if column is not None and column.kind == "choice" and text not in column.choices:
        word = re.sub(r"[\s_-]+", "_", text).casefold()
        return word if word in column.choices else text
    return text


def _needed(column: Column) -> str:
    """Return what belongs under a column."""
    return f"Say {column.meaning}"
