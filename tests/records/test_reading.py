import sys
from datetime import date, datetime
from subprocess import run

import pytest

import infoview_analytics as iv
from infoview_analytics.records.reading import is_of_a_file

FOLDERS = ["job_search", "advice_network"]


@pytest.mark.parametrize("name", FOLDERS)
def test_real_campaigns_have_no_error(real, name):
    assert [p for p in iv.check_campaign(real / name) if p.is_error] == []


def test_the_columns_of_others_are_told_and_not_refused(real):
    codes = {problem.code for problem in iv.check_campaign(real / "job_search")}
    assert codes == {"W507", "W508"}


def test_all_problems_of_all_files_come_in_one_go_in_the_order_of_the_files(told):
    found = told(
        as_of="2026-03-31",
        interviews="interview_id,person,requested_on,mine\nI1,Ana Roth,2026-04-02,x\n,Bo Lee,no,\n",
        referrals="referral_id,from_person\n",
        advice=b"\xff",
        infoview="goal = 1\n",
    )
    assert [problem.split()[:2] for problem in found] == [
        ["interviews.csv:1:4", "W508"],
        ["interviews.csv:2:3", "W501"],
        ["interviews.csv:3:1", "E201"],
        ["interviews.csv:3:3", "E203"],
        ["referrals.csv:1", "E111"],
        ["referrals.csv:1", "E111"],
        ["advice.csv:1", "E102"],
        ["infoview.toml:1", "E402"],
    ]


def test_a_required_file_that_is_missing_is_told_and_an_optional_one_is_not(campaign):
    folder = campaign()
    (folder / "referrals.csv").unlink()
    (folder / "interviews.csv").unlink()
    assert [str(problem).split()[:2] for problem in iv.check_campaign(folder)] == [
        ["interviews.csv", "E101"],
        ["referrals.csv", "E101"],
    ]


def test_e101_a_folder_that_is_missing_or_a_file(tmp_path):
    (tmp_path / "file").touch()
    (missing,) = iv.check_campaign(tmp_path / "nowhere")
    (not_a_folder,) = iv.check_campaign(tmp_path / "file")
    assert str(missing).startswith("nowhere E101 is missing.")
    assert str(not_a_folder).startswith("file E101 is not a folder.")


@pytest.mark.parametrize("name", ["a\0b", "n" * 5_000, "\ud800"])
def test_e101_a_folder_that_cannot_be(tmp_path, name):
    (found,) = iv.check_campaign(tmp_path / name)
    assert found.code == "E101"
    str(found).encode()


def test_e101_a_folder_that_may_not_be_looked_into(campaign, monkeypatch):
    folder = campaign()

    def refuse(_folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(folder), "iterdir", refuse)
    (found,) = iv.check_campaign(folder)
    assert str(found).startswith("campaign E101 cannot be looked into (Permission denied).")


def test_e101_an_optional_table_that_is_a_folder(campaign):
    folder = campaign()
    (folder / "people.csv").mkdir()
    (folder / "infoview.toml").mkdir()
    found = iv.check_campaign(folder)
    assert [(p.file, p.code) for p in found] == [("people.csv", "E101"), ("infoview.toml", "E101")]


@pytest.mark.parametrize("name", ["organisations.csv", "People.csv", "touch.csv", "Infoview.toml"])
def test_w515_a_file_whose_name_is_nearly_right(campaign, name):
    folder = campaign()
    (folder / name).touch()
    (found,) = iv.check_campaign(folder)
    assert (found.file, found.code) == (name, "W515")


@pytest.mark.parametrize(
    "name",
    [
        "interviews (conflicted copy).csv",
        "interviews (Ana's conflicted copy 2026-03-04).csv",
        "Interviews-LAPTOP.csv",
        "interviews.sync-conflict-20260304-101010-ABCDEFG.csv",
        "interviews 2.csv",
        "interviews_conflict-20260304.csv",
    ],
)
def test_w515_a_second_copy_that_a_synced_folder_made(campaign, name):
    folder = campaign()
    (folder / name).touch()
    (found,) = iv.check_campaign(folder)
    assert (found.file, found.code) == (name, "W515")
    assert found.remedy.startswith("Take over into interviews.csv what only this one holds")


def test_w515_a_copy_of_a_file_that_is_gone_is_to_be_renamed(campaign):
    folder = campaign()
    (folder / "people (conflicted copy).csv").touch()
    (folder / "infoview (1).toml").touch()
    assert [problem.remedy for problem in iv.check_campaign(folder)] == [
        "Rename it to infoview.toml if it is that",
        "Rename it to people.csv if it is that",
    ]


def test_other_files_in_the_folder_are_nobody_s_business(campaign):
    folder = campaign()
    for name in (
        "notes.txt",
        "contacts.csv",
        "interviewsheet.csv",
        "people.csv.bak",
        ".gitignore",
        "report.html",
    ):
        (folder / name).touch()
    assert iv.check_campaign(folder) == ()


@pytest.mark.parametrize("as_of", ["2026-03-01", date(2026, 3, 1), datetime(2026, 3, 1, 23, 59)])  # noqa: DTZ001
def test_the_day_of_the_check_may_be_written_in_several_ways(campaign, as_of):
    found = iv.check_campaign(campaign(), as_of=as_of)
    assert [problem.code for problem in found] == ["W501", "W501"]


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("E101", True),
        ("E107", True),
        ("E108", False),
        ("E203", False),
        ("E402", True),
        ("W508", False),
    ],
)
def test_errors_of_a_whole_file_are_told_apart_from_those_of_a_row(code, whole):
    problem = iv.Problem("f", 1, 1, code, "", None, "is wrong", "Put it right")
    assert is_of_a_file(problem) == whole


def test_nothing_is_changed_by_looking(campaign):
    folder = campaign(people=" person ,x\r\n Zoe\u0308 ,\r\n", infoview="[goal]\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    iv.check_campaign(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_checking_takes_no_heavy_library():
    code = (
        "import sys, infoview_analytics as iv; iv.check_campaign('.'); "
        "print([m for m in ('pandas', 'numpy', 'pyarrow', 'scipy', 'jinja2') if m in sys.modules])"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
