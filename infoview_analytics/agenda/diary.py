"""The talks and the next actions as a calendar file, for any calendar program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd
from icalendar import Alarm, Calendar, Component, Event, Todo, vText

from infoview_analytics.agenda._talks import Talk, talks_ahead
from infoview_analytics.agenda._updates import called_off, entries_of, renumber, talks_gone
from infoview_analytics.agenda._zones import rules_of
from infoview_analytics.agenda.actions import next_actions
from infoview_analytics.as_of import column
from infoview_analytics.errors import LockedError, OccupiedError, OptionError, refuse_below
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.schema import INTERVIEWS
from infoview_analytics.store.saving import contents_of, write_whole
from infoview_analytics.store.secrets import kept_secret
from infoview_analytics.weeks import Day, day, day_numbers
from infoview_analytics.words.phrases import day_in_words, plain

Todos = Literal["events", "todos", "none"]

PRODID = "-//infoview_analytics//conversations//EN"

_DAYS = 14
_MOST = 5
_IN_THE_TALK = frozenset({"arrive"})  # rules that say what the talk's own entry says
_LONGEST = 300
_OF_A_PERSON = frozenset({"contact", "contact_cold", "ask_leave"})  # whatever row tells of them
_KEYS = ["of_table", "of_record", "rule"]
_BETWEEN = "\x1f"
_ID_FILE = "calendar.id"
_ID_BYTES = 16
_IDENTITY, _MARK = 32, 12  # characters of an identity, and those of the campaign in it
_HEAD = 1024  # bytes of a file that tell whose it is
_EVENING = timedelta(hours=6)  # before the midnight at which a day begins
_READY = timedelta(minutes=30)
_TWO_YEARS = timedelta(days=730)


class _Text(vText):
    """A text in which a backslash and an N stay what they are; icalendar breaks the line there."""

    def to_ical(self) -> bytes:
        """Return the text escaped as RFC 5545 has it."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode("utf-8")


def calendar_of(
    campaign: Campaign,
    *,
    as_of: Day,
    actions: pd.DataFrame | None = None,
    todos: Todos = "events",
    days: int = _DAYS,
    most: int = _MOST,
) -> bytes:
    """Return the talks ahead and the next actions as an iCalendar file.

    A later one of the same campaign updates what an earlier one brought: each entry keeps its
    identity, which tells nothing of the person. A talk that was called off is marked so. What
    you have done since is not taken away: tick it off, or import into a calendar of its own.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. Times are meant in ``profile.time_zone``; where none is
        set, they are the same on any clock.
    as_of : pandas.Timestamp, datetime.date or str
        The day: nothing from later is known.
    actions : pandas.DataFrame, optional
        What to do, as `next_actions` returns it, which is asked if it is left out.
    todos : {"events", "todos", "none"}
        Actions as entries of a whole day, which every program shows; as to-dos, which not every
        program reads; or not at all.
    days : int, default 14
        Actions due later than so many days from then are left out, if `actions` is not given.
    most : int, default 5
        The most actions of one day, the first ones: more would hide the talks. What is overdue
        is put on today.

    Returns
    -------
    bytes
        As RFC 5545 has it: UTF-8, lines folded, every text escaped.

    Raises
    ------
    LockedError
        If somebody else is saving to the campaign all the time, the first time.
    OptionError
        If `todos` is none of the three, or `days` or `most` is below 0.
    """
    _refuse_senseless(todos, days, most)
    made = _calendar(campaign, day(as_of), actions, todos, (days, most))
    return bytes(made.to_ical())


