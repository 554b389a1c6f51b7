"""What a calendar file has to say of an earlier one that it takes the place of."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, date, datetime

import pandas as pd
from icalendar import Calendar, Component, Event

_OURS = re.compile(r"[0-9a-f]{32}@infoview")
_VERSION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


def entries_of(raw: bytes) -> dict[str, Component]:
    """Return the entries of a calendar file by their identity, none where it cannot be read."""
    try:
        calendar = Calendar.from_ical(raw)
    except (ValueError, IndexError, KeyError):
        return {}
    found = [entry for name in ("VEVENT", "VTODO") for entry in calendar.walk(name)]
    return {uid: entry for entry in found if _OURS.fullmatch(uid := str(entry.get("UID", "")))}


def talks_gone(
    old: dict[str, Component], new: dict[str, Component], today: pd.Timestamp, mark: str
) -> list[Component]:
    """Return the talks of a campaign that are still ahead in an older file, and in no newer one."""
    return [
        entry
        for uid, entry in old.items()
        if uid.startswith(mark) and uid not in new and _is_talk_ahead(entry, today)
    ]


def called_off(talk: Component, text: type[str]) -> Event:
    """Return what takes a talk of an older file out of a calendar."""
    event = Event()
    event.add("summary", text(talk.get("SUMMARY", "")))
    event.add("dtstart", _anywhere(talk.decoded("DTSTART")))
    ends = getattr(talk.get("DTEND"), "dt", None)
    if isinstance(ends, date):
        event.add("dtend", _anywhere(ends))
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def renumber(calendar: Calendar, old: dict[str, Component]) -> None:
    """Give each entry that is not what it was a higher number than it had, and none a lower one."""
    new = entries_of(calendar.to_ical())
    for entry in calendar.subcomponents:
        uid = str(entry.get("UID", ""))
        if uid in old and uid in new:
            had = _number(old[uid]) + (_content(old[uid]) != _content(new[uid]))
            entry["SEQUENCE"] = max(_number(entry), had)


def _is_talk_ahead(entry: Component, today: pd.Timestamp) -> bool:
    """Tell whether an entry is a talk, which alone has a state, that is not over."""
    start = entry.get("DTSTART")
    on = getattr(start, "dt", None)
    return entry.name == "VEVENT" and "STATUS" in entry and _day(on) >= today.date()


def _day(on: object) -> date:
    """Return the day of a moment, the first of all where it is none."""
    if isinstance(on, datetime):
        return on.date()
    return on if isinstance(on, date) else date.min


def _anywhere(on: date) -> date:
    """Return a moment so that no rules of its zone are needed."""
    return on.astimezone(UTC) if isinstance(on, datetime) and on.tzinfo else on


def _number(entry: Component) -> int:
    """Return the number of an entry's version."""
    found = entry.get("SEQUENCE", 0)
    return found if isinstance(found, int) else 0


def _content(entry: Component) -> bytes:
    """Return what an entry says, whatever its version."""
    copied = deepcopy(entry)
    for name in _VERSION:
        copied.pop(name, None)
    return bytes(copied.to_ical())
