"""Briefs as files: a page to print and a text to write in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from infoview_analytics.briefs.briefs import Brief, brief_in_html, brief_in_markdown
from infoview_analytics.errors import OccupiedError, OptionError, quoted
from infoview_analytics.records.starting import keep_out_of_git
from infoview_analytics.store.saving import write_whole

BriefFormat = Literal["html", "md"]

_MADE = {"html": brief_in_html, "md": brief_in_markdown}
_OTHER = frozenset({".doc", ".docx", ".htm", ".markdown", ".odt", ".pdf", ".rtf", ".txt"})
_MARK = "<!-- A brief, made by infoview_analytics: {} -->\n"
_MARKED = re.compile(_MARK.format("([0-9a-f]{64})"))
_LONGEST_NAME = 60


def write_brief(
    brief: Brief,
    out: str | Path,
    *,
    formats: Sequence[BriefFormat] = ("html", "md"),
    force: bool = False,
) -> list[Path]:
    """Write a brief to files.

    Parameters
    ----------
    brief : Brief
        As `brief` returns it.
    out : str or pathlib.Path
        A file that ends in .html or .md, or a folder. A folder is made if it is not there, with
        a .gitignore, since a brief names people; a file in it is called by the person.
    formats : sequence of {"html", "md"}
        The files to make in a folder: a page to print, a text to write in.
    force : bool, default False
        Whether to write also over a file that is not a brief, or into which somebody wrote.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    OccupiedError
        If a file is there that is not as we made it, and `force` is not given.
    OptionError
        If a brief cannot be made in such a form.
    """
    place = Path(out)
    endings = [str(ending) for ending in ([formats] if isinstance(formats, str) else formats)]
    files = [place / f"{_called(brief.person)}.{ending}" for ending in endings]
    if place.suffix.removeprefix(".") in _MADE and not place.is_dir():
        files = [place]
    wrong = [ending for ending in endings if ending not in _MADE]
    wrong += [place.suffix] if place.suffix in _OTHER and not place.is_dir() else []
    if wrong:
        message = f"A brief cannot be made as {quoted(wrong[0])}. Use html or md."
        raise OptionError(message)
    for file in files:
        if not force and _is_occupied(file):
            message = (
                f"{file} is there and is not as we made it, so it was left as it is. Name "
                "another place, or write over it with force."
            )
            raise OccupiedError(message)
    if files != [place] and not place.exists():
        place.mkdir(parents=True)
        keep_out_of_git(place)
    write_whole({file: _marked(_MADE[file.suffix.removeprefix(".")](brief)) for file in files})
    return files


def _marked(text: str) -> bytes:
    """Return a text with the mark that tells whether somebody has changed it."""
    return f"{text}{_MARK.format(_digest(text))}".encode()


def _is_occupied(file: Path) -> bool:
    """Tell whether a file is there that is not word for word as we made it."""
    if not file.exists():
        return False
    text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    marks = list(_MARKED.finditer(text))
    if not marks or text[marks[-1].end() :].strip():
        return True
    return marks[-1][1] != _digest(text[: marks[-1].start()])


def _digest(text: str) -> str:
    """Return what tells a text from every other."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _called(person: str) -> str:
    """Return the name of a file for a person; no two persons have the same."""
    words = re.findall(r"[^\W_]+", person.casefold())
    name = "-".join(words)[:_LONGEST_NAME].strip("-")
    if name.replace("-", " ").title() == person:
        return f"brief-{name}"
    return f"brief-{name}-{_digest(person)[:8]}".replace("--", "-")
