"""What can go wrong, said so that the reader can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TOLD = 100
_LONGEST_VALUE = 60
_MOST_DIFFERENT = 12


class InfoviewError(Exception):
    """Root of every error that this package raises on purpose."""


class UnknownColumnError(InfoviewError, LookupError):
    """A table was asked for a column that it does not have."""


class UnknownContactError(InfoviewError, LookupError):
    """A contact was named that the records do not hold."""


class UnknownTargetError(InfoviewError, LookupError):
    """A way was asked for to a person or an organisation that nobody knows."""


class PriorError(InfoviewError, ValueError):
    """An assumption that cannot hold: a chance of none or all, or one that weighs nothing."""


class OptionError(InfoviewError, ValueError):
    """An option that makes no sense: no runs, no days, or a confidence that is none."""


class DayError(InfoviewError, ValueError):
    """What was given for a day is none, or could be two."""


class MessageError(InfoviewError, ValueError):
    """A message for which the records give no reason, or to which the answer is known already."""


class TemplateError(InfoviewError, ValueError):
    """A template of a message that cannot be read or filled in."""


class GoalError(InfoviewError, ValueError):
    """A goal that nobody could keep: no interviews, or an end before its start."""


class RecordsExistError(InfoviewError, FileExistsError):
    """A folder holds records already, and nothing of them may be overwritten."""


class OccupiedError(InfoviewError, FileExistsError):
    """A file is in the way that this package did not make, and it was left as it is."""


class SampleError(InfoviewError, ValueError):
    """A campaign that cannot be made up: no weeks, or no requests."""


class MissingExtraError(InfoviewError, ImportError):
    """What was asked for needs a part that was not installed with the package."""


class SummaryError(InfoviewError, ValueError):
    """A report that the table over a class cannot count, or a table in no form of ours."""


class NotebookError(InfoviewError, ValueError):
    """A file that is not a notebook, or a broken one; it was left as it is."""


class GitError(InfoviewError, OSError):
    """There is no git, or it cannot do what was asked for."""


class MissingFontError(InfoviewError, LookupError):
    """The font of the charts, which comes with matplotlib, is not on this machine."""


class LeakError(InfoviewError, ValueError):
    """Something personal would have been handed in; nothing was written."""


class StoreError(InfoviewError, OSError):
    """Records could not be saved, and the files are as they were."""


class LockedError(StoreError):
    """Somebody else is saving to the same campaign just now."""


class UnknownRowError(StoreError, LookupError):
    """A change is about a row that the file does not have, or has twice."""


class UnsettledError(StoreError):
    """A save failed half-way, and what it changed could not be put back yet."""


class ChangedOutsideError(StoreError):
    """A file is not as it was when it was read, and nothing was written over it.

    Attributes
    ----------
    difference : str
        What is different in it now, line by line; empty where that is not known.
    """

    def __init__(self, message: str, *, difference: Iterable[str] = ()) -> None:
        lines = [_visible(line) for line in difference]
        self.difference = "\n".join(lines)
        shown = [f"  {_short(line)}" for line in lines[:_MOST_DIFFERENT]]
        rest = len(lines) - len(shown)
        shown += [f"  ... and {rest:,} more lines of difference."] if rest else []
        super().__init__("\n".join([message, *shown]))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one cell of one file, and its remedy.

    Attributes
    ----------
    file : str
        The file's name.
    line : int
        Physical line of the cell, from 1; 0 where the whole file is meant.
    column : int
        The cell's place in its row, from 1; 0 where no cell is meant.
    code : str
        Stable code: ``E`` and three digits for an error, ``W`` for a warning.
    name : str
        The column's name, or empty.
    value : str or None
        What stands in the cell, or None where the value says nothing.
    fault : str
        What is wrong with it.
    remedy : str
        What to do about it.
    """

    file: str
    line: int
    column: int
    code: str
    name: str
    value: str | None
    fault: str
    remedy: str

    @property
    def is_error(self) -> bool:
        """Whether the record is refused for it; a warning only tells."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        """Return the problem as one line of a report."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        value = None if self.value is None else quoted(self.value)
        words = [place, self.code, _short(self.name), value, f"{self.fault}.", f"{self.remedy}."]
        return _visible(" ".join(word for word in words if word))


class RecordError(InfoviewError, ValueError):
    """Record files do not hold what their tables promise.

    Attributes
    ----------
    problems : tuple of Problem
        Every problem found, errors and warnings, by file, line and column.
    """

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in self.problems if problem.is_error]
        count = len(errors)
        headline = f"{_visible(source)} has {count:,} error{'s' * (count != 1)} and was refused."
        super().__init__("\n".join([headline, *told(errors)]))


class EntryError(InfoviewError, ValueError):
    """What was to be written down cannot stand so; nothing was changed.

    Attributes
    ----------
    problems : tuple of Problem
        Every problem found, each with the column that it is about.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        headline = "Nothing was written down. Please look at this:"
        if count > 1:
            headline = f"Nothing was written down. Please look at these {count:,} things:"
        super().__init__("\n".join([headline, *told(self.problems)]))


def refuse_below(least: int, **options: float) -> None:
    """Refuse options that make no sense below a number.

    Parameters
    ----------
    least : int
        The least that makes sense.
    **options : float
        The options' names and what was given for them.

    Raises
    ------
    OptionError
        If one is less, or no number.
    """
    for name, value in options.items():
        if not value >= least:
            message = f"{name} cannot be {value!r}. Give {least} or more."
            raise OptionError(message)


def refuse_sure(**options: float) -> None:
    """Refuse a chance or a confidence that is not between none and all.

    Parameters
    ----------
    **options : float
        The options' names and what was given for them.

    Raises
    ------
    OptionError
        If one is not above 0 and below 1, or no number.
    """
    for name, value in options.items():
        if not 0 < value < 1:
            message = (
                f"{name} cannot be {value!r}: nothing is quite sure. Give a number between 0 "
                "and 1. Write 95 % as 0.95."
            )
            raise OptionError(message)


def told(problems: Iterable[Problem], *, most: int = TOLD) -> list[str]:
    """Return the first `most` problems as indented lines, and one that counts the rest.

    Parameters
    ----------
    problems : iterable of Problem
        What was found.
    most : int, default 100
        How many are told in full.

    Returns
    -------
    list of str
        At most ``most + 1`` lines.
    """
    found = list(problems)
    lines = [f"  {problem}" for problem in found[:most]]
    rest = len(found) - most
    return [*lines, f"  ... and {rest:,} more like these."] if rest > 0 else lines


def quoted(value: str) -> str:
    """Return `value` in quotes: on one line, not long, nothing in it that cannot be seen.

    Parameters
    ----------
    value : str
        What stands in a cell, or whatever else a user wrote.

    Returns
    -------
    str
        At most its first 60 characters.
    """
    return f'"{_visible(_short(value))}"'


def _short(value: str) -> str:
    """Return the first part of a long `value`."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}..."


def _visible(text: str) -> str:
    """Return `text` on one line, with what a terminal cannot show made visible."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
