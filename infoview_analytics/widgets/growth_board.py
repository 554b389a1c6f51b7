"""The growth board: go back to a week, or play the weeks, and see the network as known then."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import ipywidgets as ipw
import numpy as np
import pandas as pd
import traitlets as t

from infoview_analytics.charts.networks import describe_referral_network, plot_referral_network
from infoview_analytics.network.growth import network_growth
from infoview_analytics.network.layout import Layout, referral_layout
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._controls import Options, choice, day_options, link_choice, row
from infoview_analytics.widgets._picture import Picture
from infoview_analytics.widgets._slider import Slider
from infoview_analytics.words.phrases import counted, day_in_words

_A_FRAME = 600  # milliseconds
_A_MOMENT = 0.03  # seconds, in which a key that is held comes again
_CHARTS = (plot_referral_network, describe_referral_network)
_DRAWN = (
    *("person", "requested_on", "responded_on", "response", "interview_on", "outcome"),
    *("interview_id", "from_person", "to_person", "referred_on", "known_since"),
)


class GrowthBoardState(t.HasTraits):
    """What the growth board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can be looked at.
    """

    campaign = t.Instance(Campaign, help="The records. Set others and the rest follows.")
    growth = t.Instance(
        pd.DataFrame, (), read_only=True, help="`network_growth`, by the last day of each week."
    )
    on = t.Instance(pd.Timestamp, help="The day looked at, one of those in `growth`.")
    layout = t.Instance(
        Layout,
        read_only=True,
        help="`referral_layout` as of that day, nobody in another direction than on the last day.",
    )

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._today = day(as_of)
        self._layouts: dict[pd.Timestamp, Layout] = {}
        self.campaign = campaign

    @property
    def words(self) -> str:
        """How far the network had grown, in words."""
        if self.on not in self.growth.index:
            return ""
        then: dict[Any, int] = self.growth.loc[self.on].to_dict()
        return (
            f"{day_in_words(self.on)}: {counted(then['people'], 'person', 'people')} in "
            f"{counted(then['organizations'], 'organisation')} known, {then['asked']:,} of them "
            f"asked, {then['held']:,} talked to."
        )

    def layout_on(self, on: pd.Timestamp) -> Layout:
        """Return the layout as of a day, which is made at most once.

        Parameters
        ----------
        on : pandas.Timestamp
            One of the days in `growth`.

        Returns
        -------
        Layout
            As `layout` is once that day is looked at.
        """
        if on not in self._layouts:
            then = self._laid_out(on)
            last = self._layouts[self._today].people.loc[then.people.index]
            angle = np.arctan2(last["x"], last["y"])
            ring = then.people["generation"]
            people = then.people.assign(x=ring * np.sin(angle), y=ring * np.cos(angle))
            self._layouts[on] = Layout(people, then.referrals)
        return self._layouts[on]

    @t.validate("on")
    def _check_on(self, proposal: dict[str, Any]) -> pd.Timestamp:
        on: pd.Timestamp = proposal["value"]
        if len(self.growth) and on not in self.growth.index:
            message = f"{on:%Y-%m-%d} is not the last day of one of the campaign's weeks."
            raise t.TraitError(message)
        return on

    @t.observe("campaign")
    def _load(self, change: dict[str, Any]) -> None:
        campaign, today = self.campaign, self._today
        growth = network_growth(
            campaign.interviews,
            campaign.referrals,
            as_of=today,
            you=campaign.you,
            people=campaign.people,
        )
        ends = pd.DatetimeIndex(growth.index) + pd.Timedelta(days=6)
        ends = ends.where(growth["over"].to_numpy(), today)
        self.set_trait("growth", growth.set_axis(ends.rename("on")))
        self._records = [_narrow(campaign.interviews), _narrow(campaign.referrals)]
        self._people = _narrow(campaign.people)
        self._layouts = {today: self._laid_out(today)}
        if isinstance(change["old"], Campaign) and self.on in self.growth.index:
            self._go_back()
        else:
            self.on = today

    @t.observe("on")
    def _go_back(self, _change: object = None) -> None:
        self.set_trait("layout", self.layout_on(self.on))

    def _laid_out(self, on: pd.Timestamp) -> Layout:
        """Return the network as it was known on a day."""
        return referral_layout(*self._records, as_of=on, you=self.campaign.you, people=self._people)


class GrowthBoard(ipw.VBox):
    """Show the network as it was known on a day, below a play button, a slider and the days.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can be looked at.

    Attributes
    ----------
    state : GrowthBoardState
        What is shown. Change it from code and the board follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = GrowthBoardState(campaign, as_of=as_of)
        self.picture = Picture(campaign)
        self._ahead: asyncio.TimerHandle | None = None
        self.days = choice("As known on")
        self.slider = Slider("Day", continuous=True)
        self.play = ipw.ToggleButton(description="Play the weeks", icon="play")
        self.clock = ipw.Play(interval=_A_FRAME, layout={"display": "none"})  # it has no names
        t.link((self.clock, "playing"), (self.play, "value"))
        link_choice((state, "on"), self.days, self._days, anew=["growth"])
        link_choice((state, "on"), self.slider, self._days, anew=["growth"])
        self._set_the_stage()
        self.clock.observe(self._play, "value")
        state.observe(self._set_the_stage, ["growth", "on"])
        state.observe(self._redraw, "layout")
        super().__init__([row(self.play, self.slider, self.days), self.picture, self.clock])
        self._redraw()

    def _days(self) -> Options:
        """Return the days to choose from."""
        return day_options(self.state.growth.index)

    def _set_the_stage(self, _change: object = None) -> None:
        """Let the weeks be played on from the day that is shown; from the first after the last."""
        days = self.state.growth.index
        for control in (self.play, self.slider, self.days):
            control.disabled = not len(days)
        with self.clock.hold_trait_notifications():
            self.clock.max = max(len(days) - 1, 0)
            if self.state.on in days:
                self.clock.value = days.get_loc(self.state.on)

    def _play(self, change: dict[str, Any]) -> None:
        days = self.state.growth.index
        if len(days):
            self.state.on = days[change["new"]]

    def _redraw(self, _change: object = None) -> None:
        state = self.state
        self.picture.turn_to(state.campaign)
        self.picture.show(*_CHARTS, tuple(state.layout), state.words, frame=state.on)
        self._draw_ahead()

    def _draw_ahead(self) -> None:
        """Draw the weeks beside the one shown, once there is nothing else to do."""
        if self._ahead:
            self._ahead.cancel()
        with suppress(RuntimeError):  # outside a kernel nobody is waiting
            self._ahead = asyncio.get_running_loop().call_later(_A_MOMENT, self._draw_one)

    def _draw_one(self) -> None:
        """Draw one of them, and go on with the other."""
        days: list[pd.Timestamp] = [*self.state.growth.index]
        here = days.index(self.state.on) if self.state.on in days else 0
        beside = [days[place] for place in (here + 1, here - 1) if 0 <= place < len(days)]
        left = [day for day in beside if not self.picture.has(day)]
        if left:
            layout = self.state.layout_on(left[0])
            self.picture.prepare(*_CHARTS, tuple(layout), frame=left[0])
            self._draw_ahead()


def _narrow(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that the picture depends on."""
    return table[[name for name in table.columns if name in _DRAWN]]
