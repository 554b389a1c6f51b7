"""The house rule: a module imports only from floors below its own."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "infoview_analytics"
FLOORS = [  # the ground first; parts on one floor do not know each other
    {"errors"},
    {"weeks", "groups", "intervals"},
    {"workdays"},
    {"as_of"},
    {"words"},
    {"records", "charts", "formats"},
    {"store", "metrics", "network"},
    {"logbook", "sharing"},
    {"planning", "exports"},
    {"agenda"},
    {"letters", "briefs"},
    {"widgets", "report", "lab", "stripping"},
    {"classroom"},
    {"assignment"},
    {"__init__"},
    {"cli"},
]
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
MODULES = sorted(p for p in PACKAGE.rglob("*.py*") if p.suffix in {".py", ".pyi"})
MOST_LINES = 400


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].partition(".")[0]


def imports_of(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    ours = {f"{name}.__init__" for name in named | plain}
    return {n.split(".")[1] for n in ours if n.split(".")[0] == PACKAGE.name}


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_downward(module):
    home = part_of(module)
    upward = {p for p in imports_of(module) - {home} if FLOOR_OF[p] >= FLOOR_OF[home]}
    assert not upward, f"{home} may not import {upward}: they do not lie below it"


def test_charts_draw_tables_and_compute_none():
    for module in (PACKAGE / "charts").glob("*.py"):
        assert imports_of(module) <= {"charts", "words", "errors"}, module.name


def test_measures_take_tables_and_know_no_files():
    for part in ("metrics", "network"):
        for module in (PACKAGE / part).glob("*.py"):
            assert "records" not in imports_of(module), module.name


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_is_one_room(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_is_imported_inside_a_function(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inside = [
        n for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"line {inside[0].lineno} imports inside a function"


def test_nothing_below_the_command_line_reads_the_clock():
    clocks = ("today", "now", "utcnow")
    for module in MODULES:
        if part_of(module) == "cli":
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        calls = [
            n.func.attr
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        ]
        assert not set(calls) & set(clocks), module.name
