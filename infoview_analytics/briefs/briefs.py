"""A brief: what to know, to ask and to bring for one conversation, on one page."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from infoview_analytics.agenda._situation import situation, text
from infoview_analytics.agenda.contacts import contact_of
from infoview_analytics.briefs import _facts as said
from infoview_analytics.briefs._pages import as_html, as_markdown
from infoview_analytics.briefs.questions import QUESTION_THEMES, chosen_questions
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.words.phrases import day_in_words, plain

_NOTES_LINES = 30  # as many as fit are shown
_LONGEST_INTRODUCTION = 600


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """What to know, to ask and to bring for a conversation with one person.

    Attributes
    ----------
    person, organization, role, industry, city : str
        Who they are; empty where it is not written down.
    as_of : pandas.Timestamp
        The day on which all this was known.
    standing : list of str
        When you talk, or why there is no day yet; whether you talked before.
    when : pandas.Timestamp or None
        The day of the coming conversation.
    time, place, format : str
        At what time (HH:MM), where and how; empty where it is not written down.
    minutes : int or None
        How long it is to be.
    ready_at, sign_at, ends_at : str
        When to be there, when to say that the time is nearly over (five minutes before the
        end) and when it ends, as HH:MM; empty where time or minutes are not written down.
    led_by : pandas.DataFrame
        Who named them: ``referrer``, ``on``, ``may_use_name`` (missing: not asked) and
        ``words``.
    way : str
        How you came to them where nobody named them, else empty.
    look_into : list of str
        The organisation, the person, the position; the field where it is new to you.
    questions : list of tuple
        The theme's title and the question, five to eight; whom else to talk to comes last.
    introduction : str
        What you say of yourself, or empty.
    checklist, to_ask, afterwards : list of str
        What to have ready; what to ask leave for; what to do once it is over.
    earlier : list of str
        What you noted before of them, of their organisation and of their field.
    lacking : list of str
        What is not written down yet, and where it belongs.
    notes_lines : int
        How many ruled lines there are at most.
    """

    person: str
    organization: str
    role: str
    industry: str
    city: str
    as_of: pd.Timestamp
    standing: list[str]
    when: pd.Timestamp | None
    time: str
    place: str
    format: str
    minutes: int | None
    ready_at: str
    sign_at: str
    ends_at: str
    led_by: pd.DataFrame
    way: str
    look_into: list[str]
    questions: list[tuple[str, str]]
    introduction: str
    checklist: list[str]
    to_ask: list[str]
    afterwards: list[str]
    earlier: list[str]
    lacking: list[str]
    notes_lines: int = _NOTES_LINES

    def _repr_markdown_(self) -> str:
        """Return the brief as a notebook shows it."""
        return brief_in_markdown(self)

    def _repr_html_(self) -> str:
        """Return the brief as a part of a page, in the colours of the page."""
        return as_html(_facts(self), is_page=False)


def brief(campaign: Campaign, person: str, *, as_of: Day) -> Brief:
    """Put together what to know, to ask and to bring for a conversation.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    person : str
        With whom; it need not be agreed yet.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which you prepare.

    Returns
    -------
    Brief
        A page with everything, or what is lacking and where to write it down.

    Raises
    ------
    UnknownContactError
        If nobody of that name was known by then, or more than one person may be meant.
    TemplateError
        If your own questions cannot be used, with the file and the line.
    """
    today = day(as_of)
    contact = contact_of(campaign, person, as_of=today)
    now = situation(campaign, today=today, ahead_days=0, lapsed=False)
    request = said.request_of(contact, now)
    agreed = request if request.get("is_coming") else {}
    time, minutes = text(agreed.get("interview_time")), agreed.get("minutes_agreed")
    minutes = None if pd.isna(minutes) else int(minutes)
    clock = said.clock_of(time, minutes, early=campaign.habits.minutes_early)
    about_you = campaign.profile.introduction
    introduction = plain(about_you, most=_LONGEST_INTRODUCTION) if about_you.strip() else ""
    led_by = said.led_by(contact)
    chosen = chosen_questions(contact, now, minutes=minutes)
    return Brief(
        person=contact.person,
        organization=contact.organization,
        role=contact.role,
        industry=contact.industry,
        city=contact.city,
        as_of=today,
        standing=said.standing(contact, now, request),
        when=agreed.get("interview_on"),
        time=time,
        place=text(agreed.get("place")),
        format=text(agreed.get("format")),
        minutes=minutes,
        ready_at=clock.ready_at,
        sign_at=clock.sign_at,
        ends_at=clock.ends_at,
        led_by=led_by,
        way=""
        if len(led_by)
        else said.way_in_words(contact, now, request, campaign.profile.school),
        look_into=said.look_into(contact, now, request),
        questions=[
            (QUESTION_THEMES[theme], question)
            for theme, question in zip(chosen["theme"], chosen["question"], strict=True)
        ],
        introduction=introduction,
        checklist=said.checklist(agreed, clock, introduction=introduction),
        to_ask=said.to_ask(agreed, minutes),
        afterwards=said.tell_afterwards(contact, now, request),
        earlier=said.earlier(contact, now),
        lacking=said.lacking(request, minutes, introduction=introduction),
    )


def next_briefs(campaign: Campaign, *, as_of: Day, days: int = 7) -> list[str]:
    """Return with whom you talk in the coming days.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The first day.
    days : int, default 7
        How many days after it are looked at.

    Returns
    -------
    list of str
        The persons, the next conversation first; each once.
    """
    today = day(as_of)
    coming = situation(campaign, today=today, ahead_days=days, lapsed=False).coming
    soon = coming.loc[coming["interview_on"] <= today + pd.Timedelta(days=days)]
    return list(dict.fromkeys(soon["person"]))


def brief_in_markdown(brief: Brief) -> str:
    """Return a brief in Markdown.

    Parameters
    ----------
    brief : Brief
        As `brief` returns it.

    Returns
    -------
    str
        Nothing in it that came from a record is read as Markdown, HTML or mathematics.
    """
    return as_markdown(_facts(brief))


def brief_in_html(brief: Brief) -> str:
    """Return a brief as a page of its own, to be printed.

    Parameters
    ----------
    brief : Brief
        As `brief` returns it.

    Returns
    -------
    str
        Self-contained: no script, no network. One sheet of paper where the texts are not long.
    """
    return as_html(_facts(brief), is_page=True)


def _facts(brief: Brief) -> dict[str, object]:
    """Return what the templates need: names as short printable lines."""
    facts = {field.name: getattr(brief, field.name) for field in fields(brief)}
    at = " at ".join(plain(part) for part in (brief.role, brief.organization) if part)
    who = ", ".join([*([at] if at else []), *([plain(brief.city)] if brief.city else [])])
    shown = {"name": plain(brief.person), "who": f"{who[:1].upper()}{who[1:]}"}
    more = {"ways": [*brief.led_by["words"]], "as_of_words": day_in_words(brief.as_of)}
    return facts | shown | more
