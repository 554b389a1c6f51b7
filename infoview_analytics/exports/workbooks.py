"""Tables as an Excel workbook: the one door of xlsxwriter."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd

from infoview_analytics.errors import MissingExtraError
from infoview_analytics.exports.spreadsheets import Cell, cells_of
from infoview_analytics.words.phrases import shortened

try:
    import xlsxwriter
except ModuleNotFoundError:
    xlsxwriter = None

_AS_THEY_STAND = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 -- one for all: the same tables give the same bytes
_FIRST_YEAR = 1900  # of Excel's days
_MOST = 32_767  # characters in a cell
_WIDTHS = (8, 44)  # characters; the least and the most
_DAY_WIDTH = 11
_MEASURED = 500  # rows that a width is made for
_FONTS = re.compile(rb'<a:font script="[^"]*" typeface="[^"]*"/>')  # some are called as people are


def in_xlsx(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return tables as one Excel workbook, a sheet each.

    Parameters
    ----------
    tables : mapping
        The tables, by the names of their sheets; their indices are left out.

    Returns
    -------
    bytes
        Days and numbers are such; no cell is a formula or a link. Who made it, and when, is
        not told: the same tables give the same bytes.

    Raises
    ------
    MissingExtraError
        If xlsxwriter is not installed.
    """
    if xlsxwriter is None:
        message = (
            "An Excel file needs xlsxwriter. Run `uv run --extra handin infoview ...`, or "
            '`pip install "infoview-analytics[handin]"` first; csv needs neither.'
        )
        raise MissingExtraError(message)
    made = BytesIO()
    with xlsxwriter.Workbook(made, _AS_THEY_STAND) as book:
        book.set_properties({"created": _MADE})
        looks = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, table in tables.items():
            _fill(book.add_worksheet(name), list(cells_of(table)), *looks)
    return _without_fonts(made)


def _fill(sheet: Any, rows: list[list[Cell]], heading: Any, day: Any) -> None:  # noqa: ANN401
    """Write rows into a sheet, the first one as its heading."""
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            match cell:
                case date() if cell.year >= _FIRST_YEAR:
                    sheet.write_datetime(at, place, cell, day)
                case int() | float():
                    sheet.write_number(at, place, cell)
                case None:
                    pass
                case _:
                    text = shortened(str(cell), _MOST)
                    sheet.write_string(at, place, text, None if at else heading)
    for place, column in enumerate(zip(*rows[:_MEASURED], strict=True)):
        sheet.set_column(place, place, _width(column))


def _width(column: tuple[Cell, ...]) -> int:
    """Return how wide a column is shown, in characters."""
    least, most = _WIDTHS
    longest = max(_DAY_WIDTH if isinstance(c, date) else len(str(c or "")) for c in column)
    return min(max(longest + 2, least), most)


def _without_fonts(made: BytesIO) -> bytes:
    """Return a workbook without the list of fonts for other scripts, as it stands in its theme."""
    kept = BytesIO()
    with zipfile.ZipFile(made) as book, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in book.namelist():
            info = zipfile.ZipInfo(part, _MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, _FONTS.sub(b"", book.read(part)))
    return kept.getvalue()
