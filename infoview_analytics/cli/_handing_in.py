"""What the commands share that write files to be handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]

out_folder = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
names = click.option(
    "--names",
    type=click.Choice(["pseudonyms", "shown"]),
    default="pseudonyms",
    show_default=True,
    help="Whether people and organisations are named.",
)
dates = click.option(
    "--dates",
    type=click.Choice(["kept", "weeks", "shifted"]),
    default="kept",
    show_default=True,
    help="Leave days as they are, tell them to the week, or move all back by the same time.",
)
keep = click.option("--keep", multiple=True, metavar="COLUMN", help="Keep a column of your own.")
allow = click.option(
    "--allow", multiple=True, metavar="WORD", help="A word that gives nobody away."
)
force = click.option(
    "--force",
    is_flag=True,
    help="Write over files that an earlier call made, if nobody changed them.",
)


def handing_in(command: Command) -> Command:
    """Give a command the options of whoever hands something in.

    Parameters
    ----------
    command : callable
        It takes ``out``, ``names``, ``dates``, ``allow`` and ``force``.

    Returns
    -------
    callable
        The command with its options.
    """
    return reduce(
        lambda made, option: option(made), (force, allow, dates, names, out_folder), command
    )


def some_of(
    offered: Sequence[str], *, default: str | None, when_left_out: str | None = None
) -> Callable[[Command], Command]:
    """Return the option ``--format``, whose words stand between commas.

    Parameters
    ----------
    offered : sequence of str
        What can be written.
    default : str or None
        What is written if it is left out.
    when_left_out : str, optional
        The same in words.

    Returns
    -------
    callable
        The option; the command takes ``formats``, a list, or None where there is no default.
    """

    def each(_ctx: click.Context, _param: click.Parameter, words: str | None) -> list[str] | None:
        if words is None:
            return None
        named = [word.strip().lower() for word in words.split(",") if word.strip()]
        unknown = [word for word in named if word not in offered]
        if unknown or not named:
            said = f"{unknown[0]!r} is not one that we write" if unknown else "none was named"
            message = f"{said}. Name some of {', '.join(offered)}, with commas between."
            raise click.BadParameter(message)
        return named

    return click.option(
        "--format",
        "formats",
        default=default,
        show_default=when_left_out or True,
        callback=each,
        metavar="A,B",
        help=f"What to write: {', '.join(offered)}.",
    )


def tell_written(written: Iterable[Path], *, named: bool) -> None:
    """Say what was written, and whether it names people.

    Parameters
    ----------
    written : iterable of pathlib.Path
        The files.
    named : bool
        Whether they name people.
    """
    for path in written:
        click.echo(f"wrote {path}")
    if named:
        click.echo("These files name people: share them with care.", err=True)
