"""Draw how the network grows, week by week, as small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    GREEN,
    INK,
    ORANGE,
    PAPER,
    QUIET,
    SMALL,
    STRONG,
    WORDS,
    Canvas,
    Margins,
    count_axis,
    dress,
    new_figure,
    place,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._groups import one_group
from infoview_analytics.charts._placing import spread
from infoview_analytics.charts._time_axis import span_in_words, time_axis
from infoview_analytics.charts.lettering import SMALL_SIZE, TITLE_SIZE, width_of
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import counted, listed

_HEIGHT = 4.9
_PANELS = (  # left, bottom, width and height, of the figure's
    (0.0, 0.46, 0.6, 0.46),
    (0.6, 0.46, 0.4, 0.46),
    (0.0, 0.0, 0.333, 0.46),
    (0.333, 0.0, 0.333, 0.46),
    (0.667, 0.0, 0.333, 0.46),
)
_LINES: tuple[
    dict[str, tuple[str, str]], ...
] = (  # of the first four panels: what is drawn, and its name for one and for several
    {"people": ("known",) * 2, "asked": ("asked",) * 2, "held": ("talked to",) * 2},
    {"organizations": ("",) * 2, "industries": ("industry", "industries")},
    {"referrals": ("",) * 2},
    {"generations": ("",) * 2},
)
_LOOKS: tuple[tuple[str, Any], ...] = (  # of a panel's lines; the dashes tell without the colour
    (STRONG, "solid"),
    (INK, (0, (5, 1.5))),
    (GREEN, (0, (1.5, 1))),
)
_NOT_OVER = 0.35  # of the strength of what is over
_RIGHT = (66.0, 62.0, 30.0, 22.0, 14.0)  # points beside each panel, for the words at its lines
_PANEL_TITLE = 9.5
_BAR = 0.72  # of a week's width


def plot_network_growth(
    growth: pd.DataFrame, *, axes: Sequence[Axes] | npt.NDArray[np.object_] | None = None
) -> npt.NDArray[np.object_]:
    """Draw how many people, organisations, referrals and generations there were by each week.

    Lines of one panel differ by their dashes, names known already are hatched, and the running
    week is pale.

    Parameters
    ----------
    growth : pandas.DataFrame
        As `network_growth` returns it, of one group.
    axes : sequence of five matplotlib.axes.Axes, optional
        Where to draw. A new figure with a title of its own if left out.

    Returns
    -------
    numpy.ndarray
        The five axes that were drawn on: the people (known, asked, talked to), organisations
        and industries, referrals, generations, and what the names of each week brought (new
        people upward, people known already downward). Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups, or if there are not five axes.
    """
    growth = one_group(growth)
    canvases = _canvases(growth, axes)
    if growth.empty:
        say(canvases[0], _nobody() if axes is not None else "")
        for canvas in canvases[1:]:
            say(canvas, "")
        return np.array([canvas.ax for canvas in canvases])
    last = growth.iloc[-1]
    titles = (
        tr("{held} of {people} talked to", held=last["held"], people=_people(last)),
        counted(last["organizations"], "organisation"),
        counted(last["referrals"], "referral"),
        counted(last["generations"], "generation"),
    )
    for canvas, lines, title in zip(canvases, _LINES, titles, strict=False):
        _draw_lines(canvas, growth, lines)
        dress(canvas, title=title, size=_PANEL_TITLE)
    _draw_names(canvases[-1].ax, growth)
    dress(canvases[-1], title=_repeated(growth).capitalize(), size=_PANEL_TITLE)
    return np.array([canvas.ax for canvas in canvases])


def describe_network_growth(growth: pd.DataFrame) -> str:
    """Say in words what `plot_network_growth` shows.

    Parameters
    ----------
    growth : pandas.DataFrame
        As `network_growth` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    growth = one_group(growth)
    if growth.empty:
        return f"{_nobody()}."
    last = growth.iloc[-1]
    known = [
        counted(last["organizations"], "organisation"),
        counted(last["industries"], "industry", "industries"),
        counted(last["referrals"], "referral"),
        counted(last["generations"], "generation"),
    ]
    words = [
        f"{_finding(growth)}, {span_in_words(growth.index)}.",
        f"Asked: {last['asked']:,}; talked to: {last['held']:,}.",
        f"So far {listed(known)}; {_repeated(growth)}.",
    ]
    if not last["over"]:
        new = counted(last["new_people"], "new person", "new people")
        words.append(f"The running week brought {new}.")
    return " ".join(words)


