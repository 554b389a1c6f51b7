"""Find places for labels so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LINE = 12.0  # points from one line of text to the next


def spread(places: Sequence[float] | Floats, apart: float = LINE) -> Floats:
    """Return places, in points along an axis, moved as little as keeps them `apart`.

    Of two at the same place the first comes to lie above.
    """
    wanted = np.asarray(places, dtype=float)
    order = np.lexsort((-np.arange(len(wanted)), wanted))
    step = np.arange(len(wanted)) * apart
    lowered = wanted[order] - step
    highest = np.maximum.accumulate(lowered)
    lowest = np.minimum.accumulate(lowered[::-1])[::-1]
    moved = np.empty_like(wanted)
    moved[order] = (highest + lowest) / 2 + step
    return moved


def boxes_around(middles: Floats, size: Floats) -> Floats:
    """Return a rectangle (left, bottom, right, top) of the given size around each point."""
    return np.hstack([middles - np.asarray(size) / 2, middles + np.asarray(size) / 2])


def inside(points: Floats, boxes: Floats) -> Floats:
    """Return how many of the points lie in each rectangle."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    return np.asarray(((points > low) & (points < high)).all(axis=2).sum(axis=1), dtype=float)


def within(boxes: Floats, size: tuple[float, float]) -> npt.NDArray[np.bool_]:
    """Tell which rectangles lie on a page of so many points."""
    return np.asarray((boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= size).all(axis=1))


class Boxes:
    """The rectangles (left, bottom, right, top) that are taken, in points."""

    def __init__(self) -> None:
        self._taken: Floats = np.empty((0, 4))

    def are_free(self, boxes: Floats) -> npt.NDArray[np.bool_]:
        """Tell which of the rectangles cover none that is taken."""
        above = self._taken[None, :, :2] >= boxes[:, None, 2:]
        below = self._taken[None, :, 2:] <= boxes[:, None, :2]
        apart: npt.NDArray[np.bool_] = np.asarray((above | below).any(axis=2))
        return np.asarray(apart.all(axis=1))

    def take(self, boxes: Floats) -> None:
        """Mark rectangles as taken."""
        self._taken = np.vstack([self._taken, boxes])
