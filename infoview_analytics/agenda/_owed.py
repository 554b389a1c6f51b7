"""What is owed after a talk: thanks, notes, a story told, advice followed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.agenda._situation import (
    DAY,
    TOLD_AFTERWARDS,
    Found,
    Situation,
    each,
    looked_up,
    text,
)
from infoview_analytics.as_of import day_of_each, is_yes
from infoview_analytics.words.phrases import counted, plain

_BY_LETTER = frozenset({"email", "linkedin", "letter"})
_LONGEST = 60  # characters of an advice
_ONE_MORE = 3  # minutes for one more story in a message
_TO_WRITE = {"learned": "what you learned", "next_step": "your next step"}


def thank(now: Situation) -> list[Found]:
    """Return whom to thank for a talk."""
    talks = now.talks.loc[~now.talks["thanked"]]
    due = talks["interview_on"] + now.campaign.habits.thank_within_days * DAY
    return [
        Found(
            "thank",
            f"Thank {plain(row.person)} for the talk of {now.told(row.interview_on)}",
            _how_it_was(now, row),
            row.due_on,
            **now.about(row),
            by=row.channel if text(row.channel) in _BY_LETTER else "email",
        )
        for row in each(now.due("thank", talks, due))
    ]


def write_down(now: Situation) -> list[Found]:
    """Return of which talks too little was written down."""
    talks = now.talks.loc[now.talks[["learned", "next_step"]].isna().any(axis=1)]
    spoken = set(now.advice["interview_id"]) | set(now.named["interview_id"].dropna())
    found = []
    for row in each(now.due("write_down", talks, talks["interview_on"])):
        who, on = plain(row.person), now.told(row.interview_on)
        lacking = [name for name in ("learned", "next_step") if pd.isna(getattr(row, name))]
        bare = all(pd.isna(getattr(row, name)) for name in (*TOLD_AFTERWARDS, "outcome"))
        if bare and row.interview_id not in spoken and row.interview_on < now.today:
            action = f"Did the talk with {who} on {on} take place? Write down how it was"
            why = f"Nothing is written of the talk of {on} yet, not even that it took place."
        else:
            what = " and ".join(_TO_WRITE[name] for name in lacking)
            action = f"Write down {what} from the talk with {who} on {on}"
            why = f"You talked on {on}; not written down yet: {what}."
        found.append(Found("write_down", action, why, row.due_on, **now.about(row)))
    return found


def ask_for_name(now: Situation) -> list[Found]:
    """Return whom to ask whom else to talk to."""
    talks = now.talks.drop_duplicates("person", keep="last")
    named_on = now.named.groupby("from_person")["referred_on"].max()
    named_since = day_of_each(talks["person"], named_on) >= talks["interview_on"]
    undated = now.named.loc[now.named["referred_on"].isna(), "from_person"]
    named_since |= talks["person"].isin(set(undated))
    talks = talks.loc[~is_yes(talks["asked_for_referral"]) & ~named_since]
    due = talks["interview_on"] + now.campaign.habits.thank_within_days * DAY
    return [
        Found(
            "ask_for_name",
            f"Ask {plain(row.person)} whom else you could talk to",
            f"You talked on {now.told(row.interview_on)}, and {_not_asked(row)}; it goes well "
            f"with {'your next message' if row.thanked else 'the thank-you'}.",
            row.due_on,
            **now.about(row),
        )
        for row in each(now.due("ask_for_name", talks, due))
    ]


def tell_referrer(now: Situation) -> list[Found]:
    """Return who has not heard what became of somebody whom they named."""
    pairs = _pairs(now)
    due = pairs["since"] + now.campaign.habits.report_back_within_days * DAY
    rows = now.due("tell_referrer", pairs, due)
    rows = rows.sort_values(["lapsed", "due_on", "from_person"], kind="stable")
    letter = ["lapsed", "from_person"]
    place = rows.groupby(letter, sort=False).ngroup()
    found = []
    for row in each(rows.assign(place=place, again=rows.duplicated(letter))):
        who, lead, since = plain(row.from_person), plain(row.to_person), now.told(row.since)
        named = "" if pd.isna(row.referred_on) else f" on {now.told(row.referred_on)}"
        told = (
            f"they last heard on {now.told(row.reported_back_on)}"
            if pd.notna(row.reported_back_on)
            else "they have not heard yet"
        )
        found.append(
            Found(
                "tell_referrer",
                f"Tell {who} what became of {lead}",
                f"They named {lead}{named}; {_became(row)} on {since}, and {told}."
                f"{' One message can tell it all.' if row.again else ''}",
                row.due_on,
                row.from_person,
                now.places.get(row.from_person),
                "referrals",
                text(row.referral_id),
                other=row.to_person,
                minutes=_ONE_MORE if row.again else None,
                order=row.place,
            )
        )
    return found


def follow_advice(now: Situation) -> list[Found]:
    """Return what you were advised and have not done."""
    advice = now.advice.loc[now.advice["done_on"].isna()]
    due = advice["given_on"] + now.campaign.habits.follow_advice_within_days * DAY
    return [
        Found(
            "follow_advice",
            f"Do what {plain(row.person)} advised: {plain(row.advice, most=_LONGEST)}",
            f"They advised it on {now.told(row.given_on)}, and it is not written that you did "
            f"it.{_planned(row)}",
            row.due_on,
            **now.about(row, "advice"),
        )
        for row in each(now.due("follow_advice", advice, due))
    ]


def tell_advice(now: Situation) -> list[Found]:
    """Return who has not heard what came of their advice."""
    advice = now.advice.loc[now.advice["done_on"].notna() & now.advice["reported_back_on"].isna()]
    due = advice["done_on"] + now.campaign.habits.report_back_within_days * DAY
    return [
        Found(
            "tell_advice",
            f"Tell {plain(row.person)} what came of their advice",
            f"On {now.told(row.done_on)} you followed it (\u201c{plain(row.advice, most=_LONGEST)}"
            "\u201d), and they have not heard of it yet.",
            row.due_on,
            **now.about(row, "advice"),
        )
        for row in each(now.due("tell_advice", advice, due))
    ]


def _pairs(now: Situation) -> pd.DataFrame:
    """Return the pairs of referrer and lead with the last step that the referrer missed."""
    named = now.named.sort_values("referred_on", kind="stable", na_position="first")
    reported = named.groupby(["from_person", "to_person"])["reported_back_on"].transform("max")
    pairs = named.assign(reported_back_on=reported)
    pairs = pairs.drop_duplicates(["from_person", "to_person"], keep="last")
    first = named.groupby(["from_person", "to_person"])["referred_on"].min()
    keys = pd.MultiIndex.from_frame(pairs[["from_person", "to_person"]])
    pairs["named_on"] = first.reindex(keys).to_numpy()
    asked = now.asked
    steps = {
        "asked_on": asked["requested_on"],
        "answered_on": asked["responded_on"],
        "met_on": asked["interview_on"].where(asked["held"] & ~now.later_today),
    }
    for name, days in steps.items():
        last = days.groupby(asked["person"]).max()
        on = day_of_each(pairs["to_person"], last)
        pairs[name] = on.where(~(on < pairs["named_on"]))
    pairs["since"] = pairs[list(steps)].max(axis=1)
    missed = pairs["since"].notna() & ~(pairs["since"] <= pairs["reported_back_on"])
    pairs["said"] = looked_up(pairs["to_person"], now.last_asked.set_index("person")["response"])
    return pairs.loc[missed]


def _became(row: Any) -> str:  # noqa: ANN401
    """Return the last that became of a lead."""
    if row.met_on == row.since:
        return "you talked with them"
    if row.answered_on == row.since:
        return f"they {'said no' if text(row.said) == 'declined' else 'answered you'}"
    return "you wrote to them"


def _not_asked(row: Any) -> str:  # noqa: ANN401
    """Return what is written of asking for names."""
    if pd.isna(row.asked_for_referral):
        return "it is not written that you asked for a name"
    return "did not ask for a name"


def _how_it_was(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return how long a talk was, and whether it was longer than agreed."""
    on = now.told(row.interview_on)
    agreed = 0 if pd.isna(row.minutes_agreed) else int(row.minutes_agreed)
    lasted = 0 if pd.isna(row.minutes) else int(row.minutes)
    if agreed and lasted > agreed:
        more = f"{lasted - agreed} more than the {agreed} that were agreed"
        return f"They gave you {counted(lasted, 'minute')} on {on}, {more}."
    if lasted:
        return f"They gave you {counted(lasted, 'minute')} on {on}."
    return f"You talked on {on}, and no thank-you is written down."


def _planned(row: Any) -> str:  # noqa: ANN401
    """Return what you planned to do with an advice, as a sentence."""
    return (
        ""
        if pd.isna(row.action)
        else f" Your plan: {plain(row.action, most=_LONGEST).rstrip('.')}."
    )
