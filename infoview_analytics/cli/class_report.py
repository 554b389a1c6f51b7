"""Make the report that is handed in for a course."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import (
    as_of_day,
    campaign_folder,
    leave_out,
    loaded,
    progress,
)
from infoview_analytics.cli._handing_in import handing_in, keep, some_of, tell_kept, tell_written

FORMATS = ("html", "md", "pdf", "docx", "pptx", "ipynb")
_HOW = 'pip install "infoview-analytics[handin]", or uv run --extra handin infoview ...'


@click.command("class-report")
@campaign_folder
@click.option("--title", required=True, help="What the report is called.")
@click.option("--course", default="", help="The course that it is for.")
@click.option("--author", default="", help="Who hands it in.")
@click.option(
    "--required",
    type=click.IntRange(1),
    help="How many interviews the assignment asks for; the goal's total if left out.",
)
@some_of(FORMATS, default=None, when_left_out="all that can be made here")
@keep
@handing_in
@as_of_day
@leave_out
def class_report(  # noqa: PLR0913 -- an option each
    folder: Path,
    *,
    out: Path,
    title: str,
    course: str,
    author: str,
    required: int | None,
    formats: list[str] | None,
    as_of: datetime,
    force: bool,
    set_aside: bool,
    **handed: Any,  # noqa: ANN401 -- as `handing_in` and `keep` give it
) -> None:
    """Make the report on the campaign in FOLDER that is handed in.

    The goal and how it was met, the network, who answers, what was learned and what came of it,
    with figures, tables and questions that you answer yourself. People and organisations get
    pseudonyms, unless you ask for names; all that is written is searched for names first. A
    note of what you learned stands in it only where its row says yes in a column "share" of
    your own.

    \b
    Examples:
      infoview class-report my-campaign --out to-hand-in --title "What editors do"
      infoview class-report my-campaign --out to-hand-in --title "What editors do" \\
        --course "COMM 101" --author "Noa Bell" --required 12 --format pdf,docx
    """  # noqa: D301
    with progress("Making the report"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        report = iv.class_report(
            campaign,
            as_of=as_of,
            title=title,
            course=course,
            author=author,
            required=required,
            **handed,
        )
        written = iv.write_class_report(report, out, formats=formats, force=force)
    if handed["names"] != "shown":
        tell_kept(campaign, keep=handed["keep"])
    tell_written(written, named=handed["names"] == "shown")
    if formats is None:
        _tell_missing({path.suffix.removeprefix(".") for path in written})


def _tell_missing(made: set[str]) -> None:
    """Say what could not be made with what is installed, and what to type for it."""
    missing = [kind for kind in FORMATS if kind not in made]
    if missing:
        click.echo(f"Not made here: {', '.join(missing)}. Type {_HOW}", err=True)
