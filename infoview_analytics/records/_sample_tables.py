"""An invented campaign as the tables that somebody would have kept: texts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.records._sample_model import (
    NEVER,
    Calendar,
    Days,
    Dice,
    Mask,
    Texts,
    make_referrals,
    make_requests,
)
from infoview_analytics.records._sample_people import Words, make_houses, make_people, of_lists
from infoview_analytics.records.schema import Table

Columns = dict[str, Texts]

_WORKPLACE = ("person", "organization", "role", "industry", "city")
_TOLD = {"organization": 0.9, "role": 0.7, "industry": 0.95}  # how often a referrer tells it
_NOTED = {  # how often there is a note on a request, by what became of it
    "silent": 0.1,
    "declined": 0.8,
    "cancelled": 1,
    "no_show": 1,
    "undated": 1,
    "scheduled": 0.6,
    "met": 0.4,
    "called": 0.4,
}
_UNDATED_IN, _UNDATED_AT = 40, 17  # of so many names from a conversation, which has no date
_UNPREPARED = 9  # of so many conversations, one without preparation
_ANY = 839  # the largest turn of an even draw: 840 divides by every length of a list up to 8


class Story(NamedTuple):
    """What happened, and to whom.

    The last of the `people` are acquaintances, known `since` a day, neither asked nor named.
    """

    dice: Dice
    calendar: Calendar
    words: Words
    asked: pd.DataFrame
    referrals: pd.DataFrame
    people: pd.DataFrame
    since: Days


def make_story(dice: Dice, calendar: Calendar, words: Words, count: int) -> Story:
    """Return what happened in a campaign of `count` requests."""
    asked = make_requests(dice, calendar, words["sources"], count)
    starters = max(len(words["referrals"]["starters"]) - 1, count // 20)
    referrals = make_referrals(dice, calendar, asked, starters)
    since = np.sort(dice.whole(max(count // 12, 3), 0, calendar.today))
    named = int(np.append(referrals["named"], count + starters - 1).max()) + 1
    people = make_people(dice, words, referrals, asked=count, count=named + len(since))

    home = people["city"].to_numpy()[:count] == words["cities"][0]
    formats = [words["formats_away"], words["formats_at_home"]]
    asked["format"] = of_lists(formats, home.astype(np.int64), dice.whole(count, 0, _ANY))
    return Story(dice, calendar, words, asked, referrals, people, since)


def written(story: Story, table: Table) -> pd.DataFrame:
    """Return one table of the campaign, every column a text and empty where nothing is known."""
    columns = {
        "interviews": _interviews,
        "referrals": _referrals,
        "people": _acquaintances,
        "organizations": _wanted,
        "touches": _touches,
        "advice": _advice,
        "outcomes": _outcomes,
    }[table.name](story)
    names = [column.name for column in table.columns]
    return pd.DataFrame(columns, columns=names, dtype=object)


def _interviews(story: Story) -> Columns:
    """Return the columns of interviews.csv."""
    dice, calendar, words, asked, *_ = story
    count = len(asked)
    sources = list(words["channels"])
    source = pd.Index(sources).get_indexer(asked["source"]).astype(np.int64)
    channels = [words["channels"][name] for name in sources]
    return {
        "interview_id": _ids("I", count),
        **{name: story.people[name].to_numpy()[:count] for name in _WORKPLACE},
        "source": asked["source"].to_numpy(),
        "channel": of_lists(channels, source, dice.whole(count, 0, _ANY)),
        "requested_on": calendar.dates(asked["requested"].to_numpy()),
        "responded_on": calendar.dates(asked["responded"].to_numpy()),
        "response": _where(
            asked["responded"] < NEVER, np.where(asked["accepted"], "accepted", "declined")
        ),
        **_meetings(story),
        **_memories(story),
    }


def _meetings(story: Story) -> Columns:
    """Return what is on the calendar of each conversation, and the thanks for it."""
    dice, calendar, words, asked, *_ = story
    count, day, held = len(asked), asked["meets"].to_numpy(), asked["held"].to_numpy()
    met = day < NEVER
    hour = 7 * day + 5 * asked.groupby("meets").cumcount().to_numpy()
    agreed = dice.one_of([20, 30, 30, 15, 45, 20], count).astype(np.int64)
    minutes = agreed + (30 * (dice.shares(count) * dice.shares(count) - 0.15)).astype(np.int64)
    thanked = day + dice.one_of([0, 0, 1, 1, 1, 1, 1, 2, 3, 6], count).astype(np.int64)
    prepares = met & (np.arange(count) % _UNPREPARED != 0)
    prepared = calendar.known(np.where(prepares, day - 1, NEVER))
    thanked = calendar.known(np.where(held & dice.happens(count, 0.9), thanked, NEVER))
    return {
        "interview_on": calendar.dates(day),
        "interview_time": _where(met, _of_list(words["times"], hour)),
        "place": _where(met, asked["format"].map(words["places"])),
        "prepared_on": calendar.dates(prepared),
        "outcome": asked["outcome"].to_numpy(),
        "format": _where(met, asked["format"]),
        "minutes_agreed": _where(met, agreed.astype(object)),
        "minutes": _where(held & dice.happens(count, 0.95), minutes.astype(object)),
        "asked_for_referral": _where(held, np.where(asked["asks"], "yes", "no")),
        "thank_you_on": calendar.dates(thanked),
        "thank_you_by": _where(thanked < NEVER, dice.one_of(words["thanks_by"], count)),
    }


def _memories(story: Story) -> Columns:
    """Return what was written down about each request and each conversation."""
    dice, _, words, asked, *_ = story
    count, held = len(asked), asked["held"].to_numpy()
    field = story.people["field"].to_numpy()[:count]
    lessons = [of["learned"] for of in words["fields"]]
    learns = held & dice.happens(count, 0.93)
    steps = _in_turn(dice, [words["steps"]], 0 * field, held & dice.happens(count, 0.8))
    state = _states(asked)
    noted = dice.shares(count) < np.array(list(_NOTED.values()))[state]
    return {
        "learned": _in_turn(dice, lessons, field, learns),
        "next_step": _with_names(story, steps),
        "notes": _in_turn(dice, [words["notes"][name] for name in _NOTED], state, noted),
    }


def _states(asked: pd.DataFrame) -> Days:
    """Return what became of each request, as its place in the table of notes."""
    became = {
        "silent": asked["responded"] == NEVER,
        "declined": ~asked["accepted"],
        "cancelled": asked["outcome"] == "cancelled",
        "no_show": asked["outcome"] == "no_show",
        "undated": asked["meets"] == NEVER,
        "scheduled": ~asked["held"],
        "met": asked["format"] == "in_person",
    }
    return np.select(list(became.values()), [np.int64(i) for i in range(len(became))], len(became))


def _with_names(story: Story, steps: Texts) -> Texts:
    """Return the next steps, some of them now about the first person that was named."""
    dice, named = story.dice, story.referrals
    named = named[named["interviewed"] & ~named["ring"]].drop_duplicates("giver")
    name = np.full(len(steps), "", dtype=object)
    name[named["giver"]] = story.people["person"].to_numpy()[named["named"]]
    halves = [step.split("{}") for step in story.words["steps_to_a_name"]]
    before, after = np.array(halves, dtype=object).T
    form = dice.whole(len(steps), 0, len(halves) - 1)
    instead = (name != "") & dice.happens(len(steps), 0.4)
    return np.where(instead, before[form] + name + after[form], steps)


def _referrals(story: Story) -> Columns:
    """Return the columns of referrals.csv."""
    dice, calendar, _, asked, rows, people, _ = story
    count, interviewed = len(rows), rows["interviewed"].to_numpy()
    giver, named, day = (rows[name].to_numpy() for name in ("giver", "named", "day"))
    person = people["person"].to_numpy()
    requested = _of_asked(asked["requested"], named)
    met = _of_asked(asked["meets"].where(asked["held"], NEVER), named)
    answered = _of_asked(asked["responded"], named)
    latest = np.where(met < NEVER, met, np.where(answered < NEVER, answered, requested))
    allowed = dice.one_of(["yes", "yes", "yes", "yes", "", "", "no"], count)
    introduced = day + dice.whole(count, 0, 3)
    introduces = (allowed == "yes") & (introduced <= requested) & (requested < NEVER)
    introduces &= dice.happens(count, 0.3)
    reported = calendar.known(calendar.working(np.maximum(latest, day) + dice.whole(count, 1, 7)))
    reports = (requested < NEVER) & ~rows["ring"] & dice.happens(count, 0.85)
    undated = np.cumsum(interviewed) % _UNDATED_IN == _UNDATED_AT
    told = people[list(_TOLD)].to_numpy(dtype=object)[named]
    told[dice.shares(count)[:, None] > np.array(list(_TOLD.values()))] = ""
    return {
        "referral_id": _ids("R", count),
        "from_person": person[giver],
        "to_person": person[named],
        "referred_on": calendar.dates(np.where(undated, NEVER, day)),
        "interview_id": _where(interviewed, _ids("I", len(asked))[np.where(interviewed, giver, 0)]),
        **dict(zip(_TOLD, told.T, strict=True)),
        "may_use_name": allowed,
        "introduced_on": calendar.dates(np.where(introduces, introduced, NEVER)),
        "reported_back_on": calendar.dates(np.where(reports, reported, NEVER)),
        "notes": _about_referrals(story),
    }


def _about_referrals(story: Story) -> Texts:
    """Return the notes on referrals; who a starter is stands beside the first name they gave."""
    dice, words, rows = story.dice, story.words["referrals"], story.referrals
    starts = ~rows["interviewed"] & ~rows.duplicated("giver")
    kin = np.maximum(rows["giver"].to_numpy() - len(story.asked), 0)
    notes = _in_turn(dice, [words["notes"]], 0 * kin, dice.happens(len(rows), 0.3))
    notes = np.where(starts, _of_list(words["starters"], kin), notes)
    return np.where(rows["ring"], _of_list(words["rings"], kin), notes)


def _acquaintances(story: Story) -> Columns:
    """Return the columns of people.csv: who is known, was not named and was not asked."""
    dice, calendar = story.dice, story.calendar
    count, words = len(story.since), story.words["acquaintances"]
    people = story.people.tail(count)
    return {
        **{name: people[name].to_numpy() for name in _WORKPLACE},
        "email": _where(
            dice.happens(count, 0.4), "info@" + people["site"].str.removeprefix("https://")
        ),
        "profile_url": _where(dice.happens(count, 0.6), people["site"] + "/team"),
        "source": dice.one_of(["event", "linkedin", "website", "association"], count),
        "known_since": calendar.dates(story.since),
        "notes": _in_turn(dice, [words], np.zeros(count, dtype=np.int64), dice.happens(count, 0.8)),
    }


def _wanted(story: Story) -> Columns:
    """Return the columns of organizations.csv."""
    dice, wanted = story.dice, story.words["wanted"]
    names, sites = make_houses(story.words)
    field = [row["field"] for row in wanted]
    house = [row["house"] for row in wanted]
    return {
        "organization": names[field, house],
        "priority": np.array([row["priority"] for row in wanted], dtype=object),
        "why": np.array([row["why"] for row in wanted], dtype=object),
        "researched_on": story.calendar.dates(
            np.sort(dice.whole(len(wanted), 0, min(40, story.calendar.today)))
        ),
        "follows": _where(dice.happens(len(wanted), 0.6), sites[field, house] + "/news"),
        "notes": np.array([row["notes"] for row in wanted], dtype=object),
    }


def _touches(story: Story) -> Columns:
    """Return the columns of touches.csv: nudges to the silent, and what keeps a contact warm."""
    dice, calendar, words, asked, *_ = story
    count = len(asked)
    nudged = calendar.working(asked["requested"].to_numpy() + dice.whole(count, 7, 10))
    silent = (nudged < asked["responded"]) & dice.happens(count, 0.55)
    kept = calendar.working(asked["meets"].to_numpy() + dice.whole(count, 20, 80))
    keeps = asked["held"] & dice.happens(count, 0.4)
    felt = calendar.working(story.since + dice.whole(len(story.since), 1, 20))
    feels = dice.happens(len(story.since), 0.4)
    strangers = len(story.people) - len(story.since)
    rows = [
        _came(calendar, np.where(silent, nudged, NEVER), words["nudges"]),
        _came(calendar, np.where(keeps, kept, NEVER), words["touches"]),
        _came(calendar, np.where(feels, felt, NEVER), words["feelers"], first=strangers),
    ]
    touches = pd.concat(rows).sort_values("day", kind="stable")
    who, day = touches["who"].to_numpy(), touches["day"].to_numpy()
    return {
        "touch_id": _ids("T", len(touches)),
        "person": story.people["person"].to_numpy()[who],
        "touched_on": calendar.dates(day),
        **{name: touches[name].to_numpy() for name in ("kind", "channel", "notes")},
    }


def _advice(story: Story) -> Columns:
    """Return the columns of advice.csv."""
    dice, calendar, words, asked, *_ = story
    given = asked["held"] & dice.happens(len(asked), 0.38)
    rows = _came(calendar, asked["meets"].where(given, NEVER).to_numpy(), words["advice"])
    count = len(rows)
    done = rows["day"].to_numpy() + dice.whole(count, 2, 40)
    does = (rows["action"] != "") & dice.happens(count, 0.75)
    done = calendar.known(np.where(does, done, NEVER))
    told = calendar.known(calendar.working(done + dice.whole(count, 0, 12)))
    tells = (done < NEVER) & dice.happens(count, 0.6)
    return {
        "advice_id": _ids("A", count),
        "interview_id": _ids("I", len(asked))[rows["who"]],
        "advice": rows["advice"].to_numpy(),
        "action": rows["action"].to_numpy(),
        "done_on": calendar.dates(done),
        "reported_back_on": calendar.dates(np.where(tells, told, NEVER)),
    }


def _outcomes(story: Story) -> Columns:
    """Return the columns of outcomes.csv."""
    dice, calendar, words, asked, *_ = story
    came = asked["held"] & dice.happens(len(asked), 0.2)
    day = calendar.working(asked["meets"].to_numpy() + dice.whole(len(asked), 5, 60))
    rows = _came(calendar, np.where(came, day, NEVER), words["outcomes"])
    return {
        "outcome_id": _ids("O", len(rows)),
        "person": story.people["person"].to_numpy()[rows["who"]],
        "happened_on": calendar.dates(rows["day"].to_numpy()),
        "kind": rows["kind"].to_numpy(),
        "notes": rows["notes"].to_numpy(),
    }


def _came(
    calendar: Calendar, days: Days, stories: Sequence[Mapping[str, str]], *, first: int = 0
) -> pd.DataFrame:
    """Return who had a story by today, in order, each the next of the list; people from `first`."""
    who = np.flatnonzero(days <= calendar.today)
    who = who[np.argsort(days[who], kind="stable")]
    told = pd.DataFrame(stories, dtype=object).iloc[np.arange(len(who)) % len(stories)]
    return told.assign(who=first + who, day=days[who])


def _in_turn(dice: Dice, lists: Sequence[Sequence[str]], which: Days, where: Mask) -> Texts:
    """Return a text from each row's list, none twice before all were used; else empty."""
    told = np.full(len(which), "", dtype=object)
    which = np.asarray(which)[np.asarray(where)]
    turn = pd.Series(which).groupby(which).cumcount().to_numpy()
    told[np.asarray(where)] = of_lists(lists, which, turn + dice.whole(len(lists), 0, _ANY)[which])
    return told


def _of_list(words: Sequence[object], turn: npt.NDArray[np.integer]) -> Texts:
    """Return the word whose turn it is, round and round."""
    chosen: Texts = np.array(words, dtype=object)[turn % len(words)]
    return chosen


def _of_asked(days: pd.Series, people: Days) -> Days:
    """Return a day of each person, never for one who was not asked."""
    return np.append(days.to_numpy(), NEVER)[np.minimum(people, len(days))]


def _ids(letter: str, count: int) -> Texts:
    """Return numbers behind a letter, all of one width."""
    width = max(3, len(str(count)))
    numbers = pd.Series(np.arange(1, count + 1)).astype(str).str.zfill(width)
    return (letter + numbers).to_numpy(dtype=object)


def _where(known: npt.ArrayLike, values: npt.ArrayLike) -> Texts:
    """Return the values where they are known, and nothing elsewhere."""
    return np.where(known, np.asarray(values, dtype=object), "")
