"""What can be read in a PDF without setting it: its objects, strings and unpacked streams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infoview_analytics.sharing._unpacking import inflated, is_text

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL)
_SIGN = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TWO_BYTES, _UTF8 = b"\xfe\xff", b"\xef\xbb\xbf"


def texts_of_pdf(content: bytes) -> Iterator[bytes]:
    """Yield what can be read in a PDF; what glyphs of a font spell cannot.

    Parameters
    ----------
    content : bytes
        The file.

    Yields
    ------
    bytes
        Its objects without what is packed, each stream that holds words, and the strings of
        both as UTF-8, however they are written.
    """
    streams = (inflated(stream) or stream for stream in _STREAM.findall(content))
    texts = [_STREAM.sub(b"stream", content), *filter(is_text, streams)]
    strings = (" ".join(string.split()) for read in texts for string in _strings(read))
    words = filter(str.isprintable, strings)  # others are numbers of glyphs
    yield from texts
    yield "\n".join(words).encode("utf-8", "replace")


def _strings(read: bytes) -> Iterator[str]:
    """Yield the strings among the objects of a PDF, however they are written."""
    for found in _HEX.findall(read):
        digits = b"".join(found.split()).decode()
        yield _decoded(bytes.fromhex(digits + "0" * (len(digits) % 2)))
    for found in _LITERAL.findall(read):
        yield _decoded(_SIGN.sub(_meant, found))


def _meant(sign: re.Match[bytes]) -> bytes:
    """Return what an escape in a string stands for."""
    if sign[1]:
        return bytes([int(sign[1], 8) % 256])
    return _MEANT.get(sign[2], sign[2]) if sign[2] else b""


def _decoded(string: bytes) -> str:
    """Return the letters of a string."""
    if string.startswith(_TWO_BYTES):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(_UTF8):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1")
