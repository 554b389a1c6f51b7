"""A report to hand in as files, in as many formats as can be made here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from infoview_analytics.assignment.class_report import ClassReport
from infoview_analytics.assignment.notebooks import in_notebook
from infoview_analytics.classroom.summaries import SUMMARY
from infoview_analytics.errors import MissingExtraError, OptionError, quoted
from infoview_analytics.formats.document import text_of
from infoview_analytics.formats.markup import figures_of, in_html, in_markdown
from infoview_analytics.formats.office import in_docx, in_pptx
from infoview_analytics.formats.typesetting import in_pdf
from infoview_analytics.sharing.handing_in import hand_in

FORMATS: dict[str, Callable[[ClassReport], bytes]] = {
    "html": lambda report: in_html(report.document),
    "md": lambda report: in_markdown(report.document),
    "pdf": lambda report: in_pdf(report.document),
    "docx": lambda report: in_docx(report.document),
    "pptx": lambda report: in_pptx(report.document),
    "ipynb": in_notebook,
}


def write_class_report(
    report: ClassReport,
    out: str | Path,
    *,
    formats: Iterable[str] | None = None,
    force: bool = False,
) -> list[Path]:
    """Write a report to hand in: all of its files, or none.

    Parameters
    ----------
    report : ClassReport
        As `class_report` returns it.
    out : str or pathlib.Path
        The folder. It is made if it is not there.
    formats : iterable of {"html", "md", "pdf", "docx", "pptx", "ipynb"}, optional
        The formats to make; all that can be made with what is installed if left out.
    force : bool, default False
        Whether to write over files that an earlier call made and nobody has changed since.

    Returns
    -------
    list of pathlib.Path
        The files: ``report`` in each format, the figures of the Markdown, and ``summary.json``
        for whoever counts over many students.

    Raises
    ------
    OptionError
        If there is no such format.
    MissingExtraError
        If a format was asked for that cannot be made with what is installed.
    LeakError
        If something personal would stand in one; nothing is written then.
    OccupiedError
        If one is there already, and `force` is not given or it is not as we made it; nothing is
        written then.
    """
    made: dict[str, bytes] = {}
    files: dict[str, str] = {}
    for kind in _chosen(formats):
        try:
            content = FORMATS[kind](report)
        except MissingExtraError:
            if formats is not None:
                raise
            continue
        files[kind] = _called(kind)
        made[files[kind]] = content
        if kind == "md":
            made |= figures_of(report.document)
    drawn = dict.fromkeys(made, text_of(report.document))  # drawn as glyphs, or escaped
    summary = json.dumps(report.summary | {"files": files}, indent=1)
    made[SUMMARY] = f"{summary}\n".encode()
    return hand_in(made, out, of=report.handed, force=force, drawn=drawn)


def _chosen(formats: Iterable[str] | None) -> list[str]:
    """Return the formats to make; refuse what is none."""
    if formats is None:
        return list(FORMATS)
    chosen = [formats] if isinstance(formats, str) else list(dict.fromkeys(formats))
    wrong = [kind for kind in chosen if kind not in FORMATS]
    if wrong or not chosen:
        what = quoted(wrong[0]) if wrong else "no format at all"
        message = f"A report cannot be made as {what}. Use {', '.join(FORMATS)}."
        raise OptionError(message)
    return chosen


def _called(kind: str) -> str:
    """Return the name of the file of a format."""
    return "05_class_report.ipynb" if kind == "ipynb" else f"report.{kind}"
