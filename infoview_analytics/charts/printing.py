"""Charts for print: laid out in millimetres, in a language, and saved as files that last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT
from os import PathLike
from pathlib import Path
from typing import get_args

from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import as_wide_as
from infoview_analytics.charts.rendering import Format, render
from infoview_analytics.errors import OptionError
from infoview_analytics.words.languages import Language, in_language

FORMATS: tuple[Format, ...] = get_args(Format)
COARSEST, FINEST = 50, 1200  # dots per inch

_DRAFT = ".{name}.infoview-draft"


@contextmanager
def for_print(*, width: float = 160, language: Language = "en") -> Iterator[None]:
    """Lay out charts for a page, as long as the block lasts.

    Parameters
    ----------
    width : float, default 160
        How wide new figures are, in millimetres, from 60 to 400. Letters keep their size: a
        chart is not shrunk but laid out anew. Axes of your own are drawn on as they are.
    language : {"en", "fr"}, default "en"
        The language of titles, labels and legends, as `in_language` says.

    Yields
    ------
    None
        Once.

    Raises
    ------
    OptionError
        If a chart cannot be so wide, or there is no such language.
    """
    with as_wide_as(width), in_language(language):
        yield


def save_chart(
    ax: Axes,
    path: str | PathLike[str],
    *,
    dpi: int = 300,
    title: str = "",
    description: str = "",
    source: str = "",
) -> Path:
    """Save the figure on which a chart was drawn.

    The file is as large as the figure, its fonts are in it, and it tells no author and no day:
    the same chart gives the same bytes. A file of that name is overwritten, and nobody looks
    for names in it: `write_charts` does.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        As a function that begins with ``plot_`` returned them; of several, one.
    path : str or os.PathLike
        The file; its name ends in ``.png``, ``.svg`` or ``.pdf``.
    dpi : int, default 300
        Dots per inch of a PNG, from 50 to 1200.
    title, description, source : str, default ""
        What the file's metadata tell, such as its words for those who cannot see it, as
        ``describe_...`` gives them. Nothing stands there where they are left out.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    OptionError
        If the name ends in anything else, or there would be too few or too many dots.
    OSError
        If it cannot be written; what was there is as it was.
    """
    place = Path(path)
    kind = place.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        message = (
            f"{place.name!r} does not say what kind of file it is to be. Let its name end in one "
            f"of {', '.join(f'.{name}' for name in FORMATS)}."
        )
        raise OptionError(message)
    refuse_dots(dpi)
    if not place.parent.is_dir():
        raise FileNotFoundError(ENOENT, "There is no such folder. Make it first", str(place.parent))
    figure = ax.figure.canvas.figure  # that of a part of a figure too
    told = {"title": title, "description": description, "source": source}
    content = render(figure, kind, dpi=dpi, **told)
    draft = place.with_name(_DRAFT.format(name=place.name))
    try:
        draft.write_bytes(content)
        draft.replace(place)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return place


def refuse_dots(dpi: float) -> None:
    """Refuse a picture of too few dots to be read, or of too many to be held.

    Parameters
    ----------
    dpi : float
        Dots per inch.

    Raises
    ------
    OptionError
        If they are fewer than 50 or more than 1200.
    """
    if not COARSEST <= dpi <= FINEST:
        message = f"dpi cannot be {dpi!r}. Give {COARSEST} to {FINEST} dots an inch."
        raise OptionError(message)
