"""What the forms and the table editor have in common: records read anew, faults in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from infoview_analytics.errors import InfoviewError, Problem, quoted
from infoview_analytics.records.campaign import Campaign, load_campaign
from infoview_analytics.store.changes import undo

KEPT = "What you wrote here is kept."
READ_ANEW = f"The records are read again now. {KEPT} Save again if it is still right."
_LABELS = {
    "from_person": "Named by",
    "to_person": "Who was named",
    "organization": "Organisation",
    "learned": "What you learned",
    "why": "Why",
    "follows": "What you follow",
}
_MOST_LINES = 30  # of a difference, shown below a form


def label(name: str) -> str:
    """Return the name of a column for people.

    Parameters
    ----------
    name : str
        As it stands in the schema.

    Returns
    -------
    str
        Such as ``Requested on``.
    """
    plain = _LABELS.get(name, name.replace("_", " "))
    return f"{plain[:1].upper()}{plain[1:]}"


def fault_in_words(problem: Problem) -> str:
    """Return what is wrong with a value and what to do, without its place.

    Parameters
    ----------
    problem : Problem
        Any.

    Returns
    -------
    str
        Two sentences.
    """
    what = "This" if problem.value is None else quoted(problem.value)
    return f"{what} {problem.fault}. {problem.remedy}."


def shortened(error: InfoviewError) -> str:
    """Return the first lines of what an error says.

    Parameters
    ----------
    error : InfoviewError
        Any.

    Returns
    -------
    str
        At most 31 lines.
    """
    lines = str(error).splitlines()
    more = [f"... and {len(lines) - _MOST_LINES:,} more lines."] * (len(lines) > _MOST_LINES)
    return "\n".join([*lines[:_MOST_LINES], *more])


def together(*words: str) -> str:
    """Return those words that say something, each on its own line.

    Parameters
    ----------
    *words : str
        Some may be empty.

    Returns
    -------
    str
        The lines.
    """
    return "\n".join(part for part in words if part)


def read_anew(campaign: Campaign, on: date) -> tuple[Campaign, str]:
    """Return a campaign as its folder holds it now.

    Parameters
    ----------
    campaign : Campaign
        As it was read.
    on : datetime.date
        The last day that can have happened.

    Returns
    -------
    Campaign
        The new one; the old one where the records cannot be read.
    str
        Why they cannot; empty where they can.
    """
    try:
        return load_campaign(campaign.folder, as_of=on, faulty_rows="set_aside"), ""
    except InfoviewError as error:
        return campaign, shortened(error)


def take_back(folder: Path) -> tuple[bool, str]:
    """Take the last save of a campaign back.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.

    Returns
    -------
    bool
        Whether it was taken back.
    str
        What was, or why not.
    """
    try:
        taken = undo(folder)
    except InfoviewError as error:
        return False, shortened(error)
    return True, f"Taken back: {taken.what}."
