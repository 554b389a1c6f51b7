"""The chapter of a report to hand in on what was learned: only what its writer set free."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from infoview_analytics.as_of import as_known, column, without_later
from infoview_analytics.assignment._press import Press, paragraphs
from infoview_analytics.formats.document import Block
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.sharing.handing_in import HandIn
from infoview_analytics.sharing.sharing import HIDDEN, share
from infoview_analytics.weeks import Day
from infoview_analytics.words.phrases import choice_words, counted, first_listed, plain

THEME = "theme"  # a column of your own that groups the conversations, if it is kept

_LONGEST = 400  # characters of a note
_MOST_THEMES = 5
_UNKNOWN = "not given"
_NOT_SHARED = "What people said stays with whoever wrote it down, so no note stands here."


def what_was_learned(counts: Campaign, as_of: Day, handed: HandIn, press: Press) -> Iterator[Block]:
    """Yield the themes of the conversations, and the notes that were set free."""
    known = as_known(counts.interviews, as_of=as_of).interviews
    held = known[known["held"]]
    if held.empty:
        yield from paragraphs(["No conversation has been held yet: there is nothing to tell."])
        return
    noted = column(held, "learned").notna()
    words = handed.campaign if handed.secrets is not None else share(counts, key=b"-").campaign
    themes = _themes(handed.campaign.interviews.loc[held.index])
    notes = _notes(held, themes, words)
    advice = _advice(held, words, handed.as_of if handed.secrets is not None else as_of)
    yield from paragraphs(
        [
            *_in_words(themes, int(noted.sum())),
            *([] if len(notes) or len(advice) else [_NOT_SHARED]),
        ]
    )
    caption = "What the conversations were about, and after how many something new was noted."
    yield from press.sheet("themes", caption, _counts(themes, noted))
    yield from press.sheet("learned", "What was learned, theme by theme.", notes)
    yield from press.sheet("advice", "Advice that was given, and what was done with it.", advice)


def _themes(held: pd.DataFrame) -> pd.Series:
    """Return the theme of each conversation: one's own, or else the industry, or else the role."""
    given = [column(held, name).astype(object) for name in (THEME, "industry", "role")]
    named = next((values for values in given if values.notna().any()), given[0])
    return named.map(choice_words, na_action="ignore").fillna(_UNKNOWN).rename("Theme")


def _in_words(themes: pd.Series, noted: int) -> list[str]:
    """Return what the conversations were about, and how often something new was noted."""
    counts = themes[themes != _UNKNOWN].value_counts(sort=False).sort_index()
    counts = counts.sort_values(ascending=False, kind="stable")
    told = [f"{theme} ({count:,})" for theme, count in counts.items()]
    about = first_listed(told[:_MOST_THEMES], of=len(told)) if told else ""
    talks = counted(len(themes), "conversation")
    verb = "was" if len(themes) == 1 else "were"
    what = f"{talks} {verb} held, most often about {about}." if about else f"{talks} {verb} held."
    after = f"Something new was noted after {noted:,} of them."
    return [what, after]


def _counts(themes: pd.Series, noted: pd.Series) -> pd.DataFrame:
    """Return how many conversations each theme had."""
    counts = pd.DataFrame({"Conversations": 1, "Noted something new": noted.astype(int)})
    table = counts.groupby(themes).sum()
    return table.sort_values("Conversations", ascending=False, kind="stable")


def _notes(held: pd.DataFrame, themes: pd.Series, words: Campaign) -> pd.DataFrame:
    """Return the notes that were set free, theme by theme."""
    rows = words.interviews.loc[held.index]
    learned, then = (_free(column(rows, name)) for name in ("learned", "next_step"))
    table = pd.DataFrame(
        {
            "With": held["person"].map(plain),
            "What was learned": learned,
            "What to do with it": then,
        }
    )
    is_free = (learned != "") | (then != "")
    return table.set_index(themes)[is_free.to_numpy()].sort_index(kind="stable")


def _advice(held: pd.DataFrame, words: Campaign, as_of: Day) -> pd.DataFrame:
    """Return the advice that was set free, and what was done with it."""
    ids = column(held, "interview_id")
    people = dict(zip(_new_ids(ids, words), held["person"].map(plain), strict=True))
    rows = without_later("advice", words.advice, as_of=as_of)
    rows = rows.loc[column(rows, "interview_id").isin(list(people))]
    given, done = _free(column(rows, "advice")), _free(column(rows, "action"))
    table = pd.DataFrame(
        {
            "From": column(rows, "interview_id").map(people),
            "Advice": given,
            "What was done": done,
        }
    )
    return table[(given != "").to_numpy()].set_index("From")


def _new_ids(ids: pd.Series, words: Campaign) -> pd.Series:
    """Return the ids of conversations as the copy that holds the words has them."""
    return column(words.interviews.loc[ids.index], "interview_id")


def _free(texts: pd.Series) -> pd.Series:
    """Return texts as they can be read, empty where they were not set free."""
    shown = texts.astype(object).where(texts.notna() & (texts.astype(object) != HIDDEN), None)
    return shown.map(lambda text: plain(text, most=_LONGEST), na_action="ignore").fillna("")
