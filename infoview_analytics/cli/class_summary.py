"""The teacher's side: one table over all students of a class."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import progress
from infoview_analytics.cli._typed import on_one_line


@click.command("class-summary")
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR..."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, ending in .html or .csv. Without it, the CSV is printed.",
)
@click.option("--force", is_flag=True, help="Write over such a table that is there.")
def class_summary(folders: tuple[Path, ...], out: Path | None, *, force: bool) -> None:
    """Make one table over all students from the reports they handed in.

    Each DIR is what "infoview class-report" wrote, or holds a folder for each student: interviews
    held and required, thank-yous, referrals, weeks kept, and the way to each report. A report that
    cannot be counted is told, the others are done, and it exits with 1.

    \b
    Examples:
      infoview class-summary handed-in --out class.html
      infoview class-summary handed-in > class.csv
    """  # noqa: D301
    with progress("Reading the reports"):
        table = iv.class_summary(folders)
    if out is None:
        click.echo(iv.class_summary_in_csv(table), nl=False)
    else:
        click.echo(f"wrote {iv.write_class_summary(table, out, force=force)}")
        click.echo(" ".join(iv.class_summary_in_words(table)))
    problems = table["problem"][table["problem"] != ""]
    for student, problem in problems.items():
        click.echo(on_one_line(f"{student}: {problem}"), err=True)
    if len(problems):
        sys.exit(1)
