"""Whether two names are one, and which known names are spelt nearly alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest

_LIKE_ENOUGH = 0.6  # difflib's ratio: a slip of the pen, or a word that was left out
_COMPARED = 100  # characters
_MOST_COMPARED = 50  # names, those that share most pairs of letters


def key_of(name: object) -> str:
    """Return a name without what is no difference: case, spaces, composed letters."""
    folded = unicodedata.normalize("NFC", str(name)).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def nearest(name: object, known: Iterable[object], *, most: int = 3) -> list[str]:
    """Return those of the known names that are spelt most like a name, the nearest first."""
    by_key = {key_of(other)[:_COMPARED]: str(other) for other in sorted(map(str, known))}
    key = key_of(name)[:_COMPARED]
    alike = nlargest(_MOST_COMPARED, by_key, lambda other: len(_pairs(key) & _pairs(other)))
    near = get_close_matches(key, alike, n=most, cutoff=_LIKE_ENOUGH)
    return [by_key[other] for other in near]


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of letters that stand side by side."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
