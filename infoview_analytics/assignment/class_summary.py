"""One table over all students of a class, from the summary that each report carries."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from infoview_analytics.errors import SummaryError

SUMMARY = "summary.json"
VERSION = 1

_COUNTS = (
    "interviews_held",
    "interviews_required",
    "thank_yous",
    "thank_yous_due",
    "referrals",
    "weeks_kept",
    "weeks_over",
)
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
        deep in the student's own folder as it likes.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``student``, the name of the folder. Columns: ``interviews_held``,
        ``interviews_required`` (missing where nothing was required), ``met`` (whether so many were
        held), ``thank_yous`` out of ``thank_yous_due``, ``referrals``, ``weeks_kept`` out of
        ``weeks_over``, ``as_of`` (the last day that counted), ``report`` (the file to read first,
        or empty) and ``problem`` (why nothing could be counted and what to do, or empty).
    """
    places = {place.resolve(): place for folder in folders for place in _students(Path(folder))}
    rows = {place: _row(place) for place in places.values()}
    names = [_name(place) for place in rows]
    table = pd.DataFrame(list(rows.values()), index=names, columns=list(COLUMNS))
    order = sorted(range(len(names)), key=lambda at: (names[at].casefold(), names[at]))
    return table.astype(_KINDS).iloc[order].rename_axis("student")


def _students(folder: Path) -> Iterator[Path]:
    """Yield the students' folders in one that may be a student's itself."""
    if (folder / SUMMARY).exists() or not folder.is_dir():
        yield folder
        return
    found = [
        place
        for place in folder.iterdir()
        if not place.name.startswith((".", "__")) and (place.is_dir() or place.suffix == ".zip")
    ]
    yield from found or [folder]


def _name(place: Path) -> str:
    """Return what a student's folder is called, in letters that every file can hold."""
    return os.fsencode(place.resolve().name).decode("utf-8", "replace")


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
    if not place.is_dir():
        message = "It is not a folder. Unpack it, or name the folder that holds the reports."
        raise SummaryError(message)
    found = [place] if (place / SUMMARY).exists() else []
    for deep in range(1, _DEEPEST) if not found else ():
        found += [file.parent for file in place.glob("*/" * deep + SUMMARY)]
    if not found:
        message = f"There is no {SUMMARY}. Ask for all files that infoview class-report wrote."
        raise SummaryError(message)
    if len(found) > 1:
        message = f"There are {len(found):,} reports in it. Leave the one that counts."
        raise SummaryError(message)
    return found[0]


def _read(file: Path) -> dict[str, Any]:
    """Return a summary that says all that is asked of it, each in its kind."""
    if not file.is_file() or file.stat().st_size > _LONGEST:
        message = f"{SUMMARY} is no file of ours: it is too long, or none. {_AGAIN}"
        raise SummaryError(message)
    found = json.loads(file.read_text("utf-8"))
    if not isinstance(found, dict) or found.get("infoview_class_report") != VERSION:
        message = f"{SUMMARY} is not from this version of infoview class-report. {_AGAIN}"
        raise SummaryError(message)
    wrong = [name for name in _COUNTS if not _is_count(found.get(name, ""), name)]
    wrong += [] if _is_day(found.get("as_of")) else ["as_of"]
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
            if "\0" not in name and "\\" not in name and file.is_file():
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
