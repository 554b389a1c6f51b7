"""What can be read in a file, however it is packed: for the search for leaks."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from urllib.parse import unquote

from infoview_analytics.sharing._texts_of_pdf import texts_of_pdf
from infoview_analytics.sharing._unpacking import is_text, texts_of_png, unpacked

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([ -/:-@\[-`{-~])|[bfnrt])")
_WORD = re.compile(r"[^\W_]+")
_ASCII = 128
_SPACES = bytes(c if c >= _ASCII or chr(c).isalnum() else ord(" ") for c in range(256))
_SIGNS = b"&%\\\x00"  # what stands for something else begins or is filled with them
_NO_SIGNS = bytes(c for c in range(_ASCII) if c not in _SIGNS + b"\n")
_PNG = b"\x89PNG\r\n\x1a\n"
_DEEPEST = 4


def readings(name: str, content: bytes, *, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield everything that can be read in a file, as it stands there.

    Parameters
    ----------
    name : str
        What the file is called.
    content : bytes
        What is in it. Parts of a ZIP (DOCX, PPTX, XLSX), texts of a PNG, streams of a PDF and
        whatever is packed in base64 are read too.
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
        yield name, b"\n".join(texts_of_png(content))
    elif content.startswith(b"%PDF"):
        for text in texts_of_pdf(content):
            yield name, text
    elif depth == 0 or is_text(content):
        rest, packed_in_it = unpacked(content)
        yield name, rest
        for inside in packed_in_it:
            yield from readings(name, inside, depth=depth + 1)


def words_in(read: bytes) -> set[bytes]:
    """Return the different words of what was read, each in the one form of `folded`.

    Entities, escapes and percent signs are read both as they stand and as what they stand for.

    Parameters
    ----------
    read : bytes
        As `readings` yields it.

    Returns
    -------
    set of bytes
        Without marks and spaces.
    """
    chunks = list(set(read.lower().split()))  # what occurs often is looked at once
    signs = b"\n".join(chunks).translate(None, delete=_NO_SIGNS).split(b"\n")
    odd = [chunk for chunk, sign in zip(chunks, signs, strict=True) if sign] if chunks else []
    words = set(b" ".join(chunks).translate(_SPACES).split())
    texts = (_told_by(chunk.decode("utf-8", "replace")) for chunk in odd)
    found = (_WORD.findall(folded(text).decode()) for told in texts for text in told)
    return words | {word.encode() for some in found for word in some}


def text_of(read: bytes) -> bytes:
    """Return the whole of what was read in the one form of `folded`, its signs undone below it.

    Parameters
    ----------
    read : bytes
        As `readings` yields it.

    Returns
    -------
    bytes
        Its lines first, as they stand.
    """
    return b"\n".join(folded(text) for text in _told_by(read.decode("utf-8", "replace")))


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
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return plain.encode("utf-8", "replace")


def _told_by(text: str) -> Iterable[str]:
    """Yield a text as it stands, and with each kind of signs undone."""
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield _unescaped(text)
        if "&" in text:
            yield html.unescape(_unescaped(text))  # HTML in JSON
    if "%" in text:
        yield unquote(text)
    if "\x00" in text:
        yield text.replace("\x00", "")  # letters of two bytes


def _unescaped(text: str) -> str:
    """Return a text with its escapes undone; two that are half a letter each become one."""
    halves = _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else found[2] or " ", text
    )
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
