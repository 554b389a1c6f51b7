"""What the network explorer knows. It draws nothing and needs no browser."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import pandas as pd
import traitlets as t

from infoview_analytics.as_of import column
from infoview_analytics.errors import DayError, UnknownTargetError, quoted
from infoview_analytics.metrics.chances import step_chances
from infoview_analytics.network._matching import key_of, nearest
from infoview_analytics.network.graph import build_referral_graph
from infoview_analytics.network.layout import Layout, referral_layout
from infoview_analytics.network.paths import warmest_paths
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day, period_numbers, period_starts
from infoview_analytics.widgets._explorer_people import (
    COLORS,
    Kinds,
    colors_of,
    kinds_of,
    neighbourhood,
    network_of,
    summary,
)
from infoview_analytics.widgets._explorer_places import bands
from infoview_analytics.words.paths import paths_in_words
from infoview_analytics.words.phrases import day_in_words, plain

_SUNDAY = pd.Timedelta(days=6)
_NO_WAY: dict[str, Any] = {"people": [], "words": []}
_NOBODY_THERE = "You know of nobody at {} yet. Ask for names there in your next conversation."
_NOTHING_SOUGHT: tuple[str, pd.DataFrame, list[str]] = ("", pd.DataFrame(), [])


def _from_json(value: str, _: object) -> str:
    """Return the day that a browser sent; it is checked when it is set."""
    return value


def _day_to_json(value: pd.Timestamp, _: object) -> str:
    """Return a day as a browser takes it."""
    return f"{value:%Y-%m-%d}"


class NetworkExplorerState(t.HasTraits):
    """What the network explorer knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can be looked at.
    **others : Any
        Other traits, of a widget that is a state as well.
    """

    campaign = t.Instance(Campaign, help="The records. Set it anew and everything follows.")
    on: Any = t.Instance(object, help="The day looked at, until which everything is known.").tag(
        sync=True, to_json=_day_to_json, from_json=_from_json
    )
    selected: Any = t.Instance(object, help="The names of the people selected, as a tuple.").tag(
        sync=True
    )
    color_by = t.Enum(COLORS, "state", help="What the colours tell apart.").tag(sync=True)
    size_by = t.Enum(("reach", "none"), "reach", help="What the sizes tell.").tag(sync=True)
    search = t.Unicode(help="Words that a person's line must hold to stand out.").tag(sync=True)
    hops = t.Int(0, min=0, help="How many referrals around the selected are shown; 0: all.").tag(
        sync=True
    )
    target = t.Unicode(help="A person or an organisation to which a way is sought.").tag(sync=True)

    drawn = t.Dict(read_only=True).tag(sync=True)
    colors = t.Dict(read_only=True).tag(sync=True)
    way = t.Dict(read_only=True).tag(sync=True)
    days: t.List[str] = t.List(read_only=True).tag(sync=True)
    targets: t.List[str] = t.List(read_only=True).tag(sync=True)

    def __init__(self, campaign: Campaign, *, as_of: Day, **others: Any) -> None:  # noqa: ANN401
        super().__init__(**others)
        self._today = day(as_of)
        self.campaign = campaign

    @property
    def people(self) -> pd.DataFrame:
        """The people shown, as `referral_layout` tells of them: those within `hops`."""
        return self._shown.people

    @property
    def referrals(self) -> pd.DataFrame:
        """The referrals between the people shown."""
        return self._shown.referrals

    @property
    def selection(self) -> pd.DataFrame:
        """The rows of the people selected, in the order in which they were."""
        return self._layout.people.loc[list(self.selected)]

    @property
    def path(self) -> pd.DataFrame | None:
        """The warmest ways to the target, as `warmest_paths` tells them; None without one."""
        return self._find_ways(self.target)[0] if self.target else None

    @property
    def words(self) -> list[str]:
        """What is shown, in sentences."""
        return [self.drawn["words"], *self.way["words"]]

    @property
    def _shown(self) -> Layout:
        return neighbourhood(self._layout, self.selected, self.hops)

    @t.default("on")
    def _last_day(self) -> pd.Timestamp:
        return self._today

    @t.default("selected")
    def _nobody(self) -> tuple[str, ...]:
        return ()

    @t.validate("on")
    def _check_on(self, proposal: dict[str, Any]) -> pd.Timestamp:
        value = proposal["value"]
        try:
            on = self._today if pd.isna(value) else day(value)
        except (DayError, TypeError) as error:
            raise t.TraitError(str(error)) from error
        if pd.isna(value) or on > self._today:
            last = f"{self._today:%Y-%m-%d}"
            message = f"{value} is no day known here. Give one up to {last}, the last of them."
            raise t.TraitError(message)
        return on

    @t.validate("selected")
    def _check_selected(self, proposal: dict[str, Any]) -> tuple[str, ...]:
        given = proposal["value"]
        if not isinstance(given, Iterable):
            message = f"{given!r} cannot be selected. Give names, such as ('Ana Silva',)."
            raise t.TraitError(message)
        names = tuple(dict.fromkeys([given] if isinstance(given, str) else given))
        known = self._layout.people.index
        for name in names:
            if name not in known:
                near = nearest(name, known)
                remedy = (
                    f"Did you mean {' or '.join(map(quoted, near))}?" if near else "Use `people`."
                )
                message = f"Nobody called {quoted(str(name))} was known on {self._said}. {remedy}"
                raise t.TraitError(message)
        return names

    @t.validate("target")
    def _check_target(self, proposal: dict[str, Any]) -> str:
        target = str(proposal["value"]).strip()
        if target:
            try:
                self._find_ways(target)
            except UnknownTargetError as error:
                raise t.TraitError(str(error)) from error
        return target

    @t.observe("campaign")
    def _read(self, _change: object = None) -> None:
        self._last = self._layout_on(self._today)
        self._bands = bands(self._last.people)
        self.set_trait("days", self._week_ends())
        self._kinds = {name: kinds_of(self._last.people, name) for name in COLORS[1:]}
        self._look()

    @t.observe("on")
    def _look(self, _change: object = None) -> None:
        self._layout = self._last if self.on == self._today else self._layout_on(self.on)
        self._sought = _NOTHING_SOUGHT
        known = self._layout.people.index
        with self._together():
            self.selected = tuple(name for name in self.selected if name in known)
            network = network_of(self._layout, self._bands)
            network["words"] = summary(self._layout, self.on)
            network["footnote"] = self.campaign.footnote
            self.set_trait("targets", self._possible_targets())
            self.set_trait("drawn", network)
            self._color()
            self._seek()

    @t.observe("color_by")
    def _color(self, _change: object = None) -> None:
        kinds = self._kinds.get(self.color_by, Kinds([], []))
        self.set_trait("colors", colors_of(self._layout.people, self.color_by, kinds))

    @t.observe("target")
    def _seek(self, _change: object = None) -> None:
        if not self.target:
            self.set_trait("way", _NO_WAY)
            return
        try:
            ways, words = self._find_ways(self.target)
        except UnknownTargetError:
            self.target = ""  # not known on this day, so nobody leads there
            return
        steps = ways.loc[1] if len(ways) else ways
        people = [steps["from_person"].iloc[0], *steps["to_person"]] if len(steps) else []
        self.set_trait("way", {"people": [str(name) for name in people], "words": words})

    @property
    def _said(self) -> str:
        return day_in_words(self.on)

    def _layout_on(self, on: pd.Timestamp) -> Layout:
        campaign = self.campaign
        return referral_layout(
            campaign.interviews,
            campaign.referrals,
            as_of=on,
            you=campaign.you,
            people=campaign.people,
        )

    def _together(self) -> AbstractContextManager[Any]:
        """Return what holds changes together on their way to a browser, if there is one."""
        return nullcontext()

    def _find_ways(self, target: str) -> tuple[pd.DataFrame, list[str]]:
        """Return the warmest ways to a target, and what they are in words."""
        if self._sought[0] != target and self._is_only_wished(target):
            self._sought = (target, pd.DataFrame(), [_NOBODY_THERE.format(plain(target))])
        elif self._sought[0] != target:
            campaign, on, you = self.campaign, self.on, self.campaign.you
            records = campaign.interviews, campaign.referrals
            graph = build_referral_graph(*records, as_of=on, you=you, people=campaign.people)
            patience = campaign.habits.patience_days
            chances = step_chances(*records, as_of=on, patience_days=patience)
            ways = warmest_paths(graph, to=target, chances=chances)
            key, states = key_of(target), graph.nodes(data="state")
            declined = any(key_of(name) == key for name, state in states if state == "declined")
            cold = float(chances["chance"]["cold"])
            words = paths_in_words(ways, target, cold_chance=cold, declined=declined)
            self._sought = (target, ways, words)
        return self._sought[1], self._sought[2]

    def _possible_targets(self) -> list[str]:
        """Return everybody and every organisation to which a way can be sought."""
        people = self._layout.people.iloc[1:]
        places = people["organization"].dropna().unique()
        known = {key_of(str(name)): str(name) for name in (*people.index, *places)}
        wished = {key_of(name): name for name in self._wished()}
        return sorted((wished | known).values(), key=key_of)

    def _wished(self) -> list[str]:
        """Return the organisations that somebody wants to reach."""
        return [str(name) for name in self.campaign.organizations["organization"].dropna()]

    def _is_only_wished(self, target: str) -> bool:
        """Tell whether a target is an organisation at which nobody is known yet."""
        people, key = self._layout.people, key_of(target)
        known = {*map(str, people.index), *people["organization"].dropna().astype(str)}
        return key in map(key_of, self._wished()) and key not in map(key_of, known)

    def _week_ends(self) -> list[str]:
        """Return the days that the slider knows: the last of each week, and the last of all."""
        campaign, today = self.campaign, self._today
        begins = [
            column(table, name).astype("datetime64[s]").dropna().min()
            for table, name in (
                (campaign.interviews, "requested_on"),
                (campaign.referrals, "referred_on"),
                (campaign.people, "known_since"),
            )
        ]
        first = min([today, *pd.Series(begins).dropna()])
        weeks = np.arange(period_numbers(first)[0], period_numbers(today)[0])
        ends = [f"{end:%Y-%m-%d}" for end in period_starts(weeks) + _SUNDAY]
        return [*ends, f"{today:%Y-%m-%d}"]