def _canvases(
    growth: pd.DataFrame, axes: Sequence[Axes] | npt.NDArray[np.object_] | None
) -> list[Canvas]:
    """Return the five canvases, on a new figure with a title if there are no axes."""
    if axes is not None:
        given = [Canvas(ax) for ax in np.asarray(axes, dtype=object).ravel()]
        if len(given) != len(_PANELS):
            message = f"The chart needs {len(_PANELS)} axes, not {len(given)}."
            raise ValueError(message)
        return given
    figure = new_figure(_HEIGHT)
    title = _nobody() if growth.empty else _finding(growth)
    style = WORDS | {"fontsize": TITLE_SIZE, "fontweight": "bold", "va": "top"}
    figure.text(0.004, 0.975, title, **style)
    names = [_ends(growth, lines) if len(growth) else [""] for lines in _LINES]
    needed = [max(width_of(name, SMALL_SIZE) for name in panel) + 7 for panel in names]
    needed.append(width_of(tr("this\nweek"), SMALL_SIZE) / 2 + 2)
    rights = [max(pair) for pair in zip(_RIGHT, needed, strict=True)]
    margins = [Margins(left=26, right=right, bottom=34, top=30) for right in rights]
    return [place(figure, room, box) for room, box in zip(margins, _PANELS, strict=True)]


def _draw_lines(canvas: Canvas, growth: pd.DataFrame, lines: dict[str, tuple[str, str]]) -> None:
    """Draw columns as lines, their last values at their ends, and the running week pale."""
    ax = canvas.ax
    weeks = np.arange(len(growth))
    turn = max(int(growth["over"].sum()) - 1, 0)
    dot = "o" if len(growth) == 1 else ""
    for column, (color, dashes) in zip(lines, _LOOKS, strict=False):
        values = growth[column].to_numpy()
        ended = ax.plot(weeks[: turn + 1], values[: turn + 1])
        running = ax.plot(weeks[turn:], values[turn:], alpha=_NOT_OVER)
        for line in ended + running:
            line.set(color=color, linewidth=2, linestyle=dashes, clip_on=False)
            line.set(marker=dot, markersize=4)
    count_axis(ax, growth[list(lines)].to_numpy().max())
    time_axis(ax, growth)
    _write_ends(ax, growth[list(lines)].iloc[-1], _ends(growth, lines), len(growth) - 1)


def _ends(growth: pd.DataFrame, lines: dict[str, tuple[str, str]]) -> list[str]:
    """Return what stands at the ends of a panel's lines."""
    last = growth.iloc[-1]
    return [counted(last[column], *name).rstrip() for column, name in lines.items()]


def _write_ends(ax: Axes, values: pd.Series, names: list[str], week: int) -> None:
    """Write the last value of each line at its end."""
    high, top = size_in_points(ax)[1], ax.get_ylim()[1]
    ends = values.to_numpy(dtype=float) / top * high
    at = spread(np.maximum(ends, SMALL_SIZE / 2 + 1))
    for value, name, (color, _), up in zip(values, names, _LOOKS, at - ends, strict=False):
        style = SMALL | {"color": color, "va": "center"}
        write(ax, name, (week, value), (5, up), **style)


def _draw_names(ax: Axes, growth: pd.DataFrame) -> None:
    """Draw each week's new people upward and the names known already downward."""
    weeks = np.arange(len(growth))
    running = ~growth["over"].to_numpy(dtype=bool)
    hatched = {"facecolor": PAPER, "edgecolor": ORANGE, "linewidth": 0.8, "hatch": "/////"}
    looks: dict[str, dict[str, Any]] = {"new_people": {"color": STRONG}, "repeated_names": hatched}
    for column, look in looks.items():
        sign = 1 if column == "new_people" else -1
        bars = ax.bar(weeks, sign * growth[column], _BAR, **look)
        for week in np.flatnonzero(running):
            bars[week].set_alpha(_NOT_OVER)
    up, down = (max(int(growth[name].max()), 1) for name in ("new_people", "repeated_names"))
    count_axis(ax, up)
    ax.set_ylim(-1.25 * down - 0.12 * up, 1.25 * up)
    ax.axhline(0, color=QUIET, linewidth=0.8)
    time_axis(ax, growth)
    style = SMALL | {"at": "axes"}
    write(ax, tr("new people"), (0, 1), (2, -1), **(style | {"color": STRONG, "va": "top"}))
    write(ax, tr("known already"), (0, 0), (2, 2), **(style | {"color": ORANGE}))


def _finding(growth: pd.DataFrame) -> str:
    """Return the finding: how many people are known after how many weeks."""
    people, weeks = _people(growth.iloc[-1]), counted(len(growth), "week")
    return tr("{people} known in {weeks}", people=people, weeks=weeks)


def _people(row: pd.Series) -> str:
    """Return how many people are known."""
    return counted(row["people"], "person", "people")


def _repeated(growth: pd.DataFrame) -> str:
    """Return how many names told of people who were known already."""
    repeated = growth["repeated_names"].sum()
    if not repeated:
        return tr("no name known already")
    return counted(repeated, "name known already", "names known already")


def _nobody() -> str:
    """Return the words for a table without a row."""
    return tr("Nobody has been named or asked yet")
