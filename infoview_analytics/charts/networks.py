"""Draw whom the referrals led to, generation by generation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_rgba_array
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform

from infoview_analytics.charts._canvas import (
    DIM,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PALE,
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
from infoview_analytics.charts._placing import LINE, Boxes, boxes_around, inside, within
from infoview_analytics.charts._rings import (
    USUAL,
    Rings,
    arrange,
    lines_between,
    one_stroke,
    points_along,
)
from infoview_analytics.charts.lettering import SMALL_SIZE, drawable, width_of, your_name
from infoview_analytics.words.languages import tr
from infoview_analytics.words.phrases import counted, listed, plain


class _Mark(NamedTuple):
    """How people of one state are drawn, and what they are called."""

    words: str
    marker: str
    face: str
    edge: str


MARKS = {
    "you": _Mark("you", "o", INK, INK),
    "held": _Mark("talked with you", "o", STRONG, PAPER),
    "scheduled": _Mark("date set", "D", GREEN, PAPER),
    "asked": _Mark("answered, no date set", "s", PALE, STRONG),
    "waiting": _Mark("waiting for an answer", "^", PAPER, ORANGE),
    "declined": _Mark("declined", "X", QUIET, QUIET),
    "lead": _Mark("lead, not asked yet", "o", PAPER, QUIET),
}

_HEIGHT = 5.9
_KEY_LINE = 1.5 * SMALL_SIZE
_RINGS_APART = 8.0  # points
_THINNEST = 0.35  # of the usual line, where marks are small
_CROWD = 500  # people among whom lines are not dashed and few are named
_MOST_NAMES, _MOST_NAMES_IN_A_CROWD = 20, 6
_LONGEST_NAME = 30  # a role and the number of a pseudonym
_PEOPLE_TO_HIDE_ONE = 150  # a name may cover one mark for so many people
_A_LINE_COUNTS = 0.01  # of what a mark counts, when a name looks for room
_TOLD_BY_NAME = 3
_FARTHEST_TOLD = 8  # generations told one by one in words
_SIDES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)])
_WITHOUT_MARGIN = np.array([3, 3, -3, -3])
_TURNS = np.linspace(0, 2 * np.pi, 121)
_CIRCLE = np.column_stack([np.sin(_TURNS), np.cos(_TURNS)])  # clockwise from the top
_TRIED = _CIRCLE[:-1:2]  # for the label of a ring
_NAME = SMALL | {"color": INK, "ha": "center", "va": "center"}


def plot_referral_network(
    people: pd.DataFrame, referrals: pd.DataFrame, *, ax: Axes | None = None
) -> Axes:
    """Draw the people on rings by generation, and the referrals that led to them as lines.

    You are in the middle. Colour and shape tell how far it came with each person (leads are
    open circles), size tells how many people came through them. The referral by which a person
    was reached is a full line, any other naming a thin dashed one. The people through whom most
    others came are named, as many as find room.

    Parameters
    ----------
    people, referrals : pandas.DataFrame
        The two tables of `referral_layout`. Of ``x`` and ``y`` the direction is used; crowded
        generations have wider rings than sparse ones.
    ax : matplotlib.axes.Axes, optional
        Where to draw, at least some five inches each way. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.
    """
    canvas = canvas_on(ax, height=_HEIGHT, margins=Margins(left=8, right=8, bottom=8, top=48))
    if len(people) < 2:  # noqa: PLR2004 you alone
        return say(canvas, _nobody())
    ax = canvas.ax
    key = _key(people)
    wide = max((width_of(words, SMALL_SIZE) for words in key), default=0) + USUAL + 6
    rings = arrange(ax, people, (wide, len(key) * _KEY_LINE))
    lines, drawn = lines_between(people, referrals, rings.places)
    _draw_lines(ax, people, rings, lines, drawn)
    _draw_people(ax, people, rings)
    taken = Boxes()
    taken.take(_write_key(ax, key, wide))
    _draw_rings(ax, rings, taken)
    covered = lines[:0] if len(people) > _CROWD else lines
    _write_names(ax, people, rings, covered, taken)
    dress(canvas, title=_finding(people), subtitle=_how_to_read(people, drawn))
    ax.spines["bottom"].set_visible(False)
    return ax


def describe_referral_network(people: pd.DataFrame, referrals: pd.DataFrame) -> str:
    """Say in words what `plot_referral_network` shows.

    Parameters
    ----------
    people, referrals : pandas.DataFrame
        The two tables of `referral_layout`.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.
    """
    others = people.iloc[1:]
    if others.empty:
        return f"{_nobody()}."
    sizes = others["generation"].value_counts().sort_index()
    rings = [f"generation {ring}: {size:,}" for ring, size in sizes.items()]
    beyond = ", more beyond" if len(rings) > _FARTHEST_TOLD else ""
    states = others["state"].value_counts()
    told = [f"{mark.words} {states[name]:,}" for name, mark in MARKS.items() if name in states]
    words = [
        f"{_finding(people)}, connected by {counted(len(referrals), 'referral')}.",
        f"People by generation: {', '.join(rings[:_FARTHEST_TOLD])}{beyond}.",
        f"Where they stand: {'; '.join(told)}.",
    ]
    most = others.loc[others["reach"] > 0, "reach"].nlargest(_TOLD_BY_NAME)
    if len(most):
        names = [f"{plain(person)} ({reach:,})" for person, reach in most.items()]
        words.append(f"Most people came through {listed(names)}.")
    return " ".join(words)


def _draw_lines(
    ax: Axes,
    people: pd.DataFrame,
    rings: Rings,
    lines: npt.NDArray[np.float64],
    drawn: npt.NDArray[np.bool_],
) -> None:
    """Draw each referral as a line, and a faint one from you to those whom you found yourself."""
    yours = rings.places[people["generation"] == 1]
    spokes = np.stack([np.broadcast_to(rings.places[0], yours.shape), yours], axis=1)
    thick = max(float(rings.across.min()) / USUAL, _THINNEST)
    other = ("-", DIM) if len(people) > _CROWD else ("--", QUIET)
    for segments, width, (style, color) in (
        (spokes, 0.7, ("-", FAINT)),
        (lines[~drawn], 0.7 * thick, other),
        (lines[drawn], 1.0 * thick, ("-", QUIET)),
    ):
        strokes = LineCollection([one_stroke(segments)], linewidths=width, colors=color)
        strokes.set(linestyle=style, zorder=1.5)
        ax.add_collection(strokes, autolim=False)


def _draw_people(ax: Axes, people: pd.DataFrame, rings: Rings) -> None:
    """Draw a mark for each person, all at once; you and those who talked lie on top."""
    rank = pd.Index(MARKS).get_indexer(pd.Index(people["state"]))
    order = np.argsort(-rank, kind="stable")
    order = order[rank[order] >= 0]
    rank, thin = rank[order], float(rings.across.min())
    edges = [min(0.6, thin / 10) if m.edge == PAPER else min(1.2, thin / 4) for m in MARKS.values()]
    shapes = [MarkerStyle(mark.marker) for mark in MARKS.values()]
    paths = [shape.get_path().transformed(shape.get_transform()) for shape in shapes]
    marks = PathCollection(
        [paths[state] for state in rank],
        rings.across[order] ** 2,
        offsets=rings.places[order],
        offset_transform=ax.transData,
        facecolors=to_rgba_array([mark.face for mark in MARKS.values()])[rank],
        edgecolors=to_rgba_array([mark.edge for mark in MARKS.values()])[rank],
        linewidths=np.array(edges)[rank],
        zorder=2,
    )
    marks.set_transform(IdentityTransform())
    ax.add_collection(marks, autolim=False)


def _key(people: pd.DataFrame) -> dict[str, _Mark]:
    """Return what the marks mean, with how many there are of each, as far as they occur."""
    counts = people["state"].iloc[1:].value_counts()
    there = {name: mark for name, mark in MARKS.items() if name in counts}
    return {
        tr("{words}: {count}", words=tr(mark.words), count=counts[name]): mark
        for name, mark in there.items()
    }


def _write_key(ax: Axes, key: dict[str, _Mark], wide: float) -> npt.NDArray[np.float64]:
    """Write the key into the upper left corner, and return the rectangle that it takes."""
    width, height = size_in_points(ax)
    for line, (words, mark) in enumerate(key.items()):
        top = -_KEY_LINE * (line + 0.5)
        style = SMALL | {"color": INK, "va": "center"}
        write(ax, words, (0, 1), (USUAL + 6, top), at="axes", **style)
        x, y = [USUAL / 2 / width], [1 + top / height]
        (dot,) = ax.plot(x, y, mark.marker, ms=USUAL - 1, mew=0.8, transform=ax.transAxes)
        dot.set(markerfacecolor=mark.face, markeredgecolor=mark.edge)
    return np.array([[0, height - _KEY_LINE * len(key), wide, height]])


def _draw_rings(ax: Axes, rings: Rings, taken: Boxes) -> None:
    """Draw a faint ring for each generation, the outermost first, as far as they lie apart."""
    drawn, labelled, halos = [np.inf], np.inf, []
    last = len(rings.radii) - 1
    for ring in range(last, 0, -1):
        radius = rings.radii[ring]
        if (drawn[-1] - radius) * rings.scale < _RINGS_APART:
            continue
        drawn.append(radius)
        told = _ordinal(ring)
        text = tr("{ordinal} generation", ordinal=told) if ring == last else told
        if (labelled - radius) * rings.scale > 2 * LINE:
            box = _write_ring(ax, text, radius, rings, taken)
            halos += box
            labelled = radius if box else labelled
    circles = one_stroke(np.array(drawn[1:])[:, None, None] * _CIRCLE)
    faint = LineCollection([circles], color=FAINT, linewidth=0.8, zorder=1)
    ax.add_collection(faint, autolim=False)
    _lighten(ax, rings, halos, zorder=2.4)


def _write_ring(
    ax: Axes, text: str, radius: float, rings: Rings, taken: Boxes
) -> list[npt.NDArray[np.float64]]:
    """Label a ring on its line, inside or outside, and return the rectangle if one was free."""
    aside = radius + np.repeat([0, -1, 1], len(_TRIED)) * LINE / rings.scale
    around = aside[:, None] * np.tile(_TRIED, (3, 1))
    size = np.array([width_of(text, SMALL_SIZE) + 8, LINE + 4])
    boxes = boxes_around(around * rings.scale + rings.middle, size)
    free = taken.are_free(boxes) & (inside(rings.points, boxes) == 0)
    if not free.any():
        return []
    best = int(free.argmax())
    taken.take(boxes[best : best + 1])
    where = (around[best, 0], around[best, 1])
    write(ax, text, where, zorder=2.5, **(_NAME | {"color": QUIET}))
    return [boxes[best] + _WITHOUT_MARGIN]


def _write_names(
    ax: Axes,
    people: pd.DataFrame,
    rings: Rings,
    lines: npt.NDArray[np.float64],
    taken: Boxes,
) -> None:
    """Name you and those through whom most others came, where a name hides hardly anybody."""
    order = _by_importance(people)
    taken.take(boxes_around(rings.points[order], rings.across[order, None]))
    covered = points_along(lines) * rings.scale + rings.middle
    most_hidden = len(people) / _PEOPLE_TO_HIDE_ONE
    most = _MOST_NAMES if len(people) < _CROWD else _MOST_NAMES_IN_A_CROWD
    halos: list[npt.NDArray[np.float64]] = []
    for row in order:
        text = (drawable if row else your_name)(people.index[row], most=_LONGEST_NAME)
        size = np.array([width_of(text, SMALL_SIZE) * 1.06 + 2, SMALL_SIZE + 2])
        offsets = _SIDES * ((rings.across[row] + size) / 2 + 1)
        boxes = boxes_around(rings.points[row] + offsets, size)
        free = taken.are_free(boxes) & within(boxes, size_in_points(ax))
        hidden = inside(rings.points, boxes) + _A_LINE_COUNTS * inside(covered, boxes)
        hidden = np.where(free, hidden, np.inf)
        best = int(hidden.argmin())
        if hidden[best] <= most_hidden:
            taken.take(boxes[best : best + 1])
            halos.append(boxes[best])
            at = (rings.places[row, 0], rings.places[row, 1])
            offset = (offsets[best, 0], offsets[best, 1])
            weight = "normal" if row else "bold"
            write(ax, text, at, offset, zorder=4, fontweight=weight, **_NAME)
        if len(halos) > most:
            break
    _lighten(ax, rings, halos, zorder=3.9)


def _lighten(
    ax: Axes, rings: Rings, boxes: list[npt.NDArray[np.float64]], *, zorder: float
) -> None:
    """Lighten what lies under words, so that they can be read."""
    corners = np.reshape(boxes, (-1, 4))[:, [[0, 1], [2, 1], [2, 3], [0, 3]]]
    places = (corners - rings.middle) / rings.scale
    paper = PolyCollection(
        list(places), facecolor=PAPER, edgecolor="none", alpha=0.75, zorder=zorder
    )
    ax.add_collection(paper, autolim=False)


def _by_importance(people: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the rows of those to be named: you, then those with the largest reach."""
    reach = people["reach"].to_numpy()
    everybody = len(people) <= _MOST_NAMES
    rows = np.flatnonzero((reach > 0) | everybody)
    rows = rows[rows > 0]
    order = np.lexsort((people["generation"].to_numpy()[rows], -reach[rows]))
    return np.append(0, rows[order])[: 2 * _MOST_NAMES]


