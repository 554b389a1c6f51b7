import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics import lab
from infoview_analytics.cli import main


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Return a function that opens the lab, or the app, and gives what would have been started."""

    def start(opened=iv.open_lab, **options) -> tuple[list[str], dict[str, str]]:
        calls = []

        def run(command, *, env, **_options):
            calls.append((command, env))
            return subprocess.CompletedProcess(command, 3)

        monkeypatch.setattr(lab.subprocess, "run", run)
        assert opened(tmp_path, **options) == 3
        return calls[0]

    return start


def test_the_lab_opens_on_the_first_notebook_of_the_campaign(started, tmp_path):
    command, _ = started()
    assert command[-1] == str(tmp_path / "notebooks" / "01_my_week.ipynb")


def test_the_lab_asks_nobody_outside_for_news(started, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    ours, theirs = started()[1]["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "mine"
    settings = json.loads((Path(ours) / "labconfig" / "page_config.json").read_text("utf-8"))
    assert settings["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]


def test_a_notebook_of_one_s_own_is_never_overwritten(tmp_path):
    copy = iv.copy_notebooks(tmp_path) / "01_my_week.ipynb"
    copy.write_text("changed", encoding="utf-8")
    iv.copy_notebooks(tmp_path)
    assert copy.read_text(encoding="utf-8") == "changed"


def test_without_jupyterlab_the_remedy_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lab, "find_spec", lambda _name: None)
    with pytest.raises(iv.MissingExtraError, match=r"\[lab\]"):
        iv.open_lab(tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_app_shows_the_campaign_as_of_the_day_on_this_machine_alone(started, tmp_path):
    command, settings = started(iv.open_app, as_of="2026-03-30", dark=True, port=9000)
    assert {"--Voila.ip=127.0.0.1", "--Voila.auto_token=True", "--port=9000"} <= set(command)
    assert "--VoilaConfiguration.theme=dark" in command
    assert settings["INFOVIEW_FOLDER"] == str(tmp_path.resolve())
    assert settings["INFOVIEW_AS_OF"] == "2026-03-30"


def test_without_a_day_the_app_s_page_asks_for_today_whenever_it_is_loaded(started):
    assert started(iv.open_app)[1]["INFOVIEW_AS_OF"] == ""


@pytest.mark.parametrize(("typed", "day"), [([], None), (["--as-of", "2026-03-30"], "2026-03-30")])
def test_the_command_passes_on_a_day_that_was_typed_alone(monkeypatch, tmp_path, typed, day):
    opened = {}
    monkeypatch.setattr(iv, "open_app", lambda *_, **options: opened.update(options) or 0)
    iv.new_campaign(tmp_path)
    run = CliRunner().invoke(main, ["app", str(tmp_path), *typed])
    assert run.exit_code == 0, run.output
    assert opened["as_of"] == day


def test_the_app_s_page_is_its_own_and_asks_nobody_outside(started):
    command, settings = started(iv.open_app, as_of="2026-03-30")
    assert "--VoilaConfiguration.template=infoview" in command
    ours = Path(settings["JUPYTER_PATH"].split(os.pathsep)[0])
    page = (ours / "voila" / "templates" / "infoview" / "index.html.j2").read_text("utf-8")
    assert "http" not in page


def test_without_voila_the_remedy_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lab, "find_spec", lambda _name: None)
    with pytest.raises(iv.MissingExtraError, match="infoview app FOLDER"):
        iv.open_app(tmp_path, as_of="2026-03-30")


@pytest.mark.parametrize("opened", [iv.open_lab, iv.open_app])
def test_a_folder_that_is_not_there_is_told_with_its_remedy(tmp_path, opened):
    with pytest.raises(iv.RecordError, match="infoview new"):
        opened(tmp_path / "nothere")
