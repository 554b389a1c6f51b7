"""A report on a campaign that can be handed in, before it is written in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from infoview_analytics.assignment import _chapters, _closing
from infoview_analytics.assignment._counting import counted_in
from infoview_analytics.assignment._learned import what_was_learned
from infoview_analytics.assignment._press import Press
from infoview_analytics.classroom.summaries import summary_of
from infoview_analytics.errors import OptionError
from infoview_analytics.formats.document import Block, Chapter, Document
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.sharing.handing_in import HandIn, Names, to_hand_in
from infoview_analytics.sharing.sharing import Dates
from infoview_analytics.weeks import Day, day
from infoview_analytics.words.phrases import day_in_words, plain

_LONGEST = 200  # characters of a title
_LONGEST_NAME = 6  # words of a name
_WORD = re.compile(r"[^\W_]+")
_YOU = '"You" is the student who held the interviews.'
_NOTICES = {
    "pseudonyms": "People and organisations have pseudonyms.",
    "shown": "This report names people who did somebody a favour: do not pass it on.",
}


@dataclass(frozen=True, eq=False)
class ClassReport:
    """A report to hand in.

    Attributes
    ----------
    document : Document
        Its chapters: words, figures, tables, questions to be answered.
    summary : dict
        Its numbers, for whoever counts over many students; it tells of nobody.
    handed : HandIn
        What it was made of, and what may stand in none of its files.
    options : dict
        What else it was made with, besides its title, its course and its author.
    """

    document: Document
    summary: dict[str, Any]
    handed: HandIn
    options: dict[str, Any] = field(default_factory=dict)


def class_report(  # noqa: PLR0913 -- who hands it in, and how much of it may be seen
    campaign: Campaign,
    *,
    as_of: Day,
    title: str,
    course: str = "",
    author: str = "",
    names: Names = "pseudonyms",
    dates: Dates = "kept",
    keep: Iterable[str] = (),
    required: int | None = None,
    allow: Iterable[str] = (),
) -> ClassReport:
    """Return a report to hand in: the goal, the network, the answers, what was learned.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. It stays as it is.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    title : str
        What the report is called.
    course, author : str, default ""
        For whom and by whom it is.
    names : {"pseudonyms", "shown"}
        Whether people and organisations have pseudonyms, see `share`.
    dates : {"kept", "weeks", "shifted"}
        What becomes of days, see `share`.
    keep : iterable of str
        Columns of your own that the report may use. One called ``theme`` groups what was
        learned.
    required : int, optional
        How many interviews the assignment asks for; the goal's total if left out.
    allow : iterable of str
        Words that may stand in the files all the same, see `secrets_of`. Those of the title,
        the course and the author may.

    Returns
    -------
    ClassReport
        The report. `write_class_report` makes files of it.

    Raises
    ------
    OptionError
        If the title is empty, fewer than one interview is required, or `names` or `dates` is
        none of these.
    UnknownColumnError
        If no table has a column that is to be kept.

    Notes
    -----
    Notes of what was learned stand in the report only where their row says ``yes`` in a column
    ``share``, also where names are shown. All numbers are counted in the records as they are:
    what a copy merges, rounds or moves changes the labels of weeks and months, and no number.
    """
    heading = {"title": title, "course": course, "author": author}
    _refuse(title, required)
    options: dict[str, Any] = {"dates": dates, "keep": list(keep), "allow": list(allow)}
    allowed = [*options["allow"], *_words_of(heading.values())]
    handed = to_hand_in(campaign, as_of=as_of, names=names, **(options | {"allow": allowed}))
    if required is not None:  # what the course asks for is the goal of this report
        campaign = replace(campaign, goal=replace(campaign.goal, total=required))
    total = campaign.goal.total
    summary = summary_of(campaign, as_of, required=total, told_as_of=handed.as_of)
    chapters = _written(campaign, day(as_of), handed, summary, dates)
    document = Document(
        **{name: _one_line(text) for name, text in heading.items()},
        day=f"As of {day_in_words(handed.as_of)}",
        notice=" ".join(filter(None, [_NOTICES[names], _YOU, handed.campaign.footnote])),
        chapters=tuple(Chapter(name, tuple(blocks)) for name, blocks in chapters),
    )
    given = options if required is None else options | {"required": required}
    return ClassReport(document, summary, handed, given)


def _written(
    campaign: Campaign, as_of: pd.Timestamp, handed: HandIn, summary: dict[str, Any], dates: Dates
) -> Iterator[tuple[str, Iterator[Block]]]:
    """Yield each chapter with its title; a chapter is read before the next one begins."""
    counts, told = counted_in(campaign, handed), handed.as_of
    press = Press(counts.footnote)
    met = _chapters.the_assignment(counts, as_of, told, summary, press)
    yield "The assignment and how it was met", met
    network = _chapters.the_network(counts, campaign, as_of, told, press)
    yield "The network and its growth", network
    asked = bool(summary["requests"])
    yield "Who answers", _chapters.who_answers(counts, as_of, press, anybody_asked=asked)
    yield "What was learned, by theme", what_was_learned(counts, as_of, handed, press)
    yield "What came of it", _chapters.what_came_of_it(counts, as_of, handed, press)
    yield "Method and limits", _closing.method(handed, dates)
    yield "Looking back", _closing.looking_back()
    yield "Appendix: definitions and tables", _closing.appendix(counts, press)


def _one_line(text: str) -> str:
    """Return a text as one printable line, empty where there is none."""
    return plain(text, most=_LONGEST) if text.strip() else ""


def _refuse(title: str, required: int | None) -> None:
    """Refuse what no report can be made with."""
    if not title.strip():
        message = "A report to hand in needs a title. Give it one."
        raise OptionError(message)
    if required is not None and required < 1:
        message = f"An assignment cannot ask for {required} interviews. Ask for 1 or more."
        raise OptionError(message)


def _words_of(texts: Iterable[str]) -> list[str]:
    """Return texts, and each run of a few words in them: one of them may be a contact's name."""
    runs = list(texts)
    for words in map(_WORD.findall, list(runs)):
        starts = range(len(words))
        runs += [" ".join(words[i : i + n]) for i in starts for n in range(1, _LONGEST_NAME + 1)]
    return runs
