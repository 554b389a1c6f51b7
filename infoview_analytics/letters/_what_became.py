"""What became of what somebody gave: of the people they named, and of their advice."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.as_of import column
from infoview_analytics.letters._case import Case
from infoview_analytics.letters._names_without_leave import others_named
from infoview_analytics.letters._own_words import name_said, note, own_words, quotation

_MOST = 3


def leads_of(case: Case) -> list[str]:
    """Return whom they named, not asked yet, without a word on whether their name may be used."""
    named = _named(case)
    open_ones = named.loc[[leave is None for leave in last_leave(named)], "to_person"]
    introduced = named.loc[column(named, "introduced_on").notna(), "to_person"]
    done = {*case.asked["person"], *introduced}
    return [lead for lead in dict.fromkeys(open_ones) if lead not in done][:_MOST]


def news_of_leads(case: Case) -> list[str]:
    """Return what became of the people whom they named since they were last told."""
    named = _named(case)
    told_on = dict(zip(named["to_person"], column(named, "reported_back_on"), strict=True))
    found = []
    for lead, told in told_on.items():
        state, since, on = _state(case, lead)
        if state and not since <= told:  # also where they were never told
            found.append((since, state, lead, on))
    return [
        case.language.say("became", state, lead=name_said(lead), day=case.day(on))
        for _, state, lead, on in sorted(found)[-_MOST:]
    ]


def advice_done(case: Case) -> list[dict[str, str]]:
    """Return the advice of theirs that was followed, and of which they were not told."""
    advice = _advice(case)
    told = column(advice, "reported_back_on") <= case.today
    return [
        {
            "advice": _quoted(case, row["advice"]),
            "action": _quoted(case, row["action"]),
            "done_on": case.day(row["done_on"]),
        }
        for _, row in advice.loc[~told].tail(_MOST).iterrows()
    ]


def news_of(case: Case, learned: str) -> str:
    """Return one thing to tell somebody: what came of it, of their advice or of their names."""
    language = case.language
    outcomes = case.campaign.outcomes
    theirs = outcomes.loc[column(outcomes, "person") == case.contact.person]
    theirs = theirs.loc[column(theirs, "happened_on") <= case.today]
    theirs = theirs.loc[[language.has("news", str(kind)) for kind in column(theirs, "kind")]]
    if len(theirs):
        last = theirs.sort_values("happened_on", kind="stable").iloc[-1]
        on = last["happened_on"]
        month = language.words["days"]["months"][on.month - 1]
        year = "" if on.year == case.today.year else f" {on.year}"
        return language.say("news", str(last["kind"]), month=f"{month}{year}")
    advice = _advice(case)
    if len(advice):
        return language.say("news", "advice", advice=_quoted(case, advice["advice"].iloc[-1]))
    met = set(case.asked.loc[case.asked["held"], "person"])
    names = [name_said(p) for p in dict.fromkeys(_named(case)["to_person"]) if p in met]
    if names:
        return language.say("news", "held", leads=language.listed(names[-_MOST:]))
    places = language.words["placeholders"]
    if learned == places["learned"]:
        return str(places["news"])
    return language.say("news", "learned", learned=learned)


def _named(case: Case) -> pd.DataFrame:
    """Return whom they named, or the one whom the message is about."""
    named = case.contact.named
    you = case.campaign.you
    others = named.loc[~named["to_person"].isin([you, case.contact.person])]
    return others.loc[others["to_person"] == case.about] if case.about else others


def _advice(case: Case) -> pd.DataFrame:
    """Return their advice that was followed, the earliest first."""
    advice, talks = case.campaign.advice, case.contact.requests
    held = talks.loc[talks["held"]] if len(talks) else talks
    theirs = column(advice, "interview_id").isin(column(held, "interview_id").dropna())
    done = advice.loc[theirs & (column(advice, "done_on") <= case.today)]
    return done.sort_values("done_on", kind="stable")


def _state(case: Case, lead: str) -> tuple[str, Any, Any]:
    """Return how far a lead is, since when, and the day to tell."""
    requests = case.asked.loc[case.asked["person"] == lead]
    if requests.empty:
        return "", case.today, case.today
    last = requests.sort_values("requested_on", kind="stable").iloc[-1]
    meets, fell = last.get("interview_on"), last.get("outcome") in {"cancelled", "no_show"}
    answered = last.get("responded_on")
    since = last["requested_on"] if answered is None or pd.isna(answered) else answered
    if last["held"]:
        return "held", meets, meets
    if fell:
        on = min(meets, case.today) if pd.notna(meets) else since
        return "cancelled", on, on
    state = next((s for s in ("declined", "scheduled", "accepted") if last[s]), "waiting")
    if state == "waiting" and last["age_days"] > case.campaign.habits.patience_days:
        state = "silent"
    return state, since, meets if state == "scheduled" else since


def _quoted(case: Case, value: Any) -> str:  # noqa: ANN401
    """Return a note in quotation marks, or a place for it where it cannot be said as it is."""
    said, profile, language = note(value), case.campaign.profile, case.language
    if others := others_named(said, case):
        for name in reversed(others):
            said = f"{said[: name.start]}\u2026{said[name.end :]}"
        said = said.replace("]", ")").replace("[", "(")
        return language.say("placeholders", "reword", text=said)
    text = own_words(said, language, profile)
    return quotation(text, language) if language.code == profile.language else text
