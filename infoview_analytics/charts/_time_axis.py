"""The axis of weeks or months: few labels, however many there are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import WORDS, size_in_points
from infoview_analytics.charts.lettering import SMALL_SIZE, width_of
from infoview_analytics.words.languages import day_of_month, tr
from infoview_analytics.words.phrases import day_in_words

_FEWEST_PERIODS = 8  # room for so many is there from the beginning
_SPARE = 8.0  # points between two labels
_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)


def time_axis(ax: Axes, table: pd.DataFrame, *, running: bool = True) -> None:
    """Label the periods of `table`, which stand at 0, 1, 2, ..., as closely as there is room.

    The period that is not over is labelled as such.
    """
    starts = pd.DatetimeIndex(table.index)
    size = len(starts)
    ax.set_xlim(-0.6, max(size, _FEWEST_PERIODS) - 0.4)
    slot = size_in_points(ax)[0] / max(size, _FEWEST_PERIODS)
    labels = _each_period(starts, str(starts.name))
    places = np.arange(size)
    if max(map(width_of, labels)) + _SPARE > slot:
        places, labels = _month_starts(starts, slot)
    if running and not table["over"].iloc[-1]:
        now = tr("this\nmonth") if starts.name == "month" else tr("this\nweek")
        near = (size - 1 - places) * slot < width_of(now, SMALL_SIZE) + _SPARE
        places = np.append(places[~near], size - 1)
        labels = [label for label, hide in zip(labels, near, strict=True) if not hide] + [now]
    ax.set_xticks(places, labels=labels, **(WORDS | {"fontsize": SMALL_SIZE}))


def span_in_words(starts: pd.Index) -> str:
    """Return the first and the last period in words."""
    first, last = (_period_in_words(pd.Timestamp(starts[end]), starts.name) for end in (0, -1))
    return f"in {first}" if first == last else f"from {first} to {last}"


def _period_in_words(start: pd.Timestamp, period: object) -> str:
    """Return one week or month in words."""
    if period == "month":
        return f"{start.month_name()} {start.year}"
    return f"the week of {day_in_words(start)}"


def _each_period(starts: pd.DatetimeIndex, period: str) -> list[str]:
    """Return a label for each period, with the year where it is new."""
    names = _months(starts)
    if period != "month":
        names = [f"{day_of_month(day)} {name}" for day, name in zip(starts.day, names, strict=True)]
    return _with_years(names, starts.year.to_numpy())


def _months(starts: pd.DatetimeIndex) -> list[str]:
    """Return the short name of each one's month."""
    return [tr(name[:3]) for name in starts.month_name()]


def _month_starts(starts: pd.DatetimeIndex, slot: float) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return the places of as many month starts as there is room for, and their labels."""
    months = starts.year.to_numpy() * 12 + starts.month.to_numpy() - 1
    begins = np.flatnonzero(np.append(starts[0].day <= 7, months[1:] > months[:-1]))  # noqa: PLR2004
    weeks_a_month = len(starts) / (months[-1] - months[0] + 1)
    names = _months(starts)
    room = max(width_of(word, SMALL_SIZE) for word in {"2026", *names}) + _SPARE
    apart = next((n for n in _MONTHS_APART if n * weeks_a_month * slot >= room), _MONTHS_APART[-1])
    begins = begins[months[begins] % apart == 0]
    return begins, _with_years([names[row] for row in begins], starts.year.to_numpy()[begins])


def _with_years(names: list[str], years: npt.NDArray[np.int64]) -> list[str]:
    """Return `names` with the year below the first one of each year."""
    new = np.append(True, years[1:] > years[:-1])
    told = np.where(new, years.astype(str), "")
    return [f"{name}\n{year}" for name, year in zip(names, told, strict=True)]
