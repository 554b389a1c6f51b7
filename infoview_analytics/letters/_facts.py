"""What a template of a message may say: the facts, and what each of them is called."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.as_of import column, known_rows
from infoview_analytics.letters._case import Case
from infoview_analytics.letters._names_without_leave import may_be_quoted
from infoview_analytics.letters._own_words import (
    first_name,
    is_of_persons,
    name_said,
    note,
    one_line,
    own_words,
    quotation,
    speaks_of_them,
)
from infoview_analytics.letters._what_became import advice_done, leads_of, news_of, news_of_leads

_SURE = frozenset({"friend", "family", "colleague", "professor", "former_employer"})
_ASKED_FOR = 20


def facts_of(case: Case) -> dict[str, Any]:
    """Return every field of `MESSAGE_FIELDS` but the variant."""
    talked = bool(case.contact.requests["held"].any())
    leads = [name_said(lead) for lead in leads_of(case)]
    facts = {
        **_of_you(case),
        **_of_them(case),
        **_way_to_them(case),
        **_of_the_request(case),
        **_of_the_talk(case),
        **_of_the_meeting(case),
        "talked": talked,
        "leads": leads,
        "leads_listed": case.language.listed(leads),
        "news_of_leads": news_of_leads(case),
        "advices": advice_done(case),
        "people_met": int(case.asked.loc[case.asked["held"], "person"].nunique()),
        "today": case.language.date(case.today),
    }
    is_near = talked or source_of(case) in _SURE or _has_met(case)
    facts["name"] = first_name(case.contact.person) if is_near else facts["person"]
    facts["news"] = news_of(case, facts["learned"])
    return facts


def variant_of(kind: str, case: Case, facts: dict[str, Any]) -> str:
    """Return which form of a message fits."""
    if kind == "nudge":
        gaps = len(case.campaign.habits.nudge_after_business_days)
        return "last" if facts["nudges"] + 1 >= gaps else "again"
    if kind == "agree_day":
        return "another_day" if len(talk_fallen_through(case.contact.requests)) else ""
    if kind not in {"request", "phone"}:
        return ""
    source = source_of(case)
    fits = {
        "again": case.contact.requests["waiting"].tail(1).any(),
        "once_more": facts["talked"],
        "referred_by_name": facts["referrer"],
        "acquainted": source in _SURE or _has_met(case),
        "referred": len(case.contact.named_by),
        "alumni": source == "alumni" and facts["school"],
    }
    return next((variant for variant, fit in fits.items() if fit), "found")


def _has_met(case: Case) -> bool:
    """Tell whether they must know you, since they named somebody to you."""
    return bool(len(case.contact.named)) and not len(case.contact.named_by)


def source_of(case: Case) -> str:
    """Return how you came to them, as the records' choice, or empty."""
    people = known_rows(case.campaign.people, "known_since", as_of=case.today)
    listed = people.loc[column(people, "person") == case.contact.person]
    told = [column(table, "source").dropna() for table in (listed, case.contact.requests)]
    sources = [str(source) for values in told for source in values]
    return sources[-1] if sources else ""


def _of_you(case: Case) -> dict[str, Any]:
    """Return who you are, with a place to fill where you did not tell."""
    profile, places = case.campaign.profile, case.language.words["placeholders"]
    line = own_words(one_line(profile.in_one_line, most=200), case.language, profile)
    said = own_words(one_line(profile.introduction, most=600), case.language, profile)
    return {
        "full_name": one_line(profile.full_name) or places["full_name"],
        "in_one_line": line.rstrip(".") or places["in_one_line"],
        "introduction": said or places["introduction"],
        "school": one_line(profile.school),
        "your_email": one_line(profile.email),
        "your_phone": one_line(profile.phone),
    }


def _of_them(case: Case) -> dict[str, Any]:
    """Return who they are, as far as it is known."""
    contact, language = case.contact, case.language
    names = ("organization", "role", "industry", "city")
    known = {name: one_line(getattr(contact, name)) for name in names}
    both = "role_organization" if known["role"] and known["organization"] else ""
    work = both or next((n for n in ("organization", "role", "industry") if known[n]), "unknown")
    place = next((n for n in ("organization", "industry") if known[n]), "unknown")
    return {
        **known,
        "person": name_said(contact.person),
        "their_work": language.say("work", work, **known),
        "at_place": language.say("work", f"place_{place}", **known),
        "field": language.say("field", "known" if known["industry"] else "unknown", **known),
    }


