"""The blocks of a network: what hangs together even without any one person."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from infoview_analytics.network._forest import forest, shortest_ways
from infoview_analytics.network._people import Ints, first_places

Edge = tuple[Ints, Ints]


class Blocks(NamedTuple):
    """What each person and each referral hold together, whichever way it points.

    Attributes
    ----------
    part : numpy.ndarray
        For each person, the number of their connected part of the network.
    pieces : numpy.ndarray
        For each person, how many pieces the others in their part would fall into without them.
    bridges : numpy.ndarray
        Where among the pairs those stand without which a part would fall in two; of a pair and
        its reverse, the first.
    """

    part: Ints
    pieces: Ints
    bridges: Ints


def blocks(tail: Ints, head: Ints, size: int) -> Blocks:
    """Find the blocks by the method of Tarjan and Vishkin, whole columns at a time.

    References
    ----------
    .. [1] Tarjan, R. E. and Vishkin, U. (1985). An efficient parallel biconnectivity algorithm.
       SIAM Journal on Computing 14 (4), 862-874.
    """
    ends = np.minimum(tail, head), np.maximum(tail, head)
    place = np.flatnonzero(~pd.Series(ends[0] * size + ends[1]).duplicated().to_numpy())
    a, b = ends[0][place], ends[1][place]
    parts, part = joined((a, b), size)
    starts = np.zeros(size, dtype=bool)
    starts[first_places(part, parts)] = True
    parent, steps = shortest_ways(starts, np.concatenate([a, b]), np.concatenate([b, a]))

    upward = (parent[a] == b) | (parent[b] == a)
    child = np.where(parent[a] == b, a, b)[upward]
    across = a[~upward], b[~upward]
    count, block = joined(_in_one_block(parent, steps - 1, across), size)
    links = np.bincount(block[child], minlength=count)
    links += np.bincount(block[across[0]], minlength=count)
    seats = pd.unique(np.concatenate([child, parent[child]]) * count + np.tile(block[child], 2))
    pieces = np.bincount(seats // count, minlength=size) if count else np.zeros(0, dtype=np.int64)
    return Blocks(part, pieces, place[upward][links[block[child]] == 1])


def joined(edges: Edge, size: int) -> tuple[int, Ints]:
    """Return the number of connected parts of `size` people, and the part of each."""
    graph = csr_array((np.ones(len(edges[0])), edges), (size, size))
    count, part = connected_components(graph, directed=False)
    return count, part.astype(np.int64)


def _in_one_block(parent: Ints, depth: Ints, across: Edge) -> Edge:
    """Return pairs of people whose edges to their parents lie in one block.

    That is so for both ends of an edge across the tree, and for a person and their parent where
    an edge leads from the person or from below them out of what lies below the parent. The tree
    is one of shortest ways, so no edge leads past the parent to anybody above.
    """
    tree = forest(parent, depth)
    sizes = tree.gather(np.ones_like(parent))
    number = tree.places(sizes)
    here, there = np.concatenate(across), np.concatenate(across[::-1])
    least, most = number.copy(), number.copy()
    np.minimum.at(least, here, number[there])
    np.maximum.at(most, here, number[there])
    least, most = tree.gather(least, np.minimum), tree.gather(most, np.maximum)

    below = np.flatnonzero(parent >= 0)
    above = parent[below]
    leaves = (least[below] < number[above]) | (most[below] >= number[above] + sizes[above])
    return (
        np.concatenate([across[0], below[leaves]]),
        np.concatenate([across[1], above[leaves]]),
    )
