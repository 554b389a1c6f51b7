"""Texts as every format can hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unicodedata import category

from infoview_analytics.words.phrases import BLANK

_LINES = "\t\n\r"
_NO_LETTERS = ("Cc", "Cs")  # controls, and halves of letters
_LAST_TWO = 0xFFFE  # of each plane: no characters


def holdable(text: str) -> str:
    """Return a text with a small box for each character that XML cannot hold.

    Parameters
    ----------
    text : str
        What stands in a record.

    Returns
    -------
    str
        Its tabs and lines stay.
    """
    if text.isprintable():
        return text
    return "".join(c if _is_letter(c) else BLANK for c in text)


def on_one_line(text: str) -> str:
    """Return a text that every format can hold, on one line and never empty.

    Parameters
    ----------
    text : str
        What stands in a record.

    Returns
    -------
    str
        With single spaces.
    """
    return holdable(" ".join(text.split())) or BLANK


def told_apart(
    names: Iterable[str], *, written: Callable[[str], str] = on_one_line
) -> dict[str, str]:
    """Return how each name is written, no two the same.

    Parameters
    ----------
    names : iterable of str
        Different names.
    written : callable, optional
        How a format has to write a name.

    Returns
    -------
    dict of str
        By the name; where two would be written the same, the later one has a number.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        label, number = written(name), 2
        while label in taken:
            label = f"{written(name)} ({number})"
            number += 1
        taken.add(label)
        found[name] = label
    return found


def _is_letter(character: str) -> bool:
    """Tell whether a character may stand in an XML file."""
    if character in _LINES:
        return True
    return category(character) not in _NO_LETTERS and ord(character) & _LAST_TWO != _LAST_TWO
