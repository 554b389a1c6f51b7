"""Reading infoview.toml strictly: each value of its kind, each unknown key told."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zoneinfo import available_timezones

from infoview_analytics.errors import Problem
from infoview_analytics.records.codes import file_problem
from infoview_analytics.records.dates import FIRST_YEAR, LAST_YEAR
from infoview_analytics.records.decoding import lines_before, read_text
from infoview_analytics.records.settings import (
    RULES,
    SETTINGS,
    SETTINGS_FILE,
    Habits,
    Profile,
    Setting,
    Settings,
)

_PERIODS = ("week", "month")
_BREAK_KEYS = ("from", "to")
_LIKE_ENOUGH = 0.6
_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)

Breaks = tuple[tuple[date, date], ...]
Values = dict[tuple[str, str], Any]


def read_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """Read infoview.toml.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    settings : Settings
        The default for every key that is left out or at fault.
    problems : list of Problem
        E101, E102, E104, E401 to E404 and W510.
    """
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        return Settings(), [text]
    try:
        written = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Settings(), [_not_toml(error, text)]
    teller = _Teller(text)
    values = teller.values(written)
    teller.check_goal(values)
    return _settings(values), teller.problems


def settings_beside(path: Path) -> tuple[Settings, list[Problem]]:
    """Read the infoview.toml that stands in the same folder as a record file.

    Parameters
    ----------
    path : pathlib.Path
        The record file.

    Returns
    -------
    settings : Settings
        The default where there is no infoview.toml.
    problems : list of Problem
        As `read_settings` gives them.
    """
    place = path.parent / SETTINGS_FILE
    return read_settings(place) if os.path.lexists(place) else (Settings(), [])


def _not_toml(error: Exception, text: str) -> Problem:
    """Return E401 at the place that the parser names."""
    remedy = "Put this line right"
    if isinstance(error, RecursionError):
        return file_problem(SETTINGS_FILE, "E401", "is nested too deeply", "Write it flat")
    said = _PLACE.fullmatch(str(error))
    if said is None:
        return file_problem(SETTINGS_FILE, "E401", f"is not TOML: {error}", "Put it right")
    line = int(said[2]) if said[2] else lines_before(text.rstrip()) + 1
    column = int(said[3] or 0)
    fault = f"is not TOML: {said[1]}"
    return file_problem(SETTINGS_FILE, "E401", fault, remedy, line=line, column=column)


class _Teller:
    """Goes through what was written and notes what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def tell(self, code: str, setting: tuple[str, str], value: object, *words: str) -> None:
        """Note a problem of a key."""
        line = _line_of(self.text, *setting)
        name = ".".join(part for part in setting if part)
        said = None if value is None else str(value)
        self.problems.append(Problem(SETTINGS_FILE, line, 0, code, name, said, *words))

    def values(self, written: dict[str, Any]) -> Values:
        """Return the sound values by section and key."""
        found: Values = {}
        sections = dict.fromkeys(setting.section for setting in SETTINGS)
        self.tell_unknown("", written, sections)
        for section in sections:
            table = written.get(section, {})
            if not isinstance(table, dict):
                remedy = f"Write [{section}] on a line of its own, and its keys below"
                self.tell("E402", ("", section), table, "is not a section", remedy)
                continue
            known = {setting.key: setting for setting in SETTINGS if setting.section == section}
            self.tell_unknown(section, table, known)
            for key in known.keys() & table.keys():
                value = self.sound(table[key], known[key])
                if value is not None:
                    found[section, key] = value
        return found

    def tell_unknown(self, section: str, written: Iterable[str], known: Iterable[str]) -> None:
        """Note W510 for the keys that mean nothing."""
        words = list(known)
        for key in written:
            if key not in words:
                near = get_close_matches(key[:60].casefold(), words, n=1, cutoff=_LIKE_ENOUGH)
                remedy = f"Write {near[0]} if you mean that" if near else "Delete it"
                self.tell("W510", (section, key), None, "is not a key we know", remedy)

    def sound(self, value: object, setting: Setting) -> Any:  # noqa: ANN401
        """Return a value as its kind has it, or None and note what is wrong."""
        place = setting.section, setting.key
        read, expected = _KINDS[setting.kind]
        found = read(value, setting)
        if found is None:
            fault = f"is not {expected.format(s=setting)}"
            remedy = f"Write it like {setting.key} = {setting.written}"
            self.tell("E402", place, value, fault, remedy)
        return found

    def check_goal(self, values: Values) -> None:
        """Note E403 and E404, and forget the days that they are about."""
        starts, ends = values.get(("goal", "starts_on")), values.get(("goal", "ends_on"))
        if starts and ends and ends < starts:
            fault = f"lies before starts_on ({starts})"
            self.tell("E403", ("goal", "ends_on"), ends, fault, "Correct one of the two")
            del values["goal", "ends_on"]
        place = "goal", "breaks"
        breaks: Breaks = values.get(place, ())
        backwards = [(first, last) for first, last in breaks if last < first]
        for first, last in backwards:
            self.tell("E403", place, first, f"ends on {last}, before it begins", "Swap its days")
        forwards = sorted(days for days in breaks if days not in backwards)
        latest = date.min
        for first, last in forwards:
            if first <= latest:
                fault = f"begins before another break ends ({latest})"
                self.tell("E404", place, first, fault, "Make one break of the two, or correct them")
            latest = max(latest, last)
        values[place] = tuple(forwards)


