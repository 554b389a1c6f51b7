"""Where a campaign stands on a day, in the numbers that a forecast starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import Known, as_known, column
from infoview_analytics.planning._delays import ANSWER_WEEKS, TALK_WEEKS, Seen, seen_in
from infoview_analytics.planning._pace import HALF_LIFE
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Goal, Per, day_numbers, on_break, period_numbers

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_TOLD = (
    *("interview_id", "person", "source", "requested_on", "responded_on", "response"),
    *("interview_on", "outcome", "from_person", "to_person", "referred_on"),
)
_CUT = "day of the forecast"
WEEKDAYS = np.array([1, 1, 1, 1, 1, 0.2, 0.2])  # what is believed of a week, worth 5.4 days
_THURSDAY, _SUNDAY = 3, 6  # the first of January 1970 was a Thursday
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known on a day. Weeks are numbered as `period_numbers` does.

    Attributes
    ----------
    today : int
        The day.
    week, rest, rest_of_talks : int, float
        The running week, and how much of it is left: of the requests, of the conversations.
    asked : int
        All requests, those before the start too.
    sent : numpy.ndarray
        The requests of each past week that counts, breaks left out.
    sent_now, held_now : int
        The requests and the conversations of the running week so far.
    held : int
        The conversations since the start.
    held_on : numpy.ndarray
        The days of all conversations.
    mix : numpy.ndarray
        The requests to leads, and those to others while there were leads; of those to others,
        the warm ones and the cold ones. Late ones weigh more.
    leads, names, talks : int
        People named who can still be asked; all who were named before they were asked; and
        the conversations that there were.
    warm, cold, agreed : Seen
        What became of requests and of agreed conversations.
    waiting_warm, waiting_cold, unplanned : numpy.ndarray
        Those without an answer, and those agreed to without a day, by their age in weeks.
    planned : numpy.ndarray
        The scheduled conversations by week, the running one first.
    came, fell_through : int
        The planned conversations that were held, and that were not.
    """

    today: int
    week: int
    rest: float
    rest_of_talks: float
    asked: int
    sent: Ints
    sent_now: int
    held_now: int
    held: int
    held_on: Ints
    mix: Floats
    leads: int
    names: int
    talks: int
    warm: Seen
    cold: Seen
    agreed: Seen
    waiting_warm: Ints
    waiting_cold: Ints
    unplanned: Ints
    planned: Ints
    came: int
    fell_through: int


class _Rows(NamedTuple):
    """The requests known on several days, those of one day in a row, as plain columns.

    All days are numbers; `answered` is the day of the request where it is not known, and `way`
    is -1 for waiting, 0 for accepted and 1 for any other answer.
    """

    cut: Ints
    sent: Ints
    answered: Ints
    way: Ints
    meets: Ints
    has_day: Bools
    held: Bools
    scheduled: Bools
    warm: Bools
    chain: Bools

    def of(self, part: slice) -> _Rows:
        """Return some of the rows."""
        values: list[Any] = [column[part] for column in self]
        return _Rows(*values)


class _Leads(NamedTuple):
    """The days on which people were named and on which they were asked."""

    cut: Ints
    since: Ints
    until: Ints

    def of(self, part: slice) -> _Leads:
        """Return some of the rows."""
        return _Leads(*(column[part] for column in self))


def standings(campaign: Campaign, days: Sequence[pd.Timestamp]) -> list[Standing]:
    """Return where the campaign stood at the end of each of some days, whole weeks apart."""
    shift = np.array([(days[-1] - day).days for day in days])
    known = _known_on(campaign, days, shift)
    rows, leads = _rows(known, shift), _leads(known, campaign.you, shift)
    starts, first = (np.searchsorted(t.cut, np.arange(len(days) + 1)) for t in (rows, leads))
    return [
        _standing(
            rows.of(slice(starts[cut], starts[cut + 1])),
            leads.of(slice(first[cut], first[cut + 1])),
            campaign.goal,
            int(day_numbers(day)[0]),
        )
        for cut, day in enumerate(days)
    ]


