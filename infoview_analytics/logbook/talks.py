"""Which conversation is meant, and what cannot be told of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from infoview_analytics.errors import Problem, quoted
from infoview_analytics.logbook.rows import Row
from infoview_analytics.records.codes import entry_problem
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.schema import INTERVIEWS

Test = Callable[[Row], bool]

_FILE = INTERVIEWS.file
_CALLED_OFF = {"cancelled": "was cancelled", "no_show": "did not take place"}
_TOLD = ("minutes", "asked_for_referral", "learned")
_EVIDENCE = (*_TOLD, "thank_you_on")


def talk_tests(given: Row, day: str) -> tuple[Test, ...]:
    """Return the tests of the row of a conversation, the likeliest first.

    A conversation that is over is meant only where its day is said, and one that was called
    off only where a day or an outcome is.

    Parameters
    ----------
    given : mapping
        What is told of the conversation.
    day : str
        The day that is looked at.

    Returns
    -------
    tuple of callable
        Each tells whether a row may be meant.
    """
    on = given.get("interview_on", day)
    tests: tuple[Test, ...] = (
        lambda row: row.get("interview_on") == on and not _fell_through(row),
        lambda row: is_agreed(row, day),
        lambda row: _is_open(row, day),
    )
    return (*tests, _was_called_off) if {"interview_on", "outcome"} & given.keys() else tests


def was_held(row: Row, day: str) -> bool:
    """Tell whether a conversation took place.

    Parameters
    ----------
    row : mapping
        A request.
    day : str
        The day that is looked at.

    Returns
    -------
    bool
        Whether its day has come and nothing says that it did not take place.
    """
    return "" < row.get("interview_on", "") <= day and not _fell_through(row)


def is_agreed(row: Row, day: str) -> bool:
    """Tell whether a conversation is agreed on and has not been.

    Parameters
    ----------
    row : mapping
        A request.
    day : str
        The day that is looked at.

    Returns
    -------
    bool
        Whether they said yes or a day is set, today or later, and it still stands.
    """
    meets = row.get("interview_on", "")
    yes = row.get("response") == "accepted" or meets
    is_over = row.get("outcome") or "" < meets < day
    return bool(yes and not is_over and not _fell_through(row))


def calls_off(said: Row) -> bool:
    """Tell whether it is said that a conversation did not take place.

    Parameters
    ----------
    said : mapping
        What is told of it.

    Returns
    -------
    bool
        Whether it was cancelled, or somebody did not come.
    """
    return said.get("outcome", "") in _CALLED_OFF


def is_put_off(said: Row, row: Row) -> bool:
    """Tell whether a conversation that was called off gets a new day.

    Parameters
    ----------
    said : mapping
        What is told of it.
    row : mapping
        The row as it is.

    Returns
    -------
    bool
        Whether the outcome in the row is not true any more.
    """
    is_new = said.get("interview_on", "") not in ("", row.get("interview_on", ""))
    return is_new and "outcome" not in said and _was_called_off(row)


def no_talk(given: Row, theirs: Sequence[Row], day: str) -> Problem:
    """Return E502 where no conversation can be meant.

    Parameters
    ----------
    given : mapping
        What is told of the conversation.
    theirs : sequence of mapping
        The requests to that person, at least one.
    day : str
        The day that is looked at.

    Returns
    -------
    Problem
        Why, and what to do.
    """
    over = [row for row in theirs if row.get("interview_on") and not _fell_through(row)]
    off = [row for row in theirs if _was_called_off(row)]
    if over:
        last = max(over, key=lambda row: row["interview_on"])
        said = "will have talked" if last["interview_on"] > day else "talked"
        fault = f"{said} with you on {spoken(last['interview_on'])} ({last['interview_id']})"
        remedy = (
            "If this was another conversation, write its request down first; to add to that "
            f"one, say its day, {last['interview_on']}"
        )
    elif off:
        last = max(off, key=lambda row: row.get("interview_on", ""))
        when = f" of {spoken(last['interview_on'])}" if last.get("interview_on") else ""
        what = f"the one{when} {_CALLED_OFF[last['outcome']]} ({last['interview_id']})"
        fault = f"has no conversation with you ahead: {what}"
        remedy = "Say its new day, or write the new request down first"
    else:
        fault = f"declined ({', '.join(row.get('interview_id', '') for row in theirs)})"
        remedy = "Write down the new request first, or correct their answer"
    return entry_problem(_FILE, "E502", "person", given["person"], fault, remedy)


def talk_faults(said: Row, row: Row, day: str) -> Iterator[Problem]:
    """Yield what cannot be told of a conversation as it stands there.

    Parameters
    ----------
    said : mapping
        What is told of it.
    row : mapping
        The row as it is.
    day : str
        The day that is looked at.

    Yields
    ------
    Problem
        E504 where its day is yet to come, or where it was called off; E502 where it is said to
        have been called off and the row tells how it went.
    """
    on, where = row.get("interview_on", ""), f"in the row {quoted(row['interview_id'])}"
    tells = any(name in said for name in _TOLD) or said.get("outcome") == "held"
    if tells and "interview_on" not in said and on > day:
        fault = f"is {spoken(on)} {where}, yet to come"
        remedy = "Say on which day you talked, and that it is to be replaced"
        yield entry_problem(_FILE, "E504", "interview_on", None, fault, remedy)
    elif tells and "outcome" not in said and _was_called_off(row) and not is_put_off(said, row):
        fault = f"is {row['outcome']} {where}"
        remedy = "Say the outcome held too, and that it is to be replaced; or say the new day"
        yield entry_problem(_FILE, "E504", "outcome", None, fault, remedy)
    there = [name.replace("_", " ") for name in _EVIDENCE if row.get(name)]
    if calls_off(said) and "" < on <= day and there:
        fault = f"is not how it went: {where} of {spoken(on)} stands {', '.join(there)}"
        remedy = "Say which other conversation it was, by its day; or take these out there first"
        yield entry_problem(_FILE, "E502", "outcome", said["outcome"], fault, remedy)


def _was_called_off(row: Row) -> bool:
    """Tell whether a conversation was agreed on and did not take place."""
    return calls_off(row) and row.get("response") != "declined"


def _fell_through(row: Row) -> bool:
    """Tell whether there was no conversation, whatever day was agreed on."""
    return calls_off(row) or row.get("response") == "declined"


def _is_open(row: Row, day: str) -> bool:
    """Tell whether nothing is told of a conversation, or its day is not."""
    if _fell_through(row):
        return False
    agreed_on = row.get("interview_on", "")
    is_untold = not any(row.get(name) for name in ("outcome", *_EVIDENCE))
    return not agreed_on or (row.get("response") == "accepted" and is_untold and agreed_on <= day)
