"""Draw how soon people answer, with those whom nobody has waited for long enough."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    INK,
    PALE,
    STRONG,
    canvas_on,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._day_axis import (
    end_of_axis,
    margins_around,
    number_at_risk,
    share_axis,
)
from infoview_analytics.charts._groups import one_group
from infoview_analytics.charts._placing import LINE, Boxes
from infoview_analytics.charts.lettering import width_of
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import FEWEST, counted, listed, percent

Floats = npt.NDArray[np.float64]

_HEIGHT = 3.3
_MARKS = (14, 30, 7, 3)  # days that are told, the most wanted first
_LOW = 0.15  # a share below which there is no room under its mark


def plot_response_curve(curve: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of requests that was answered by each day after asking.

    The band is the interval; below the axis stands how many requests were still open.

    Parameters
    ----------
    curve : pandas.DataFrame
        As `response_curve` returns it, of one group.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    curve = one_group(curve)
    still_open = tr("still open")
    margins = margins_around(still_open, curve["at_risk"], right=36)
    canvas = canvas_on(ax, height=_HEIGHT, margins=margins)
    if curve.empty:
        return say(canvas, _nothing_sent())
    ax = canvas.ax
    end = end_of_axis(curve["answered"])
    days = np.append(0, curve.index.to_numpy())
    share, low, high = (
        np.append(0.0, curve[name].to_numpy(dtype=float))
        for name in ("share_answered", "low", "high")
    )
    ax.fill_between(days, low, high, step="post", color=PALE, alpha=0.55, linewidth=0)
    ax.step(days, share, where="post", color=STRONG, linewidth=2)
    ax.set_xlim(0, end)
    share_axis(ax)
    _mark_days(ax, curve)
    number_at_risk(ax, curve["at_risk"], name=still_open)
    return dress(canvas, title=_finding(curve), subtitle=_how_to_read(curve, end))


def describe_response_curve(curve: pd.DataFrame) -> str:
    """Say in words what `plot_response_curve` shows.

    Parameters
    ----------
    curve : pandas.DataFrame
        As `response_curve` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    curve = one_group(curve)
    if curve.empty:
        return f"{_nothing_sent()}."
    sent, waiting = _requests(curve), int(curve["waiting"].sum())
    words = [f"{_finding(curve)}."]
    shares = _shares_by_day(curve)
    if sent >= FEWEST and shares:
        told = [f"{percent(share)} by day {day}" for day, share in sorted(shares.items())]
        words.append(f"Share answered: {listed(told)}.")
    words.append(f"Of {counted(sent, 'request')}, {waiting:,} had no answer when last watched.")
    return " ".join(words)


def _requests(curve: pd.DataFrame) -> int:
    """Return how many requests the curve was made from."""
    return int(curve["at_risk"].iloc[0])


def _shares_by_day(curve: pd.DataFrame) -> dict[int, float]:
    """Return the share answered by each marked day for which anybody was watched."""
    share = curve["share_answered"]
    last = np.inf if share.iloc[-1] == 1 else curve.index[-1]
    place = np.searchsorted(curve.index.to_numpy(), _MARKS, side="right") - 1
    return {
        day: float(share.iloc[row]) if row >= 0 else 0.0
        for day, row in zip(_MARKS, place, strict=True)
        if day <= last
    }


def _mark_days(ax: Axes, curve: pd.DataFrame) -> None:
    """Mark the share answered by the marked days, as far as the labels do not collide."""
    width, height = size_in_points(ax)
    end, boxes = ax.get_xlim()[1], Boxes()
    for day, share in _shares_by_day(curve).items():
        if day > end or _requests(curve) < FEWEST:
            continue
        ax.plot(day, share, "o", color=STRONG, markersize=5, clip_on=False, zorder=3)
        text, lift = percent(share), -LINE - 3 if share > _LOW else 5
        left, bottom = day / end * width + 3, share / ax.get_ylim()[1] * height + lift
        box = np.array([[left, bottom, left + width_of(text) + 2, bottom + LINE]])
        if boxes.are_free(box).all():
            boxes.take(box)
            write(ax, text, (day, share), (4, lift + 2), fontweight="bold", color=INK)


def _finding(curve: pd.DataFrame) -> str:
    """Return the finding: the share answered by the most wanted day that was watched."""
    sent = _requests(curve)
    if sent < FEWEST:
        requests = counted(sent, "request")
        return tr("{requests}: too few to say how soon people answer", requests=requests)
    shares = _shares_by_day(curve)
    if not shares:
        return tr("No request has been open for 3 days yet")
    day = 14 if 14 in shares else max(shares)  # noqa: PLR2004
    if shares[day] == 0:
        return tr("Nobody answered within {day} days", day=day)
    return tr("{share} answered within {day} days", share=percent(shares[day]), day=day)


def _how_to_read(curve: pd.DataFrame, end: float) -> str:
    """Return what is drawn, and what lies beyond the axis."""
    requests = counted(_requests(curve), "request")
    words = tr("Share of {requests} answered by each day after asking", requests=requests)
    later = int(curve.loc[curve.index > end, "answered"].sum())
    if not later:
        return words
    return tr("{words}; {rest} not drawn", words=words, rest=counted(later, "later answer"))


def _nothing_sent() -> str:
    """Return the words for a table without a row."""
    return tr("No request has been sent yet")
