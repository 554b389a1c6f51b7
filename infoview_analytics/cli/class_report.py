"""Make the report that is handed in for a course."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import (
    as_of_day,
    campaign_folder,
    leave_out,
    loaded,
    progress,
)

FORMATS = ("html", "md", "pdf", "docx", "pptx", "ipynb")
_HOW = 'pip install "infoview-analytics[handin]", or uv run --extra handin infoview ...'


def _each(_ctx: click.Context, _param: click.Parameter, words: str | None) -> list[str] | None:
    """Return the formats that were named between commas; None where none was named at all."""
    if words is None:
        return None
    named = [word.strip().lower() for word in words.split(",") if word.strip()]
    unknown = [word for word in named if word not in FORMATS]
    if unknown or not named:
        said = f"{unknown[0]!r} is not one that we write" if unknown else "none was named"
        message = f"{said}. Name some of {', '.join(FORMATS)}, with commas between."
        raise click.BadParameter(message)
    return named


@click.command("class-report")
@campaign_folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@click.option("--title", required=True, help="What the report is called.")
@click.option("--course", default="", help="The course that it is for.")
@click.option("--author", default="", help="Who hands it in.")
@click.option(
    "--required",
    type=click.IntRange(1),
    help="How many interviews the assignment asks for; the goal's total if left out.",
)
@click.option(
    "--format",
    "formats",
    callback=_each,
    metavar="A,B",
    show_default="all that can be made here",
    help=f"What to write: {', '.join(FORMATS)}.",
)
@click.option(
    "--names",
    type=click.Choice(["pseudonyms", "shown"]),
    default="pseudonyms",
    show_default=True,
    help="Whether people and organisations are named.",
)
@click.option(
    "--dates",
    type=click.Choice(["kept", "weeks", "shifted"]),
    default="kept",
    show_default=True,
    help="Leave days as they are, tell them to the week, or move all back by the same time.",
)
@click.option("--keep", multiple=True, metavar="COLUMN", help="A column of your own to use.")
@click.option("--allow", multiple=True, metavar="WORD", help="A word that gives nobody away.")
@click.option("--force", is_flag=True, help="Write over an earlier report that nobody changed.")
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
    names: Literal["pseudonyms", "shown"],
    dates: Literal["kept", "weeks", "shifted"],
    keep: tuple[str, ...],
    allow: tuple[str, ...],
    as_of: datetime,
    force: bool,
    set_aside: bool,
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
        report = iv.class_report(
            loaded(folder, as_of, set_aside=set_aside),
            as_of=as_of,
            title=title,
            course=course,
            author=author,
            names=names,
            dates=dates,
            keep=keep,
            required=required,
            allow=allow,
        )
        written = iv.write_class_report(report, out, formats=formats, force=force)
    for path in written:
        click.echo(f"wrote {path}")
    if formats is None:
        _tell_missing({path.suffix.removeprefix(".") for path in written})
    if names == "shown":
        click.echo("This report names people: share it with care.", err=True)


def _tell_missing(made: set[str]) -> None:
    """Say what could not be made with what is installed, and what to type for it."""
    missing = [kind for kind in FORMATS if kind not in made]
    if missing:
        click.echo(f"Not made here: {', '.join(missing)}. Type {_HOW}", err=True)
