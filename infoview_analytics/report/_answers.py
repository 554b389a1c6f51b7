"""The chapter on the answers: who answers, and how soon."""

from __future__ import annotations

from functools import partial

from infoview_analytics.charts.curves import describe_response_curve, plot_response_curve
from infoview_analytics.charts.funnels import describe_funnel, plot_funnel
from infoview_analytics.charts.rates import describe_response_rates, plot_response_rates
from infoview_analytics.metrics.funnel import funnel
from infoview_analytics.metrics.responses import response_curve, response_rates, response_times
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.responses import times_in_words


def answers(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return the sections on who answers and how soon."""
    return [
        *(_rates(campaign, as_of, by) for by in ("warmth", "channel", "source")),
        _curve(campaign, as_of),
        _funnel(campaign, as_of),
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
