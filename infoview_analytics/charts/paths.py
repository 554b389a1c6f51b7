"""Draw the warmest way to a person: what is behind you, and what to ask next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    INK,
    ORANGE,
    PAPER,
    QUIET,
    SMALL,
    STRONG,
    Margins,
    canvas_on,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts.lettering import TEXT_SIZE, drawable, width_of, your_name
from infoview_analytics.words.languages import tr
from infoview_analytics.words.paths import paths_in_words
from infoview_analytics.words.phrases import counted, plain

_ROW = 24.0  # points
_NARROWEST_ROW = 20.0
_MOST_ROWS = 16
_LONGEST_NAME = 34
_LONGEST_IN_TITLE = 30
_GAP = 12  # points from a mark to its name, and from the name to what is said of it
_STANDS = {
    "held": "met",
    "declined": "said no, and named somebody",
    "scheduled": "the day is set",
    "waiting": "asked, no answer yet",
    "asked": "asked before, nothing came of it yet",
    "lead": "to be asked",
    "you": "",
}
_ASK = {
    "permission": "to be asked, once {referrer} says that you may mention them",
    "introduction": "to be asked, once {referrer} has introduced you",
    "discretion": "to be asked, without a word of {referrer}",
}
_ASK_IN_SHORT = {
    "permission": "after a permission",
    "introduction": "after an introduction",
    "discretion": "without the name",
}


def plot_warmest_path(
    paths: pd.DataFrame, *, to: str = "", path: int = 1, ax: Axes | None = None
) -> Axes:
    """Draw one way as a line of people, from the first down to the one you want to meet.

    A full mark is a conversation that is behind you, a ring one that has to come about; an
    orange ring needs a question to somebody else first, which stands beside it.

    Parameters
    ----------
    paths : pandas.DataFrame
        As `warmest_paths` returns it.
    to : str, optional
        The person or the organisation to which the ways lead, for the words.
    path : int, default 1
        Which way: 1 is the warmest.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure, as high as its rows ask for, if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved. Of a very long way
        the last people are drawn, fewer if `ax` is low, and it tells how many are left out.
    """
    way = _way(paths, path)
    fitting = _MOST_ROWS if ax is None else int(size_in_points(ax)[1] // _NARROWEST_ROW)
    people = _people(way).tail(int(np.clip(fitting, 2, _MOST_ROWS)))
    margins = Margins(left=24, right=12, bottom=10)
    height = (margins.top + margins.bottom + _ROW * max(len(people), 2)) / 72
    canvas = canvas_on(ax, height=height, margins=margins)
    if way.empty:
        goal = drawable(to, most=_LONGEST_IN_TITLE) if to else tr("there")
        nobody = tr("Nobody whom you can ask leads to {goal}", goal=goal)
        return say(canvas, nobody, tr("You can still ask cold"))
    ax = canvas.ax
    ax.set_xlim(0, 1)
    ax.set_ylim(len(people) - 0.5, -0.5)
    _draw_steps(ax, people)
    _draw_words(ax, people)
    ax = dress(canvas, title=_finding(way, to), subtitle=_how_to_read(way, people))
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])
    return ax


def describe_warmest_path(paths: pd.DataFrame, *, to: str = "", path: int = 1) -> str:
    """Say in words what `plot_warmest_path` shows.

    Parameters
    ----------
    paths : pandas.DataFrame
        As `warmest_paths` returns it.
    to : str, optional
        The person or the organisation to which the ways lead.
    path : int, default 1
        Which way: 1 is the warmest.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    way = _way(paths, path)
    goal = to or ("this person" if way.empty else str(way["to_person"].iloc[-1]))
    told = paths if path == 1 else paths.loc[[path]]
    return " ".join(paths_in_words(told, goal))


def _way(paths: pd.DataFrame, path: int) -> pd.DataFrame:
    """Return the steps of one way."""
    return paths.loc[paths.index.get_level_values("path") == path]


def _people(way: pd.DataFrame) -> pd.DataFrame:
    """Return the people of a way in a row, each with what is to be said of them."""
    people = way[["to_person", "from_person", "state", "done", "ask_first"]]
    people = people.set_axis(["person", "referrer", "state", "done", "ask_first"], axis=1)
    if way.empty:
        return people.reset_index(drop=True)
    first = way["from_person"].iloc[0]
    start = pd.DataFrame(
        {"person": [first], "referrer": "", "state": "you", "done": True, "ask_first": ""}
    )
    return pd.concat([start, people], ignore_index=True)


