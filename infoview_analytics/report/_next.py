"""The chapter on what to do next: the week's plan, and whom to ask."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.agenda.week_plan import WeekPlan, week_plan
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.phrases import plain
from infoview_analytics.words.week_plan import (
    due_in_short,
    left_out_in_words,
    talk_in_words,
    week_plan_in_words,
    week_plan_to_read,
)

_MOST_ROWS = 60  # all that a full week holds


def what_next(campaign: Campaign, as_of: Day) -> list[Section]:
    """Return the week's plan, the talks in the diary and whom to ask."""
    plan = week_plan(campaign, as_of=as_of)
    return [
        Section(
            name="week_plan",
            title="What to do this week?",
            words=[*week_plan_in_words(plan), *left_out_in_words(plan)],
            table=plan.table.drop(columns="turn").set_index("part"),
            shown=week_plan_to_read(plan).set_index("Part").rename_axis(""),
            most_rows=_MOST_ROWS,
        ),
        Section(
            name="diary",
            title="Whom do you talk to next?",
            words=_diary_in_words(plan),
            table=plan.diary.set_index("person"),
            shown=_diary(plan),
        ),
        Section(
            name="week_contacts",
            title="Whom to ask this week, and by way of whom?",
            words=_contacts_in_words(plan),
            table=plan.contacts.set_index("person"),
            shown=_contacts(plan),
        ),
    ]


def _diary(plan: WeekPlan) -> pd.DataFrame:
    """Return the talks for reading."""
    diary = plan.diary
    texts = {
        "Who": [plain(person) for person in diary["person"]],
        "Where from": ["" if pd.isna(place) else plain(place) for place in diary["organization"]],
        "When and where": [talk_in_words(talk) for _, talk in diary.iterrows()],
        "Minutes": ["not agreed" if pd.isna(m) else str(int(m)) for m in diary["minutes_agreed"]],
    }
    return _by_first(texts)


def _contacts(plan: WeekPlan) -> pd.DataFrame:
    """Return whom to ask for reading."""
    contacts = plan.contacts
    places = contacts["organization"]
    texts = {
        "Who": [plain(person) for person in contacts["person"]],
        "Where from": ["" if pd.isna(place) else plain(place) for place in places],
        "How": list(contacts["steps"]),
        "By": [due_in_short(due, (plan.as_of - due).days) for due in contacts["due_on"]],
    }
    return _by_first(texts)


def _diary_in_words(plan: WeekPlan) -> list[str]:
    """Return that there are no talks, or how to be ready for them."""
    if plan.diary.empty:
        return ["No talk is in the diary for the next seven days."]
    return ["For each of them, infoview brief makes one page to take along."]


def _contacts_in_words(plan: WeekPlan) -> list[str]:
    """Return that nobody is to be asked, or how the order comes about."""
    if plan.contacts.empty:
        return ["Nobody is to be asked this week."]
    return ["Those whose time has come stand first; where a name may not be used, leave it out."]


def _by_first(texts: dict[str, list[str]]) -> pd.DataFrame:
    """Return texts as a table whose first column is its index."""
    shown = pd.DataFrame(texts, dtype=object)
    return shown.set_index(next(iter(texts)))
