"""Draw what may come, and how good such forecasts were."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    FAINT,
    INK,
    PALE,
    PAPER,
    QUIET,
    SMALL,
    STRONG,
    WORDS,
    Margins,
    canvas_on,
    count_axis,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._placing import LINE, spread
from infoview_analytics.charts._time_axis import time_axis
from infoview_analytics.charts.lettering import width_of
from infoview_analytics.words.forecasts import (
    ENOUGH_WEEKS,
    chance_in_words,
    forecast_in_words,
)
from infoview_analytics.words.languages import number, tr
from infoview_analytics.words.phrases import FEWEST, counted, day_in_words

Floats = npt.NDArray[np.float64]

_HEIGHT = 3.3
_PAST = 2  # as many past weeks are drawn for each week to come
_LEAST_PAST = 8
_FAR_FROM_0 = 0.4  # the counts begin so high that an axis from 0 would hide what may come
_CALM = 12.0  # points between two labels
_SHARES = np.arange(0, 101, 25)
_FAN = ("total_low_95", "total_low_80", "total_median", "total_high_80", "total_high_95")
_NEAR_EDGE = 0.85
_HOW_TO_READ = (
    "Conversations since the start; inner band: 8 of 10 such campaigns; outer band: 19 of 20"
)
_HOW_TO_READ_RELIABILITY = (
    "Upward: goals kept of those told such a chance, with interval; on the dashed line it is right"
)
_EDGE = 0.7  # points: so that the inner band ends where it ends in grey too


def plot_forecast(
    forecast: pd.DataFrame, weekly: pd.DataFrame | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw the conversations held so far as a line, and what may come as a fan.

    Parameters
    ----------
    forecast : pandas.DataFrame
        As `forecast` returns it.
    weekly : pandas.DataFrame, optional
        The past weeks, as `weekly_goal` returns them for the same day and a goal per week.
        Without them the fan stands alone.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(left=34, right=116, bottom=40))
    if forecast.empty:
        return say(canvas, tr(forecast_in_words(forecast)[0].rstrip(".")))
    ax = canvas.ax
    past = _past(forecast, weekly)
    now = len(past)
    places = np.arange(now - 1, now + len(forecast))
    fan = {name: _with_start(forecast, name) for name in _FAN}
    ax.fill_between(places, fan["total_low_95"], fan["total_high_95"], color=FAINT, linewidth=0)
    inner: dict[str, Any] = {"facecolor": PALE, "edgecolor": STRONG, "linewidth": _EDGE}
    ax.fill_between(places, fan["total_low_80"], fan["total_high_80"], **inner)
    ax.plot(places, fan["total_median"], color=STRONG, linewidth=1.8, linestyle=(0, (3, 1.5)))
    ax.plot(np.arange(now), past.to_numpy(dtype=float), color=STRONG, linewidth=2.4)
    ax.plot(now - 1, fan["total_median"][0], "o", color=STRONG, markersize=5, clip_on=False)
    lines = [*_draw_total(ax, forecast), *_draw_due(ax, forecast, weekly, now)]
    _count_from(ax, past, forecast)
    weeks = past.index.append(forecast.index).rename("week")
    time_axis(ax, pd.DataFrame({"over": True}, index=weeks))
    _mark_now(ax, now)
    _name_ends(ax, forecast, lines)
    return dress(canvas, title=_finding(forecast), subtitle=tr(_HOW_TO_READ))


def describe_forecast(forecast: pd.DataFrame) -> str:
    """Say in words what `plot_forecast` shows.

    Parameters
    ----------
    forecast : pandas.DataFrame
        As `forecast` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    return " ".join(forecast_in_words(forecast))


