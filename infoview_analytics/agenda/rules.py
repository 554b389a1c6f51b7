"""The rules by which the next actions are found: what each asks for, why, and how to tune it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from infoview_analytics.records.settings import Habits

Step = Literal["make contact", "prepare", "talk", "thank", "stay in touch"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of good practice.

    Attributes
    ----------
    name : str
        As `RULES` has it, for ``[habits] without`` in infoview.toml.
    step : str
        The step of the practice to which it belongs.
    what, reason : str
        What it asks for, and why, for people.
    minutes : int
        How long it takes, roughly.
    entry : str
        The entry of the logbook that closes it; empty where nothing needs to be written.
    rank : int
        Its place among the rules, the most pressing first.
    waits : bool
        Whether it can wait for the next business day, and so for the end of a planned break.
    lapses_after_days : int, optional
        So many days after it was due it would be odd to do it still; None if it never is.
    settings : tuple of str
        The keys of ``[habits]`` that tune it.
    """

    name: str
    step: Step
    what: str
    reason: str
    minutes: int
    entry: str
    rank: int
    waits: bool = True
    lapses_after_days: int | None = None
    settings: tuple[str, ...] = ()


_ALL: tuple[Rule, ...] = (
    Rule(
        "arrive",
        "talk",
        "Be there early, keep to the minutes agreed, and give a sign five minutes before the end.",
        "Who comes late, or stays too long, takes time that was not offered.",
        minutes=30,
        entry="interview",
        rank=1,
        waits=False,
        lapses_after_days=0,
        settings=("minutes_early",),
    ),
    Rule(
        "confirm",
        "prepare",
        "Confirm the talk on the business day before it, if it was agreed more than three before.",
        "What was agreed long ago slips out of a full week.",
        minutes=5,
        entry="touch",
        rank=2,
        waits=False,
    ),
    Rule(
        "prepare",
        "prepare",
        "Look into the organisation, the person and their position; choose questions; have your "
        "introduction ready, the résumé at hand and not offered, and cards.",
        "Good questions honour the time that somebody gives you.",
        minutes=45,
        entry="preparation",
        rank=3,
        waits=False,
        settings=("prepare_days_before",),
    ),
    Rule(
        "agree_day",
        "make contact",
        "Offer days to those who said yes on the business day after their answer, and once more "
        "where the talk did not come about.",
        "A yes without a day cools quickly.",
        minutes=10,
        entry="interview",
        rank=5,
        lapses_after_days=60,
    ),
    Rule(
        "thank",
        "thank",
        "Say thank you within a day of the talk, and name one thing that stays with you.",
        "It is the least one can give back, and it is remembered when it comes at once.",
        minutes=15,
        entry="thanks",
        rank=4,
        waits=False,
        lapses_after_days=90,
        settings=("thank_within_days",),
    ),
    Rule(
        "write_down",
        "thank",
        "Write down on the same day what you learned and your next step.",
        "Half of a talk is forgotten by the next morning.",
        minutes=15,
        entry="interview",
        rank=6,
        waits=False,
        lapses_after_days=30,
    ),
    Rule(
        "ask_for_name",
        "thank",
        "Ask whom else to talk to: in the talk, or with the thank-you if there was no time.",
        "Each name is a warm way to the next conversation.",
        minutes=5,
        entry="interview",
        rank=9,
        waits=False,
        lapses_after_days=60,
        settings=("thank_within_days", "asks_per_person_a_month"),
    ),
    Rule(
        "tell_referrer",
        "stay in touch",
        "Tell who named somebody what became of it: asked, answered, met.",
        "They lent you their good name, and like to hear that it was in good hands.",
        minutes=10,
        entry="report_back",
        rank=7,
        lapses_after_days=180,
        settings=("report_back_within_days",),
    ),
    Rule(
        "follow_advice",
        "stay in touch",
        "Do what you were advised, or decide not to.",
        "Advice that is followed is the best thanks.",
        minutes=60,
        entry="advice_done",
        rank=10,
        lapses_after_days=365,
        settings=("follow_advice_within_days",),
    ),
    Rule(
        "tell_advice",
        "stay in touch",
        "Tell who advised you what came of it.",
        "They rarely hear whether their advice was any use.",
        minutes=10,
        entry="advice_done",
        rank=8,
        lapses_after_days=365,
        settings=("report_back_within_days",),
    ),
    Rule(
        "ask_leave",
        "make contact",
        "Ask who named somebody whether you may use their name, before you use it.",
        "A name used without leave costs two people's trust.",
        minutes=10,
        entry="leave",
        rank=11,
        settings=("contact_within_days", "asks_per_person_a_month"),
        lapses_after_days=365,
    ),
    Rule(
        "contact",
        "make contact",
        "Ask whom somebody named, or whom you know, the warmest first.",
        "Somebody stands between you, so that an answer is likelier; and names grow cold.",
        minutes=20,
        entry="request",
        rank=12,
        settings=("contact_within_days", "asks_per_organization_a_month"),
        lapses_after_days=365,
    ),
    Rule(
        "contact_cold",
        "make contact",
        "Ask somebody whom nobody named, once no warm lead is left.",
        "A cold request costs more and is answered less; now and then it starts a new chain.",
        minutes=30,
        entry="request",
        rank=14,
        settings=("asks_per_organization_a_month",),
    ),
    Rule(
        "nudge",
        "make contact",
        "Ask the silent once or twice more, the second time by another way.",
        "Most silence is a full inbox; a third reminder is a burden.",
        minutes=5,
        entry="touch",
        rank=13,
        settings=("nudge_after_business_days",),
    ),
    Rule(
        "let_go",
        "make contact",
        "Let somebody rest who stays silent, and ask the next.",
        "Nobody owes you an answer, and somebody else may be glad to talk.",
        minutes=1,
        entry="",
        rank=15,
        lapses_after_days=7,
        settings=("nudge_after_business_days",),
    ),
    Rule(
        "keep_in_touch",
        "stay in touch",
        "Write after a long silence to everybody with whom you talked: with news, thanks, or "
        "something useful to them.",
        "A contact who hears from you only when you need something is soon none.",
        minutes=15,
        entry="touch",
        rank=16,
        lapses_after_days=365,
        settings=("keep_in_touch_days",),
    ),
    Rule(
        "keep_in_mind",
        "stay in touch",
        "Ask somebody, once and long after a good talk, to keep you in mind.",
        "Sooner, or twice, it would turn a talk into a request for work.",
        minutes=20,
        entry="touch",
        rank=17,
        lapses_after_days=365,
        settings=("keep_in_mind_after_days",),
    ),
    Rule(
        "list_wishes",
        "make contact",
        "Keep a list of five to ten organisations that you would like to reach.",
        "Who knows where they want to go can say so when they are asked.",
        minutes=20,
        entry="organization",
        rank=18,
    ),
    Rule(
        "look_into",
        "prepare",
        "Look into one organisation of the list each week, the most wanted first.",
        "What you read beforehand need not be asked.",
        minutes=30,
        entry="organization",
        rank=19,
    ),
    Rule(
        "find_way_in",
        "make contact",
        "Ask in the next talk who knows somebody at an organisation where you know nobody.",
        "A way in is often one talk away, but only if one asks for it.",
        minutes=5,
        entry="referral",
        rank=20,
    ),
)
RULE_OF: dict[str, Rule] = {rule.name: rule for rule in _ALL}


def rules_in_words() -> pd.DataFrame:
    """Return all rules, for people to read.

    Returns
    -------
    pandas.DataFrame
        One row for each rule, the most pressing first. Columns: ``rule`` (its name), ``step``
        of the practice, ``what`` it asks for, ``reason``, ``default`` and ``setting`` (the keys
        of infoview.toml that tune it and what they are if nothing is said; both may be empty).
    """
    rows = sorted(_ALL, key=lambda rule: rule.rank)
    return pd.DataFrame(
        {
            "rule": [rule.name for rule in rows],
            "step": [rule.step for rule in rows],
            "what": [rule.what for rule in rows],
            "reason": [rule.reason for rule in rows],
            "default": [", ".join(map(_default, rule.settings)) for rule in rows],
            "setting": [", ".join(rule.settings) for rule in rows],
        }
    )


def _default(setting: str) -> str:
    """Return what a habit is if nothing is said, as one writes it."""
    value: Any = getattr(Habits(), setting)
    return str(list(value)) if isinstance(value, tuple) else str(value)
