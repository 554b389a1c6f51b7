"""What was written down, said back in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from infoview_analytics.errors import quoted
from infoview_analytics.logbook.rows import Row
from infoview_analytics.records.dates import is_date, spoken

_PLAIN = {
    "request": "you asked {person} on {requested_on}",
    "referral": "{from_person} named {to_person} on {referred_on}",
    "preparation": "on {prepared_on} you prepared for the conversation with {person}",
    "thanks": "you thanked {person} on {thank_you_on}",
    "leave": "whether you may mention {from_person} to {to_person}: {may_use_name}",
    "introduction": "{from_person} introduced you to {to_person} on {introduced_on}",
    "report_back": "you told {from_person} on {reported_back_on} how it went with {to_person}",
    "touch": "you were in contact with {person} on {touched_on} ({kind})",
    "advice": "you were advised: {advice}",
    "advice_done": "on {done_on} you did what you were advised: {advice}",
    "outcome": "{kind} through {person} on {happened_on}",
    "person": "you know of {person}",
    "organization": "you want to reach {organization}",
}
_NOT_HELD = {"cancelled": "was cancelled", "no_show": "did not take place"}
_ANSWERS = {"accepted": "said yes", "declined": "said no"}


def said_back(entry: str, rows: Sequence[Row], *, day: str) -> str:
    """Return what was written down as the end of a sentence.

    Parameters
    ----------
    entry : str
        A name among the entries.
    rows : sequence of mapping
        The rows as they now stand; more than one only where several people were named.
    day : str
        The day that is looked at: a conversation after it is yet to come.

    Returns
    -------
    str
        On one line, without a full stop.
    """
    row = {name: _shown(value) for name, value in rows[0].items()}
    row["kind"] = row.get("kind", "").replace("_", " ")
    if len(rows) > 1:
        row["to_person"] = _listed([_shown(other["to_person"]) for other in rows])
    if entry in _SAID:
        return _SAID[entry](row, rows[0], day)
    return _PLAIN[entry].format_map(row)


def replaced_words(replaced: Mapping[str, str]) -> str:
    """Return what was replaced as a sentence, so that nothing goes unseen.

    Parameters
    ----------
    replaced : mapping
        What stood in each cell that holds something else now, by column.

    Returns
    -------
    str
        Empty where nothing was.
    """
    told = (f"{n.replace('_', ' ')} (was {_shown(there)})" for n, there in replaced.items())
    return f"Replaced: {', '.join(told)}." if replaced else ""


def _listed(words: Sequence[str]) -> str:
    """Return words as ``a, b and c``."""
    return " and ".join(", ".join(words).rsplit(", ", 1))


def _response(row: Row, raw: Row, _day: str) -> str:
    """Return what somebody answered, and when the two of you talk."""
    answer = _ANSWERS.get(raw.get("response", ""), "answered")
    when = f" on {row['responded_on']}" if row.get("responded_on") else ""
    is_no = raw.get("response") == "declined"
    meets = raw.get("interview_on") and not raw.get("outcome") and not is_no
    talk = f"; your conversation is on {row['interview_on']}" if meets else ""
    return f"{row['person']} {answer}{when}{talk}"


def _interview(row: Row, raw: Row, day: str) -> str:
    """Return that you talked, will talk or did not."""
    when = f" on {row['interview_on']}" if row.get("interview_on") else ""
    outcome = raw.get("outcome", "")
    if outcome in _NOT_HELD:
        return f"the conversation with {row['person']}{when} {_NOT_HELD[outcome]}"
    talk = "will talk" if raw["interview_on"] > day and not outcome else "talked"
    return f"you {talk} with {row['person']}{when}"


_SAID: dict[str, Callable[[Row, Row, str], str]] = {"response": _response, "interview": _interview}


def _shown(value: str) -> str:
    """Return a value for reading: a day in words, and nothing that cannot be seen."""
    return spoken(value) if is_date(value) else quoted(value)[1:-1]