def plot_reliability(reliability: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often goals were kept for which such a chance had been told.

    Parameters
    ----------
    reliability : pandas.DataFrame
        As `forecast_reliability` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(left=60, right=60, bottom=50))
    count = int(reliability["n"].sum())
    if count < ENOUGH_WEEKS:
        return say(canvas, _too_few(count))
    ax = canvas.ax
    ax.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle=(0, (4, 2)))
    told, rate = (reliability[name].to_numpy(dtype=float) for name in ("told", "rate"))
    enough = (reliability["n"] >= FEWEST).to_numpy()
    colors = np.where(enough, STRONG, QUIET)
    ax.vlines(told, reliability["low"], reliability["high"], color=colors, linewidth=1.6, zorder=2)
    faces = np.where(enough, STRONG, PAPER)
    ax.scatter(told, rate, 42, color=faces, edgecolor=colors, zorder=3, clip_on=False)
    _name_dots(ax, reliability)
    for set_ticks in (ax.set_xticks, ax.set_yticks):
        set_ticks(_SHARES / 100, labels=[f"{p} %" for p in _SHARES], **WORDS)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.03)
    ax.grid(visible=True, axis="y", color=FAINT, linewidth=0.7)
    write(ax, tr("chance told on the eve"), (0.5, 0), (0, -30), at="axes", ha="center", **SMALL)
    subtitle = tr(_HOW_TO_READ_RELIABILITY) + (
        "" if enough.all() else tr("; hollow: too few to say")
    )
    return dress(canvas, title=_told_and_kept(reliability), subtitle=subtitle)


