"""Who may be named to whom."""

from __future__ import annotations

from collections.abc import Iterable

from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.as_of import column, known_rows
from infoview_analytics.letters._case import Case
from infoview_analytics.letters._names_in_text import Named, people_named
from infoview_analytics.records.campaign import Campaign


def named_without_leave(text: str, case: Case) -> list[tuple[Named, str, str]]:
    """Return the names in a message that should not stand there, each with fault and remedy.

    Parameters
    ----------
    text : str
        The message.
    case : Case
        Whom it is for: their own name may stand there, of those who named them the ones who
        agreed, and whom else they named themselves.

    Returns
    -------
    list of tuple
        Of `Named` and two texts.
    """
    contact = case.contact
    hidden = set(contact.not_to_be_mentioned)
    led_here = contact.named_by
    no = [leave is False for leave in last_leave(led_here)]
    refused = set(led_here.loc[no, "from_person"])
    found = _found(text, case, hidden)
    return [(each, *_told(each.person, hidden, refused)) for each in found]


def others_named(text: str, case: Case) -> list[Named]:
    """Return where a note names anybody who is not to be named, if only by the first name."""
    return _found(text, case, _known_people(case) - _open_names(case), shortest=2)


def may_be_quoted(case: Case, text: str) -> bool:
    """Tell whether a note names nobody but whom you write to and those who may be named."""
    return not others_named(text, case)


def _open_names(case: Case) -> set[str]:
    """Return who may be named: those whom they named, unless they led here without leave."""
    contact = case.contact
    named = {*contact.named["to_person"]} - {*contact.not_to_be_mentioned}
    return {contact.person, case.campaign.you, *contact.may_be_mentioned} | named


def _found(text: str, case: Case, hidden: set[str], shortest: int = 3) -> list[Named]:
    """Return the people whose names stand in a text and should not."""
    profile, words, open_names = case.campaign.profile, case.language.words, _open_names(case)
    return people_named(
        text,
        _known_people(case) - open_names,
        allowed=[*open_names, profile.full_name],
        places=[profile.school, *_places(case.campaign)],
        hidden=hidden,
        ordinary=[*words["ordinary"], *words["days"]["months"]],
        shortest=shortest,
    )


def _told(person: str, hidden: Iterable[str], refused: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with naming somebody, and what to do."""
    if person in refused:
        return f"{person} asked not to be named", "Leave the name out"
    if person in hidden:
        return f"{person} has not agreed to be named", "Ask for leave first, or leave the name out"
    fault = f"it names {person}, who has not agreed to it as far as you wrote down"
    return fault, "Leave the name out, or ask first"


def _known_people(case: Case) -> set[str]:
    """Return everybody whom the records knew on the day."""
    people, touches = case.campaign.people, case.campaign.touches
    columns = [
        case.asked["person"],
        case.named["from_person"],
        case.named["to_person"],
        column(known_rows(people, "known_since", as_of=case.today), "person"),
        column(known_rows(touches, "touched_on", as_of=case.today), "person"),
    ]
    return {str(person) for values in columns for person in values.dropna().unique()}


def _places(campaign: Campaign) -> set[str]:
    """Return the names of the organisations, which may well sound like a surname."""
    tables = (campaign.interviews, campaign.referrals, campaign.people, campaign.organizations)
    columns = [column(table, "organization").dropna().unique() for table in tables]
    return {str(place) for values in columns for place in values}
