import codecs
import os

import pytest

from infoview_analytics.errors import Problem
from infoview_analytics.records.decoding import decoded, lines_before, read_text, too_long_line

TEXT = "person\nZoë 李 🙂\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 marked", "UTF-16 little", "UTF-16 big"],
)
def test_four_encodings_give_the_same_text(raw):
    assert decoded(raw, "f") == TEXT


def test_e101_a_file_that_is_missing(tmp_path):
    found = read_text(tmp_path / "referrals.csv", "referrals.csv")
    assert str(found) == "referrals.csv E101 is missing. Put referrals.csv there."


def test_a_missing_file_with_capitals_is_found_and_named(tmp_path):
    (tmp_path / "Interviews.CSV").touch()
    found = read_text(tmp_path / "interviews.csv", "interviews.csv")
    assert found.remedy == 'Rename "Interviews.CSV" to interviews.csv'


def test_e101_a_folder_in_the_place_of_a_file(tmp_path):
    found = read_text(tmp_path, "interviews.csv")
    assert (found.code, found.fault) == ("E101", "is a folder")


def test_e101_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "interviews.csv")
    found = read_text(tmp_path / "interviews.csv", "interviews.csv")
    assert (found.code, found.fault) == ("E101", "is not a regular file")


def test_e101_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "interviews.csv"
    path.touch()

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    found = read_text(path, "interviews.csv")
    assert (found.code, found.fault) == ("E101", "may not be read")


def test_e101_a_link_that_leads_nowhere(tmp_path):
    path = tmp_path / "referrals.csv"
    path.symlink_to(tmp_path / "gone.csv")
    found = read_text(path, "referrals.csv")
    assert (found.code, found.fault) == ("E101", "is missing")
    assert found.remedy.startswith(f"It is a link to {tmp_path / 'gone.csv'}: put a file there")


def test_e101_a_link_to_itself(tmp_path):
    path = tmp_path / "referrals.csv"
    path.symlink_to(path)
    assert read_text(path, "referrals.csv").fault.startswith("cannot be read")


def test_e102_settings_are_no_csv():
    found = decoded(b"you = '\xeb'", "infoview.toml")
    assert found.remedy == "Save it as UTF-8 text where it was made"


@pytest.mark.parametrize("name", ["a\0b", "n" * 5000])
def test_e101_a_name_that_no_file_can_have(tmp_path, name):
    assert read_text(tmp_path / name, "interviews.csv").code == "E101"


def test_e102_a_byte_that_is_not_utf_8_is_told_with_its_offset_and_line():
    found = decoded("person\nZo\xeb\n".encode("latin-1"), "people.csv")
    assert str(found) == (
        'people.csv:2 E102 byte 0xEB at offset 9 is not UTF-8 (on an older Windows it was "ë"). '
        'Save it as "CSV UTF-8" where it was made.'
    )


@pytest.mark.parametrize(
    ("raw", "offset"),
    [
        (codecs.BOM_UTF8 + b"ab\xff", 5),
        (b"ab\xe2\x82", 2),
        (codecs.BOM_UTF16_LE + b"a\0b", 4),
        (codecs.BOM_UTF16_BE + b"\0a\xd8\x00\0b", 4),
        (b"\xed\xa0\x80", 0),
        (b"\xc0\xaf", 0),
    ],
    ids=["after a mark", "cut short", "odd", "half a pair", "a surrogate", "overlong"],
)
def test_e102_counts_its_offset_from_the_file_s_first_byte(raw, offset):
    found = decoded(raw, "f")
    assert found.code == "E102"
    assert f"at offset {offset} is not" in found.fault


def test_e102_utf_32_is_refused_though_its_mark_begins_like_that_of_utf_16():
    assert decoded(TEXT.encode("utf-32"), "f").code == "E102"


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"ab\0c", "is not text: NUL at offset 2"),
        (TEXT.encode("utf-16-le"), "is not text: NUL at offset 1"),
        (codecs.BOM_UTF16_LE + "a\0".encode("utf-16-le"), "is not text: NUL at offset 4"),
        (b"PK\x03\x04workbook", "is a workbook, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text: NUL at offset 8"),
    ],
    ids=["NUL", "UTF-16 without a mark", "NUL in UTF-16", "xlsx", "png"],
)
def test_e104_what_is_not_text(raw, fault):
    found = decoded(raw, "f")
    assert (found.code, found.fault) == ("E104", fault)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("a\nb", 1), ("\r\n\r\n", 2), ("\r\r\n\n", 3), ("\u2028\x85\v\f", 0)],
)
def test_lines_end_in_lf_cr_or_both_and_nowhere_else(text, count):
    assert lines_before(text) == count


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_line_may_have_131072_characters_and_not_one_more(line_end):
    full, over = "x" * 131_072, "x" * 131_073
    assert too_long_line(line_end.join([full] * 5), "f") is None
    found = too_long_line(line_end.join([full, "y", over, full]), "f")
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("E105", 3)
