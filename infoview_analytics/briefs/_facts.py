"""What a brief says: how it stands, who led there, what to look into, to bring and to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from infoview_analytics.agenda._clock import FROM_HOME, SIGN, clock_time, minute_of
from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.agenda._situation import TOLD_AFTERWARDS, Situation, text
from infoview_analytics.agenda.contacts import Contact
from infoview_analytics.as_of import column
from infoview_analytics.briefs.questions import past_talks
from infoview_analytics.network._matching import key_of
from infoview_analytics.words.phrases import (
    FORMATS,
    choice_words,
    counted,
    day_in_words,
    listed,
    plain,
)

_MOST_EARLIER = 3
_LONG = 150
_MOST_NAMES = 3

_THROUGH = {
    "friend": "You came to them through a friend.",
    "family": "You came to them through your family.",
    "colleague": "You came to them through a colleague.",
    "professor": "You came to them through a professor.",
    "former_employer": "You came to them through a former employer.",
    "referral": "Somebody named them; who it was is not written down in referrals.csv.",
    "alumni": "You studied at the same place.",
    "career_centre": "You came to them through the career centre.",
    "association": "You came to them through an association.",
    "event": "You came to them at an event.",
    "linkedin": "You came to them on LinkedIn.",
    "ten_thousand_coffees": "You came to them through Ten Thousand Coffees.",
    "social_media": "You came to them on social media.",
    "website": "You came to them on a website.",
    "cold": "You wrote to them without an introduction.",
}
_BRING = {
    "in_person": "Take a pen, this page and a few cards; know the way there.",
    "phone": "Have a quiet room, a charged phone and their number.",
    "video": "Open the link early; try the camera, the sound and the light.",
    "email": "Send few questions, each with its number, and leave them time.",
}
_STRIKE_OUT = "Strike out what their site answers already."
_BRING_UNSAID = "Have a pen and this page; a few cards if you meet."
_PLACE_LACKS = {
    "phone": "Who rings whom, and at which number? Ask, and write it under place.",
    "video": "There is no link yet. Ask for it, and write it under place.",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """When to be there, when to give a sign and when to end, as HH:MM or empty."""

    ready_at: str = ""
    sign_at: str = ""
    ends_at: str = ""


def request_of(contact: Contact, now: Situation) -> dict[str, Any]:
    """Return the coming talk with a contact, else the last request to them, else nothing."""
    coming = now.coming.loc[now.coming["person"] == contact.person]
    if len(coming):
        return _of_row(coming) | {"is_coming": True}
    asked = now.last_asked.loc[now.last_asked["person"] == contact.person]
    return _of_row(asked) | {"is_coming": False} if len(asked) else {}


def clock_of(time: str, minutes: int | None, *, early: int) -> Clock:
    """Return the clock of a talk that begins at a time."""
    if not time:
        return Clock()
    begins = minute_of(time)
    if minutes is None:
        return Clock(clock_time(begins - early))
    sign = clock_time(begins + minutes - SIGN) if minutes > SIGN else ""
    return Clock(clock_time(begins - early), sign, clock_time(begins + minutes))


def standing(contact: Contact, now: Situation, request: dict[str, Any]) -> list[str]:
    """Tell whether and when you talk with a contact, and whether you did before."""
    talks = past_talks(now)
    talks = talks.loc[talks["person"] == contact.person]
    if request.get("is_coming"):
        told = [_agreed(request)]
        if pd.notna(request.get("prepared_on")):
            told.append(f"You prepared for it on {day_in_words(request['prepared_on'])}.")
    else:
        told = [] if len(talks) and request.get("held") else [_not_agreed(request)]
    if len(talks):
        days = [day_in_words(on) for on in talks["interview_on"].iloc[-_MOST_NAMES:]]
        before = " before" if request.get("is_coming") else ""
        told.append(f"You talked{before} on {listed(days)}.")
        if not told[:-1]:
            told.append("No other day is agreed.")
    return told


def led_by(contact: Contact) -> pd.DataFrame:
    """Return who named a contact, when, and whether the name may be used."""
    named = contact.named_by
    rows = [
        (referrer, on, leave, _way(referrer, on, leave, introduced))
        for referrer, on, leave, introduced in zip(
            named["from_person"],
            named["referred_on"],
            last_leave(named),
            column(named, "introduced_on"),
            strict=True,
        )
    ]
    table = pd.DataFrame(rows, columns=["referrer", "on", "may_use_name", "words"])
    return table.astype({"on": "datetime64[s]", "may_use_name": "boolean"})


def way_in_words(contact: Contact, now: Situation, request: dict[str, Any], school: str) -> str:
    """Tell how you came to somebody whom nobody named."""
    listed_as = now.people.loc[now.people["person"] == contact.person, "source"].dropna()
    source = text(request.get("source")) or ("" if listed_as.empty else str(listed_as.iloc[-1]))
    if source == "alumni" and school:
        return f"You both studied at {plain(school)}."
    own = f"You came to them by: {choice_words(source)}." if source not in ("", "other") else ""
    return _THROUGH.get(source, own or "How you came to them is not written down.")


def look_into(contact: Contact, now: Situation, request: dict[str, Any]) -> list[str]:
    """Return what to look into: the organisation, the person, the position and the field."""
    told = [_of_organization(contact, now)]
    listed_as = now.people.loc[now.people["person"] == contact.person, "profile_url"].dropna()
    page = f": {plain(listed_as.iloc[-1], most=_LONG)}" if len(listed_as) else ""
    told.append(f"The person: what they have made or said in public{page}.")
    role = f" ({plain(contact.role)})" if contact.role else ""
    told.append(f"The position{role}: what it is elsewhere.")
    here = key_of(contact.industry)
    if contact.industry and not past_talks(now)["industry"].map(text).map(key_of).eq(here).any():
        field = plain(contact.industry)
        told.append(f"The field ({field}): nobody in it has talked with you yet. Read a little.")
    if request.get("is_coming") and _is_as_written(request, now):
        note = text(request.get("notes"))
        told += [f"Your note: {plain(note, most=_LONG)}"] if note else []
    return told


def earlier(contact: Contact, now: Situation) -> list[str]:
    """Return what you noted of them, of their organisation and of their field."""
    talks = past_talks(now)
    talks = talks.loc[talks["learned"].notna()]
    there, field = key_of(contact.organization), key_of(contact.industry)
    is_them = talks["person"] == contact.person
    is_there = talks["organization"].map(text).map(key_of).eq(there) & bool(there)
    is_near = talks["industry"].map(text).map(key_of).eq(field) & bool(field)
    near = talks.assign(nearness=is_them * 4 + is_there * 2 + is_near)
    near = (
        near.loc[near["nearness"] > 0]
        .iloc[::-1]
        .sort_values("nearness", ascending=False, kind="stable")
    )
    near = near.head(_MOST_EARLIER)
    return [_noted(_of_row(near.iloc[[place]])) for place in range(len(near))]


def checklist(request: dict[str, Any], clock: Clock, *, introduction: str) -> list[str]:
    """Return what to have ready, and when."""
    form = text(request.get("format"))
    if form == "email":
        return [_STRIKE_OUT, _BRING[form]]
    there = "Be ready" if form in FROM_HOME else "Be there"
    told = [_STRIKE_OUT]
    told += ["Say your introduction aloud once."] if introduction else []
    told.append(_BRING.get(form, _BRING_UNSAID))
    told.append("Have your résumé at hand; do not offer it.")
    told += [f"{there} at {clock.ready_at}."] if clock.ready_at else []
    sign = f"At {clock.sign_at}" if clock.sign_at else "Five minutes before the end"
    told.append(f"{sign} say that the time is nearly over; ask the last question.")
    return told


def to_ask(request: dict[str, Any], minutes: int | None) -> list[str]:
    """Return what to ask besides the questions: leave, time and how to stay in touch."""
    if text(request.get("format")) == "email":
        return ["To those whom you name: may I say that you sent me?"]
    agreed = f"Is it still {minutes} minutes?" if minutes else "How much time do you have?"
    return [
        agreed,
        "May I take notes? May I record it, for myself alone?",
        "To those whom you name: may I say that you sent me?",
        "May I tell you later what became of it?",
    ]


def tell_afterwards(contact: Contact, now: Situation, request: dict[str, Any]) -> list[str]:
    """Return what to do once the talk is over."""
    habits = now.campaign.habits
    days = habits.thank_within_days
    soon = {0: "the same day", 1: "within a day"}.get(days, f"within {days} days")
    told = [f"The same day: write down what you learned and the next step. Thank them {soon}."]
    if not request.get("declined"):
        named = contact.named_by
        untold = column(named, "reported_back_on").isna() | bool(request.get("is_coming"))
        names = list(dict.fromkeys(named.loc[untold, "from_person"]))[:_MOST_NAMES]
        within = counted(habits.report_back_within_days, "day")
        told += (
            [f"Tell {listed([*map(plain, names)])} within {within} how it went."] if names else []
        )
    return told


def lacking(request: dict[str, Any], minutes: int | None, *, introduction: str) -> list[str]:
    """Return what is not written down, and where it belongs."""
    told = []
    form = text(request.get("format"))
    if request.get("is_coming") and form != "email":
        if not text(request.get("interview_time")):
            told.append("There is no time yet. Agree on one, and write it under interview_time.")
        if not text(request.get("place")):
            where = "Where do you meet? Ask, and write it under place."
            told.append(_PLACE_LACKS.get(form, where))
        if not form:
            told.append("In person, by phone or by video? Write it under format.")
        if minutes is None:
            told.append("Nothing is agreed on how long. Ask, and write it under minutes_agreed.")
    if not introduction:
        told.append("There is no introduction yet. Write one under introduction in infoview.toml.")
    return told


def _of_row(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the values of the first row by column."""
    return {str(name): value for name, value in rows.iloc[0].items()}


