"""Draw whether the chain feeds itself, part by part, and how long its leads last."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from infoview_analytics.charts._canvas import (
    FAINT,
    ORANGE,
    PALE,
    PAPER,
    QUIET,
    SMALL,
    STRONG,
    WORDS,
    Margins,
    canvas_on,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._time_axis import time_axis
from infoview_analytics.charts.lettering import TEXT_SIZE, width_of
from infoview_analytics.words.forecasts import chance_in_words
from infoview_analytics.words.languages import number, tr
from infoview_analytics.words.phrases import FEWEST, TOO_FEW, counted, day_in_words, percent
from infoview_analytics.words.reproduction import (
    decimal,
    leads_in_words,
    reproduction_in_words,
    too_few,
    verdict,
)

_HEIGHT = 2.7
_LABELS = {
    "names_per_interview": "new names an interview",
    "asked": "\u00d7  of them asked",
    "held": "\u00d7  of those met",
    "r": "=  new interviews (R)",
}
_LONGEST_AXIS = 4.0  # an interval that goes on beyond ends in an arrow
_SHARES = np.arange(0, 101, 25)
_LEADS_HEIGHT = 3.1
_HALF = 0.5
_HIGH = 0.9  # a chance above which there is no room over its mark


def plot_reproduction(reproduction: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw R as the product that it is: each part, and R, with its interval and its n.

    The part that would raise R most has a ring around its dot and is named.

    Parameters
    ----------
    reproduction : pandas.DataFrame
        As `reproduction` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    r = reproduction.iloc[-1]
    untold = r["n"] < FEWEST or np.isnan(r["estimate"])
    labels = [tr(_LABELS[str(part)]) for part in reproduction.index]
    left = max(150.0, *(width_of(label, weight="bold") + 12 for label in labels))
    margins = Margins() if untold else Margins(left=left, right=168, bottom=34)
    canvas = canvas_on(ax, height=_HEIGHT, margins=margins)
    if untold:
        return say(canvas, _no_r(r))
    ax = canvas.ax
    end = float(np.clip(1.05 * reproduction["high"].max(), 1.5, _LONGEST_AXIS))
    last = len(reproduction) - 1
    ax.vlines(1, last - 0.5, last + 0.5, color=ORANGE, linewidth=1.5, linestyle=(0, (4, 2)))
    _draw_intervals(ax, reproduction, end)
    for place, (part, row) in enumerate(reproduction.iterrows()):
        _write_row(ax, place, str(part), row)
    ax.set_yticks(np.arange(len(reproduction)), labels=labels, **WORDS)
    ax.set_ylim(len(reproduction) - 0.5, -0.5)
    ax.set_xlim(0, end)
    steps = np.asarray(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]).tick_values(0, end))
    steps = steps[steps <= end]
    digits = int((steps % 1 > 0).any())
    ax.set_xticks(steps, labels=[number(step, digits) for step in steps], **WORDS)
    ax.grid(visible=True, axis="x", color=FAINT, linewidth=0.7)
    dress(
        canvas,
        title=_finding(r),
        subtitle=tr(
            "Dot: estimate, with its interval; ring: most to gain; dashed: what feeds itself"
        ),
    )
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=8)
    ax.get_yticklabels()[-1].set_fontweight("bold")
    return ax


def describe_reproduction(reproduction: pd.DataFrame) -> str:
    """Say in words what `plot_reproduction` shows.

    Parameters
    ----------
    reproduction : pandas.DataFrame
        As `reproduction` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(reproduction_in_words(reproduction))


