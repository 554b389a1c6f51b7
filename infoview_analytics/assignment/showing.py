"""A chapter of a report below the cell of a notebook."""

from __future__ import annotations

from typing import Any

from infoview_analytics.assignment.class_report import ClassReport
from infoview_analytics.assignment.notebooks import outputs_of
from infoview_analytics.errors import MissingExtraError

display: Any
try:
    from IPython.display import display
except ImportError as absent:  # the door of the optional extra
    message = (
        "Chapters are shown in notebooks, and Jupyter is not installed. Install it with: "
        "pip install 'infoview-analytics[lab]'"
    )
    raise MissingExtraError(message) from absent


def show_chapter(report: ClassReport, number: int) -> None:
    """Show a chapter of a report below the cell: words, tables and pictures that stay there.

    Parameters
    ----------
    report : ClassReport
        As `class_report` returns it.
    number : int
        Which chapter, from 1; 0 is the title.

    Raises
    ------
    OptionError
        If there is no such chapter.
    """
    for output in outputs_of(report.document, number):
        joined = {kind: "".join(lines) for kind, lines in output["data"].items()}
        display(joined, metadata=output["metadata"], raw=True)
