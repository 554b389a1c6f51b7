"""Logging from the command line: 0 only when the row is on disk, and faults in plain words."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main
from infoview_analytics.cli.log import log
from infoview_analytics.logbook.entries import ENTRIES

TODAY = f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 -- as the command line has it


@pytest.fixture
def infoview(tmp_path, monkeypatch):
    """Return a function that runs a command in the folder of an empty campaign."""
    iv.new_campaign(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("UV", raising=False)

    def run(*words: object):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def lines(name: str = "interviews.csv") -> list[str]:
    return Path(name).read_text(encoding="utf-8").splitlines()[1:]


def test_a_request_is_on_disk_once_it_is_told(infoview):
    result = infoview("log", "request", "Ana Silva", "--organization", "Northlight")
    assert result.exit_code == 0
    assert lines() == [f"i1,Ana Silva,Northlight,,,,,,{TODAY}{',' * 16}"]
    assert "Logged: you asked Ana Silva on" in result.stdout
    assert "interviews.csv" in result.stdout
    assert result.stdout.splitlines()[-1] == "To take it back: infoview undo"


def test_another_folder_can_be_named_and_is_named_in_return(infoview, tmp_path):
    other = tmp_path / "the other one"
    iv.new_campaign(other)
    result = infoview("log", "request", "Ana Silva", "--folder", other)
    assert lines() == []
    assert f'infoview undo --folder "{other}"' in result.stdout


@pytest.mark.parametrize("said", [["--on", "yesterday"], ["--requested-on", "Yesterday"]])
def test_yesterday_can_be_said(infoview, said):
    infoview("log", "request", "Ana Silva", *said)
    assert str(date.fromisoformat(TODAY) - timedelta(days=1)) in lines()[0]


def test_what_is_not_there_can_be_tried_again_after_a_fault(infoview):
    result = infoview("log", "request", "Ana Silva", "--on", "03/04/2026", "--channel", "pigeon")
    assert result.exit_code == 1
    assert lines() == []
    assert '--on "03/04/2026" is not a date like 2026-04-03' in result.stderr
    assert '--channel "pigeon" is not one of the choices' in result.stderr
    assert "nothing was written down" in result.stderr
    assert result.stdout == ""


def test_a_name_nearly_known_needs_a_word_that_it_is_new(infoview):
    infoview("log", "request", "Ana Silva")
    result = infoview("log", "request", "Ana Sliva")
    assert result.exit_code == 1
    assert 'Did you mean "Ana Silva"?' in result.stderr
    assert "--new-person" in result.stderr
    assert infoview("log", "request", "Ana Sliva", "--new-person").exit_code == 0


def test_a_campaign_can_be_kept_from_the_first_request_to_the_thanks(infoview):
    for words in (
        ["request", "Ana Silva", "--source", "ten thousand coffees", "--on", "2026-03-02"],
        ["response", "Ana Silva", "--response", "accepted", "--on", "2026-03-04"],
        ["interview", "Ana Silva", "--on", "2026-03-10", "--minutes", "25"],
        ["referral", "Ana Silva", "Bo Lee", "Cy Dent", "--may-use-name", "yes"],
        ["introduction", "Ana Silva", "Bo Lee"],
        ["thanks", "Ana Silva", "--thank-you-by", "letter"],
        ["report-back", "Ana Silva", "Bo Lee"],
        ["touch", "Ana Silva", "gave_back"],
        ["advice", "Ana Silva", "Show two pieces."],
        ["advice-done", "a1"],
        ["outcome", "Ana Silva", "job-lead"],
        ["person", "Dee Mori"],
        ["organization", "Northlight", "--priority", "1"],
    ):
        result = infoview("log", *words)
        assert (result.exit_code, result.stderr) == (0, ""), words
    assert iv.check_campaign(".") == ()
    assert len(lines("referrals.csv")) == 2


def test_a_warning_is_told_and_the_row_is_saved(infoview):
    infoview("log", "request", "Ana Silva")
    result = infoview("log", "response", "Ana Silva")
    assert result.exit_code == 0
    assert "Please look at this: " in result.stderr
    assert "W507" in result.stderr


def test_what_must_come_first_is_told_as_a_command(infoview):
    result = infoview("log", "response", "Ana Silva", "--response", "accepted")
    assert 'infoview log request "Ana Silva"' in result.stderr


def test_a_row_that_is_meant_is_asked_for_by_its_option(infoview):
    for day in ("2026-03-02", "2026-03-03"):
        infoview("log", "request", "Ana Silva", "--on", day)
    result = infoview("log", "response", "Ana Silva", "--response", "accepted")
    assert result.exit_code == 1
    assert "Add --interview-id ID." in result.stderr
    again = infoview("log", "response", "Ana Silva", "--interview-id", "i2")
    assert again.exit_code == 0


def test_a_filled_cell_is_replaced_only_if_that_is_said(infoview):
    infoview("log", "organization", "Northlight", "--priority", "1")
    result = infoview("log", "organization", "Northlight", "--priority", "2")
    assert result.exit_code == 1
    assert "add --replace" in result.stderr
    assert (
        infoview("log", "organization", "Northlight", "--priority", "2", "--replace").exit_code == 0
    )
    assert lines("organizations.csv") == ["Northlight,2,,,,"]


def test_a_note_outlives_a_day_that_is_replaced(infoview):
    infoview("log", "request", "Ana Silva", "--on", "2025-11-10", "--notes", "On leave")
    infoview("log", "response", "Ana Silva", "--interview-on", "2199-01-01")
    result = infoview(
        "log", "interview", "Ana Silva", "--on", "2025-11-21", "--replace", "--notes", "Frank"
    )
    assert "Replaced: interview on (was 1 January 2199)." in result.stdout
    assert [line.rsplit(",", 1)[-1] for line in lines()] == ['"On leave', 'Frank"']


def test_a_row_of_an_id_that_stands_there_twice_is_not_asked_for_by_it(infoview):
    rows = [f"i1,Ana Silva,,,,,,,2026-03-0{day}{',' * 16}\n" for day in (1, 2)]
    with Path("interviews.csv").open("a", encoding="utf-8") as table:
        table.writelines(rows)
    result = infoview("log", "response", "Ana Silva", "--response", "accepted")
    assert "--interview-id" not in result.stderr
    assert "Give each its own interview_id" in result.stderr


def test_a_name_with_a_hyphen_in_front_can_be_typed_as_it_is_told(infoview, tmp_path):
    result = infoview("log", "response", "--folder", tmp_path, "--", "-x")
    assert f'infoview log request --folder "{tmp_path}" -- "-x"' in result.stderr
    assert infoview("log", "request", "--folder", tmp_path, "--", "-x").exit_code == 0


def test_the_default_of_a_day_is_told_as_it_is(infoview):
    def shown(name: str) -> str:
        return " ".join(infoview("log", name, "--help").stdout.split())

    assert "[default: today]" in shown("request")
    assert "[default: the day that stands there, or today]" in shown("interview")
    assert "[default: today, in a new row]" in shown("person")


def test_an_id_is_explained_as_the_row_that_is_meant(infoview):
    shown = " ".join(infoview("log", "advice-done", "--help").stdout.split())
    assert "ADVICE_ID: which row is meant: its id, or the person's name" in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.usefixtures("infoview")
def test_a_row_that_is_saved_is_told_so_where_it_cannot_be_shown(tmp_path):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = _run(tmp_path, "log", "request", "Ana Silva", stdout=full)
    assert run.returncode == 0
    assert "(no space left on device), but it is done:" in run.stderr
    assert "Logged: you asked Ana Silva" in run.stderr
    assert "Exception" not in run.stderr
    assert len(lines()) == 1


@pytest.mark.parametrize("words", [["log", "request", "Ana Silva"], ["log"]])
@pytest.mark.usefixtures("infoview")
def test_nobody_reading_is_no_fault(tmp_path, words):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as broken:
        run = _run(tmp_path, *words, stdout=broken)
    assert run.stderr == ""
    assert run.returncode == 0 or words == ["log"]


@pytest.mark.parametrize("command", ["new", "sample"])
def test_a_file_is_no_place_for_a_campaign(infoview, command):
    Path("taken").write_text("mine", encoding="utf-8")
    result = infoview(command, "taken")
    assert result.exit_code == 2
    assert "taken is a file. Name a folder; it is made if it is not there." in result.stderr
    assert Path("taken").read_text(encoding="utf-8") == "mine"


def test_what_the_system_refuses_is_told_in_words(infoview):
    Path("taken").write_text("mine", encoding="utf-8")
    result = infoview("new", Path("taken", "inside"))
    assert result.exit_code == 1
    assert "cannot be used (not a directory)" in result.stderr
    assert "Errno" not in result.stderr


def test_a_log_is_taken_back(infoview):
    before = Path("interviews.csv").read_bytes()
    infoview("log", "request", "Ana Silva")
    result = infoview("undo")
    assert result.exit_code == 0
    assert "Taken back: you asked Ana Silva" in result.stdout
    assert "interviews.csv" in result.stdout
    assert Path("interviews.csv").read_bytes() == before


def test_nothing_to_take_back_is_told_with_1(infoview):
    result = infoview("undo")
    assert result.exit_code == 1
    assert result.stderr.startswith("infoview: ")


def test_the_history_tells_what_was_saved_and_what_was_taken_back(infoview):
    assert "Nothing has been saved" in infoview("history").stdout
    infoview("log", "request", "Ana Silva")
    infoview("log", "touch", "Ana Silva", "nudge")
    infoview("undo")
    first, second = infoview("history").stdout.splitlines()
    assert "you asked Ana Silva" in first
    assert "(interviews.csv)" in first
    assert second.endswith("(touches.csv) (taken back)")


def test_a_file_changed_by_hand_is_not_undone(infoview):
    infoview("log", "request", "Ana Silva")
    with Path("interviews.csv").open("a", encoding="utf-8") as table:
        table.write(f"i2,Bo Lee,,,,,,,2026-03-02{',' * 16}\n")
    result = infoview("undo")
    assert result.exit_code == 1
    assert len(lines()) == 2


@pytest.mark.parametrize("command", ["undo", "history"])
def test_a_folder_that_is_not_there_has_no_history(infoview, command):
    assert infoview(command, "--folder", "nowhere").exit_code == 2
    assert not Path("nowhere").exists()


def test_a_conversation_before_its_planned_day_is_told_how_to_be_logged(infoview):
    infoview("log", "request", "Ana Silva")
    infoview("log", "response", "Ana Silva", "--interview-on", "2199-01-01")
    result = infoview("log", "interview", "Ana Silva", "--minutes", "20")
    assert result.exit_code == 1
    assert "add --on DAY --replace" in result.stderr


def test_log_alone_lists_what_can_be_written_down(infoview):
    result = infoview("log")
    assert result.exit_code == 0
    assert all(name.replace("_", "-") in result.stdout for name in ENTRIES)


@pytest.mark.parametrize("name", sorted(log.commands))
def test_every_entry_teaches_by_example(infoview, name):
    shown = infoview("log", name, "--help")
    assert f"infoview log {name} " in shown.stdout
    assert ENTRIES[name.replace("-", "_")].meaning in " ".join(shown.stdout.split())


def test_the_examples_of_the_help_can_be_typed(infoview):
    shown = "\n".join(infoview("log", name, "--help").stdout for name in log.commands)
    examples = [
        line.split("infoview ", 1)[1] for line in shown.splitlines() if "  infoview " in line
    ]
    kinds = CliRunner()
    for example in examples:
        words = [word for word in _split(example) if word]
        result = kinds.invoke(main, words)
        assert result.exit_code in (0, 1), (example, result.output)
        assert "is not one of the choices" not in result.output, example
        assert "is not asked for" not in result.output, example


def _split(example: str) -> list[str]:
    """Return what a shell makes of an example."""
    parts = example.split('"')
    return [w for i, part in enumerate(parts) for w in ([part] if i % 2 else part.split())]


@pytest.mark.parametrize(
    "words", [["log", "request"], ["log", "pigeon"], ["log", "request", "--x"]]
)
def test_a_log_that_makes_no_sense_exits_with_2(infoview, words):
    assert infoview(*words).exit_code == 2


def test_a_folder_without_records_is_told_without_a_traceback(infoview, tmp_path):
    (tmp_path / "nothing").mkdir()
    for command in (["log", "request", "Ana Silva"], ["undo"]):
        result = infoview(*command, "--folder", tmp_path / "nothing")
        assert result.exit_code == 1
        assert result.stderr.startswith("infoview: ")
    assert list((tmp_path / "nothing").glob("*.csv")) == []


@pytest.mark.usefixtures("infoview")
def test_a_name_that_a_terminal_cannot_show_is_logged_all_the_same(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", _MAIN, "log", "request", "Żółć"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    assert run.returncode == 0, run.stderr
    assert "Żółć" in lines()[0]


@pytest.mark.parametrize("module", ["pandas", "numpy", "matplotlib", "scipy", "networkx"])
@pytest.mark.usefixtures("infoview")
def test_a_log_starts_without_what_it_does_not_need(tmp_path, module):
    code = f"{_MAIN}\nsys.exit({module!r} in sys.modules)".replace("main()", _ALONE)
    run = subprocess.run(
        [sys.executable, "-c", code, "log", "request", "Ana Silva"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ,
    )
    assert run.returncode == 0, run.stderr
    assert len(lines()) == 1


def _run(folder: Path, *words: str, stdout) -> subprocess.CompletedProcess:
    """Run a command of its own, its output somewhere else."""
    return subprocess.run(
        [sys.executable, "-c", _MAIN, *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ,
    )


_MAIN = "import sys; from infoview_analytics.cli import main; main()"
_ALONE = "main(standalone_mode=False)"