def resting(weeks: Ints, goal: Goal) -> Bools:
    """Tell which weeks are planned breaks, whatever period the goal is for."""
    return on_break(weeks, Goal(breaks=goal.breaks))


def begun(periods: Ints, goal: Goal, per: Per = "week") -> Bools:
    """Tell which weeks or months are not before the one in which the goal begins."""
    if goal.starts_on is None:
        return np.ones(len(periods), dtype=bool)
    counting: Bools = periods >= period_numbers(goal.starts_on, per)[0]
    return counting


def _known_on(campaign: Campaign, days: Sequence[pd.Timestamp], shift: Ints) -> Known:
    """Return what was known on each day: a copy for each, moved so that they are one day."""
    asked = campaign.interviews[[n for n in campaign.interviews.columns if n in _TOLD]]
    named = campaign.referrals[[n for n in campaign.referrals.columns if n in _TOLD]]
    if len(days) > 1:
        numbered = named.assign(**{_CUT: np.arange(len(named))})
        asked, known = as_known(asked, numbered, as_of=days[-1], derived=False)
        undated = named["referred_on"].isna().to_numpy()[known.pop(_CUT).to_numpy()]
        named = known.assign(referred_on=known["referred_on"].mask(undated))
    copies = []
    for table in (asked, named):
        cut = np.repeat(np.arange(len(days)), len(table))
        copy = table.iloc[np.tile(np.arange(len(table)), len(days))]
        move = pd.to_timedelta(shift[cut], unit="D")
        dates = [n for n in table.columns if n.endswith("_on") and len(days) > 1]
        copies.append(copy.assign(**{n: copy[n] + move for n in dates}, **{_CUT: cut}))
    return as_known(copies[0], copies[1], as_of=days[-1], by=_CUT)


def _rows(known: Known, shift: Ints) -> _Rows:
    """Return the requests as plain columns."""
    asked, named = known
    cut = asked[_CUT].to_numpy(dtype=np.int64)
    meets = column(asked, "interview_on")
    has_day = meets.notna().to_numpy()
    warm = (asked["warmth"] == "warm").to_numpy()
    accepted, waiting = (asked[n].to_numpy(dtype=bool) for n in ("accepted", "waiting"))
    sent = day_numbers(asked["requested_on"]) - shift[cut]
    lag = np.maximum(asked["answer_days"].fillna(0).to_numpy(dtype=np.int64), 0)
    named_on = named.groupby([_CUT, "to_person"])["referred_on"].min()
    person = pd.MultiIndex.from_frame(asked[[_CUT, "person"]])
    first_named = named_on.reindex(person).to_numpy()
    return _Rows(
        cut=cut,
        sent=sent,
        answered=sent + lag,
        way=np.where(waiting, -1, np.where(accepted, 0, 1)),
        meets=np.where(has_day, day_numbers(meets) - shift[cut], -1),
        has_day=has_day,
        held=asked["held"].to_numpy(dtype=bool),
        scheduled=asked["scheduled"].to_numpy(dtype=bool),
        warm=warm,
        chain=warm & (first_named <= asked["requested_on"].to_numpy()),
    )


def _leads(known: Known, you: str, shift: Ints) -> _Leads:
    """Return everybody who was named before they were asked, or was not asked yet."""
    asked, named = known
    others = named.loc[(named["from_person"] != you) & (named["to_person"] != you)]
    named_on = others.groupby([_CUT, "to_person"])["referred_on"].min()
    asked_on = asked.groupby([_CUT, "person"])["requested_on"].min().reindex(named_on.index)
    cut = named_on.index.get_level_values(0).to_numpy(dtype=np.int64)
    dated, was_asked = named_on.notna().to_numpy(), asked_on.notna().to_numpy()
    since = np.where(dated, day_numbers(named_on) - shift[cut], 0)
    until = np.where(was_asked, day_numbers(asked_on) - shift[cut], _NEVER)
    leads = since <= until
    return _Leads(cut[leads], since[leads], until[leads])


