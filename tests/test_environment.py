import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def stated_for_conda() -> set[str]:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return set(re.findall(r"^  - ([a-z][\w-]*(?:[<>=].*)?)$", text, flags=re.MULTILINE))


def test_conda_and_pip_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = f"python{project['requires-python']}"
    lab = project["optional-dependencies"]["lab"]
    assert stated_for_conda() - {"conda-forge", "pip"} == {python, *project["dependencies"], *lab}


def test_no_lock_file_records_a_registry():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"uv.lock", "pylock*.toml"} <= set(ignored)
