"""What stands in the records, made fit to stand in a message to somebody."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from infoview_analytics.letters._language import Language
from infoview_analytics.records.settings import Profile
from infoview_analytics.words.phrases import plain, shortened

_MOST = 1000
_LONG_NOTE = 180
_QUOTES = "\"'“”«»„‟\u2039\u203a\u2018\u2019 \u00a0\u202f"
_BULLETS = "-*•\u2013· \t"
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mme", "m", "sir", "dame"}
)
_TITLED = 2


def one_line(value: Any, *, most: int = 80) -> str:  # noqa: ANN401
    """Return a value of a record as one printable line, empty where there is none."""
    if value is None or pd.isna(value) or not str(value).strip():
        return ""
    return plain(value, most=most)


def name_said(person: object) -> str:
    """Return a name without what tells two people of that name apart."""
    name = one_line(person)
    return name.partition(" (")[0] or name


def first_name(person: object) -> str:
    """Return the first name where it is plain which one it is, else the whole name."""
    name = name_said(person)
    words = name.split()
    is_plain = len(words) >= _TITLED and words[0].replace("-", "").isalpha()
    is_short = not is_plain or len(words[0]) < _TITLED or words[0].isupper()
    return name if is_short or words[0].casefold() in _TITLES else words[0]


def note(value: Any) -> str:  # noqa: ANN401
    """Return a note of several lines as one that can be read aloud, without a final point."""
    if value is None or pd.isna(value):
        return ""
    lines = [line.strip(_BULLETS) for line in str(value)[:_MOST].splitlines()]
    said = ""
    for line in filter(None, lines):
        joint = " " if said.endswith(_ENDS) else "; "
        said = f"{said}{joint}{line}" if said else line
    text = one_line(said, most=_MOST).strip(_QUOTES)
    if len(text) > _LONG_NOTE:
        whole = re.match(rf"(.{{40,{_LONG_NOTE}}}?[.!?])\s", text)
        text = whole[1] if whole else shortened(text, _LONG_NOTE)
    return text


def quotation(text: str, language: Language) -> str:
    """Return a note in quotation marks, with the point that ends it."""
    if not text:
        return ""
    return language.quote(text if text.endswith((".", "!", "?", "…")) else f"{text.rstrip(';:,')}.")


def own_words(text: str, language: Language, profile: Profile) -> str:
    """Return words of your own, or where they stand in another language, a place for them."""
    if not text or language.code == profile.language:
        return text
    return language.say("placeholders", "translate", text=text.replace("]", ")").replace("[", "("))


def speaks_of_them(text: str, language: Language) -> bool:
    """Tell whether a note speaks of the person to whom it would be said."""
    return bool(re.search(language.words["sense"]["speaks_of_them"], text, re.IGNORECASE))


def is_of_persons(text: str, language: Language) -> bool:
    """Tell whether a note has a pronoun that would mean somebody else in a message."""
    return bool(re.search(language.words["sense"]["of_them"], text, re.IGNORECASE))
