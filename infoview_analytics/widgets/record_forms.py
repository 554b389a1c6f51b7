"""The forms: write down what happened, one form for each thing that can."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw
import traitlets as t

from infoview_analytics.logbook.entries import ENTRIES
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.widgets._controls import row
from infoview_analytics.widgets._fields import Field
from infoview_analytics.widgets._forms_state import RecordFormsState
from infoview_analytics.widgets._look import CHOICE
from infoview_analytics.widgets._said import Said

_QUESTIONS = {
    "new_person": ("E501", "This is a new person"),
    "replace": ("E504", "Replace what stands there"),
}
_WHAT = [(entry.meaning.removesuffix("."), name) for name, entry in ENTRIES.items()]


class RecordForms(ipw.VBox):
    """Write down what happened, in one form for each thing that can.

    Below the choice of what happened stand its fields; names are completed from the records.
    A fault is told at its field, all at once, and what was written stays. Nothing but "Save"
    changes a file, and "Undo" takes it back.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day that is offered as the day of what happened.

    Attributes
    ----------
    state : RecordFormsState
        What is shown. Change it from code and the form follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = RecordFormsState(campaign, as_of=as_of)
        self._built: dict[str, dict[str, Field]] = {}
        style, wide = {"description_width": "11em"}, {"width": "min(40em, 100%)"}
        self.entry = ipw.Dropdown(
            options=_WHAT, description="What happened", style=style, layout=wide
        ).add_class(CHOICE)
        t.link((state, "entry"), (self.entry, "value"))
        self.form = ipw.VBox()
        self.questions = {name: _question(said) for name, (_, said) in _QUESTIONS.items()}
        for name, box in self.questions.items():
            t.link((state, name), (box, "value"))
        self.save = ipw.Button(description="Save", button_style="primary", icon="check")
        self.undo = ipw.Button(description="Undo", tooltip="Take the last save back", icon="undo")
        self.save.on_click(lambda _: state.save())
        self.undo.on_click(lambda _: state.undo())
        self.status = Said()
        t.dlink((state, "said"), (self.status, "words"))
        state.observe(self._fill, ["values", "entry"])
        state.observe(self._complete, "campaign")
        state.observe(self._tell, "problems")
        super().__init__(
            [
                self.entry,
                self.form,
                row(*self.questions.values()),
                row(self.save, self.undo, ipw.Label("* is needed")),
                self.status,
            ]
        )
        self._fill()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the form that is shown, by their columns."""
        entry = self.state.entry
        if entry not in self._built:
            self._built[entry] = self._new_fields()
        return self._built[entry]

    def _new_fields(self) -> dict[str, Field]:
        """Return the fields of a form that was not shown yet."""
        state, kind = self.state, self.state.kind
        fields = {}
        for name, column in state.columns.items():
            field = Field(
                column,
                is_needed=name in kind.needs,
                is_several=name == kind.several,
                if_empty=state.day_if_unsaid if name == kind.dated else "",
            )
            field.observe(self._take, "text")
            fields[name] = field
        return fields

    def _fill(self, _change: object = None) -> None:
        fields = self.fields
        for name, text in self.state.values.items():
            fields[name].text = text
        shown = tuple(fields.values())
        if self.form.children != shown:
            self._complete()
            self.form.children = shown
        self._tell()

    def _take(self, change: dict[str, Any]) -> None:
        name = change["owner"].column.name
        if self.state.values.get(name) != change["new"]:
            self.state.values = {**self.state.values, name: change["new"]}

    def _complete(self, _change: object = None) -> None:
        for name, texts in self.state.known.items():
            self.fields[name].offer(texts)

    def _tell(self, _change: object = None) -> None:
        faults = self.state.faults
        for name, field in self.fields.items():
            field.fault.words = faults.get(name, "")
        for name, (code, _) in _QUESTIONS.items():
            asked = self.state.asks(code) or getattr(self.state, name)
            self.questions[name].layout.display = "" if asked else "none"


def _question(said: str) -> ipw.Checkbox:
    """Return a box to tick that is shown when it is asked."""
    layout = {"width": "auto", "display": "none"}
    return ipw.Checkbox(description=said, indent=False, layout=layout)
