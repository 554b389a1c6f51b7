"""The growth board: go back to a week, see the network as it was known then."""

from __future__ import annotations

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
from infoview_analytics.widgets._controls import choice, day_options, row
from infoview_analytics.widgets._picture import Picture


class GrowthBoardState(t.HasTraits):
    """What the growth board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can be looked at.
    """

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
        today = day(as_of)
        self._records = (campaign.interviews, campaign.referrals)
        self._you = campaign.you
        growth = network_growth(*self._records, as_of=today, you=self._you)
        ends = pd.DatetimeIndex(growth.index) + pd.Timedelta(days=6)
        ends = ends.where(growth["over"].to_numpy(), today)
        self.set_trait("growth", growth.set_axis(ends.rename("on")))
        self._last = referral_layout(*self._records, as_of=today, you=self._you).people
        self.on = today

    @property
    def words(self) -> str:
        """How far the network had grown, in words."""
        if self.on not in self.growth.index:
            return ""
        then = self.growth.loc[self.on]
        return (
            f"{self.on.day} {self.on.month_name()} {self.on.year}: {then['people']} people in "
            f"{then['organizations']} organisations known, {then['asked']} of them asked, "
            f"{then['held']} talked to."
        )

    @t.validate("on")
    def _check_on(self, proposal: dict[str, Any]) -> pd.Timestamp:
        on: pd.Timestamp = proposal["value"]
        if len(self.growth) and on not in self.growth.index:
            message = f"{on:%Y-%m-%d} is not the last day of one of the campaign's weeks."
            raise t.TraitError(message)
        return on

    @t.observe("on")
    def _go_back(self, change: dict[str, Any]) -> None:
        then = referral_layout(*self._records, as_of=change["new"], you=self._you)
        last = self._last.loc[then.people.index]
        angle = np.arctan2(last["x"], last["y"])
        ring = then.people["generation"]
        people = then.people.assign(x=ring * np.sin(angle), y=ring * np.cos(angle))
        self.set_trait("layout", Layout(people, then.referrals))


class GrowthBoard(ipw.VBox):
    """Show the network as it was known on a day, below a slider and a list of the days.

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
        self.state = GrowthBoardState(campaign, as_of=as_of)
        self.picture = Picture(campaign.footnote)
        days = day_options(pd.DatetimeIndex(self.state.growth.index))
        self.days = choice("As known on", days)
        controls = [self.days]
        if days:
            self.slider = ipw.SelectionSlider(
                options=days, readout=False, tooltip="The day looked at", layout={"width": "360px"}
            )
            t.link((self.state, "on"), (self.days, "value"))
            t.link((self.state, "on"), (self.slider, "value"))
            controls = [self.days, self.slider]
        self.state.observe(self._redraw, "layout")
        super().__init__([row(*controls), self.picture])
        self._redraw()

    def _redraw(self, _change: object = None) -> None:
        state = self.state
        charts = (plot_referral_network, describe_referral_network)
        self.picture.show(*charts, tuple(state.layout), state.words)
