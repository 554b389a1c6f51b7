"""The last versions of a campaign's files, kept beside them so that a save can be taken back."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

from infoview_analytics.store.locking import STORE

KEPT = 10

_VERSIONS = "versions"

State = Literal["unfinished", "done", "undoing", "undone", "cut_short"]

_ABOUT = re.compile(r"(\d{6,})(?:\.(unfinished|undoing|undone|cut_short))?\.json")
_OF_A_VERSION = re.compile(r"(\d{6,})\..+")
_CUT_SHORT = "cut short, and its files were changed since: it cannot be taken back"


@dataclass(frozen=True, slots=True)
class Version:
    """One save that is remembered.

    Attributes
    ----------
    number : int
        Saves are numbered from 1.
    what : str
        What was saved, in words; and that it was cut short by a crash, if so.
    files : tuple of str
        The files that it changed.
    undone : bool
        Whether it was taken back.
    saved_on : str
        When, by the clock of the machine: ``2026-03-04 14:05``.
    """

    number: int
    what: str
    files: tuple[str, ...]
    undone: bool
    saved_on: str


@dataclass(frozen=True, slots=True)
class Piece:
    """How one file was changed by a save.

    Attributes
    ----------
    before, after : str
        Fingerprints of the file; empty where there was none.
    head, tail : int
        So many bytes at its beginning and at its end stayed.
    middle : bytes
        What stands between them afterwards.
    """

    before: str
    after: str
    head: int = 0
    tail: int = 0
    middle: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as it is kept.

    Attributes
    ----------
    about : pathlib.Path
        The file that tells of the save; those beside it of the same number are the files as
        they were before.
    number : int
        Its number.
    state : str
        Whether the save was finished, and whether it was taken back; or that it was cut short
        and somebody changed the files before that could be mended.
    what : str
        What was saved.
    pieces : dict
        How each file was changed, in the order in which they were.
    """

    about: Path
    number: int
    state: State
    what: str
    pieces: dict[str, Piece] = field(default_factory=dict)

    def place(self, file: str) -> Path:
        """Return where a file is kept as it was before the save."""
        return self.about.with_name(f"{self.number:06}.{file}")

    def before(self, file: str) -> bytes | None:
        """Return what a file held before the save, or None if there was no file."""
        return self.place(file).read_bytes() if self.pieces[file].before else None

    def after(self, file: str) -> bytes:
        """Return what the save made of a file."""
        piece, old = self.pieces[file], self.before(file) or b""
        return old[: piece.head] + piece.middle + old[len(old) - piece.tail :]

    def told(self) -> Version:
        """Return what people want to know of it."""
        seconds = self.about.stat().st_mtime
        moment = datetime.fromtimestamp(seconds, tz=UTC).astimezone()
        return Version(
            self.number,
            f"{self.what} ({_CUT_SHORT})" if self.state == "cut_short" else self.what,
            tuple(self.pieces),
            self.state == "undone",
            f"{moment:%Y-%m-%d %H:%M}",
        )


def fingerprint(raw: bytes | None) -> str:
    """Return what tells a file's contents from any other.

    Parameters
    ----------
    raw : bytes or None
        The contents; None where there is no file.

    Returns
    -------
    str
        Empty where there is no file.
    """
    return "" if raw is None else sha256(raw).hexdigest()


def kept_versions(folder: Path, *states: State) -> list[Kept]:
    """Return the versions of a campaign, oldest first, and nothing that is not whole.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    *states : str
        Only versions in one of these states; if left out, all.

    Returns
    -------
    list of Kept
        Unfinished ones too.
    """
    found = []
    for about in _abouts(folder):
        state = _state(about)
        if not states or state in states:
            kept = _read(about, state)
            found += [kept] if kept else []
    return found


def new_version(
    folder: Path, what: str, changed: Mapping[str, tuple[bytes | None, bytes]]
) -> tuple[Kept, bytes]:
    """Return an unfinished version and what its file shall tell, not yet written.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    what : str
        What is being saved.
    changed : mapping of str to tuple
        What each file holds now, and what it shall hold.

    Returns
    -------
    kept : Kept
        The version.
    about : bytes
        What to write to its file.
    """
    number = max(map(_number, _abouts(folder)), default=0) + 1
    pieces = {file: _piece(old, new) for file, (old, new) in changed.items()}
    about = {
        "what": what,
        "files": {
            file: {
                "before": piece.before,
                "after": piece.after,
                "head": piece.head,
                "tail": piece.tail,
                "middle": b64encode(piece.middle).decode("ascii"),
            }
            for file, piece in pieces.items()
        },
    }
    place = folder / STORE / _VERSIONS / f"{number:06}.unfinished.json"
    return Kept(place, number, "unfinished", what, pieces), json.dumps(about, indent=1).encode()


