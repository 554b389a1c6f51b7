"""The chapter on the network: who led to whom, and how it grows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import networkx as nx
import pandas as pd

from infoview_analytics.charts.diversity import describe_diversity, plot_diversity
from infoview_analytics.charts.growth import describe_network_growth, plot_network_growth
from infoview_analytics.charts.networks import describe_referral_network, plot_referral_network
from infoview_analytics.charts.paths import describe_warmest_path, plot_warmest_path
from infoview_analytics.charts.structure import (
    describe_falls_away,
    describe_target_reach,
    plot_falls_away,
    plot_target_reach,
)
from infoview_analytics.metrics.chances import step_chances
from infoview_analytics.network.brokerage import brokerage
from infoview_analytics.network.dependence import falls_away
from infoview_analytics.network.diversity import diversity_over_time, hill_numbers
from infoview_analytics.network.generations import generations
from infoview_analytics.network.graph import build_referral_graph
from infoview_analytics.network.growth import network_growth
from infoview_analytics.network.layout import referral_layout
from infoview_analytics.network.mixing import homophily
from infoview_analytics.network.paths import warmest_paths
from infoview_analytics.network.saturation import saturation
from infoview_analytics.network.structure import network_summary
from infoview_analytics.network.targets import target_reach
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report._moved import moved
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.networks import (
    brokerage_in_words,
    diversity_in_words,
    falls_away_in_words,
    homophily_in_words,
    network_in_words,
    saturation_in_words,
)
from infoview_analytics.words.paths import paths_in_words, targets_in_words
from infoview_analytics.words.phrases import plain

_WITHOUT = {"falls_away": "Would fall away", "met": "Talked to", "share": "Of all contacts"}
_VARIED = {
    "n": "People asked",
    "kinds": "Industries",
    "hill_1": "Worth so many equal ones",
    "hill_2": "If common ones weigh more",
}
_WANTED = {"priority": "Priority", "state": "State", "people": "Known there", "met": "Talked to"}
_OF_PEOPLE = ["generation", "state", "reach", "organization"]
_WAY = {
    "from_person": "From",
    "to_person": "To",
    "state": "State",
    "chance": "Chance of the step",
    "ask_first": "Ask first for",
}


def network(
    campaign: Campaign,
    as_of: Day,
    *,
    only: Collection[str] | None = None,
    told_as_of: Day | None = None,
) -> list[Section]:
    """Return the sections on who led to whom, or some of them by their names."""
    sections: dict[str, Callable[[Campaign, Day], Section]] = {
        "referral_network": _people,
        "network_growth": partial(_growth, told_as_of=told_as_of),
        "falls_away": _falls_away,
        "diversity": partial(_diversity, told_as_of=told_as_of),
    }
    if only is not None:
        return [make(campaign, as_of) for name, make in sections.items() if name in only]
    made = [make(campaign, as_of) for make in sections.values()]
    return [*made, *_wanted(campaign, as_of)]


def _wanted(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return how near the wanted organisations are, and the way to one."""
    targets = target_reach(
        campaign.interviews,
        campaign.referrals,
        campaign.organizations,
        as_of=as_of,
        you=campaign.you,
        people=campaign.people,
    )
    return [_targets(targets), *_way(campaign, targets, as_of)]


def _people(campaign: Campaign, as_of: Day) -> Section:
    """Return who led to whom."""
    records = (campaign.interviews, campaign.referrals)
    whom: dict[str, Any] = {"as_of": as_of, "you": campaign.you, "people": campaign.people}
    layout = referral_layout(*records, **whom)
    summary = network_summary(*records, **whom).astype(object).iloc[0]
    deepest = generations(*records, **whom)["generation"].max()
    people = layout.people[_OF_PEOPLE]
    return Section(
        name="referral_network",
        title="Who led to whom?",
        words=network_in_words(summary, deepest),
        plot=plot_referral_network,
        describe=describe_referral_network,
        drawn=(layout.people, layout.referrals),
        table=people,
        shown=tables.people(people),
    )


