"""The chapter on the network: who led to whom, and how it grows."""

from __future__ import annotations

from infoview_analytics.charts.growth import describe_network_growth, plot_network_growth
from infoview_analytics.charts.networks import describe_referral_network, plot_referral_network
from infoview_analytics.network.generations import generations
from infoview_analytics.network.growth import network_growth
from infoview_analytics.network.layout import referral_layout
from infoview_analytics.network.structure import network_summary
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.networks import network_in_words


def network(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return the sections on who led to whom."""
    return [_people(campaign, as_of), _growth(campaign, as_of)]


def _people(campaign: Campaign, as_of: Day) -> Section:
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
