"""The teacher's table over a class, as a page and for a spreadsheet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import pandas as pd

from infoview_analytics.errors import OccupiedError, SummaryError
from infoview_analytics.exports.spreadsheets import in_csv
from infoview_analytics.store.saving import write_whole
from infoview_analytics.words.phrases import counted, day_in_words, plain

_BEGINS = 160  # bytes by which a file of ours is known
_YES_NO = {True: "yes", False: "no"}


def class_summary_in_csv(table: pd.DataFrame, *, beside: str | Path = "") -> bytes:
    """Return the table over a class for a spreadsheet, which takes nothing in it for a formula.

    Parameters
    ----------
    table : pandas.DataFrame
        As `class_summary` returns it.
    beside : str or pathlib.Path, optional
        The folder from which reports are found. The present one if left out.

    Returns
    -------
    bytes
        A line for each student, in UTF-8.
    """
    ways = [_way(report, beside) for report in table["report"]]
    return in_csv(table.assign(report=ways).reset_index())


def class_summary_in_html(table: pd.DataFrame, *, beside: str | Path = "") -> bytes:
    """Return the table over a class as a page that links each report and needs no network.

    Parameters
    ----------
    table : pandas.DataFrame
        As `class_summary` returns it.
    beside : str or pathlib.Path, optional
        The folder in which the page will stand. The present one if left out.

    Returns
    -------
    bytes
        The page, in UTF-8.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("infoview_analytics.classroom"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    rows: Any = table.itertuples()
    students = [
        {
            "name": plain(row.Index),
            "link": quote(_way(row.report, beside).encode("utf-8", "surrogateescape")),
            "interviews": _of(row.interviews_held, row.interviews_required),
            "met": _yes_no(row.met),
            "thank_yous": _of(row.thank_yous, row.thank_yous_due),
            "referrals": row.referrals,
            "weeks": _of(row.weeks_kept, row.weeks_over),
            "as_of": "" if pd.isna(row.as_of) else day_in_words(row.as_of),
            "problem": row.problem,
        }
        for row in rows
    ]
    page = environment.get_template("class_summary.html.j2")
    return f"{page.render(students=students, sentences=class_summary_in_words(table))}\n".encode()


def class_summary_in_words(table: pd.DataFrame) -> list[str]:
    """Say how a class stands.

    Parameters
    ----------
    table : pandas.DataFrame
        As `class_summary` returns it.

    Returns
    -------
    list of str
        One to three sentences.
    """
    sentences = [f"{counted(len(table), 'student')}."]
    asked = int(table["met"].notna().sum())
    if asked:
        sentences += [f"{table['met'].sum():,} of {asked:,} held as many interviews as required."]
    broken = int((table["problem"] != "").sum())
    if broken:
        sentences += [f"{counted(broken, 'report')} could not be counted."]
    return sentences


def write_class_summary(table: pd.DataFrame, out: str | Path, *, force: bool = False) -> Path:
    """Write the table over a class, as a page or for a spreadsheet. It names the students.

    Parameters
    ----------
    table : pandas.DataFrame
        As `class_summary` returns it.
    out : str or pathlib.Path
        The file. Its ending, ``.html`` or ``.csv``, says which of the two.
    force : bool, default False
        Whether to write over such a table of ours.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    SummaryError
        If the name ends otherwise.
    OccupiedError
        If it is there, and `force` is not given or it is no such table; it is left as it is.
    OSError
        If it cannot be written; what was there is as it was.
    """
    file = Path(out)
    forms = {".html": class_summary_in_html, ".csv": class_summary_in_csv}
    form = forms.get(file.suffix.lower())
    if form is None:
        message = f"{file} ends neither in .csv nor in .html. Name it so."
        raise SummaryError(message)
    content = form(table, beside=file.parent)
    if file.exists() and not (force and file.read_bytes()[:_BEGINS] == content[:_BEGINS]):
        remedy = "It is no table over a class" if force else "Write over it with force"
        message = f"{file} is there already. {remedy}, or name another file; nothing was written."
        raise OccupiedError(message)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole({file: content})
    return file


def _way(report: str, beside: str | Path) -> str:
    """Return the way from a folder to a report."""
    if not report:
        return ""
    try:
        return Path(os.path.relpath(report, beside or ".")).as_posix()
    except ValueError:  # on another drive
        return Path(report).resolve().as_posix()


def _of(count: Any, whole: Any) -> str:  # noqa: ANN401
    """Return a count out of another, or what there is of it."""
    return "" if pd.isna(count) else f"{count:,}" if pd.isna(whole) else f"{count:,} of {whole:,}"


def _yes_no(value: Any) -> str:  # noqa: ANN401
    """Return yes, no, or nothing."""
    return "" if pd.isna(value) else _YES_NO[bool(value)]
