"""What belongs to a talk that is agreed: its day, getting ready for it, being there."""

from __future__ import annotations

from typing import Any

import pandas as pd

from infoview_analytics.agenda._clock import FROM_HOME, SIGN, USUAL_MINUTES, clock_time, minute_of
from infoview_analytics.agenda._situation import DAY, Found, Situation, each, text
from infoview_analytics.as_of import day_of_each
from infoview_analytics.words.phrases import counted, plain

_LONG_AGO = 3  # business days between agreeing and talking: then it is worth confirming
_LONGEST = 60  # characters of a place
_FAILED = ("cancelled", "no_show")


def arrive(now: Situation) -> list[Found]:
    """Return where to be, and when."""
    early = now.campaign.habits.minutes_early
    found = []
    for row in each(now.due("arrive", now.coming, now.coming["interview_on"])):
        agreed = USUAL_MINUTES if pd.isna(row.minutes_agreed) else int(row.minutes_agreed)
        timed = pd.notna(row.interview_time)
        found.append(
            Found(
                "arrive",
                _be_there(now, row) if timed else _agree_on_a_time(now, row),
                _clock(now, row),
                row.due_on,
                **now.about(row),
                minutes=agreed + early,
                eve_of=row.interview_on,
            )
        )
    return found


def confirm(now: Situation) -> list[Found]:
    """Return which talks to confirm."""
    talks = now.coming.loc[now.coming["interview_on"] > now.today].reset_index(drop=True)
    agreed_on = talks["responded_on"].fillna(talks["requested_on"])
    due = pd.Series(now.weekdays.before(talks["interview_on"] - DAY, 0), talks.index)
    long_ago = now.weekdays.after(agreed_on, _LONG_AGO) < talks["interview_on"]
    last_touch = now.touches.groupby("person")["touched_on"].max()
    confirmed = day_of_each(talks["person"], last_touch) >= due
    kept = long_ago & ~confirmed
    return [
        Found(
            "confirm",
            f"Confirm the talk with {plain(row.person)} {now.ahead(row.interview_on)}",
            f"{_agreed(now, row)} is {now.ahead(row.interview_on)}{_at(row)}.",
            row.due_on,
            **now.about(row),
            by=_written(row),
            eve_of=row.interview_on,
        )
        for row in each(now.due("confirm", talks.loc[kept], due[kept]))
    ]


def prepare(now: Situation) -> list[Found]:
    """Return for which talks to prepare."""
    talks = now.coming.loc[now.coming["prepared_on"].isna()].reset_index(drop=True)
    before = now.campaign.habits.prepare_days_before
    agreed_on = talks["responded_on"].fillna(talks["requested_on"])
    due = pd.Series(now.weekdays.before(talks["interview_on"], before), talks.index)
    due = due.where(due >= agreed_on, agreed_on)
    due = due.where(due <= talks["interview_on"], talks["interview_on"])
    return [
        Found(
            "prepare",
            f"Prepare for the talk with {plain(row.person)} {now.ahead(row.interview_on)}",
            _to_prepare(now, row),
            row.due_on,
            **now.about(row),
            eve_of=row.interview_on,
        )
        for row in each(now.due("prepare", talks, due))
    ]


def agree_day(now: Situation) -> list[Found]:
    """Return with whom to agree on a day, or on another where the talk did not come about."""
    return [*_without_a_day(now), *_fallen_through(now)]


def _without_a_day(now: Situation) -> list[Found]:
    """Return with whom to agree on a first day."""
    last = now.last_asked
    rows = last.loc[last["accepted"] & last["interview_on"].isna() & last["outcome"].isna()]
    answered_on = rows["responded_on"].fillna(rows["requested_on"])
    due = now.workdays.after(answered_on, 1)
    return [
        Found(
            "agree_day",
            f"Agree on a day with {plain(row.person)}",
            f"They said yes{_when(now, row.responded_on)}, and no day is set. "
            "Offer two or three, at a time that suits them.",
            row.due_on,
            **now.about(row),
            by=_written(row),
        )
        for row in each(now.due("agree_day", rows, due))
    ]


