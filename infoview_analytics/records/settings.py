"""The settings of a campaign, infoview.toml: written down as data, and what they become."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from infoview_analytics.records.schema import TABLES

SETTINGS_FILE = "infoview.toml"

SettingKind = Literal["name", "number", "numbers", "choice", "date", "breaks", "words"]


@dataclass(frozen=True, slots=True)
class Habits:
    """When you want to be reminded.

    Attributes
    ----------
    patience_days : int
        A request is ripe after so many days.
    nudge_after_business_days : tuple of int
        When to ask again, in business days after the request.
    thank_within_days : int
        How soon after an interview to say thank you.
    report_back_within_days : int
        How soon to tell a referrer how it went.
    keep_in_touch_days : int
        After how many silent days to write again.
    """

    patience_days: int = 14
    nudge_after_business_days: tuple[int, ...] = (3, 7)
    thank_within_days: int = 1
    report_back_within_days: int = 7
    keep_in_touch_days: int = 90


@dataclass(frozen=True, slots=True)
class Settings:
    """What infoview.toml says, in plain values.

    Attributes
    ----------
    you : str
        The ego of the network.
    interviews : int
        How many interviews each period should bring.
    per : str
        ``week`` or ``month``.
    starts_on, ends_on : datetime.date, optional
        The first and the last day of the campaign.
    total : int, optional
        The number that an assignment asks for.
    breaks : tuple of tuple
        The first and the last day of each planned break.
    habits : Habits
        When you want to be reminded.
    words : dict
        More choices, by the list of the schema that they extend.
    """

    you: str = "You"
    interviews: int = 1
    per: Literal["week", "month"] = "week"
    starts_on: date | None = None
    ends_on: date | None = None
    total: int | None = None
    breaks: tuple[tuple[date, date], ...] = ()
    habits: Habits = Habits()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of infoview.toml.

    Attributes
    ----------
    section, key : str
        Where it stands.
    kind : str
        What its value looks like.
    written : str
        The default as one writes it, or an example where there is no default.
    meaning : str
        What it is, for people.
    least, most : int
        The range of its numbers.
    has_default : bool
        Whether leaving it out means the same as `written`.
    """

    section: str
    key: str
    kind: SettingKind
    written: str
    meaning: str
    least: int = 1
    most: int = 100_000
    has_default: bool = True


_EXTENDABLE = sorted({c.extendable for table in TABLES for c in table.columns if c.extendable})

SETTINGS = (
    Setting("you", "name", "name", '"You"', "the ego of the network"),
    Setting("goal", "interviews", "number", "1", "so many interviews ..."),
    Setting("goal", "per", "choice", '"week"', '... a "week" or a "month"'),
    Setting(
        "goal",
        "starts_on",
        "date",
        "2026-01-12",
        "the first day; if left out, the Monday of the first request",
        has_default=False,
    ),
    Setting(
        "goal",
        "ends_on",
        "date",
        "2026-05-01",
        "the last day; if left out, the campaign stays open",
        has_default=False,
    ),
    Setting(
        "goal",
        "total",
        "number",
        "4",
        "the number that an assignment asks for, if there is one",
        has_default=False,
    ),
    Setting(
        "goal",
        "breaks",
        "breaks",
        "[{ from = 2026-02-16, to = 2026-02-22 }]",
        "planned breaks, which count neither way; both days belong to it",
        has_default=False,
    ),
    Setting(
        "habits", "patience_days", "number", "14", "a request is ripe after so many days", most=365
    ),
    Setting(
        "habits",
        "nudge_after_business_days",
        "numbers",
        "[3, 7]",
        "when to ask again, in business days after the request",
        most=365,
    ),
    Setting(
        "habits",
        "thank_within_days",
        "number",
        "1",
        "how soon after an interview to say thank you",
        least=0,
        most=365,
    ),
    Setting(
        "habits",
        "report_back_within_days",
        "number",
        "7",
        "how soon to tell a referrer how it went",
        least=0,
        most=365,
    ),
    Setting(
        "habits",
        "keep_in_touch_days",
        "number",
        "90",
        "after how many silent days to write again",
        most=3_650,
    ),
    *(
        Setting("words", name, "words", f'["{word}"]', f"{name} of your own", has_default=False)
        for name, word in zip(reversed(_EXTENDABLE), ("coffee_club", "fax"), strict=True)
    ),
)
