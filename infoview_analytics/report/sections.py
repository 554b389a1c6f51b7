"""What a report tells, chapter by chapter and section by section."""

from __future__ import annotations

from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._answers import answers
from infoview_analytics.report._care import care_sections
from infoview_analytics.report._network import network
from infoview_analytics.report._next import what_next
from infoview_analytics.report._plan import plan
from infoview_analytics.report._week import week
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day


def chapters(
    campaign: Campaign, *, as_of: Day, told_as_of: Day | None = None
) -> dict[str, list[Section]]:
    """Return the chapters of a campaign's report.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    told_as_of : pandas.Timestamp, datetime.date or str, optional
        The day as which that one is told: weeks and months move with it, and no number changes.

    Returns
    -------
    dict
        The sections of each chapter, by its title, in the order of reading.
    """
    return {
        "What to do next": what_next(campaign, as_of),
        "The week": week(campaign, as_of, told_as_of=told_as_of),
        "The answers": answers(campaign, as_of),
        "The network": network(campaign, as_of, told_as_of=told_as_of),
        "The care": care_sections(campaign, as_of),
        "The plan": plan(campaign, as_of, told_as_of=told_as_of),
    }
