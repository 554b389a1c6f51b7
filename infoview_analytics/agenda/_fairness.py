"""No more asks of one person or one organisation than is fair within 30 days."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from infoview_analytics.agenda._situation import DAY, Found, Situation
from infoview_analytics.as_of import is_yes
from infoview_analytics.network._matching import key_of
from infoview_analytics.words.phrases import counted, plain

_FAVOURS = ("ask_for_name", "ask_leave", "keep_in_mind")
_REQUESTS = ("contact", "contact_cold")
_MONTH = 30 * DAY


def made_fair(now: Situation, found: list[Found]) -> list[Found]:
    """Postpone the requests that would be too many, and put favours of one person together.

    Parameters
    ----------
    now : Situation
        What is known.
    found : list of Found
        What the rules found.

    Returns
    -------
    list of Found
        As many, in the same order.
    """
    return _spread(now, _together(now, found))


def _spread(now: Situation, found: list[Found]) -> list[Found]:
    """Postpone requests to an organisation of which enough was asked."""
    fair = now.campaign.habits.asks_per_organization_a_month
    asked = _asked_lately(now)
    planned = _places(now, found, _REQUESTS)
    planned.sort(key=lambda place: (max(found[place].due_on, now.today), found[place].order))
    for place in planned:
        one = found[place]
        days = asked[key_of(one.organization)] if one.organization else []
        on = max(one.due_on, now.today)
        if len(days) >= fair and days[-fair] + _MONTH > on:
            on = now.workdays.after(days[-fair] + _MONTH, 0)[0]
            found[place] = _postponed(now, one, on, fair)
        days.append(on)
    return found


def _places(now: Situation, found: list[Found], rules: tuple[str, ...]) -> list[int]:
    """Return where the actions of some rules stand that have not lapsed."""
    return [
        place for place, one in enumerate(found) if one.rule in rules and not now.is_lapsed(one)
    ]


def _asked_lately(now: Situation) -> defaultdict[str, list[pd.Timestamp]]:
    """Return the days of the requests of the last 30 days, by organisation."""
    asked = now.asked.loc[now.asked["requested_on"] > now.today - _MONTH]
    asked = asked.sort_values("requested_on", kind="stable")
    days: defaultdict[str, list[pd.Timestamp]] = defaultdict(list)
    for person, on in zip(asked["person"], asked["requested_on"], strict=True):
        if person in now.places:
            days[key_of(now.places[person])].append(on)
    return days


def _postponed(now: Situation, one: Found, on: pd.Timestamp, fair: int) -> Found:
    """Return a request on the first day on which it is fair."""
    limit = counted(fair, "request")
    why = (
        f"{one.why} Not before {now.told(on)}: {limit} within 30 days "
        f"{'is' if fair == 1 else 'are'} enough for {plain(one.organization)}."
    )
    return one._replace(due_on=on, why=why)


def _together(now: Situation, found: list[Found]) -> list[Found]:
    """Postpone favours to who did one lately; put those beyond the fair number with the first."""
    fair = now.campaign.habits.asks_per_person_a_month
    theirs: defaultdict[str | None, list[int]] = defaultdict(list)
    for place in _places(now, found, _FAVOURS):
        theirs[found[place].person].append(place)
    feelers, talks = _favours_lately(now)
    for person, places in theirs.items():
        places.sort(key=lambda place: found[place].due_on)
        for count, place in enumerate(places[:fair]):
            # Leave to use a name belongs to the favour of giving it: that talk counts for none.
            some = [feelers] if found[place].rule == "ask_leave" else [feelers, talks]
            days = sorted(day for by_person in some for day in by_person.get(person, ()))
            if len(days) >= fair - count:
                found[place] = _spared(now, found[place], days[count - fair] + _MONTH)
        for place in places[fair:]:
            one, first = found[place], found[places[fair - 1]]
            due_on = min(one.due_on, max(first.due_on, now.today))
            due_on = max(due_on, first.due_on)
            why = f"{one.why} Ask it in the same message as the other favour."
            found[place] = one._replace(due_on=due_on, why=why)
    return found


def _favours_lately(now: Situation) -> list[dict[str | None, list[pd.Timestamp]]]:
    """Return the days of the favours of the last 30 days: to be kept in mind, and of names."""
    touches, talks = now.touches, now.talks
    feelers = touches.loc[touches["kind"] == "feeler"]
    asked = talks.loc[is_yes(talks["asked_for_referral"])]
    since = now.today - _MONTH
    return [
        {str(person): [day for day in days if day > since] for person, days in by_person}
        for by_person in (
            feelers.groupby("person")["touched_on"],
            asked.groupby("person")["interview_on"],
        )
    ]


def _spared(now: Situation, one: Found, on: pd.Timestamp) -> Found:
    """Return a favour on the first day on which it is fair."""
    on = now.workdays.after(on, 0)[0]
    if on <= max(one.due_on, now.today):
        return one
    why = f"{one.why} Not before {now.told(on)}: you asked a favour of them lately."
    return one._replace(due_on=on, why=why)
