"""The words' own grammar: names made safe to read, and counts, shares and days in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.words.languages import day_of_month, noun_of, number, tr

FEWEST = 5  # below so many, the words say "too few to say" and no percentage is given
TOO_FEW = "too few to say"
BLANK = "\u25a1"  # stands for what cannot be shown

_LONGEST = 80
_MOST_READ = 1000  # characters of a text, however long it is
_MOST_MARKS = 2  # combining marks on one letter; more of them climb into the lines above
_NEARLY = 0.005  # what rounds to none or all without being it
_ELLIPSIS = "\u2026"
_NOT_GIVEN = "not given"
FORMATS = {  # how you talk, by the records' choice
    "in_person": "in person",
    "phone": "by phone",
    "video": "by video",
    "email": "by e-mail",
}
_CHOICE = re.compile("[a-z]+(?:_[a-z]+)+")
_OF_CHOICES = frozenset({"source", "channel", "format", "outcome", "kind", "warmth"})


def plain(value: Any, *, most: int = _LONGEST) -> str:  # noqa: ANN401
    """Return a name or a group's label as one short line that any page can hold.

    Parameters
    ----------
    value : Any
        What stands in a table: text, a number, a day or a missing value.
    most : int, default 80
        The most characters; a longer text ends in an ellipsis.

    Returns
    -------
    str
        Printable text; what cannot be printed is shown as a small box.
    """
    if pd.isna(value):
        return tr(_NOT_GIVEN)
    if isinstance(value, pd.Timestamp):
        return day_in_words(value)
    if isinstance(value, bool | np.bool_):
        return tr("yes") if value else tr("no")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", " ".join(str(value)[:_MOST_READ].split()))
    seen = "".join(c if c.isprintable() else BLANK for c in _few_marks(text))
    return shortened(seen, most) or tr(_NOT_GIVEN)


def group_labels(groups: pd.Index, *, most: int = _LONGEST) -> list[str]:
    """Return the groups of a table as `plain` labels.

    Parameters
    ----------
    groups : pandas.Index
        The index of a table; the levels of a MultiIndex are joined by a dot. A level named
        ``month`` is told by month and year.
    most : int, default 80
        The most characters of a label.

    Returns
    -------
    list of str
        One for each row.
    """
    levels = [groups.get_level_values(level) for level in range(groups.nlevels)]
    texts = [[_level_label(value, str(level.name)) for value in level] for level in levels]
    return [shortened(" \u00b7 ".join(parts), most) for parts in zip(*texts, strict=True)]


def choice_words(value: Any) -> str:  # noqa: ANN401
    """Return a word of the schema's choices, such as ``career_centre``, as people write it."""
    text = plain(value)
    return tr(text.replace("_", " ") if _CHOICE.fullmatch(text) else text)


def shortened(text: str, most: int) -> str:
    """Return `text`, or its beginning and an ellipsis if it has more than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}{_ELLIPSIS}"


def counted(count: float, noun: str, nouns: str | None = None) -> str:
    """Return a count with its noun, such as ``1 week`` or ``1,204 weeks``."""
    several = f"{noun}s" if nouns is None else nouns
    return f"{number(int(count))} {noun_of(int(count), noun, several)}"


def percent(share: float) -> str:
    """Return a share as a whole percentage that never claims none or all where it is not so."""
    if 0 < share <= _NEARLY:
        return tr("under 1 %")
    if 1 - _NEARLY <= share < 1:
        return tr("over 99 %")
    return f"{100 * share:.0f} %"


def day_in_words(day: pd.Timestamp) -> str:
    """Return a day as ``12 January 2026``, whatever the machine's language."""
    return f"{day_of_month(day.day)} {tr(day.month_name())} {day.year}"


def listed(words: Sequence[str]) -> str:
    """Return words as ``a, b and c``."""
    *most, last = words or [""]
    return tr("{first} and {last}", first=", ".join(most), last=last) if most else last


def first_listed(words: Sequence[str], *, of: int) -> str:
    """Return the first words of so many, and how many more there are: ``a, b and 3 more``."""
    rest = of - len(words)
    return listed([*words, *([tr("{count} more", count=rest)] if rest else [])])


def _level_label(value: Any, level: str) -> str:  # noqa: ANN401
    """Return the label of one value of one level."""
    if level == "month" and isinstance(value, pd.Timestamp):
        return f"{tr(value.month_name()[:3])} {value.year}"
    return choice_words(value) if level in _OF_CHOICES else plain(value)


def _few_marks(text: str) -> str:
    """Return `text` with no more than two combining marks in a row."""
    runs = groupby(text, key=lambda c: unicodedata.category(c) in {"Mn", "Me"})
    return "".join("".join(run)[: _MOST_MARKS if marks else None] for marks, run in runs)
