"""Save changes to a campaign so that no row can be lost, and take a save back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from infoview_analytics.errors import (
    ChangedOutsideError,
    OptionError,
    Problem,
    RecordError,
    StoreError,
    UnsettledError,
)
from infoview_analytics.records.reading import read_campaign
from infoview_analytics.records.schema import TABLE_OF, TABLES, Table
from infoview_analytics.store.arriving import contents_after, warnings_of
from infoview_analytics.store.fingerprints import Fingerprints, difference, refuse_changed
from infoview_analytics.store.locking import STORE
from infoview_analytics.store.opening import opened, refusal
from infoview_analytics.store.saving import (
    contents_of,
    keep_copies,
    refuse_read_only,
    replace_all,
    sync_folders,
)
from infoview_analytics.store.splicing import Change as Change  # noqa: PLC0414 -- the store's face
from infoview_analytics.store.versions import (
    Kept,
    Version,
    drop,
    fingerprint,
    kept_versions,
    moved,
    new_version,
    prune,
)

Contents = dict[Path, bytes | None]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did.

    Attributes
    ----------
    number : int
        The save's number, by which `history` lists it; 0 if there was nothing to change.
    what : str
        What was saved, in words.
    files : tuple of str
        The files that were changed.
    warn : callable
        Works the warnings out.
    """

    number: int
    what: str
    files: tuple[str, ...]
    warn: Callable[[], tuple[Problem, ...]] = field(default=tuple, repr=False, compare=False)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the check warns of now and did not before, and each column that a file got.

        The campaign is read for it.
        """
        return self.warn()


def fingerprints(folder: str | Path) -> Fingerprints:
    """Return what tells each record file from any other contents.

    Take them before you read the records, and hand them to `save_changes`: it refuses to
    write over what somebody else wrote in between.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    dict
        By the files' names; empty texts for those that are not there.

    Raises
    ------
    StoreError
        If a file cannot be read.
    """
    place = Path(folder)
    try:
        return Fingerprints({table.file: contents_of(place / table.file) for table in TABLES})
    except OSError as error:
        raise refusal(place, error) from error


def save_changes(
    folder: str | Path,
    changes: Iterable[Change],
    *,
    what: str,
    seen: Mapping[str, str] | None = None,
    as_of: date | str | None = None,
) -> Saved:
    """Change rows of a campaign's files: all of the changes are on the disk, or none.

    Whatever is not changed stays as it is, byte for byte, with one exception: a column of the
    table that the file lacks is added to each of its rows if a value for it is given, and the
    warnings say so. An optional file that is not there is made. The files as they were are
    kept, so that `undo` can bring them back.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.
    changes : iterable of Change
        What shall become of which rows.
    what : str
        What is being saved, in words for people; `history` shows it.
    seen : mapping of str to str, optional
        The files as they were read, from `fingerprints`. Left out, they may have changed.
    as_of : datetime.date or str, optional
        The last day that can have happened: a later date is a warning.

    Returns
    -------
    Saved
        Which files were changed, and what to warn of.

    Raises
    ------
    RecordError
        If the changes would bring errors, with these alone; or if a file cannot be read as a
        whole.
    ChangedOutsideError
        If a file is not as `seen`.
    LockedError
        If somebody else is saving all the while.
    UnknownRowError
        If a file has no row of a change's key, or several.
    UnknownColumnError
        If a column is named that neither the file nor its table has; or if the file lacks it
        and has a heading that may be meant for it.
    StoreError
        If the disk or the system refuses. The files are as they were.
    """
    place, asked = Path(folder), list(changes)
    tables = _concerned(place, asked)
    with opened(place):
        old = {table.file: contents_of(place / table.file) for table in tables}
        refuse_changed(place, old, seen or {})
        new = contents_after(place, old, asked)
        changed = {file: raw for file, raw in new.items() if raw != old[file]}
        if not changed:
            return Saved(0, what, ())
        if all(change.removes for change in asked):
            changed = dict(reversed(changed.items()))
        number = _replaced(place, what, {file: (old[file], raw) for file, raw in changed.items()})
    return Saved(number, what, tuple(changed), partial(warnings_of, place, old, new, as_of=as_of))


def undo(folder: str | Path) -> Version:
    """Take back the last save that was not taken back yet.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    Version
        The save that was taken back.

    Raises
    ------
    ChangedOutsideError
        If one of its files was changed since; nothing is taken back then.
    LockedError
        If somebody else is saving all the while.
    StoreError
        If there is nothing to take back, or the disk or the system refuses.
    """
    place = Path(folder)
    _refuse_no_store(place)
    with opened(place):
        done = kept_versions(place, "done")
        if not done:
            raise StoreError(_nothing_to_undo(place))
        kept = done[-1]
        new, old = _turned_back(place, kept)
        for path in new:
            refuse_read_only(path)
        undoing = moved(kept, "undoing")
        try:
            sync_folders([undoing.about.parent])
            replace_all(new, old)
        except BaseException:
            with suppress(OSError):
                moved(undoing, "done")
            raise
        told = undoing.told()
        with suppress(OSError):
            moved(undoing, "undone")
    return Version(told.number, told.what, told.files, undone=True, saved_on=told.saved_on)


def history(folder: str | Path) -> list[Version]:
    """Return the last saves, newest last.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    list of Version
        At most ten; those that were taken back too, as long as there are not ten others.

    Raises
    ------
    StoreError
        If the folder cannot be read.
    """
    place = Path(folder)
    with suppress(StoreError):
        tidy(place)
    try:
        return [kept.told() for kept in kept_versions(place, "done", "undone", "cut_short")]
    except OSError as error:
        raise refusal(place, error) from error


def tidy(folder: str | Path) -> None:
    """Clear away what a crash left: drafts, and saves that were not finished.

    Every save, `undo` and `history` begins with it.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Raises
    ------
    LockedError
        If somebody else is saving all the while.
    StoreError
        If the disk or the system refuses.
    """
    place = Path(folder)
    if (place / STORE).is_dir():
        with opened(place):
            pass


def _concerned(folder: Path, changes: Sequence[Change]) -> list[Table]:
    """Return the tables that changes are about, in the order in which they are saved."""
    named = {change.table for change in changes}
    unknown = sorted(named - TABLE_OF.keys())
    if unknown:
        message = f"There is no table {unknown[0]!r}. Give one of {', '.join(TABLE_OF)}."
        raise OptionError(message)
    if not any((folder / table.file).exists() for table in TABLES if table.required):
        missing = [p for p in read_campaign(folder).problems if p.code == "E101"]
        raise RecordError(str(folder), missing)
    return [table for table in TABLES if table.name in named]


def _replaced(folder: Path, what: str, changed: Mapping[str, tuple[bytes | None, bytes]]) -> int:
    """Keep the files as they are, replace them, and return the version's number."""
    old = {folder / file: raw for file, (raw, _new) in changed.items()}
    new: Contents = {folder / file: raw for file, (_old, raw) in changed.items()}
    for path in new:
        refuse_read_only(path)
    kept, about = new_version(folder, what, changed)
    versions = kept.about.parent
    above = [] if versions.is_dir() else [versions.parent, folder]

    def ready() -> None:
        """Make the version last, and look once more whether nobody else has written."""
        sync_folders([versions, *above])
        now = {path: contents_of(path) for path in old}
        if now != old:
            seen = Fingerprints({path.name: raw for path, raw in old.items()})
            refuse_changed(folder, {path.name: raw for path, raw in now.items()}, seen)

    try:
        versions.mkdir(mode=0o700, parents=True, exist_ok=True)
        copies = {kept.place(path.name): path for path, raw in old.items() if raw is not None}
        beside = {name: old[copies[name]] or b"" for name in keep_copies(copies)}
        replace_all(new, old, beside={kept.about: about, **beside}, ready=ready)
    except UnsettledError:
        raise
    except BaseException:
        drop(kept)
        raise
    with suppress(OSError):
        moved(kept, "done")
        prune(folder)
    return kept.number


