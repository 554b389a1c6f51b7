"""One at a time: the lock that everybody takes who saves to a campaign."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from infoview_analytics.errors import LockedError

STORE = ".infoview"
_LOCK = "lock"
_SECONDS = 10.0
_LOOK_AGAIN = 0.01


@contextmanager
def campaign_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a campaign, waiting a few seconds for it.

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
        If somebody else holds it all that time.
    """
    place = folder / STORE
    if not place.is_dir():
        place.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(str(place / _LOCK), mode=0o600)
    try:
        lock.acquire(timeout=_SECONDS, poll_interval=_LOOK_AGAIN)
    except Timeout:
        message = (
            f"Another window or program is saving to {folder} just now. Nothing was changed. "
            "Try again in a moment."
        )
        raise LockedError(message) from None
    try:
        yield
    finally:
        lock.release()