def moved(kept: Kept, state: State) -> Kept:
    """Note that a version was finished, or taken back.

    Parameters
    ----------
    kept : Kept
        The version.
    state : str
        What it is now.

    Returns
    -------
    Kept
        The version in its new state.
    """
    ending = "" if state == "done" else f".{state}"
    about = kept.about.with_name(f"{kept.number:06}{ending}.json")
    os.rename(kept.about, about)  # noqa: PTH104 -- the tests stand in for os
    return replace(kept, about=about, state=state)


def cut_short(kept: Kept) -> None:
    """Note that a version can neither be finished nor be taken back.

    What it keeps of a file is a second name of the file itself where that was never replaced:
    it is let go of.

    Parameters
    ----------
    kept : Kept
        The version.
    """
    for file, piece in kept.pieces.items():
        if piece.before and fingerprint(kept.before(file)) != piece.before:
            kept.place(file).unlink(missing_ok=True)
    moved(kept, "cut_short")


def prune(folder: Path) -> None:
    """Take away all but the last ten versions, and what is no whole version.

    Those that were taken back go first, so that the last ten others can be. What cannot be
    taken away stays until the next time.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    """
    versions = folder / STORE / _VERSIONS
    abouts = list(filter(_may_count, _abouts(folder)))
    newest = abouts[-1:]  # it stays, so that no number is given twice
    undone_first = sorted(abouts, key=lambda at: _state(at) != "undone" or at in newest)
    stays = set(map(_number, undone_first[-KEPT:]))
    for name in _names(versions):
        if _OF_A_VERSION.fullmatch(name) and int(name.partition(".")[0]) not in stays:
            with suppress(OSError):
                (versions / name).unlink(missing_ok=True)


def drop(kept: Kept) -> None:
    """Take a version away.

    Parameters
    ----------
    kept : Kept
        The version.
    """
    for path in (kept.about, *map(kept.place, kept.pieces)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _abouts(folder: Path) -> list[Path]:
    """Return the files that tell of versions, oldest first."""
    versions = folder / STORE / _VERSIONS
    return [versions / name for name in _names(versions) if _ABOUT.fullmatch(name)]


def _names(versions: Path) -> list[str]:
    """Return the names of what is in the folder of versions, oldest first."""
    try:
        names = os.listdir(versions)  # noqa: PTH208 -- a save does this often
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(names, key=lambda name: (len(name.partition(".")[0]), name))


def _number(path: Path) -> int:
    """Return the number of the version to which a file belongs."""
    return int(path.name.partition(".")[0])


def _state(about: Path) -> State:
    """Return the state that a version's file is named after."""
    found = _ABOUT.fullmatch(about.name)
    return cast("State", (found and found[2]) or "done")


def _may_count(about: Path) -> bool:
    """Tell whether a version was begun in earnest: nothing is replaced before it is whole."""
    state = _state(about)
    return state != "unfinished" or _read(about, state) is not None


def _read(about: Path, state: State) -> Kept | None:
    """Return a version, or None if it is not whole."""
    try:
        said = json.loads(about.read_bytes())
        pieces = {
            file: Piece(**{**piece, "middle": b64decode(piece["middle"])})
            for file, piece in said["files"].items()
        }
        kept = Kept(about, _number(about), state, said["what"], pieces)
        needed = [file for file, piece in pieces.items() if piece.before and state != "cut_short"]
        whole = all(kept.place(file).is_file() for file in needed)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return kept if whole else None


def _piece(old: bytes | None, new: bytes) -> Piece:
    """Return how a file is changed: what stays at its beginning and at its end."""
    before = old or b""
    most = min(len(before), len(new))
    head = _longest(most, lambda low, high: before[low:high] == new[low:high])
    tail = _longest(
        most - head,
        lambda low, high: (
            before[len(before) - high : len(before) - low] == new[len(new) - high : len(new) - low]
        ),
    )
    middle = new[head : len(new) - tail]
    return Piece(fingerprint(old), fingerprint(new), head, tail, middle)


def _longest(most: int, same: Callable[[int, int], bool]) -> int:
    """Return how many bytes are the same, where a span of them can be compared."""
    if same(0, most):
        return most
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
