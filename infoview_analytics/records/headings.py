"""The headings of a file, matched to the columns of its table."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import normalize

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.records.codes import MOST_COLUMNS, file_problem
from infoview_analytics.records.decoding import lines_before
from infoview_analytics.records.schema import Table

_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_LIKE_ENOUGH = 0.8
_LONGEST_NAME = 60


def match_headings(
    headings: list[str], table: Table, file: str
) -> tuple[dict[str, int], list[Problem]]:
    """Match headings to the columns of a table.

    Parameters
    ----------
    headings : list of str
        The cells of a file's first row.
    table : Table
        What the file should hold.
    file : str
        The file's name in the problems.

    Returns
    -------
    places : dict
        Where each known column stands, from 0, in the table's order. Empty where no row can
        be read.
    problems : list of Problem
        E105, E109 to E112 and W508.
    """
    names = [normalize("NFC", heading.strip()) for heading in headings]
    known = [column.name for column in table.columns]
    refusal = _refusal(names, known, file)
    if refusal:
        return {}, [refusal]
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        fault = _heading_fault(name, first, known)
        if fault:
            line = 1 + sum(map(lines_before, headings[:place]))
            code, value = fault[0], headings[place] if name else None
            problems.append(Problem(file, line, place + 1, code, "", value, *fault[1:]))
        first.setdefault(name, place)
    problems += _missing(first, table, file)
    return {name: first[name] for name in known if name in first}, problems


def meant_by(heading: str, known: Iterable[str]) -> str | None:
    """Return the column for which a heading of another name may be meant.

    Parameters
    ----------
    heading : str
        As it stands in the file.
    known : iterable of str
        The columns of its table.

    Returns
    -------
    str or None
        One of `known`.
    """
    near = get_close_matches(_plain(heading), known, n=1, cutoff=_LIKE_ENOUGH)
    return near[0] if near else None


def _refusal(names: list[str], known: list[str], file: str) -> Problem | None:
    """Return why headings cannot be those of any record file."""
    if not any(names):
        return file_problem(file, "E109", "is blank", "Put the headings there", line=1)
    if len(names) > MOST_COLUMNS:
        fault, remedy = f"has {len(names):,} columns", "See whether its line breaks were lost"
        return file_problem(file, "E105", fault, remedy, line=1)
    delimiters = [said for mark, said in _OTHER_DELIMITERS.items() if mark in names[0]]
    if len(names) == 1 and delimiters and names[0] not in known:
        fault, remedy = f"is parted by {delimiters[0]}", 'Save it as "CSV UTF-8 (comma delimited)"'
        return file_problem(file, "E112", fault, remedy, line=1)
    return None


def _heading_fault(
    name: str, first: dict[str, int], known: list[str]
) -> tuple[str, str, str] | None:
    """Return the code, the fault and the remedy of one heading."""
    if not name:
        return "E109", "a column has no heading", "Name the column, or delete it"
    if name in first:
        fault = f"stands over column {first[name] + 1} too"
        return "E110", fault, "Rename one of the two, or delete it"
    if name in known:
        return None
    near = meant_by(name, known)
    remedy = "It is kept as it is"
    return (
        "W508",
        "is not a column we know",
        f"{remedy}; write {near} if you mean that" if near else remedy,
    )


def _missing(first: dict[str, int], table: Table, file: str) -> list[Problem]:
    """Return E111 for each required column that is not there; a heading may be nearly it."""
    known = {column.name for column in table.columns}
    strangers = {_plain(name): name for name in first if name not in known}
    problems = []
    for column in table.columns:
        if column.required and column.name not in first:
            near = get_close_matches(column.name, strangers, n=1, cutoff=_LIKE_ENOUGH)
            remedy = f"Add {column.name} to the headings"
            if near:
                remedy = f"Write {column.name} for {quoted(strangers[near[0]])}"
            fault = f"has no column {column.name}"
            problems.append(file_problem(file, "E111", fault, remedy, line=1))
    return problems


def _plain(name: str) -> str:
    """Return a heading as our columns are written, to compare it with them."""
    return name[:_LONGEST_NAME].casefold().replace(" ", "_").replace("-", "_")
