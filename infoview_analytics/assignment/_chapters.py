"""The chapters of a report to hand in that tell what was done and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from infoview_analytics.as_of import day_of_each
from infoview_analytics.assignment._press import Press, paragraphs
from infoview_analytics.formats.document import Block
from infoview_analytics.metrics.outcomes import advice_so_far, outcomes_so_far
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._answers import answers
from infoview_analytics.report._care import care_sections
from infoview_analytics.report._network import network
from infoview_analytics.report._week import week
from infoview_analytics.report.section import Section
from infoview_analytics.sharing.handing_in import HandIn
from infoview_analytics.weeks import Day, Goal
from infoview_analytics.words.outcomes import advice_followed_in_words, outcomes_in_words
from infoview_analytics.words.phrases import counted, day_in_words

_OF_THE_NETWORK = ("referral_network", "network_growth")
_OF_THE_ANSWERS = (
    *("response_rates_by_warmth", "response_rates_by_channel"),
    *("response_curve", "funnel"),
)


def the_assignment(
    campaign: Campaign, as_of: Day, told: pd.Timestamp, summary: dict[str, Any], press: Press
) -> Iterator[Block]:
    """Yield what was asked for, and how far that was met."""
    sections = _by_name(week(campaign, as_of, told_as_of=told))
    weekly = sections["weekly_goal"]
    asked = _asked_for(campaign.goal, told, summary)
    if weekly.table.empty:
        yield from paragraphs([*asked, "No week has begun yet."])
        return
    yield from paragraphs(asked)
    yield from press.tell(weekly)
    yield from press.tell(sections["cumulative_held"])


def the_network(
    counts: Campaign, records: Campaign, as_of: Day, told: pd.Timestamp, press: Press
) -> Iterator[Block]:
    """Yield who led to whom, how that grew, and how varied it is.

    How varied it is names nobody, and is counted in the records themselves: kinds are dealt at
    random there, to people in the order of their names.
    """
    sections = _by_name(network(counts, as_of, only=_OF_THE_NETWORK, told_as_of=told))
    varied = _by_name(network(records, as_of, only=["diversity"], told_as_of=told))
    people = sections["referral_network"]
    yield from press.tell(people)
    if len(people.table) > 1:  # you are one of them
        caption = "How far the chain reaches, and how many of those people were talked to."
        yield from press.sheet("generations", caption, _generations(people.table))
        yield from press.tell(sections["network_growth"])
        yield from press.tell_drawn(varied["diversity"])


def who_answers(
    campaign: Campaign, as_of: Day, press: Press, *, anybody_asked: bool
) -> Iterator[Block]:
    """Yield who answers, how soon, and how far people come."""
    sections = _by_name(answers(campaign, as_of, only=_OF_THE_ANSWERS))
    if not anybody_asked:
        yield from paragraphs(["Nobody has been asked yet, so there is no answer to count."])
        return
    yield from press.tell(sections["response_rates_by_warmth"])
    if len(sections["response_rates_by_channel"].table) > 1:
        yield from press.tell(sections["response_rates_by_channel"])
    yield from press.tell(sections["response_curve"])
    stages = sections["funnel"]
    yield from press.tell(replace(stages, words=stages.words[:1]))


def what_came_of_it(
    campaign: Campaign, as_of: Day, handed: HandIn, press: Press
) -> Iterator[Block]:
    """Yield outcomes, advice, thanks, and whom they came through."""
    advice = advice_so_far(campaign.advice, campaign.interviews, as_of=as_of)
    words = [
        *outcomes_in_words(outcomes_so_far(campaign.outcomes, as_of=as_of)),
        *advice_followed_in_words(advice.iloc[0]),
    ]
    none = ["Nothing that came of the conversations has been written down yet."]
    yield from paragraphs(words or none)
    sections = _by_name(care_sections(campaign, as_of))
    yield from press.tell(sections["care"])
    credit = sections.get("outcome_credit")
    if credit is not None:
        yield from paragraphs(credit.words[-1:])  # the table tells the rest
        caption = "What came of the conversations, the last first, and through whom."
        yield from press.sheet(credit.name, caption, _dated(credit, handed.campaign.outcomes))


def _dated(credit: Section, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return what came of it for reading, each on the day as which it is told."""
    days = day_of_each(credit.table["outcome_id"], outcomes.set_index("outcome_id")["happened_on"])
    return credit.shown.assign(On=[day_in_words(on) for on in days.iloc[::-1]])


def _asked_for(goal: Goal, as_of: pd.Timestamp, summary: dict[str, Any]) -> list[str]:
    """Return what was asked for, and how many were held."""
    held, required = summary["interviews_held"], summary["interviews_required"]
    some = counted(held, "interview") if held else "No interview"
    done = f"{some} had been held by {day_in_words(as_of)}"
    pace = f"The goal was {counted(goal.interviews, 'interview')} a {goal.per}."
    if required is None:
        return [f"{done}.", pace]
    asked = f"The assignment asks for {counted(required, 'interview')} in all"
    if held >= required:
        return [f"{asked}, and that was met: {done[0].lower()}{done[1:]}.", pace]
    return [f"{asked}. {done}, so {required - held:,} are still to come.", pace]


def _generations(people: pd.DataFrame) -> pd.DataFrame:
    """Return how many people there are in each generation, and how many were talked to."""
    others = people[people["generation"] > 0]
    number = others["generation"].astype(int).rename("Generation")
    counts = pd.DataFrame({"People": 1, "Talked to": (others["state"] == "held").astype(int)})
    return counts.groupby(number).sum()


def _by_name(sections: Iterable[Section]) -> dict[str, Section]:
    """Return sections by their names."""
    return {section.name: section for section in sections}