def _ordinal(number: int) -> str:
    """Return a number as ``1st``, ``2nd``, ``3rd``, ``4th``."""
    if number == 1:
        return tr("1st")
    teens = number // 10 % 10 == 1
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return tr(f"{{number}}{ending}", number=str(number))


def _finding(people: pd.DataFrame) -> str:
    """Return the finding: how many people, how far out, and through whom most of them."""
    others = people.iloc[1:]
    rings = counted(others["generation"].max(), "generation")
    everybody = counted(len(others), "person", "people")
    most = int(others["reach"].max())
    if not most:
        return tr("{people} in {generations}", people=everybody, generations=rings)
    return tr(
        "{people} in {generations}, {most} of them through {name}",
        people=everybody,
        generations=rings,
        most=most,
        name=drawable(others["reach"].idxmax(), most=_LONGEST_NAME),
    )


def _how_to_read(people: pd.DataFrame, drawn: npt.NDArray[np.bool_]) -> str:
    """Return what the rings, the sizes and the lines are, as far as they occur."""
    words = [tr("Rings are generations")]
    if people["reach"].iloc[1:].max() > 0:
        words = [tr("Larger: more people came through them")]
    if not drawn.all():
        crowd = len(people) > _CROWD
        words.append(tr("pale: named as well") if crowd else tr("dashed: named as well"))
    return tr("; ").join(words)


def _nobody() -> str:
    """Return the words for a network without people."""
    return tr("Nobody has been named or asked yet")
