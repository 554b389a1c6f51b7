"""One section of a report: the words, the chart and the table of one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from infoview_analytics.report.tables import MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The answer to one question of a report: in words, as a chart if it has one, as a table.

    Attributes
    ----------
    name : str
        The stem of its files.
    title : str
        The question that it answers.
    words : list of str
        The answer, in sentences.
    table : pandas.DataFrame
        The table behind it, as it is saved.
    shown : pandas.DataFrame
        The same for reading: every cell a text.
    plot : callable, optional
        Draws `drawn`; None where there is no chart.
    describe : callable, optional
        Says in words what `plot` shows.
    drawn : tuple
        The tables that are drawn.
    most_rows : int
        So many rows of `shown` stand on the page.
    """

    name: str
    title: str
    words: list[str]
    table: pd.DataFrame
    shown: pd.DataFrame
    plot: Callable[..., Any] | None = None
    describe: Callable[..., str] | None = None
    drawn: tuple[pd.DataFrame, ...] = ()
    most_rows: int = MOST_ROWS
