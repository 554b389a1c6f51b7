"""All that one message is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from infoview_analytics.agenda.contacts import Contact
from infoview_analytics.letters._language import Language
from infoview_analytics.records.campaign import Campaign


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """All that the facts of one message are drawn from.

    Attributes
    ----------
    campaign : Campaign
        The records.
    contact : Contact
        Whom it is written to.
    asked, named : pandas.DataFrame
        The records as `as_known` gives them.
    today : pandas.Timestamp
        The day.
    language : Language
        The language it is written in.
    about : str
        The only other person whom it is about, or empty.
    """

    campaign: Campaign
    contact: Contact
    asked: pd.DataFrame
    named: pd.DataFrame
    today: pd.Timestamp
    language: Language
    about: str = ""

    def day(self, day: Any, *, weekday: bool = False) -> str:  # noqa: ANN401
        """Return a day in the words of the language."""
        return self.language.day(day, as_of=self.today, weekday=weekday)


def case_of(
    campaign: Campaign, contact: Contact, today: pd.Timestamp, language: Language, about: str = ""
) -> Case:
    """Return what the facts are drawn from, as it was known on a day."""
    return Case(campaign, contact, *contact.known, today, language, about)