def _fallen_through(now: Situation) -> list[Found]:
    """Return whom to ask for another day."""
    last = now.last_asked
    failed = last["accepted"] & last["outcome"].isin(_FAILED) & last["interview_on"].notna()
    rows = last.loc[failed & ~last["person"].isin(set(now.coming["person"]))]
    met_on = now.talks.groupby("person")["interview_on"].max()
    rows = rows.loc[~(day_of_each(rows["person"], met_on) >= rows["interview_on"])]
    return [
        Found(
            "agree_day",
            f"Ask {plain(row.person)} whether another day suits them",
            f"The talk of {now.told(row.interview_on)} "
            f"{'did' if row.interview_on <= now.today else 'will'} not come about: "
            "ask whether another day suits them.",
            row.due_on,
            **now.about(row),
            by=_written(row),
        )
        for row in each(now.due("agree_day", rows, now.workdays.after(rows["interview_on"], 1)))
    ]


def _be_there(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return when to be where."""
    starts, early = minute_of(row.interview_time), now.campaign.habits.minutes_early
    ready = clock_time(max(starts - early, 0))
    who, on, at = plain(row.person), now.ahead(row.interview_on), text(row.format)
    if at in FROM_HOME:
        return f"Be ready at {ready} for the {FROM_HOME[at]} with {who} {on}"
    return f"Be there at {ready} for the talk with {who} {on}"


def _agree_on_a_time(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return that a talk has a day and no time."""
    return f"Agree on a time with {plain(row.person)} for the talk {now.ahead(row.interview_on)}"


def _clock(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return where it is, and when to come to the end."""
    told = [f"The talk is {now.ahead(row.interview_on)}{_at(row)}{_where(row)}."]
    if pd.isna(row.interview_time):
        told.append("No time is written down yet.")
    if pd.isna(row.minutes_agreed):
        told.append("How long it may take is not agreed: ask at the beginning, and keep to it.")
        return " ".join(told)
    minutes = int(row.minutes_agreed)
    agreed = f"{counted(minutes, 'minute')} {'is' if minutes == 1 else 'are'} agreed"
    if pd.isna(row.interview_time) or minutes <= SIGN:
        told.append(f"{agreed}: keep to them.")
    else:
        starts = minute_of(row.interview_time)
        sign, end = clock_time(starts + minutes - SIGN), clock_time(starts + minutes)
        told.append(f"{agreed}: at {sign} say that five are left, and end at {end}.")
    return " ".join(told)


def _to_prepare(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return what to have ready."""
    place = now.places.get(row.person)
    of = [*([plain(place)] if place else []), plain(row.person)]
    work = "their position" if pd.isna(row.role) else f"their work as {plain(row.role)}"
    return (
        f"You talk {now.ahead(row.interview_on)}{_at(row)}. Look into {', '.join(of)} and {work}; "
        "choose your questions; have your introduction ready, your résumé at hand and not "
        "offered, and cards."
    )


def _at(row: Any) -> str:  # noqa: ANN401
    """Return the time of a talk, where there is one."""
    return "" if pd.isna(row.interview_time) else f" at {plain(row.interview_time)}"


def _where(row: Any) -> str:  # noqa: ANN401
    """Return the place of a talk, where it is known."""
    return "" if pd.isna(row.place) else f", {plain(row.place, most=_LONGEST)}"


def _when(now: Situation, on: Any) -> str:  # noqa: ANN401
    """Return on what day, where it is known."""
    return "" if pd.isna(on) else f" on {now.told(on)}"


def _agreed(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return when a talk was agreed, or asked for where that is not known, as a beginning."""
    if pd.isna(row.responded_on):
        return f"You asked for it on {now.told(row.requested_on)}, and it"
    return f"It was agreed on {now.told(row.responded_on)}, and"


def _written(row: Any) -> str:  # noqa: ANN401
    """Return by what way to write to somebody whom you asked."""
    channel = text(row.channel)
    return channel if channel in ("email", "linkedin", "phone") else "email"
