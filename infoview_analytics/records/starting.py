"""An empty campaign, ready to be filled."""

from __future__ import annotations

from pathlib import Path

from infoview_analytics.records.dictionary import header_line
from infoview_analytics.records.schema import TABLES

_SETTINGS = Path(__file__).with_name("infoview.toml")
_GITIGNORE = """\
# The records are about people who did you a favour: nothing in this folder goes into git.
*
"""
NOTEBOOK_FILTER = "infoview-strip"
NOTEBOOKS = "*.[iI][pP][yY][nN][bB]"  # as git writes it, for computers that tell a from A
_GITATTRIBUTES = f"""\
# A notebook that goes into git all the same goes without what its cells gave back. Where that is
# not set up yet, type: infoview strip --install FOLDER
{NOTEBOOKS} filter={NOTEBOOK_FILTER}
"""


def new_campaign(folder: str | Path) -> list[Path]:
    """Begin a campaign: every table with its headings, and the settings.

    A .gitignore beside them keeps it all out of git, and a .gitattributes names a filter for
    notebooks that are put into it all the same.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where. It is made if it is not there.

    Returns
    -------
    list of pathlib.Path
        The files that were made. A file that was there is left as it is.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    contents = {table.file: header_line(table) for table in TABLES}
    contents[_SETTINGS.name] = _SETTINGS.read_text(encoding="utf-8")
    keep_out_of_git(place)
    name_filter(place)
    made = []
    for name, text in contents.items():
        path = place / name
        if not path.exists():
            path.write_bytes(text.encode("utf-8"))
            made.append(path)
    return made


def keep_out_of_git(folder: Path) -> None:
    """Put a .gitignore into a folder of records, if it has none.

    Parameters
    ----------
    folder : pathlib.Path
        What nobody should publish by mistake.
    """
    _write_once(folder / ".gitignore", _GITIGNORE)


def name_filter(folder: Path) -> None:
    """Put a .gitattributes into a campaign, if it has none: git strips the notebooks in it.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    """
    _write_once(folder / ".gitattributes", _GITATTRIBUTES)


def _write_once(path: Path, text: str) -> None:
    """Write a file that is not there."""
    if not path.exists():
        path.write_bytes(text.encode("utf-8"))
