"""Arrange the people of a network on rings, one for each generation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import size_in_points

Floats = npt.NDArray[np.float64]

USUAL, YOURS = 7.0, 12.0  # points across a mark
_SMALLEST = 2.0
_LARGEST = 2.2  # times the usual mark, or
_LARGE_ENOUGH = 8.0  # points
_LARGE_REACH = 12  # a reach that may have the largest mark
_BEYOND = 1.1  # widths of the outermost ring that fit into the axes
_CLEAR = 8.0  # points between the key and the outermost ring
_HOLE = 0.12  # of the rings' width, kept free around you
_NEARLY_NOTHING = 1e-9
_ALONG = np.linspace(0.1, 0.9, 9)[:, None, None]  # where a line is looked at


class Rings(NamedTuple):
    """Where everything stands.

    Attributes
    ----------
    radii : numpy.ndarray
        One for each generation, 0 for you and 1 for the outermost.
    places : numpy.ndarray
        x and y of each person, in the axes' data units.
    points : numpy.ndarray
        The same in points from the lower left corner of the axes.
    middle : numpy.ndarray
        Your own place in points.
    scale : float
        Points in a data unit.
    across : numpy.ndarray
        Points across each person's mark.
    """

    radii: Floats
    places: Floats
    points: Floats
    middle: Floats
    scale: float
    across: Floats


def arrange(ax: Axes, people: pd.DataFrame, key: tuple[float, float]) -> Rings:
    """Fit the rings into the axes, and put each person on theirs in the layout's direction.

    The upper left corner is kept free for a key of so many points.
    """
    generation = people["generation"].to_numpy(dtype=int)
    sizes = np.bincount(generation)[1:]
    radii = _radii(sizes)
    middle, scale = _frame(ax, key)
    places = people[["x", "y"]].to_numpy(dtype=float)
    distance = np.maximum(np.hypot(*places.T), _NEARLY_NOTHING)
    places = places * (radii[generation] / distance)[:, None]
    points = places * scale + middle
    room = float((2 * np.pi * scale * radii[1:] / np.maximum(sizes, 1)).min())
    return Rings(radii, places, points, middle, scale, _across(people, room))


def lines_between(
    people: pd.DataFrame, referrals: pd.DataFrame, places: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return each referral as a line, and whether it is the one that reached the person."""
    index = people.index[~people.index.duplicated()]
    tail, head = (
        index.get_indexer(pd.Index(referrals[end])) for end in ("from_person", "to_person")
    )
    known = (tail >= 0) & (head >= 0)
    lines = np.stack([places[tail[known]], places[head[known]]], axis=1)
    return lines, referrals["drawn"].to_numpy(dtype=bool)[known]


def one_stroke(lines: Floats) -> Floats:
    """Return lines as one with gaps in it, which is drawn many times faster."""
    gaps = np.full((len(lines), 1, 2), np.nan)
    return np.concatenate([lines, gaps], axis=1).reshape(-1, 2)


def points_along(lines: Floats) -> Floats:
    """Return points on each line, closely enough to see whether a word covers it."""
    tail, head = lines[None, :, 0], lines[None, :, 1]
    return (tail + (head - tail) * _ALONG).reshape(-1, 2)


def _radii(sizes: npt.NDArray[np.int64]) -> Floats:
    """Return the radius of each ring.

    Half of it grows with the generation, half with the people up to there, so that a crowded
    ring has room and a sparse one takes little.
    """
    crowd = np.sqrt(np.cumsum(sizes) / sizes.sum())
    steps = np.arange(1, len(sizes) + 1) / len(sizes)
    return np.append(0.0, (_HOLE + (crowd + steps) / 2) / (_HOLE + 1))


def _frame(ax: Axes, key: tuple[float, float]) -> tuple[Floats, float]:
    """Set the limits of the axes, and return where their middle is and how large a unit."""
    width, height = size_in_points(ax)
    scale = min(width, height) / 2 / _BEYOND
    below = height / 2 - key[1]
    beside = np.sqrt(max((scale + _CLEAR) ** 2 - max(below, 0) ** 2, 0))
    spare = width / 2 - scale * _BEYOND
    middle = width / 2 + min(max(key[0] + beside - width / 2, 0), spare)
    ax.set_xlim(-middle / scale, (width - middle) / scale)
    ax.set_ylim(-height / 2 / scale, height / 2 / scale)
    ax.set_aspect("equal", adjustable="box")
    ax.set_xticks([])
    ax.set_yticks([])
    return np.array([middle, height / 2]), scale


def _across(people: pd.DataFrame, room: float) -> Floats:
    """Return how many points each mark is across: its area grows with the reach."""
    usual = min(max(1.2 * room, _SMALLEST), USUAL)
    largest = max(_LARGEST * usual, _LARGE_ENOUGH)
    reach = people["reach"].to_numpy(dtype=float)
    share = reach / max(reach[1:].max(initial=0), _LARGE_REACH)
    across: Floats = np.sqrt(usual**2 + (largest**2 - usual**2) * share)
    across[0] = YOURS
    return across
