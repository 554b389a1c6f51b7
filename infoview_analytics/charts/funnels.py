"""Draw how far people come, from a name to the names that they give in turn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
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
from infoview_analytics.charts._groups import one_group
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.phrases import FEWEST, counted, percent

Floats = npt.NDArray[np.float64]

_HEIGHT = 2.8
_PAD = 8.0  # points between a stage's name and its bar
_BAR = 0.66
_SHORTEST, _LONGEST = 0.25, 0.75  # of the axes' width for the longest bar; words come after it
_WHO = {  # the people of a stage, when the next one is a share of them
    "named": "people named",
    "asked": "people asked",
    "answered": "who answered",
    "accepted": "who said yes",
    "held": "who talked with you",
}
_DID = {  # what the people of a stage did
    "asked": "have been asked",
    "answered": "have answered",
    "accepted": "said yes",
    "held": "have talked with you",
    "thanked": "have been thanked",
    "named_others": "named others",
}


def plot_funnel(funnel: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many people came as far as each stage, and how many moved on from the one before.

    Parameters
    ----------
    funnel : pandas.DataFrame
        As `funnel` returns it, of one group.
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
    funnel = one_group(funnel)
    names = [drawable(_name(stage)) for stage in funnel.index]
    left = max(map(width_of, names), default=0) + 2 * _PAD
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(left=left, bottom=12))
    most = funnel["count"].max() if len(funnel) else 0
    if not most > 0:
        return say(canvas, _nobody())
    ax = canvas.ax
    places = np.arange(len(funnel))
    ax.barh(places, funnel["count"], _BAR, color=STRONG)
    _write_steps(ax, funnel)
    ax.set_yticks(places, labels=names, **WORDS)
    ax.set_ylim(len(funnel) - 0.5, -0.5)
    ax.set_xticks([])
    dress(canvas, title=_finding(funnel), subtitle="People who came as far as each stage")
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=_PAD)
    return ax


def describe_funnel(funnel: pd.DataFrame) -> str:
    """Say in words what `plot_funnel` shows.

    Parameters
    ----------
    funnel : pandas.DataFrame
        As `funnel` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    funnel = one_group(funnel)
    if funnel.empty or not funnel["count"].max() > 0:
        return f"{_nobody()}."
    stages = [f"{_name(stage)} {count:,}" for stage, count in funnel["count"].items()]
    steps = _steps(funnel)
    steps = steps[steps["median_days"].notna()]
    lags = [f"{_name(stage)} {_days(row)}" for stage, row in steps.iterrows()]
    words = [f"{_finding(funnel)}.", f"People at each stage: {', '.join(stages)}."]
    if lags:
        words.append(f"Half took the step from the stage before: {', '.join(lags)}.")
    return " ".join(words)


def _write_steps(ax: Axes, funnel: pd.DataFrame) -> None:
    """Write its count and its step after each bar, and end the axis where the words have room."""
    needed = []
    for place, (_, row) in enumerate(funnel.iterrows()):
        count, step = f"{row['count']:,}", _step(row)
        where, beside = (row["count"], place), 1.15 * width_of(count) + 2 * _PAD
        write(ax, count, where, (5, 0), fontweight="bold", va="center_baseline")
        write(ax, step, where, (beside, 0), **(SMALL | {"va": "center_baseline"}))
        needed.append(beside + width_of(step, SMALL_SIZE))
    ax.set_xlim(0, _end_of_axis(ax, funnel["count"].to_numpy(), np.array(needed)))


def _end_of_axis(ax: Axes, counts: npt.NDArray[np.int64], needed: Floats) -> float:
    """Return where the axis of counts ends, so that the words after each bar have room."""
    room = 1 - needed / size_in_points(ax)[0]
    share = float((room / np.maximum(counts / counts.max(), 1e-9)).min())
    return float(counts.max()) / min(max(share, _SHORTEST), _LONGEST)


def _name(stage: object) -> str:
    """Return the name of a stage in words."""
    return str(stage).replace("_", " ")


def _step(row: pd.Series) -> str:
    """Return how many moved on from the stage before, and how long it took them."""
    if pd.isna(row["of"]) or pd.isna(row["n"]) or not row["n"]:
        return ""
    words = f"{row['moved_on']:,} of {row['n']:,} {_name(row['of'])}"
    if row["n"] < FEWEST:
        return words
    words += f", {percent(row['share'])}"
    return words if pd.isna(row["median_days"]) else f"{words}; half {_days(row)}"


def _days(row: pd.Series) -> str:
    """Return the median lag in words."""
    days = float(row["median_days"])
    if days == 0:
        return "on the same day"
    return "within a day" if days == 1 else f"within {days:,.1f} days".replace(".0 ", " ")


def _finding(funnel: pd.DataFrame) -> str:
    """Return the finding: the step that the smallest share has taken so far."""
    steps = _steps(funnel)
    if steps.empty:
        held = int(funnel["count"].get("held", 0))
        who = counted(held, "person has", "people have") if held else "Nobody has"
        return f"{who} talked with you so far"
    row = steps.iloc[int(steps["share"].argmin())]
    who = _WHO.get(row["of"], _name(row["of"]))
    did = _DID.get(str(row.name), _name(row.name))
    return f"Narrowest step so far: {row['moved_on']:,} of {row['n']:,} {who} {did}"


def _steps(funnel: pd.DataFrame) -> pd.DataFrame:
    """Return the stages that enough people could have reached to say something."""
    return funnel[(funnel["n"] >= FEWEST).fillna(value=False) & funnel["share"].notna()]


def _nobody() -> str:
    """Return the words for a table without people."""
    return "Nobody has been named or asked yet"
