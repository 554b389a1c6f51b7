"""Names on lines that cannot be read, so that nobody is written down twice for a stray comma."""

from __future__ import annotations

from unicodedata import normalize

from infoview_analytics.errors import Problem
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.sheets import Sheet


def is_unread(text: str, sheet: Sheet) -> bool:
    """Tell whether a text stands on a line of a sheet that cannot be read.

    Parameters
    ----------
    text : str
        A name or an id; it may itself be parted by the comma that is too many.
    sheet : Sheet
        As it was read.

    Returns
    -------
    bool
        Whether it may be there, although no row has it.
    """
    strays = {normalize("NFC", stray) for stray in sheet.strays} if text else set()
    return bool(strays) and (text in strays or strays.issuperset(text.split()))


def unread(name: str, value: str, file: str) -> Problem:
    """Return E507 for a name on a line that cannot be read.

    Parameters
    ----------
    name, value : str
        The column and what was given for it.
    file : str
        Where the line is.

    Returns
    -------
    Problem
        What to do first.
    """
    fault = f"stands on a line of {file} that cannot be read"
    remedy = "Mend that line first; a check (infoview check) tells which it is"
    return entry_problem(file, "E507", name, value, fault, remedy)
