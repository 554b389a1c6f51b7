"""Strings that break other programs, as values, as headings and as names of files."""

import csv
import io
import json
import os
from unicodedata import normalize

import pytest

import infoview_analytics as iv
from infoview_analytics.records.schema import INTERVIEWS, REFERRALS

TEXTS = [column.name for column in INTERVIEWS.columns if column.kind in ("text", "notes")]
LINE_BREAKS_AND_CONTROLS = {"E208", "E209"}


@pytest.fixture
def naughty(real):
    return json.loads((real / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))


def table_of(header, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


@pytest.mark.parametrize("column", TEXTS)
def test_each_is_read_as_it_is_or_refused_for_what_cannot_be_seen_in_it(campaign, naughty, column):
    header = list(dict.fromkeys(["interview_id", "person", "requested_on", column]))
    rows = [
        [{"interview_id": f"I{i}", "person": f"Person {i}", "requested_on": "2026-03-02"}.get(name)
         if name != column else text for name in header]
        for i, text in enumerate(naughty)
    ]  # fmt: skip
    folder = campaign(
        interviews=table_of(header, rows),
        referrals=table_of([c.name for c in REFERRALS.columns], []),
    )
    loaded = iv.load_campaign(folder, faulty_rows="set_aside")
    codes = {problem.code for problem in loaded.problems if problem.is_error}
    assert codes <= LINE_BREAKS_AND_CONTROLS | ({"E201"} if column == "person" else set())
    read = dict(
        zip(loaded.interviews["interview_id"], loaded.interviews[column].fillna(""), strict=True)
    )
    assert len(read) > 490
    assert read == {
        f"I{i}": normalize("NFC", text.strip()) for i, text in enumerate(naughty) if f"I{i}" in read
    }


def test_each_may_be_a_column_of_your_own_and_stays_as_it_is(campaign, naughty):
    header = ["interview_id", "person", "requested_on", "mine"]
    rows = [[f"I{i}", f"Person {i}", "2026-03-02", text] for i, text in enumerate(naughty)]
    table = iv.load_interviews(campaign(interviews=table_of(header, rows)) / "interviews.csv")
    assert table["mine"].fillna("").tolist() == naughty


def test_each_may_be_a_heading_of_your_own(campaign, naughty):
    own = list({text.strip(): text for text in naughty if normalize("NFC", text.strip())}.values())
    header = ["interview_id", "person", "requested_on", *own]
    row = ["I1", "Ana Silva", "2026-03-02", *map(str, range(len(own)))]
    folder = campaign(interviews=table_of(header, [row]))
    table = iv.load_campaign(folder).interviews
    assert [table[name].iloc[0] for name in own] == row[3:]
    for problem in iv.check_campaign(folder):
        assert str(problem).isprintable()


def test_each_may_name_a_folder_or_a_file(tmp_path, naughty):
    row = "interview_id,person,requested_on\nI1,Ana Silva,soon\n"
    for text in naughty:
        name = text.replace("/", "_").encode()[:200].decode(errors="ignore")
        if name in ("", ".", ".."):
            continue
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        path = folder / f"{folder.name}.csv"
        path.write_text(row, encoding="utf-8")
        with pytest.raises(iv.RecordError) as caught:
            iv.load_interviews(path)
        assert all(line.isprintable() for line in str(caught.value).splitlines())
        assert len(str(caught.value).splitlines()) == 2
        assert {problem.code for problem in iv.check_campaign(folder)} == {"E101"}
        assert os.listdir(folder) == [path.name]  # noqa: PTH208 -- the names as they are
