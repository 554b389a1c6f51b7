"""The filter by which git strips the notebooks of a campaign before it keeps them."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from infoview_analytics.errors import GitError
from infoview_analytics.records.starting import NOTEBOOK_FILTER, NOTEBOOKS, name_filter


def install_filter(folder: str | Path) -> Path:
    """Let the git repository that holds a folder strip each notebook that is added to it.

    The folder's .gitattributes names the filter, and is made if it is not there; what the filter
    does is said in the repository's own settings, on this computer alone. Where it cannot be run,
    git adds no notebook.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    pathlib.Path
        The repository.

    Raises
    ------
    GitError
        If there is no git, the folder is in no repository that git can use, or a .gitattributes
        of somebody else leaves the notebooks unfiltered.
    """
    place = Path(folder)
    repository = Path(_git(place, "rev-parse", "--show-toplevel"))
    python = shlex.quote(Path(sys.executable).as_posix()).replace("%", "%%")  # git's own sign
    settings = {
        "clean": f"{python} -P -m infoview_analytics.cli strip -",
        "smudge": "cat",
        "required": "true",
    }
    for name, value in settings.items():
        _git(place, "config", "--local", f"filter.{NOTEBOOK_FILTER}.{name}", value)
    name_filter(place)
    named = _git(place, "check-attr", "filter", "--", "a.ipynb", "A.IPYNB").splitlines()
    if not all(line.endswith(f": {NOTEBOOK_FILTER}") for line in named):
        message = (
            f"{place / '.gitattributes'} was there, and not all notebooks are stripped yet: add "
            f"a line {NOTEBOOKS} filter={NOTEBOOK_FILTER} to it."
        )
        raise GitError(message)
    return repository


def _git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return its answer."""
    git = shutil.which("git")
    if git is None:
        message = "git is not installed. Install it and try again, or leave git out."
        raise GitError(message)
    command = [git, "-C", str(folder), *arguments]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- ours
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        message = (
            f"git cannot use {folder} ({said[-1] if said else 'it says nothing'}). If it is in "
            "no repository yet, type `git init` there first."
        )
        raise GitError(message)
    return run.stdout.decode("utf-8", "surrogateescape").rstrip("\r\n")
