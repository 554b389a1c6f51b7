"""The response board: choose what parts the requests, see who answers and how soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.as_of import as_known
from infoview_analytics.charts.curves import describe_response_curve, plot_response_curve
from infoview_analytics.charts.rates import describe_response_rates, plot_response_rates
from infoview_analytics.metrics.responses import response_curve, response_rates
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.widgets._controls import choice, row
from infoview_analytics.widgets._picture import Picture

PARTS = {
    "channel": "how you asked",
    "source": "how you came to them",
    "warmth": "warm or cold",
    "industry": "industry",
    "city": "city",
    "month": "month of the request",
}


class ResponseBoardState(t.HasTraits):
    """What the response board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    """

    choices = t.Tuple(read_only=True, help="None, and the columns that part the requests.")
    by = t.Any(None, help="One of the choices; None puts all requests together.")
    rates = t.Instance(pd.DataFrame, (), read_only=True, help="`response_rates` by that column.")
    group = t.Any(None, help="One of the groups in `rates`, or None to compare them all.")
    shown = t.Instance(
        pd.DataFrame, (), read_only=True, help="`rates`, or the `response_curve` of the group."
    )

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._records = (campaign.interviews, campaign.referrals)
        self._as_of = as_of
        self.patience_days = campaign.habits.patience_days
        known = as_known(*self._records, as_of=as_of).interviews
        parting = [name for name in PARTS if name in known and _has_several(known[name])]
        self.set_trait("choices", (None, *parting))
        how: dict[str, Any] = {"as_of": as_of, "patience_days": self.patience_days}
        self._rates = {by: response_rates(*self._records, by=by, **how) for by in self.choices}
        self._part()

    @t.validate("by")
    def _check_by(self, proposal: dict[str, Any]) -> str | None:
        by: str | None = _one_of(self.choices, proposal["value"], "column that parts the requests")
        return by

    @t.validate("group")
    def _check_group(self, proposal: dict[str, Any]) -> Any:  # noqa: ANN401 - text or a month
        return _one_of((None, *self.rates.index), proposal["value"], "group")

    @t.observe("by")
    def _part(self, _change: object = None) -> None:
        self.set_trait("rates", self._rates[self.by])
        self.group = None
        self._follow()

    @t.observe("group")
    def _follow(self, _change: object = None) -> None:
        table = self.rates if self.group is None else self._curve()
        if table is not self.shown:
            self.set_trait("shown", table)

    def _curve(self) -> pd.DataFrame:
        """Return the response curve of the group, without a row if nobody in it has a time."""
        curve = response_curve(*self._records, by=self.by, as_of=self._as_of)
        if self.by is None:
            return curve
        rows: pd.DataFrame = curve.loc[curve.index.get_level_values(0) == self.group]
        return rows.droplevel(0)


class ResponseBoard(ipw.VBox):
    """Show who answers or how soon, below the choices of column and group.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.

    Attributes
    ----------
    state : ResponseBoardState
        What is shown. Change it from code and the board follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = ResponseBoardState(campaign, as_of=as_of)
        choices = self.state.choices
        parts = [PARTS.get(name, "all together") for name in choices]
        self.parts = choice("Requests by", parts)
        self.groups = choice("Show", self._views())
        self.picture = Picture(campaign.footnote)
        _link((self.state, "by"), self.parts, lambda: choices)
        _link((self.state, "group"), self.groups, self._groups)
        self.state.observe(self._offer, "rates")
        self.state.observe(self._redraw, "shown")
        super().__init__([row(self.parts, self.groups), self.picture])
        self._redraw()

    def _groups(self) -> tuple[Any, ...]:
        """Return None, for all groups side by side, and each group."""
        return (None, *self.state.rates.index)

    def _views(self) -> list[str]:
        """Return an option for each of them."""
        return ["who answers", *(f"how soon: {_label(group)}" for group in self._groups()[1:])]

    def _offer(self, _change: object) -> None:
        self.groups.options = self._views()

    def _redraw(self, _change: object = None) -> None:
        state = self.state
        if state.group is None:
            words = "A difference between groups is not yet its reason." if state.by else ""
            charts = (plot_response_rates, describe_response_rates)
            self.picture.show(*charts, state.shown, words, patience_days=state.patience_days)
        else:
            words = f"Requests by {PARTS[state.by]}: {_label(state.group)}." if state.by else ""
            self.picture.show(plot_response_curve, describe_response_curve, state.shown, words)


def _link(
    known: tuple[t.HasTraits, str], control: ipw.Dropdown, choices: Callable[[], tuple[Any, ...]]
) -> None:
    """Let a trait and the place that is chosen in a control follow each other."""
    places = (lambda value: choices().index(value), lambda place: choices()[place])
    t.link(known, (control, "index"), transform=places)


def _has_several(values: pd.Series) -> bool:
    """Tell whether a column has more than one value, nothing being one of them."""
    return bool(len(values.unique()) > 1)


def _one_of(choices: tuple[Any, ...], value: Any, noun: str) -> Any:  # noqa: ANN401
    """Return `value` if it is one of the choices."""
    if value not in choices:
        known = ", ".join(_label(choice) for choice in choices if choice is not None)
        message = f"{value!r} is no {noun}. Use None or one of: {known}."
        raise t.TraitError(message)
    return value


def _label(group: Any) -> str:  # noqa: ANN401
    """Return a group as the text of an option."""
    return f"{group.month_name()} {group.year}" if isinstance(group, pd.Timestamp) else str(group)