def _agreed(request: dict[str, Any]) -> str:
    """Tell when and where a coming talk is."""
    on, form = request["interview_on"], text(request.get("format"))
    parts = [f"You talk on {on.day_name()}, {day_in_words(on)}"]
    parts[0] += f", at {text(request.get('interview_time'))}" * bool(
        text(request.get("interview_time"))
    )
    parts += [FORMATS[form]] if form in FORMATS else []
    parts += [plain(request["place"], most=_LONG)] if text(request.get("place")) else []
    return f"{', '.join(parts)}."


def _not_agreed(request: dict[str, Any]) -> str:
    """Tell where a request stands that has led to no day."""
    if not request:
        return "You have not asked them yet; there is no day yet."
    on, answered = day_in_words(request["requested_on"]), request.get("responded_on")
    said = f" on {day_in_words(answered)}" if pd.notna(answered) else ""
    if request["declined"]:
        return (
            f"They said no{said}. Let it rest: this page is for the day on which they come back "
            "to you themselves."
        )
    if request.get("outcome") in ("cancelled", "no_show"):
        fell = "was cancelled" if request["outcome"] == "cancelled" else "did not take place"
        when = request.get("interview_on")
        of = f" of {day_in_words(when)}" if pd.notna(when) else ""
        return f"The talk{of} {fell}; there is no new day yet."
    if request["accepted"]:
        return f"They said yes{said}; there is no day yet."
    if request["answered"]:
        return f"They answered{said}, without a yes or a no; there is no day yet."
    return f"You asked them on {on} and wait for their answer; there is no day yet."


