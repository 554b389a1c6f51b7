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
from infoview_analytics.charts._rows import PAD, room_for
from infoview_analytics.charts.lettering import SMALL_SIZE, TEXT_SIZE, drawable, width_of
from infoview_analytics.words.languages import number, tr
from infoview_analytics.words.phrases import FEWEST, counted, percent

Floats = npt.NDArray[np.float64]

_HEIGHT = 2.8
_LEAST = 325.0  # points of axes: the words after a bar have room
_BAR = 0.66
_SHORTEST, _LONGEST = 0.25, 0.75  # of the axes' width for the longest bar; words come after it
_STAGES = {
    "named": "named",
    "asked": "asked",
    "answered": "answered",
    "accepted": "accepted",
    "held": "held",
    "thanked": "thanked",
    "named_others": "named others",
}
_STEPS = {  # by the stage before
    "named": "{moved_on} of {n} named",
    "asked": "{moved_on} of {n} asked",
    "answered": "{moved_on} of {n} answered",
    "accepted": "{moved_on} of {n} accepted",
    "held": "{moved_on} of {n} held",
}
_OTHER_STEP = "{moved_on} of {n} {stage}"
_OTHER_NARROWEST = "Narrowest step so far: {moved_on} of {n}, {stage}"
_NARROWEST = {
    "asked": "Narrowest step so far: {moved_on} of {n} people named have been asked",
    "answered": "Narrowest step so far: {moved_on} of {n} people asked have answered",
    "accepted": "Narrowest step so far: {moved_on} of {n} who answered said yes",
    "held": "Narrowest step so far: {moved_on} of {n} who said yes have talked with you",
    "thanked": "Narrowest step so far: {moved_on} of {n} who talked with you have been thanked",
    "named_others": "Narrowest step so far: {moved_on} of {n} who talked with you named others",
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
    margins = Margins(left=room_for(names), bottom=12, least=_LEAST)
    canvas = canvas_on(ax, height=_HEIGHT, margins=margins)
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
    dress(canvas, title=_finding(funnel), subtitle=tr("People who came as far as each stage"))
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", labelsize=TEXT_SIZE, pad=PAD)
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
        count, step = number(row["count"]), _step(row)
        where, beside = (row["count"], place), 1.15 * width_of(count) + 2 * PAD
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
    known = _STAGES.get(str(stage))
    return tr(known) if known else str(stage).replace("_", " ")


def _step(row: pd.Series) -> str:
    """Return how many moved on from the stage before, and how long it took them."""
    if pd.isna(row["of"]) or pd.isna(row["n"]) or not row["n"]:
        return ""
    told = {"moved_on": row["moved_on"], "n": row["n"], "stage": _name(row["of"])}
    words = tr(_STEPS.get(row["of"], _OTHER_STEP), **told)
    if row["n"] < FEWEST:
        return words
    words += f", {percent(row['share'])}"
    if pd.isna(row["median_days"]):
        return words
    return tr("{words}; half {within}", words=words, within=_days(row))


def _days(row: pd.Series) -> str:
    """Return the median lag in words."""
    days = float(row["median_days"])
    if days == 0:
        return tr("on the same day")
    if days == 1:
        return tr("within a day")
    digits = 0 if round(days, 1).is_integer() else 1
    return tr("within {days} days", days=number(days, digits))


def _finding(funnel: pd.DataFrame) -> str:
    """Return the finding: the step that the smallest share has taken so far."""
    steps = _steps(funnel)
    if steps.empty:
        held = int(funnel["count"].get("held", 0))
        if not held:
            return tr("Nobody has talked with you so far")
        people = counted(held, "person has", "people have")
        return tr("{people} talked with you so far", people=people)
    row = steps.iloc[int(steps["share"].argmin())]
    told = {"moved_on": row["moved_on"], "n": row["n"], "stage": _name(row.name)}
    return tr(_NARROWEST.get(str(row.name), _OTHER_NARROWEST), **told)


def _steps(funnel: pd.DataFrame) -> pd.DataFrame:
    """Return the stages that enough people could have reached to say something."""
    return funnel[(funnel["n"] >= FEWEST).fillna(value=False) & funnel["share"].notna()]


def _nobody() -> str:
    """Return the words for a table without people."""
    return tr("Nobody has been named or asked yet")
