"""What a report tells, section by section: the words, the chart and the table of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from infoview_analytics.charts.curves import describe_response_curve, plot_response_curve
from infoview_analytics.charts.funnels import describe_funnel, plot_funnel
from infoview_analytics.charts.goals import (
    describe_cumulative_held,
    describe_weekly_goal,
    plot_cumulative_held,
    plot_weekly_goal,
)
from infoview_analytics.charts.growth import describe_network_growth, plot_network_growth
from infoview_analytics.charts.networks import describe_referral_network, plot_referral_network
from infoview_analytics.charts.rates import describe_response_rates, plot_response_rates
from infoview_analytics.metrics.funnel import funnel
from infoview_analytics.metrics.goals import goal_summary, weekly_goal
from infoview_analytics.metrics.responses import response_curve, response_rates, response_times
from infoview_analytics.network.generations import generations
from infoview_analytics.network.growth import network_growth
from infoview_analytics.network.layout import referral_layout
from infoview_analytics.network.structure import network_summary
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.weeks import Day
from infoview_analytics.words.goals import goal_in_words
from infoview_analytics.words.networks import network_in_words
from infoview_analytics.words.responses import times_in_words


@dataclass(frozen=True, slots=True)
class Section:
    """One chart of a report with its words and its table.

    Attributes
    ----------
    name : str
        The stem of its files.
    title : str
        The question that it answers.
    words : list of str
        The answer, in sentences.
    plot : callable
        Draws `drawn`.
    describe : callable
        Says in words what `plot` shows.
    drawn : tuple
        The tables that are drawn.
    table : pandas.DataFrame
        The table behind the chart, as it is saved.
    shown : pandas.DataFrame
        The same for reading: every cell a text.
    """

    name: str
    title: str
    words: list[str]
    plot: Callable[..., Any]
    describe: Callable[..., str]
    drawn: tuple[pd.DataFrame, ...]
    table: pd.DataFrame
    shown: pd.DataFrame


def sections(campaign: Campaign, *, as_of: Day) -> list[Section]:
    """Return the sections of a campaign's report.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    list of Section
        In the order of reading.
    """
    return [
        *_goal(campaign, as_of),
        *(_rates(campaign, as_of, by) for by in ("warmth", "channel", "source")),
        _curve(campaign, as_of),
        _funnel(campaign, as_of),
        _network(campaign, as_of),
        _growth(campaign, as_of),
    ]


def _goal(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return the weeks against the goal, one by one and summed up."""
    weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    summary = goal_summary(campaign.interviews, goal=campaign.goal, as_of=as_of)
    per = campaign.goal.per
    stand = goal_in_words(summary.astype(object).iloc[0], per)
    return [
        Section(
            name="weekly_goal",
            title=f"Is the {per}'s goal kept?",
            words=stand,
            plot=plot_weekly_goal,
            describe=describe_weekly_goal,
            drawn=(weekly,),
            table=weekly,
            shown=tables.weeks(weekly),
        ),
        Section(
            name="cumulative_held",
            title="How far along is the campaign?",
            words=[describe_cumulative_held(weekly)],
            plot=plot_cumulative_held,
            describe=describe_cumulative_held,
            drawn=(weekly,),
            table=summary,
            shown=tables.summary(summary),
        ),
    ]


def _rates(campaign: Campaign, as_of: Day, by: str) -> Section:
    """Return who answers, by one column."""
    patience = campaign.habits.patience_days
    records = (campaign.interviews, campaign.referrals)
    plot = partial(plot_response_rates, patience_days=patience)
    describe = partial(describe_response_rates, patience_days=patience)
    rates = response_rates(*records, by=by, as_of=as_of, patience_days=patience)
    title = "the warm or the cold" if by == "warmth" else f"by {by}"
    return Section(
        name=f"response_rates_by_{by}",
        title=f"Who answers: {title}?" if by == "warmth" else f"Who answers, {title}?",
        words=[describe(rates)],
        plot=plot,
        describe=describe,
        drawn=(rates,),
        table=rates,
        shown=tables.rates(rates, patience),
    )


def _curve(campaign: Campaign, as_of: Day) -> Section:
    """Return how soon people answer."""
    curve = response_curve(campaign.interviews, as_of=as_of)
    times = response_times(campaign.interviews, as_of=as_of).iloc[0]
    return Section(
        name="response_curve",
        title="How soon do people answer?",
        words=times_in_words(times),
        plot=plot_response_curve,
        describe=describe_response_curve,
        drawn=(curve,),
        table=curve,
        shown=tables.curve(curve),
    )


def _funnel(campaign: Campaign, as_of: Day) -> Section:
    """Return how far people come."""
    stages = funnel(campaign.interviews, campaign.referrals, as_of=as_of)
    return Section(
        name="funnel",
        title="From a name to the next names",
        words=[describe_funnel(stages)],
        plot=plot_funnel,
        describe=describe_funnel,
        drawn=(stages,),
        table=stages,
        shown=tables.stages(stages),
    )


def _network(campaign: Campaign, as_of: Day) -> Section:
    """Return who led to whom."""
    records = (campaign.interviews, campaign.referrals)
    layout = referral_layout(*records, as_of=as_of, you=campaign.you)
    summary = network_summary(*records, as_of=as_of, you=campaign.you).astype(object).iloc[0]
    deepest = generations(*records, as_of=as_of, you=campaign.you)["generation"].max()
    people = layout.people.drop(columns=["x", "y"])
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


def _growth(campaign: Campaign, as_of: Day) -> Section:
    """Return how the network grows."""
    records = (campaign.interviews, campaign.referrals)
    growth = network_growth(*records, as_of=as_of, you=campaign.you)
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
