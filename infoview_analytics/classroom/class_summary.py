"""One table over all students of a class, from the summary that each report carries."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from infoview_analytics.classroom.summaries import SUMMARY, VERSION
from infoview_analytics.errors import SummaryError

_COUNTS = (
    "interviews_held",
    "interviews_required",
    "thank_yous",
    "thank_yous_due",
    "referrals",
    "weeks_kept",
    "weeks_over",
)
_WITHIN = {  # what cannot be more than something else
    "thank_yous": "thank_yous_due",
    "thank_yous_due": "interviews_held",
    "weeks_kept": "weeks_over",
}
_KINDS = dict.fromkeys(_COUNTS, "Int64") | {
    "met": "boolean",
    "as_of": "datetime64[s]",
    "report": "object",
    "problem": "object",
}
COLUMNS = (*_COUNTS[:2], "met", *_COUNTS[2:], "as_of", "report", "problem")
_AGAIN = "Ask for it again, as infoview class-report writes it."
_READ_FIRST = ("html", "pdf", "docx", "pptx", "md", "ipynb")
_LONGEST = 1_000_000  # bytes of a summary, and the highest count in one
_DEEPEST = 4  # folders below a student's, as learning platforms pack them


def class_summary(folders: Iterable[str | Path]) -> pd.DataFrame:
    """Return one row for each student, from the reports that they handed in.

    A report that cannot be counted has a row too, with the reason: nobody drops out in silence.

    Parameters
    ----------
    folders : iterable of str or pathlib.Path
        Each is what `write_class_report` wrote, or holds one such folder for each student, as
        deep in the student's own folder as it likes. A link in one of them is not followed.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``student``, the name of the folder. Columns: ``interviews_held``,
        ``interviews_required`` (missing where nothing was required), ``met`` (whether so many were
        held), ``thank_yous`` out of ``thank_yous_due``, ``referrals``, ``weeks_kept`` out of
        ``weeks_over``, ``as_of`` (the last day that counted, as the report tells it: where its days
        are moved, this one is), ``report`` (the file to read first, or empty) and
        ``problem`` (why nothing could be counted and what to do, or empty).
    """
    places = dict(place for folder in folders for place in _students(Path(folder)))
    names = [_name(place) for place in places]
    rows = [_row(place) for place in places.values()]
    table = pd.DataFrame(rows, index=names, columns=list(COLUMNS))
    order = sorted(range(len(names)), key=lambda at: (names[at].casefold(), names[at]))
    return table.astype(_KINDS).iloc[order].rename_axis("student")


def _students(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield where each student's folder lies, and the way to it; one may be a student's itself."""
    home = Path(os.path.realpath(folder))
    found = [] if _holds_summary(folder) else _inside(folder)
    yield from ((home / place.name, place) for place in found)
    if not found:
        yield home, home if folder.is_symlink() else folder  # a link that was named is meant


def _inside(folder: Path) -> list[Path]:
    """Return what in a folder may be a student's; what cannot be looked into holds nobody's."""
    try:
        return [
            place
            for place in folder.iterdir()
            if not place.name.startswith((".", "__")) and (place.is_dir() or place.suffix == ".zip")
        ]
    except OSError:
        return []


def _holds_summary(folder: Path) -> bool:
    """Tell whether a folder holds something that is called a summary."""
    return os.path.lexists(folder / SUMMARY)


def _name(place: Path) -> str:
    """Return what a student's folder is called, in letters that every file can hold."""
    return os.fsencode(place.name).decode("utf-8", "replace")


def _row(place: Path) -> dict[str, Any]:
    """Return what one student's report tells, or why it cannot be counted."""
    try:
        home = _home(place)
        found = _read(home / SUMMARY)
    except (OSError, ValueError, RecursionError) as error:
        return {"report": "", "problem": _in_words(error)}
    held, required = found["interviews_held"], found["interviews_required"]
    return {
        **{name: found[name] for name in _COUNTS},
        "met": None if required is None else held >= required,
        "as_of": pd.Timestamp(found["as_of"]),
        "report": _report(home, found.get("files")),
        "problem": "",
    }


def _home(place: Path) -> Path:
    """Return where in a student's folder the report is."""
    if place.is_symlink():
        message = "It is a link, and links are not followed. Name the folder that it leads to."
        raise SummaryError(message)
    if not place.is_dir():
        message = "It is not a folder. Unpack it, or name the folder that holds the reports."
        raise SummaryError(message)
    found = list(_homes(place, _DEEPEST))
    if not found:
        message = f"There is no {SUMMARY}. Ask for all files that infoview class-report wrote."
        raise SummaryError(message)
    if len(found) > 1:
        message = f"There are {len(found):,} reports in it. Leave the one that counts."
        raise SummaryError(message)
    return found[0]


def _homes(place: Path, deep: int) -> Iterator[Path]:
    """Yield the folders that hold a summary, so deep and no deeper, and behind no link."""
    if _holds_summary(place):
        yield place
    elif deep > 1:
        for inner in place.iterdir():
            if inner.is_dir() and not inner.is_symlink():
                yield from _homes(inner, deep - 1)


def _read(file: Path) -> dict[str, Any]:
    """Return a summary that says all that is asked of it, each in its kind."""
    if file.is_symlink() or not file.is_file() or file.stat().st_size > _LONGEST:
        message = f"{SUMMARY} is no file of ours: it is too long, a link, or none. {_AGAIN}"
        raise SummaryError(message)
    found = json.loads(file.read_text("utf-8-sig"))
    mark = "infoview_class_report"
    if not isinstance(found, dict) or repr(found.get(mark)) != str(VERSION):  # True is not 1
        message = f"{SUMMARY} is not from this version of infoview class-report. {_AGAIN}"
        raise SummaryError(message)
    wrong = [name for name in _COUNTS if not _is_count(found.get(name, ""), name)]
    wrong += [] if _is_day(found.get("as_of")) else ["as_of"]
    wrong = wrong or [part for part, whole in _WITHIN.items() if found[part] > found[whole]]
    if wrong:
        message = f"{SUMMARY} has no sound {' and '.join(wrong)}. {_AGAIN}"
        raise SummaryError(message)
    return found


def _is_count(value: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether a value counts something; what is required may be left open."""
    if value is None:
        return name == "interviews_required"
    return type(value) is int and 0 <= value <= _LONGEST


def _is_day(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a value is a day as we write it."""
    try:
        return str(date.fromisoformat(value)) == str(value)
    except (TypeError, ValueError):
        return False


def _report(home: Path, files: Any) -> str:  # noqa: ANN401
    """Return the file to read first: one that lies beside the summary, whatever that says."""
    named = files if isinstance(files, dict) else {}
    for kind in _READ_FIRST:
        name = named.get(kind)
        if isinstance(name, str) and name.endswith(f".{kind}") and Path(name).name == name:
            file = home / name
            if not set(name) & set("\0\\") and file.is_file() and not file.is_symlink():
                return str(file)
    return ""


def _in_words(error: Exception) -> str:
    """Return why a report cannot be counted, and what to do."""
    if isinstance(error, SummaryError):
        return str(error)
    if isinstance(error, OSError):
        reason = (error.strerror or "no reason given").lower()
        return f"{SUMMARY} cannot be read ({reason}). Look at its permissions."
    return f"{SUMMARY} is broken. {_AGAIN}"
