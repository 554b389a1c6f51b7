"""Write tables and the network for other tools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import (
    as_of_day,
    campaign_folder,
    leave_out,
    loaded,
    progress,
)

FORMATS = ("csv", "xlsx", "graphml", "gexf", "json", "dot", "gephi", "kumu")


def _each(_ctx: click.Context, _param: click.Parameter, words: str) -> list[str]:
    """Return the formats that were named between commas, or refuse one that we do not write."""
    named = [word.strip().lower() for word in words.split(",") if word.strip()]
    unknown = [word for word in named if word not in FORMATS]
    if unknown or not named:
        said = f"{unknown[0]!r} is not one that we write" if unknown else "none was named"
        message = f"{said}. Name some of {', '.join(FORMATS)}, with commas between."
        raise click.BadParameter(message)
    return named


@click.command()
@campaign_folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@click.option(
    "--format",
    "formats",
    default="csv,graphml",
    show_default=True,
    callback=_each,
    metavar="A,B",
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
@click.option("--allow", multiple=True, metavar="WORD", help="A word that gives nobody away.")
@click.option("--force", is_flag=True, help="Write over an earlier export that nobody changed.")
@as_of_day
@leave_out
def export(  # noqa: PLR0913 -- an option each
    folder: Path,
    out: Path,
    formats: list[Any],
    names: Literal["pseudonyms", "shown"],
    dates: Literal["kept", "weeks", "shifted"],
    allow: tuple[str, ...],
    as_of: datetime,
    *,
    force: bool,
    set_aside: bool,
) -> None:
    """Write the tables and the network of the campaign in FOLDER for other tools.

    csv and xlsx hold the tables; graphml, gexf, json, dot, gephi and kumu the referral network.
    People and organisations get pseudonyms and your notes are left out, unless you ask for
    names; all that is written is searched for names first. Your own files stay as they are.

    \b
    Examples:
      infoview export my-campaign --out for-excel --format xlsx
      infoview export my-campaign --out for-gephi --format gexf,gephi --dates weeks
    """  # noqa: D301
    with progress(f"Exporting {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        written = iv.write_export(
            campaign,
            out,
            as_of=as_of,
            formats=formats,
            names=names,
            dates=dates,
            allow=allow,
            force=force,
        )
    for path in written:
        click.echo(f"wrote {path}")
    if names == "shown":
        click.echo("These files name people: share them with care.", err=True)
