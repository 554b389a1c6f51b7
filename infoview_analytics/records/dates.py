"""The one way to write a date, and what was meant where it was written another way."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from unicodedata import decimal

FIRST_YEAR, LAST_YEAR = 1900, 2199
_EXAMPLE = "2026-04-03"
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT, _FOUR = 3, 4
_THIS_CENTURY = 2000

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(
    r"([0-9]{4})[-/. ]*([0-9]{1,2})[-/. ]+([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4}|'?[0-9]{2})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[-/. ]*([a-z]{3,9})\.?[-/, ]*([0-9]{4})")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?[- ]*([0-9]{1,2})(?:st|nd|rd|th)?[-, ]+([0-9]{4})")
_WITH_TIME = re.compile(r"(.*[0-9])[T ]+[0-9]{1,2}:[0-9]{2}.*", re.IGNORECASE)
_SERIAL = re.compile(r"[2-7][0-9]{4}")  # what a spreadsheet keeps for a day from 1954 to 2119
_DASHES = dict.fromkeys((*range(0x2010, 0x2015), 0x2212), "-")


def is_date(value: str) -> bool:
    """Tell whether `value` is a day of our time, written like 2026-04-03.

    Parameters
    ----------
    value : str
        What stands in a cell.

    Returns
    -------
    bool
        False for any other form, for 30 February, and outside 1900 to 2199.
    """
    return _ISO.fullmatch(value) is not None and _day(*value.split("-")) is not None


def date_fault(value: str, *, may_be_empty: bool = False) -> tuple[str, str] | None:
    """Tell what is wrong with a date and what to write.

    Parameters
    ----------
    value : str
        What stands in a cell, not empty.
    may_be_empty : bool, default False
        Whether the cell need not have a date.

    Returns
    -------
    tuple of str or None
        The fault, and the remedy, which gives every day that may be meant; None for a date.
    """
    if is_date(value):
        return None
    parts = _ISO.fullmatch(value)
    if parts:
        return _impossible(*map(int, parts.groups()))
    readings = _readings(_plain(value))
    if readings:
        return f"is not a date like {readings[0]}", f"Write {' or '.join(map(str, readings))}"
    fault = f"is not a date like {_EXAMPLE}" if readings is None else "is not a day of the calendar"
    or_nothing = ", or leave it empty if you do not know" if may_be_empty else ""
    return fault, f"Write the year, the month and the day like {_EXAMPLE}{or_nothing}"


def spoken(value: str) -> str:
    """Return a day as ``4 March 2026``.

    Parameters
    ----------
    value : str
        A date like 2026-03-04; whatever else it is, it is left as it is.

    Returns
    -------
    str
        The same day, whatever the machine's language.
    """
    if not is_date(value):
        return value
    year, month, day = value.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _impossible(year: int, month: int, day: int) -> tuple[str, str]:
    """Tell why a date of the right form is no day, and what may be meant."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"lies outside {FIRST_YEAR} to {LAST_YEAR}", "Correct the year"
    if not 1 <= month <= len(_MONTHS):
        swapped = _day(year, day, month)
        remedy = f"Write {swapped}" if swapped else "Correct the month"
        return f"is not a day: there is no month {month:02}", remedy
    last = monthrange(year, month)[1]
    fault = f"is not a day: {_MONTHS[month - 1]} {year} has {last} days"
    return fault, f"Write a day from {year}-{month:02}-01 to {year}-{month:02}-{last}"


def _readings(value: str) -> list[date] | None:
    """Return each day that `value` may mean, day before month first; None if it is no date."""
    if timed := _WITH_TIME.fullmatch(value):
        value = timed[1]
    if found := _YEAR_FIRST.fullmatch(value):
        year, month, day = (part for part in found.groups() if part)
        return _possible((year, month, day), (year, day, month))[:1]
    if found := _YEAR_LAST.fullmatch(value):
        first, second, year = found[1], found[2], found[3].lstrip("'")
        return _possible((year, second, first), (year, first, second))
    if found := _DAY_NAMED.fullmatch(value):
        return _possible((found[3], _month(found[2]), found[1]))
    if found := _MONTH_NAMED.fullmatch(value):
        return _possible((found[3], _month(found[1]), found[2]))
    if _SERIAL.fullmatch(value):
        return [_SERIAL_ZERO + timedelta(days=int(value))]
    return None


def _possible(*readings: tuple[str | int, str | int, str | int]) -> list[date]:
    """Return the readings that are days, each once."""
    return list(dict.fromkeys(day for day in map(_day_of, readings) if day))


def _day_of(reading: tuple[str | int, str | int, str | int]) -> date | None:
    """Return the day of a year, month and day."""
    return _day(*reading)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return the day, or None if there is none in our time; 26 is 2026."""
    years = int(year) + _THIS_CENTURY * (len(str(year)) <= 2)  # noqa: PLR2004
    try:
        found = date(years, int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _month(name: str) -> int:
    """Return the number of an English month, also of its first three or four letters, or 0."""
    for number, month in enumerate(_MONTHS, start=1):
        if name in (month.casefold(), month[:_SHORT].casefold(), month[:_FOUR].casefold()):
            return number
    return 0


def _plain(value: str) -> str:
    """Return a date with plain digits and hyphens, in lower case."""
    digits = (str(decimal(c)) if c.isdecimal() else c for c in value.translate(_DASHES))
    return "".join(digits).casefold().strip()
