"""Charts with one row for each group: how many rows have room, and how their names are set."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import size_in_points

ROW = 17.0  # points
MOST_ROWS = 40
PAD = 8.0  # points between a label and the axes
LONGEST_LABEL = 34

_NARROWEST_ROW = 12.0


def rows_that_fit(ax: Axes) -> int:
    """Return how many rows have room on axes of this height, at least one."""
    return int(np.clip(size_in_points(ax)[1] // _NARROWEST_ROW, 1, MOST_ROWS))
