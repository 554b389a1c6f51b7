import csv
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_csv import Misquoted, rows_of

from infoview_analytics.records.codes import LONGEST_FIELD
from infoview_analytics.records.splitting import is_regular, split_cells

AWKWARD = st.text(st.sampled_from('a,"\r\n \u2028\x85\x0c\ufeffé'), max_size=25)


def rows(cells):
    texts = iter(cells.texts)
    return [[next(texts) for _ in range(width)] for width in cells.widths]


@settings(max_examples=1000)
@given(AWKWARD)
def test_it_agrees_with_a_plain_reader_on_every_text(text):
    found = split_cells(text, "f")
    try:
        expected = rows_of(text)
    except Misquoted:
        assert found.problems
    else:
        assert found.problems == []
        assert rows(found) == expected


@settings(max_examples=300)
@given(
    st.lists(st.lists(AWKWARD, min_size=1, max_size=4), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_in_quotes_comes_back_on_its_line(table, line_end):
    written, ends = "", []
    for row in table:
        written += ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
        ends.append(len(re.findall(r"\r\n|\r|\n", written)) + 1)
        written += line_end
    found = split_cells(written, "f")
    assert rows(found) == table
    assert found.ends == ends


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
        "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ],
)  # fmt: skip
def test_the_spectrum_of_awkward_files_is_read_as_its_makers_expect(real, name):
    folder = real / "csv-spectrum"
    text = (folder / "csvs" / f"{name}.csv").read_bytes().decode()
    if name.endswith("_crlf"):  # the copy of them that is common lost its CR in git
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    headings, *found = rows(split_cells(text, name))
    expected = json.loads((folder / "json" / f"{name}.json").read_bytes())
    assert [dict(zip(headings, row, strict=True)) for row in found] == expected


def test_e106_degrees_and_minutes_hold_stray_quotes(real):
    path = real / "csv-spectrum" / "csvs" / "location_coordinates.csv"
    found = split_cells(path.read_bytes().decode(), path.name)
    assert [(p.line, p.column, p.code) for p in found.problems] == [(2, 2, "E106")]


def test_e106_each_stray_quote_of_a_file_is_told():
    found = split_cells('a,b\n5" nail,ok\n"x"y,"p\nq" r\n', "f.csv")
    remedy = "Put quotes around the whole field and write each quote inside it twice."
    assert [str(problem) for problem in found.problems] == [
        f'f.csv:2:1 E106 "5" nail" holds a quote and is not in quotes itself. {remedy}',
        f'f.csv:3:1 E106 "y" stands after a closing quote. {remedy}',
        f'f.csv:4:2 E106 " r" stands after a closing quote. {remedy}',
    ]
    assert found.broken == {1, 2}


def test_e107_a_quote_that_is_never_closed_is_told_where_it_opens():
    found = split_cells('a,b\n1,2\n3,"four\n5,6\n', "f.csv")
    assert [(p.line, p.column, p.code) for p in found.problems] == [(3, 2, "E107")]
    assert rows(found) == [["a", "b"], ["1", "2"]]


def test_e105_a_single_line_of_50_mb_is_refused_without_reading_it():
    found = split_cells("x," * 25_000_000, "f.csv")
    assert [(p.line, p.code) for p in found.problems] == [(1, "E105")]
    assert found.texts == []


def test_e105_a_field_of_many_lines_is_too_long_as_a_whole():
    notes = "a note\n" * 20_000
    found = split_cells(f'a,b\n1,"{notes}"\n', "f.csv")
    assert [(p.line, p.code) for p in found.problems] == [(2, "E105")]


@pytest.mark.parametrize("limit", [100, 10**9])
def test_a_limit_that_somebody_set_for_all_of_python_is_neither_changed_nor_a_crash(limit):
    before = csv.field_size_limit(limit)
    try:
        found = split_cells('a,b\n1,"{}"\n'.format("a note\n" * 20_000), "f.csv")
        assert [(p.line, p.code) for p in found.problems] == [(2, "E105")]
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("inside", "regular"),
    [
        ("a" * (LONGEST_FIELD - 2), True),
        ("a" * LONGEST_FIELD, False),
        ("a" * 1000 + "\n", True),
        (("a" * 999 + "\n") * 132, False),
        (('a""' * 333 + "\n") * 132, True),
        (('a""' * 333 + "\n") * 250, False),
    ],
)
def test_a_text_is_regular_if_splitting_it_tells_no_problem(inside, regular):
    text = f'notes\n"{inside}"\nnext\n' + "short\n" * 30_000
    assert is_regular(text) is regular
    assert (not split_cells(text, "interviews.csv").problems) is regular
