import csv
from io import StringIO

import pandas as pd
import pytest

from infoview_analytics.exports.spreadsheets import for_a_spreadsheet, in_csv

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\n=1", "\uff1d1", "=cmd|' /C x'!A1"]


def read(content):
    return list(csv.reader(StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_and_no_heading_begins_like_a_formula(text):
    table = pd.DataFrame({text: [text], "mine": ["a=1"]})
    assert read(in_csv(table)) == [[f"'{text}", "mine"], [f"'{text}", "a=1"]]
    flat = for_a_spreadsheet(table.set_index(text))
    assert flat.columns[0] == flat.iloc[0, 0] == f"'{text}"


def test_numbers_days_and_yes_or_no_are_written_as_the_records_write_them():
    table = pd.DataFrame(
        {
            "minutes": pd.array([-5, None], dtype="Int64"),
            "share": [0.5, float("nan")],
            "asked": pd.array([True, None], dtype="boolean"),
            "held_on": pd.to_datetime(["2026-03-02", None]),
        }
    )
    assert read(in_csv(table))[1:] == [["-5", "0.5", "yes", "2026-03-02"], [""] * 4]


def test_what_no_file_can_hold_is_shown_as_a_box():
    table = pd.DataFrame({"notes": ["a\x00b\ud800", "two\nlines"]})
    assert read(in_csv(table))[1:] == [["a\u25a1b\u25a1"], ["two\nlines"]]


def test_a_bare_carriage_return_ends_no_row():
    table = pd.DataFrame({"notes": ["a\r=1+1", "\r=1", "a\r\nb"]})
    assert read(in_csv(table))[1:] == [["a\n=1+1"], ["'\n=1"], ["a\nb"]]
    assert "\r" not in for_a_spreadsheet(table).to_csv(lineterminator="\n")
