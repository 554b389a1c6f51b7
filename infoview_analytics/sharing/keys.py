"""The secret of a campaign from which its pseudonyms are made."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from infoview_analytics.store.secrets import kept_secret

KEY_FILE = "sharing.key"
_BYTES = 32


def sharing_key(folder: Path) -> bytes:
    """Return the secret of a campaign; the first time it is drawn and kept.

    It lies in the campaign's folder ``.infoview``, is readable by you alone and belongs in no
    copy: whoever has it can find out who is meant by a pseudonym. Without it the next copy has
    other pseudonyms.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.

    Returns
    -------
    bytes
        32 of them.

    Raises
    ------
    LockedError
        If somebody else is saving to the campaign all the time.
    """
    return kept_secret(folder, KEY_FILE, length=_BYTES)


def keyed_number(key: bytes, kind: str, name: str) -> int:
    """Return a number that only somebody with the key can find for a name.

    Parameters
    ----------
    key : bytes
        As `sharing_key` returns it.
    kind : str
        What is numbered, such as ``person``: the same name of another kind has another number.
    name : str
        The name.

    Returns
    -------
    int
        The keyed hash HMAC-SHA-256 [1]_ of the two.

    References
    ----------
    .. [1] Krawczyk, H., Bellare, M. and Canetti, R. (1997). HMAC: keyed-hashing for message
       authentication. RFC 2104.
    """
    said = f"{kind}\0{name}".encode()
    return int.from_bytes(hmac.new(key, said, hashlib.sha256).digest())
