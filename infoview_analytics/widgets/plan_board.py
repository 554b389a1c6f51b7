"""The plan board: what the week asks for, what the next ones may bring, and whom to ask for it."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw
import networkx as nx
import pandas as pd
import traitlets as t

from infoview_analytics.agenda.week_plan import WeekPlan, week_plan
from infoview_analytics.charts.forecasts import describe_forecast, plot_forecast
from infoview_analytics.charts.paths import describe_warmest_path, plot_warmest_path
from infoview_analytics.errors import UnknownTargetError
from infoview_analytics.metrics.chances import step_chances
from infoview_analytics.metrics.goals import weekly_goal
from infoview_analytics.metrics.waiting import nudge_advice
from infoview_analytics.network.graph import build_referral_graph
from infoview_analytics.network.paths import warmest_chances, warmest_paths
from infoview_analytics.network.targets import target_reach
from infoview_analytics.planning.forecast import forecast
from infoview_analytics.planning.leads import lead_survival
from infoview_analytics.planning.reproduction import reproduction
from infoview_analytics.planning.requests import requests_needed
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._controls import Options, choice, link_choice, row
from infoview_analytics.widgets._picture import Listing, Picture, Words
from infoview_analytics.widgets._slider import Slider
from infoview_analytics.words.forecasts import forecast_in_words, requests_needed_in_words
from infoview_analytics.words.paths import paths_in_words, targets_in_words
from infoview_analytics.words.phrases import counted, plain
from infoview_analytics.words.reproduction import leads_in_words, reproduction_in_words
from infoview_analytics.words.responses import advice_in_words
from infoview_analytics.words.week_plan import (
    left_out_in_words,
    week_plan_in_words,
    week_plan_to_read,
)

_LEADS = 5  # told, the warmest first
_MOST_HOURS = 20  # a week, offered on the slider
_FIRST = {
    "permission": "ask {who} whether you may mention them",
    "introduction": "ask {who} to introduce you, once you talk",
    "discretion": "do not mention {who}",
}
_NEAR = {
    "met": "you have met somebody there",
    "asked": "you have asked somebody there",
    "named": "you know of somebody there",
    "unknown": "you know nobody there yet",
}


class PlanBoardState(t.HasTraits):
    """What the plan board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day of the plan: nothing later is known.
    """

    campaign = t.Instance(Campaign, help="The records. Set others and the rest follows.")
    plan = t.Instance(WeekPlan, allow_none=True, read_only=True, help="The `week_plan`.")
    hours = t.Float(
        None,
        allow_none=True,
        min=0,
        max=168,
        help="What you have this week; None if nothing is to be cut.",
    )
    weekly = t.Instance(pd.DataFrame, (), read_only=True, help="`weekly_goal` of the campaign.")
    ahead = t.Instance(pd.DataFrame, (), read_only=True, help="The `forecast`.")
    needed = t.Instance(pd.DataFrame, (), read_only=True, help="`requests_needed` this week.")
    chain = t.Instance(pd.DataFrame, (), read_only=True, help="`reproduction` of the campaign.")
    survival = t.Instance(pd.DataFrame, (), read_only=True, help="`lead_survival`.")
    advice = t.Instance(pd.DataFrame, (), read_only=True, help="`nudge_advice`.")
    leads = t.Instance(
        pd.DataFrame, (), read_only=True, help="The leads of `warmest_chances`, the warmest first."
    )
    targets = t.Instance(
        pd.DataFrame, (), read_only=True, help="`target_reach` of the organisations you wish for."
    )
    to = t.Unicode(
        None,
        allow_none=True,
        help="A person or an organisation to find a way to; None for whoever is warmest.",
    )
    paths = t.Instance(pd.DataFrame, (), read_only=True, help="`warmest_paths` that lead there.")

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._as_of = day(as_of)
        self.campaign = campaign

    @property
    def week_in_words(self) -> list[str]:
        """What the week asks for, whom to ask first, and whether it fits the hours."""
        return [] if self.plan is None else week_plan_in_words(self.plan)

    @property
    def needed_in_words(self) -> list[str]:
        """How many requests it takes, and how that is known."""
        return requests_needed_in_words(self.needed)

    @property
    def chain_in_words(self) -> list[str]:
        """Whether one conversation leads to the next, and how long the leads last."""
        return [*reproduction_in_words(self.chain), *leads_in_words(self.survival)]

    @property
    def way_in_words(self) -> list[str]:
        """How to come to the person or the organisation that was chosen."""
        chances = self._chances["chance"].to_dict()
        said_no = self.to in self._graph and self._graph.nodes[self.to]["state"] == "declined"
        return paths_in_words(self.paths, self.to, cold_chance=chances["cold"], declined=said_no)

    @t.validate("to")
    def _check_to(self, proposal: dict[str, Any]) -> str | None:
        to: str | None = proposal["value"]
        try:
            if to not in self._ways:
                self._ways[to] = self._find(to)
        except UnknownTargetError as error:
            raise t.TraitError(str(error)) from error
        return to

    @t.observe("hours")
    def _cut(self, _change: object = None) -> None:
        if self.plan is not None and self.plan.hours != self.hours:
            self.set_trait("plan", self.plan.within(self.hours))

    @t.observe("campaign")
    def _load(self, change: dict[str, Any]) -> None:
        self._plan_the_week(change["old"])
        campaign, on = self.campaign, _options(as_of=self._as_of)
        records = (campaign.interviews, campaign.referrals)
        yours = _options(**on, you=campaign.you, people=campaign.people)
        patience = campaign.habits.patience_days
        self._graph: nx.DiGraph = build_referral_graph(*records, **yours)
        self._chances = step_chances(*records, **on, patience_days=patience)
        habits = campaign.habits.nudge_after_business_days
        known = {
            "weekly": weekly_goal(campaign.interviews, goal=campaign.goal, **on),
            "ahead": forecast(campaign, **on),
            "needed": requests_needed(campaign, **on),
            "chain": reproduction(campaign, **on),
            "survival": lead_survival(campaign, **on),
            "advice": nudge_advice(campaign.interviews, **on, habits=habits),
            "leads": self._warmest_leads(),
            "targets": target_reach(*records, campaign.organizations, **yours),
        }
        for name, table in known.items():
            self.set_trait(name, table)
        self._ways: dict[str | None, pd.DataFrame] = {None: self._find(None)}
        try:
            self._ways[self.to] = self._find(self.to)
        except UnknownTargetError:
            self.to = None  # which shows the way
        else:
            self._show()

    def _plan_the_week(self, old: Campaign | None) -> None:
        """Plan anew, within the hours that were chosen, or else those of the habits."""
        usual = self.campaign.habits.hours_per_week
        was = old.habits.hours_per_week if isinstance(old, Campaign) else self.hours
        hours = usual if self.hours == was else self.hours
        plan = week_plan(self.campaign, as_of=self._as_of).within(hours)
        self.set_trait("plan", plan)
        self.hours = hours

    @t.observe("to")
    def _show(self, _change: object = None) -> None:
        self.set_trait("paths", self._ways[self.to])

    def _find(self, to: str | None) -> pd.DataFrame:
        """Return the warmest ways; none to a wished organisation where nobody is known."""
        wished = self.targets["state"].to_dict() if len(self.targets) else {}
        if wished.get(to) == "unknown":
            return warmest_paths(self._graph, k=0, chances=self._chances)
        return warmest_paths(self._graph, to=to, chances=self._chances)

    def _warmest_leads(self) -> pd.DataFrame:
        """Return who was named and has not been asked, the warmest first."""
        best = warmest_chances(self._graph, chances=self._chances)
        leads = best[best["state"] == "lead"]
        works_at = [self._graph.nodes[person].get("organization") for person in leads.index]
        return leads.assign(organization=pd.Series(works_at, leads.index, dtype="object"))


class PlanBoard(ipw.VBox):
    """Show the week's plan, what may come, whom to ask and the warmest way to somebody.

    Above the plan stands how many hours you have: what does not fit is told.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day of the plan: nothing later is known.

    Attributes
    ----------
    state : PlanBoardState
        What is shown. Change it from code and the board follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = PlanBoardState(campaign, as_of=as_of)
        self.week, self.needed = Words("This week"), Words("How many requests it takes")
        self.chain = Words("Does the chain feed itself?")
        self.hours, self.actions = Slider("Hours this week"), Listing("What to do")
        self.rest = Words()
        self.silent, self.wishes = Words("The silent"), Words("The organisations you wish for")
        self.leads = Listing("The warmest leads")
        self.outlook, self.way = Picture(campaign), Picture(campaign)
        self.to = choice("The warmest way to")
        link_choice((state, "hours"), self.hours, self._hours, anew=["plan"])
        link_choice((state, "to"), self.to, self._targets, anew=["targets"])
        state.observe(self._retell, "paths")  # it is set last
        state.observe(self._tell_week, "plan")
        super().__init__(
            [
                *(row(self.hours), self.week, self.actions, self.rest),
                *(self.outlook, self.needed, self.leads, self.silent, self.chain, self.wishes),
                *(row(self.to), self.way),
            ]
        )
        self._tell_week()
        self._tell()
        self._show_way()

    def _hours(self) -> Options:
        """Return the hours to choose from, those that were set among them."""
        offered = {*range(1, _MOST_HOURS + 1), self.state.hours} - {None}
        told = [(counted(n, "hour") if n == int(n) else f"{n:g} hours", n) for n in sorted(offered)]
        return [("no limit", None), *told]

    def _targets(self) -> Options:
        """Return the organisations to choose from."""
        wished = self.state.targets["state"].items() if len(self.state.targets) else ()
        named = [(f"{plain(name)}: {_NEAR[near]}", str(name)) for name, near in wished]
        return [("whoever is warmest", None), *named]

    def _retell(self, _change: object) -> None:
        if self._told is not self.state.campaign:
            self._tell()
        self._show_way()

    def _tell_week(self, _change: object = None) -> None:
        state = self.state
        if state.plan is not None:
            self.week.tell(state.week_in_words)
            shown = week_plan_to_read(state.plan).drop(columns="Why")
            self.actions.tell(shown, "Nothing is due in the next days, or nothing of it fits.")
            self.rest.tell(left_out_in_words(state.plan))

    def _tell(self) -> None:
        state, self._told = self.state, self.state.campaign
        self.outlook.turn_to(state.campaign)
        weekly = state.weekly if state.campaign.goal.per == "week" else None
        drawn = (state.ahead,) if weekly is None else (state.ahead, weekly)
        words = " ".join(forecast_in_words(state.ahead))
        self.needed.tell(state.needed_in_words)
        self.outlook.show(plot_forecast, _describe_outlook, drawn, words)
        none = "Nobody is left who was named and has not been asked: ask for names, or ask cold."
        self.leads.tell(_readable(state.leads), none)
        self.silent.tell(advice_in_words(state.advice.iloc[0]))
        self.chain.tell(state.chain_in_words)
        self.wishes.tell(targets_in_words(state.targets))

    def _show_way(self) -> None:
        state, charts = self.state, (plot_warmest_path, describe_warmest_path)
        ends = [state.to] if state.to else state.paths["to_person"].tail(1)
        words, to = " ".join(state.way_in_words), "".join(map(plain, ends))
        self.way.turn_to(state.campaign)
        self.way.show(*charts, state.paths, words, frame=(state.to,), to=to)


def _options(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return options that several measures take."""
    return values


def _describe_outlook(ahead: pd.DataFrame, _weekly: pd.DataFrame | None = None) -> str:
    """Say in words what may come."""
    return describe_forecast(ahead)


def _readable(leads: pd.DataFrame) -> pd.DataFrame:
    """Return the first leads as plain texts."""
    shown = leads.head(_LEADS)
    places = zip(shown["organization"], shown["organization"].notna(), strict=True)
    first = zip(shown["ask_first"], shown["before"], strict=True)
    table = pd.DataFrame(
        {
            "Who": [plain(person) for person in shown.index],
            "Where": [plain(place) if is_known else "" for place, is_known in places],
            "Named by": [plain(person) for person in shown["before"]],
            "First": [_FIRST[what].format(who=plain(who)) if what else "" for what, who in first],
        }
    )
    return table if table["First"].any() else table.drop(columns="First")
