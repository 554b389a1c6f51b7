"""Whether a file is as it was when it was read, and if not, what is different."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from infoview_analytics.errors import ChangedOutsideError, Problem
from infoview_analytics.records.decoding import decoded
from infoview_analytics.store.versions import fingerprint, kept_versions

Contents = Mapping[str, bytes | None]


class Fingerprints(dict[str, str]):
    """What tells the files of a campaign from any others, and what they held.

    Attributes
    ----------
    contents : dict
        The bytes of each file that was there: with them a difference can be shown.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = {file: raw for file, raw in contents.items() if raw is not None}
        super().__init__({file: fingerprint(raw) for file, raw in contents.items()})


def refuse_changed(folder: Path, now: Contents, seen: Mapping[str, str]) -> None:
    """Refuse to save over what somebody else wrote.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    now : mapping of str to bytes or None
        What its files hold now.
    seen : mapping of str to str
        The fingerprints of some of them as they were read.

    Raises
    ------
    ChangedOutsideError
        If one of them is not as it was.
    """
    for file, raw in now.items():
        if file in seen and seen[file] != fingerprint(raw):
            before = seen.contents.get(file) if isinstance(seen, Fingerprints) else None
            if before is None:
                before = _remembered(folder, file, seen[file])
            message = (
                f"{file} was changed elsewhere since it was read, and nothing was written over "
                "it. Read the records again, and then say it once more."
            )
            raise ChangedOutsideError(message, difference=difference(file, before, raw))


def difference(
    file: str, before: bytes | None, now: bytes | None, *, was: str = "as it was read"
) -> list[str]:
    """Return what is different in a file, line by line.

    Parameters
    ----------
    file : str
        Its name.
    before, now : bytes or None
        What it held, and holds. Nothing can be told without the one, or if one is no text.
    was : str, default "as it was read"
        When it held that.

    Returns
    -------
    list of str
        A unified diff.
    """
    if before is None:
        return []
    old, new = (decoded(raw or b"", file) for raw in (before, now))
    if isinstance(old, Problem) or isinstance(new, Problem):
        return []
    names = f"{file} {was}", f"{file} as it is now"
    return list(unified_diff(old.splitlines(), new.splitlines(), *names, n=0, lineterm=""))


def _remembered(folder: Path, file: str, print_: str) -> bytes | None:
    """Return contents of a file that a version still knows."""
    for kept in reversed(kept_versions(folder, "done", "undone")):
        piece = kept.pieces.get(file)
        if piece and print_ == piece.after:
            return kept.after(file)
        if piece and print_ == piece.before:
            return kept.before(file)
    return None
