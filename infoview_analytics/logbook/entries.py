"""What can be written down in one go, as data: for the forms and the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from infoview_analytics.records.schema import TABLE_OF, Column


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody writes down: a row that is added, or one that is completed.

    Attributes
    ----------
    name, meaning : str
        What it is called, and what happened, for people.
    table : str
        Where its row stands.
    needs : tuple of str
        The columns that must be given.
    fields : tuple of str
        The columns that may be given, in the order of a form.
    dated : str
        The column that takes the day if none is said, or empty.
    finds : tuple of str
        The columns by which the row is found that it completes; empty where it adds one.
    adds : bool
        Whether it adds a row: always where it finds none to complete, or never.
    several : str
        The column that may hold more than one name, each on its own line, or empty. Each
        name then has its own row.
    once : tuple of str
        The columns that tell a new row from those that are there; empty where all of it does.
    """

    name: str
    meaning: str
    table: str
    needs: tuple[str, ...]
    fields: tuple[str, ...]
    dated: str = ""
    finds: tuple[str, ...] = ()
    adds: bool = True
    several: str = ""
    once: tuple[str, ...] = ()

    def day_if_unsaid(self, day: str) -> str:
        """Return which day is written down where none is said, in words.

        Parameters
        ----------
        day : str
            The day that is looked at, in words, such as ``today``.

        Returns
        -------
        str
            Empty where nothing is dated.
        """
        if not self.dated or not self.finds:
            return day if self.dated else ""
        return f"{day}, in a new row" if self.adds else f"the day that stands there, or {day}"


_ALL = (
    Entry(
        "request",
        "You asked somebody for a conversation.",
        table="interviews",
        needs=("person",),
        fields=(
            "requested_on",
            "channel",
            "source",
            "organization",
            "role",
            "industry",
            "city",
            "next_step",
            "notes",
        ),
        dated="requested_on",
        once=("person", "requested_on"),
    ),
    Entry(
        "response",
        "Somebody answered your request.",
        table="interviews",
        needs=("person",),
        fields=(
            "response",
            "responded_on",
            "interview_on",
            "interview_time",
            "place",
            "format",
            "minutes_agreed",
            "next_step",
            "notes",
            "interview_id",
        ),
        dated="responded_on",
        finds=("person",),
        adds=False,
    ),
    Entry(
        "preparation",
        "You prepared for a conversation.",
        table="interviews",
        needs=("person",),
        fields=("prepared_on", "notes", "interview_id"),
        dated="prepared_on",
        finds=("person",),
        adds=False,
    ),
    Entry(
        "interview",
        "You talked with somebody, or you agreed on a day for it.",
        table="interviews",
        needs=("person",),
        fields=(
            "interview_on",
            "interview_time",
            "place",
            "format",
            "minutes",
            "asked_for_referral",
            "learned",
            "next_step",
            "notes",
            "outcome",
            "minutes_agreed",
            "interview_id",
        ),
        dated="interview_on",
        finds=("person",),
        adds=False,
    ),
    Entry(
        "referral",
        "Somebody named one or more people to talk to.",
        table="referrals",
        needs=("from_person", "to_person"),
        fields=(
            "referred_on",
            "may_use_name",
            "organization",
            "role",
            "industry",
            "introduced_on",
            "interview_id",
            "notes",
        ),
        dated="referred_on",
        several="to_person",
        once=("from_person", "to_person", "referred_on"),
    ),
    Entry(
        "thanks",
        "You thanked somebody for a conversation.",
        table="interviews",
        needs=("person",),
        fields=("thank_you_on", "thank_you_by", "interview_id"),
        dated="thank_you_on",
        finds=("person",),
        adds=False,
    ),
    Entry(
        "leave",
        "Somebody said whether you may mention them to a person whom they had named.",
        table="referrals",
        needs=("from_person", "to_person", "may_use_name"),
        fields=("notes", "referral_id"),
        finds=("from_person", "to_person"),
        adds=False,
    ),
    Entry(
        "introduction",
        "Somebody introduced you to a person whom they had named.",
        table="referrals",
        needs=("from_person", "to_person"),
        fields=("introduced_on", "may_use_name", "notes", "referral_id"),
        dated="introduced_on",
        finds=("from_person", "to_person"),
        adds=False,
    ),
    Entry(
        "report_back",
        "You told somebody how it went with a person whom they had named.",
        table="referrals",
        needs=("from_person", "to_person"),
        fields=("reported_back_on", "notes", "referral_id"),
        dated="reported_back_on",
        finds=("from_person", "to_person"),
        adds=False,
    ),
    Entry(
        "touch",
        "You were in contact with somebody in another way.",
        table="touches",
        needs=("person", "kind"),
        fields=("touched_on", "channel", "notes"),
        dated="touched_on",
    ),
    Entry(
        "advice",
        "Somebody gave you advice in a conversation.",
        table="advice",
        needs=("interview_id", "advice"),
        fields=("action", "done_on", "reported_back_on"),
    ),
    Entry(
        "advice_done",
        "You did what you were advised.",
        table="advice",
        needs=("advice_id",),
        fields=("done_on", "action", "reported_back_on"),
        dated="done_on",
        finds=("advice_id",),
        adds=False,
    ),
    Entry(
        "outcome",
        "Something came of it.",
        table="outcomes",
        needs=("person", "kind"),
        fields=("happened_on", "notes"),
        dated="happened_on",
    ),
    Entry(
        "person",
        "You know of somebody whom you have not asked.",
        table="people",
        needs=("person",),
        fields=(
            "organization",
            "role",
            "industry",
            "city",
            "source",
            "email",
            "profile_url",
            "known_since",
            "notes",
        ),
        dated="known_since",
        finds=("person",),
    ),
    Entry(
        "organization",
        "You want to reach an organisation.",
        table="organizations",
        needs=("organization",),
        fields=("priority", "why", "researched_on", "follows", "notes"),
        finds=("organization",),
    ),
)
ENTRIES: dict[str, Entry] = {entry.name: entry for entry in _ALL}


def entry_columns(
    entry: Entry, *, words: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Column]:
    """Return the columns that an entry takes, in the order of a form.

    Parameters
    ----------
    entry : Entry
        One of `ENTRIES`.
    words : mapping, optional
        A campaign's own words, as its settings hold them: they are choices too.

    Returns
    -------
    dict
        Each `Column` of the schema by its name: first those that must be given. The id of the
        entry's own table is said to be the one of the row that is meant.
    """
    table = TABLE_OF[entry.table].with_words(dict(words or {}))
    columns = {column.name: column for column in table.columns}
    if columns[table.key].kind == "id":
        columns[table.key] = replace(columns[table.key], meaning="which row is meant")
    return {name: columns[name] for name in (*entry.needs, *entry.fields)}
