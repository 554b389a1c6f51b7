"""A campaign's own notebooks in JupyterLab, and its boards alone in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from infoview_analytics.errors import MissingExtraError, RecordError
from infoview_analytics.records.reading import check_campaign

_PACKAGE = Path(__file__).parent
_JUPYTER = _PACKAGE / "jupyter"
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
    RecordError
        If there is no such folder.
    MissingExtraError
        If JupyterLab is not installed.
    """
    _refuse_no_folder(folder)
    _require("jupyterlab", "JupyterLab", "lab")
    first = min(copy_notebooks(folder).glob("*.ipynb"))
    return _start("jupyterlab", _QUIET, str(first))


def open_app(
    folder: str | Path,
    *,
    as_of: date | str | None = None,
    dark: bool = False,
    port: int = 8866,
    browser: bool = True,
) -> int:
    """Open a campaign's boards in a browser, without notebooks, and wait until it is stopped.

    The page is served by Voila on this machine alone, and asks for a token that nobody else has.
    Rows with errors are set aside, so that they can be corrected there.

    Parameters
    ----------
    folder : str or pathlib.Path
        The campaign.
    as_of : datetime.date or str, optional
        The last day that counts. The day on which the page is opened or loaded again if left out.
    dark : bool, default False
        Whether the page is light on dark.
    port : int, default 8866
        Where the page is served.
    browser : bool, default True
        Whether to open the page.

    Returns
    -------
    int
        Voila's exit status.

    Raises
    ------
    RecordError
        If there is no such folder.
    MissingExtraError
        If Voila is not installed.
    """
    _refuse_no_folder(folder)
    _require("voila", "Voila", "app")
    options = {
        "Voila.ip": "127.0.0.1",
        "Voila.auto_token": True,
        "Voila.open_browser": browser,
        "VoilaConfiguration.template": "infoview",
        "VoilaConfiguration.theme": "dark" if dark else "light",
        "port": port,
    }
    return _start(
        "voila",
        str(_JUPYTER / "infoview.ipynb"),
        *(f"--{name}={value}" for name, value in options.items()),
        INFOVIEW_FOLDER=str(Path(folder).resolve()),
        INFOVIEW_AS_OF="" if as_of is None else str(as_of),
    )


def _refuse_no_folder(folder: str | Path) -> None:
    """Raise what a check of the campaign would tell, if there is no such folder."""
    if not Path(folder).is_dir():
        raise RecordError(str(folder), check_campaign(folder))


def _require(module: str, name: str, command: str) -> None:
    """Raise MissingExtraError if a part of the extra is not installed."""
    if find_spec(module) is None:
        message = (
            f"{name} is not installed. Run `uv run --extra lab infoview {command} FOLDER`, "
            'or `pip install "infoview-analytics[lab]"` first.'
        )
        raise MissingExtraError(message)


def _start(module: str, *arguments: str, **settings: str) -> int:
    """Run a part of Jupyter with our settings before the user's; return its exit status."""
    environment = os.environ | settings
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        paths = (str(_JUPYTER), os.environ.get(name, ""))
        environment[name] = os.pathsep.join(path for path in paths if path)
    command = [sys.executable, "-m", module, *arguments]
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
