import json

import nbformat
import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main
from infoview_analytics.stripping import notebooks

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


def test_a_file_in_which_nothing_stands_yet_passes(tmp_path):
    (tmp_path / "new.ipynb").touch()
    assert "nothing to take out" in infoview("strip", tmp_path / "new.ipynb").stdout
    assert infoview("strip", "-", input=b"").stdout_bytes == b""


def test_what_was_pasted_into_a_cell_stays_and_is_told():
    book = nbformat.v4.new_notebook()
    pasted = {"card.png": {"image/png": "AAAA"}}
    book.cells.append(nbformat.v4.new_markdown_cell("![](attachment:card.png)", attachments=pasted))
    result = infoview("strip", "-", input=nbformat.writes(book).encode())
    assert "card.png was pasted into a cell and stays" in result.stderr
    assert iv.pasted_into(result.stdout_bytes) == ["card.png"]


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"nbformat": 4}', b'{"cells": 3}'],
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
    monkeypatch.setattr(notebooks, "nbstripout", None)
    result = infoview("strip", notebook)
    assert result.exit_code == 1
    assert "infoview-analytics[lab]" in result.stderr
