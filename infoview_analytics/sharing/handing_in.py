"""Files that leave your hands: made of a copy without names, searched, and never written over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from infoview_analytics.errors import OccupiedError, OptionError
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.schema import TABLE_OF
from infoview_analytics.records.starting import keep_out_of_git
from infoview_analytics.sharing.leaks import Secrets, refuse_leaks, secrets_of
from infoview_analytics.sharing.sharing import Dates, share
from infoview_analytics.store.saving import write_whole
from infoview_analytics.store.versions import fingerprint
from infoview_analytics.weeks import Day, day

Names = Literal["pseudonyms", "shown"]

NAMES: tuple[Names, ...] = get_args(Names)
_RECORDS = TABLE_OF["interviews"].file
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
    contents: Mapping[str, bytes],
    out: str | Path,
    *,
    of: HandIn,
    force: bool = False,
    drawn: Mapping[str, str] | None = None,
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
        Whether to write over files that an earlier call made and nobody has changed since; and,
        where nobody is named now, to remove those of them that name people.
    drawn : mapping, optional
        The words that stand in a file as glyphs or as a picture, by its name, see `find_leaks`.

    Returns
    -------
    list of pathlib.Path
        The files.

    Raises
    ------
    LeakError
        If something personal would stand in one; nothing is written then.
    OccupiedError
        If one is there already, and `force` is not given or it is not as we made it; if the
        folder holds records; or if files that name people would stay beside those that name
        nobody. Nothing is written then.
    OSError
        If one cannot be written; what was there is as it was.
    """
    folder = Path(out)
    if of.secrets is not None:
        refuse_leaks(contents, of.secrets, drawn=drawn)
    made = _made(folder)
    _refuse_occupied(folder, contents, made.files, force=force)
    named = made.naming - set(contents) if of.secrets is not None else set()
    named = {name for name in named if (folder / name).exists()}
    _refuse_named(folder, named, made.files, force=force)
    for place in {folder, *((folder / name).parent for name in contents)}:
        place.mkdir(parents=True, exist_ok=True)
    if of.secrets is None:
        keep_out_of_git(folder)
    files = {folder / name: content for name, content in contents.items()}
    write_whole(files | {folder / MADE: made.with_these(contents, named=of.secrets is None)})
    for name in named:
        (folder / name).unlink()
    return list(files)


@dataclass(frozen=True, slots=True)
class _Made:
    """What earlier calls made in a folder: what tells each file, and which name people."""

    files: Mapping[str, str]
    naming: set[str]

    def with_these(self, contents: Mapping[str, bytes], *, named: bool) -> bytes:
        """Return the record with files that are made now."""
        files = {**self.files, **{name: fingerprint(content) for name, content in contents.items()}}
        naming = self.naming | set(contents) if named else self.naming - set(contents)
        record = {"files": files, "naming_people": sorted(naming)}
        return f"{json.dumps(record, indent=1, sort_keys=True)}\n".encode()


def _refuse_occupied(
    folder: Path, contents: Mapping[str, bytes], made: Mapping[str, str], *, force: bool
) -> None:
    """Refuse to write over a file, unless it is ours and that was asked for."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file. Name a folder; it is made if it is not there."
        raise OccupiedError(message)
    if (folder / _RECORDS).exists():
        message = (
            f"{folder} holds records, and whoever passes it on passes them on too. Name another "
            "folder, such as one inside it; nothing was written."
        )
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
            "made (--force, or force=True); nothing was written."
        )
        raise OccupiedError(message)


def _refuse_named(
    folder: Path, named: Iterable[str], made: Mapping[str, str], *, force: bool
) -> None:
    """Refuse to leave files that name people beside those that name nobody."""
    for name in sorted(named):
        is_ours = _is_ours(folder / name, made.get(name))
        if not is_ours or not force:
            remedy = "have it removed (--force, or force=True)" if is_ours else "move it away"
            message = (
                f"{folder / name} names people and would stay beside what names nobody. Name "
                f"another folder, or {remedy}; nothing was written."
            )
            raise OccupiedError(message)


def _is_ours(file: Path, digest: str | None) -> bool:
    """Tell whether a file is byte for byte as we made it."""
    return file.is_file() and fingerprint(file.read_bytes()) == digest


def _made(folder: Path) -> _Made:
    """Return what earlier calls made in a folder; nothing where that cannot be read."""
    try:
        told = json.loads((folder / MADE).read_text("utf-8"))
    except (OSError, ValueError):
        told = None
    files = told.get("files", told) if isinstance(told, dict) else {}  # once it held only these
    naming = told.get("naming_people", []) if isinstance(told, dict) else []
    if not isinstance(files, dict) or not isinstance(naming, list):
        return _Made({}, set())
    return _Made({str(name): str(of) for name, of in files.items()}, set(map(str, naming)))
