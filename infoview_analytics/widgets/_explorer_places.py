"""Where people stand in the explorer: a band for each generation, as wide as its crowd needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

APART = 17.0  # units between two people, whose usual mark is 11 across
_HOLE = 104.0  # units kept free around you
_GAP, _LEAST_GAP = 64.0, 30.0  # units between two generations, for the names
_CROWD = 50.0  # people for whom the gap is a unit narrower
_FULL = 0.9  # of a row, at most
_TURN = 2 * np.pi
_NEARLY = 0.999  # of the room that people need, since angles are not exact
_ROW = 15.0  # units between two rows of one generation


class Bands(NamedTuple):
    """Where each generation stands, and where in its band each person does.

    Attributes
    ----------
    inner, outer : numpy.ndarray
        The radii of the first and the last row of each generation from 1.
    direction : pandas.Series
        Of each person, in radians from the top, clockwise.
    row : pandas.Series
        Of each person, from 0 for the innermost of their generation.
    """

    inner: Floats
    outer: Floats
    direction: pd.Series
    row: pd.Series

    def places(self, people: pd.DataFrame) -> Floats:
        """Return x and y of people, who keep their direction on any day; y points down."""
        generation = people["generation"].to_numpy()
        steps = np.arange(len(self.inner), generation.max(initial=0) + 1)
        beyond = self.outer[-1:].max(initial=_HOLE - _GAP) + _GAP * (steps - len(self.inner) + 1)
        radii = np.concatenate([[0.0], self.inner, beyond])[generation]
        direction = self.direction.reindex(people.index, fill_value=0.0).to_numpy()
        radii = radii + _ROW * self.row.reindex(people.index, fill_value=0).to_numpy()
        radii[generation == 0] = 0
        return np.column_stack([radii * np.sin(direction), -radii * np.cos(direction)])


def bands(people: pd.DataFrame) -> Bands:
    """Return where the people of a `referral_layout` stand, nobody on top of anybody else."""
    direction = np.arctan2(people["x"].to_numpy(), people["y"].to_numpy()) % _TURN
    generation, rows = people["generation"].to_numpy(), np.zeros(len(people), dtype=np.int64)
    gap = max(_GAP - len(people) / _CROWD, _LEAST_GAP)
    inner, outer, next_free = [], [], _HOLE
    for ring in range(1, generation.max(initial=0) + 1):
        there = np.flatnonzero(generation == ring)
        there = there[np.argsort(direction[there], kind="stable")]
        there, direction[there] = _apart(there, direction[there], next_free)
        rows[there] = _rows(direction[there], next_free)
        inner.append(next_free)
        outer.append(next_free + _ROW * rows[there].max(initial=0))
        next_free = outer[-1] + gap
    index = people.index
    return Bands(
        np.array(inner), np.array(outer), pd.Series(direction, index), pd.Series(rows, index)
    )


def _apart(there: Ints, direction: Floats, inner: float) -> tuple[Ints, Floats]:
    """Turn people, who are in order, as little as needed for all to fit into a few rows.

    The circle is cut where nobody stands for the longest stretch.
    """
    many = len(there)
    step = _FULL * _TURN / many
    rows = np.ceil(APART * many / (_FULL * _TURN * inner))
    step = min(step, APART / inner / rows)
    cut = int(np.diff(direction, append=direction[0] + _TURN).argmax()) + 1
    there, turned = np.roll(there, -cut), np.roll(direction, -cut)
    turned = np.where(turned < turned[0], turned + _TURN, turned)
    return there, _rising(turned - step * np.arange(many)) + step * np.arange(many)


def _rising(values: Floats) -> Floats:
    """Return the nearest values that never fall: neighbours who do are put at their mean."""
    blocks: list[tuple[float, int]] = []
    for value in values.tolist():
        total, size = value, 1
        while blocks and blocks[-1][0] * size > total * blocks[-1][1]:
            before = blocks.pop()
            total, size = total + before[0], size + before[1]
        blocks.append((total, size))
    return np.concatenate([np.full(size, total / size) for total, size in blocks])


def _rows(direction: Floats, inner: float) -> list[int]:
    """Put people, in the order of their directions, each into the first row that has room."""
    first: list[float] = []
    last: list[float] = []
    rows = []
    for angle in direction.tolist():
        for row, before in enumerate(last):
            room = APART / (inner + _ROW * row) * _NEARLY
            if angle - before >= room and first[row] + _TURN - angle >= room:
                break
        else:
            row = len(last)
            first.append(angle)
            last.append(angle)
        last[row] = angle
        rows.append(row)
    return rows
