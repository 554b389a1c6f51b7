"""Faults of what was to be written down, in the words of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from infoview_analytics.cli._typed import in_quotes, infoview, on_one_line
from infoview_analytics.errors import EntryError, Problem, quoted
from infoview_analytics.logbook.entries import Entry
from infoview_analytics.logbook.finding import FIRST, SAY_WHICH

_HINTS = {
    "E501": "If this is somebody new, add --new-person.",
    "E504": "To replace what stands there, add --replace.",
}
_FIRST = {"interviews": "request", "referrals": "referral"}


def told_at_options(
    error: EntryError, entry: Entry, said: Mapping[str, str], folder: Path
) -> list[str]:
    """Return what is wrong, each with the option or the command that mends it.

    Parameters
    ----------
    error : EntryError
        What is wrong.
    entry : Entry
        What was to be written down.
    said : mapping
        What was typed, by column.
    folder : pathlib.Path
        The campaign.

    Returns
    -------
    list of str
        Lines to be printed.
    """
    lines = ["infoview: nothing was written down."]
    for problem in error.problems:
        name = spelled(problem.name, entry)
        value = "" if problem.value is None else f" {quoted(problem.value)}"
        lines.append(
            f"  {name}{value} {on_one_line(problem.fault)}. {on_one_line(problem.remedy)}."
        )
        if hint := _hint(problem, entry, said, folder):
            lines.append(f"    {hint}")
    return lines


def typed(name: str) -> str:
    """Return a name as one types it.

    Parameters
    ----------
    name : str
        Of an entry or a column.

    Returns
    -------
    str
        With hyphens.
    """
    return name.replace("_", "-")


def spelled(name: str, entry: Entry) -> str:
    """Return a column as the command line knows it.

    Parameters
    ----------
    name : str
        Of a column.
    entry : Entry
        What is written down.

    Returns
    -------
    str
        An option, or what stands for a value that must be given.
    """
    if name == entry.dated:
        return "--on"
    return f"--{typed(name)}" if name in entry.fields else name.upper()


def _hint(problem: Problem, entry: Entry, said: Mapping[str, str], folder: Path) -> str:
    """Return what to type, where a problem has such a remedy."""
    if problem.code == "E502" and problem.remedy == FIRST.get(entry.table):
        names = [in_quotes(said[name]) for name in entry.needs]
        return f"That is: {infoview('log', _FIRST[entry.table], *names, folder=folder)}"
    key = next((name for name in entry.fields if name.endswith("_id")), "")
    if problem.code == "E503":
        is_ours = key and problem.name in entry.finds and problem.remedy.startswith(SAY_WHICH)
        return f"Add {spelled(key, entry)} ID." if is_ours else ""
    is_of_a_day = problem.code == "E504" and (problem.name, problem.value) == (entry.dated, None)
    if is_of_a_day or (problem.code == "E505" and entry.dated and not entry.adds):
        which = "--interview-id ID " if problem.code == "E505" and entry.name == "interview" else ""
        return f"To change the day, add {which}--on DAY --replace."
    return _HINTS.get(problem.code, "")
