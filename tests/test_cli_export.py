import pytest
from click.testing import CliRunner

from infoview_analytics.cli import main
from infoview_analytics.cli.export import FORMATS, export
from infoview_analytics.exports.writing import EXPORT_FORMATS
from infoview_analytics.sharing.handing_in import NAMES
from infoview_analytics.sharing.sharing import DATES


@pytest.fixture
def run(campaign, tmp_path):
    mine = campaign()

    def call(*words):
        folders = [str(mine), "--out", str(tmp_path / "out")]
        return CliRunner().invoke(main, ["export", *folders, "--as-of", "2026-04-01", *words])

    return call


def test_each_file_is_told_and_the_records_stay_as_they_are(run, tmp_path):
    mine = tmp_path / "campaign"
    was = {path.name: path.read_bytes() for path in mine.glob("*.csv")}
    result = run("--format", "CSV, gephi", "--dates", "weeks")
    assert result.exit_code == 0, result.output
    assert f"wrote {tmp_path / 'out' / 'gephi' / 'edges.csv'}" in result.stdout
    assert {path.name: path.read_bytes() for path in mine.glob("*.csv")} == was


def test_a_second_export_needs_force_and_names_need_to_be_asked_for(run):
    assert run().exit_code == 0
    assert run().exit_code == 1
    result = run("--force", "--names", "shown")
    assert result.exit_code == 0, result.output
    assert "name people" in result.stderr


def test_a_format_that_we_do_not_write_is_told_with_those_that_we_do(run):
    result = run("--format", "csv,pdf")
    assert result.exit_code == 2
    assert "'pdf' is not one that we write. Name some of csv, xlsx" in result.stderr


def test_all_formats_names_and_days_can_be_chosen():
    choices = {option.name: getattr(option.type, "choices", ()) for option in export.params}
    assert (FORMATS, tuple(choices["names"]), tuple(choices["dates"])) == (
        EXPORT_FORMATS,
        NAMES,
        DATES,
    )
