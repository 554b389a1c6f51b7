"""Take out of notebooks what their cells gave back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import infoview_analytics as iv
from infoview_analytics.cli._shown import in_plain_words
from infoview_analytics.cli._typed import on_one_line
from infoview_analytics.errors import InfoviewError

_STREAM = "-"


@click.command()
@click.argument("notebooks", nargs=-1, metavar="[NOTEBOOK]...")
@click.option(
    "--install",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Let git do so whenever a notebook in FOLDER is added.",
)
def strip(notebooks: tuple[str, ...], install: Path | None) -> None:
    """Take out of each NOTEBOOK what its cells gave back: tables, pictures, names.

    What you wrote into the cells stays, so read through it before you hand a notebook in; pictures
    that you pasted into them stay too, and are told. With - a notebook is read from stdin and
    written to stdout, as git asks for it.

    \b
    Examples:
      infoview strip my-campaign/notebooks/01_my_week.ipynb
      infoview strip --install my-campaign
    """  # noqa: D301
    if not notebooks and install is None:
        message = "Name a notebook, or a campaign with --install."
        raise click.UsageError(message)
    if install is not None:
        repository = iv.install_filter(install)
        click.echo(f"{repository}: git strips each notebook of {install} you add.")
    failed = [name for name in notebooks if not _is_stripped(name)]
    if failed:
        sys.exit(1)


def _is_stripped(name: str) -> bool:
    """Strip one notebook, tell it, and return whether that could be done."""
    try:
        if name == _STREAM:
            bare = iv.stripped(sys.stdin.buffer.read())
            click.echo(bare, nl=False)
        else:
            changed = iv.strip_notebook(name)
            bare = Path(name).read_bytes()
            click.echo(f"stripped {name}" if changed else f"{name} had nothing to take out")
    except iv.MissingExtraError:
        raise
    except (InfoviewError, OSError) as error:
        click.echo(f"infoview: {in_plain_words(error)}", err=True)
        return False
    for file in iv.pasted_into(bare):
        said = f"{name}: {file} was pasted into a cell and stays. Look at it; who is in it?"
        click.echo(on_one_line(f"infoview: {said}"), err=True)
    return True
