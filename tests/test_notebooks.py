"""Notebooks stay thin and true: a cell asks and calls, the package thinks, the output is stored.

Run them again, from the project's folder, after a change that alters what they show::

    jupyter nbconvert --to notebook --execute --inplace \
        --ExecutePreprocessor.store_widget_state=False \
        --ExecutePreprocessor.record_timing=False notebooks/*.ipynb
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import infoview_analytics as iv

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 4
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With, ast.Lambda)
WIDGET = re.compile(r"\biv\.(\w+Board|NetworkExplorer|RecordForms|TableEditor|Home)\(")
OF_A_MACHINE = re.compile(r"(/home/|/Users/|/tmp/|/root/|[A-Z]:\\\\)")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06"]


@each_notebook
def test_a_cell_is_short_and_holds_no_logic(path):
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.source
        found = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, LOGIC)]
        assert not found, cell.source


@each_notebook
def test_what_a_reader_changes_stands_in_one_cell(path):
    tagged = [c for c in code_cells(path) if "parameters" in c.metadata.get("tags", [])]
    assert [re.findall(r"^\w+", c.source, re.MULTILINE) for c in tagged] == [["CAMPAIGN", "AS_OF"]]


@each_notebook
def test_it_was_run_from_top_to_bottom_in_a_fresh_kernel(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_it_tells_nothing_of_the_machine_that_ran_it(path):
    assert set(read(path).metadata) == {"kernelspec", "language_info"}
    assert read(path).metadata.kernelspec.name == "python3"
    assert not OF_A_MACHINE.search(path.read_text(encoding="utf-8"))


@each_notebook
def test_it_runs_on_a_campaign_that_has_just_begun_and_no_widget_hides_an_error(path, tmp_path):
    # on the sample, nbval runs them below and a browser in tests/browser/test_lab.py
    iv.new_campaign(tmp_path)
    notebook = read(path)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace("../data/sample", tmp_path.as_posix())
    NotebookClient(notebook, resources={"metadata": {"path": path.parent}}).execute()
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    kept = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json")
    widgets = kept["state"] if kept else {}
    assert bool(widgets) == any(WIDGET.search(cell.source) for cell in code_cells(path))
    assert [w["state"]["outputs"] for w in widgets.values() if "outputs" in w["state"]] == []


def test_the_stored_outputs_are_what_the_cells_say():
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-q", "--nbval"]
    sanitize = ["--nbval-sanitize-with", ROOT / "tests" / "nbval_sanitize.cfg"]
    command = [sys.executable, "-m", "pytest", *options, *sanitize, ROOT / "notebooks"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
