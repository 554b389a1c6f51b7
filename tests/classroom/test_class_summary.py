import csv
import io
import json

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main

SOUND = {
    "infoview_class_report": 1,
    "as_of": "2026-04-01",
    "interviews_held": 5,
    "interviews_required": 6,
    "thank_yous": 3,
    "thank_yous_due": 4,
    "referrals": 2,
    "weeks_kept": 4,
    "weeks_over": 8,
    "files": {"html": "report.html"},
}


@pytest.fixture
def hand_in(tmp_path):
    """Return a function that puts a student's report into the class, and the class."""

    def put(student, content=None, **changes):
        home = tmp_path / "class" / student
        home.mkdir(parents=True)
        (home / "report.html").touch()
        sound = json.dumps(SOUND | changes).encode()
        (home / "summary.json").write_bytes(sound if content is None else content)
        return tmp_path / "class"

    return put


def test_a_class_is_one_table_with_the_way_to_each_report(hand_in):
    hand_in("Bo", interviews_held=6)
    table = iv.class_summary([hand_in("ana")])
    assert list(table.index) == ["ana", "Bo"]
    assert list(table["met"]) == [False, True]
    assert table.loc["ana", ["interviews_held", "thank_yous_due", "weeks_over"]].tolist() == [
        5,
        4,
        8,
    ]
    assert table.loc["ana", "report"].endswith("report.html")
    assert list(table["problem"]) == ["", ""]


def test_a_report_may_be_named_itself_twice_or_lie_deeper(hand_in):
    where = hand_in("ana/attempt 1/out")
    folders = [where / "ana" / "attempt 1" / "out", where]
    assert list(iv.class_summary([folders[0], folders[0]]).index) == ["out"]
    assert list(iv.class_summary([where]).index) == ["ana"]


def test_where_nothing_was_required_nothing_is_said_to_be_met(hand_in):
    table = iv.class_summary([hand_in("ana", interviews_required=None)])
    assert table["met"].isna().all()
    assert "held as many" not in " ".join(iv.class_summary_in_words(table))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "broken"),
        (b"\xff{}", "broken"),
        (b"[" * 100_000, "broken"),
        (b" " * 1_000_001, "too long"),
        (b"[]", "not from this version"),
        (json.dumps(SOUND | {"infoview_class_report": 2}).encode(), "not from this version"),
        (json.dumps(SOUND | {"infoview_class_report": True}).encode(), "not from this version"),
        (json.dumps(SOUND | {"weeks_kept": 9}).encode(), "no sound weeks_kept"),
        (json.dumps(SOUND | {"thank_yous_due": 6}).encode(), "no sound thank_yous_due"),
        (json.dumps(SOUND | {"interviews_held": True}).encode(), "no sound interviews_held"),
        (json.dumps(SOUND | {"referrals": -1, "as_of": "<b>"}).encode(), "referrals and as_of"),
        (json.dumps(SOUND | {"weeks_kept": float("nan")}).encode(), "no sound weeks_kept"),
        (json.dumps(SOUND | {"thank_yous": 10**9}).encode(), "no sound thank_yous"),
    ],
)
def test_a_broken_summary_is_told_with_its_remedy_and_the_others_are_done(hand_in, content, fault):
    hand_in("broken", content)
    table = iv.class_summary([hand_in("sound")])
    assert fault in table.loc["broken", "problem"]
    assert "Ask for it again" in table.loc["broken", "problem"]
    assert table.loc["sound", "interviews_held"] == 5


def test_a_summary_that_an_editor_saved_again_counts(hand_in):
    table = iv.class_summary([hand_in("ana", json.dumps(SOUND).encode("utf-8-sig"))])
    assert table.loc["ana", "interviews_held"] == 5


def test_no_link_in_a_class_is_followed(hand_in, tmp_path):
    where = hand_in("Bo")
    report = hand_in("ana") / "ana" / "report.html"
    report.unlink()
    report.symlink_to(tmp_path / "class" / "Bo" / "report.html")
    for name, target in {"up": "..", "loop": "loop", "summary.json": "../Bo/summary.json"}.items():
        (where / f"by {name}").mkdir()
        (where / f"by {name}" / name).symlink_to(target)
    (where / "Cleo").symlink_to("Bo")
    table = iv.class_summary([where])
    assert table.loc["ana", ["report", "problem"]].tolist() == ["", ""]
    assert list(table.index[table["problem"] == ""]) == ["ana", "Bo"]
    assert "links are not followed" in table.loc["Cleo", "problem"]
    assert iv.class_summary([where / "Cleo"])["problem"].tolist() == [""]  # it was named


def test_what_is_no_report_at_all_has_a_row_too(hand_in, tmp_path):
    where = hand_in("two/a")
    hand_in("two/b")
    (where / "empty").mkdir()
    (where / "packed.zip").touch()
    table = iv.class_summary([where, tmp_path / "nowhere"])
    assert (table["problem"] != "").all()
    assert "2 reports" in table.loc["two", "problem"]
    assert "Unpack it" in table.loc["packed.zip", "problem"]


@pytest.mark.parametrize("name", ["../Bo/report.html", "javascript:alert(1).html", "none.html", 3])
def test_a_summary_leads_to_no_file_but_one_beside_it(hand_in, name):
    hand_in("Bo")
    table = iv.class_summary([hand_in("ana", files={"html": name})])
    assert table.loc["ana", "report"] == ""


def test_a_hostile_folder_is_inert_in_the_page_and_in_the_csv(hand_in, tmp_path):
    hostile = "=cmd<img src=x onerror=y>&\"'#%"
    table = iv.class_summary([hand_in(hostile)])
    page = iv.class_summary_in_html(table, beside=tmp_path).decode()
    assert "<img" not in page
    assert 'href="class/%3Dcmd%3Cimg' in page
    rows = list(csv.reader(io.StringIO(iv.class_summary_in_csv(table, beside=tmp_path).decode())))
    assert rows[1][0] == f"'{hostile}"
    assert rows[1][3] == "no"


def test_the_command_writes_the_table_tells_the_broken_and_exits_with_1(hand_in, tmp_path):
    hand_in("broken", b"{")
    where = str(hand_in("sound"))
    out = tmp_path / "out" / "class.html"
    result = CliRunner().invoke(main, ["class-summary", where, "--out", str(out)])
    assert result.exit_code == 1
    assert "broken: summary.json is broken" in result.stderr
    assert "../class/sound/report.html" in out.read_text("utf-8")
    printed = CliRunner().invoke(main, ["class-summary", where]).stdout
    assert printed.splitlines()[0].startswith("student,interviews_held,interviews_required,met")


def test_only_a_table_over_a_class_is_written_over_and_only_with_force(hand_in, tmp_path):
    table = iv.class_summary([hand_in("ana")])
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(iv.OccupiedError):
            iv.write_class_summary(table, theirs, force=force)
    assert theirs.read_text("utf-8") == "mine"
    ours = iv.write_class_summary(table, tmp_path / "class.csv")
    with pytest.raises(iv.OccupiedError):
        iv.write_class_summary(table, ours)
    assert iv.write_class_summary(table, ours, force=True) == ours
    with pytest.raises(iv.SummaryError, match=r"\.csv nor in \.html"):
        iv.write_class_summary(table, tmp_path / "class.doc")


def test_an_empty_class_is_an_empty_table():
    table = iv.class_summary([])
    assert len(table) == 0
    assert iv.class_summary_in_html(table)
    assert iv.class_summary_in_words(table) == ["0 students."]
