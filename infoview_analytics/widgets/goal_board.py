"""The goal board: choose a goal and some weeks, see how they stand and what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.charts.forecasts import describe_forecast, plot_forecast
from infoview_analytics.charts.goals import describe_weekly_goal, plot_weekly_goal
from infoview_analytics.metrics.goals import goal_summary, weekly_goal
from infoview_analytics.planning._standing import Standing
from infoview_analytics.planning.forecast import forecast_from, standing_on
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, Goal, day
from infoview_analytics.widgets._controls import choice, day_options, link_choice, number, row, tick
from infoview_analytics.widgets._picture import Picture, Words
from infoview_analytics.words.forecasts import forecast_in_words
from infoview_analytics.words.goals import goal_in_words
from infoview_analytics.words.phrases import counted

_MOST_INTERVIEWS = 100_000
_MOST_REQUESTS = 20  # a week, offered in the list
_RUNS_OF_A_FORECAST = 10_000  # as everywhere: the same chances as in the report
_RUNS_OF_A_WHAT_IF = 2_000  # it is to answer at once
_COUNTED = ("person", "requested_on", "responded_on", "response", "interview_on", "outcome")


class GoalBoardState(t.HasTraits):
    """What the goal board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    """

    campaign = t.Instance(Campaign, help="The records. Set others and the rest follows.")
    interviews = t.Int(1, min=1, max=_MOST_INTERVIEWS, help="The goal: so many in each period.")
    per = t.Enum(("week", "month"), "week", help="The goal's period.")
    breaks = t.Bool(default_value=True, help="Whether planned breaks count neither way.")
    weekly = t.Instance(pd.DataFrame, (), read_only=True, help="`weekly_goal` of the campaign.")
    first = t.Instance(pd.Timestamp, allow_none=True, help="The first week; None for no limit.")
    last = t.Instance(pd.Timestamp, allow_none=True, help="The last week; None for no limit.")
    shown = t.Instance(
        pd.DataFrame, (), read_only=True, help="The rows of `weekly` from first to last."
    )
    requests_per_week = t.Int(
        None,
        allow_none=True,
        min=0,
        help="What if so many requests went out each week; None for the pace of the last weeks.",
    )
    ahead = t.Instance(pd.DataFrame, (), read_only=True, help="The `forecast` at that pace.")

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._as_of = day(as_of)
        self._is_loading = False
        self._forecasts: dict[tuple[Any, ...], pd.DataFrame] = {}
        self._standings: dict[Goal, Standing] = {}
        self.campaign = campaign

    @property
    def goal(self) -> Goal:
        """The campaign's goal, with what was chosen here."""
        goal = self.campaign.goal
        breaks = goal.breaks if self.breaks else ()
        per: Any = self.per
        return replace(goal, interviews=self.interviews, per=per, breaks=breaks)

    @property
    def words(self) -> str:
        """What the weeks shown add up to, in words."""
        sums = self.shown[["requested", "answered", "held"]].sum()
        return (
            f"In {len(self.shown)} of {len(self.weekly)} {self.per}s: "
            f"{sums['requested']} asked, {sums['answered']} answered, {sums['held']} held."
        )

    @property
    def sentence(self) -> str:
        """How the goal stands, in words."""
        requests = self._requests()
        if requests.empty:
            return "No request is written down yet."
        summary = goal_summary(requests, goal=self.goal, as_of=self._as_of)
        return " ".join(goal_in_words(summary.astype(object).iloc[0], self.per))

    @property
    def ahead_in_words(self) -> list[str]:
        """What the coming weeks may bring, in words."""
        words = forecast_in_words(self.ahead)
        if self.requests_per_week is None:
            return words
        requests = counted(self.requests_per_week, "request")
        return [f"If {requests} went out each week:", *words]

    @t.validate("first", "last")
    def _check_week(self, proposal: dict[str, Any]) -> pd.Timestamp:
        week: pd.Timestamp = proposal["value"]
        if week not in self.weekly.index:
            message = f"{week} is not one of the campaign's {self.per}s."
            raise t.TraitError(message)
        return week

    @t.observe("campaign")
    def _load(self, change: dict[str, Any]) -> None:
        old, new = change["old"], change["new"]
        self._forecasts.clear()
        self._standings.clear()
        self._is_loading = True
        try:
            for name in ("interviews", "per"):
                was = getattr(old.goal, name) if isinstance(old, Campaign) else None
                if was is None or getattr(self, name) == was:
                    setattr(self, name, getattr(new.goal, name))
        finally:
            self._is_loading = False
        self._count()

    @t.observe("interviews", "per", "breaks")
    def _count(self, _change: object = None) -> None:
        if self._is_loading:
            return
        old = self.weekly.index
        weekly = weekly_goal(self._requests(), goal=self.goal, as_of=self._as_of)
        self.set_trait("weekly", weekly)
        ends = [_kept(self.first, old[:1], weekly.index[:1], weekly.index)]
        ends += [_kept(self.last, old[-1:], weekly.index[-1:], weekly.index)]
        self._is_loading = True
        try:
            self.first, self.last = ends
        finally:
            self._is_loading = False
        self.set_trait("shown", self.weekly.loc[self.first : self.last])
        self._look_ahead()

    @t.observe("first", "last")
    def _cut(self, change: dict[str, Any]) -> None:
        if self._is_loading:
            return
        if self.first and self.last and self.first > self.last:
            other = "last" if change["name"] == "first" else "first"
            setattr(self, other, change["new"])  # it comes along, and cuts
        else:
            self.set_trait("shown", self.weekly.loc[self.first : self.last])

    @t.observe("requests_per_week")
    def _look_ahead(self, _change: object = None) -> None:
        sends = self.requests_per_week
        key = (self.interviews, self.per, self.breaks, sends)
        if key not in self._forecasts:
            is_usual = sends is None and self.goal == self.campaign.goal
            self._forecasts[key] = forecast_from(
                self._standing(),
                self.goal,
                requests_per_week=sends,
                runs=_RUNS_OF_A_FORECAST if is_usual else _RUNS_OF_A_WHAT_IF,
            )
        self.set_trait("ahead", self._forecasts[key])

    def _standing(self) -> Standing:
        """Return where the campaign stands, worked out once for each goal."""
        if self.goal not in self._standings:
            campaign = replace(self.campaign, goal=self.goal)
            self._standings[self.goal] = standing_on(campaign, as_of=self._as_of)
        return self._standings[self.goal]

    def _requests(self) -> pd.DataFrame:
        """Return those columns of the requests that are counted here."""
        asked = self.campaign.interviews
        return asked[[name for name in asked.columns if name in _COUNTED]]