def _way(referrer: str, on: Any, leave: Any, introduced: Any) -> str:  # noqa: ANN401
    """Tell who named a contact, and whether the name may be used."""
    when = f" on {day_in_words(on)}" if pd.notna(on) else ""
    words = f"{plain(referrer)} named them{when}"
    if pd.notna(introduced):
        words += f" and introduced you on {day_in_words(introduced)}"
    if pd.isna(leave) and pd.notna(introduced):
        return f"{words}."
    if pd.isna(leave):
        return f"{words}. Ask first whether you may say so; until then, leave the name out."
    return f"{words}. {'You may say so.' if leave else 'Leave the name out: they said no to it.'}"


def _of_organization(contact: Contact, now: Situation) -> str:
    """Return what to look into about the organisation."""
    if not contact.organization:
        return "The organisation: where they work is not written down yet."
    words = f"The organisation ({plain(contact.organization)}): "
    keys = now.organizations["organization"].map(key_of)
    wished = now.organizations.loc[keys == key_of(contact.organization)]
    if wished.empty:
        return f"{words}what they make, for whom, and what is new."
    wish = wished.iloc[-1]
    since = wish["researched_on"]
    words += (
        f"what is new since you looked on {day_in_words(since)}"
        if pd.notna(since)
        else "what they make, for whom, and what is new"
    )
    words += f" ({plain(wish['follows'], most=_LONG)})" if text(wish["follows"]) else ""
    return f"{words}. You wish for it: {plain(wish['why'])}." if text(wish["why"]) else f"{words}."


def _is_as_written(request: dict[str, Any], now: Situation) -> bool:
    """Tell whether nothing of a request is from later; then its note is not from later either."""
    written = now.campaign.interviews
    row = written.loc[written["interview_id"] == request["interview_id"]].iloc[0]
    return not any(pd.notna(row.get(name)) for name in (*TOLD_AFTERWARDS, "outcome"))


def _noted(talk: dict[str, Any]) -> str:
    """Return one note, with whom and when."""
    where = f", {plain(talk['organization'])}" if text(talk["organization"]) else ""
    who = f"{plain(talk['person'])}{where}, {day_in_words(talk['interview_on'])}"
    return f"{who}: {plain(talk['learned'], most=_LONG)}"
