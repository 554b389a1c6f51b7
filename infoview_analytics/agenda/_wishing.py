"""The organisations that you wish for: listed, looked into, and a way in found."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.agenda._situation import Found, Situation
from infoview_analytics.network._matching import key_of
from infoview_analytics.words.phrases import counted, plain

_FEWEST, _MOST = 5, 10  # organisations on a list that says where one wants to go


def list_wishes(now: Situation) -> list[Found]:
    """Return whether the list of organisations is too short or too long."""
    count = now.organizations["organization"].nunique()
    if not (len(now.asked) or len(now.named)) or _FEWEST <= count <= _MOST:
        return []
    has = f"Your list has {counted(count, 'organisation')}" if count else "Your list is empty"
    if count > _MOST:
        action = f"Choose the {_FEWEST} to {_MOST} organisations that you most want to reach"
        why = f"{has}; with so many it is hard to say where you want to go."
    else:
        more = counted(_FEWEST - count, "more organisation" if count else "organisation")
        action = f"List {more} that you would like to reach"
        why = f"{has}; with {_FEWEST} to {_MOST} you can say where you want to go."
    return _this_week(now, "list_wishes", action, why, None)


def look_into(now: Situation) -> list[Found]:
    """Return the most wanted organisation that you have not looked into."""
    unread = now.organizations.loc[now.organizations["researched_on"].isna(), "organization"]
    wanted = _wanted(now, unread)
    if not wanted:
        return []
    why = f"You wish to reach it and have not looked into it yet{_nor(wanted, 'into')}."
    return _this_week(now, "look_into", f"Look into {plain(wanted[0])}", why, wanted[0])


def find_way_in(now: Situation) -> list[Found]:
    """Return the most wanted organisation where you know nobody."""
    read = now.organizations.loc[now.organizations["researched_on"].notna(), "organization"]
    wanted = _wanted(now, read, state="unknown")
    if not wanted:
        return []
    name, talks = wanted[0], now.coming
    why = f"You know nobody there yet{_nor(wanted, 'at')}."
    if talks.empty:
        action = f"Ask in your next talk who knows somebody at {plain(name)}"
        return _this_week(now, "find_way_in", action, why, name)
    other, on = talks["person"].iloc[0], talks["interview_on"].iloc[0]
    action = f"Ask {plain(other)} {now.ahead(on)} who knows somebody at {plain(name)}"
    return _this_week(now, "find_way_in", action, why, name, other=other, on=on)


def _wanted(now: Situation, names: pd.Series, state: str | None = None) -> list[str]:
    """Return those of some wished organisations that stand so, the most wanted first."""
    keys = {key_of(name) for name in names.dropna()}
    if not keys:
        return []
    wishes = now.wishes if state is None else now.wishes.loc[now.wishes["state"] == state]
    return [str(name) for name in wishes.index if key_of(name) in keys]


def _nor(wanted: list[str], preposition: str) -> str:
    """Return of how many others it is true."""
    rest = len(wanted) - 1
    return f", nor {preposition} {counted(rest, 'other')} on your list" if rest else ""


def _this_week(
    now: Situation,
    rule: str,
    action: str,
    why: str,
    name: str | None,
    *,
    other: str | None = None,
    on: pd.Timestamp | None = None,
) -> list[Found]:
    """Return an action that is due this week, or on the day of a talk."""
    due_on = now.workdays.after(now.week_ends_on, 0)[0] if on is None else on
    found = Found(rule, action, why, due_on, None, name, "organizations", name or "", other=other)
    return [found] if due_on <= now.until else []
