"""Spellings that may be one name, found without comparing each with each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, decimal, normalize

FEWEST_LETTERS = 6
_BETWEEN_LETTERS = re.compile(r"(?<![0-9]) | (?![0-9])")
_SHORTEST_WORD = 3
_MOST_COMPARED = 50  # so many words that differ in one same letter are no slips of the pen


def like_pairs(spellings: Sequence[str]) -> list[tuple[str, str]]:
    """Pair each spelling with an earlier one that may be the same name.

    Two may be the same that differ in case, accents, spacing, punctuation or the order of their
    words alone; or, in names of six letters or more, by one letter that is more, less or other,
    or by two neighbours that changed places, in a word of three letters or more. Digits and
    initials tell names apart.

    Parameters
    ----------
    spellings : sequence of str
        Different names, in the order in which they were met.

    Returns
    -------
    list of tuple
        The later and the earlier spelling of each pair, in the order of the later ones. At
        most one pair for each later spelling.
    """
    earlier: dict[int, int] = {}
    met: dict[str, int] = {}
    names: dict[tuple[str, ...], int] = {}
    for place, words in enumerate(map(_words, spellings)):
        if not words:
            continue
        first = min(met.setdefault(key, place) for key in _keys(words))
        if first == place:
            names[words] = place
        else:
            earlier[place] = first
    earlier |= _misspelt(names)
    return [(spellings[later], spellings[earlier[later]]) for later in sorted(earlier)]


class _Plain(dict[int, str]):
    """What stands for each character: a letter for itself, a space for most of the rest."""

    def __missing__(self, code: int) -> str:
        """Look a character up once."""
        character = chr(code)
        if character in "'\u2019." or "\u0300" <= character <= "\u036f":
            plain = ""
        elif character.isdecimal():
            plain = str(decimal(character))
        else:
            plain = character if category(character)[0] in "LM" else " "
        self[code] = plain
        return plain


_PLAIN = _Plain()


def _words(spelling: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents and punctuation."""
    text = spelling.casefold()
    if text.isascii():
        return tuple(text.translate(_PLAIN).split())
    return tuple(normalize("NFC", normalize("NFKD", text).translate(_PLAIN)).split())


def _keys(words: tuple[str, ...]) -> tuple[str, str]:
    """Return a name's letters however they are spaced, and the same with its words in order.

    Numbers stay apart and in their order: `2-11` is not `1-12`, and `1-2` is not `2-1`.
    """
    spaced = "".join(words)
    if spaced.isalpha():
        return spaced, "".join(sorted(words))
    letters = sorted(word for word in words if word.isalpha())
    numbers = [word for word in words if not word.isalpha()]
    return _BETWEEN_LETTERS.sub("", " ".join(words)), " ".join([*letters, *numbers])


def _misspelt(names: dict[tuple[str, ...], int]) -> dict[int, int]:
    """Return for the place of each name an earlier place of one that is a letter apart.

    Such names differ in one word. Two words that are a letter apart are the same once a letter
    is left out of one of them or of both, so only words that share such a form are tried.
    """
    sharing = _sharing_a_form(word for words in names for word in words)
    earlier: dict[int, int] = {}
    for words, place in names.items():
        if not sharing.keys().isdisjoint(words):
            first = _earlier_name(words, place, names, sharing)
            if first is not None:
                earlier[place] = first
    return earlier


def _earlier_name(
    words: tuple[str, ...],
    place: int,
    names: dict[tuple[str, ...], int],
    sharing: dict[str, list[list[str]]],
) -> int | None:
    """Return the place of an earlier name that has one of the words a letter apart."""
    for i, word in enumerate(words):
        before, after = words[:i], words[i + 1 :]
        for others in sharing.get(word, ()):
            for other in others[:_MOST_COMPARED]:
                name = (*before, other, *after)
                first = names.get(name, place)
                if first < place and _one_letter_apart(word, other) and _long_enough(words, name):
                    return first
    return None


def _sharing_a_form(words: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return for each word the groups of words with which it shares a shorter form."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words):
        if len(word) >= _SHORTEST_WORD:
            for form in _shorter_forms(word):
                having[form].append(word)
    sharing: defaultdict[str, list[list[str]]] = defaultdict(list)
    for group in having.values():
        if len(group) > 1:
            for word in group:
                sharing[word].append(group)
    return sharing


def _shorter_forms(word: str) -> Iterator[str]:
    """Yield a word and all that is left of it without one letter, each once."""
    yield word
    for i, letter in enumerate(word):
        if not letter.isdecimal() and letter != word[i - 1 : i]:
            yield word[:i] + word[i + 1 :]


def _one_letter_apart(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two neighbours that changed places."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(long) > len(short):
        return not long[at].isdecimal() and long[at + 1 :] == short[at:]
    if long[at + 1 :] == short[at + 1 :]:
        return not (long[at].isdecimal() or short[at].isdecimal())
    swapped = short[at : at + 2]
    return swapped.isalpha() and long[at:] == swapped[::-1] + short[at + 2 :]


def _long_enough(*names: tuple[str, ...]) -> bool:
    """Tell whether each name has enough characters that are not digits."""
    letters = (sum(not c.isdecimal() for word in name for c in word) for name in names)
    return min(letters) >= FEWEST_LETTERS
