"""What to type to get the words for an action, and to write down that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import infoview_analytics as iv
from infoview_analytics.cli._remedies import typed
from infoview_analytics.cli._typed import in_quotes, infoview
from infoview_analytics.logbook.entries import ENTRIES, Entry
from infoview_analytics.records.schema import TABLE_OF

_CLOSING: dict[str, tuple[tuple[str, ...], str]] = {
    # by rule: the columns of the entry's values, or a text behind "=", and its options
    "arrive": (("person",), '--minutes MINUTES --learned "..." --next-step "..."'),
    "confirm": (("person", "=other"), '--notes "Confirmed."'),
    "prepare": (("person",), ""),
    "agree_day": (("person",), '--interview-on DAY --interview-time HH:MM --place "..."'),
    "thank": (("person",), "--thank-you-by email"),
    "write_down": (("person",), ""),
    "ask_for_name": (("person",), "--asked-for-referral yes"),
    "tell_referrer": (("person", "other"), ""),
    "follow_advice": (("record",), ""),
    "tell_advice": (("record",), "--reported-back-on today"),
    "ask_leave": (("person", "other", "=yes"), ""),
    "contact": (("person",), "--channel email"),
    "contact_cold": (("person",), "--channel email"),
    "nudge": (("person", "=nudge"), "--channel email"),
    "keep_in_touch": (("person", "=update"), ""),
    "keep_in_mind": (("person", "=feeler"), ""),
    "list_wishes": (('="Its Name"',), "--priority 1"),
    "look_into": (("organization",), "--researched-on today"),
}
_SAID = ("True", "False")
_TO_WRITE_DOWN = ("learned", "next_step")
_AFTER_THE_TALK = ("write_down", "ask_for_name")  # which find a talk by its day alone


@dataclass(frozen=True, slots=True)
class Typed:
    """What to type for the actions of a plan.

    Attributes
    ----------
    folder : pathlib.Path
        The campaign's folder, as it is typed.
    campaign : Campaign
        The campaign; it tells which row is meant where there may be several.
    as_of : str
        The day that is looked at, where it is not today.
    """

    folder: Path
    campaign: iv.Campaign
    as_of: str = ""

    def commands(self, actions: Sequence[Any]) -> list[tuple[str, str]]:
        """Return the command that gives the words, and those that write down what is done.

        Parameters
        ----------
        actions : sequence of pandas.Series
            Rows of `next_actions` that one message can be about.

        Returns
        -------
        list of tuple
            Labels and commands, with dots or capitals where something is to be filled in; none
            where there are no words, and where nothing is written down.
        """
        found = [("words", self.worded_by(actions[0]))]
        found += [("done", self.closed_by(action)) for action in actions]
        return [(label, command) for label, command in found if command]

    def worded_by(self, action: Any) -> str:  # noqa: ANN401 -- a row
        """Return the command that gives the words for an action, or nothing."""
        person, by = action["person"], action["by"]
        kinds = iv.words_for(action["rule"], by if isinstance(by, str) else "")
        if not isinstance(person, str) or not kinds:
            return ""
        on = f" --as-of {self.as_of}" if self.as_of else ""
        if kinds[0] == "brief":
            return infoview(f"brief{on}", in_quotes(person), folder=self.folder)
        return infoview("message", f"{kinds[0]}{on}", in_quotes(person), folder=self.folder)

    def closed_by(self, action: Any) -> str:  # noqa: ANN401 -- a row
        """Return the command that writes down that an action is done, or nothing."""
        if action["rule"] not in _CLOSING:
            return ""
        names, options = _CLOSING[action["rule"]]
        entry = ENTRIES[action["entry"]]
        if isinstance(action["by"], str) and action["by"]:
            options = options.replace("email", action["by"])
        options = " ".join([*filter(None, [options]), *_which(action, entry, self.campaign)])
        values = [name[1:] if name.startswith("=") else _quoted(action[name]) for name in names]
        is_odd = any(value.startswith('"-') for value in values)
        words = [typed(entry.name), *values]
        at = 0 if is_odd else -1
        words[at] = f"{words[at]} {options}".rstrip()
        return infoview("log", *words, folder=self.folder)


def _which(action: Any, entry: Entry, campaign: iv.Campaign) -> list[str]:  # noqa: ANN401
    """Return the options that tell which row is meant, and what is missing in it."""
    key, table = TABLE_OF[entry.table].key, getattr(campaign, entry.table)
    if not entry.finds or key in entry.finds or key not in table:
        return []
    meant = table.loc[table[key] == action["record"]]
    if meant.empty:
        return []
    row, told = meant.iloc[0], []
    if action["rule"] == "write_down":
        lacking = [name for name in _TO_WRITE_DOWN if not isinstance(row.get(name), str)]
        told += [f'--{typed(name)} "..."' for name in lacking]
    if action["rule"] in _AFTER_THE_TALK:
        told.append(f"--on {row['interview_on']:%Y-%m-%d}")
    is_said = action["rule"] == "ask_for_name" and str(row["asked_for_referral"]) in _SAID
    if is_said or (action["rule"] == "agree_day" and str(row["interview_on"]) != "NaT"):
        told.append("--replace")
    columns = list(entry.finds)
    if (table[columns] == row[columns]).all(axis="columns").sum() > 1:
        told.append(f"--{typed(key)} {_quoted(row[key])}")
    return told


def _quoted(value: Any) -> str:  # noqa: ANN401
    """Return a cell in quotes."""
    return in_quotes(value if isinstance(value, str) else "")