class GoalBoard(ipw.VBox):
    """Show the weeks against the goal, and what the next ones may bring.

    Above the weeks stand the choices of the goal, its period, the first and the last week, and
    whether planned breaks count; above the forecast what if so many requests went out each week.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Attributes
    ----------
    state : GoalBoardState
        What is shown. Change it from code and the board follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = GoalBoardState(campaign, as_of=as_of)
        self.told = Words()
        self.picture = Picture(campaign)
        self.outlook = Picture(campaign)
        self.goal = number("Goal: interviews", least=1, most=_MOST_INTERVIEWS)
        self.per = choice("in each")
        self.breaks = tick("Planned breaks count neither way")
        self.first, self.last = choice("From"), choice("To")
        self.requests = choice("What if I sent")
        t.link((state, "interviews"), (self.goal, "value"))
        t.link((state, "breaks"), (self.breaks, "value"))
        link_choice((state, "per"), self.per, lambda: [(per, per) for per in ("week", "month")])
        for control, end in ((self.first, "first"), (self.last, "last")):
            link_choice((state, end), control, self._weeks, anew=["weekly"])
        link_choice((state, "requests_per_week"), self.requests, _paces)
        self._name_weeks()
        state.observe(self._name_weeks, "per")
        state.observe(self._redraw, "shown")
        state.observe(self._retell, "weekly")
        state.observe(self._redraw_ahead, "ahead")
        controls = row(self.goal, self.per, self.breaks), row(self.first, self.last)
        super().__init__([*controls, self.told, self.picture, row(self.requests), self.outlook])
        self._retell()
        self._redraw()
        self._redraw_ahead()

    def _weeks(self) -> list[tuple[str, Any]]:
        """Return the weeks to choose from."""
        return day_options(self.state.weekly.index)

    def _name_weeks(self, _change: object = None) -> None:
        self.first.description = f"From {self.state.per}"
        self.last.description = f"To {self.state.per}"

    def _retell(self, _change: object = None) -> None:
        self.told.tell([self.state.sentence])

    def _redraw(self, _change: object = None) -> None:
        state, charts = self.state, (plot_weekly_goal, describe_weekly_goal)
        self.picture.turn_to(state.campaign)
        frame = (state.goal, state.first, state.last)
        self.picture.show(*charts, state.shown, state.words, frame=frame)

    def _redraw_ahead(self, _change: object = None) -> None:
        state = self.state
        frame, words = (state.goal, state.requests_per_week), " ".join(state.ahead_in_words)
        self.outlook.turn_to(state.campaign)
        self.outlook.show(plot_forecast, describe_forecast, state.ahead, words, frame=frame)


def _paces() -> list[tuple[str, int | None]]:
    """Return the paces to choose from."""
    each = [(f"{counted(n, 'request')} a week", n) for n in range(_MOST_REQUESTS + 1)]
    return [("as many requests as in the last weeks", None), *each]


def _kept(
    chosen: pd.Timestamp | None, was: pd.Index, now: pd.Index, weeks: pd.Index
) -> pd.Timestamp | None:
    """Return an end of the weeks shown: what was chosen, or the new end where it was the end."""
    if chosen is not None and chosen in weeks and chosen not in was:
        return chosen
    return now[0] if len(now) else None
