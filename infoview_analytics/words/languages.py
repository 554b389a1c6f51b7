"""The languages that charts can be drawn in: English as it stands in the code, and catalogues."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from numbers import Integral
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from infoview_analytics.errors import OptionError

Language = Literal["en", "fr"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_FOLDERS = {"fr": "french"}
_SEPARATORS = {"en": (",", "."), "fr": ("\N{NARROW NO-BREAK SPACE}", ",")}
_FEW = 2  # from so many on, French has a plural

_language: ContextVar[Language] = ContextVar("language", default="en")


class _Catalogue(NamedTuple):
    """What a language says for English texts and for nouns."""

    texts: Mapping[str, str]
    nouns: Mapping[str, tuple[str, str]]


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Draw charts in a language, as long as the block lasts.

    Titles, labels and legends are drawn in it; what came from a record stays as it is, and so
    do the sentences of ``describe_...`` and ``..._in_words``, which are English.

    Parameters
    ----------
    language : {"en", "fr"}
        English or French.

    Yields
    ------
    None
        Once.

    Raises
    ------
    OptionError
        If there is no such language.
    """
    if language not in LANGUAGES:
        message = f"Charts cannot be drawn in {language!r}. Use one of {', '.join(LANGUAGES)}."
        raise OptionError(message)
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def tr(text: str, /, **values: Any) -> str:  # noqa: ANN401
    """Return a text of ours in the present language, with values put in.

    Parameters
    ----------
    text : str
        The English text; ``{name}`` is where a value goes. A text without a translation stays
        English: a test finds it.
    **values : Any
        The values; whole numbers are written with the language's own separators.

    Returns
    -------
    str
        The text.
    """
    said = _catalogue(_language.get()).texts.get(text, text)
    told = {n: number(int(v)) if isinstance(v, Integral) else v for n, v in values.items()}
    return said.format(**told) if told else said


def number(value: float, digits: int = 0) -> str:
    """Return a number with the separators of the present language.

    Parameters
    ----------
    value : float
        The number.
    digits : int, default 0
        How many digits stand behind the point.

    Returns
    -------
    str
        Such as ``1,204`` or ``1.5``.
    """
    thousands, point = _SEPARATORS[_language.get()]
    english = f"{value:,.{digits}f}"
    return english.translate({ord(","): thousands, ord("."): point})


def day_of_month(day: int) -> str:
    """Return the day of a month in the present language: French calls the first one ``1er``.

    Parameters
    ----------
    day : int
        1 to 31.

    Returns
    -------
    str
        Such as ``12``.
    """
    return "1er" if day == 1 and _language.get() == "fr" else str(day)


def noun_of(count: float, noun: str, nouns: str) -> str:
    """Return the form of a noun that goes with a count, in the present language.

    Parameters
    ----------
    count : float
        How many.
    noun, nouns : str
        One and several, in English.

    Returns
    -------
    str
        The noun.
    """
    if _language.get() == "en":
        return noun if int(count) == 1 else nouns
    one, several = _catalogue(_language.get()).nouns.get(noun, (noun, nouns))
    return one if abs(count) < _FEW else several


@cache
def _catalogue(language: Language) -> _Catalogue:
    """Return what a language's files say."""
    texts: dict[str, str] = {}
    nouns: dict[str, tuple[str, str]] = {}
    if language in _FOLDERS:
        for file in sorted(Path(__file__).with_name(_FOLDERS[language]).glob("*.toml")):
            said = tomllib.loads(file.read_text("utf-8"))
            texts |= said.get("texts", {})
            nouns |= {one: (forms[0], forms[1]) for one, forms in said.get("nouns", {}).items()}
    return _Catalogue(texts, nouns)
