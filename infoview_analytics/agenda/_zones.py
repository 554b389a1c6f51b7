"""The rules of a time zone, as a calendar file tells them to a program that does not know it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def rules_of(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return what clocks showed and will show from one day to another.

    icalendar's own rules let summer time begin an hour late: RFC 5545 wants the change in the
    time that clocks showed before it.
    """
    timezone = Timezone()
    timezone.add("tzid", zone.key)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - _DAY
    timezone.add_component(_rule(zone, start, before=start))
    days = (last - first).days + 2
    for change in _changes(zone, start, days):
        timezone.add_component(_rule(zone, change, before=change - _SECOND))
    return timezone


def later(moment: datetime, minutes: int) -> datetime:
    """Return what clocks show some minutes after a moment, or before it, on either side of DST."""
    if moment.tzinfo is None:
        return moment + timedelta(minutes=minutes)
    there = moment.astimezone(UTC) + timedelta(minutes=minutes)
    return there.astimezone(moment.tzinfo)


def _rule(zone: ZoneInfo, since: datetime, *, before: datetime) -> Component:
    """Return what holds from a moment on."""
    now, offset_before = since.astimezone(zone), before.astimezone(zone).utcoffset()
    rule: Component = TimezoneDaylight() if now.dst() else TimezoneStandard()
    rule.add("dtstart", since.replace(tzinfo=None) + (offset_before or timedelta()))
    rule.add("tzoffsetfrom", offset_before)
    rule.add("tzoffsetto", now.utcoffset())
    rule.add("tzname", now.tzname())
    return rule


def _changes(zone: ZoneInfo, start: datetime, days: int) -> Iterator[datetime]:
    """Yield the moments at which the clocks are changed, to the second."""
    for number in range(days):
        low, high = start + number * _DAY, start + (number + 1) * _DAY
        old = low.astimezone(zone).utcoffset()
        if high.astimezone(zone).utcoffset() == old:
            continue
        while high - low > _SECOND:
            middle = low + (high - low) // 2
            middle = middle.replace(microsecond=0)
            unchanged = middle.astimezone(zone).utcoffset() == old
            low, high = (middle, high) if unchanged else (low, middle)
        yield high
