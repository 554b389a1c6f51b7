"""The goal board: choose some weeks, see how they stand against the goal."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.charts.goals import describe_weekly_goal, plot_weekly_goal
from infoview_analytics.metrics.goals import weekly_goal
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.widgets._controls import choice, day_options, row
from infoview_analytics.widgets._picture import Picture


class GoalBoardState(t.HasTraits):
    """What the goal board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    """

    weekly = t.Instance(pd.DataFrame, (), read_only=True, help="`weekly_goal` of the campaign.")
    first = t.Instance(pd.Timestamp, allow_none=True, help="The first week; None for no limit.")
    last = t.Instance(pd.Timestamp, allow_none=True, help="The last week; None for no limit.")
    shown = t.Instance(
        pd.DataFrame, (), read_only=True, help="The rows of `weekly` from first to last."
    )

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
        self.set_trait("weekly", weekly)
        self.set_trait("shown", weekly)
        if len(weekly):
            self.first, self.last = weekly.index[0], weekly.index[-1]

    @property
    def words(self) -> str:
        """What the weeks shown add up to, in words."""
        sums = self.shown[["requested", "answered", "held"]].sum()
        return (
            f"In {len(self.shown)} of {len(self.weekly)} {self.weekly.index.name}s: "
            f"{sums['requested']} asked, {sums['answered']} answered, {sums['held']} held."
        )

    @t.validate("first", "last")
    def _check_week(self, proposal: dict[str, Any]) -> pd.Timestamp:
        week: pd.Timestamp = proposal["value"]
        if week not in self.weekly.index:
            message = f"{week} is not one of the campaign's {self.weekly.index.name}s."
            raise t.TraitError(message)
        return week

    @t.observe("first", "last")
    def _cut(self, change: dict[str, Any]) -> None:
        if self.first and self.last and self.first > self.last:
            other = "last" if change["name"] == "first" else "first"
            setattr(self, other, change["new"])  # it comes along, and cuts
        else:
            self.set_trait("shown", self.weekly.loc[self.first : self.last])


class GoalBoard(ipw.VBox):
    """Show the weeks against the goal, below the choice of the first and the last week.

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
        self.state = GoalBoardState(campaign, as_of=as_of)
        self.picture = Picture(campaign.footnote)
        options = day_options(pd.DatetimeIndex(self.state.weekly.index))
        period = str(self.state.weekly.index.name)
        self.first = choice(f"From {period}", options)
        self.last = choice(f"To {period}", options)
        if options:
            t.link((self.state, "first"), (self.first, "value"))
            t.link((self.state, "last"), (self.last, "value"))
        self.state.observe(self._redraw, "shown")
        super().__init__([row(self.first, self.last), self.picture])
        self._redraw()

    def _redraw(self, _change: object = None) -> None:
        state = self.state
        self.picture.show(plot_weekly_goal, describe_weekly_goal, state.shown, state.words)
