"""A chart in a board: an image with a text for those who cannot see it, and a line of words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Hashable, Iterable
from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd

from infoview_analytics.records.campaign import Campaign
from infoview_analytics.widgets._look import LOOK
from infoview_analytics.widgets._sheet import Sheet

_MOST_FRAMES = 120  # finished pictures that are kept; two years of weeks, some 10 MB
_PAPER = (
    "background:#fff;padding:8px;box-sizing:content-box;max-width:calc(100% - 16px);height:auto"
)
_LINE = "line-height:1.5;margin:4px 0;max-width:46em;white-space:normal"
_HEAD = "font-size:1.15em;margin:12px 0 2px"


class Picture(ipw.HTML):
    """Show one chart at a time, drawn without pyplot on one figure that is kept.

    Parameters
    ----------
    campaign : Campaign
        What is drawn. Below every picture stands how many of its rows were set aside.
    """

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._sheet = Sheet()
        self._frames: dict[Hashable, str] = {}
        super().__init__()

    def turn_to(self, campaign: Campaign) -> None:
        """Let go of the finished pictures if the records are others now.

        Parameters
        ----------
        campaign : Campaign
            What is drawn from now on.
        """
        if campaign is not self._campaign:
            self._campaign = campaign
            self._frames.clear()

    def show(
        self,
        plot: Callable[..., Any],
        describe: Callable[..., str],
        tables: pd.DataFrame | tuple[pd.DataFrame, ...],
        words: str,
        *,
        frame: Hashable = None,
        **options: Any,  # noqa: ANN401 - whatever the chart takes
    ) -> None:
        """Put a new chart in the place of the last one.

        Parameters
        ----------
        plot, describe : callable
            Draw the tables, and say in words what the drawing shows.
        tables : pandas.DataFrame or tuple of pandas.DataFrame
            What is drawn.
        words : str
            What is written below the picture, if anything.
        frame : Hashable, optional
            What the picture depends on. Of the same frame it is drawn once, until `turn_to`.
        **options : Any
            Options of both, such as ``patience_days``.
        """
        if frame is None:
            shown = self._image(plot, describe, tables, options)
        else:
            if frame not in self._frames:
                self.prepare(plot, describe, tables, frame=frame, **options)
            shown = self._frames[frame]
        below = escape(" ".join(part for part in (words, self._campaign.footnote) if part))
        caption = f'<figcaption style="{_LINE}">{below}</figcaption>' if below else ""
        self.value = (
            f"<style>{LOOK}</style>"
            f'<figure class="infoview-picture" style="margin:0">{shown}{caption}</figure>'
        )

    def has(self, frame: Hashable) -> bool:
        """Tell whether the picture of a frame is finished.

        Parameters
        ----------
        frame : Hashable
            As for `show`.

        Returns
        -------
        bool
            Whether it is.
        """
        return frame in self._frames

    def prepare(
        self,
        plot: Callable[..., Any],
        describe: Callable[..., str],
        tables: pd.DataFrame | tuple[pd.DataFrame, ...],
        *,
        frame: Hashable,
        **options: Any,  # noqa: ANN401 - whatever the chart takes
    ) -> None:
        """Draw the picture of a frame without showing it.

        Parameters
        ----------
        plot, describe, tables, frame : callable, callable, pandas.DataFrame or tuple, Hashable
            As for `show`.
        **options : Any
            As for `show`.
        """
        if len(self._frames) >= _MOST_FRAMES:
            del self._frames[next(iter(self._frames))]
        self._frames[frame] = self._image(plot, describe, tables, options)

    def _image(
        self,
        plot: Callable[..., Any],
        describe: Callable[..., str],
        tables: pd.DataFrame | tuple[pd.DataFrame, ...],
        options: dict[str, Any],
    ) -> str:
        """Draw a chart, and return it as an element with its text."""
        drawn = (tables,) if isinstance(tables, pd.DataFrame) else tables
        png, text = self._sheet.draw(plot, *drawn, **options), describe(*drawn, **options)
        wide, high = self._sheet.size
        source = b64encode(png).decode("ascii")
        return (
            f'<img alt="{escape(text)}" width="{wide}" height="{high}" style="{_PAPER}" '
            f'src="data:image/png;base64,{source}">'
        )


class Words(ipw.HTML):
    """Show sentences below a heading, if there is one.

    Parameters
    ----------
    title : str, default ""
        The heading.
    """

    def __init__(self, title: str = "") -> None:
        self._title = title
        super().__init__()

    def tell(self, sentences: Iterable[str]) -> None:
        """Put new sentences in the place of the last ones.

        Parameters
        ----------
        sentences : iterable of str
            Plain text; it is escaped here.
        """
        told = escape(" ".join(sentences))
        self.value = f'{heading(self._title)}<p style="{_LINE}">{told}</p>'


class Listing(ipw.HTML):
    """Show a small table of texts below a heading.

    Parameters
    ----------
    title : str
        The heading.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        super().__init__()

    def tell(self, table: pd.DataFrame, none: str) -> None:
        """Put a new table in the place of the last one.

        Parameters
        ----------
        table : pandas.DataFrame
            Plain texts, which are escaped here; its index is not shown.
        none : str
            What is said where it has no row.
        """
        if table.empty:
            self.value = f'{heading(self._title)}<p style="{_LINE}">{escape(none)}</p>'
            return
        cell = "padding:2px 14px 2px 0;text-align:left;vertical-align:top"
        head = "".join(f'<th scope="col" style="{cell}">{escape(str(n))}</th>' for n in table)
        cells = [
            "".join(f'<td style="{cell}">{escape(str(text))}</td>' for text in row)
            for row in table.itertuples(index=False)
        ]
        rows = "".join(f"<tr>{row}</tr>" for row in cells)
        body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        style = "border-collapse:collapse;line-height:1.5"
        self.value = f'{heading(self._title)}<table style="{style}">{body}</table>'


def heading(title: str) -> str:
    """Return a heading as an element, or nothing where there is no title."""
    return f'<h3 style="{_HEAD}">{escape(title)}</h3>' if title else ""
