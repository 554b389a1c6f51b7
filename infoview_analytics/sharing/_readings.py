"""What can be read in a file, however it is packed: for the search for leaks."""

from __future__ import annotations

import html
import re
import struct
import unicodedata
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

_PACKED = re.compile(rb"base64,\s*([A-Za-z0-9+/=\s]{16,})")
_QUOTED_BASE64 = re.compile(rb'"(?:[A-Za-z0-9+/]{60,}={0,2}(?:\\n)?)"')
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_DEEPEST = 4


def readings(name: str, content: bytes, *, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield everything that can be read in a file, in one form: NFC, casefolded, UTF-8.

    Parameters
    ----------
    name : str
        What the file is called.
    content : bytes
        What is in it. Parts of a ZIP (DOCX, PPTX, XLSX), texts of a PNG, streams of a PDF and
        whatever is packed in base64 are read too; entities and percent signs are undone.
    depth : int, default 0
        How deep in other files it lies.

    Yields
    ------
    tuple of str and bytes
        Where it stands, and what is read.
    """
    if depth > _DEEPEST:
        return
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from readings(f"{name}/{part}", packed.read(part), depth=depth + 1)
        return
    if content.startswith(_PNG):
        yield name, folded(b"\n".join(_texts_of_png(content)).decode("utf-8", "replace"))
        return
    if content.startswith(b"%PDF"):
        for stream in _STREAM.findall(content):
            yield name, _folded_bytes(_inflated(stream))
    yield name, _folded_bytes(content)
    for packed_text in _PACKED.findall(content) + _QUOTED_BASE64.findall(content):
        inside = _unpacked(packed_text)
        if inside:
            yield from readings(name, inside, depth=depth + 1)


def folded(text: str) -> bytes:
    """Return a text in the one form in which words are compared.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    bytes
        Without a difference of case or of composed letters, as UTF-8.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).encode()


def _folded_bytes(content: bytes) -> bytes:
    """Return bytes in that form, with entities, escapes and percent signs undone as well."""
    plain = content.lower() if content.isascii() else folded(content.decode("utf-8", "replace"))
    if not any(mark in content for mark in (b"&", b"\\u", b"%", b"\x00")):
        return plain
    text = content.decode("utf-8", "replace")
    undone = [html.unescape(text)] if "&" in text else []
    undone += [_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)] if "\\u" in text else []
    undone += [unquote(text)] if "%" in text else []
    undone += (
        [content.replace(b"\x00", b"").decode("utf-8", "replace")] if b"\x00" in content else []
    )
    return b"\n".join([plain, *map(folded, undone)])


def _texts_of_png(content: bytes) -> Iterator[bytes]:
    """Yield the texts that a picture carries with it."""
    place = len(_PNG)
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + size]
        if kind in _PNG_TEXTS:
            yield data
            yield _inflated(data.partition(b"\x00")[2].lstrip(b"\x00\x01"))
        place += 12 + size


def _inflated(data: bytes) -> bytes:
    """Return what was deflated, or nothing where it was not."""
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def _unpacked(text: bytes) -> bytes:
    """Return what was packed in base64, or nothing where it was not."""
    letters = re.sub(rb'[\s"]|\\n', b"", text)
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4))
    except ValueError:
        return b""
