"""Who is asked when, who answers, and who names whom, in a campaign that never was.

Days are whole numbers counted from the campaign's first Monday, and what never happens has
the day `NEVER`, later than every other. People are whole numbers too: first those who were
asked, in the order of asking, then the starters, who begin chains without being asked, then
the leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import WARM_SOURCES

NEVER = 10**9

_RHYTHM = (6, 7, 7, 6, 4, 0.3, 0.4)  # how often one asks, from Monday to Sunday
_TO_MONDAY = np.array([0, 0, 0, 0, 0, 2, 1])
_CHRISTMAS = (12, 25)
_WEEK = 7
_WEDNESDAY = 2
BREAK = 14  # days, from the Monday of Christmas week
_MISHAP_IN, _CANCELLED_AT, _MISSED_AT = 40, 11, 26  # of so many meetings, which fail
_AFTERMATH = 37  # days from today to the campaign's last
_ANSWER_WITHIN = 35  # how old a conversation may be that still brings a request

Days = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


class Dice:
    """Every chance of one campaign, from the one stream that is the same in every numpy."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.Generator(np.random.PCG64(seed)).random

    def shares(self, count: int) -> npt.NDArray[np.float64]:
        """Return numbers from 0 to below 1."""
        return self._random(count)

    def spread(self, groups: Mask) -> npt.NDArray[np.float64]:
        """Return numbers from 0 to below 1, in each of two groups as evenly as can be."""
        order = np.lexsort((self.shares(len(groups)), groups))
        rank = np.empty(len(groups), dtype=np.int64)
        rank[order] = np.arange(len(groups))
        second = np.count_nonzero(~groups)
        size = np.where(groups, len(groups) - second, second)
        return (rank - second * groups + self.shares(len(groups))) / size

    def happens(self, count: int, chance: float) -> Mask:
        """Return True with a chance."""
        return self.shares(count) < chance

    def whole(self, count: int, least: int, most: int) -> Days:
        """Return whole numbers, both ends included."""
        return least + (self.shares(count) * (most - least + 1)).astype(np.int64)

    def one_of(self, words: Sequence[object], count: int) -> Texts:
        """Return words, each as often as it stands in the list."""
        return np.array(words, dtype=object)[self.whole(count, 0, len(words) - 1)]

    def waits(self, count: int) -> npt.NDArray[np.float64]:
        """Return numbers above 0, of mean 1, exponentially distributed."""
        return -np.log1p(-self.shares(count))

    def order(self, count: int) -> Days:
        """Return the numbers below `count`, shuffled."""
        return np.argsort(self.shares(count), kind="stable")


class Calendar(NamedTuple):
    """The days of a campaign: `today` is the Wednesday of its last week, `last` its end."""

    monday: pd.Timestamp
    weeks: int
    today: int
    last: int
    breaks: list[int]
    closed: Mask

    def working(self, days: Days) -> Days:
        """Return each day, or the next one that is neither at a weekend nor in a break."""
        known = np.minimum(days, len(self.closed) - len(_TO_MONDAY))
        open_ = known + _TO_MONDAY[known % _WEEK]
        reopened: Days = open_ + BREAK * self.closed[open_]
        return reopened

    def dates(self, days: Days) -> Texts:
        """Return the days as they are written, and nothing for a day that never came."""
        span = np.datetime64(self.monday, "D") + np.arange(self.last + 1)
        written = np.append(np.datetime_as_string(span).astype(object), "")
        return written[np.minimum(days, self.last + 1)]

    def known(self, days: Days) -> Days:
        """Return each day, or never if it has not come yet."""
        return np.where(days <= self.today, days, NEVER)


