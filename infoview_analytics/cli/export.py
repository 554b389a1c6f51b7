"""Write tables and the network for other tools."""

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
from infoview_analytics.cli._handing_in import handing_in, some_of, tell_kept, tell_written

FORMATS = ("csv", "xlsx", "graphml", "gexf", "json", "dot", "gephi", "kumu")


@click.command()
@campaign_folder
@some_of(FORMATS, default="csv,graphml")
@handing_in
@as_of_day
@leave_out
def export(
    folder: Path,
    out: Path,
    formats: list[Any],
    as_of: datetime,
    *,
    set_aside: bool,
    **handed: Any,  # noqa: ANN401 -- as `handing_in` gives it
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
        written = iv.write_export(campaign, out, as_of=as_of, formats=formats, **handed)
    if handed["names"] != "shown":
        tell_kept(campaign)
    tell_written(written, named=handed["names"] == "shown")