def _growth(campaign: Campaign, as_of: Day, told_as_of: Day | None) -> Section:
    """Return how the network grows."""
    records = (campaign.interviews, campaign.referrals)
    growth = network_growth(*records, as_of=as_of, you=campaign.you, people=campaign.people)
    growth = moved(growth, as_of, told_as_of)
    return Section(
        name="network_growth",
        title="Does the network grow?",
        words=[describe_network_growth(growth)],
        plot=plot_network_growth,
        describe=describe_network_growth,
        drawn=(growth,),
        table=growth,
        shown=tables.growth(growth),
    )


def _falls_away(campaign: Campaign, as_of: Day) -> Section:
    """Return whom the network hangs on."""
    records = (campaign.interviews, campaign.referrals)
    people = falls_away(*records, as_of=as_of, you=campaign.you)
    ties = brokerage(*records, as_of=as_of, you=campaign.you)
    return Section(
        name="falls_away",
        title="Without whom would it be smaller?",
        words=[*falls_away_in_words(people), *brokerage_in_words(ties)],
        plot=plot_falls_away,
        describe=describe_falls_away,
        drawn=(people,),
        table=people,
        shown=tables.readable(people, _WITHOUT, shares=["share"]),
    )


def _diversity(campaign: Campaign, as_of: Day, told_as_of: Day | None) -> Section:
    """Return how many kinds of work the network holds, and whether it stays among its own."""
    records = (campaign.interviews, campaign.referrals)
    options: dict[str, Any] = {"as_of": as_of, "you": campaign.you}
    months, repeats = (
        moved(table, as_of, told_as_of)
        for table in (
            diversity_over_time(*records, of="industry", **options),
            saturation(*records, **options),
        )
    )
    words = [
        *diversity_in_words(hill_numbers(*records, of="industry", **options)),
        *homophily_in_words(homophily(*records, of="industry", **options)),
        *saturation_in_words(repeats),
    ]
    return Section(
        name="diversity",
        title="How varied is it, and does it still bring new people?",
        words=words,
        plot=plot_diversity,
        describe=describe_diversity,
        drawn=(months,),
        table=months,
        shown=tables.readable(months, _VARIED),
    )


def _targets(targets: pd.DataFrame) -> Section:
    """Return how near the organisations on the wish list are."""
    return Section(
        name="target_reach",
        title="How near are the organisations you want?",
        words=targets_in_words(targets),
        plot=plot_target_reach,
        describe=describe_target_reach,
        drawn=(targets,),
        table=targets,
        shown=tables.readable(targets, _WANTED),
    )


def _way(campaign: Campaign, targets: pd.DataFrame, as_of: Day) -> list[Section]:
    """Return the warmest way to the most wanted of those that can be reached, if there is one."""
    records = (campaign.interviews, campaign.referrals)
    graph = build_referral_graph(*records, as_of=as_of, you=campaign.you, people=campaign.people)
    chances = step_chances(*records, as_of=as_of, patience_days=campaign.habits.patience_days)
    to = _next_target(graph, targets)
    paths = warmest_paths(graph, to=to, chances=chances)
    if paths.empty:
        return []
    goal = plain(paths["to_person"].iloc[-1] if to is None else to)
    cold = chances["chance"].to_dict()["cold"]
    return [
        Section(
            name="warmest_path",
            title=f"What is the warmest way to {goal}?",
            words=paths_in_words(paths, to, cold_chance=cold),
            plot=partial(plot_warmest_path, to=goal),
            describe=partial(describe_warmest_path, to=goal),
            drawn=(paths,),
            table=paths,
            shown=tables.readable(paths, _WAY, shares=["chance"]),
        )
    ]


def _next_target(graph: nx.DiGraph, targets: pd.DataFrame) -> str | None:
    """Return the most wanted organisation where somebody can be asked, if there is one."""
    nodes = graph.nodes(data=True)
    with_leads = {told.get("organization") for _, told in nodes if told["state"] == "lead"}
    wanted = targets.index[targets["state"] == "named"]
    return next((str(name) for name in wanted if name in with_leads), None)
