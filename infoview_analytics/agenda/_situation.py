"""What is known on a day of all that calls for an action, and what an action consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from infoview_analytics.agenda.rules import RULE_OF
from infoview_analytics.as_of import as_known, column, day_column, day_of_each, known_rows
from infoview_analytics.metrics.chances import step_chances
from infoview_analytics.network._matching import key_of
from infoview_analytics.network.graph import build_referral_graph
from infoview_analytics.network.paths import warmest_chances
from infoview_analytics.network.targets import target_reach
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.schema import TABLE_OF
from infoview_analytics.workdays import Workdays

DAY = pd.Timedelta(days=1)

# what is written of a talk only once it is over
TOLD_AFTERWARDS = ("minutes", "learned", "next_step", "asked_for_referral", "thank_you_on")
_NO_TEXTS = ("date", "number", "yes/no")


class Found(NamedTuple):
    """One action, as a rule finds it.

    Attributes
    ----------
    rule, action, why : str
        Which rule asks for it, what to do, and the fact behind it.
    due_on : pandas.Timestamp
        Until when.
    person, organization : str or None
        Whom or what it is about.
    table, record : str
        The row that it comes from.
    by : str
        By what way, or empty.
    other : str or None
        The other person concerned.
    minutes : int or None
        How long it takes, where it is not as the rule says.
    order : float
        Its place among those of the same rank, the first the smallest.
    eve_of : pandas.Timestamp or None
        The day of the talk that it gets ready for.
    """

    rule: str
    action: str
    why: str
    due_on: pd.Timestamp
    person: str | None
    organization: str | None
    table: str
    record: str
    by: str = ""
    other: str | None = None
    minutes: int | None = None
    order: float = 0.0
    eve_of: pd.Timestamp | None = None


@dataclass(frozen=True)
class Situation:
    """A campaign as it was known at the end of a day.

    Attributes
    ----------
    campaign : Campaign
        The records.
    today, until : pandas.Timestamp
        The day, and the last one that is looked ahead to.
    lapsed : bool
        Whether to find also what is too old.
    asked, named : pandas.DataFrame
        The requests of `as_known`, and the referrals from one contact to another.
    people, organizations, touches, advice, outcomes : pandas.DataFrame
        The other tables; `advice` has the ``person`` who gave it and the day ``given_on``.
    workdays, weekdays : Workdays
        The business days, and those which planned breaks have too.
    found : dict
        What `once` has found.
    """

    campaign: Campaign
    today: pd.Timestamp
    until: pd.Timestamp
    lapsed: bool
    asked: pd.DataFrame
    named: pd.DataFrame
    people: pd.DataFrame
    organizations: pd.DataFrame
    touches: pd.DataFrame
    advice: pd.DataFrame
    outcomes: pd.DataFrame
    workdays: Workdays
    weekdays: Workdays
    found: dict[str, pd.DataFrame] = field(default_factory=dict)

    def once(self, find: Callable[[Situation], pd.DataFrame]) -> pd.DataFrame:
        """Return what a function finds, which is looked for only once."""
        if find.__name__ not in self.found:
            self.found[find.__name__] = find(self)
        return self.found[find.__name__]

    def due(self, rule: str, rows: pd.DataFrame, on: Any) -> pd.DataFrame:  # noqa: ANN401
        """Return the rows that are due in time, with ``due_on`` and whether they have lapsed."""
        days = pd.DatetimeIndex(on)
        if RULE_OF[rule].waits:
            days = self.workdays.after(days, 0)
        rows = rows.assign(due_on=days.astype("datetime64[s]"))
        limit = RULE_OF[rule].lapses_after_days
        late = (self.today - rows["due_on"]).dt.days
        lapsed = late > (np.inf if limit is None else limit)
        kept = (rows["due_on"] <= self.until) & (self.lapsed | ~lapsed)
        return pd.DataFrame(rows.assign(lapsed=lapsed).loc[kept])

    def is_lapsed(self, one: Found) -> bool:
        """Tell whether an action is too old."""
        limit = RULE_OF[one.rule].lapses_after_days
        return limit is not None and (self.today - one.due_on).days > limit

    def about(self, row: Any, table: str = "interviews") -> dict[str, Any]:  # noqa: ANN401
        """Return whom an action is about, and from which row of which table it comes."""
        return {
            "person": row.person,
            "organization": self.places.get(row.person),
            "table": table,
            "record": text(getattr(row, TABLE_OF[table].key)),
        }

    def told(self, on: pd.Timestamp) -> str:
        """Return a day in words, without the year where it is this one."""
        year = f" {on.year}" if on.year != self.today.year else ""
        return f"{on.day} {on.month_name()}{year}"

    def ahead(self, on: pd.Timestamp) -> str:
        """Return a coming day in words."""
        near = {0: "today", 1: "tomorrow"}.get((on - self.today).days)
        return near or f"on {on.day_name()}, {self.told(on)}"

    @cached_property
    def week_ends_on(self) -> pd.Timestamp:
        """The Friday of the week, that of the next one at the weekend."""
        return self.today + ((4 - self.today.weekday()) % 7) * DAY

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each contact works, by what was written down last."""
        people = self.people[["person", "organization"]]
        named = self.named.sort_values("referred_on", kind="stable", na_position="first")
        named = named[["to_person", "organization"]].set_axis(people.columns, axis=1)
        asked = self.asked.sort_values("requested_on", kind="stable")[["person", "organization"]]
        places: dict[str, str] = {}
        for table in (people, named, asked):
            known = table.dropna()
            places |= dict(zip(known["person"], known["organization"], strict=True))
        return places

    @cached_property
    def addresses(self) -> set[str]:
        """Those whose e-mail address is known."""
        return set(self.people.loc[self.people["email"].notna(), "person"])

    @cached_property
    def talks(self) -> pd.DataFrame:
        """The conversations that took place, the earliest first."""
        over = self.asked["held"] & ~self.later_today
        return self.asked.loc[over].sort_values("interview_on", kind="stable")

    @cached_property
    def later_today(self) -> pd.Series:
        """Which requests lead to a talk of today that has a time and is not over."""
        timed = self.asked["interview_time"].notna()
        return timed & self.asked["held"] & to_come(self.asked, self.today)

    @cached_property
    def last_asked(self) -> pd.DataFrame:
        """The last request to each person."""
        asked = self.asked.sort_values("requested_on", kind="stable")
        return asked.drop_duplicates("person", keep="last")

    @cached_property
    def open_requests(self) -> pd.DataFrame:
        """The last request to each person who has not answered since and whom you will not meet."""
        asked, last = self.asked, self.last_asked
        heard = asked.loc[asked["answered"]]
        met_on = heard["interview_on"].where(heard["held"])
        on = heard["responded_on"].fillna(heard["requested_on"])
        on = on.where(~(met_on > on), met_on).groupby(heard["person"]).max()
        since = day_of_each(last["person"], on) >= last["requested_on"]
        will_meet = last["person"].isin(set(self.coming["person"]))
        return last.loc[last["waiting"] & ~since & ~will_meet]

    @cached_property
    def coming(self) -> pd.DataFrame:
        """The conversations of today and later that are not over, the next one first."""
        coming = self.asked.loc[to_come(self.asked, self.today)]
        return coming.sort_values(["interview_on", "interview_time"], kind="stable")

    @cached_property
    def wishes(self) -> pd.DataFrame:
        """How near you are to each organisation that you wish for, as `target_reach` has it."""
        campaign = self.campaign
        return target_reach(
            campaign.interviews,
            campaign.referrals,
            campaign.organizations,
            as_of=self.today,
            you=campaign.you,
            people=campaign.people,
        )

    @cached_property
    def ways_in(self) -> set[str]:
        """The keys of the wished organisations where you know of somebody and asked nobody."""
        if self.organizations.empty:
            return set()
        return {key_of(name) for name in self.wishes.index[self.wishes["state"] == "named"]}

    @cached_property
    def graph(self) -> nx.DiGraph:
        """The referral graph."""
        campaign = self.campaign
        records = (campaign.interviews, campaign.referrals)
        return build_referral_graph(
            *records, as_of=self.today, you=campaign.you, people=campaign.people
        )

    @cached_property
    def warmest(self) -> pd.DataFrame:
        """The way to everybody who can be reached, as `warmest_chances` has it."""
        campaign = self.campaign
        chances = step_chances(
            campaign.interviews,
            campaign.referrals,
            as_of=self.today,
            patience_days=campaign.habits.patience_days,
        )
        return warmest_chances(self.graph, chances=chances)


