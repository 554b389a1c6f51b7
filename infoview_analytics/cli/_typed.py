"""What we tell somebody to type."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

HERE = Path()
_ODD = set('"$`\\!%')


def infoview(*words: str, folder: Path = HERE) -> str:
    """Return a command as it is typed where we were started.

    Parameters
    ----------
    *words : str
        The command and what it takes, already in quotes where they are needed.
    folder : pathlib.Path, optional
        The campaign's folder; it is left out where it is the present one.

    Returns
    -------
    str
        Such as ``infoview undo``; a name that begins with a hyphen stands behind ``--``.
    """
    by_uv = ["uv", "run"] if "UV" in os.environ else []
    there = [] if folder == HERE else ["--folder", in_quotes(str(folder))]
    odd = next((i for i, word in enumerate(words) if word.lstrip("'\"").startswith("-")), None)
    if odd is None:
        return " ".join([*by_uv, "infoview", *words, *there])
    return " ".join([*by_uv, "infoview", *words[:odd], *there, "--", *words[odd:]])


def in_quotes(text: str) -> str:
    """Return a text in quotes that every shell knows, where there are such.

    Parameters
    ----------
    text : str
        What somebody wrote.

    Returns
    -------
    str
        On one line.
    """
    line = on_one_line(text)
    return shlex.quote(line) if set(line) & _ODD else f'"{line}"'


def on_one_line(text: str) -> str:
    """Return a text without what a terminal cannot show on one line.

    Parameters
    ----------
    text : str
        What stands in a record.

    Returns
    -------
    str
        With spaces instead.
    """
    return "".join(c if c.isprintable() else " " for c in text)
