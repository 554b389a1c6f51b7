"""The parts of a written message: what stands at its head, and its body."""

from __future__ import annotations

from dataclasses import dataclass

from infoview_analytics.letters._language import Language


@dataclass(frozen=True, slots=True)
class Parts:
    """A message in its parts.

    Attributes
    ----------
    subject : str
        Empty where there is none.
    subject_line : int
        The line on which it stands, from 1; 0 where there is none.
    body : str
        What follows the head, without the blank lines around it.
    body_line : int
        The line on which the body begins, from 1.
    """

    subject: str
    subject_line: int
    body: str
    body_line: int


def parts_of(text: str, language: Language) -> Parts:
    """Return the parts of a text: a head is one or two lines such as ``Subject: ...``."""
    lines = text.split("\n")
    labels = {str(language.words[name]).casefold(): name for name in ("subject", "to")}
    subject, subject_line, place = "", 0, 0
    while place < len(lines):
        label, colon, value = lines[place].partition(":")
        name = labels.pop(label.strip().casefold(), "") if colon else ""
        if not name and lines[place].strip():
            break
        if name == "subject":
            subject, subject_line = value.strip(), place + 1
        place += 1
    return Parts(subject, subject_line, "\n".join(lines[place:]).rstrip(), place + 1)


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return sum(any(c.isalnum() for c in word) for word in text.split())
