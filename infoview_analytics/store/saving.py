"""Bytes put on the disk so that a crash at any moment leaves the old ones or the new ones."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from infoview_analytics.errors import StoreError, UnsettledError

_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_DRAFT_ENDING = ".infoview-draft"

Contents = Mapping[Path, bytes | None]


def draft_of(path: Path) -> Path:
    """Return where the draft of a file stands: beside it, or beside what a link leads to.

    Parameters
    ----------
    path : pathlib.Path
        The file, which need not be there.

    Returns
    -------
    pathlib.Path
        In the same folder as the file itself.
    """
    place = real(path)
    return place.with_name(f".{place.name}{_DRAFT_ENDING}")


def real(path: Path) -> Path:
    """Return the file that a link leads to, or the file itself.

    Parameters
    ----------
    path : pathlib.Path
        The file, which need not be there.

    Returns
    -------
    pathlib.Path
        Not a link.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def refuse_read_only(path: Path) -> None:
    """Refuse a file that its owner has protected, or one in such a folder.

    Parameters
    ----------
    path : pathlib.Path
        The file, which need not be there.

    Raises
    ------
    StoreError
        If it, or its folder, may not be written.
    """
    place = real(path)
    for kind, at in (("file", place), ("folder", place.parent)):
        if at.exists() and not (at.stat().st_mode & 0o222 and os.access(at, os.W_OK)):
            message = (
                f"{path.name} was not saved: its {kind} is read-only. Nothing was changed. "
                f"Give yourself the right to write to {at}, and save again."
            )
            raise StoreError(message)


def write_new(contents: Mapping[Path, bytes], *, like: Mapping[Path, Path] | None = None) -> None:
    """Write files that are not there yet, down to the disk, and read them back.

    Parameters
    ----------
    contents : mapping of pathlib.Path to bytes
        What each shall hold.
    like : mapping of pathlib.Path to pathlib.Path, optional
        The files whose permissions some of them take.

    Raises
    ------
    OSError
        If one cannot be written, or does not hold what was written to it.
    """
    opened: list[int] = []
    try:
        for path, raw in contents.items():
            descriptor = os.open(path, _NEW, 0o666)
            opened.append(descriptor)
            model = (like or {}).get(path)
            if model and model.exists():
                _take_after(model, path)
            _write_all(descriptor, raw)
        for descriptor in opened:
            os.fsync(descriptor)
    finally:
        for descriptor in opened:
            os.close(descriptor)
    for path, raw in contents.items():
        if path.read_bytes() != raw:
            message = f"{path.name} does not read back as it was written"
            raise OSError(errno.EIO, message)


