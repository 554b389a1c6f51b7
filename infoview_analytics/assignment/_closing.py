"""The last chapters of a report to hand in: the method, looking back, the appendix."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pandas as pd

from infoview_analytics.assignment._press import Press
from infoview_analytics.formats.document import Block, Prompt, Words
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.sharing.handing_in import HandIn
from infoview_analytics.sharing.sharing import Dates
from infoview_analytics.words.phrases import FEWEST, day_in_words

_NAMES = {
    True: (
        "People and organisations have pseudonyms, the same all through. Notes and other words "
        "are left out unless their writer set them free, and what fewer than three people share "
        "is not told. Whoever knows the student well may still guess who is meant."
    ),
    False: (
        "People and organisations stand under their own names. They did somebody a favour: read "
        "this, and do not pass it on."
    ),
}
_DATES: dict[Dates, str] = {
    "kept": "Days are those on which things happened.",
    "weeks": (
        "Days are told as the Monday of their week. Whatever is counted here was counted before "
        "that, by the day."
    ),
    "shifted": (
        "All days were moved back by the same number of whole weeks. Whatever is counted here, "
        "also by the month, was counted before that; months stand under the names of earlier ones."
    ),
}


def method(handed: HandIn, dates: Dates) -> Iterator[Block]:
    """Yield what was counted, and what these numbers cannot tell."""
    campaign, today = handed.campaign, day_in_words(handed.as_of)
    patience = campaign.habits.patience_days
    said = [
        "These are informational interviews: people were asked about their work, not for a job.",
        (
            "Requests, answers, conversations, names and thank-yous were written down by the "
            "student. Nobody else has checked them, and what was not written down is not counted."
        ),
        (
            f"What was known on {today} counts, and nothing from later. A request without an "
            "answer by then is waiting; it is not counted as a no. Shares of answers are told "
            f"among requests at least {patience} days old, and how soon people answer is told "
            "from every request, for as long as it was watched."
        ),
        (
            "A share stands with its numbers and an interval (95 %): with so few cases, the truth "
            f"may lie anywhere in it. Below {FEWEST} cases no percentage is given."
        ),
        (
            "Nothing here says why. Those who were asked in one way differ from the others by "
            "more than the way of asking, and all of them are people whom one student could "
            "reach: they do not stand for a field."
        ),
        _NAMES[handed.secrets is not None],
        _DATES[dates],
    ]
    yield Words((*said, *([campaign.footnote] if campaign.set_aside else [])))


def looking_back() -> Iterator[Block]:
    """Yield the questions that the student answers."""
    prompts: list[dict[str, Any]] = _texts("prompts.toml")["prompt"]
    yield Words((f"{len(prompts)} questions for the student. Answer three of them at least.",))
    for prompt in prompts:
        yield Prompt(str(prompt["question"]), int(prompt["lines"]))


def appendix(campaign: Campaign, press: Press) -> Iterator[Block]:
    """Yield what the words mean, and the tables behind the figures."""
    values = {"patience": campaign.habits.patience_days, "fewest": FEWEST}
    meanings = {
        word: str(said).format(**values) for word, said in _texts("definitions.toml").items()
    }
    words = pd.Index(list(meanings), name="Word")
    table = pd.DataFrame({"Meaning": list(meanings.values())}, index=words)
    yield from press.sheet("definitions", "What the words of this report mean.", table)
    yield from press.behind()


def _texts(name: str) -> dict[str, Any]:
    """Return a file of our texts."""
    return tomllib.loads(files("infoview_analytics.assignment").joinpath(name).read_text("utf-8"))
