"""The table editor: correct what stands in a file, faulty rows included."""

from __future__ import annotations

import warnings
from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.schema import TABLES
from infoview_analytics.weeks import Day
from infoview_analytics.widgets._controls import row
from infoview_analytics.widgets._editor_state import TableEditorState
from infoview_analytics.widgets._look import CHOICE
from infoview_analytics.widgets._said import Said
from infoview_analytics.widgets._saves import label

with warnings.catch_warnings():  # bqplot, on which it stands, is written in an old manner
    warnings.simplefilter("ignore")
    from ipydatagrid import DataGrid  # type: ignore[import-untyped]

_FILES = [(table.file, table.name) for table in TABLES]
_LETTER, _NARROW, _BROAD = 8, 90, 240  # pixels
_MOST_LETTERS = 40  # of a row in the list of rows
_MOST_ROWS = 16  # that are seen at once
_ROW = 22
_OF_THE_GRID = "ipydguuid"
_STYLE = {"description_width": "initial"}


class TableEditor(ipw.VBox):
    """Correct what stands in a file, faulty rows included.

    A cell is changed in the grid (a double click, or Enter), or in the field below it, which
    the keyboard and a screen reader reach too. Nothing but "Save corrections" changes the
    file, and "Undo" takes it back.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can have happened.
    table : str, default "interviews"
        The table that is corrected.

    Attributes
    ----------
    state : TableEditorState
        What is shown. Change it from code and the editor follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day, table: str = "interviews") -> None:
        self.state = state = TableEditorState(campaign, as_of=as_of, table=table)
        self._is_following = False
        self.table = ipw.Dropdown(options=_FILES, description="File", style=_STYLE)
        t.link((state, "table"), (self.table, "value"))
        self.told, self.faults, self.status = Said(), Said(), Said()
        self.grid_box = ipw.VBox()
        self.line = ipw.Dropdown(description="Line", style=_STYLE, layout={"width": "22em"})
        self.column = ipw.Dropdown(description="Column", style=_STYLE)
        for listed in (self.table, self.line, self.column):
            listed.add_class(CHOICE)
        wide = {"width": "min(44em, 100%)"}
        self.text = ipw.Textarea(
            description="Value", rows=2, continuous_update=False, style=_STYLE, layout=wide
        )
        self.save = ipw.Button(description="Save corrections", button_style="primary")
        self.drop = ipw.Button(description="Drop corrections")
        self.undo = ipw.Button(description="Undo", tooltip="Take the last save back")
        self.save.on_click(lambda _: state.save())
        self.drop.on_click(lambda _: state.forget())
        self.undo.on_click(lambda _: state.undo())
        self.line.observe(self._look, "value")
        self.column.observe(self._look, "value")
        self.text.observe(self._write, "value")
        state.observe(self._show, "cells")
        state.observe(self._follow, ["selected", "edits"])
        t.dlink((state, "said"), (self.status, "words"))
        super().__init__(
            [
                row(self.table),
                self.told,
                self.faults,
                self.grid_box,
                row(self.line, self.column),
                self.text,
                row(self.save, self.drop, self.undo),
                self.status,
            ]
        )
        self._show()

    def _show(self, _change: object = None) -> None:
        """Show another table, or the same one read anew."""
        state, cells = self.state, self.state.cells
        old = self.grid_box.children
        self.grid = _grid(cells)
        self.grid.on_cell_change(self._take)
        self.grid.observe(self._point, "selections")
        self.grid_box.children = [self.grid] if len(cells) else []
        for grid in old:
            grid.close()
        self._is_following = True
        try:
            self.line.options = _lines(cells)
            self.column.options = [(label(str(name)), name) for name in cells]
        finally:
            self._is_following = False
        self.faults.words = "\n".join(state.faults)
        self._follow()

    def _follow(self, _change: object = None) -> None:
        """Show the cell that is looked at."""
        state = self.state
        self.told.words = state.words
        if not state.selected or state.selected[0] not in state.cells.index:
            return
        line, column = state.selected
        text = state.cells.loc[line, column]
        place = state.cells.index.get_loc(line)
        self._is_following = True
        try:
            self.line.value, self.column.value, self.text.value = line, column, text
            shown = _shown(column)
            if self.grid.get_cell_value_by_index(shown, place) != text:
                self.grid.set_cell_value_by_index(shown, place, text)
        finally:
            self._is_following = False

    def _look(self, _change: object) -> None:
        if not self._is_following and None not in {self.line.value, self.column.value}:
            self.state.look_at(self.line.value, self.column.value)

    def _write(self, change: dict[str, Any]) -> None:
        if self._is_following or not self.state.selected:
            return
        line, column = self.state.selected
        if not self.state.edit(line, column, change["new"]):
            self._follow()

    def _take(self, cell: dict[str, Any]) -> None:
        """Take what was written in the grid; put back what cannot be taken."""
        if self._is_following:
            return
        line = int(self.state.cells.index[cell["row"]])
        text = "" if cell["value"] is None else str(cell["value"])
        headings = {_shown(heading): heading for heading in map(str, self.state.cells)}
        column = headings[cell["column"]]
        self.state.edit(line, column, text)
        self.state.look_at(line, column)
        self._follow()

    def _point(self, change: dict[str, Any]) -> None:
        """Look at the cell that was selected in the grid."""
        if not change["new"]:
            return
        first = change["new"][-1]
        rows = self.grid._visible_rows or range(len(self.state.cells))  # noqa: SLF001 - sorted
        line = self.state.cells.index[rows[first["r1"]]]
        self.state.look_at(int(line), self.state.cells.columns[first["c1"]])


def _grid(cells: pd.DataFrame) -> DataGrid:
    """Return a grid of texts."""
    shown = cells.rename(columns=_shown)
    widths = {name: min(max(len(str(name)) * _LETTER + 40, _NARROW), _BROAD) for name in shown}
    rows = min(len(cells), _MOST_ROWS)
    return DataGrid(
        shown,
        editable=True,
        selection_mode="cell",
        base_row_size=_ROW,
        column_widths=widths,
        layout={"height": f"{(rows + 3) * _ROW}px"},
    )


def _shown(heading: str) -> str:
    """Return a heading as the grid has it, which keeps one name for itself."""
    return f"{heading} " if heading == _OF_THE_GRID else heading


def _lines(cells: pd.DataFrame) -> list[tuple[str, int]]:
    """Return the rows of a table as options: the line, and the first texts on it."""
    first = cells.iloc[:, :2].itertuples(name=None)
    return [(f"{line}: {' '.join(texts)[:_MOST_LETTERS]}", int(line)) for line, *texts in first]
