"""What the forms know. It draws nothing and needs no browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets as t

from infoview_analytics.errors import (
    ChangedOutsideError,
    EntryError,
    InfoviewError,
    Problem,
    StoreError,
    quoted,
)
from infoview_analytics.logbook.entries import ENTRIES, Entry, entry_columns
from infoview_analytics.logbook.suggestions import suggestions
from infoview_analytics.logbook.writing import log_record
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.configuring import settings_beside
from infoview_analytics.records.dates import spoken
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES, Column
from infoview_analytics.records.settings import SETTINGS_FILE
from infoview_analytics.store.changes import fingerprints
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._saves import (
    KEPT,
    READ_ANEW,
    fault_in_words,
    label,
    read_anew,
    shortened,
    take_back,
    together,
)

_KEYS = {table.key: table.name for table in TABLES if table.key.endswith("_id")}


class RecordFormsState(t.HasTraits):
    """What the forms know. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day that is offered as the day of what happened.
    """

    campaign = t.Instance(Campaign, help="The records; read anew after each save.")
    entry = t.Enum(tuple(ENTRIES), "request", help="What is written down, among `ENTRIES`.")
    values = t.Dict(
        value_trait=t.Unicode(), key_trait=t.Unicode(), help="What stands in each field."
    )
    new_person = t.Bool(default_value=False, help="Whether a name much like another is new.")
    replace = t.Bool(default_value=False, help="Whether what stands in a cell is replaced.")
    problems = t.Tuple(read_only=True, help="What is wrong with the values, all at once.")
    said = t.Unicode(read_only=True, help="What was done, or why it was not.")

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._day = day(as_of).date()
        self._drafts: dict[str, dict[str, str]] = {}
        self.campaign = campaign
        self.values = self._fresh()

    @property
    def kind(self) -> Entry:
        """The `Entry` that is written down."""
        return ENTRIES[self.entry]

    @property
    def columns(self) -> dict[str, Column]:
        """The fields, in their order, with the campaign's own words among the choices."""
        return entry_columns(self.kind, words=self._words)

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong, in words, by the field; under an empty name what is of none."""
        told: dict[str, list[str]] = {}
        for problem in self.problems:
            name = problem.name if problem.name in self.columns else ""
            told.setdefault(name, []).append(fault_in_words(problem))
        return {name: " ".join(words) for name, words in told.items()}

    @property
    def known(self) -> dict[str, list[str]]:
        """What can complete each field that is being written."""
        return {name: self._known(name) for name in self.columns}

    @property
    def day_if_unsaid(self) -> str:
        """Which day is written down where none is said, in words; empty where nothing is."""
        return self.kind.day_if_unsaid(spoken(self._day.isoformat()))

    def asks(self, code: str) -> bool:
        """Tell whether a problem of a code is among those told.

        Parameters
        ----------
        code : str
            Such as ``E501``.

        Returns
        -------
        bool
            Whether it is.
        """
        return any(problem.code == code for problem in self.problems)

    def save(self) -> bool:
        """Write down what the fields hold.

        Returns
        -------
        bool
            Whether it is safely on the disk. If not, `problems` and `said` tell why, and the
            values stay.
        """
        self.set_trait("problems", ())
        try:
            logged = log_record(
                self.campaign.folder,
                self.entry,
                {name: text for name, text in self.values.items() if text.strip()},
                as_of=self._day,
                seen=self._seen,
                new_person=self.new_person,
                replace=self.replace,
            )
        except EntryError as error:
            self._refuse(error.problems)
            return False
        except ChangedOutsideError as error:
            self._say(shortened(error), self._reread() or READ_ANEW)
            return False
        except InfoviewError as error:
            self._say(shortened(error), KEPT)
            return False
        self._begin_anew()
        warnings = [f"Please look at this: {fault_in_words(p)}" for p in logged.saved.warnings]
        self._say(f"{logged.words} Undo takes it back.", *warnings, self._reread())
        return True

    def undo(self) -> bool:
        """Take the last save back.

        Returns
        -------
        bool
            Whether it was taken back; `said` tells.
        """
        is_back, words = take_back(self.campaign.folder)
        self._say(words, self._reread() if is_back else "")
        return is_back

    @t.validate("values")
    def _check_values(self, proposal: dict[str, Any]) -> dict[str, str]:
        given: dict[str, str] = proposal["value"]
        strangers = [name for name in given if name not in self.columns]
        if strangers:
            fields = ", ".join(self.columns)
            message = f"There is no field {quoted(strangers[0])} here. The fields are {fields}."
            raise t.TraitError(message)
        return {name: given.get(name, "") for name in self.columns}

    @t.observe("campaign")
    def _look(self, _change: object = None) -> None:
        settings, _ = settings_beside(self.campaign.folder / SETTINGS_FILE)
        self._words = settings.words
        self._suggested = suggestions(self.campaign)
        try:
            self._seen: Mapping[str, str] = fingerprints(self.campaign.folder)
        except StoreError as error:
            self._seen = {}
            self._say(shortened(error))

    @t.observe("entry")
    def _turn_to(self, change: dict[str, Any]) -> None:
        self._drafts[change["old"]] = dict(self.values)
        self.new_person = self.replace = False
        self.set_trait("problems", ())
        self.set_trait("said", "")
        self.values = self._drafts.pop(change["new"], {}) or self._fresh()

    @t.observe("values")
    def _forgive(self, change: dict[str, Any]) -> None:
        old, new = change["old"], change["new"]
        old = old if isinstance(old, dict) else {}  # the first time there is none
        touched = {name for name in new if old.get(name) != new[name]}
        self.set_trait("problems", tuple(p for p in self.problems if p.name not in touched))
        if touched & {*self.kind.needs, *_KEYS}:  # what was allowed was so for another row
            self.new_person = self.replace = False

    def _known(self, name: str) -> list[str]:
        """Return what can complete a field."""
        if name in PERSON_COLUMNS:
            return self._suggested["person"]
        table = _KEYS.get(name)
        if table is None:
            return self._suggested.get(name, [])
        records = getattr(self.campaign, table)
        ids = [] if name not in records else [*map(str, records[name].dropna())]
        is_own = table == self.kind.table and name not in self.kind.finds
        return ids if is_own else [*self._suggested["person"], *ids]

    def _fresh(self) -> dict[str, str]:
        """Return a form in which nothing is filled in, but the day of a row that is new."""
        is_new = self.kind.dated and not self.kind.finds
        return {self.kind.dated: self._day.isoformat()} if is_new else {}

    def _begin_anew(self) -> None:
        """Empty the form."""
        self.new_person = self.replace = False
        self.values = self._fresh()

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        """Tell every problem at its field."""
        self.set_trait("problems", problems)
        count = len(problems)
        things = "this" if count == 1 else f"these {count} things"
        faults = self.faults
        names = [label(name) for name in self.columns if name in faults]
        at = f" ({', '.join(names)})" if names else ""
        refusal = f"Nothing was written down. Please look at {things}{at}."
        self._say(refusal, faults.get("", ""))

    def _reread(self) -> str:
        """Read the records anew; return why not, if they cannot be read."""
        self.campaign, fault = read_anew(self.campaign, self._day)
        return fault

    def _say(self, *words: str) -> None:
        self.set_trait("said", together(*words))
