import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.exports import workbooks
from infoview_analytics.exports.graphs import graph_of
from infoview_analytics.exports.tables import tables_of
from infoview_analytics.exports.workbooks import in_xlsx


@pytest.fixture(scope="module")
def made(hostile):
    handed = hostile()
    return in_xlsx(tables_of(handed, graph_of(handed)))


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(BytesIO(made))


def test_each_table_is_a_sheet_with_its_heading_kept_in_sight(book):
    assert book.sheetnames == ["interviews", "referrals", "contacts"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}


def test_no_cell_is_a_formula_or_a_link_or_begins_like_one(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\uff1d"))]
    assert not [cell for cell in cells if cell.hyperlink]


def test_days_and_numbers_are_such_and_texts_that_look_like_them_are_not(book):
    rows = list(book["contacts"].iter_rows(values_only=True))
    of = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows}["12"]
    assert of["generation"] == 23
    assert of["requested_on"] == datetime(2026, 3, 2)  # noqa: DTZ001


def test_nobody_is_its_author_and_the_same_tables_give_the_same_bytes(made, book, hostile):
    handed = hostile()
    assert in_xlsx(tables_of(handed, graph_of(handed))) == made
    told = book.properties
    assert not any((told.creator, told.lastModifiedBy, told.title, told.description))
    assert told.created.year == told.modified.year == 1980


def test_its_fonts_are_called_as_nobody_is(made):
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert b"Shruti" not in b"".join(map(parts.read, parts.namelist()))


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis_and_an_old_day_is_a_text():
    old = pd.Timestamp("1850-01-01")
    content = in_xlsx({"notes": pd.DataFrame({"notes": ["x" * 40_000], "done_on": [old]})})
    (sheet,) = openpyxl.load_workbook(BytesIO(content))
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("\u2026")
    assert sheet["B2"].value == "1850-01-01"


def test_without_xlsxwriter_it_says_what_to_type(monkeypatch):
    monkeypatch.setattr(workbooks, "xlsxwriter", None)
    with pytest.raises(iv.MissingExtraError, match=r"uv run --extra handin .* csv needs neither"):
        in_xlsx({})
