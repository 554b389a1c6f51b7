"""The record tables, written down as data: for reading, checking, writing and explaining."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["id", "text", "notes", "date", "time", "choice", "yes/no", "number"]

SOURCES = (
    "referral",
    "friend",
    "family",
    "colleague",
    "professor",
    "former_employer",
    "alumni",
    "career_centre",
    "association",
    "event",
    "linkedin",
    "ten_thousand_coffees",
    "social_media",
    "website",
    "cold",
    "other",
)
CHANNELS = ("email", "phone", "linkedin", "letter", "in_person", "social_media", "form", "other")
THANKS = ("email", "letter", "handwritten", "linkedin", "phone", "in_person")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a record table.

    Attributes
    ----------
    name, meaning : str
        The heading, and what stands under it, for people.
    kind : str
        What a value looks like. ``notes`` is text that may hold line breaks.
    required : bool
        Whether the file must have the column.
    filled : bool
        Whether every row must have a value.
    choices : tuple of str
        The words that a ``choice`` knows.
    extendable : str
        The list under ``[words]`` in infoview.toml that adds choices, or empty.
    least, most : int
        The range of a ``number``.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    filled: bool = False
    choices: tuple[str, ...] = ()
    extendable: str = ""
    least: int = 1
    most: int = 600


@dataclass(frozen=True, slots=True)
class Order:
    """Two dates of one row that may not run backwards, and the code of the fault."""

    earlier: str
    later: str
    code: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file.

    Attributes
    ----------
    name, meaning : str
        The file's name without its ending, and what a row of it is.
    key : str
        The column whose values are unique.
    columns : tuple of Column
        In the order of the template.
    required : bool
        Whether a campaign must have the file.
    in_order : tuple of Order
        The dates that may not run backwards.
    """

    name: str
    meaning: str
    key: str
    columns: tuple[Column, ...]
    required: bool = False
    in_order: tuple[Order, ...] = ()

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    def with_words(self, words: dict[str, tuple[str, ...]]) -> Table:
        """Return the table with a campaign's own words added to its choices.

        Parameters
        ----------
        words : dict
            Lists of words, such as ``{"channels": ("fax",)}``.

        Returns
        -------
        Table
            A copy, or the table itself if there are no words.
        """
        if not any(words.values()):
            return self
        columns = (
            replace(column, choices=(*column.choices, *words.get(column.extendable, ())))
            for column in self.columns
        )
        return replace(self, columns=tuple(columns))


INTERVIEWS = Table(
    name="interviews",
    meaning="One row for each request for a conversation.",
    key="interview_id",
    required=True,
    columns=(
        Column("interview_id", "id", "unique in the file", required=True, filled=True),
        Column("person", "text", "who was asked", required=True, filled=True),
        Column("organization", "text", "where they work"),
        Column("role", "text", "as what"),
        Column("industry", "text", "in what field"),
        Column("city", "text", "where"),
        Column("source", "choice", "how you came to them", choices=SOURCES, extendable="sources"),
        Column("channel", "choice", "how you asked", choices=CHANNELS, extendable="channels"),
        Column("requested_on", "date", "when you asked", required=True, filled=True),
        Column("responded_on", "date", "when they first answered, whatever they said"),
        Column(
            "response",
            "choice",
            "what they said; empty = no answer (yet)",
            choices=("accepted", "declined"),
        ),
        Column("interview_on", "date", "when the conversation is or was"),
        Column("interview_time", "time", "at what time"),
        Column("place", "text", "where you meet, or the link or the number to call"),
        Column("prepared_on", "date", "when you prepared for it"),
        Column(
            "outcome",
            "choice",
            "empty with `interview_on` up to today = held, later = scheduled",
            choices=("held", "cancelled", "no_show"),
        ),
        Column(
            "format",
            "choice",
            "how you talked",
            choices=("in_person", "phone", "video", "email", "other"),
        ),
        Column("minutes_agreed", "number", "how long it was to be"),
        Column("minutes", "number", "how long it was"),
        Column("asked_for_referral", "yes/no", 'did you ask "whom else should I talk to?"'),
        Column("thank_you_on", "date", "when you thanked them"),
        Column("thank_you_by", "choice", "how you thanked them", choices=THANKS),
        Column("learned", "notes", "what you learned"),
        Column("next_step", "notes", "what you will do"),
        Column("notes", "notes", "anything else"),
    ),
    in_order=(
        Order("requested_on", "responded_on", "E301"),
        Order("requested_on", "interview_on", "E302"),
        Order("interview_on", "thank_you_on", "E303"),
    ),
)

