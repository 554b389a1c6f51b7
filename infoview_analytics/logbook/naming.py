"""Names that are known, and the known ones that a new name may be meant for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from infoview_analytics.records.likeness import like_pairs
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.sheets import Sheet

_LIKE_ENOUGH = 0.75
_MOST = 3
_WORD = re.compile(r"\w+")


def known_people(sheets: Mapping[str, Sheet]) -> list[str]:
    """Return everybody whom a campaign's tables name, each once.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        The sheets of a campaign by the names of their tables.

    Returns
    -------
    list of str
        In the order in which they are met.
    """
    columns = (sheet.values.get(name, ()) for sheet in sheets.values() for name in PERSON_COLUMNS)
    return [name for name in dict.fromkeys(name for column in columns for name in column) if name]


def may_be_meant(name: str, known: Sequence[str]) -> list[str]:
    """Return the known names that may be the same person as a new one.

    They are spelled nearly alike, or one has all the words of the other.

    Parameters
    ----------
    name : str
        A name that is not among the known ones.
    known : sequence of str
        Different names.

    Returns
    -------
    list of str
        At most three; none where the name is clearly new.
    """
    like = [earlier for later, earlier in like_pairs([*known, name]) if later == name]
    words = _words(name)
    if words:
        like += [other for other in known if _one_holds_the_other(words, _words(other))]
    return list(dict.fromkeys(like))[:_MOST]


def nearest_names(name: str, known: Sequence[str]) -> list[str]:
    """Return the known names that somebody may have meant who wrote one that is not there.

    Parameters
    ----------
    name : str
        A name that is not among the known ones.
    known : sequence of str
        Different names.

    Returns
    -------
    list of str
        At most three, the likeliest first.
    """
    folded = {other.casefold(): other for other in known}
    close = get_close_matches(name.casefold(), folded, _MOST, _LIKE_ENOUGH)
    found = [*may_be_meant(name, known), *(folded[other] for other in close)]
    return list(dict.fromkeys(found))[:_MOST]


def _words(name: str) -> frozenset[str]:
    """Return the words of a name."""
    return frozenset(_WORD.findall(name.casefold()))


def _one_holds_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether one name has all the words of the other."""
    return bool(other) and (one <= other or other <= one)
