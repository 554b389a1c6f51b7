import json

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.assignment import writing
from infoview_analytics.cli import main


@pytest.fixture
def run(tmp_path):
    iv.new_campaign(tmp_path / "mine")

    def call(*words):
        given = ["--out", str(tmp_path / "out"), "--as-of", "2026-04-01", *words]
        return CliRunner().invoke(main, ["class-report", str(tmp_path / "mine"), *given])

    return call


def test_the_report_is_written_and_each_file_told(run, tmp_path):
    result = run("--title", "What editors do", "--required", "12", "--format", "html, md")
    assert result.exit_code == 0, result.output
    names = [line.rpartition("/")[2].rpartition("\\")[2] for line in result.stdout.splitlines()]
    assert names == ["report.html", "report.md", "summary.json"]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["interviews_required"] == 12


def test_what_is_not_installed_is_told_with_what_to_type(run, monkeypatch):
    for kind in ("pdf", "docx", "pptx", "ipynb"):
        monkeypatch.delitem(writing.FORMATS, kind)
    result = run("--title", "T", "--names", "shown")
    assert result.exit_code == 0, result.output
    assert "Not made here: pdf, docx, pptx" in result.stderr
    assert "[handin]" in result.stderr
    assert "name people" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--title", "T", "--format", "odt"], "odt"),
        (["--title", "T", "--required", "0"], "required"),
        (["--title", " "], "needs a title"),
        ([], "--title"),
    ],
)
def test_what_makes_no_report_is_told(run, words, said):
    result = run(*words)
    assert result.exit_code != 0
    assert said in result.stderr