def put_in_place(drafts: Mapping[Path, Path | None]) -> None:
    """Let drafts take the places of files, and make that last.

    Parameters
    ----------
    drafts : mapping of pathlib.Path to pathlib.Path or None
        Each file's draft, in the order in which they shall take their places; None takes
        the file away.

    Raises
    ------
    OSError
        If one cannot take its place; those before it have.
    """
    places = {path: real(path) for path in drafts}
    for path, draft in drafts.items():
        if draft is None:
            places[path].unlink(missing_ok=True)
        else:
            os.replace(draft, places[path])  # noqa: PTH105 -- the tests stand in for os
    sync_folders(place.parent for place in places.values())


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names in some folders last, where the system can.

    Parameters
    ----------
    folders : iterable of pathlib.Path
        Each is done once.

    Raises
    ------
    OSError
        If the disk fails; not if the system cannot do it at all.
    """
    if os.name == "nt":
        return
    for folder in dict.fromkeys(folders):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC:
                raise
        finally:
            os.close(descriptor)


def replace_all(
    new: Contents,
    old: Contents,
    *,
    beside: Mapping[Path, bytes] | None = None,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Write and replace several files; if one fails, all of them are as they were.

    Parameters
    ----------
    new, old : mapping of pathlib.Path to bytes or None
        What each file shall hold and what it holds now; None where there is no file.
    beside : mapping of pathlib.Path to bytes, optional
        Other files to write first, which are not there yet.
    ready : callable, optional
        Called when all is written and nothing is replaced yet; it may refuse.

    Raises
    ------
    OSError
        If a file cannot be replaced.
    StoreError
        If, after that, a file could not be given back what it held.
    """
    try:
        write_drafts(new, beside=beside)
        ready()
        put_in_place({path: None if raw is None else draft_of(path) for path, raw in new.items()})
    except BaseException as error:
        drop_drafts(new)
        left = put_back(new, old)
        if left:
            message = (
                f"A save failed ({error}), and {', '.join(path.name for path in left)} could not "
                "be put back yet. The next save, undo or history does it before anything else."
            )
            raise UnsettledError(message) from error
        raise


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write some files: all of them, each as a whole, or none.

    Parameters
    ----------
    contents : mapping of pathlib.Path to bytes
        What each file shall hold. What stands in its place is replaced.

    Raises
    ------
    OSError
        If one cannot be written; what was there is as it was.
    """
    drop_drafts(contents)
    replace_all(contents, {path: contents_of(path) for path in contents})


def write_drafts(new: Contents, *, beside: Mapping[Path, bytes] | None = None) -> None:
    """Write the drafts of files, and other new files with them.

    Parameters
    ----------
    new : mapping of pathlib.Path to bytes or None
        What the files shall hold; None needs no draft.
    beside : mapping of pathlib.Path to bytes, optional
        Other files that are not there yet.

    Raises
    ------
    OSError
        If one cannot be written.
    """
    drafts = {draft_of(path): raw for path, raw in new.items() if raw is not None}
    like = {draft_of(path): real(path) for path in new}
    write_new({**(beside or {}), **drafts}, like=like)


def keep_copies(copies: Mapping[Path, Path]) -> list[Path]:
    """Let files keep what they hold under a second name, where the system can do so.

    Nothing writes into a file that is replaced, so that a second name of it keeps it as it is.
    Until then it is a name of the file that people write into: see `versions.cut_short`.

    Parameters
    ----------
    copies : mapping of pathlib.Path to pathlib.Path
        The files by their second names.

    Returns
    -------
    list of pathlib.Path
        The names for which it cannot: there a copy must be written.
    """
    left = []
    for name, path in copies.items():
        try:
            os.link(real(path), name)  # the tests stand in for os
        except OSError:
            left.append(name)
    return left


def drop_drafts(paths: Iterable[Path]) -> None:
    """Take away the drafts of files, as far as that can be done.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The files, not the drafts.
    """
    for path in paths:
        with suppress(OSError):
            draft_of(path).unlink(missing_ok=True)


def put_back(new: Contents, old: Contents) -> list[Path]:
    """Give back what they held to those files that hold their new contents already.

    Parameters
    ----------
    new, old : mapping of pathlib.Path to bytes or None
        What each file should hold, and held before.

    Returns
    -------
    list of pathlib.Path
        The files for which that could not be done.
    """
    left = []
    for path, raw in new.items():
        try:
            if raw != old[path] and contents_of(path) == raw:
                drop_drafts([path])
                write_drafts({path: old[path]})
                put_in_place({path: None if old[path] is None else draft_of(path)})
        except OSError:
            left.append(path)
    return left


def contents_of(path: Path) -> bytes | None:
    """Return what a file holds, or None if there is none.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    bytes or None
        All of it.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _take_after(model: Path, path: Path) -> None:
    """Give a new file the owner and the permissions of another one, as far as the system can."""
    with suppress(OSError):
        old, new = model.stat(), path.stat()
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            os.chown(path, old.st_uid, old.st_gid)
    with suppress(OSError):
        shutil.copystat(model, path)
        os.utime(path)


def _write_all(descriptor: int, raw: bytes) -> None:
    """Write all bytes, however few the system takes at a time."""
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
