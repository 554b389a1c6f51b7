"""The few rows of a long text that a change is about, and where they stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import is_normalized

from infoview_analytics.records.decoding import decoded, encoding_of
from infoview_analytics.store.splicing import ROW, Edit, spliced

_MADE_ASCII = {"K": "\u212a", ";": "\u037e", "`": "\u1fef"}  # by NFC
_BREAKS = "\r\n"
_CANNOT_SEEK = f'"{_BREAKS}'


@dataclass(frozen=True, slots=True)
class Page:
    """A file's bytes and their text.

    Attributes
    ----------
    raw : bytes
        What the file holds.
    text : str
        The same without the byte order mark.
    codec : str
        How it is written in bytes, as Python names it.
    """

    raw: bytes
    text: str
    codec: str

    @classmethod
    def of(cls, raw: bytes) -> Page | None:
        """Return the page that bytes hold, or None if they cannot be decoded."""
        text = decoded(raw, "")
        return cls(raw, text, encoding_of(raw)[1]) if isinstance(text, str) else None

    def after(self, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file after some edits, in order."""
        if not edits:
            return self.raw
        begin, end = edits[0][0], edits[-1][1]
        moved = [(at - begin, to - begin, new) for at, to, new in edits]
        middle = spliced(self.text[begin:end], moved).encode(self.codec)
        return self.raw[: self._at(begin)] + middle + self.raw[self._at(end) :]

    def _at(self, place: int) -> int:
        """Return where a character of the text begins among the bytes, from the nearer end."""
        if place > len(self.text) // 2:
            return len(self.raw) - len(self.text[place:].encode(self.codec))
        mark = encoding_of(self.raw)[0]
        return len(mark) + len(self.text[:place].encode(self.codec))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some rows of a text, its headings and its last row always among them.

    Attributes
    ----------
    text : str
        The rows, one after the other.
    begins : tuple of int
        Where each begins in the excerpt.
    stood : tuple of int
        Where each begins in the whole text.
    whole : int
        How long the whole text is.
    """

    text: str
    begins: tuple[int, ...]
    stood: tuple[int, ...]
    whole: int

    def edits_of_whole(self, edits: Iterable[Edit]) -> list[Edit]:
        """Return edits of the excerpt as edits of the whole text."""
        return [
            (self._stood(begin), self._stood(begin) + end - begin, new) for begin, end, new in edits
        ]

    def _stood(self, at: int) -> int:
        """Return where a place of the excerpt stands in the whole text."""
        if at == len(self.text):
            return self.whole
        row = bisect_right(self.begins, at) - 1
        return self.stood[row] + at - self.begins[row]


def excerpt_of(text: str, values: Collection[str]) -> Excerpt | None:
    """Return the rows of a text in which one of some values is the whole of a cell, or more.

    Parameters
    ----------
    text : str
        The text of a file that can be split without a problem.
    values : collection of str
        Stripped and in NFC.

    Returns
    -------
    Excerpt or None
        At least the rows that have such a cell. None if they cannot be sought so: a value
        holds a quote or a line break, or the text is not in NFC.
    """
    if not can_seek(text, values):
        return None
    spans = list(_rows_around(text, sorted(_hits(text, values))))
    pieces = [text[begin:end] for begin, end in spans]
    begins = accumulate(map(len, pieces[:-1]), initial=0)
    stood = tuple(begin for begin, _end in spans)
    return Excerpt("".join(pieces), tuple(begins), stood, len(text))


def can_seek(text: str, values: Collection[str]) -> bool:
    """Tell whether values stand in a text as they are, if they do.

    Parameters
    ----------
    text : str
        The text of a file.
    values : collection of str
        Stripped and in NFC.

    Returns
    -------
    bool
        False where a cell may be written otherwise than it is read.
    """
    if any(mark in value for value in values for mark in _CANNOT_SEEK):
        return False
    if text.isascii():
        return True
    if all(map(str.isascii, values)):
        return not any(odd in text for odd in otherwise_written(values))
    return is_normalized("NFC", text)


def otherwise_written(values: Iterable[str]) -> list[str]:
    """Return the characters that would be read as one that stands in some ASCII values.

    Parameters
    ----------
    values : iterable of str
        ASCII alone.

    Returns
    -------
    list of str
        Characters that are not ASCII before they are brought into NFC.
    """
    found = set("".join(values))
    return [odd for plain, odd in _MADE_ASCII.items() if plain in found]


def _hits(text: str, values: Iterable[str]) -> Iterator[int]:
    """Yield where values stand as whole cells, or between spaces; and the first and last row."""
    last = len(text) - 1
    while last > 0 and text[last] in _BREAKS:
        last -= 1
    yield from (0, max(last, 0))
    for value in filter(None, values):
        for found in re.finditer(rf'{re.escape(value)}(?=[\s,"]|\Z)', text):
            at = found.start()
            if not at or text[at - 1] in ',"' or text[at - 1].isspace():
                yield at


def _rows_around(text: str, hits: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where the rows begin and end in which some places lie, the places in order."""
    known = 0  # where a row ends
    for hit in hits:
        if hit < known:
            continue
        begin = _line_begin(text, known, hit)
        while begin > known and text.count('"', known, begin) % 2:
            begin = _line_begin(text, known, begin - 1)
        found = ROW.match(text, begin)
        known = found.end() if found else len(text)
        yield begin, known


def _line_begin(text: str, least: int, before: int) -> int:
    """Return where the last line that begins at a place or before it begins."""
    breaks = text.rfind("\n", least, before), text.rfind("\r", least, before)
    return max(*breaks, least - 1) + 1
