"""The figures and tables of a report, numbered in the order in which they are made."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pandas as pd
from matplotlib.figure import Figure

from infoview_analytics.charts.rendering import draw, letters_on, millimetres_of, render
from infoview_analytics.formats.document import PAGE_WIDTH, Block, Picture, Sheet, Words
from infoview_analytics.report.section import Section
from infoview_analytics.report.tables import MOST_ROWS

_DPI = 220  # as Word itself keeps pictures for print
_MOST_SENTENCES = 4  # in a paragraph
_CUT_OFF = "\u2026"
_UNNAMED = ("What", "Result")  # a table's first column without a name, and a later one


class Press:
    """Makes figures and tables, and remembers which tables stand behind which figures."""

    def __init__(self, note: str) -> None:
        self._note = note
        self._pictures: list[tuple[Section, int]] = []
        self._sheets = 0

    def tell(self, section: Section) -> Iterator[Block]:
        """Yield a section's words, and its figure if it shows anything."""
        yield from paragraphs(section.words)
        yield from self.picture(section)

    def tell_drawn(self, section: Section) -> Iterator[Block]:
        """Yield a section's words and its figure, if that shows anything."""
        for picture in self.picture(section):
            yield from paragraphs(section.words)
            yield picture

    def picture(self, section: Section) -> Iterator[Picture]:
        """Yield a section's figure, if it shows anything."""
        if section.plot is None or section.describe is None:
            return
        figure = draw(section.plot, *section.drawn, note=self._note, width=PAGE_WIDTH)
        if not any(ax.has_data() for ax in figure.axes):
            return
        number = len(self._pictures) + 1
        self._pictures.append((section, number))
        width, height = millimetres_of(figure)
        yield Picture(
            number=number,
            name=section.name,
            caption=f"{_finding(figure, section)} {_how_to_read()[section.name]}",
            alt=section.describe(*section.drawn),
            svg=render(figure, "svg"),
            png=render(figure, "png", dpi=_DPI),
            size=(round(width, 2), round(height, 2)),
            drawn=tuple(letters_on(figure)),
        )

    def sheet(self, name: str, caption: str, shown: pd.DataFrame) -> Iterator[Sheet]:
        """Yield a table, if it has rows; its index comes first."""
        if shown.empty:
            return
        self._sheets += 1
        index = "" if shown.index.name is None else str(shown.index.name)
        names = [index or _UNNAMED[0], *(str(name) or _UNNAMED[1] for name in shown.columns)]
        rows = shown.head(MOST_ROWS).astype(object).itertuples(name=None)
        yield Sheet(
            number=self._sheets,
            name=name,
            caption=caption,
            heading=tuple(names),
            rows=tuple(tuple(_on_one_line(cell) for cell in row) for row in rows),
            left_out=max(len(shown) - MOST_ROWS, 0),
        )

    def behind(self) -> Iterator[Sheet]:
        """Yield the tables behind the figures so far."""
        for section, number in self._pictures:
            caption = f"The numbers of figure {number}. {section.title}"
            yield from self.sheet(section.name, caption, section.shown)


def paragraphs(sentences: list[str]) -> Iterator[Words]:
    """Yield sentences as paragraphs of a few each."""
    starts = range(0, len(sentences), _MOST_SENTENCES)
    said = tuple(" ".join(sentences[start : start + _MOST_SENTENCES]) for start in starts)
    if said:
        yield Words(said)


def _finding(figure: Figure, section: Section) -> str:
    """Return what a figure shows, as a sentence: its title, or its words where that is cut off."""
    title = str(figure.axes[0].get_title(loc="left"))
    said = section.words[0] if _CUT_OFF in title or not title else title
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _on_one_line(cell: object) -> str:
    """Return a cell as a text without line breaks."""
    return " ".join(str(cell).split())


@cache
def _how_to_read() -> dict[str, str]:
    """Return how to read each figure."""
    text = files("infoview_analytics.assignment").joinpath("captions.toml").read_text("utf-8")
    return {str(name): str(said) for name, said in tomllib.loads(text).items()}
