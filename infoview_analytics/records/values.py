"""What a cell of each kind may hold, and what to write where it holds something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from infoview_analytics.records.dates import date_fault
from infoview_analytics.records.schema import Column, Kind

YES, NO = "yes", "no"
_YES_WORDS = frozenset({"yes", "y", "true", "t", "1", "x", "ja", "oui", "si", "sí", "sim"})
_NO_WORDS = frozenset({"no", "n", "false", "f", "0", "nein", "non", "não"})

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_NEARLY_A_NUMBER = re.compile(
    r"\+?0*([0-9]{1,9})(?:[.,]0+)?\s*(?:'|m|mins?|minutes?)?\.?", re.IGNORECASE
)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_NEARLY_A_TIME = re.compile(
    r"([0-9]{1,2})(?:\s*[:.h]\s*([0-9]{2}))?(?::[0-9]{2})?\s*(?:([ap])\.?m\.?)?h?", re.IGNORECASE
)
_LIKE_ENOUGH = 0.6
_NOON = 12


class Fault(NamedTuple):
    """What is wrong with a value, and what to write."""

    code: str
    fault: str
    remedy: str


def value_fault(value: str, column: Column) -> Fault | None:
    """Tell what is wrong with a value of a column that is not text.

    Parameters
    ----------
    value : str
        What stands in the cell, not empty.
    column : Column
        A column of dates, times, choices, numbers or of yes and no.

    Returns
    -------
    Fault or None
        E203 to E207, or None if the value is sound.
    """
    return _FAULTS[column.kind](value, column)


def nearest(value: str, words: tuple[str, ...]) -> str | None:
    """Return the word that `value` is most likely meant for, if there is one.

    Parameters
    ----------
    value : str
        What somebody wrote.
    words : tuple of str
        What they could have written.

    Returns
    -------
    str or None
        One of `words`.
    """
    plain = re.sub(r"[\s_-]+", "_", value.strip().casefold())
    folded = {word.casefold(): word for word in words}
    found = [plain] if plain in folded else get_close_matches(plain, folded, 1, _LIKE_ENOUGH)
    return folded[found[0]] if found else None


def _date(value: str, column: Column) -> Fault | None:
    """Tell what is wrong with a date."""
    found = date_fault(value, may_be_empty=not column.filled)
    return Fault("E203", *found) if found else None


def _time(value: str, _column: Column) -> Fault | None:
    """Tell what is wrong with a time of day."""
    if _TIME.fullmatch(value):
        return None
    remedy = "Write hours from 00 to 23 and minutes from 00 to 59"
    near = _NEARLY_A_TIME.fullmatch(value)
    if near and (near[2] or near[3]):
        hours, minutes = int(near[1]), near[2] or "00"
        if near[3] and 1 <= hours <= _NOON:
            hours = hours % _NOON + _NOON * (near[3] in "pP")
        written = f"{hours:02}:{minutes}"
        remedy = f"Write {written}" if _TIME.fullmatch(written) else remedy
    return Fault("E207", "is not a time like 09:30", remedy)


def _choice(value: str, column: Column) -> Fault | None:
    """Tell what is wrong with a choice."""
    if value in column.choices:
        return None
    near = nearest(value, column.choices)
    remedy = f"Write one of {', '.join(column.choices)}"
    if near:
        others = ", ".join(choice for choice in column.choices if choice != near)
        remedy = f"Write {near} if you mean that, or one of {others}"
    if column.extendable:
        remedy = f"{remedy}; or add it to {column.extendable} under [words] in infoview.toml"
    return Fault("E204", "is not one of the choices", remedy)


def _number(value: str, column: Column) -> Fault | None:
    """Tell what is wrong with a whole number."""
    if _NUMBER.fullmatch(value) and column.least <= int(value) <= column.most:
        return None
    fault = f"is not a whole number from {column.least} to {column.most}"
    near = _NEARLY_A_NUMBER.fullmatch(value)
    if near and column.least <= int(near[1]) <= column.most:
        return Fault("E205", fault, f"Write {int(near[1])}")
    return Fault("E205", fault, "Write digits alone, or leave it empty")


def _yes_or_no(value: str, _column: Column) -> Fault | None:
    """Tell what is wrong with a yes or no."""
    if value in (YES, NO):
        return None
    word = value.casefold()
    meant = [YES] * (word in _YES_WORDS) + [NO] * (word in _NO_WORDS)
    remedy = (
        f"Write {meant[0]}" if meant else "Write yes or no, or leave it empty if you do not know"
    )
    return Fault("E206", "is neither yes nor no", remedy)


_FAULTS: dict[Kind, Callable[[str, Column], Fault | None]] = {
    "date": _date,
    "time": _time,
    "choice": _choice,
    "number": _number,
    "yes/no": _yes_or_no,
}