def write_calendar(
    campaign: Campaign,
    out: str | Path,
    *,
    as_of: Day,
    actions: pd.DataFrame | None = None,
    todos: Todos = "events",
    days: int = _DAYS,
    most: int = _MOST,
    overwrite: bool = False,
) -> Path:
    """Write the talks ahead and the next actions into a calendar file.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    out : str or pathlib.Path
        The file, such as ``week.ics``. An earlier one of ours is replaced; a talk that stood
        in it, and is no more, is marked as called off. Folders that are not there are made.
    as_of : pandas.Timestamp, datetime.date or str
        The day: nothing from later is known.
    actions : pandas.DataFrame, optional
        What to do, as for `calendar_of`.
    todos : {"events", "todos", "none"}
        How actions are put, as for `calendar_of`.
    days, most : int
        Which actions are put, as for `calendar_of`.
    overwrite : bool, default False
        Whether a file that is not one of ours may be replaced too.

    Returns
    -------
    pathlib.Path
        The file, written as a whole or not at all.

    Raises
    ------
    OccupiedError
        If another file is there, and `overwrite` does not allow to replace it.
    OSError
        If it cannot be written; what was there is as it was.
    """
    path = Path(out)
    old = contents_of(path)
    if not overwrite and old is not None and PRODID.encode() not in old[:_HEAD]:
        message = (
            f"{path} is there already, and was not made by infoview. Nothing was written. Choose "
            "another name, or allow to overwrite it."
        )
        raise OccupiedError(message)
    _refuse_senseless(todos, days, most)
    today = day(as_of)
    calendar = _calendar(campaign, today, actions, todos, (days, most))
    if old is not None and PRODID.encode() in old[:_HEAD]:
        _update(calendar, old, today, _mark(campaign))
    raw = bytes(calendar.to_ical())
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: raw})
    return path


def _refuse_senseless(todos: str, days: int, most: int) -> None:
    """Refuse options that make no sense."""
    refuse_below(0, days=days, most=most)
    if todos not in ("events", "todos", "none"):
        message = f'todos is "events", "todos" or "none", not {todos!r}.'
        raise OptionError(message)


def _calendar(
    campaign: Campaign,
    today: pd.Timestamp,
    actions: pd.DataFrame | None,
    todos: Todos,
    limits: tuple[int, int],
) -> Calendar:
    """Return the talks ahead and the next actions as a calendar."""
    zone = ZoneInfo(campaign.profile.time_zone) if campaign.profile.time_zone else None
    mark = _mark(campaign)
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    talks = talks_ahead(campaign, today, zone)
    _add_rules_of(zone, talks, calendar)
    for talk in talks:
        calendar.add_component(_event_of(campaign, talk, today, mark))
    if todos != "none":
        if actions is None:
            actions = next_actions(campaign, as_of=today, ahead_days=limits[0])
        for _, action in _wanted(actions, today, limits[1]).iterrows():
            calendar.add_component(_task_of(action, today, todos, mark))
    return calendar


def _update(calendar: Calendar, old: bytes, today: pd.Timestamp, mark: str) -> None:
    """Make a calendar one that tells what became of the entries of an older one."""
    before, after = entries_of(old), entries_of(calendar.to_ical())
    for talk in talks_gone(before, after, today, mark):
        event = called_off(talk, _Text)
        _stamp(event, str(talk["UID"]), today)
        calendar.add_component(event)
    renumber(calendar, before)


def _wanted(actions: pd.DataFrame, today: pd.Timestamp, most: int) -> pd.DataFrame:
    """Return the first actions of each day, each with its number among those of its key."""
    whom = column(actions, "person").where(actions["rule"].isin(_OF_A_PERSON))
    keyed = actions.assign(
        of_table=actions["table"].mask(whom.notna(), "people"),
        of_record=actions["record"].mask(whom.notna(), whom),
    )
    numbered = keyed.assign(
        number=keyed.groupby(_KEYS, dropna=False).cumcount(),
        on=actions["due_on"].mask(actions["due_on"] < today, today),
    )
    wanted = numbered.loc[~(actions["rule"].isin(_IN_THE_TALK) | actions["lapsed"])]
    return wanted.loc[wanted.groupby("on").cumcount() < most]


