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
from infoview_analytics.cli._handing_in import handing_in, some_of, tell_written

FORMATS = ("png", "svg", "pdf")

_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(mm|cm)?", re.ASCII)
_MILLIMETRES = {"mm": 1, "cm": 10}


def _in_millimetres(_ctx: click.Context, _param: click.Parameter, words: str) -> float:
    """Return a width such as 160mm, 16cm or 160 in millimetres."""
    found = _WIDTH.fullmatch(words.strip().lower())
    if found is None:
        message = f"{words!r} is no width. Write it as 160mm or 16cm."
        raise click.BadParameter(message)
    return float(found[1]) * _MILLIMETRES[found[2] or "mm"]


@click.command()
@campaign_folder
@some_of(FORMATS, default=",".join(FORMATS))
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
@handing_in
@as_of_day
@leave_out
def charts(
    folder: Path,
    out: Path,
    *,
    formats: list[Any],
    width: float,
    dpi: int,
    language: Literal["en", "fr"],
    as_of: datetime,
    set_aside: bool,
    **handed: Any,  # noqa: ANN401 -- as `handing_in` gives it
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
            **handed,
        )
    tell_written(written, named=bool(written) and handed["names"] == "shown")
    if not written:
        click.echo("No chart shows anything yet, so none was written.")
