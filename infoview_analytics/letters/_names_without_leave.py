"""Who may be named to whom."""

from __future__ import annotations

from collections.abc import Iterable

from infoview_analytics.as_of import column
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
        agreed, and all whom they named themselves.

    Returns
    -------
    list of tuple
        Of `Named` and two texts.
    """
    profile = case.campaign.profile
    campaign, contact, language = case.campaign, case.contact, case.language
    open_names = {contact.person, campaign.you, *contact.may_be_mentioned}
    open_names |= {*contact.named["to_person"]}
    led_here = contact.named_by
    hidden = set(led_here["from_person"]) - open_names
    may = column(led_here, "may_use_name").astype("boolean").fillna(True)  # noqa: FBT003
    refused = led_here.loc[~may.to_numpy(dtype=bool)]
    known = _known_people(case)
    found = people_named(
        text,
        known - open_names,
        allowed=[*open_names, profile.full_name, profile.school, *_places(campaign)],
        hidden=hidden,
        ordinary=[*language.words["ordinary"], *language.words["days"]["months"]],
    )
    return [(each, *_told(each.person, hidden, set(refused["from_person"]))) for each in found]


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
        column(people, "person").loc[~(column(people, "known_since") > case.today)],
        column(touches, "person").loc[~(column(touches, "touched_on") > case.today)],
    ]
    return {str(person) for values in columns for person in values.dropna().unique()}


def _places(campaign: Campaign) -> set[str]:
    """Return the names of the organisations, which may well sound like a surname."""
    tables = (campaign.interviews, campaign.referrals, campaign.people, campaign.organizations)
    columns = [column(table, "organization").dropna().unique() for table in tables]
    return {str(place) for values in columns for place in values}
