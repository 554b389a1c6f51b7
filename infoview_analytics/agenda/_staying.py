"""With whom to stay in touch, and whom to ask, once, to keep you in mind."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.agenda._situation import DAY, Found, Situation, each
from infoview_analytics.as_of import day_of_each, is_yes
from infoview_analytics.words.phrases import choice_words, counted, plain

_VOWELS = "aeiou"


def keep_in_touch(now: Situation) -> list[Found]:
    """Return to whom to write after a long silence."""
    met = now.once(_met)
    due = met["last_on"] + now.campaign.habits.keep_in_touch_days * DAY
    return [
        Found(
            "keep_in_touch",
            f"Write to {plain(row.person)}, who has not heard from you for long",
            f"You were last in touch on {now.told(row.last_on)}. {_to_tell(now, row)}",
            row.due_on,
            **now.about(row),
            by="email",
        )
        for row in each(now.due("keep_in_touch", met, due))
    ]


def keep_in_mind(now: Situation) -> list[Found]:
    """Return whom to ask, once and long after a good talk, to keep you in mind."""
    met = now.once(_met)
    met = met.loc[_was_good(now, met) & ~_asked_since(now, met)]
    due = met["interview_on"] + now.campaign.habits.keep_in_mind_after_days * DAY
    return [
        Found(
            "keep_in_mind",
            f"Ask {plain(row.person)}, this once, to keep you in mind",
            f"You had a good talk on {now.told(row.interview_on)} and have asked nothing of them "
            "since. Write down a touch of the kind feeler, and it will not be asked again.",
            row.due_on,
            **now.about(row),
            by="email",
        )
        for row in each(now.due("keep_in_mind", met, due))
    ]


def _met(now: Situation) -> pd.DataFrame:
    """Return the last talk with all who are neither asked nor met soon, and the last contact."""
    talks = now.talks.drop_duplicates("person", keep="last")
    soon = {*now.coming["person"], *now.open_requests["person"]}
    talks = talks.loc[~talks["person"].isin(soon)].reset_index(drop=True)
    last = _last_contact(now)
    return talks.assign(last_on=day_of_each(talks["person"], last))


def _last_contact(now: Situation) -> pd.Series:
    """Return the day of the last real contact with each person, whoever made it."""
    asked, named, advice = now.asked, now.named, now.advice
    days = [
        (now.talks["person"], now.talks["interview_on"]),
        (asked["person"], asked["responded_on"]),
        (asked["person"], asked["thank_you_on"]),
        (now.touches["person"], now.touches["touched_on"]),
        (named["from_person"], named["referred_on"]),
        (named["from_person"], named["introduced_on"]),
        (named["from_person"], named["reported_back_on"]),
        (advice["person"], advice["reported_back_on"]),
    ]
    people = pd.concat([person.astype(object) for person, _ in days], ignore_index=True)
    dates = pd.concat([on.astype("datetime64[s]") for _, on in days], ignore_index=True)
    return dates.groupby(people).max()


def _was_good(now: Situation, met: pd.DataFrame) -> pd.Series:
    """Tell which talks were good: something came of them, or they were long and thanked for."""
    gave = {*now.named["from_person"], *now.advice["person"], *now.outcomes["person"]}
    long = is_yes(met["minutes"] >= met["minutes_agreed"])
    return met["person"].isin(gave) | (long & met["thanked"])


def _asked_since(now: Situation, met: pd.DataFrame) -> pd.Series:
    """Tell of whom something was asked since the talk, or once to keep you in mind."""
    person, touches = met["person"], now.touches
    nudged = touches.loc[touches["kind"] == "nudge"].groupby("person")["touched_on"].max()
    again = (
        day_of_each(person, now.last_asked.set_index("person")["requested_on"])
        > met["interview_on"]
    )
    nudged_since = day_of_each(person, nudged) > met["interview_on"]
    return again | nudged_since | person.isin(touches.loc[touches["kind"] == "feeler", "person"])


def _to_tell(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return what there is to tell somebody who has not heard from you for long."""
    came = now.outcomes.loc[now.outcomes["happened_on"] > row.last_on]
    through = came.loc[came["person"] == row.person]
    if len(through):
        return f"Since then {_with_article(through['kind'].iloc[-1])} came of it: thank them."
    followed = now.advice["done_on"] > row.last_on
    if (followed & (now.advice["person"] == row.person)).any():
        return "Since then you did what they advised: tell them."
    theirs = now.named.loc[now.named["from_person"] == row.person, "to_person"]
    met = now.talks.loc[now.talks["interview_on"] > row.last_on, "person"]
    of_theirs = met.loc[met.isin(set(theirs))]
    if len(of_theirs):
        return f"Since then you talked with {plain(of_theirs.iloc[-1])}, whom they named."
    if len(came):
        return f"You have news since then: {_with_article(came['kind'].iloc[-1])}."
    if len(met):
        more = counted(met.nunique(), "other person", "other people")
        return f"You talked with {more} since: tell them one thing that you learned."
    return "Send something that is useful to them, or thank them once more."


def _with_article(kind: Any) -> str:  # noqa: ANN401
    """Return what came of it, such as ``an internship``."""
    word = "something good" if kind == "other" else choice_words(kind)
    if kind == "other":
        return word
    return f"{'an' if word[0] in _VOWELS else 'a'} {word}"
