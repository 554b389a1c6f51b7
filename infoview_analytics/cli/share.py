"""Hand in a copy of a campaign in which nobody is named."""

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
from infoview_analytics.cli._handing_in import allow, dates, keep, out_folder, tell_written


@click.command()
@campaign_folder
@out_folder
@dates
@keep
@allow
@as_of_day
@leave_out
def share(
    folder: Path,
    out: Path,
    dates: Literal["kept", "weeks", "shifted"],
    keep: tuple[str, ...],
    allow: tuple[str, ...],
    as_of: datetime,
    *,
    set_aside: bool,
) -> None:
    """Write a copy of the campaign in FOLDER that can be handed in.

    People and organisations get pseudonyms, such as "Editor 41738, publishing", the same each
    time; notes and other words of yours are left out, unless a row says yes in a column "share"
    of your own. All that is written is searched for names first.

    \b
    Examples:
      infoview share my-campaign --out to-hand-in
      infoview share my-campaign --out to-hand-in --dates shifted
    """  # noqa: D301
    with progress(f"Sharing {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        shared = iv.share(campaign, dates=dates, keep=keep, as_of=as_of)
        _tell(shared.treated)
        written = iv.write_shared(campaign, shared, out, allow=allow)
    tell_written(written, named=False)
    if shared.shift:
        click.echo(f"Look at it as of {shared.day(as_of):%Y-%m-%d}.")


def _tell(treated: Any) -> None:  # noqa: ANN401 -- the table
    """Say what becomes of the columns, before anything is written."""
    for became, rows in treated.groupby("became", sort=False):
        columns = [f"{row.table}.{row.column}" for row in rows.itertuples()]
        click.echo(click.wrap_text(f"{became}: {', '.join(columns)}", 88, "", "  "))
