"""The settings of a campaign, infoview.toml: written down as data, and what they become."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from infoview_analytics.records.schema import TABLES

SETTINGS_FILE = "infoview.toml"

RULES = (
    *("arrive", "confirm", "prepare", "agree_day"),
    *("thank", "write_down", "ask_for_name", "tell_referrer", "follow_advice", "tell_advice"),
    *("ask_leave", "contact", "contact_cold", "nudge", "let_go"),
    *("keep_in_touch", "keep_in_mind", "list_wishes", "look_into", "find_way_in"),
)

SettingKind = Literal[
    "name",
    "text",
    "number",
    "numbers",
    "choice",
    "date",
    "dates",
    "breaks",
    "words",
    "rules",
    "zone",
    "language",
]


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
    contact_within_days : int
        How soon to write to somebody who was named.
    follow_advice_within_days : int
        How soon to do what you were advised.
    prepare_days_before : int
        How many business days before an interview to prepare for it.
    minutes_early : int
        How early to be there.
    keep_in_mind_after_days : int
        How long after a good talk to ask, once, to be kept in mind.
    asks_per_person_a_month, asks_per_organization_a_month : int
        How many requests, or favours, are fair within 30 days.
    hours_per_week : int, optional
        How much time you have for all this in a week.
    holidays : tuple of datetime.date
        Days that are no business days, besides the weekends.
    without : tuple of str
        The rules of `RULES` by which you do not want to be reminded.
    """

    patience_days: int = 14
    nudge_after_business_days: tuple[int, ...] = (3, 7)
    thank_within_days: int = 1
    report_back_within_days: int = 7
    keep_in_touch_days: int = 90
    contact_within_days: int = 7
    follow_advice_within_days: int = 30
    prepare_days_before: int = 2
    minutes_early: int = 10
    keep_in_mind_after_days: int = 120
    asks_per_person_a_month: int = 1
    asks_per_organization_a_month: int = 2
    hours_per_week: int | None = None
    holidays: tuple[date, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What your own messages, briefs and calendar say of you; empty where you did not tell.

    Attributes
    ----------
    full_name : str
        How you sign.
    in_one_line : str
        Who you are, in a few words that can follow "I am".
    introduction : str
        What you say of yourself in the first thirty seconds.
    school : str
        Where you studied, for those who studied there too.
    email, phone : str
        Where you can be reached.
    time_zone : str
        The IANA name of the zone in which the times of your interviews are meant.
    language : str
        Two letters: the language of your messages.
    """

    full_name: str = ""
    in_one_line: str = ""
    introduction: str = ""
    school: str = ""
    email: str = ""
    phone: str = ""
    time_zone: str = ""
    language: str = "en"


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
    profile : Profile
        What your own messages, briefs and calendar say of you.
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
    profile: Profile = Profile()
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

_OF_YOU: tuple[tuple[str, SettingKind, str, str], ...] = (
    ("full_name", "name", '"Noa Bell"', "how you sign your messages"),
    (
        "in_one_line",
        "name",
        '"a chemist who looks into publishing"',
        'who you are, in words that can follow "I am"',
    ),
    (
        "introduction",
        "text",
        '"I finished chemistry in June. Now I find out what editors do all day."',
        "what you say of yourself in the first thirty seconds",
    ),
    ("school", "name", '"Westhaven College"', "where you studied, for those who did so too"),
    ("email", "name", '"noa@example.org"', "your address"),
    ("phone", "name", '"+1 555 0100"', "your number"),
    ("time_zone", "zone", '"America/Toronto"', "the zone in which your times are meant"),
    ("language", "language", '"en"', "the language of your messages, in two letters"),
)
_OF_HABITS: tuple[tuple[str, str, str, int, int], ...] = (
    ("contact_within_days", "7", "how soon to write to somebody who was named", 0, 365),
    ("follow_advice_within_days", "30", "how soon to do what you were advised", 0, 3_650),
    ("prepare_days_before", "2", "business days before an interview to prepare for it", 0, 30),
    ("minutes_early", "10", "how early to be there", 0, 120),
    (
        "keep_in_mind_after_days",
        "120",
        "how long after a good talk to ask, once, to be kept in mind",
        30,
        3_650,
    ),
    ("asks_per_person_a_month", "1", "so many asks of one person are fair in 30 days", 1, 100),
    (
        "asks_per_organization_a_month",
        "2",
        "so many asks of one organisation are fair in 30 days",
        1,
        100,
    ),
)

SETTINGS = (
    Setting("you", "name", "name", '"You"', "the ego of the network"),
    *(
        Setting("you", key, kind, written, meaning, has_default=key == "language")
        for key, kind, written, meaning in _OF_YOU
    ),
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
        Setting("habits", key, "number", written, meaning, least=least, most=most)
        for key, written, meaning, least, most in _OF_HABITS
    ),
    Setting(
        "habits",
        "hours_per_week",
        "number",
        "3",
        "how many hours a week you have for all this; if left out, nothing is cut",
        most=100,
        has_default=False,
    ),
    Setting(
        "habits",
        "holidays",
        "dates",
        "[2026-04-03, 2026-05-18]",
        "days that are no business days, besides the weekends",
        has_default=False,
    ),
    Setting(
        "habits",
        "without",
        "rules",
        '["keep_in_mind"]',
        f"rules by which you do not want to be reminded: {', '.join(RULES)}",
        has_default=False,
    ),
    *(
        Setting("words", name, "words", f'["{word}"]', f"{name} of your own", has_default=False)
        for name, word in zip(reversed(_EXTENDABLE), ("coffee_club", "fax"), strict=True)
    ),
)
