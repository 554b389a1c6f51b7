"""A campaign opened for a save: locked, and tidy after whatever happened to it before."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infoview_analytics.errors import InfoviewError, StoreError
from infoview_analytics.records.schema import TABLES
from infoview_analytics.store.locking import campaign_lock
from infoview_analytics.store.saving import contents_of, drop_drafts, put_back
from infoview_analytics.store.versions import (
    Kept,
    cut_short,
    drop,
    fingerprint,
    kept_versions,
    moved,
    prune,
)

_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def opened(folder: Path) -> Iterator[None]:
    """Hold the lock on a tidy campaign, and tell what the system refuses in plain words.

    Drafts that a crash left are cleared away; a save of several files that was cut short
    between two of them is taken back, unless one of them was changed by hand since.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    LockedError
        If somebody else is saving all the while.
    StoreError
        If the disk or the system refuses.
    """
    try:
        with campaign_lock(folder):
            drop_drafts(folder / table.file for table in TABLES)
            for kept in kept_versions(folder, "unfinished", "undoing"):
                _settle(folder, kept)
            prune(folder)
            yield
    except InfoviewError:
        raise
    except (OSError, NotImplementedError) as error:
        raise refusal(folder, error) from error


def _settle(folder: Path, kept: Kept) -> None:
    """Bring a save or an undo that was cut short to an end."""
    paths = {folder / file: piece for file, piece in kept.pieces.items()}
    prints = {path: fingerprint(contents_of(path)) for path in paths}
    after = [path for path, piece in paths.items() if prints[path] == piece.after]
    before = [path for path, piece in paths.items() if prints[path] == piece.before]
    if kept.state == "undoing" and not before:
        moved(kept, "done")  # nothing of it was taken back yet
    elif kept.state == "unfinished" and not after:
        drop(kept)  # nothing of it was saved yet
    elif len(after) + len(before) < len(paths):
        cut_short(kept)
    elif not before:
        moved(kept, "done")
    elif not put_back(
        {path: kept.after(path.name) for path in after},
        {path: kept.before(path.name) for path in after},
    ):
        _taken_back(kept)


def _taken_back(kept: Kept) -> None:
    """Note that all files are as they were before a save."""
    if kept.state == "undoing":
        moved(kept, "undone")
    else:
        drop(kept)


def refusal(folder: Path, error: OSError | NotImplementedError) -> StoreError:
    """Return what the system refused, and the remedy.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    error : OSError or NotImplementedError
        What the system said.

    Returns
    -------
    StoreError
        To be raised from it.
    """
    number = getattr(error, "errno", None)
    if number in _NO_ROOM:
        remedy = "Make room on the disk, and save again"
    elif number in (errno.EACCES, errno.EPERM):
        remedy = (
            f"Close the files in other programs, and give yourself the right to write to {folder}"
        )
    elif number == errno.EROFS:
        remedy = "Copy the folder to a place where you may write"
    else:
        remedy = "Look at the folder and its disk, and try again"
    reason = getattr(error, "strerror", None) or str(error)
    at = getattr(error, "filename", None)
    where = f", {Path(at).name}" if isinstance(at, str | os.PathLike) else ""
    message = f"Nothing was saved ({reason}{where}); the files are as they were. {remedy}."
    return StoreError(message)
