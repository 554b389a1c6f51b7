"""Home: the week in words, and everything else a tab away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as ipw
import traitlets as t

from infoview_analytics.agenda.actions import next_actions
from infoview_analytics.as_of import as_known
from infoview_analytics.metrics.goals import goal_summary
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._said import STYLE, Said
from infoview_analytics.widgets.action_board import ActionBoard
from infoview_analytics.widgets.goal_board import GoalBoard
from infoview_analytics.widgets.growth_board import GrowthBoard
from infoview_analytics.widgets.network_explorer import NetworkExplorer
from infoview_analytics.widgets.plan_board import PlanBoard
from infoview_analytics.widgets.record_forms import RecordForms
from infoview_analytics.widgets.response_board import ResponseBoard
from infoview_analytics.widgets.table_editor import TableEditor
from infoview_analytics.words.actions import actions_in_words
from infoview_analytics.words.due import due_in_words
from infoview_analytics.words.goals import goal_in_words

TABS: dict[str, Callable[..., Any]] = {
    "Week": GoalBoard,
    "Next": ActionBoard,
    "Write down": RecordForms,
    "Answers": ResponseBoard,
    "Network": NetworkExplorer,
    "Growth": GrowthBoard,
    "Plan": PlanBoard,
    "Correct": TableEditor,
}
_LEGIBLE = ".infoview-home .lm-TabBar-tabLabel { color: var(--jp-ui-font-color1, CanvasText); }"


class HomeState(t.HasTraits):
    """What home knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day that is looked at.
    """

    campaign = t.Instance(Campaign, help="The records, the same in every tab.")
    shown = t.Enum(tuple(TABS), next(iter(TABS)), help="The tab that is shown.")

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self.as_of = day(as_of)
        self.campaign = campaign

    @property
    def words(self) -> str:
        """How the goal stands and what is due, in words."""
        campaign = self.campaign
        if campaign.interviews.empty:
            first = 'Nothing is written down yet. Begin under "Write down" with a request.'
            return " ".join(part for part in (first, campaign.footnote) if part)
        summary = goal_summary(campaign.interviews, goal=campaign.goal, as_of=self.as_of)
        goal = goal_in_words(summary.astype(object).iloc[0], campaign.goal.per)
        asked = as_known(campaign.interviews, campaign.referrals, as_of=self.as_of).interviews
        patience = campaign.habits.patience_days
        due = due_in_words(asked, as_of=self.as_of, patience_days=patience, owed=False)
        actions = actions_in_words(next_actions(campaign, as_of=self.as_of), self.as_of)
        parts = (" ".join(goal), " ".join(due), " ".join(actions), campaign.footnote)
        return "\n".join(part for part in parts if part)


class Home(ipw.VBox):
    """Show the week in words, and below it everything in tabs.

    A tab is made when it is first shown. What is written down or corrected in one is known in
    all of them.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day that is looked at.

    Attributes
    ----------
    state : HomeState
        What is shown. Change it from code and the page follows.
    views : dict
        The boards, the explorer, the forms and the editor that were shown so far, by the
        names of their tabs.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = HomeState(campaign, as_of=as_of)
        self.views: dict[str, Any] = {}
        self.week = _Week()
        waiting = [ipw.VBox([ipw.Label("One moment ...")]) for _ in TABS]
        self.tabs = ipw.Tab(waiting, titles=tuple(TABS), selected_index=0)
        self.tabs.observe(self._turn, "selected_index")
        state.observe(self._tell, "campaign")
        state.observe(self._show, ["campaign", "shown"])
        super().__init__([self.week, self.tabs])
        self.add_class("infoview-home")
        self._tell()
        self._show()

    def _turn(self, change: dict[str, Any]) -> None:
        if change["new"] is not None:
            self.state.shown = list(TABS)[change["new"]]

    def _tell(self, _change: object = None) -> None:
        self.week.words = self.state.words

    def _show(self, _change: object = None) -> None:
        """Show a tab with the records as they are now."""
        state, name = self.state, self.state.shown
        place = list(TABS).index(name)
        if name not in self.views:
            view = TABS[name](state.campaign, as_of=state.as_of)
            view.state.observe(self._pass_on, "campaign")
            if isinstance(view, GoalBoard):
                _say_once(view)
            self.views[name] = view
            self.tabs.children[place].children = [view]
        elif self.views[name].state.campaign is not state.campaign:
            self.views[name].state.campaign = state.campaign
        self.tabs.selected_index = place

    def _pass_on(self, change: dict[str, Any]) -> None:
        self.state.campaign = change["new"]


def _say_once(board: GoalBoard) -> None:
    """Let the board tell how the goal stands only where it is another than on top of the page."""

    def turn(_change: object = None) -> None:
        is_same = board.state.goal == board.state.campaign.goal
        board.told.layout.display = "none" if is_same else ""

    board.state.observe(turn, "weekly")
    turn()


class _Week(Said):
    """The week in words; its style lets the names of the tabs be read too."""

    _css = f"{STYLE}{_LEGIBLE}"
