"""Notebooks without what their cells gave back."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from infoview_analytics.errors import MissingExtraError, NotebookError
from infoview_analytics.store.saving import write_whole

nbformat: Any
try:
    import nbformat
    import nbstripout
except ImportError:  # the door of the optional extra
    nbstripout = None

_SHEETS_BEFORE = 4  # of Jupyter's format: cells lay in worksheets then
_KEPT = {"kernelspec": ("display_name", "language", "name"), "language_info": ("name",)}
_BROKEN = (ValueError, KeyError, AttributeError, TypeError, RecursionError)


def stripped(notebook: bytes, *, name: str = "The notebook") -> bytes:
    """Return a notebook without its outputs and whatever else tells of a run.

    Outputs, counts, the state of widgets and metadata go, also where a cell asks for them to
    stay. What you wrote into the cells stays, with the pictures that you pasted into them (see
    `pasted_into`) and their tags: look through those yourself.

    Parameters
    ----------
    notebook : bytes
        What a notebook's file holds.
    name : str, default "The notebook"
        What to call it, where it cannot be read.

    Returns
    -------
    bytes
        The same notebook, ready to be run. A stripped one is given back as it is, and so is a
        file in which nothing stands yet.

    Raises
    ------
    NotebookError
        If it is not a notebook that Jupyter knows.
    MissingExtraError
        If nbstripout is not installed.
    """
    if not notebook.strip():
        return notebook
    if nbstripout is None:
        message = (
            "nbstripout is not installed. Run `uv run --extra lab infoview strip NOTEBOOK`, or "
            '`pip install "infoview-analytics[lab]"` first.'
        )
        raise MissingExtraError(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an old notebook may be old
            book = _read(notebook)
            nbformat.validate(book)
            bare = nbformat.writes(_bare(book))
    except (nbformat.ValidationError, *_BROKEN) as error:
        message = (
            f"{name} is broken, or not a notebook that Jupyter knows. Open it in JupyterLab, save "
            "it there and try again; it was left as it is."
        )
        raise NotebookError(message) from error
    return f"{str(bare).rstrip()}\n".encode()


def strip_notebook(path: str | Path) -> bool:
    """Take out of a notebook's file what its cells gave back, see `stripped`.

    Parameters
    ----------
    path : str or pathlib.Path
        The notebook. It is written as a whole, or left as it is.

    Returns
    -------
    bool
        Whether there was anything to take out.

    Raises
    ------
    NotebookError
        If it is not a notebook that Jupyter knows.
    MissingExtraError
        If nbstripout is not installed.
    OSError
        If it cannot be read or written.
    """
    file = Path(path)
    full = file.read_bytes()
    bare = stripped(full, name=str(file))
    if bare == full:
        return False
    write_whole({file: bare})
    return True


def pasted_into(notebook: bytes) -> list[str]:
    """Return the files that were pasted into a notebook's cells, and that stay in it.

    Parameters
    ----------
    notebook : bytes
        What `stripped` returned.

    Returns
    -------
    list of str
        Their names, such as ``image.png``, in the order of the cells.
    """
    if not notebook.strip():
        return []
    pasted = [cell.get("attachments", {}) for cell in _cells(_read(notebook))]
    return [name for files in pasted if isinstance(files, dict) for name in files]


def _read(notebook: bytes) -> Any:  # noqa: ANN401
    """Return a notebook in the version of Jupyter's format in which it is written."""
    return nbformat.reads(notebook.decode("utf-8"), as_version=nbformat.NO_CONVERT)


def _bare(book: Any) -> Any:  # noqa: ANN401 -- nbformat has no types
    """Return a notebook with nothing of a run, and with ids that are the same each time."""
    book.metadata = {
        part: {name: book.metadata[part][name] for name in names if name in book.metadata[part]}
        for part, names in _KEPT.items()
        if part in book.metadata
    }
    for sheet in book.get("worksheets", []):
        sheet.metadata = {}
    for cell in _cells(book):
        cell.metadata = {"tags": cell.metadata.tags} if "tags" in cell.get("metadata", {}) else {}
        if "keep_output" in cell.metadata.get("tags", []):
            cell.metadata.tags.remove("keep_output")
    return nbstripout.strip_output(book, keep_output=False, keep_count=False, keep_id=False)


def _cells(book: Any) -> list[Any]:  # noqa: ANN401
    """Return a notebook's cells, from old notebooks and from new ones."""
    sheets = book.worksheets if book.nbformat < _SHEETS_BEFORE else [book]
    return [cell for sheet in sheets for cell in sheet.cells]
