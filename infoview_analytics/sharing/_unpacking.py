"""How what is packed is unpacked, and whether words can be in it."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterator

_PACKED = re.compile(
    rb"base64,\s*([A-Za-z0-9+/]{16,}+(?:\s+[A-Za-z0-9+/]{16,}+)*+(?:\s[A-Za-z0-9+/]*={1,2})?)"
)
_QUOTED = re.compile(rb'"([A-Za-z0-9+/]{60}(?:[A-Za-z0-9+/=]|\\n)*+)"')
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_PNG_HEAD = 8
_CONTROLS = bytes(set(range(32)) - set(b"\x00\t\n\r\f\x1b"))
_MOST_CONTROLS = 0.02


def unpacked(content: bytes) -> tuple[bytes, list[bytes]]:
    """Return a text without what is packed in it in base64, and what is packed.

    Parameters
    ----------
    content : bytes
        Any text; in JSON, long strings of nothing but base64 are unpacked too.

    Returns
    -------
    tuple of bytes and list of bytes
        The rest of the text, and each different thing that was packed.
    """
    packed: list[bytes] = []
    patterns = [(_PACKED, b"base64,")] if b"base64," in content else []
    patterns += [(_QUOTED, b'""')] if content.lstrip().startswith(b"{") else []
    for pattern, rest in patterns:
        packed += pattern.findall(content)
        content = pattern.sub(rest, content)
    inside = map(_from_base64, dict.fromkeys(packed))
    return content, [found for found in inside if found]


def texts_of_png(content: bytes) -> Iterator[bytes]:
    """Yield the texts that a picture carries with it.

    Parameters
    ----------
    content : bytes
        A PNG.

    Yields
    ------
    bytes
        Each, as it stands and unpacked.
    """
    place = _PNG_HEAD
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + size]
        if kind in _PNG_TEXTS:
            packed = inflated(data.partition(b"\x00")[2].lstrip(b"\x00\x01"))
            yield packed or data
        place += 12 + size


def inflated(data: bytes) -> bytes:
    """Return what was deflated, or nothing where it was not.

    Parameters
    ----------
    data : bytes
        Anything.

    Returns
    -------
    bytes
        As it was before.
    """
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def is_text(content: bytes) -> bool:
    """Tell whether words can be in something: not in a picture, a font or a sound.

    Parameters
    ----------
    content : bytes
        Anything.

    Returns
    -------
    bool
        False where hardly any text has so many control characters.
    """
    controls = len(content) - len(content.translate(None, delete=_CONTROLS))
    return controls <= _MOST_CONTROLS * len(content)


def _from_base64(text: bytes) -> bytes:
    """Return what was packed in base64, or nothing where it was not."""
    letters = text.replace(b"\\n", b"").translate(None, delete=b" \t\r\n=")
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4))
    except ValueError:
        return b""