def plot_lead_survival(survival: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the chance that there is still somebody left to ask, week by week.

    Parameters
    ----------
    survival : pandas.DataFrame
        As `lead_survival` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    beside = max(52.0, width_of(chance_in_words(1), weight="bold") - 1)
    canvas = canvas_on(ax, height=_LEADS_HEIGHT, margins=Margins(left=42, right=beside, bottom=38))
    if survival.empty:
        return say(canvas, tr("Too few interviews to say how long the leads will last"))
    if survival["in_hand"].iloc[0] == 0:
        return say(canvas, tr("Nobody is left to ask"))
    ax = canvas.ax
    weeks, chance = np.arange(len(survival)), survival["chance_left"].to_numpy(dtype=float)
    ax.fill_between(weeks, 0, chance, color=PALE, alpha=0.55, linewidth=0)
    ax.plot(weeks, chance, "o-", color=STRONG, linewidth=2, markersize=4.5, clip_on=False)
    ax.axhline(_HALF, color=QUIET, linewidth=0.8, linestyle=(0, (4, 2)), zorder=1)
    ax.set_ylim(0, 1.03)
    ax.set_yticks(_SHARES / 100, labels=[f"{p} %" for p in _SHARES], **WORDS)
    ax.grid(visible=True, axis="y", color=FAINT, linewidth=0.7)
    time_axis(ax, survival, running=False)
    _write_chances(ax, chance, beside)
    pace = _pace(float(survival["asked_per_week"].iloc[0]))
    return dress(canvas, title=_leads_finding(survival), subtitle=pace)


def describe_lead_survival(survival: pd.DataFrame) -> str:
    """Say in words what `plot_lead_survival` shows.

    Parameters
    ----------
    survival : pandas.DataFrame
        As `lead_survival` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(leads_in_words(survival))


def _draw_intervals(ax: Axes, rows: pd.DataFrame, end: float) -> None:
    """Draw each estimate with its interval; one that goes beyond the axis ends in an arrow."""
    places = np.arange(len(rows))
    estimate, low, high = (rows[name].to_numpy(dtype=float) for name in ("estimate", "low", "high"))
    is_r = (rows.index == "r").astype(bool)
    widths = np.where(is_r, 3.0, 2.0)
    ax.hlines(places, low, np.minimum(high, end), color=STRONG, linewidth=widths, zorder=2)
    for beyond in places[high > end]:
        ax.plot(end, beyond, ">", color=STRONG, markersize=6, clip_on=False)
    shown = estimate <= end
    for marker, chosen, size in (("o", ~is_r & shown, 42), ("D", is_r & shown, 58)):
        style: dict[str, Any] = {"color": STRONG, "marker": marker, "clip_on": False}
        ax.scatter(estimate[chosen], places[chosen], size, zorder=4, **style)
    weak = rows["weakest"].to_numpy(dtype=bool) & shown
    ring: dict[str, Any] = {"facecolor": PAPER, "edgecolor": ORANGE, "linewidth": 1.6}
    ax.scatter(estimate[weak], places[weak], 130, zorder=3, clip_on=False, **ring)


def _write_row(ax: Axes, place: int, part: str, row: pd.Series) -> None:
    """Write the numbers of a part to the right of its row."""
    style: dict[str, Any] = {"va": "center", "at": "y of data"}
    few = row["n"] < FEWEST or np.isnan(row["estimate"])
    is_share = part in ("asked", "held")
    figure = percent(row["estimate"]) if is_share and not few else tr(TOO_FEW)
    if not few and not is_share:
        figure = decimal(row["estimate"])
    weight = {} if few else {"fontweight": "bold"}
    write(ax, figure, (1, place), (14, 5), **style, **(SMALL if few else weight))
    if row["weakest"]:
        gain = SMALL | {"color": ORANGE}
        after = 22 + width_of(figure, weight="bold")
        write(ax, tr("most to gain here"), (1, place), (after, 5), **style, **gain)
    write(ax, _of(part, row), (1, place), (14, -7), **style, **SMALL)


def _of(part: str, row: pd.Series) -> str:
    """Return the numbers that a part was told from."""
    done, n, open_ = (int(row[name]) for name in ("count", "n", "not_yet_known"))
    if n == 0:
        return tr("nobody asked yet") if part == "held" else tr("nobody named yet")
    interviews = counted(n, "interview")
    if part == "names_per_interview":
        return tr("{count} in {interviews}", count=done, interviews=interviews)
    if part == "r":
        return tr("{count} by way of {interviews}", count=done, interviews=interviews)
    if open_:
        return tr("{count} of {n}, {open} may still be", count=done, n=n, open=open_)
    return tr("{count} of {n}", count=done, n=n)


def _finding(r: pd.Series) -> str:
    """Return the finding."""
    what = verdict(r)
    if r["estimate"] == 0:
        return tr("No interview has led to another yet")
    capital = f"{what[0].upper()}{what[1:]}"
    return tr("{verdict}: R is {r}", verdict=capital, r=decimal(r["estimate"]))


def _no_r(r: pd.Series) -> str:
    """Return why there is nothing to draw."""
    if r["n"] < FEWEST:
        return too_few(r["n"])
    interviews = counted(r["n"], "interview")
    return tr(
        "{interviews} held: too early to say whether the chain feeds itself", interviews=interviews
    )


def _told_weeks(chance: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    """Return the weeks whose chance is told: the last, and the first one below a half."""
    below = np.flatnonzero(chance < _HALF)
    last = len(chance) - 1
    first = int(below[0]) if len(below) else last
    return [last] if last - first < 2 else [first, last]  # noqa: PLR2004


def _write_chances(ax: Axes, chance: np.ndarray[Any, np.dtype[np.float64]], beside: float) -> None:
    """Write some weeks' chances beside their marks, not beyond so many points from the axes."""
    last = ax.get_xlim()[1]
    slot = size_in_points(ax)[0] / (last - ax.get_xlim()[0])
    for week in _told_weeks(chance):
        words = chance_in_words(chance[week])
        room = (last - week) * slot + beside - width_of(words, weight="bold")
        offset = (min(6.0, room), -13 if chance[week] > _HIGH else 3)
        write(ax, words, (week, chance[week]), offset, fontweight="bold")


def _pace(asked: float) -> str:
    """Return what is drawn, and how many are asked in a week."""
    if asked == 0:
        return tr(
            "Chance that no week up to this one ends without a lead, asking nobody, as lately"
        )
    return tr(
        "Chance that no week up to this one ends without a lead, asking {asked} a week as lately",
        asked=decimal(asked),
    )


def _leads_finding(survival: pd.DataFrame) -> str:
    """Return the finding."""
    last = survival.iloc[-1]
    leads = counted(last["in_hand"], "lead")
    if last["asked_per_week"] == 0:
        return tr("{leads} in hand, and none was asked lately", leads=leads)
    below = survival.index[survival["chance_left"] < _HALF]
    if len(below):
        week = day_in_words(pd.Timestamp(below[0]))
        return tr(
            "{leads} in hand: they may well have run out by the week of {week}",
            leads=leads,
            week=week,
        )
    week = day_in_words(pd.Timestamp(survival.index[-1]))
    chance = chance_in_words(last["chance_left"])
    return tr(
        "{leads} in hand: {chance} that they last until the week of {week}",
        leads=leads,
        chance=chance,
        week=week,
    )
