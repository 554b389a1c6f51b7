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
_SHORTEST_CASELESS = 2

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
    places: Iterable[str],
    hidden: Iterable[str],
    ordinary: Iterable[str],
    shortest: int = _SHORTEST_NAME,
) -> list[Named]:
    """Return the people whose names stand in a text, though they should not.

    Parameters
    ----------
    text : str
        What is written.
    people : iterable of str
        All whom the records know: a whole name counts, and a surname of four letters.
    allowed : iterable of str
        Names of people that may stand there.
    places : iterable of str
        Names of organisations: they may stand there too, but hide nobody of the same name.
    hidden : iterable of str
        People of whom a first name says too much.
    ordinary : iterable of str
        Words that are no name when they stand alone.
    shortest : int, default 3
        How many letters a word of a hidden name has at least.

    Returns
    -------
    list of Named
        In the order of the text.
    """
    allowed, people = list(allowed), list(people)
    fine = {_words(name_said(name)) for name in allowed} | {_words(name) for name in allowed}
    taken = {word for name in fine for word in name} | {_key(word) for word in ordinary}
    whole = {_words(name_said(person)): person for person in people}
    whole = {words: person for words, person in whole.items() if words and words not in fine}
    rooms = {_words(place) for place in places}
    without = taken | {word for name in rooms for word in name}
    alone = _surnames(whole, without) | _one_word(whole, taken)
    alone |= _any_name(hidden, taken, shortest)
    fine |= {name for name in rooms if not _holds(name, whole)}
    tokens = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    keys = [_key(token[2]) for token in tokens]
    known = fine | set(whole)
    found, place = [], 0
    while place < len(tokens):
        long = _longest(keys, place, known)
        words = tuple(keys[place : place + long])
        person = "" if words in fine else whole.get(words, "")
        if long == 0 and not tokens[place][2][0].islower():
            person = alone.get(keys[place], "")
        if person:
            found.append(Named(tokens[place][0], tokens[place + max(long, 1) - 1][1], person))
        place += max(long, 1)
    inside = [n for n in _within(text, people, allowed) if not _overlap(n, found)]
    return sorted([*found, *inside], key=lambda named: named.start)


def _holds(name: _Words, whole: dict[_Words, str]) -> bool:
    """Tell whether the whole name of somebody stands in another name."""
    ends = range(2, len(name) + 1)
    return any(name[start:end] in whole for end in ends for start in range(end - 1))


def _one_word(whole: dict[_Words, str], without: set[str]) -> dict[str, str]:
    """Return whom a whole name of one word means."""
    return {
        words[0]: person
        for words, person in whole.items()
        if len(words) == 1 and words[0] not in without
    }


def _within(text: str, people: list[str], allowed: list[str]) -> list[Named]:
    """Return the names without case, which may stand in a text without spaces around them."""
    fine = [each for name in allowed for each in _places_of(text, name_said(name), name)]
    found: list[Named] = []
    for person in sorted(people, key=lambda each: -len(name_said(each))):
        here = _places_of(text, name_said(person), person)
        found += [each for each in here if not _overlap(each, [*fine, *found])]
    return found


def _places_of(text: str, name: str, person: str) -> list[Named]:
    """Return where a name without case stands."""
    is_caseless = name.lower() == name.upper() and any(map(str.isalpha, name))
    if not is_caseless or len(name) < _SHORTEST_CASELESS:
        return []
    places = re.finditer(re.escape(name), text)
    return [Named(place.start(), place.end(), person) for place in places]


def _overlap(named: Named, others: list[Named]) -> bool:
    """Tell whether a place is taken already."""
    return any(named.start < other.end and other.start < named.end for other in others)


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


def _any_name(people: Iterable[str], without: set[str], shortest: int) -> dict[str, str]:
    """Return whom any word of a name may mean, and any part of a word with a hyphen."""
    return {
        part: person
        for person in people
        for word in _words(name_said(person))
        for part in (word, *word.split("-"))
        if _is_name(part, shortest) and part not in without
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