def make_calendar(monday: pd.Timestamp, weeks: int) -> Calendar:
    """Return the days of a campaign, closed in the two weeks around each turn of the year."""
    today = _WEEK * weeks - _WEEK + _WEDNESDAY
    last = today + _AFTERMATH
    years = range(monday.year, monday.year + weeks // 52 + 2)
    christmas = [(pd.Timestamp(year, *_CHRISTMAS) - monday).days for year in years]
    mondays = [day - day % _WEEK for day in christmas]
    breaks = [first for first in mondays if _WEEK <= first < today - BREAK]
    closed = np.zeros(last + 4 * BREAK, dtype=bool)
    for first in breaks:
        closed[first : first + BREAK] = True
    return Calendar(monday, weeks, today, last, breaks, closed)


def make_requests(
    dice: Dice, calendar: Calendar, sources: Sequence[str], count: int
) -> pd.DataFrame:
    """Return what became of each request, in the order of asking."""
    requested = _requested(dice, calendar, count)
    early = requested < calendar.today / 8
    chained = dice.spread(early) < np.where(early, 0.3, 0.7)
    source = np.where(chained, "referral", dice.one_of(sources, count))
    warm = np.isin(source.astype(str), WARM_SOURCES)

    patience = np.where(warm, 3, 6) * dice.waits(count) ** (4 / 3)
    written = requested + patience.astype(np.int64)
    written = np.where(dice.happens(count, 0.15), written, calendar.working(written))
    answers = dice.spread(warm) < np.where(warm, 0.73, 0.32)
    responded = np.where(answers, calendar.known(written), NEVER)
    refuses = dice.shares(count) < np.where(warm, 0.08, 0.2)
    accepted = (responded < NEVER) & ~refuses

    agrees = accepted & dice.happens(count, 0.97)
    meets = calendar.working(responded + dice.whole(count, 2, 11))
    meets = np.where(agrees, meets, NEVER)
    past = meets <= calendar.today
    turn = np.cumsum(past) % _MISHAP_IN
    mishaps = [~past, turn == _CANCELLED_AT, turn == _MISSED_AT]
    outcome = np.select(mishaps, ["", "cancelled", "no_show"], "held").astype(object)
    return pd.DataFrame(
        {
            "source": source,
            "requested": requested,
            "responded": responded,
            "accepted": accepted,
            "meets": meets,
            "outcome": outcome,
            "held": outcome == "held",
            "asks": (outcome == "held") & dice.happens(count, 0.88),
        }
    )


def _requested(dice: Dice, calendar: Calendar, count: int) -> Days:
    """Return the days of asking, in order: busy weeks and idle ones, none in a break."""
    mood = np.repeat(0.4 + 1.2 * dice.shares(calendar.weeks), _WEEK)
    open_ = ~calendar.closed[: _WEEK * calendar.weeks]
    likely = np.cumsum((np.tile(_RHYTHM, calendar.weeks) * mood * open_)[: calendar.today + 1])
    at = np.sort(dice.shares(count)) * likely[-1]
    days: Days = np.minimum(np.searchsorted(likely, at, side="right"), calendar.today)
    return days


class _Talks(NamedTuple):
    """Those who were met, in the order of meeting, and the running sum of their generosity."""

    who: Days
    on: Days
    generosity: npt.NDArray[np.float64]


def make_referrals(
    dice: Dice, calendar: Calendar, asked: pd.DataFrame, starters: int
) -> pd.DataFrame:
    """Return who named whom on what day, in order, and whether it closed a ring."""
    talks = _talks(dice, asked)
    chains = _chains(dice, talks, asked, starters)
    leads = _leads(dice, talks, calendar, len(asked))
    leads["named"] = len(asked) + starters + np.arange(len(leads))
    rows = pd.concat(
        [
            chains.assign(ring=False),
            _second_voices(dice, talks, chains).assign(ring=False),
            leads.assign(ring=False),
            _rings(calendar, asked, chains).assign(ring=True),
        ],
        ignore_index=True,
    )
    giver, latest = rows["giver"].to_numpy(), rows["latest"].to_numpy()
    interviewed = giver < len(asked)
    met = asked["meets"].to_numpy()[np.where(interviewed, giver, 0)]
    later = met + dice.one_of([0, 0, 0, 0, 0, 1, 2, 3], len(rows)).astype(np.int64)
    told = np.maximum(latest - dice.whole(len(rows), 1, 9), 0)
    rows["day"] = np.where(interviewed, np.minimum(later, latest), told)
    rows["interviewed"] = interviewed
    return rows.sort_values("day", kind="stable", ignore_index=True)


def _talks(dice: Dice, asked: pd.DataFrame) -> _Talks:
    """Return who was met when, and how freely they name people: most few, some many."""
    who = np.flatnonzero(asked["held"])
    who = who[np.argsort(asked["meets"].to_numpy()[who], kind="stable")]
    generous = dice.waits(len(who)) ** 1.5 * asked["asks"].to_numpy()[who]
    return _Talks(who, asked["meets"].to_numpy()[who], np.append(0, np.cumsum(generous)))


def _who_names(dice: Dice, talks: _Talks, until: Days) -> Days:
    """Return who names somebody, of those met in the five weeks before each day, or -1."""
    low = np.searchsorted(talks.on, until - _ANSWER_WITHIN)
    high = np.searchsorted(talks.on, until)
    start, reach = talks.generosity[low], talks.generosity[high] - talks.generosity[low]
    drawn = start + dice.shares(len(until)) * reach
    at = np.searchsorted(talks.generosity, drawn, side="right") - 1
    who = np.append(talks.who, -1)[np.clip(at, low, high - 1)]
    return np.where(reach > 0, who, -1)


def _chains(dice: Dice, talks: _Talks, asked: pd.DataFrame, starters: int) -> pd.DataFrame:
    """Return who first named each person who was asked on a referral."""
    named = np.flatnonzero(asked["source"] == "referral")
    latest = asked["requested"].to_numpy()[named]
    giver = _who_names(dice, talks, latest)
    starts = (giver < 0) | dice.happens(len(named), 0.12)
    giver = np.where(starts, len(asked) + np.cumsum(starts) % starters, giver)
    return pd.DataFrame({"giver": giver, "named": named, "latest": latest})


def _second_voices(dice: Dice, talks: _Talks, chains: pd.DataFrame) -> pd.DataFrame:
    """Return some people who were named by somebody else too before they were asked."""
    voices = chains.assign(giver=_who_names(dice, talks, chains["latest"].to_numpy()))
    other = (voices["giver"] >= 0) & (voices["giver"] != chains["giver"])
    return voices[other & dice.happens(len(chains), 0.1)]


def _leads(dice: Dice, talks: _Talks, calendar: Calendar, asked: int) -> pd.DataFrame:
    """Return who named people that were not asked: more of them lately."""
    until = 1 + (calendar.today * (1 - dice.shares(asked * 17 // 100) ** 2)).astype(np.int64)
    leads = pd.DataFrame({"giver": _who_names(dice, talks, until), "latest": calendar.today})
    return leads[leads["giver"] >= 0]


def _rings(calendar: Calendar, asked: pd.DataFrame, chains: pd.DataFrame) -> pd.DataFrame:
    """Return a few who named the one that had named the one that had named them."""
    giver = np.full(len(asked) + 1, -1)
    giver[chains["named"]] = np.where(chains["giver"] < len(asked), chains["giver"], -1)
    twice = giver[giver[:-1]]
    closing = np.flatnonzero((twice >= 0) & asked["asks"])
    closing = closing[len(closing) // 2 :: 1000]
    return pd.DataFrame({"giver": closing, "named": twice[closing], "latest": calendar.today})
