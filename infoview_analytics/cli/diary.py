"""The command that puts the talks and the next actions into a calendar."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Literal

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import as_of_day, campaign_folder, leave_out, loaded, progress
from infoview_analytics.cli._shown import show_done

_WITHOUT_ZONE = re.compile(rb"DTSTART:\d{8}T\d{6}\r")
_ENTRIES = (b"BEGIN:VEVENT\r\n", b"BEGIN:VTODO\r\n")


@click.command()
@campaign_folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, such as week.ics.",
)
@as_of_day
@click.option(
    "--days",
    type=click.IntRange(0, 3_650),
    default=14,
    show_default=True,
    help="Leave out actions that are due later than so many days from then.",
)
@click.option(
    "--actions",
    "todos",
    type=click.Choice(["events", "todos", "none"]),
    default="events",
    show_default=True,
    help="How to put what you could do next: on its day, as to-dos, or not at all.",
)
@click.option(
    "--most",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="Put only so many actions on one day, the first ones.",
)
@click.option("--force", is_flag=True, help="Replace a file that infoview did not make.")
@leave_out
def calendar(
    folder: Path,
    out: Path,
    as_of: datetime,
    days: int,
    todos: Literal["events", "todos", "none"],
    most: int,
    *,
    force: bool,
    set_aside: bool,
) -> None:
    """Put the talks ahead and your next actions into a calendar file.

    Each talk comes with its place, who led there, and two alarms. Import the file into any
    calendar program; importing a later one updates what is there.

    \b
    Examples:
      infoview calendar my-campaign --out week.ics
      infoview calendar my-campaign --out week.ics --days 30 --actions todos
    """  # noqa: D301
    with progress(f"Writing {out}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        path = iv.write_calendar(
            campaign, out, as_of=as_of, todos=todos, days=days, most=most, overwrite=force
        )
    raw = path.read_bytes()
    entries = sum(raw.count(begin) for begin in _ENTRIES)
    show_done([f"wrote {path}: {entries} {'entry' if entries == 1 else 'entries'}"])
    if not campaign.profile.time_zone and _WITHOUT_ZONE.search(raw):
        click.echo(
            'Times are without a zone. Write time_zone = "Europe/Paris", or yours, under [you] in '
            f"{folder / 'infoview.toml'}.",
            err=True,
        )
