"""A campaign folder read and checked as a whole: every problem of every file in one go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from infoview_analytics.errors import Problem
from infoview_analytics.records.checking import check_days, check_sheet
from infoview_analytics.records.codes import file_problem
from infoview_analytics.records.configuring import settings_beside
from infoview_analytics.records.links import check_links, check_self_referrals, note_links
from infoview_analytics.records.notices import note_gaps
from infoview_analytics.records.schema import TABLES
from infoview_analytics.records.settings import SETTINGS_FILE, Settings
from infoview_analytics.records.sheets import Sheet, read_sheet

_LIKE_ENOUGH = 0.85
_ROW_CODE = "E108"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a campaign folder holds, sound or not.

    Attributes
    ----------
    sheets : dict
        The record files that were read, by the names of their tables.
    settings : Settings
        What infoview.toml says; the default where it says nothing sound.
    problems : tuple of Problem
        Errors and warnings by file, line and column; the files as the schema lists them.
    """

    sheets: dict[str, Sheet]
    settings: Settings
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether a whole file is at fault, so that no row may be trusted."""
        return any(is_of_a_file(problem) for problem in self.problems)


def is_of_a_file(problem: Problem) -> bool:
    """Tell whether an error is one of a whole file and not of one row.

    Parameters
    ----------
    problem : Problem
        Any problem.

    Returns
    -------
    bool
        True for E101 to E112 without E108, and for E401 to E404.
    """
    return problem.code.startswith(("E1", "E4")) and problem.code != _ROW_CODE


def check_campaign(folder: str | Path, *, as_of: date | str | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong or odd in a campaign folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds interviews.csv and referrals.csv, and what else there is.
    as_of : datetime.date or str, optional
        The last day that can have happened. If left out, no date is too late.

    Returns
    -------
    tuple of Problem
        Errors and warnings by file, line and column, empty if all is well. Whatever is wrong
        with the files is told and not raised.
    """
    return read_campaign(folder, as_of=as_of).problems


def read_campaign(
    folder: str | Path,
    *,
    as_of: date | str | None = None,
    instead: Mapping[str, bytes] | None = None,
) -> Reading:
    """Read and check every file of a campaign folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds interviews.csv and referrals.csv, and what else there is.
    as_of : datetime.date or str, optional
        The last day that can have happened. If left out, no date is too late.
    instead : mapping of str to bytes, optional
        What stands in for record files, by their names: the campaign is read as if they held
        it.

    Returns
    -------
    Reading
        Sheets, settings, problems.
    """
    place, contents = Path(folder), instead or {}
    fault = _folder_fault(place)
    if fault:
        return Reading({}, Settings(), (fault,))
    there = {other.name for other in place.iterdir()}
    settings, problems = settings_beside(place / SETTINGS_FILE)
    sheets = {
        table.name: read_sheet(
            place / table.file,
            table.with_words(settings.words),
            instead=contents.get(table.file),
        )
        for table in TABLES
        if table.required or table.file in there or table.file in contents
    }
    for sheet in sheets.values():
        check_rows(sheet)
        note_gaps(sheet)
        if as_of is not None:
            check_days(sheet, _day(as_of))
    check_links(sheets)
    note_links(sheets, settings.you)
    found = [problem for sheet in sheets.values() for problem in sheet.problems]
    return Reading(sheets, settings, in_order([*found, *problems, *_near_files(there)]))


def check_rows(sheet: Sheet) -> None:
    """Note every error that one sheet has by itself.

    Parameters
    ----------
    sheet : Sheet
        Takes the problems.
    """
    check_sheet(sheet)
    if sheet.table.name == "referrals":
        check_self_referrals(sheet)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return problems by file, line and column, the files as the schema lists them.

    Parameters
    ----------
    problems : list of Problem
        In any order.

    Returns
    -------
    tuple of Problem
        The same ones.
    """
    files = {table.file: place for place, table in enumerate(TABLES)}
    last = len(files)
    return tuple(
        sorted(problems, key=lambda p: (files.get(p.file, last), p.file, p.line, p.column, p.code))
    )


def _folder_fault(folder: Path) -> Problem | None:
    """Return E101 if a folder cannot be looked into."""
    name = folder.name or str(folder)
    try:
        if folder.is_dir():
            next(folder.iterdir(), None)
            return None
        found = folder.exists()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fault, remedy = f"cannot be looked into ({reason})", "Look at its name and its permissions"
        return file_problem(name, "E101", fault, remedy)
    fault = "is not a folder" if found else "is missing"
    remedy = 'Name a folder, or make one with "infoview new"'
    return file_problem(name, "E101", fault, remedy)


def _near_files(names: set[str]) -> list[Problem]:
    """Return W515 for each file that is named nearly as a record file, or as a copy of one."""
    ours = [*(table.file for table in TABLES), SETTINGS_FILE]
    missing = [name for name in ours if name not in names]
    problems = []
    for name in sorted(names - set(ours)):
        near = get_close_matches(name.casefold(), missing, n=1, cutoff=_LIKE_ENOUGH)
        copied = [file for file in ours if _is_copy(name, file)]
        if not near and not copied:
            continue
        remedy = f"Rename it to {(near or copied)[0]} if it is that"
        if not near and copied[0] in names:
            remedy = f"Take over into {copied[0]} what only this one holds, and put it elsewhere"
        problems.append(file_problem(name, "W515", "is not read", remedy))
    return problems


def _is_copy(name: str, file: str) -> bool:
    """Tell whether a name is one that a synced folder gives to a second copy of a file."""
    stem, ending = file.split(".")
    begins = re.match(rf"{stem}[\W\d_]", name, re.IGNORECASE)
    return begins is not None and name.casefold().endswith(f".{ending}")


def _day(as_of: date | str) -> date:
    """Return a day without its hours."""
    moment = datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return moment.date() if isinstance(moment, datetime) else moment
