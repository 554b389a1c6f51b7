"""A campaign's own notebooks: put beside its records, and opened in JupyterLab."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from infoview_analytics.errors import MissingExtraError

_PACKAGE = Path(__file__).parent
_OWN = 'CAMPAIGN = ".."\nAS_OF = pd.Timestamp.today().normalize()'
_QUIET = "--LabApp.extension_manager=readonly"  # with our settings: nothing is looked up outside


def copy_notebooks(folder: str | Path) -> Path:
    """Put the notebooks beside a campaign's records; one that is there is left alone.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    pathlib.Path
        The folder of the notebooks. The copies are empty of output and read the records beside
        them, as of the day on which they are run.

    Raises
    ------
    MissingExtraError
        If the package was installed without its notebooks.
    """
    ours = sorted(_sources().glob("*.ipynb"))
    if not ours:
        message = "The notebooks are not installed. Install infoview-analytics again."
        raise MissingExtraError(message)
    target = Path(folder) / "notebooks"
    target.mkdir(exist_ok=True)
    for source in ours:
        copy = target / source.name
        if not copy.exists():
            notebook = _own(json.loads(source.read_text(encoding="utf-8")))
            copy.write_text(f"{json.dumps(notebook, indent=1)}\n", encoding="utf-8")
    return target


def open_lab(folder: str | Path) -> int:
    """Open JupyterLab on a campaign's notebooks and wait until it is closed.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.

    Returns
    -------
    int
        JupyterLab's exit status.

    Raises
    ------
    MissingExtraError
        If JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        message = (
            "JupyterLab is not installed. Run `uv run --extra lab infoview lab FOLDER`, "
            'or `pip install "infoview-analytics[lab]"` first.'
        )
        raise MissingExtraError(message)
    first = min(copy_notebooks(folder).glob("*.ipynb"))
    command = [sys.executable, "-m", "jupyterlab", _QUIET, str(first)]
    ours, theirs = str(_PACKAGE / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")
    settings = os.pathsep.join(path for path in (ours, theirs) if path)
    environment = os.environ | {"JUPYTER_CONFIG_PATH": settings}
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603 -- ours


def _sources() -> Path:
    """Return where the notebooks stand: inside the package, or beside it in a checkout."""
    inside = _PACKAGE / "notebooks"
    return inside if inside.is_dir() else _PACKAGE.parent / "notebooks"


def _own(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook without its output, set to the records beside it and to today."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            cell["source"] = _OWN.splitlines(keepends=True)
    notebook["metadata"].pop("widgets", None)
    return notebook
