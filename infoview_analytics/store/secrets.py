"""Secrets of a campaign: drawn once, kept beside its records, readable by you alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from infoview_analytics.store.locking import STORE, campaign_lock


def kept_secret(folder: Path, name: str, *, length: int) -> bytes:
    """Return a secret of a campaign; the first time it is drawn and kept.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    name : str
        The file that holds it, in the campaign's folder ``.infoview``.
    length : int
        How many bytes it has. A file of another length was torn, and is drawn anew.

    Returns
    -------
    bytes
        So many of them, the same each time.

    Raises
    ------
    LockedError
        If it is to be drawn, and somebody else is saving to the campaign all the time.
    OSError
        If it can be neither read nor kept.
    """
    path = folder / STORE / name
    if found := _read(path, length):
        return found
    with campaign_lock(folder):
        if found := _read(path, length):
            return found
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(drawn := secrets.token_bytes(length))
            file.flush()
            os.fsync(file.fileno())
    return drawn


def _read(path: Path, length: int) -> bytes:
    """Return what a file holds, nothing where it is not there or not whole."""
    if not path.is_file():
        return b""
    found = path.read_bytes()
    return found if len(found) == length else b""
