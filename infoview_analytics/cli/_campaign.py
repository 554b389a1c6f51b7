"""What several commands share: the campaign, the day, and how long it took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Literal

import click

import infoview_analytics as iv

_PATIENCE = 1.0  # seconds before the progress is shown

campaign_folder = click.argument("folder", type=click.Path(path_type=Path))
in_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="the present folder",
    help="The folder of the campaign.",
)
as_of_day = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 -- the day where the user is
    show_default="today",
    help="The last day that counts; what came later is not known yet.",
)
leave_out = click.option(
    "--set-aside",
    is_flag=True,
    help="Leave rows with errors out, and say so, instead of refusing the campaign.",
)


def loaded(folder: Path, as_of: datetime, *, set_aside: bool) -> iv.Campaign:
    """Return the campaign, and tell what was set aside.

    Parameters
    ----------
    folder : pathlib.Path
        Where it is.
    as_of : datetime.datetime
        The last day that can have happened.
    set_aside : bool
        Whether rows with errors are left out.

    Returns
    -------
    Campaign
        As `load_campaign` returns it.
    """
    how: Literal["refuse", "set_aside"] = "set_aside" if set_aside else "refuse"
    campaign = iv.load_campaign(folder, as_of=as_of, faulty_rows=how)
    if campaign.set_aside:
        click.echo(campaign.footnote, err=True)
    return campaign


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say on stderr how long it took, if it was long.

    Parameters
    ----------
    what : str
        What is done, such as ``Checking my-campaign``.

    Yields
    ------
    None
        Once.
    """
    begun = monotonic()
    yield
    if (took := monotonic() - begun) > _PATIENCE:
        click.echo(f"{what} took {took:.0f} s.", err=True)
