"""A language's words: its days, its quotation marks, and what a draft says of facts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from infoview_analytics.errors import OptionError, TemplateError, quoted

WORDS = "words.toml"
OURS = Path(__file__).with_name("languages")
_WITH_YEAR_AFTER_DAYS = 300


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, as its words.toml tells it.

    Attributes
    ----------
    code : str
        Two letters.
    words : dict
        What stands in its words.toml.
    """

    code: str
    words: dict[str, Any]

    def say(self, table: str, key: str, **values: object) -> str:
        """Return a phrase with what belongs into it: ``{de_lead}`` is ``de`` before a lead."""
        joined = {
            f"{word}_{name}": self.before(word, str(value))
            for word in self.words["elisions"]
            for name, value in values.items()
        }
        return str(self.words[table][key]).format(**values, **joined)

    def has(self, table: str, key: str) -> bool:
        """Tell whether it has a phrase."""
        return key in self.words[table]

    def day(self, day: Any, *, as_of: pd.Timestamp, weekday: bool = False) -> str:  # noqa: ANN401
        """Return a day as one says it, with its year only where it is long ago or far ahead."""
        if pd.isna(day):
            return ""
        days = self.words["days"]
        month = days["months"][day.month - 1]
        number = days["first"] if day.day == 1 else str(day.day)
        said = f"{days['weekdays'][day.weekday()]} " if weekday else ""
        year = f" {day.year}" if abs((as_of - day).days) > _WITH_YEAR_AFTER_DAYS else ""
        return f"{said}{number} {month}{year}"

    def date(self, day: pd.Timestamp) -> str:
        """Return a day with its year, as it stands at the head of a letter."""
        return f"{self.day(day, as_of=day)} {day.year}"

    def quote(self, text: str) -> str:
        """Return a text in the language's quotation marks."""
        begin, end = self.words["quotation_marks"]
        return f"{begin}{text}{end}"

    def listed(self, names: list[str]) -> str:
        """Return names as ``a, b and c``."""
        return f" {self.words['and']} ".join(", ".join(names).rsplit(", ", 1))

    def unbroken(self, text: str) -> str:
        """Return a text without the places at which the language breaks no line."""
        for pair in self.words["unbroken"]:
            text = text.replace(pair, pair.replace(" ", "\u00a0"))
        return text

    def before(self, word: str, name: str) -> str:
        """Return a small word and a name, run together where the language does so."""
        short = self.words["elisions"].get(word)
        begins_open = bool(name) and name[0].casefold() in self.words["open_letters"]
        return f"{short}{name}" if short and begins_open else f"{word} {name}"


def languages_of(folder: Path | None) -> dict[str, list[Path]]:
    """Return the folders of each language: a campaign's own ones before ours."""
    places = [OURS] if folder is None else [folder / "templates", OURS]
    found: dict[str, list[Path]] = {}
    for place in places:
        for words in sorted(place.glob(f"[a-z][a-z]/{WORDS}")):
            code = words.parent.name
            found.setdefault(code, [p / code for p in places if (p / code).is_dir()])
    return found


def language_of(folder: Path | None, code: str) -> Language:
    """Return a language of a campaign, or refuse one that has no folder."""
    known = languages_of(folder)
    if code not in known:
        there = " or ".join(map(quoted, sorted(known)))
        own = f"templates/xx/{WORDS}"
        message = (
            f"There are no messages in the language {quoted(str(code))}. Write {there}, or put a "
            f"{own} and templates beside it into your campaign."
        )
        raise OptionError(message)
    words = next(place / WORDS for place in known[code] if (place / WORDS).is_file())
    return Language(code, _read(words, words.stat().st_mtime_ns))


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    """Return what a words.toml says."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path} cannot be read: {error}. Correct it, or remove it to use ours."
        raise TemplateError(message) from error