REFERRALS = Table(
    name="referrals",
    meaning="One row for each time that somebody names somebody.",
    key="referral_id",
    required=True,
    columns=(
        Column("referral_id", "id", "unique in the file", required=True, filled=True),
        Column(
            "from_person",
            "text",
            "who named somebody; they need not have been interviewed",
            required=True,
            filled=True,
        ),
        Column("to_person", "text", "who was named", required=True, filled=True),
        Column(
            "referred_on",
            "date",
            "when; if empty, the date of the linked interview counts, "
            "else the first request to `to_person`",
            required=True,
        ),
        Column("interview_id", "id", "the conversation in which it happened"),
        Column("organization", "text", "where `to_person` works, as told"),
        Column("role", "text", "as what, as told"),
        Column("industry", "text", "in what field, as told"),
        Column(
            "may_use_name",
            "yes/no",
            "did the referrer agree to be named? Empty = not asked: do not name them",
        ),
        Column("introduced_on", "date", "when the referrer introduced you themselves"),
        Column("reported_back_on", "date", "when you told the referrer how it went"),
        Column("notes", "notes", "anything else"),
    ),
)

PEOPLE = Table(
    name="people",
    meaning="One row for each person you know of and have not asked.",
    key="person",
    columns=(
        Column("person", "text", "who", required=True, filled=True),
        Column("organization", "text", "where they work"),
        Column("role", "text", "as what"),
        Column("industry", "text", "in what field"),
        Column("city", "text", "where"),
        Column("email", "text", "their address"),
        Column("profile_url", "text", "a page about them"),
        Column("source", "choice", "how you know of them", choices=SOURCES, extendable="sources"),
        Column("known_since", "date", "since when you know of them"),
        Column("notes", "notes", "anything else"),
    ),
)

ORGANIZATIONS = Table(
    name="organizations",
    meaning="One row for each organisation that you want to reach.",
    key="organization",
    columns=(
        Column("organization", "text", "its name", required=True, filled=True),
        Column("priority", "number", "1 = most wanted"),
        Column("why", "text", "why you want to reach it"),
        Column("researched_on", "date", "when you looked into it"),
        Column("follows", "text", "its blog, feed or site that you follow"),
        Column("notes", "notes", "anything else"),
    ),
)

TOUCHES = Table(
    name="touches",
    meaning="One row for each other contact: a nudge, an update, a favour returned.",
    key="touch_id",
    columns=(
        Column("touch_id", "id", "unique in the file", required=True, filled=True),
        Column("person", "text", "with whom", required=True, filled=True),
        Column("touched_on", "date", "when", required=True, filled=True),
        Column(
            "kind",
            "choice",
            "what it was",
            required=True,
            filled=True,
            choices=("nudge", "update", "gave_back", "card", "feeler", "other"),
        ),
        Column("channel", "choice", "by what way", choices=CHANNELS, extendable="channels"),
        Column("notes", "notes", "anything else"),
    ),
)

ADVICE = Table(
    name="advice",
    meaning="One row for each thing you were advised, and what became of it.",
    key="advice_id",
    columns=(
        Column("advice_id", "id", "unique in the file", required=True, filled=True),
        Column("interview_id", "id", "in which conversation", required=True, filled=True),
        Column("advice", "text", "what you were advised", required=True, filled=True),
        Column("action", "text", "what you will do with it"),
        Column("done_on", "date", "when you did it"),
        Column("reported_back_on", "date", "when you told them"),
    ),
)

OUTCOMES = Table(
    name="outcomes",
    meaning="One row for each thing that came of it, sometimes months later.",
    key="outcome_id",
    columns=(
        Column("outcome_id", "id", "unique in the file", required=True, filled=True),
        Column("person", "text", "through whom", required=True, filled=True),
        Column("happened_on", "date", "when", required=True, filled=True),
        Column(
            "kind",
            "choice",
            "what came of it",
            required=True,
            filled=True,
            choices=("job_lead", "internship", "interview", "offer", "project", "event", "other"),
        ),
        Column("notes", "notes", "anything else"),
    ),
)

TABLES = (INTERVIEWS, REFERRALS, PEOPLE, ORGANIZATIONS, TOUCHES, ADVICE, OUTCOMES)
TABLE_OF: dict[str, Table] = {table.name: table for table in TABLES}
