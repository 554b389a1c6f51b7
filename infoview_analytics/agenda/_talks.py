"""The talks of a diary: when each begins and ends, and what to keep in mind for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pandas as pd

from infoview_analytics.agenda._clock import FROM_HOME, SIGN, USUAL_MINUTES
from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.agenda._zones import later
from infoview_analytics.agenda.contacts import Contact, contact_of
from infoview_analytics.as_of import as_known, column, is_yes
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.words.phrases import day_in_words, listed, plain

_LONGEST = 300  # characters of a place: a link may be long
_OFF = "It was called off."


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that is to come, or was to come.

    Attributes
    ----------
    interview_id, summary, place : str
        Its key, what it is called, and where it is; empty where that is not known.
    begins, ends : datetime.date or datetime.datetime
        Days where no time was agreed; `ends` is the day after then.
    is_off : bool
        Whether it was called off.
    notes : list of str
        What to keep in mind, line by line.
    """

    interview_id: str
    summary: str
    place: str
    begins: date
    ends: date
    is_off: bool
    notes: list[str]

    @property
    def length(self) -> timedelta | None:
        """How long it takes, where clocks show its end twice that night, so that it tells less."""
        if isinstance(self.begins, datetime) and isinstance(self.ends, datetime) and self.ends.fold:
            return self.ends.astimezone(UTC) - self.begins.astimezone(UTC)
        return None

    @property
    def has_time(self) -> bool:
        """Whether a time was agreed."""
        return isinstance(self.begins, datetime)


def talks_ahead(campaign: Campaign, today: pd.Timestamp, zone: tzinfo | None) -> list[Talk]:
    """Return the talks from a day on, also those that were called off, the next one first."""
    asked = as_known(campaign.interviews, campaign.referrals, as_of=today).interviews
    ahead = (column(asked, "interview_on") >= today) & (column(asked, "outcome") != "no_show")
    order = [name for name in ("interview_on", "interview_time") if name in asked.columns]
    chosen = asked.loc[is_yes(ahead)]
    of_them = _about(campaign, chosen["person"])
    rows = chosen.sort_values(order, kind="stable")
    return [_talk(of_them, row, today, zone) for _, row in rows.iterrows()]


def _about(campaign: Campaign, people: pd.Series) -> Campaign:
    """Return the campaign with only those records that tell of some people."""
    interviews, referrals = campaign.interviews, campaign.referrals
    led_here = referrals.loc[referrals["to_person"].isin(people)]
    dates_them = column(interviews, "interview_id").isin(column(led_here, "interview_id").dropna())
    return replace(
        campaign,
        interviews=interviews.loc[interviews["person"].isin(people) | dates_them],
        referrals=led_here,
        touches=campaign.touches.head(0),
    )


def _talk(campaign: Campaign, row: pd.Series, today: pd.Timestamp, zone: tzinfo | None) -> Talk:
    """Return one talk."""
    contact = contact_of(campaign, row["person"], as_of=today)
    is_off = _told(row, "outcome") == "cancelled" or bool(row["declined"])
    begins, ends = _span(row, zone)
    at = f" ({plain(contact.organization)})" if contact.organization else ""
    return Talk(
        interview_id=str(row["interview_id"]),
        summary=f"Talk with {plain(row['person'])}{at}",
        place=_told(row, "place"),
        begins=begins,
        ends=ends,
        is_off=is_off,
        notes=[_OFF] if is_off else _notes(campaign, row, contact, (begins, ends)),
    )


def _span(row: pd.Series, zone: tzinfo | None) -> tuple[date, date]:
    """Return when a talk begins and ends: in `zone` if there is one, else on anybody's clock.

    A time that the clocks skip in spring is taken an hour later, as they show it.
    """
    on = row["interview_on"].date()
    at = _told(row, "interview_time")
    if not at:
        return on, on + timedelta(days=1)
    length = timedelta(minutes=_minutes(row) or USUAL_MINUTES)
    begins = datetime.combine(on, time.fromisoformat(at))
    if zone is None:
        return begins, begins + length
    moment = begins.replace(tzinfo=zone).astimezone(UTC)
    return moment.astimezone(zone), (moment + length).astimezone(zone)


def _notes(
    campaign: Campaign, row: pd.Series, contact: Contact, span: tuple[date, date]
) -> list[str]:
    """Return what to keep in mind for a talk, line by line."""
    told = [plain(text) for text in (contact.role, contact.industry, contact.city) if text]
    thank_by = row["interview_on"] + pd.Timedelta(days=campaign.habits.thank_within_days)
    lines = [
        ", ".join(told),
        _led_by(contact),
        *_clock(row, span, early=campaign.habits.minutes_early),
        "" if pd.isna(row.get("prepared_on")) else "You have prepared for it.",
        f"Say thank you by {day_in_words(thank_by)}.",
    ]
    return [line for line in lines if line]


def _led_by(contact: Contact) -> str:
    """Return who led to somebody, and whether their names may be used."""
    leave = dict(zip(contact.named_by["from_person"], _leave(contact), strict=True))
    told = [f"{plain(person)} ({words})" for person, words in leave.items()]
    return f"Who led here: {listed(told)}." if told else ""


def _leave(contact: Contact) -> list[str]:
    """Return for each referral whether its name may be used."""
    words = {True: "you may say so", False: "would rather not be named"}
    unasked = "do not say so: you have not asked"
    return [words.get(said, unasked) for said in last_leave(contact.named_by)]


def _clock(row: pd.Series, span: tuple[date, date], *, early: int) -> list[str]:
    """Return when to be there, how long to stay, and when to give a sign."""
    begins, ends = span
    minutes = _minutes(row)
    agreed = f"Agreed: {minutes} minutes." if minutes else "No length was agreed: ask at the start."
    if not isinstance(begins, datetime) or not isinstance(ends, datetime):
        return ["No time is written down yet: agree on one.", agreed]
    verb = "Be ready at" if _told(row, "format") in FROM_HOME else "Be there at"
    there = f"{verb} {later(begins, -early):%H:%M}."
    if not minutes or minutes <= SIGN:
        return [there, agreed]
    sign = later(ends, -SIGN)
    return [there, f"{agreed} At {sign:%H:%M} say that five minutes are left."]


def _minutes(row: pd.Series) -> int:
    """Return how many minutes were agreed, 0 where none were."""
    minutes = row.get("minutes_agreed")
    return 0 if minutes is None or pd.isna(minutes) else int(minutes)


def _told(row: pd.Series, name: str) -> str:
    """Return what stands in a cell as one line, empty where nothing does."""
    value = row.get(name)
    return "" if value is None or pd.isna(value) else plain(value, most=_LONGEST)
