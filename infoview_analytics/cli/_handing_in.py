"""What the commands share that write files to be handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import click

import infoview_analytics as iv
from infoview_analytics.records.schema import TABLE_OF

Command = Callable[..., Any]

_SHARE = "share"  # a column of your own: "yes" in it frees the words of a row
_KINDS = ("role", "industry", "city")  # told where many share them; no words of yours

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


def tell_kept(campaign: Any, *, keep: Sequence[str] = ()) -> None:  # noqa: ANN401
    """Say on stderr what may be handed in as it was written; nothing if nothing may.

    Parameters
    ----------
    campaign : Campaign
        Whose people have pseudonyms in what is handed in.
    keep : sequence of str
        Columns of one's own that are kept.
    """
    tables = (getattr(campaign, name) for name in TABLE_OF)
    if not keep and not any(_SHARE in table for table in tables):
        return
    told, left_out = [], []
    treated: Any = iv.share(campaign, keep=keep, key=b"-").treated
    for row in treated.itertuples():
        name, values, left = f"{row.table}.{row.column}", int(row.values), int(row.left)
        if row.column in keep:
            told.append(name)
        elif row.became != "replaced" and _holds_words(row.table, row.column):
            told += [f"{name} ({left} of {values})"] if left else []
            left_out += [name] if values > left else []
    if told:
        rest = f" Left out: {', '.join(left_out)}." if left_out else ""
        click.echo(f"May stand there as you wrote it: {', '.join(told)}.{rest}", err=True)


def _holds_words(table: str, name: str) -> bool:
    """Tell whether a column holds words that a row may free."""
    kinds = {column.name: column.kind for column in TABLE_OF[table].columns}
    return name not in _KINDS and kinds.get(name) in ("notes", "text")


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
