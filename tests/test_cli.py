import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def infoview():
    def run(*words: object):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def campaign(infoview, tmp_path) -> Path:
    folder = tmp_path / "campaign"
    assert infoview("sample", folder).exit_code == 0
    return folder


def break_one_row(folder: Path) -> None:
    with (folder / "interviews.csv").open("a", encoding="utf-8") as table:
        table.write(f"x1,Nobody Yet,,,,,cold,email,03/04/2026{',' * 16}\n")


def test_a_new_campaign_is_sound_and_kept_out_of_git(infoview, tmp_path):
    folder = tmp_path / "mine"
    made = infoview("new", folder)
    assert made.exit_code == 0
    assert (folder / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"
    assert (folder / "notebooks" / "01_my_week.ipynb").exists()
    assert infoview("check", folder).exit_code == 0


def test_what_is_there_is_left_alone_by_new(infoview, tmp_path):
    (tmp_path / "interviews.csv").write_text("mine\n", encoding="utf-8")
    infoview("new", tmp_path)
    assert (tmp_path / "interviews.csv").read_text(encoding="utf-8") == "mine\n"


def test_the_notebooks_of_a_campaign_read_the_records_beside_them(infoview, tmp_path):
    infoview("new", tmp_path)
    notebook = json.loads((tmp_path / "notebooks" / "01_my_week.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert any('CAMPAIGN = ".."' in "".join(cell["source"]) for cell in code)
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


def test_sound_records_check_with_0(infoview, campaign):
    result = infoview("check", campaign, "--as-of", "2026-04-01")
    assert result.exit_code == 0
    assert "no errors" in result.output


def test_faulty_records_check_with_1_and_the_remedy(infoview, campaign):
    break_one_row(campaign)
    result = infoview("check", campaign)
    assert result.exit_code == 1
    assert 'E203 requested_on "03/04/2026"' in result.output
    assert "2026-04-03 or 2026-03-04" in result.output


def test_a_thousand_faults_are_counted_and_a_hundred_told(infoview, tmp_path):
    infoview("new", tmp_path)
    rows = "".join(f"i{i},P{i},,,,,cold,email,never{',' * 16}\n" for i in range(1000))
    with (tmp_path / "interviews.csv").open("a", encoding="utf-8") as table:
        table.write(rows)
    result = infoview("check", tmp_path)
    assert result.output.count("E203") == 100
    assert "1,000 errors" in result.output
    assert "900 more" in result.output


@pytest.mark.parametrize("command", ["report", "numbers"])
def test_faulty_records_are_refused_and_nothing_is_written(infoview, campaign, tmp_path, command):
    break_one_row(campaign)
    options = ["--out", tmp_path / "out"] if command == "report" else []
    result = infoview(command, campaign, *options)
    assert result.exit_code == 1
    assert "E203" in result.output
    assert not (tmp_path / "out").exists()


def test_set_aside_counts_the_sound_rows_and_says_so(infoview, campaign):
    break_one_row(campaign)
    result = infoview("numbers", campaign, "--set-aside", "--as-of", "2026-04-01")
    assert result.exit_code == 0
    assert "1 row with errors was set aside" in result.stderr
    assert json.loads(result.stdout)["records"]["errors"] == 1


def test_numbers_are_one_json_object(infoview, campaign):
    result = infoview("numbers", campaign, "--as-of", "2026-04-01")
    loaded = iv.load_campaign(campaign, as_of="2026-04-01")
    assert json.loads(result.stdout) == iv.numbers(loaded, as_of="2026-04-01")


def test_a_report_ends_by_naming_its_page(infoview, campaign, tmp_path):
    out = tmp_path / "monday"
    result = infoview("report", campaign, "--out", out, "--as-of", "2026-04-01", "--format", "svg")
    assert result.stdout.splitlines()[-1] == f"wrote {out / 'report.html'}"


def test_the_day_is_today_unless_said(infoview, campaign):
    later = infoview("numbers", campaign)
    assert json.loads(later.stdout)["as_of"] >= "2026-04-01"


@pytest.mark.parametrize(
    "words",
    [["numbers", ".", "--as-of", "yesterday"], ["pigeon"], ["report"], ["check", ".", "--x"]],
)
def test_a_command_that_makes_no_sense_exits_with_2(infoview, words):
    assert infoview(*words).exit_code == 2


@pytest.mark.parametrize("command", ["check", "report", "numbers"])
def test_a_folder_that_is_not_there_is_told_without_a_traceback(infoview, tmp_path, command):
    result = infoview(command, tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "E101" in result.output


def test_the_sample_of_the_command_is_the_one_in_the_data(campaign):
    files = [path for path in (ROOT / "data" / "sample").iterdir() if path.suffix]
    assert len(files) > 5
    for path in files:  # what a notebook keeps there begins with a dot
        assert (campaign / path.name).read_bytes() == path.read_bytes()


def test_a_sample_never_overwrites(infoview, campaign):
    before = (campaign / "interviews.csv").read_bytes()
    result = infoview("sample", campaign, "--seed", "8")
    assert result.exit_code == 1
    assert (campaign / "interviews.csv").read_bytes() == before


def test_a_report_into_a_file_s_place_is_refused(infoview, campaign, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert infoview("report", campaign, "--out", tmp_path / "out").exit_code == 2


@pytest.mark.parametrize("module", ["matplotlib", "scipy", "networkx", "jinja2", "ipywidgets"])
def test_a_check_starts_without_what_it_does_not_need(campaign, module):
    code = (
        "import sys; from infoview_analytics.cli import main; "
        f"main(['check', {str(campaign)!r}], standalone_mode=False); "
        f"sys.exit({module!r} in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=os.environ
    )
    assert run.returncode == 0, run.stderr


def test_a_name_that_the_terminal_cannot_show_stops_nothing(infoview, tmp_path):
    infoview("new", tmp_path)
    with (tmp_path / "interviews.csv").open("a", encoding="utf-8") as table:
        table.write(f"i1,Żółć,,,,,Жур,email,2026-03-02{',' * 16}\n")
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from infoview_analytics.cli import main; main(['check', {str(tmp_path)!r}])",
        ],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    assert run.returncode == 1
    assert b"E204" in run.stdout
    assert b"Traceback" not in run.stderr


def test_a_gitignore_that_lets_records_through_is_told(infoview, tmp_path):
    (tmp_path / ".gitignore").write_text("*.pyc\n", encoding="utf-8")
    assert "add a line *" in infoview("new", tmp_path).stderr
