"""The axis of days after asking, and how many requests were still open below it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    FAINT,
    SMALL,
    WORDS,
    Margins,
    size_in_points,
    write,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, width_of
from infoview_analytics.words.languages import number, tr

_SHORTEST_AXIS = 30
_MOST_ANSWERS = 0.95  # of all answers lie within the axis
_TICKS = np.array([0, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1825, 3650])
_TICK_LABEL = -10  # points from the axes to the foot of the days
_BELOW = -30  # points from the axes to the numbers at risk
_WIDER = 1.06  # a text may be drawn so much wider than it was measured
_SHARES = np.arange(0, 101, 25)


def share_axis(ax: Axes) -> None:
    """Let the upright axis run from 0 to 100 %, on faint lines."""
    ax.set_ylim(0, 1.03)
    ax.set_yticks(_SHARES / 100, labels=[f"{p} %" for p in _SHARES], **WORDS)
    ax.grid(visible=True, axis="y", color=FAINT, linewidth=0.7)


def end_of_axis(came: pd.Series) -> float:
    """Return the last day drawn, so that a long tail does not squeeze the days that matter."""
    answered = came.cumsum()
    most = answered >= _MOST_ANSWERS * answered.iloc[-1]
    typical = 1.2 * float(came.index[most.argmax()])
    last = 1.03 * max(float(came.index[-1]), 1.0)
    return min(last, max(typical, _SHORTEST_AXIS))


def margins_around(name: str, at_risk: pd.Series, *, right: float) -> Margins:
    """Return the margins that leave room for the numbers below the axis and for their name."""
    most = number(int(at_risk.max())) if len(at_risk) else ""
    needed = _WIDER * width_of(name, SMALL_SIZE) + width_of(most) / 2 + 6
    return Margins(left=max(60.0, needed), right=right, bottom=50)


def number_at_risk(ax: Axes, at_risk: pd.Series, *, name: str) -> None:
    """Set the ticks, and write below each how many requests were still open."""
    end, width = ax.get_xlim()[1], size_in_points(ax)[0]
    days = _TICKS[end >= _TICKS]
    most = width_of(number(int(at_risk.iloc[0])))
    places = days / end * width
    kept = [0]
    for tick in range(1, len(days)):
        if places[tick] - places[kept[-1]] >= most + 4:
            kept.append(tick)
    days = days[kept]
    ax.set_xticks(days, labels=[str(day) for day in days], **WORDS)
    for day, count in zip(days, _still_open(at_risk, days), strict=True):
        where = {"at": "x of data", "ha": "center", "va": "baseline"}
        write(ax, number(count), (day, 0), (0, _BELOW), **(SMALL | where))
    for text, below in ((tr("day"), _TICK_LABEL), (name, _BELOW)):
        how = {"at": "axes", "ha": "right", "va": "baseline"}
        write(ax, text, (0, 0), (-most / 2 - 6, below), **(SMALL | how))


def _still_open(at_risk: pd.Series, days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many requests were still open when each day began."""
    open_ = np.append(at_risk.to_numpy(), 0)
    return open_[np.searchsorted(at_risk.index.to_numpy(), days, side="left")]
