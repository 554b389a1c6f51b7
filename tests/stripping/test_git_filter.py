import shutil
import subprocess
import sys

import nbformat
import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main

CANARY = "Ana Canary"


@pytest.fixture
def notebook(tmp_path):
    """Return a notebook whose one cell gave back a secret."""
    said = nbformat.v4.new_output("stream", text=CANARY)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[said])])
    path = tmp_path / "mine.ipynb"
    nbformat.write(book, path)
    return path


def infoview(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def hostile_python(tmp_path, monkeypatch):
    """Let Python stand in a folder whose name a shell, or git, could take for something else."""
    folder = tmp_path / 'it\'s $(false) `false` "%f" $HOME'
    folder.mkdir()
    (folder / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (folder / "python").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return an empty git repository, and what git says in it."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    place = tmp_path / "repository"

    def git(*arguments):
        command = [shutil.which("git"), "-C", place, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    place.mkdir()
    git("init", "--quiet")
    return place, git


@pytest.mark.usefixtures("hostile_python")
def test_a_notebook_of_a_campaign_goes_into_git_without_its_outputs(repository, notebook):
    place, git = repository
    made = infoview("new", place / "mine")
    assert "git strips each notebook" in made.stdout
    shutil.copy(notebook, place / "mine" / "notebooks" / "mine.ipynb")
    git("add", "--force", "mine/notebooks/mine.ipynb")
    assert CANARY not in git("show", ":mine/notebooks/mine.ipynb")
    assert CANARY in (place / "mine" / "notebooks" / "mine.ipynb").read_text("utf-8")
    assert git("config", "filter.infoview-strip.required") == "true\n"  # else git adds it as it is


def test_a_gitattributes_of_somebody_else_is_left_and_told(repository):
    place, _ = repository
    (place / ".gitattributes").write_text("*.csv text\n", encoding="utf-8")
    assert "and not all notebooks are stripped" in infoview("new", place).stderr
    assert (place / ".gitattributes").read_text("utf-8") == "*.csv text\n"


def test_a_notebook_in_capitals_is_stripped_too(repository):
    place, git = repository
    iv.install_filter(place)
    assert git("check-attr", "filter", "A.IPYNB").endswith(": infoview-strip\n")
    (place / ".gitattributes").write_text("*.ipynb filter=infoview-strip\n", encoding="utf-8")
    with pytest.raises(iv.GitError, match="not all notebooks"):
        iv.install_filter(place)


def test_outside_of_git_a_new_campaign_says_what_to_type(tmp_path):
    made = infoview("new", tmp_path / "mine")
    assert f'strip --install "{tmp_path / "mine"}"' in made.stdout
    assert f'infoview check "{tmp_path / "mine"}"' in made.stdout
    assert "filter=infoview-strip" in (tmp_path / "mine" / ".gitattributes").read_text("utf-8")
    assert "type `git init` there first" in infoview("strip", "--install", tmp_path).stderr


def test_without_git_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(iv.GitError, match="Install it"):
        iv.install_filter(tmp_path)