def _standing(rows: _Rows, leads: _Leads, goal: Goal, today: int) -> Standing:
    """Return where the campaign stands at the end of a day."""
    sent_in, answered_in, meets_in = map(_weeks_of, (rows.sent, rows.answered, rows.meets))
    week, weekday = int(_weeks_of(np.array([today]))[0]), (today + _THURSDAY) % 7
    over = week + (weekday == _SUNDAY)  # the first week that is not over
    start = _start(sent_in, goal, week)
    accepted, waiting, warm = rows.way == 0, rows.way < 0, rows.warm

    def became(asked: Bools) -> Seen:
        lag, watched = answered_in[asked] - sent_in[asked], over - sent_in[asked]
        return seen_in(lag, rows.way[asked], watched, ANSWER_WEEKS, 2)

    lag = np.maximum(meets_in - answered_in, 0)[accepted]
    talked = np.where(rows.held, 0, -1)[accepted]
    return Standing(
        today=today,
        week=week,
        rest=_left(rows.sent, weekday),
        rest_of_talks=_left(rows.meets[rows.held], weekday),
        asked=len(rows.sent),
        sent=_each_week(sent_in, start, over, goal),
        sent_now=int((sent_in == week).sum()),
        held_now=int((rows.held & (meets_in == week)).sum()),
        held=int((rows.held & (meets_in >= start)).sum()),
        held_on=np.sort(rows.meets[rows.held]),
        mix=_mix(rows, leads, week - sent_in),
        leads=int((leads.until == _NEVER).sum()),
        names=len(leads.since),
        talks=int(rows.held.sum()),
        warm=became(warm),
        cold=became(~warm),
        agreed=seen_in(lag, talked, (over - answered_in)[accepted], TALK_WEEKS, 1),
        waiting_warm=np.bincount(week - sent_in[waiting & warm]),
        waiting_cold=np.bincount(week - sent_in[waiting & ~warm]),
        unplanned=np.bincount(week - answered_in[accepted & ~rows.has_day]),
        planned=np.bincount(meets_in[rows.scheduled] - week),
        came=int(rows.held.sum()),
        fell_through=int((rows.has_day & ~rows.held & ~rows.scheduled).sum()),
    )


def _weeks_of(days: Ints) -> Ints:
    """Return the week of each day, both as numbers."""
    return period_numbers(days.astype("datetime64[D]"))


def _start(sent_in: Ints, goal: Goal, week: int) -> int:
    """Return the first week of the campaign."""
    if goal.starts_on is not None:
        return int(period_numbers(goal.starts_on)[0])
    return int(sent_in.min(initial=week))


def _each_week(sent_in: Ints, start: int, over: int, goal: Goal) -> Ints:
    """Return how many requests each week brought, from the start to the last one that is over."""
    weeks = np.arange(start, over)
    inside = (sent_in >= start) & (sent_in < over)
    sent = np.bincount(sent_in[inside] - start, minlength=len(weeks))
    return sent[~resting(weeks, goal)]


def _left(days: Ints, weekday: int) -> float:
    """Return how much of a week comes after a weekday, by the weekdays of what was done."""
    done = np.bincount((days + _THURSDAY) % 7, minlength=7) + WEEKDAYS
    return float(done[weekday + 1 :].sum() / done.sum())


def _mix(rows: _Rows, leads: _Leads, age: Ints) -> Floats:
    """Return how many requests went to leads or not while there were any; and warm or cold ones."""
    had = np.searchsorted(np.sort(leads.since), rows.sent, side="right")
    had -= np.searchsorted(np.sort(leads.until), rows.sent, side="left")
    chain, warm = rows.chain, rows.warm
    weight = 0.5 ** (age / HALF_LIFE)
    kinds = chain, ~chain & (had > 0), ~chain & warm, ~chain & ~warm
    return np.array([weight[kind].sum() for kind in kinds])