def _draw_steps(ax: Axes, people: pd.DataFrame) -> None:
    """Draw the people as marks, joined by a line that is broken where it is still ahead."""
    done = people["done"].to_numpy(dtype=bool)
    x = _GAP / size_in_points(ax)[0]
    for place in range(len(people) - 1):
        dashes, color = ("-", STRONG) if done[place + 1] else ((0, (3, 2)), QUIET)
        ax.plot([x, x], [place, place + 1], linestyle=dashes, color=color, linewidth=2, zorder=1)
    asks = (people["ask_first"] != "").to_numpy()
    edges = np.where(done, STRONG, np.where(asks, ORANGE, INK))
    faces = np.where(done, STRONG, PAPER)
    places = np.arange(len(people))
    ringed: dict[str, Any] = {"color": faces, "edgecolors": edges, "linewidths": 2}
    ax.scatter(np.full(len(people), x), places, 70, zorder=2, **ringed)


def _draw_words(ax: Axes, people: pd.DataFrame) -> None:
    """Write beside each mark who it is, and what has to be asked."""
    width = size_in_points(ax)[0]
    for place, (_, row) in enumerate(people.iterrows()):
        letters = your_name if row["state"] == "you" else drawable
        name = letters(row["person"], most=_LONGEST_NAME)
        begins = 2 * _GAP + 2
        write(ax, name, (0, place), (begins, 0), va="center", fontweight="bold")
        after = begins + width_of(name, TEXT_SIZE, weight="bold") + _GAP
        words = _told_of(row, width - after)
        color = ORANGE if row["ask_first"] else QUIET
        write(ax, words, (0, place), (after, 0), va="center", **(SMALL | {"color": color}))


def _told_of(row: pd.Series, room: float) -> str:
    """Return where a person stands, with as much of the referrer's name as there is room for."""
    if not row["ask_first"]:
        return tr(_STANDS.get(row["state"], ""))
    for most in (30, 22, 16, 10):
        words = tr(_ASK[row["ask_first"]], referrer=drawable(row["referrer"], most=most))
        if width_of(words, SMALL["fontsize"]) <= room:
            return words
    return tr(_ASK_IN_SHORT[row["ask_first"]])


def _finding(way: pd.DataFrame, to: str) -> str:
    """Return how many conversations the way takes, and through whom it goes."""
    ahead = way[~way["done"]]
    end = plain(way["to_person"].iloc[-1])
    goal = drawable(to or end, most=_LONGEST_IN_TITLE)
    if ahead.empty:
        whom = goal if plain(to or end) == end else tr("somebody at {goal}", goal=goal)
        return tr("You have talked to {whom} already", whom=whom)
    count = counted(len(ahead), "conversation")
    if way["done"].any():
        through = drawable(ahead["from_person"].iloc[0], most=_LONGEST_IN_TITLE)
        return tr(
            "{conversations} from {goal}, through {name}",
            conversations=count,
            goal=goal,
            name=through,
        )
    return tr("{conversations} from {goal}", conversations=count, goal=goal)


def _how_to_read(way: pd.DataFrame, people: pd.DataFrame) -> str:
    """Return what the marks are, how warm the way is, and how much found no room."""
    words = tr("Full: behind you; ring: still ahead")
    if way["others"].iloc[0] and not way["done"].all():
        words += _how_warm(way)
    left_out = len(way) + 1 - len(people)
    if left_out:
        words += tr("; {steps} before not drawn", steps=counted(left_out, "step"))
    return words


def _how_warm(way: pd.DataFrame) -> str:
    """Return how the way compares with those to others."""
    names = {"others": "others", "warmer_than": "colder", "as_warm_as": "alike"}
    counts = {name: int(way[column].iloc[0]) for column, name in names.items()}
    if counts["alike"]:
        return tr(
            "; warmer than the way to {colder}, as warm as to {alike} of {others} others", **counts
        )
    return tr("; warmer than the way to {colder} of {others} others", **counts)
