"""A page for the next conversation, in the terminal or as a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import as_of_day, in_folder, leave_out, loaded
from infoview_analytics.cli._shown import show_done
from infoview_analytics.cli._typed import in_quotes, infoview, on_one_line


@click.command()
@click.argument("person", required=False)
@in_folder
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file that ends in .html (to print) or .md, or a folder for both.",
)
@click.option(
    "--days",
    default=7,
    show_default=True,
    type=click.IntRange(0, 3650),
    help="Without PERSON: how many days to look ahead.",
)
@click.option("--force", is_flag=True, help="Write also over a file that you wrote or changed.")
@as_of_day
@leave_out
def brief(
    person: str | None,
    folder: Path,
    out: Path | None,
    days: int,
    as_of: datetime,
    *,
    force: bool,
    set_aside: bool,
) -> None:
    """Print one page for a talk with PERSON: what to know, to ask and to bring.

    Who led there and whether the name may be used, what to look into, five to eight questions,
    the clock, your introduction. Without PERSON it lists the coming talks, or writes a page
    for each of them with --out. Questions of your own belong into templates/en/questions.toml
    in the folder of the campaign.

    \b
    Examples:
      infoview brief
      infoview brief "Ana Silva"
      infoview brief "Ana Silva" --out ana.html
      infoview brief --out briefs --days 14
    """  # noqa: D301 -- \b keeps click from wrapping the lines
    campaign = loaded(folder, as_of, set_aside=set_aside)
    people = [person] if person else iv.next_briefs(campaign, as_of=as_of, days=days)
    briefs = [iv.brief(campaign, name, as_of=as_of) for name in people]
    if not briefs:
        click.echo(_nobody(days, folder))
    elif out is not None:
        if len(briefs) > 1 and out.suffix in {".html", ".md"}:
            message = f"{len(briefs)} talks do not go into one file. Name a folder, or a PERSON."
            raise click.UsageError(message)
        written = [path for one in briefs for path in iv.write_brief(one, out, force=force)]
        show_done([f"wrote {on_one_line(str(path))}" for path in written])
    elif person:
        click.echo(iv.brief_in_markdown(briefs[0]), nl=False)
    else:
        for one in briefs:
            click.echo(f"{on_one_line(one.person)}: {one.standing[0]}")
            click.echo(f"  {infoview('brief', in_quotes(one.person), folder=folder)}")


def _nobody(days: int, folder: Path) -> str:
    """Say that no talk is near, and what to type for anybody."""
    soon = {0: "today", 1: "today or tomorrow"}.get(days, f"in the coming {days} days")
    anybody = infoview("brief", in_quotes("Their Name"), folder=folder)
    return f"No talk is agreed {soon}. For anybody whom you know of, type: {anybody}"
