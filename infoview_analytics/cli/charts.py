"""Write charts for print."""

from __future__ import annotations

import re
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

FORMATS = ("png", "svg", "pdf")

_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(mm|cm)?", re.ASCII)
_MILLIMETRES = {"mm": 1, "cm": 10}


def _each(_ctx: click.Context, _param: click.Parameter, words: str) -> list[str]:
    """Return the formats that were named between commas."""
    return [word.strip().lower() for word in words.split(",") if word.strip()]


def _in_millimetres(_ctx: click.Context, _param: click.Parameter, words: str) -> float:
    """Return a width such as 160mm, 16cm or 160 in millimetres."""
    found = _WIDTH.fullmatch(words.strip().lower())
    if found is None:
        message = f"{words!r} is no width. Write it as 160mm or 16cm."
        raise click.BadParameter(message)
    return float(found[1]) * _MILLIMETRES[found[2] or "mm"]


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
    default=",".join(FORMATS),
    show_default=True,
    callback=_each,
    metavar="A,B",
    help="Files to make of each chart, with commas between.",
)
@click.option(
    "--width",
    default="160mm",
    show_default=True,
    callback=_in_millimetres,
    metavar="WIDTH",
    help="How wide a chart is: 60mm to 400mm. One with many words becomes wider.",
)
@click.option("--dpi", default=300, show_default=True, help="Dots per inch of a PNG.")
@click.option(
    "--language",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="The language of titles and labels.",
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
@click.option("--force", is_flag=True, help="Write over earlier charts that nobody changed.")
@as_of_day
@leave_out
def charts(  # noqa: PLR0913 -- an option each
    folder: Path,
    out: Path,
    *,
    formats: list[Any],
    width: float,
    dpi: int,
    language: Literal["en", "fr"],
    names: Literal["pseudonyms", "shown"],
    dates: Literal["kept", "weeks", "shifted"],
    allow: tuple[str, ...],
    as_of: datetime,
    force: bool,
    set_aside: bool,
) -> None:
    """Write every chart of the campaign in FOLDER that shows something, for print.

    Letters keep their size whatever the width, and nothing is told by colour alone. People and
    organisations get pseudonyms, unless you ask for names. captions.txt tells of each chart
    what it finds and what is to be seen.

    \b
    Examples:
      infoview charts my-campaign --out figures
      infoview charts my-campaign --out figures --format png,svg,pdf --width 160mm --dpi 300
      infoview charts my-campaign --out figures-fr --language fr
    """  # noqa: D301
    with progress(f"Drawing {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        written = iv.write_charts(
            campaign,
            out,
            as_of=as_of,
            formats=formats,
            width=width,
            dpi=dpi,
            language=language,
            names=names,
            dates=dates,
            allow=allow,
            force=force,
        )
    for path in written:
        click.echo(f"wrote {path}")
    if not written:
        click.echo("No chart shows anything yet, so none was written.")
    elif names == "shown":
        click.echo("These files name people: share them with care.", err=True)
