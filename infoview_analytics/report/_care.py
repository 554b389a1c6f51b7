"""The sections on how well everybody is looked after, and on what came of it through whom."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.charts.care import describe_care, plot_care
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report._numbers_of_care import care_of, credit_of
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.care import (
    HABIT_LABELS,
    NOUNS_OF_OUTCOMES,
    care_in_words,
    credit_in_words,
)
from infoview_analytics.words.phrases import choice_words, listed, plain

_NOT_SHARED = "nudges_per_request"
_OF_OUTCOMES = {"happened_on": "On", "person": "Through", "weeks_after": "Weeks after the talk"}


def care_sections(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return how each habit is kept, and, where something came of it, through whom."""
    habits = care_of(campaign, as_of)
    credit = credit_of(campaign, as_of)
    sections = [
        Section(
            name="care",
            title="How well is everybody looked after?",
            words=care_in_words(habits),
            plot=plot_care,
            describe=describe_care,
            drawn=(habits,),
            table=habits,
            shown=_kept(habits),
        )
    ]
    if credit.empty:
        return sections
    return [
        *sections,
        Section(
            name="outcome_credit",
            title="Who stood along the way to what came of it?",
            words=credit_in_words(credit),
            table=credit.assign(chain=[" > ".join(way) for way in credit["chain"]]),
            shown=_ways(credit),
        ),
    ]


def _kept(habits: pd.DataFrame) -> pd.DataFrame:
    """Return the habits for reading."""
    shares = habits.drop(index=_NOT_SHARED)
    shown = tables.readable(shares, {})
    shown["Kept"] = tables.shares_of(shares, "count", "")
    shown["Not counted yet"] = [f"{count:,}" if count else "" for count in shares["not_yet_known"]]
    labels = [HABIT_LABELS[str(habit)] for habit in shares.index]
    return shown.set_axis(pd.Index(labels, name="Habit"), axis="index")


def _ways(credit: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes for reading, the last one first."""
    last_first = credit.iloc[::-1].set_index("kind")
    shown = tables.readable(last_first, _OF_OUTCOMES)
    shown.insert(2, "By way of", [listed(list(map(plain, way))) for way in last_first["chain"]])
    kinds = [choice_words(NOUNS_OF_OUTCOMES.get(kind, kind)) for kind in last_first.index]
    return shown.set_axis(pd.Index(kinds, name="What came"), axis="index")
