"""The week's plan: what to do in it, in which order, and whether it fits the hours you have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.agenda._situation import Situation, situation
from infoview_analytics.agenda.actions import actions_in
from infoview_analytics.errors import refuse_below
from infoview_analytics.planning.requests import requests_needed
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day, period_numbers, period_starts
from infoview_analytics.words.week_plan import step_in_words

PARTS = {
    "diary": ("arrive",),
    "prepare": ("prepare", "confirm"),
    "owed": ("agree_day", "thank", "write_down", "ask_for_name", "tell_referrer", "tell_advice"),
    "ask": ("ask_leave", "contact", "contact_cold", "nudge", "let_go"),
    "keep": ("keep_in_touch", "keep_in_mind"),
    "own": ("follow_advice", "list_wishes", "look_into", "find_way_in"),
    "later": (),
}
Bools = npt.NDArray[np.bool_]
Basis = Literal["own rate", "goal", "nothing needed", "ended"]

_AHEAD = 7
_SURE = 0.8
_MINUTES_AN_HOUR = 60
_FOR_REQUESTS = 0.5  # of the minutes that talks and their preparation leave
_PART_OF = {rule: part for part, rules in PARTS.items() for rule in rules}
_REQUESTS = ("contact", "contact_cold")
_TABLE = (
    *("part", "action", "person", "organization", "due_on", "overdue_days", "why", "rule"),
    *("table", "record", "by", "minutes", "entry", "other", "fits"),
)
_DIARY = (
    *("person", "organization", "interview_on", "interview_time", "place", "format"),
    *("minutes_agreed", "interview_id"),
)


@dataclass(frozen=True, slots=True, eq=False)
class WeekPlan:
    """What a week asks for, and whether it fits the hours that you have.

    Attributes
    ----------
    as_of, week : pandas.Timestamp
        The day of the plan, and the Monday of its week.
    requests : int
        How many requests are still to go out this week.
    sent : int
        How many of this week's have gone out and may still bring a talk: those that were
        declined, and those whose talk is set or over, are left out.
    basis : {"own rate", "goal", "nothing needed", "ended"}
        Where that number comes from: from your own rate, so that the chance is 80 % that enough
        of them lead to a conversation; from the goal itself, where there is too little to judge
        by; or why there is none.
    table : pandas.DataFrame
        All of it, one row for each action, in the order of `next_actions` within each part.
        Columns: ``part`` (diary, prepare, owed, ask, keep, own, or later: leads beyond those
        that this week asks for), those of `next_actions`, ``minutes`` (of a talk: as agreed, or
        30, and the minutes that you come early), ``fits`` (whether it is done within the hours;
        what is in the diary always is, what is for later never) and ``turn`` (the place among
        all of `next_actions`).
    diary : pandas.DataFrame
        The talks of today that are not over and those of the next seven days, the soonest first:
        ``person``, ``organization``, ``interview_on``, ``interview_time``, ``place``,
        ``format``, ``minutes_agreed`` and ``interview_id``.
    contacts : pandas.DataFrame
        Whom to ask this week, in the order of `next_actions`: those whose time has come, then
        the warmest. ``person``, ``organization``, ``by_way_of`` (who named them; missing where
        nobody stands between you), ``ask_first`` (as `warmest_paths` tells it), ``chance`` (it
        orders, and is no promise), ``steps`` (in words) and ``due_on``.
    minutes : int
        What all of it takes, without what is for later.
    hours : float, optional
        What you have; None if nothing is to be cut.
    """

    as_of: pd.Timestamp
    week: pd.Timestamp
    requests: int
    sent: int
    basis: Basis
    table: pd.DataFrame
    diary: pd.DataFrame
    contacts: pd.DataFrame
    minutes: int
    hours: float | None

    @property
    def owed(self) -> pd.DataFrame:
        """What others wait for, and what you owe yourself after a talk."""
        return self.of("owed")

    @property
    def prepare(self) -> pd.DataFrame:
        """What to have ready before the talks."""
        return self.of("prepare")

    @property
    def keep(self) -> pd.DataFrame:
        """With whom to stay in touch."""
        return self.of("keep")

    def of(self, part: str) -> pd.DataFrame:
        """Return one part of the table.

        Parameters
        ----------
        part : str
            One of `PARTS`.

        Returns
        -------
        pandas.DataFrame
            Its rows, those that do not fit too.
        """
        return self.table.loc[self.table["part"] == part]

    def within(self, hours: float | None) -> WeekPlan:
        """Return the same plan, cut where other hours are used up.

        Parameters
        ----------
        hours : float, optional
            What you have; None if nothing is to be cut.

        Returns
        -------
        WeekPlan
            With another column ``fits``.

        Raises
        ------
        OptionError
            If they are less than none.
        """
        table = self.table.assign(fits=_fits(self.table, hours))
        return replace(self, table=table, hours=hours)


def week_plan(campaign: Campaign, *, as_of: Day, hours: float | None = None) -> WeekPlan:
    """Plan the week: whom to ask, what is owed, what to prepare, and what of it fits.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day of the plan: nothing later is known.
    hours : float, optional
        How many hours you have; ``hours_per_week`` of the habits if left out, and no limit
        where that is not set.

    Returns
    -------
    WeekPlan
        Its parts as tables.

    Raises
    ------
    OptionError
        If there are less than no hours.

    Notes
    -----
    The talks in the diary always fit; what prepares them comes next. Of the minutes left, half
    are kept for the requests of this week, so that old debts do not stop the chain. Then the
    rest follows in the order of `next_actions`, until the minutes are used up. No more leads
    are to be asked than the week asks requests for: for a goal a month, the requests still
    needed are spread over the weeks that it still has.
    """
    today, limit = day(as_of), campaign.habits.hours_per_week if hours is None else hours
    now = situation(campaign, today=today, ahead_days=_AHEAD, lapsed=False)
    monday = period_starts(period_numbers(today))[0]
    actions = actions_in(now)
    sent = _sent_since(now.asked, monday)
    requests, basis = _still_to_send(campaign, today, sent)
    table = _table(actions, requests)
    is_now = table["part"] != "later"
    return WeekPlan(
        as_of=today,
        week=monday,
        requests=requests,
        sent=sent,
        basis=basis,
        table=table.assign(fits=_fits(table, limit)),
        diary=_diary(now),
        contacts=_contacts(now, table),
        minutes=int(table.loc[is_now, "minutes"].sum()),
        hours=limit,
    )


def _sent_since(known: pd.DataFrame, monday: pd.Timestamp) -> int:
    """Return how many requests of this week may still bring a talk that is not set yet."""
    is_new = known["requested_on"] >= monday
    is_settled = known["declined"] | known["held"] | known["scheduled"]
    return int((is_new & ~is_settled).sum())


def _still_to_send(campaign: Campaign, today: pd.Timestamp, sent: int) -> tuple[int, Basis]:
    """Return how many requests the week still asks for, and where the number comes from."""
    needed = requests_needed(campaign, as_of=today, chances=(_SURE,))
    if needed.empty:
        return 0, "ended"
    row = needed.astype(object).iloc[0]
    if not row["still_needed"]:
        return 0, "nothing needed"
    is_own = not pd.isna(row["requests"])
    total = int(row["requests"] if is_own else row["still_needed"])
    this_week = -(-total // _weeks_left(today)) if campaign.goal.per == "month" else total
    return max(this_week - sent, 0), "own rate" if is_own else "goal"


def _weeks_left(today: pd.Timestamp) -> int:
    """Return how many weeks its month still has, this one included."""
    end = today + pd.offsets.MonthEnd(0)
    return int(period_numbers(end)[0] - period_numbers(today)[0]) + 1


def _diary(now: Situation) -> pd.DataFrame:
    """Return the talks of today that are not over and of the next days, the soonest first."""
    soon = now.coming["interview_on"] <= now.until
    return now.coming.loc[soon, list(_DIARY)].reset_index(drop=True)


def _table(actions: pd.DataFrame, requests: int) -> pd.DataFrame:
    """Return the actions with their parts."""
    part = actions["rule"].map(_PART_OF).fillna("owed").astype(object)
    is_request = actions["rule"].isin(_REQUESTS).to_numpy()
    part = part.mask(is_request & (np.cumsum(is_request) > requests), "later")
    table = actions.assign(part=part, fits=True)
    place = part.map({name: i for i, name in enumerate(PARTS)}).to_numpy(dtype=int)
    order = np.argsort(place, kind="stable")
    return (
        table.assign(turn=range(len(table))).iloc[order].reset_index(drop=True)[[*_TABLE, "turn"]]
    )


def _fits(table: pd.DataFrame, hours: float | None) -> Bools:
    """Tell what is done within the hours."""
    order = np.argsort(table["turn"].to_numpy(), kind="stable")
    part, minutes = table["part"].to_numpy()[order], table["minutes"].to_numpy()[order]
    later, fits = part == "later", part == "diary"
    if hours is None:
        return np.asarray(table["part"] != "later")
    refuse_below(0, hours=hours)
    left = hours * _MINUTES_AN_HOUR
    is_request = (part == "ask") & table["rule"].isin(_REQUESTS).to_numpy()[order]
    for some, share in ((part == "prepare", 1.0), (is_request, _FOR_REQUESTS), (~later, 1.0)):
        still = left - minutes[fits].sum()
        more = some & ~fits
        fits = fits | (more & (np.cumsum(np.where(more, minutes, 0)) <= share * still))
    in_table = np.empty(len(table), dtype=bool)
    in_table[order] = fits
    return in_table


def _contacts(now: Situation, table: pd.DataFrame) -> pd.DataFrame:
    """Return whom to ask this week, each with the way to them."""
    asked = table.loc[table["rule"].isin(_REQUESTS) & (table["part"] == "ask")]
    graph, ways = now.graph, now.warmest.reindex(asked["person"])
    before, first = ways["before"].astype(object), ways["ask_first"].fillna("").astype(object)
    before = before.mask(before == now.campaign.you)
    source = [
        graph.nodes[person].get("source") if person in graph else None for person in ways.index
    ]
    steps = [
        step_in_words(who, what, via) for who, what, via in zip(before, first, source, strict=True)
    ]
    told = {"by_way_of": before, "ask_first": first, "chance": ways["chance"]}
    of_action = asked[["person", "organization", "due_on"]].reset_index(drop=True)
    values = {name: values.to_numpy() for name, values in told.items()}
    contacts = of_action.assign(**values, steps=steps)
    return contacts[
        ["person", "organization", "by_way_of", "ask_first", "chance", "steps", "due_on"]
    ]
