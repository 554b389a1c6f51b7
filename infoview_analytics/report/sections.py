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

_CHAPTERS = {
    "What to do next": what_next,
    "The week": week,
    "The answers": answers,
    "The network": network,
    "The care": care_sections,
    "The plan": plan,
}


def chapters(campaign: Campaign, *, as_of: Day) -> dict[str, list[Section]]:
    """Return the chapters of a campaign's report.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    dict
        The sections of each chapter, by its title, in the order of reading.
    """
    return {title: chapter(campaign, as_of) for title, chapter in _CHAPTERS.items()}
