import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from infoview_analytics.cli import main
from infoview_analytics.cli.share import share
from infoview_analytics.sharing.sharing import DATES

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"


@pytest.fixture
def run(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "mine")

    def call(*words):
        return CliRunner().invoke(main, ["share", str(tmp_path / "mine"), *words])

    return call


def test_what_is_kept_is_told_and_the_copy_is_written(run, tmp_path):
    result = run("--out", str(tmp_path / "out"), "--as-of", "2026-04-01")
    assert result.exit_code == 0, result.output
    assert "kept: " in result.stdout
    assert "dropped: " in result.stdout
    assert "wrote" in result.stdout
    assert "Ousmane" not in (tmp_path / "out" / "interviews.csv").read_text(encoding="utf-8")


def test_a_second_copy_into_the_same_folder_is_refused(run, tmp_path):
    run("--out", str(tmp_path / "out"))
    result = run("--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "nothing was written" in result.stderr


def test_days_that_were_moved_are_told(run, tmp_path):
    result = run("--out", str(tmp_path / "out"), "--dates", "shifted", "--as-of", "2026-04-01")
    assert "Look at it as of 20" in result.stdout


def test_all_ways_with_days_can_be_chosen():
    (dates,) = [option for option in share.params if option.name == "dates"]
    assert tuple(dates.type.choices) == DATES
