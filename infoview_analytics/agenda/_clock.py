"""The clock of a talk: how long it is, when to give a sign, and which talks are from home."""

from __future__ import annotations

USUAL_MINUTES = 30  # where none were agreed
SIGN = 5  # minutes before the end: say that they are left
FROM_HOME = {"phone": "call", "video": "video call", "email": "talk by e-mail"}  # by its format

_HOUR, _DAY = 60, 24 * 60


def minute_of(time: str) -> int:
    """Return a time of the day (HH:MM) in minutes since midnight."""
    hours, _, minutes = time.partition(":")
    return int(hours) * _HOUR + int(minutes)


def clock_time(minute: int) -> str:
    """Return minutes since midnight as a time of the day, of the next day after 24 hours."""
    return f"{minute % _DAY // _HOUR:02}:{minute % _HOUR:02}"
