"""The response board: choose what parts the requests, see who answers and how soon."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.as_of import as_known, column
from infoview_analytics.charts.curves import describe_response_curve, plot_response_curve
from infoview_analytics.charts.rates import describe_response_rates, plot_response_rates
from infoview_analytics.metrics.responses import response_curve, response_rates
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._controls import Options, choice, link_choice, row
from infoview_analytics.widgets._picture import Picture
from infoview_analytics.widgets._slider import Slider
from infoview_analytics.words.phrases import counted, plain

PARTS = {
    "channel": "how you asked",
    "source": "how you came to them",
    "warmth": "warm or cold",
    "industry": "industry",
    "city": "city",
    "month": "month of the request",
}
_COUNTED = (
    *("person", "requested_on", "responded_on", "response", "interview_on", "outcome"),
    *("interview_id", "channel", "source", "industry", "city"),
)
_LONGEST_PATIENCE = 60  # days, on the slider


class ResponseBoardState(t.HasTraits):
    """What the response board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    """

    campaign = t.Instance(Campaign, help="The records. Set others and the rest follows.")
    choices = t.Tuple(read_only=True, help="None, and the columns that part the requests.")
    channels = t.Tuple(read_only=True, help="None, and the channels of the requests.")
    sources = t.Tuple(read_only=True, help="None, and the sources of the requests.")
    by = t.Any(None, help="One of the choices; None puts all requests together.")
    channel = t.Any(None, help="One of the channels, whose requests alone count; None for all.")
    source = t.Any(None, help="One of the sources, whose requests alone count; None for all.")
    patience_days = t.Int(14, min=0, help="A request is ripe after so many days.")
    rates = t.Instance(pd.DataFrame, (), read_only=True, help="`response_rates` by that column.")
    group = t.Any(None, help="One of the groups in `rates`, or None to compare them all.")
    shown = t.Instance(
        pd.DataFrame, (), read_only=True, help="`rates`, or the `response_curve` of the group."
    )

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._as_of = day(as_of)
        self._is_loading = False
        self._tables: dict[tuple[Any, ...], pd.DataFrame] = {}
        self.campaign = campaign

    @property
    def words(self) -> str:
        """Which requests are shown, and a caution, in words."""
        only = [_told(getattr(self, name)) for name in ("channel", "source")]
        kept = [told for told in only if told]
        words = [f"Only requests by {' and '.join(kept)}."] if kept else []
        if self.group is not None and self.by:
            words.append(f"Requests by {PARTS[self.by]}: {_label(self.group)}.")
        elif self.by:
            words.append("A difference between groups is not yet its reason.")
        return " ".join(words)

    @t.validate("by")
    def _check_by(self, proposal: dict[str, Any]) -> str | None:
        by: str | None = _one_of(self.choices, proposal["value"], "column that parts the requests")
        return by

    @t.validate("channel", "source")
    def _check_filter(self, proposal: dict[str, Any]) -> str | None:
        name = proposal["trait"].name
        value: str | None = _one_of(getattr(self, f"{name}s"), proposal["value"], name)
        return value

    @t.validate("group")
    def _check_group(self, proposal: dict[str, Any]) -> Any:  # noqa: ANN401 - text or a month
        return _one_of((None, *self.rates.index), proposal["value"], "group")

    @t.observe("campaign")
    def _load(self, change: dict[str, Any]) -> None:
        old, new = change["old"], change["new"]
        was = old.habits.patience_days if isinstance(old, Campaign) else self.patience_days
        self._tables.clear()
        asked = new.interviews
        self._asked = asked[[name for name in asked.columns if name in _COUNTED]]
        known = as_known(self._asked, new.referrals, as_of=self._as_of).interviews
        parting = [name for name in PARTS if name in known and _has_several(known[name])]
        self.set_trait("choices", (None, *parting))
        self.set_trait("channels", (None, *_values(known, "channel")))
        self.set_trait("sources", (None, *_values(known, "source")))
        self._is_loading = True
        try:
            if self.patience_days == was:
                self.patience_days = new.habits.patience_days
            for name, offered in (
                ("by", "choices"),
                ("channel", "channels"),
                ("source", "sources"),
            ):
                if getattr(self, name) not in getattr(self, offered):
                    setattr(self, name, None)
        finally:
            self._is_loading = False
        self._count()

    @t.observe("by", "channel", "source", "patience_days")
    def _count(self, change: dict[str, Any] | None = None) -> None:
        if self._is_loading:
            return
        key = ("rates", self.by, self.channel, self.source, self.patience_days)
        if key not in self._tables:
            self._tables[key] = response_rates(
                *self._records(),
                by=self.by,
                as_of=self._as_of,
                patience_days=self.patience_days,
            )
        self.set_trait("rates", self._tables[key])
        is_other = change is not None and change["name"] == "by"
        if self.group is not None and (is_other or self.group not in self.rates.index):
            self.group = None  # which shows the rates
        else:
            self._follow()

    @t.observe("group")
    def _follow(self, _change: object = None) -> None:
        table = self.rates if self.group is None else self._curve()
        if table is not self.shown:
            self.set_trait("shown", table)

    def _curve(self) -> pd.DataFrame:
        """Return the response curve of the group, without a row if nobody in it has a time."""
        key = ("curve", self.by, self.channel, self.source)
        if key not in self._tables:
            self._tables[key] = response_curve(*self._records(), by=self.by, as_of=self._as_of)
        curve = self._tables[key]
        if self.by is None:
            return curve
        rows: pd.DataFrame = curve.loc[curve.index.get_level_values(0) == self.group]
        return rows.droplevel(0)

    def _records(self) -> tuple[pd.DataFrame, ...]:
        """Return the requests that count, and the referrals where they tell the warm ones."""
        asked = self._asked
        for name in ("channel", "source"):
            value = getattr(self, name)
            if value is not None:
                asked = asked.loc[column(asked, name) == value]
        return (asked, self.campaign.referrals) if self.by == "warmth" else (asked,)


class ResponseBoard(ipw.VBox):
    """Show who answers or how soon, below the choices of column, group, filters and patience.

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
        self.state = state = ResponseBoardState(campaign, as_of=as_of)
        self.parts, self.groups = choice("Requests by"), choice("Show")
        self.channels, self.sources = choice("Only asked by"), choice("Only found through")
        self.patience = Slider("Ripe after")
        self.picture = Picture(campaign)
        link_choice((state, "by"), self.parts, self._parts, anew=["choices"])
        link_choice((state, "group"), self.groups, self._groups, anew=["rates"])
        link_choice((state, "channel"), self.channels, self._channels, anew=["channels"])
        link_choice((state, "source"), self.sources, self._sources, anew=["sources"])
        link_choice((state, "patience_days"), self.patience, self._days, anew=["patience_days"])
        state.observe(self._redraw, "shown")
        controls = row(self.parts, self.groups), row(self.channels, self.sources, self.patience)
        super().__init__([*controls, self.picture])
        self._redraw()

    def _parts(self) -> Options:
        """Return the columns to choose from."""
        return [(PARTS.get(name, "all together"), name) for name in self.state.choices]

    def _groups(self) -> Options:
        """Return None, for all groups side by side, and each group."""
        groups = [(f"how soon: {_label(group)}", group) for group in self.state.rates.index]
        return [("who answers", None), *groups]

    def _channels(self) -> Options:
        """Return the channels to choose from."""
        return [(_told(value) or "any channel", value) for value in self.state.channels]

    def _sources(self) -> Options:
        """Return the sources to choose from."""
        return [(_told(value) or "any source", value) for value in self.state.sources]

    def _days(self) -> Options:
        """Return the days of patience to choose from."""
        most = max(_LONGEST_PATIENCE, self.state.patience_days)
        return [(counted(days, "day"), days) for days in range(most + 1)]

    def _redraw(self, _change: object = None) -> None:
        state = self.state
        chosen = (state.by, state.group, state.channel, state.source, state.patience_days)
        self.picture.turn_to(state.campaign)
        if state.group is None:
            charts = (plot_response_rates, describe_response_rates)
            how: dict[str, Any] = {"frame": chosen, "patience_days": state.patience_days}
            self.picture.show(*charts, state.shown, state.words, **how)
        else:
            curve = (plot_response_curve, describe_response_curve)
            self.picture.show(*curve, state.shown, state.words, frame=chosen)


def _has_several(values: pd.Series) -> bool:
    """Tell whether a column has more than one value, nothing being one of them."""
    return bool(len(values.unique()) > 1)


def _values(known: pd.DataFrame, name: str) -> list[str]:
    """Return the values that a column has."""
    return sorted(str(value) for value in column(known, name).dropna().unique())


def _one_of(choices: tuple[Any, ...], value: Any, noun: str) -> Any:  # noqa: ANN401
    """Return `value` if it is one of the choices."""
    if value not in choices:
        known = ", ".join(_label(choice) for choice in choices if choice is not None)
        message = f"{value!r} is no {noun}. Use None or one of: {known}."
        raise t.TraitError(message)
    return value


def _label(group: Any) -> str:  # noqa: ANN401
    """Return a group as the text of an option."""
    if isinstance(group, pd.Timestamp):
        return f"{group.month_name()} {group.year}"
    return _told(group) or plain(group)


def _told(value: Any) -> str:  # noqa: ANN401
    """Return one of the schema's choices as people read it; nothing for None."""
    return "" if value is None else plain(str(value).replace("_", " "))
