"""The week's plan, printed: what to do, why, the words for it, and how to tick it off."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

import infoview_analytics as iv
from infoview_analytics.cli._campaign import as_of_day, campaign_folder, leave_out, loaded, progress
from infoview_analytics.cli._closing import Typed


@click.command()
@campaign_folder
@as_of_day
@click.option(
    "--hours",
    type=click.FloatRange(min=0, max=168),
    help="How many hours you have this week; hours_per_week in infoview.toml if left out.",
)
@leave_out
def plan(folder: Path, as_of: datetime, hours: float | None, *, set_aside: bool) -> None:
    """Print the plan of the week for the campaign in FOLDER.

    What is in the diary, what is owed, whom to ask, whom to keep in touch with; with each its
    reason, how to get the words for it, and how to write down that it is done.

    \b
    Examples:
      infoview plan my-campaign
      infoview plan my-campaign --hours 3
      infoview plan my-campaign --as-of 2026-03-30 --set-aside
    """  # noqa: D301 -- \b keeps click from wrapping the lines
    with progress(f"Planning for {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        found = iv.week_plan(campaign, as_of=as_of, hours=hours)
    source = click.get_current_context().get_parameter_source("as_of")
    day = "" if source is ParameterSource.DEFAULT else f"{as_of:%Y-%m-%d}"
    typed = Typed(folder, campaign, day)
    click.echo("\n".join(iv.plan_in_text(found, commands=typed.commands)))
