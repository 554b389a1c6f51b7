"""Telling what was done, also where nobody can read it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

import click

from infoview_analytics.errors import InfoviewError


def show_done(lines: Iterable[str]) -> None:
    """Print what was done; if that cannot be shown, it is done all the same, and we say so.

    Parameters
    ----------
    lines : iterable of str
        What was done, the first line in short.
    """
    told = list(lines)
    try:
        for line in told:
            click.echo(line)
    except BrokenPipeError:
        _show_nothing_more()  # whoever read us has read enough
    except OSError as error:
        _show_nothing_more()
        with suppress(OSError):
            click.echo(
                f"infoview: this could not be shown ({why(error)}), but it is done:", err=True
            )
            click.echo("\n".join(told), err=True)


def why(error: OSError) -> str:
    """Return why the system refused something.

    Parameters
    ----------
    error : OSError
        Any.

    Returns
    -------
    str
        Without its number.
    """
    return (error.strerror or str(error) or type(error).__name__).lower()


def in_plain_words(error: InfoviewError | OSError) -> str:
    """Return what was refused, and what to do.

    Parameters
    ----------
    error : InfoviewError or OSError
        One of ours, or one of the system.

    Returns
    -------
    str
        Without the number that the system gives it.
    """
    if isinstance(error, InfoviewError):
        return str(error)
    if error.filename is None:
        return f"the system refused ({why(error)}). See whether the disk is full, and try again."
    remedy = "Look at its name, its place and its permissions."
    return f"{os.fsdecode(error.filename)} cannot be used ({why(error)}). {remedy}"


def _show_nothing_more() -> None:
    """Keep what is left in the buffer from being tried again when we end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
