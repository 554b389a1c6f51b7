"""The people of the records whose names stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from infoview_analytics.letters._own_words import name_said

_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f]|-(?=[^\\W_]))*")
_MOST_WORDS = 8
_SHORTEST_SURNAME = 4
_SHORTEST_NAME = 3

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A person whose name stands in a text.

    Attributes
    ----------
    start, end : int
        Where.
    person : str
        Whose name it may be, as the records write it.
    """

    start: int
    end: int
    person: str


def people_named(
    text: str,
    people: Iterable[str],
    *,
    allowed: Iterable[str],
    hidden: Iterable[str],
    ordinary: Iterable[str],
) -> list[Named]:
    """Return the people whose names stand in a text, though they should not.

    Parameters
    ----------
    text : str
        What is written.
    people : iterable of str
        All whom the records know: a whole name counts, and a surname of four letters.
    allowed : iterable of str
        Names that may stand there, of people and of organisations.
    hidden : iterable of str
        People of whom a first name says too much.
    ordinary : iterable of str
        Words that are no surname when they stand alone.

    Returns
    -------
    list of Named
        In the order of the text.
    """
    fine = {_words(name) for name in allowed}
    fine_words = {word for name in fine for word in name}
    whole = {_words(name_said(person)): person for person in people}
    common = {_key(word) for word in ordinary}
    alone = _surnames(whole, fine_words | common) | _any_name(hidden, fine_words | common)
    tokens = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    keys = [_key(token[2]) for token in tokens]
    found, place = [], 0
    while place < len(tokens):
        long = _longest(keys, place, fine | set(whole))
        words = tuple(keys[place : place + long])
        person = "" if words in fine else whole.get(words, "")
        if long == 0 and tokens[place][2][0].isupper():
            person = alone.get(keys[place], "")
        if person:
            found.append(Named(tokens[place][0], tokens[place + max(long, 1) - 1][1], person))
        place += max(long, 1)
    return found


def _longest(keys: list[str], place: int, names: set[_Words]) -> int:
    """Return how many words from a place on are a whole name; one word alone is none."""
    most = min(_MOST_WORDS, len(keys) - place)
    lengths = range(most, 1, -1)
    return next((n for n in lengths if tuple(keys[place : place + n]) in names), 0)


def _surnames(whole: dict[_Words, str], without: set[str]) -> dict[str, str]:
    """Return whom a last word may mean."""
    return {
        words[-1]: person
        for words, person in whole.items()
        if words and _is_name(words[-1], _SHORTEST_SURNAME) and words[-1] not in without
    }


def _any_name(people: Iterable[str], without: set[str]) -> dict[str, str]:
    """Return whom any word of a name may mean."""
    return {
        word: person
        for person in people
        for word in _words(name_said(person))
        if _is_name(word, _SHORTEST_NAME) and word not in without
    }


def _is_name(word: str, shortest: int) -> bool:
    """Tell whether a word is long enough, and of letters."""
    return len(word) >= shortest and word.replace("-", "").isalpha()


def _words(name: str) -> _Words:
    """Return a name as it is looked for."""
    return tuple(_key(found) for found in _WORD.findall(name))


def _key(word: str) -> str:
    """Return a word without what is no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())