def _add_rules_of(zone: ZoneInfo | None, talks: list[Talk], calendar: Calendar) -> None:
    """Add the rules of the time zone, where a talk needs them."""
    timed = [talk for talk in talks if talk.has_time]
    if zone is not None and timed and zone.key != "UTC":
        first = min(talk.begins for talk in timed)
        last = max(talk.ends for talk in timed)
        calendar.add_component(rules_of(zone, first, last + _TWO_YEARS))


def _event_of(campaign: Campaign, talk: Talk, today: pd.Timestamp, mark: str) -> Event:
    """Return a talk as an event with its alarms."""
    event = Event()
    _identify(event, mark, ("interviews", talk.interview_id), today)
    event.add("summary", _Text(talk.summary))
    event.add("dtstart", talk.begins)
    if talk.length is None:
        event.add("dtend", talk.ends)
    else:
        event.add("duration", talk.length)
    if talk.place:
        event.add("location", _Text(talk.place))
    event.add("description", _Text("\n".join(talk.notes)))
    event.add("status", "CANCELLED" if talk.is_off else "CONFIRMED")
    event.add("transp", "OPAQUE" if talk.has_time and not talk.is_off else "TRANSPARENT")
    if talk.is_off:
        return event
    ready = timedelta(minutes=campaign.habits.minutes_early) + _READY
    for before in (timedelta(days=1), ready) if talk.has_time else (_EVENING,):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", _Text(talk.summary))
        event.add_component(alarm)
    return event


def _task_of(action: pd.Series, today: pd.Timestamp, todos: Todos, mark: str) -> Component:
    """Return an action as an entry of a whole day, today if it is overdue, or as a to-do."""
    due_on = action["due_on"]
    key = tuple(str(action[name]) for name in (*_KEYS, "number"))
    lines = [plain(action["why"], most=_LONGEST)]
    if action["overdue_days"]:
        lines.append(f"It was due on {day_in_words(due_on)}.")
    if action["entry"]:
        lines.append(f"When it is done, write it down: infoview log {action['entry']}")
    task = Todo() if todos == "todos" else Event()
    _identify(task, mark, key, today)
    task.add("summary", _Text(plain(action["action"], most=_LONGEST)))
    task.add("description", _Text("\n".join(lines)))
    if todos == "todos":
        task.add("due", due_on.date())
        task.add("status", "NEEDS-ACTION")
        task.add("priority", 1 if action["overdue_days"] else 5)
        return task
    on = action["on"].date()
    task.add("dtstart", on)
    task.add("dtend", on + timedelta(days=1))
    task.add("transp", "TRANSPARENT")
    return task


def _identify(entry: Component, mark: str, key: tuple[str, ...], today: pd.Timestamp) -> None:
    """Give an entry what tells programs that they know it, and which version of it is newer."""
    told = sha256(_BETWEEN.join((mark, *key)).encode("utf-8", "replace")).hexdigest()
    _stamp(entry, f"{mark}{told[: _IDENTITY - _MARK]}@infoview", today)


def _stamp(entry: Component, uid: str, today: pd.Timestamp) -> None:
    """Give an entry its identity, and the version that it is."""
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    entry.add("uid", uid)
    entry.add("sequence", int(day_numbers(today)[0]))
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("class", "PRIVATE")


def _mark(campaign: Campaign) -> str:
    """Return what the identities of one campaign's entries begin with, and no other's."""
    return sha256(_secret(campaign)).hexdigest()[:_MARK]


def _secret(campaign: Campaign) -> bytes:
    """Return what tells one campaign from another, whatever its rows are."""
    told = _BETWEEN.join([campaign.you, campaign.folder.resolve().name])
    instead = sha256(told.encode("utf-8", "replace")).digest()
    if not (campaign.folder / INTERVIEWS.file).is_file():
        return instead
    try:
        return kept_secret(campaign.folder, _ID_FILE, length=_ID_BYTES)
    except LockedError:
        raise
    except OSError:
        return instead