def _settings(values: Values) -> Settings:
    """Return the settings that hold the values, and the default for the rest."""
    of = {
        section: {key: value for (place, key), value in values.items() if place == section}
        for section in ("you", "goal", "habits", "words")
    }
    name = {"you": of["you"].pop("name")} if "name" in of["you"] else {}
    habits, profile = Habits(**of["habits"]), Profile(**of["you"])
    return Settings(**name, **of["goal"], habits=habits, profile=profile, words=of["words"])


def _name(value: object, _setting: Setting) -> str | None:
    """Return a name that stands on one line."""
    if not isinstance(value, str):
        return None
    name = normalize("NFC", value.strip())
    return name if name and name.isprintable() else None


def _text(value: object, _setting: Setting) -> str | None:
    """Return a text that may run over several lines."""
    if not isinstance(value, str):
        return None
    text = normalize("NFC", value.strip())
    return text if text and all(map(str.isprintable, text.splitlines())) else None


def _number(value: object, setting: Setting) -> int | None:
    """Return a whole number in the setting's range."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if setting.least <= value <= setting.most else None
    return None


def _numbers(value: object, setting: Setting) -> tuple[int, ...] | None:
    """Return whole numbers that rise."""
    if not isinstance(value, list):
        return None
    numbers = [number for item in value if (number := _number(item, setting)) is not None]
    return (
        tuple(numbers) if len(numbers) == len(value) and numbers == sorted(set(numbers)) else None
    )


def _period(value: object, _setting: Setting) -> str | None:
    """Return one of the periods."""
    return value if isinstance(value, str) and value in _PERIODS else None


def _date(value: object, _setting: Setting) -> date | None:
    """Return a day of our time, without hours."""
    sound = type(value) is date and FIRST_YEAR <= value.year <= LAST_YEAR
    return value if sound else None  # type: ignore[return-value]


def _dates(value: object, setting: Setting) -> tuple[date, ...] | None:
    """Return days in their order, each once."""
    if not isinstance(value, list):
        return None
    days = [day for item in value if (day := _date(item, setting)) is not None]
    return tuple(sorted(set(days))) if len(days) == len(value) else None


def _breaks(value: object, setting: Setting) -> Breaks | None:
    """Return the first and the last day of each break, or None if one lacks either."""
    if not isinstance(value, list):
        return None
    found = []
    for item in value:
        if not isinstance(item, dict) or set(item) != set(_BREAK_KEYS):
            return None
        first, last = (_date(item[key], setting) for key in _BREAK_KEYS)
        if first is None or last is None:
            return None
        found.append((first, last))
    return tuple(found)


def _words(value: object, setting: Setting) -> tuple[str, ...] | None:
    """Return words, each once."""
    if not isinstance(value, list):
        return None
    words = [word for item in value if (word := _name(item, setting)) is not None]
    return tuple(dict.fromkeys(words)) if len(words) == len(value) else None


def _rules(value: object, setting: Setting) -> tuple[str, ...] | None:
    """Return names of rules that there are, each once."""
    words = _words(value, setting)
    return words if words is not None and set(words) <= set(RULES) else None


def _zone(value: object, setting: Setting) -> str | None:
    """Return the name of a time zone that there is."""
    name = _name(value, setting)
    return name if name in available_timezones() else None


def _language(value: object, _setting: Setting) -> str | None:
    """Return two small letters."""
    return value if isinstance(value, str) and re.fullmatch("[a-z]{2}", value) else None


_KINDS: dict[str, tuple[Callable[[object, Setting], object], str]] = {
    "name": (_name, "a name in quotes"),
    "text": (_text, "a text in quotes"),
    "number": (_number, "a whole number from {s.least} to {s.most}"),
    "numbers": (_numbers, "a list of whole numbers from {s.least} to {s.most}, smallest first"),
    "choice": (_period, '"week" or "month"'),
    "date": (_date, f"a day from {FIRST_YEAR} to {LAST_YEAR}, without quotes and hours"),
    "dates": (_dates, f"a list of days from {FIRST_YEAR} to {LAST_YEAR}, without quotes"),
    "breaks": (_breaks, "a list of breaks, each with a day from and a day to"),
    "words": (_words, "a list of words in quotes"),
    "rules": (_rules, f"a list of rules in quotes, each one of {', '.join(RULES)}"),
    "zone": (_zone, "the name of a time zone, such as Europe/Paris"),
    "language": (_language, "a language in two small letters, such as fr"),
}


def _line_of(text: str, section: str, key: str) -> int:
    """Return the line on which a key stands, as far as plain writing tells, else 0."""
    here = ""
    heading, named = re.compile(r"\s*\[+\s*([^\]]*?)\s*\]"), re.escape(key)
    plain = re.compile(rf"""\s*["']?{named}["']?\s*[=.]""")
    inside = re.compile(rf"""\s*["']?{re.escape(section)}["']?\s*(=|\.\s*["']?{named}["']?\s*=)""")
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if found := heading.match(line):
            here = found[1].strip("\"'")
            if not section and here == key:
                return number
        elif (here == section and plain.match(line)) or (
            not here and section and inside.match(line)
        ):
            return number
    return 0
