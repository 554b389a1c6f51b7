"""The bank of questions: ours, and those that a campaign adds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from infoview_analytics.errors import OptionError, TemplateError, quoted

LAST = "whom_else"
BANK = "questions.toml"
OURS = Path(__file__).with_name("languages")

_WHEN = ("", "first", "again")
_LISTS = ("industries", "roles")
_KEYS = ("id", "theme", "text", *_LISTS, "when")
_HEADING = re.compile(r"\s*\[\[\s*question\s*\]\]")
_FIELD = re.compile(r"\{(.*?)\}")
_ORGANIZATION = "organization"
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank.

    Attributes
    ----------
    id, theme, text : str
        Its name, what it is about, and how it is said.
    industries, roles : tuple of str
        The words of which one must stand in a person's field or position; empty for everybody.
    when : str
        ``first`` or ``again`` where it fits only the first talk or only a later one.
    """

    id: str
    theme: str
    text: str
    industries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    when: str = ""

    @property
    def is_special(self) -> bool:
        """Whether it is for some people only."""
        return bool(self.industries or self.roles or self.when)


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions of one language.

    Attributes
    ----------
    titles : dict
        What each theme is called, in the order of a conversation.
    noted : dict
        How the words begin by which a note is known to be about a theme.
    questions : tuple of Question
        Each id once.
    """

    titles: dict[str, str]
    noted: dict[str, tuple[str, ...]]
    questions: tuple[Question, ...]


def bank_of(language: str, folder: Path | None = None) -> Bank:
    """Return the questions of a language, those that a campaign adds among them.

    Parameters
    ----------
    language : str
        Two letters.
    folder : pathlib.Path, optional
        A campaign's folder.

    Returns
    -------
    Bank
        A question of the campaign with an id of ours takes its place.

    Raises
    ------
    OptionError
        If there are no questions in that language.
    TemplateError
        If the campaign's file cannot be used, with the line at fault.
    """
    known = sorted(path.parent.name for path in OURS.glob(f"*/{BANK}"))
    if language not in known:
        there = " or ".join(map(quoted, known))
        message = f"There are no questions in the language {quoted(str(language))}. Write {there}."
        raise OptionError(message)
    ours = _ours(language)
    own = None if folder is None else folder / "templates" / language / BANK
    if own is None or not own.is_file():
        return ours
    by_id = {question.id: question for question in ours.questions}
    added = {question.id: question for question in _read(own, tuple(ours.titles))}
    return Bank(ours.titles, ours.noted, tuple((by_id | added).values()))


@lru_cache(maxsize=8)
def _ours(language: str) -> Bank:
    """Return the questions that come with the package."""
    path = OURS / language / BANK
    themes = tomllib.loads(path.read_text("utf-8"))["themes"]
    titles = {name: str(theme["title"]) for name, theme in themes.items()}
    noted = {name: tuple(theme.get("noted", ())) for name, theme in themes.items()}
    return Bank(titles, noted, tuple(_read(path, tuple(titles))))


def _read(path: Path, themes: tuple[str, ...]) -> list[Question]:
    """Return the questions of a file, or refuse it with the line at fault."""
    try:
        text = path.read_text("utf-8-sig")
        written = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path} cannot be read: {error}. Put it right, or take the file away."
        raise TemplateError(message) from error
    tables = written.get("question", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        message = f"{path}: question is not a list. Write each one below a line [[question]]."
        raise TemplateError(message)
    unknown = sorted(written.keys() - {"question", "themes"})
    if unknown:
        message = f"{path}: {quoted(unknown[0])} is not known. Write [[question]]."
        raise TemplateError(message)
    lines = _lines(text)
    found: dict[str, Question] = {}
    for table, line in zip(tables, [*lines, *[0] * len(tables)], strict=False):
        fault = next(_faults(table, themes), "") or _told_twice(table["id"], found)
        if fault:
            message = f"{path}:{line or 1}: {fault}"
            raise TemplateError(message)
        found[table["id"]] = _question(table)
    return list(found.values())


def _lines(text: str) -> Iterator[int]:
    """Return the lines on which questions begin."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _HEADING.match(line):
            yield number


def _faults(table: dict[str, Any], themes: tuple[str, ...]) -> Iterator[str]:
    """Tell what is wrong with a question, each with the remedy."""
    for key in ("id", "theme", "text"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            yield f'this question has no {key}. Write one on a line of its own, as {key} = "...".'
    if unknown := [key for key in table if key not in _KEYS]:
        yield f"{quoted(unknown[0])} is not known here. Use {', '.join(_KEYS)}."
    if table["theme"] not in themes:
        yield f"there is no theme {quoted(table['theme'])}. Use {', '.join(themes)}."
    if table.get("when", "") not in _WHEN:
        yield 'when is "first" or "again". Leave it out for both.'
    for key in _LISTS:
        words = table.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield f'{key} is a list of words. Write {key} = ["..."].'
    if odd := [field for field in _FIELD.findall(table["text"]) if field != _ORGANIZATION]:
        yield f"nothing is known to put for {quoted('{' + odd[0] + '}')}. Use {{organization}}."
    if len(table["text"]) > _LONGEST:
        yield f"this question is longer than {_LONGEST} characters. Say it in fewer words."


def _told_twice(name: str, found: dict[str, Question]) -> str:
    """Return what is wrong where a question has the id of another, or nothing."""
    return f"the id {quoted(name)} is used twice. Give this one its own." if name in found else ""


def _question(table: dict[str, Any]) -> Question:
    """Return a sound question."""
    words = {key: tuple(word.casefold() for word in table.get(key, ())) for key in _LISTS}
    text = normalize("NFC", " ".join(table["text"].split()))
    when = table.get("when", "")
    return Question(id=table["id"], theme=table["theme"], text=text, when=when, **words)
