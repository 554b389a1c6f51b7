"""Shortest ways and the forest that they make, in whole columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order

from infoview_analytics.network._people import Bools, Ints

Floats = npt.NDArray[np.float64]


class Ways(NamedTuple):
    """The shortest way to each person.

    Attributes
    ----------
    before : numpy.ndarray
        The last person on the way, -1 for a start and where there is no way.
    steps : numpy.ndarray
        How many people the way takes, 1 for a start, 0 where there is no way.
    """

    before: Ints
    steps: Ints


class Forest(NamedTuple):
    """People and the one person above each of them.

    Attributes
    ----------
    parent : numpy.ndarray
        The person above each person, -1 for a root.
    levels : list of numpy.ndarray
        The people of each level, the roots first, those with one parent side by side.
    """

    parent: Ints
    levels: list[Ints]

    def gather(self, values: Ints, ufunc: np.ufunc = np.add) -> Ints:
        """Return the values of each person and of everybody below them, taken together."""
        total = values.copy()
        for people in self.levels[:0:-1]:
            ufunc.at(total, self.parent[people], total[people])
        return total

    def places(self, widths: Ints) -> Ints:
        """Return where the stretch of each person begins, `widths` long, within their parent's."""
        start = np.zeros_like(widths)
        for depth, people in enumerate(self.levels):
            before = np.cumsum(widths[people]) - widths[people]
            start[people] = before
            if depth:
                above = self.parent[people]
                eldest = np.flatnonzero(np.diff(above, prepend=-1))
                siblings = np.diff(np.append(eldest, len(above)))
                start[people] += start[above] - np.repeat(before[eldest], siblings)
        return start


def graph_of(tail: Ints, head: Ints, size: int, weight: Ints | Floats | None = None) -> csr_array:
    """Return distinct pairs of tail and head as a matrix for `scipy.sparse.csgraph`."""
    weights = np.ones(len(tail)) if weight is None else weight.astype(np.float64)
    pairs = coo_array((weights, (tail.astype(np.int32), head.astype(np.int32))), (size, size))
    pairs.has_canonical_format = True  # they are distinct, so there is nothing to add up
    return pairs.tocsr()


def shortest_ways(starts: Bools, tail: Ints, head: Ints) -> Ways:
    """Return the shortest way from any start to each person, along pairs of tail and head."""
    you = len(starts)
    first = np.flatnonzero(starts)
    tail = np.concatenate([tail, np.full(len(first), you)])
    graph = graph_of(tail, np.concatenate([head, first]), you + 1)
    before = breadth_first_order(graph, you)[1].astype(np.int64)
    reached = before >= 0
    up = np.where(reached, before, you)
    steps = reached.astype(np.int64)
    while (up != you).any():
        steps += steps[up]
        up = up[up]
    return Ways(np.where(reached & (before != you), before, -1)[:you], steps[:you])


def forest(parent: Ints, depth: Ints) -> Forest:
    """Return the forest of each person's parent, -1 for a root, and number of steps to a root."""
    order = np.lexsort((parent, depth))
    ends = np.cumsum(np.bincount(depth))
    return Forest(parent, np.split(order, ends[:-1]))