def describe_reliability(reliability: pd.DataFrame) -> str:
    """Say in words what `plot_reliability` shows.

    Parameters
    ----------
    reliability : pandas.DataFrame
        As `forecast_reliability` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    count = int(reliability["n"].sum())
    if count < ENOUGH_WEEKS:
        return f"{_too_few(count)}."
    each = [
        f"told {chance_in_words(told)} on average, kept {kept:,} of {n:,}"
        for told, kept, n in reliability[["told", "kept", "n"]].itertuples(index=False)
    ]
    return f"{_told_and_kept(reliability)}. {'; '.join(each).capitalize()}."


def _past(forecast: pd.DataFrame, weekly: pd.DataFrame | None) -> pd.Series:
    """Return what was held by the end of each past week that is drawn; one week at least."""
    first = pd.Timestamp(forecast.index[0])
    before = pd.DatetimeIndex([first - pd.Timedelta(days=7)]).as_unit("s")
    start = forecast["held"].iloc[0] - forecast["held_so_far"].iloc[0]
    if weekly is None:
        return pd.Series([start], index=before)
    past = weekly.loc[weekly.index < first, "cumulative_held"]
    shown = max(_PAST * len(forecast), _LEAST_PAST)
    return past.tail(shown) if len(past) else pd.Series([start], index=before)


def _with_start(forecast: pd.DataFrame, name: str) -> Floats:
    """Return an edge of the fan, from what was held by the end of the last week on."""
    start = forecast["held"].iloc[0] - forecast["held_so_far"].iloc[0]
    return np.append(start, forecast[name]).astype(float)


def _draw_total(ax: Axes, forecast: pd.DataFrame) -> list[tuple[str, float, str]]:
    """Draw the total as a line, and return its label and place."""
    total = forecast["total"].iloc[0]
    if pd.isna(total):
        return []
    ax.axhline(total, color=INK, linewidth=1.2)
    return [(tr("total {total}", total=total), float(total), INK)]


def _draw_due(
    ax: Axes, forecast: pd.DataFrame, weekly: pd.DataFrame | None, now: int
) -> list[tuple[str, float, str]]:
    """Draw what the goal asks for by each week, and return its label and place."""
    if weekly is None:
        return []
    ended = weekly.loc[weekly.index < forecast.index[0], "cumulative_goal"]
    due = ended.iloc[-1] if len(ended) else 0
    ahead = np.append(due, due + forecast["goal"].cumsum()).astype(float)
    line = np.append(ended.tail(now).to_numpy(dtype=float)[:-1], ahead)
    places = np.arange(now + len(forecast))[-len(line) :]
    ax.plot(places, line, color=QUIET, linewidth=1, linestyle=(0, (1, 1.5)))
    return [(tr("{due} due", due=number(line[-1])), float(line[-1]), QUIET)]


def _count_from(ax: Axes, past: pd.Series, forecast: pd.DataFrame) -> None:
    """Let the axis count from 0, or from just below the first count where that is far from 0."""
    low, top = float(past.min()), float(forecast["total_high_95"].max())
    target = forecast["total"].iloc[0]
    if not pd.isna(target) and target < 2 * top:
        top = max(top, float(target))
    count_axis(ax, top)
    if low > _FAR_FROM_0 * top:
        ax.set_ylim(low - 0.1 * (top - low) - 1, top + 0.1 * (top - low))


def _mark_now(ax: Axes, now: int) -> None:
    """Draw a line where the past ends."""
    ax.axvline(now - 1, color=QUIET, linewidth=0.8, zorder=0)
    write(ax, tr("what may come"), (now - 1, 1), (4, -2), at="x of data", va="top", **SMALL)


def _name_ends(ax: Axes, forecast: pd.DataFrame, lines: list[tuple[str, float, str]]) -> None:
    """Write what the fan and the lines come to at their right ends."""
    last = forecast.iloc[-1]
    low, high = last["total_low_80"], last["total_high_80"]
    band = tr("{middle} ({low} to {high})", middle=last["total_median"], low=low, high=high)
    middle = number(last["total_median"]) if low == high else band
    ends = [(middle, float(last["total_median"]), STRONG), *lines]
    bottom, top = ax.get_ylim()
    height = size_in_points(ax)[1]
    places = [(min(value, top) - bottom) / (top - bottom) * height for _, value, _ in ends]
    for (text, value, color), at, place in zip(ends, places, spread(places, _CALM), strict=True):
        where = (1, min(value, top))
        shown = text if value <= top else tr("{text}, above", text=text)
        write(ax, shown, where, (6, place - at), at="y of data", va="center", color=color)


def _name_dots(ax: Axes, reliability: pd.DataFrame) -> None:
    """Write beside each dot how many goals were kept of how many."""
    width, height = size_in_points(ax)
    ends, before = -np.inf, -np.inf
    for _, row in reliability.iterrows():
        text = tr("{kept} of {n}", kept=int(row["kept"]), n=int(row["n"]))
        where, at_edge = (row["told"], row["rate"]), row["told"] > _NEAR_EDGE
        side: dict[str, Any] = {"ha": "right" if at_edge else "left"}
        side["va"] = "center" if row["rate"] else "bottom"
        begins, level = row["told"] * width + 7, row["rate"] * height
        up = LINE if begins < ends and abs(level - before) < LINE and not at_edge else 0
        ends, before = begins + width_of(text), level + up
        write(ax, text, where, (-7 if at_edge else 7, up), **side)


def _finding(forecast: pd.DataFrame) -> str:
    """Return the finding: the chance of the total, or the conversations in the middle."""
    last = forecast.iloc[-1]
    day = day_in_words(pd.Timestamp(forecast.index[-1]))
    if pd.isna(last["total"]):
        finding = tr(
            "{low} to {high} conversations by the week of {day}",
            low=last["total_low_80"],
            high=last["total_high_80"],
            day=day,
        )
    elif last["held"] >= last["total"]:
        return tr(
            "The total of {total} is reached: {held} held", total=last["total"], held=last["held"]
        )
    else:
        finding = tr(
            "{total} in all by the week of {day}: a chance of {chance}",
            total=last["total"],
            day=day,
            chance=chance_in_words(last["p_total"]),
        )
    assumed = last["basis"] == "priors"
    return tr("Mostly assumed: {finding}", finding=finding) if assumed else finding


def _told_and_kept(reliability: pd.DataFrame) -> str:
    """Return the finding: the mean chance that was told, and the goals kept."""
    count = int(reliability["n"].sum())
    told = float((reliability["told"] * reliability["n"]).sum()) / count
    kept = int(reliability["kept"].sum())
    return tr(
        "Told a chance of {chance} on average, kept {kept} of {goals}",
        chance=chance_in_words(told),
        kept=kept,
        goals=counted(count, "goal"),
    )


def _too_few(count: int) -> str:
    """Return the words for a table with too few forecasts."""
    if count == 0:
        return tr("Past goals that could be forecast: none, too few to say how good it is")
    return tr(
        "Past goals that could be forecast: only {count}, too few to say how good it is",
        count=count,
    )
