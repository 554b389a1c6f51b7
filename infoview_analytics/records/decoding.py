"""From a file's bytes to its text, strictly: nothing is replaced and nothing is guessed."""

from __future__ import annotations

import codecs
from pathlib import Path

from infoview_analytics.errors import Problem
from infoview_analytics.records.codes import LONGEST_FIELD, file_problem

_MARKED = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_text(path: Path, file: str) -> str | Problem:
    """Return the text of a file, or why it has none.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        Its name in the problem.

    Returns
    -------
    str or Problem
        The text with its line breaks as they are, without a byte order mark; or E101, E102
        or E104.
    """
    try:
        if path.is_dir():
            return file_problem(file, "E101", "is a folder", "Give a file of that name")
        if path.exists() and not path.is_file():
            return file_problem(file, "E101", "is not a regular file", "Give a plain CSV file")
        return decoded(path.read_bytes(), file)
    except FileNotFoundError:
        return file_problem(file, "E101", "is missing", _where(path))
    except PermissionError:
        remedy = "Close it in other programs, and give yourself the right to read it"
        return file_problem(file, "E101", "may not be read", remedy)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return file_problem(
            file, "E101", f"cannot be read ({reason})", "Look at its name and place"
        )


def decoded(raw: bytes, file: str) -> str | Problem:
    """Return bytes as text, or why they are none.

    Parameters
    ----------
    raw : bytes
        UTF-8 with or without a byte order mark, or UTF-16 with one.
    file : str
        The file's name in the problem.

    Returns
    -------
    str or Problem
        The text, or E102 with the offset of the first byte that cannot be decoded, or E104.
    """
    if raw.startswith(_WORKBOOKS):
        return file_problem(file, "E104", "is a workbook, not text", _save_as(file))
    mark, encoding, said = encoding_of(raw)
    if not encoding:
        return file_problem(file, "E102", "is UTF-32", _save_as(file))
    if encoding == "utf-8" and b"\0" in raw:
        return _nul(raw.index(b"\0"), file)
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        return _undecodable(raw, error, len(mark), said, file)
    if encoding != "utf-8" and "\0" in text:
        return _nul(len(mark) + len(text[: text.index("\0")].encode(encoding)), file)
    return text


def encoding_of(raw: bytes) -> tuple[bytes, str, str]:
    """Tell how a file's text is written in bytes.

    Parameters
    ----------
    raw : bytes
        What the file holds.

    Returns
    -------
    mark : bytes
        The byte order mark, or nothing.
    codec : str
        As Python names it; empty for UTF-32, which is not read.
    said : str
        As people name it; empty for UTF-32.
    """
    for mark, encoding, said in _MARKED:
        if raw.startswith(mark):
            return mark, encoding, said
    return b"", "utf-8", "UTF-8"


def too_long_line(text: str, file: str) -> Problem | None:
    """Return E105 for the first line longer than `LONGEST_FIELD`, looking at few characters.

    Parameters
    ----------
    text : str
        A file's text.
    file : str
        Its name in the problem.

    Returns
    -------
    Problem or None
        None if every line is short enough.
    """
    begin = 0
    while len(text) - begin > LONGEST_FIELD:
        window = begin, begin + LONGEST_FIELD + 1
        end = max(text.rfind("\n", *window), text.rfind("\r", *window))
        if end < 0:
            return file_problem(
                file,
                "E105",
                f"holds a line longer than {LONGEST_FIELD:,} characters",
                "See whether this is the right file, and whether its line breaks were lost",
                line=lines_before(text[:begin]) + 1,
            )
        begin = end + 1
    return None


def lines_before(text: str) -> int:
    """Return the number of physical lines that end in `text`.

    Parameters
    ----------
    text : str
        Text whose lines end in LF, CR or both.

    Returns
    -------
    int
        The number of line breaks.
    """
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _undecodable(
    raw: bytes, error: UnicodeDecodeError, marked: int, said: str, file: str
) -> Problem:
    """Return E102 with the offset, the line, and what the byte would be on Windows."""
    offset = error.start + marked
    before = raw[marked:offset].decode(error.encoding)
    byte = raw[offset : offset + 1]
    fault = f"byte 0x{byte.hex().upper()} at offset {offset} is not {said}"
    windows = byte.decode("cp1252", errors="ignore") if said == "UTF-8" else ""
    if windows:
        fault = f'{fault} (on an older Windows it was "{windows}")'
    return file_problem(file, "E102", fault, _save_as(file), line=lines_before(before) + 1)


def _nul(offset: int, file: str) -> Problem:
    """Return E104 for a NUL character."""
    return file_problem(file, "E104", f"is not text: NUL at offset {offset}", _save_as(file))


def _save_as(file: str) -> str:
    """Return how to save a file so that it can be read."""
    kind = "UTF-8 text" if file.endswith(".toml") else '"CSV UTF-8"'
    return f"Save it as {kind} where it was made"


def _where(path: Path) -> str:
    """Return what to do about a missing file; its folder may hold one that is nearly it."""
    if path.is_symlink():
        return f"It is a link to {path.readlink()}: put a file there, or take the link away"
    try:
        names = sorted(other.name for other in path.parent.iterdir())
    except OSError:
        return "Look at the folder's name and place"
    near = [name for name in names if name.casefold() == path.name.casefold()]
    return f'Rename "{near[0]}" to {path.name}' if near else f"Put {path.name} there"