def to_come(asked: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    """Tell which requests lead to a talk that is still to come, or of today and not over.

    Parameters
    ----------
    asked : pandas.DataFrame
        Requests as `as_known` gives them.
    today : pandas.Timestamp
        The day.

    Returns
    -------
    pandas.Series
        One bool for each request. A talk is over where anything is written of it.
    """
    over = column(asked, "outcome") == "held"
    for name in TOLD_AFTERWARDS:
        over |= column(asked, name).notna()
    return asked["scheduled"] | (asked["held"] & (asked["interview_on"] == today) & ~over)


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows one by one, each with its columns as attributes."""
    if len(rows):  # to look through the columns of no row takes as long
        yield from rows.itertuples()


def situation(
    campaign: Campaign, *, today: pd.Timestamp, ahead_days: int, lapsed: bool
) -> Situation:
    """Return what was known of a campaign on a day.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    today : pandas.Timestamp
        The day.
    ahead_days : int
        How many days are looked ahead.
    lapsed : bool
        Whether to find also what is too old.

    Returns
    -------
    Situation
        Nothing in it is from later.
    """
    asked, named = as_known(campaign.interviews, campaign.referrals, as_of=today)
    asked, named = _whole(asked, "interviews"), _whole(named, "referrals")
    you, habits = {campaign.you, campaign.profile.full_name}, campaign.habits
    asked = asked.loc[~asked["person"].isin(you)].reset_index(drop=True)
    giver, lead = named["from_person"], named["to_person"]
    yours = giver.isin(you) | lead.isin(you) | (giver == lead)
    named = named.loc[~yours].reset_index(drop=True)
    people = _until(campaign.people, "people", "known_since", today)
    organizations = _whole(campaign.organizations, "organizations")
    return Situation(
        campaign=campaign,
        today=today,
        until=today + ahead_days * DAY,
        lapsed=lapsed,
        asked=asked,
        named=named,
        people=people.loc[people["person"].notna() & ~people["person"].isin(you)],
        organizations=_emptied(organizations, today, "researched_on"),
        touches=_until(campaign.touches, "touches", "touched_on", today),
        advice=_given(_whole(campaign.advice, "advice"), asked, today),
        outcomes=_until(campaign.outcomes, "outcomes", "happened_on", today),
        workdays=Workdays(habits.holidays, campaign.goal.breaks),
        weekdays=Workdays(habits.holidays),
    )


def _whole(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table with all columns of its schema, its texts as plain Python has them."""
    columns = TABLE_OF[name].columns
    cells = {one.name: column(table, one.name) for one in columns}
    texts = {one.name for one in columns if one.kind not in _NO_TEXTS}
    return table.assign(
        **{one: cell.astype(object) if one in texts else cell for one, cell in cells.items()}
    )


def _until(table: pd.DataFrame, name: str, date: str, today: pd.Timestamp) -> pd.DataFrame:
    """Return the rows of a table that are not from later."""
    table = _whole(table, name)
    days = day_column(table, date).astype("datetime64[s]")
    dated = table.assign(**{date: days})
    return known_rows(dated, date, as_of=today).reset_index(drop=True)


def _emptied(table: pd.DataFrame, today: pd.Timestamp, *dates: str) -> pd.DataFrame:
    """Return a table without the days that have not come."""
    days = {date: day_column(table, date).astype("datetime64[s]") for date in dates}
    return table.assign(**{date: on.where(~(on > today)) for date, on in days.items()})


def _given(advice: pd.DataFrame, asked: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return the advice given by a day, with who gave it and when."""
    talks = asked.drop_duplicates("interview_id").set_index("interview_id")
    given = talks["interview_on"].fillna(talks["responded_on"]).fillna(talks["requested_on"])
    advice = advice.loc[advice["interview_id"].isin(talks.index)]
    advice = advice.assign(
        person=talks["person"].reindex(advice["interview_id"]).to_numpy(),
        given_on=given.reindex(advice["interview_id"]).to_numpy(),
    )
    advice = advice.loc[advice["given_on"] <= today].reset_index(drop=True)
    return _emptied(advice, today, "done_on", "reported_back_on")


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """Return the value of each key, missing where there is none."""
    found = values.reindex(pd.Index(keys, dtype=object))
    return pd.Series(found.to_numpy(), index=keys.index)


def text(value: Any) -> str:  # noqa: ANN401
    """Return a text of the records, empty where it is missing."""
    return "" if pd.isna(value) else str(value)
