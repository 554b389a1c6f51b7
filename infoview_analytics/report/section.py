"""One section of a report: the words, the chart and the table of one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Section:
    """One chart of a report with its words and its table.

    Attributes
    ----------
    name : str
        The stem of its files.
    title : str
        The question that it answers.
    words : list of str
        The answer, in sentences.
    plot : callable
        Draws `drawn`.
    describe : callable
        Says in words what `plot` shows.
    drawn : tuple
        The tables that are drawn.
    table : pandas.DataFrame
        The table behind the chart, as it is saved.
    shown : pandas.DataFrame
        The same for reading: every cell a text.
    """

    name: str
    title: str
    words: list[str]
    plot: Callable[..., Any]
    describe: Callable[..., str]
    drawn: tuple[pd.DataFrame, ...]
    table: pd.DataFrame
    shown: pd.DataFrame
