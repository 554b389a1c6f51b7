"""Charts with one row for each group: how many have room, their names, their axis of shares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import FAINT, WORDS, size_in_points
from infoview_analytics.charts.lettering import width_of

ROW = 17.0  # points
MOST_ROWS = 40
PAD = 8.0  # points between a label and the axes
LONGEST_LABEL = 34

_TICK = 30.0  # points from one percentage to the next at the least
_NARROWEST_ROW = 12.0
_WIDER = 1.06  # a text may be drawn so much wider than it was measured
_STEPS = np.arange(-100, 101, 25)


def rows_that_fit(ax: Axes) -> int:
    """Return how many rows have room on axes of this height, at least one."""
    return int(np.clip(size_in_points(ax)[1] // _NARROWEST_ROW, 1, MOST_ROWS))


def room_for(names: Sequence[str]) -> float:
    """Return how many points the names of the rows need left of the axes."""
    widest = max(map(width_of, names), default=0.0)
    return max(widest + 2 * PAD, _WIDER * widest + 1.5 * PAD)


def name_rows(ax: Axes, names: Sequence[str]) -> None:
    """Write the names of the rows, the first one on top."""
    ax.set_yticks(range(len(names)), labels=names, **WORDS)
    ax.set_ylim(len(names) - 0.5, -0.5)


def percent_axis(ax: Axes, lowest: float = 0.0) -> None:
    """Let the level axis run from `lowest` to 100 %."""
    ax.set_xlim(lowest, 1)
    steps = _STEPS[100 * lowest <= _STEPS]
    if size_in_points(ax)[0] < _TICK * len(steps):
        steps = steps[::2]
    ax.set_xticks(steps / 100, labels=[f"{minus(step)} %" for step in steps], **WORDS)
    ax.grid(visible=True, axis="x", color=FAINT, linewidth=0.7)


def minus(number: float) -> str:
    """Return a whole number with a true minus sign."""
    return f"{number:.0f}".replace("-", "\N{MINUS SIGN}")
