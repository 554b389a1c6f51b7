"""Letters on charts: what their font can draw, and how wide it is drawn."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findfont, get_font

from infoview_analytics.errors import MissingFontError
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import BLANK, plain

FONT = "DejaVu Sans"  # comes with matplotlib, so every machine has it
TITLE_SIZE = 11.5
TEXT_SIZE = 9.0
SMALL_SIZE = 8.0

_LONGEST_ON_CHART = 30


def drawable(value: Any, *, most: int = _LONGEST_ON_CHART) -> str:  # noqa: ANN401
    """Return a name or a group's label as text that the charts' font can draw.

    Parameters
    ----------
    value : Any
        As for `plain`.
    most : int, default 30
        The most characters.

    Returns
    -------
    str
        As `plain` returns it, with a small box for each letter that the font lacks. It is to
        be drawn with ``parse_math=False``.
    """
    known = _letters()
    return "".join(c if ord(c) in known else BLANK for c in plain(value, most=most))


def your_name(value: Any, *, most: int = _LONGEST_ON_CHART) -> str:  # noqa: ANN401
    """Return the name by which the records call you, as `drawable` text.

    Parameters
    ----------
    value : Any
        The name. ``You``, which stands where none was given, is a word and not a name: it is
        told in the present language.
    most : int, default 30
        The most characters.

    Returns
    -------
    str
        The name.
    """
    name = drawable(value, most=most)
    return tr("You") if name == "You" else name


def width_of(text: str, size: float = TEXT_SIZE, *, weight: str = "normal") -> float:
    """Return how wide the longest line of `text` is drawn, in points."""
    return max(_line_width(line, size, weight) for line in text.split("\n"))


@cache
def _font_file(weight: str) -> str:
    """Return the file of the charts' font."""
    try:
        return findfont(FontProperties(family=FONT, weight=weight), fallback_to_default=False)
    except ValueError as error:
        message = (
            f"Charts are lettered in {FONT}, which comes with matplotlib, and it is not there. "
            f"Delete matplotlib's list of fonts in {mpl.get_cachedir()}, and try again; if that "
            "does not help, install matplotlib anew."
        )
        raise MissingFontError(message) from error


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the charts' font can draw, bold in a title too."""
    normal, bold = (get_font(_font_file(weight)).get_charmap() for weight in ("normal", "bold"))
    return frozenset(normal) & frozenset(bold)


@lru_cache(maxsize=4096)
def _line_width(line: str, size: float, weight: str) -> float:
    """Return the width of one line in points."""
    font = get_font(_font_file(weight))
    font.set_size(size, 72)
    font.set_text(line, 0.0)
    return float(font.get_width_height()[0]) / 64
