"""What is written for people is true."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", iv.__all__)
def test_every_public_name_can_be_had_and_is_explained(name):
    assert getattr(iv, name).__doc__


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError):
        _ = iv.pigeon


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_teaches_by_example_and_stands_in_the_readme(name):
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f"infoview {name}" in shown.output
    assert name == "sample" or f"infoview {name}" in text_of(ROOT / "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_only_commands_that_exist(page):
    named = re.findall(r"\binfoview ([a-z-]+)", text_of(page))
    assert set(named) <= {*main.commands, "infoview"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(page)):
        assert (page.parent / target).exists(), target


def test_the_readme_s_code_runs(monkeypatch):
    code = re.search(r"```python\n(.*?)```", text_of(ROOT / "README.md"), flags=re.DOTALL)[1]
    monkeypatch.chdir(ROOT)
    names = {}
    exec(compile(ast.parse(code), "README.md", "exec"), names)  # noqa: S102 -- our own page
    assert names["graph"].number_of_nodes() > 1


def test_the_changelog_names_only_what_is_there():
    named = re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text_of(ROOT / "CHANGELOG.md"))
    assert set(named) <= {*iv.__all__}


def test_no_file_names_a_machine():
    git = shutil.which("git") or "git"
    listed = subprocess.run(
        [git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    machine = re.compile(r"(?<![.\w])/(?:tmp|root|home|Users|work)/\w")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".csv", ".j2"}
            and path.exists()
        ):
            assert not machine.search(text_of(path)), name
