"""Whom to ask for a conversation, the warmest first, and whose leave comes before."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.agenda._situation import DAY, Found, Situation, each, looked_up, text
from infoview_analytics.agenda.rules import RULE_OF
from infoview_analytics.as_of import WARM_SOURCES, is_yes
from infoview_analytics.network._matching import key_of
from infoview_analytics.words.phrases import choice_words, first_listed, plain

_MOST = 3  # leads told in one message
_BEFORE = 0.5  # of a place: leave is asked before the lead
_KNOWN_AS = {
    "family": "family",
    "friend": "a friend",
    "colleague": "a colleague",
    "professor": "a professor of yours",
    "former_employer": "a former employer of yours",
}


def warm_leads(now: Situation) -> pd.DataFrame:
    """Return the warm leads, the warmest first.

    Parameters
    ----------
    now : Situation
        What is known.

    Returns
    -------
    pandas.DataFrame
        One row for each. ``person``, ``source``, ``since`` (when they were named last, or since
        when they are known), ``referrer`` (who named them last), ``agreed`` (who said that you
        may use their name), ``introduced`` (who introduced you, and did not say no to their name),
        ``to_ask`` and ``ask_record`` (whose leave is open, and by which referral), ``due`` (by
        when to ask them), ``table``, ``record`` and ``order`` (the smaller the warmer).
    """
    asked = set(now.asked["person"])
    named = now.named.loc[~now.named["to_person"].isin(asked)]
    named = named.sort_values("referred_on", kind="stable", na_position="first")
    people = now.people.loc[now.people["source"].isin(WARM_SOURCES)]
    known = asked | set(named["to_person"])
    return _in_order(now, _named(named), _listed(people.loc[~people["person"].isin(known)]))


def fresh(now: Situation) -> pd.DataFrame:
    """Return the warm leads whom it is not too late to ask."""
    leads, late = now.once(warm_leads), RULE_OF["contact"].lapses_after_days
    return leads if late is None else leads.loc[leads["due"] >= now.today - late * DAY]


def ask_leave(now: Situation) -> list[Found]:
    """Return whom to ask for leave to use their name, all their leads in one message."""
    leads = now.once(warm_leads)
    pending = leads.loc[leads["to_ask"].notna()]
    rows = now.due("ask_leave", pending, _leave_due(now, pending))
    theirs: defaultdict[tuple[str, bool], list[Any]] = defaultdict(list)
    for row in each(rows):
        theirs[str(row.to_ask), row.lapsed].append(row)
    return [_asked_for_leave(now, referrer, leads) for (referrer, _), leads in theirs.items()]


def contact(now: Situation) -> list[Found]:
    """Return whom to ask for a conversation."""
    leads = now.once(warm_leads)
    return [
        _request(now, "contact", row, f"{_led_there(now, row)}{_wished(now, row)}")
        for row in each(now.due("contact", leads, leads["due"]))
    ]


def contact_cold(now: Situation) -> list[Found]:
    """Return whom to ask whom nobody named, where no warm lead is left."""
    if len(fresh(now)):
        return []
    not_cold = {*now.asked["person"], *now.once(warm_leads)["person"]}
    people = now.people.loc[~now.people["person"].isin(not_cold)]
    leads = _in_order(now, _listed(people))
    due = leads["due"].where(leads["due"] >= now.today, now.today)
    return [
        _request(
            now,
            "contact_cold",
            row,
            f"Cold only because no warm lead is left{_found(row)}.{_wished(now, row)}",
        )
        for row in each(now.due("contact_cold", leads, due))
    ]


def _named(named: pd.DataFrame) -> pd.DataFrame:
    """Return those who were named, as they were named last, and whose leave there is."""
    last = named.drop_duplicates("to_person", keep="last")
    leave, introduced = last_leave(named), named["introduced_on"].notna()
    agreed = is_yes(leave)
    refused = leave.notna() & ~agreed
    settled = named["to_person"].isin(named.loc[agreed | introduced, "to_person"])
    is_open = leave.isna() & ~settled
    return pd.DataFrame(
        {
            "person": last["to_person"],
            "source": "referral",
            "since": last["referred_on"],
            "referrer": last["from_person"],
            "agreed": _told(last, named.loc[agreed], "from_person"),
            "introduced": _told(last, named.loc[introduced & ~refused], "from_person"),
            "to_ask": _told(last, named.loc[is_open], "from_person"),
            "ask_record": _told(last, named.loc[is_open], "referral_id"),
            "table": "referrals",
            "record": last["referral_id"],
        }
    )


def _told(last: pd.DataFrame, named: pd.DataFrame, name: str) -> pd.Series:
    """Return what the last of some namings tells of each lead."""
    by_lead = named.drop_duplicates("to_person", keep="last").set_index("to_person")[name]
    return looked_up(last["to_person"], by_lead.astype(object)).astype(object)


def _listed(people: pd.DataFrame) -> pd.DataFrame:
    """Return those of whom you know without being named."""
    nobody = dict.fromkeys(["referrer", "agreed", "introduced", "to_ask", "ask_record"])
    known = people[["person", "source"]].assign(since=people["known_since"], **nobody)
    return known.assign(table="people", record=people["person"])


def _in_order(now: Situation, *parts: pd.DataFrame) -> pd.DataFrame:
    """Return leads with the day by which to ask them, the warmest first."""
    some = [part.astype(object) for part in parts if len(part)] or [parts[0].astype(object)]
    leads = pd.concat(some, ignore_index=True)
    since = pd.to_datetime(leads["since"]).astype("datetime64[s]")
    due = since + now.campaign.habits.contact_within_days * DAY
    leads["since"], leads["due"] = since, due.fillna(now.today)
    place = now.warmest.index.get_indexer(pd.Index(leads["person"])) if len(leads) else 0
    leads["order"] = np.where(place >= 0, place, np.inf) if len(leads) else 0.0
    return leads.sort_values(["order", "due"], kind="stable", ignore_index=True)


def _leave_due(now: Situation, pending: pd.DataFrame) -> pd.DatetimeIndex:
    """Return by when to ask for leave: a business day before the lead is asked."""
    return now.workdays.before(now.workdays.after(pending["due"], 0), 1)


def _asked_for_leave(now: Situation, referrer: str, leads: list[Any]) -> Found:
    """Return the action that asks somebody for leave to use their name."""
    first = min(leads, key=lambda row: row.due_on)
    names = [plain(row.person) for row in leads]
    them = first_listed(names[:_MOST], of=len(names))
    on = "" if pd.isna(first.since) else f" on {now.told(first.since)}"
    return Found(
        "ask_leave",
        f"Ask {plain(referrer)} whether you may mention them to {them}",
        f"They named {them}{on if len(names) == 1 else ''}, and it is not known whether you may "
        "say so. Until then, write without their name.",
        first.due_on,
        referrer,
        now.places.get(referrer),
        "referrals",
        text(first.ask_record),
        by="email",
        other=first.person,
        order=min(row.order for row in leads) - _BEFORE,
    )


def _request(now: Situation, rule: str, row: Any, why: str) -> Found:  # noqa: ANN401
    """Return the action that asks somebody for a conversation."""
    spoken_for = [name for name in (row.introduced, row.agreed) if pd.notna(name)]
    return Found(
        rule,
        f"Ask {plain(row.person)} for a conversation",
        why,
        row.due_on,
        row.person,
        now.places.get(row.person),
        row.table,
        text(row.record),
        by="email" if row.person in now.addresses else "",
        other=spoken_for[0] if spoken_for else None,
        order=row.order,
    )


def _led_there(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return who stands between you and a lead, and whether that may be said."""
    if pd.isna(row.referrer):
        known = _KNOWN_AS.get(text(row.source), "somebody whom you know of")
        return f"They are {known}, and you have not asked them yet."
    on = "" if pd.isna(row.since) else f" on {now.told(row.since)}"
    named = f"{plain(row.referrer)} named them{on}"
    if pd.notna(row.introduced):
        return f"{named}; {plain(row.introduced)} introduced you."
    if pd.notna(row.agreed):
        so = "say so" if row.agreed == row.referrer else f"mention {plain(row.agreed)}"
        return f"{named}, and you may {so}."
    if pd.notna(row.to_ask):
        return (
            f"{named}. First ask {plain(row.to_ask)} for leave to say so; "
            "if there is no answer by then, write without the name."
        )
    return f"{named} and would rather not be mentioned: write without the name."


def _found(row: Any) -> str:  # noqa: ANN401
    """Return how you know of somebody whom nobody named."""
    how = choice_words(row.source)
    return "" if pd.isna(row.source) else f"; you know of them by way of {how}"


def _wished(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return that somebody is the way into an organisation that you wish for."""
    place = now.places.get(row.person)
    if place is None or key_of(place) not in now.ways_in:
        return ""
    return f" They are your way into {plain(place)}, which is on your list."