def _way_to_them(case: Case) -> dict[str, Any]:
    """Return who led to them or how you found them."""
    contact, language = case.contact, case.language
    open_names = contact.may_be_mentioned
    through = contact.named_by.loc[contact.named_by["from_person"].isin(open_names[:1])]
    source = source_of(case)
    known = {"organization": one_line(contact.organization), "industry": one_line(contact.industry)}
    known["field"] = language.say("field", "known" if known["industry"] else "unknown", **known)
    if source in _SURE:
        how = language.say("known", source)
    elif _has_met(case):
        how = language.say("known", "met")
    elif len(contact.named_by):
        how = language.say("found", "named", **known)
    else:
        fuller = f"{source}_organization"
        has_more = bool(known["organization"]) and language.has("found", fuller)
        key = fuller if has_more else source if language.has("found", source) else "cold"
        how = language.say("found", key, **known)
    return {
        "referrer": name_said(open_names[0]) if open_names else "",
        "introduced": bool(column(through, "introduced_on").notna().any()),
        "how_found": how,
    }


def _of_the_request(case: Case) -> dict[str, Any]:
    """Return when they were asked last, and how many times again."""
    requests = case.contact.requests
    last = requests["requested_on"].iloc[-1] if len(requests) else pd.NaT
    touches = case.contact.touches
    again = (column(touches, "kind") == "nudge") & (column(touches, "touched_on") >= last)
    fell = [case.day(on) for on in column(talk_fallen_through(requests), "interview_on")]
    return {
        "minutes": _ASKED_FOR,
        "asked_on": case.day(last),
        "nudges": int(again.sum()),
        "missed_on": fell[0] if fell else "",
    }


def talk_fallen_through(requests: pd.DataFrame) -> pd.DataFrame:
    """Return the last request if it was accepted and its talk did not come about, else none."""
    last = requests.tail(1)
    fell = column(last, "outcome").isin(["cancelled", "no_show"])
    return last.loc[last["accepted"].astype(bool) & fell]


def talk_meant(case: Case) -> pd.Series | None:
    """Return the last talk that was not thanked for, or else the last one."""
    requests = case.contact.requests
    held = requests.loc[requests["held"]].sort_values("interview_on", kind="stable")
    if held.empty:
        return None
    owed = held.loc[~held["thanked"]]
    return (held if owed.empty else owed).iloc[-1]


def _of_the_talk(case: Case) -> dict[str, Any]:
    """Return when you talked, what you learned and what you will do."""
    language, profile = case.language, case.campaign.profile
    places = language.words["placeholders"]
    talk = talk_meant(case)
    if talk is None:
        return {"talk_on": "", "learned": places["learned"], "next_step": ""}
    learned, step = (note(talk.get(name)) for name in ("learned", "next_step"))
    if not learned or not may_be_quoted(case, learned):
        said = places["learned"]
    elif speaks_of_them(learned, language):
        said = language.say("placeholders", "reword", text=learned)
    elif language.code != profile.language:
        said = own_words(learned, language, profile)
    else:
        said = quotation(learned, language)
    is_fit = not is_of_persons(step, language) and may_be_quoted(case, step)
    fits = is_fit and language.code == profile.language
    return {
        "talk_on": case.day(talk["interview_on"]),
        "learned": said,
        "next_step": quotation(step, language) if fits else "",
    }


def _of_the_meeting(case: Case) -> dict[str, Any]:
    """Return when and where the next talk is."""
    requests, language = case.contact.requests, case.language
    meets = column(requests, "interview_on")
    stands = ~column(requests, "outcome").isin(["cancelled", "no_show"])
    ahead = requests.loc[stands & (meets >= case.today)]
    if ahead.empty:
        return {f"meeting_{name}": "" for name in ("on", "time", "by", "place")} | {
            "meeting_minutes": 0
        }
    talk = ahead.sort_values("interview_on", kind="stable").iloc[0]
    kind, place = one_line(talk.get("format")), one_line(talk.get("place"))
    agreed = talk.get("minutes_agreed")
    is_own = language.code == case.campaign.profile.language
    return {
        "meeting_on": case.day(talk["interview_on"], weekday=True),
        "meeting_time": one_line(talk.get("interview_time")),
        "meeting_by": language.say("formats", kind) if language.has("formats", kind) else "",
        "meeting_place": "" if is_of_persons(place, language) or not is_own else place,
        "meeting_minutes": 0 if agreed is None or pd.isna(agreed) else int(agreed),
    }
