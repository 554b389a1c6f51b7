import json
import shutil
import subprocess

import nbformat
import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.assignment import stripping
from infoview_analytics.cli import main

CANARY = "Ana Canary"


@pytest.fixture
def notebook(tmp_path):
    """Return a notebook that has a secret wherever a run may leave one."""
    book = nbformat.v4.new_notebook()
    said = nbformat.v4.new_output("stream", text=CANARY)
    for metadata in ({}, {"keep_output": True}, {"init_cell": True}, {"tags": ["keep_output"]}):
        cell = nbformat.v4.new_code_cell("1", execution_count=7, outputs=[said], metadata=metadata)
        cell.metadata["of_a_tool"] = CANARY
        book.cells.append(cell)
    book.cells.append(nbformat.v4.new_code_cell("AS_OF = 1", metadata={"tags": ["parameters"]}))
    book.metadata |= {"widgets": {"state": CANARY}, "keep_output": True, "authors": [CANARY]}
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "P", "path": CANARY}
    path = tmp_path / "mine.ipynb"
    nbformat.write(book, path)
    return path


def infoview(*arguments, **options):
    return CliRunner().invoke(main, [*map(str, arguments)], **options)


def test_nothing_of_a_run_stays_even_where_a_cell_asks_for_it(notebook):
    assert iv.strip_notebook(notebook)
    assert CANARY not in notebook.read_text("utf-8")
    cells = nbformat.read(notebook, as_version=4).cells
    assert {cell.execution_count for cell in cells} == {None}
    assert cells[-1].metadata == {"tags": ["parameters"]}
    assert [cell.source for cell in cells] == ["1"] * 4 + ["AS_OF = 1"]


def test_a_stripped_notebook_stays_as_it_is(notebook):
    iv.strip_notebook(notebook)
    bare = notebook.read_bytes()
    assert not iv.strip_notebook(notebook)
    assert iv.stripped(bare) == bare


def test_an_old_notebook_is_stripped_too():
    output = {"output_type": "stream", "stream": "stdout", "text": [CANARY]}
    cell = {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}}
    cell |= {"input": ["1"], "outputs": [output], "prompt_number": 1}
    book = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": CANARY}}
    book |= {"worksheets": [{"cells": [cell], "metadata": {"of_a_tool": CANARY}}]}
    assert CANARY.encode() not in iv.stripped(json.dumps(book).encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"nbformat": 4}', b'{"cells": 3}'],
)
def test_a_broken_notebook_is_told_and_left_as_it_is(notebook, tmp_path, content):
    broken = tmp_path / "broken.ipynb"
    broken.write_bytes(content)
    result = infoview("strip", broken, tmp_path / "none.ipynb", notebook)
    assert result.exit_code == 1
    assert "broken.ipynb is broken" in result.stderr
    assert "none.ipynb cannot be used" in result.stderr
    assert broken.read_bytes() == content
    assert CANARY not in notebook.read_text("utf-8")  # the others are done


def test_a_notebook_goes_through_as_git_asks_for_it(notebook):
    result = infoview("strip", "-", input=notebook.read_bytes())
    assert result.stdout_bytes == iv.stripped(notebook.read_bytes())


def test_without_nbstripout_the_remedy_is_told(monkeypatch, notebook):
    monkeypatch.setattr(stripping, "nbstripout", None)
    result = infoview("strip", notebook)
    assert result.exit_code == 1
    assert "infoview-analytics[lab]" in result.stderr


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
    assert "add a line *.ipynb filter=infoview-strip" in infoview("new", place).stderr
    assert (place / ".gitattributes").read_text("utf-8") == "*.csv text\n"


def test_outside_of_git_a_new_campaign_says_what_to_type(tmp_path):
    made = infoview("new", tmp_path / "mine")
    assert f'strip --install "{tmp_path / "mine"}"' in made.stdout
    assert "filter=infoview-strip" in (tmp_path / "mine" / ".gitattributes").read_text("utf-8")
    assert "type `git init` there first" in infoview("strip", "--install", tmp_path).stderr


def test_without_git_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(iv.GitError, match="Install it"):
        iv.install_filter(tmp_path)