def _turned_back(
    folder: Path, kept: Kept
) -> tuple[dict[Path, bytes | None], dict[Path, bytes | None]]:
    """Return what the files shall hold when a save is taken back, and what they hold now."""
    new, old = dict[Path, bytes | None](), dict[Path, bytes | None]()
    for file, piece in reversed(kept.pieces.items()):
        now, back = contents_of(folder / file), kept.before(file)
        if fingerprint(now) != piece.after:
            message = (
                f'{file} was changed since the save "{kept.what}", and nothing was taken back. '
                f"Change it by hand, or look at it as it was before: {kept.place(file)}."
            )
            told = difference(file, kept.after(file), now, was="as it was saved")
            raise ChangedOutsideError(message, difference=told)
        if fingerprint(back) != piece.before:
            message = (
                f"{kept.place(file)}, which holds {file} as it was before, was changed since. "
                f'Nothing was taken back. Change by hand what you saved in "{kept.what}".'
            )
            raise StoreError(message)
        new[folder / file], old[folder / file] = back, now
    return new, old


def _refuse_no_store(folder: Path) -> None:
    """Refuse to take back what was never saved."""
    if not (folder / STORE).is_dir():
        raise StoreError(_nothing_to_undo(folder))


def _nothing_to_undo(folder: Path) -> str:
    """Return what to say where there is no save."""
    return f"There is no save in {folder} that could be taken back. Nothing was changed."
