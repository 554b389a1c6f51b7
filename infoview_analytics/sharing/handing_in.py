"""Files that leave your hands: made of a copy without names, searched, and never written over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from infoview_analytics.errors import OccupiedError, OptionError
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.starting import keep_out_of_git
from infoview_analytics.sharing.leaks import Secrets, refuse_leaks, secrets_of
from infoview_analytics.sharing.sharing import Dates, share
from infoview_analytics.store.saving import write_whole
from infoview_analytics.weeks import Day, day

Names = Literal["pseudonyms", "shown"]

NAMES: tuple[Names, ...] = get_args(Names)
MADE = ".infoview-made.json"  # beside the files: which of them are ours, as we made them


@dataclass(frozen=True, eq=False)
class HandIn:
    """What files are made of that leave your hands.

    Attributes
    ----------
    campaign : Campaign
        The copy in which nobody is named, or the campaign itself.
    as_of : pandas.Timestamp
        The last day that counts, as the copy has it.
    secrets : Secrets or None
        What may stand in no file; None where names are shown.
    """

    campaign: Campaign
    as_of: pd.Timestamp
    secrets: Secrets | None


def to_hand_in(
    campaign: Campaign,
    *,
    as_of: Day,
    names: Names = "pseudonyms",
    dates: Dates = "kept",
    keep: Iterable[str] = (),
    allow: Iterable[str] = (),
) -> HandIn:
    """Return what to make files of that leave your hands.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    names : {"pseudonyms", "shown"}
        Whether a copy takes the campaign's place, see `share`.
    dates : {"kept", "weeks", "shifted"}
        What becomes of days in the copy.
    keep : iterable of str
        Columns of your own that the copy keeps.
    allow : iterable of str
        Words that may stand in the files all the same, see `secrets_of`.

    Returns
    -------
    HandIn
        The campaign, the day, and what may stand in no file.

    Raises
    ------
    OptionError
        If `names` or `dates` is none of these, or days are to be moved where names are shown.
    UnknownColumnError
        If no table has a column that is to be kept.
    """
    if names not in NAMES:
        message = f"names cannot be {names!r}. Write one of {', '.join(map(repr, NAMES))}."
        raise OptionError(message)
    if names == "shown":
        if dates != "kept":
            message = f"Days are {dates} only where names are not shown. Leave one of the two out."
            raise OptionError(message)
        return HandIn(campaign, day(as_of), None)
    shared = share(campaign, dates=dates, keep=keep, as_of=as_of)
    secrets = secrets_of(campaign, shared, allow=allow)
    return HandIn(shared.campaign, shared.day(as_of), secrets)


def hand_in(
    contents: Mapping[str, bytes], out: str | Path, *, of: HandIn, force: bool = False
) -> list[Path]:
    """Write files that leave your hands: all of them, or none.

    Parameters
    ----------
    contents : mapping
        What each file holds, by its name in the folder.
    out : str or pathlib.Path
        The folder. It is made if it is not there; where names are shown, with a .gitignore.
    of : HandIn
        What they were made of.
    force : bool, default False
        Whether to write over files that an earlier call made and nobody has changed since.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    LeakError
        If something personal would stand in one; nothing is written then.
    OccupiedError
        If one is there already, and `force` is not given or it is not as we made it; nothing is
        written then.
    OSError
        If one cannot be written; what was there is as it was.
    """
    folder = Path(out)
    if of.secrets is not None:
        refuse_leaks(contents, of.secrets)
    made = _made(folder)
    _refuse_occupied(folder, contents, made, force=force)
    for place in {folder, *((folder / name).parent for name in contents)}:
        place.mkdir(parents=True, exist_ok=True)
    if of.secrets is None:
        keep_out_of_git(folder)
    ours = made | {name: _digest(content) for name, content in contents.items()}
    files = {folder / name: content for name, content in contents.items()}
    record = f"{json.dumps(ours, indent=1, sort_keys=True)}\n".encode()
    write_whole(files | {folder / MADE: record})
    return list(files)


def _refuse_occupied(
    folder: Path, contents: Mapping[str, bytes], made: Mapping[str, str], *, force: bool
) -> None:
    """Refuse to write over a file, unless it is ours and that was asked for."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file. Name a folder; it is made if it is not there."
        raise OccupiedError(message)
    there = [name for name in contents if (folder / name).exists()]
    theirs = [name for name in there if not _is_ours(folder / name, made.get(name))]
    if theirs:
        message = (
            f"{folder / theirs[0]} is there and is not as we made it. Name another folder, or "
            "move it away; nothing was written."
        )
        raise OccupiedError(message)
    if there and not force:
        message = (
            f"{folder / there[0]} is there already. Name another folder, or write over what we "
            "made with force; nothing was written."
        )
        raise OccupiedError(message)


def _is_ours(file: Path, digest: str | None) -> bool:
    """Tell whether a file is byte for byte as we made it."""
    return file.is_file() and _digest(file.read_bytes()) == digest


def _made(folder: Path) -> dict[str, str]:
    """Return what earlier calls made in a folder; nothing where that cannot be read."""
    try:
        made = json.loads((folder / MADE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(of) for name, of in made.items()} if isinstance(made, dict) else {}


def _digest(content: bytes) -> str:
    """Return what tells a file from every other."""
    return sha256(content).hexdigest()
