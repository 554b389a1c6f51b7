"""One field of a form: the control that a column asks for, and what is wrong with its value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import ipywidgets as ipw
import traitlets as t

from infoview_analytics.records.dates import is_date
from infoview_analytics.records.schema import Column
from infoview_analytics.widgets._look import CHOICE
from infoview_analytics.widgets._said import FIELD, Said
from infoview_analytics.widgets._saves import label

NOT_SAID = "(not said)"

_STYLE = {"description_width": "11em"}
_WIDE = {"width": "min(34em, 100%)"}
_HINTS = {"time": "such as 09:30", "number": "a whole number", "id": "leave it empty if unsure"}


class Field(ipw.HBox):
    """Ask for the value of one column.

    Parameters
    ----------
    column : Column
        What is asked for.
    is_needed : bool, default False
        Whether it must be given.
    is_several : bool, default False
        Whether there may be several values, each on its own line.
    if_empty : str, default ''
        What is written down if it is left empty, in words.
    """

    text = t.Unicode(help="The value as it shall stand in the file; empty where none is given.")

    def __init__(
        self,
        column: Column,
        *,
        is_needed: bool = False,
        is_several: bool = False,
        if_empty: str = "",
    ) -> None:
        self.column = column
        self.control = _control(column, is_several=is_several)
        self.control.description = label(column.name) + (" *" if is_needed else "")
        self.control.tooltip = f"{column.meaning[:1].upper()}{column.meaning[1:]}."
        self.fault = Said(is_fault=True)
        hint = [ipw.Label(f"if empty: {if_empty}")] if if_empty else []
        super().__init__([self.control, *hint, self.fault], layout={"flex_flow": "row wrap"})
        self.add_class(FIELD)
        if isinstance(self.control, ipw.DatePicker):
            t.link((self, "text"), (self.control, "value"), transform=(_day, _iso))
        elif isinstance(self.control, ipw.Dropdown):
            t.link((self, "text"), (self.control, "value"), transform=(self._choice, str))
        else:
            t.link((self, "text"), (self.control, "value"))

    def offer(self, texts: Sequence[str]) -> None:
        """Offer texts to complete what is being written.

        Parameters
        ----------
        texts : sequence of str
            Any of them, or something else, may be written.
        """
        if isinstance(self.control, ipw.Combobox):
            self.control.options = tuple(texts)

    def _choice(self, text: str) -> str:
        """Return a choice, none where a text is not one of them."""
        return text if text in self.column.choices or text in {"yes", "no"} else ""


def choices(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the choices of a column as the options of a control, and none.

    Parameters
    ----------
    words : sequence of str
        As they stand in the schema.

    Returns
    -------
    list of tuple
        What is shown and what is stored.
    """
    return [(NOT_SAID, ""), *((word.replace("_", " "), word) for word in words)]


def _control(column: Column, *, is_several: bool) -> ipw.Widget:
    """Return the control that a column asks for."""
    how: dict[str, Any] = {"style": _STYLE, "layout": _WIDE}
    if column.kind == "date":
        return ipw.DatePicker(**how)
    if column.kind in {"choice", "yes/no"}:
        words = column.choices if column.kind == "choice" else ("yes", "no")
        return ipw.Dropdown(options=choices(words), **how).add_class(CHOICE)
    how["continuous_update"] = False
    if is_several or column.kind == "notes":
        hint = "one name on each line" if is_several else ""
        return ipw.Textarea(rows=2, placeholder=hint, **how)
    kind = ipw.Combobox if column.kind in {"text", "id"} else ipw.Text
    return kind(placeholder=_HINTS.get(column.kind, ""), **how)


def _day(text: str) -> date | None:
    """Return a text as a day, or none."""
    return date.fromisoformat(text) if is_date(text) else None


def _iso(day: date | None) -> str:
    """Return a day as a text."""
    return "" if day is None else day.isoformat()
