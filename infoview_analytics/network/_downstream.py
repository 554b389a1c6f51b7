"""How many people lie downstream of each: exactly, with rings and with several ways."""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import connected_components

from infoview_analytics.network._forest import graph_of
from infoview_analytics.network._people import Ints

_WORD = 64
_WORDS_AT_A_TIME = 4_000_000  # 32 MB
_BITS_SET = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype="u1")


def downstream(tail: Ints, head: Ints, size: int) -> Ints:
    """Count the people whom each reaches along pairs of tail and head, without themselves.

    A ring is taken as one. Everybody has a bit, which is handed up to those who named them, and
    up again; people in different parts of the network use the same bits.
    """
    graph = graph_of(tail, head, size)
    rings, ring = connected_components(graph, connection="strong")
    bit = _place_within(connected_components(graph, directed=False)[1])
    between = ring[tail] != ring[head]
    steps = _steps_up(ring[tail][between], ring[head][between], rings)

    reach = np.full(size, -1)
    last = bit.max(initial=0)
    words = max(1, min(last // _WORD + 1, _WORDS_AT_A_TIME // max(rings, 1)))
    for first in range(0, last + 1, words * _WORD):
        marks = np.zeros((rings, words), dtype=np.uint64)
        mine = (bit >= first) & (bit < first + words * _WORD)
        word, place = np.divmod(bit[mine] - first, _WORD)
        np.bitwise_or.at(marks, (ring[mine], word), np.uint64(1) << place.astype(np.uint64))
        for upper, starts, lower in steps:
            marks[upper] |= np.bitwise_or.reduceat(marks[lower], starts)
        reach += _BITS_SET[marks.view(np.uint8)].sum(axis=1, dtype=np.int64)[ring]
    return reach


def _place_within(part: Ints) -> Ints:
    """Return each person's place among the people of their part."""
    order = np.argsort(part, kind="stable")
    sizes = np.bincount(part)
    place = np.empty(len(part), dtype=np.int64)
    place[order] = np.arange(len(part)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return place


def _steps_up(tail: Ints, head: Ints, size: int) -> list[tuple[Ints, Ints, Ints]]:
    """Return who hands up to whom, so that whoever hands up has been handed all.

    Each step holds the upper people, where the pairs of each begin, and the lower of each pair.
    """
    height = _heights(tail, head, size)[tail]
    order = np.lexsort((tail, height))
    steps = []
    for pairs in np.split(order, np.cumsum(np.bincount(height, minlength=1))[:-1])[1:]:
        starts = np.flatnonzero(np.diff(tail[pairs], prepend=-1))
        steps.append((tail[pairs[starts]], starts, head[pairs]))
    return steps


def _heights(tail: Ints, head: Ints, size: int) -> Ints:
    """Return the steps of the longest way down from each, where there are no rings."""
    waiting = np.bincount(tail, minlength=size)
    pairs = np.argsort(head, kind="stable")
    counts = np.bincount(head, minlength=size)
    begins = np.cumsum(counts) - counts
    height = np.zeros(size, dtype=np.int64)
    done, level = np.flatnonzero(waiting == 0), 0
    while len(done):
        height[done] = level
        many = counts[done]
        skip = np.repeat(begins[done] - (np.cumsum(many) - many), many)
        upper = tail[pairs[skip + np.arange(len(skip))]]
        np.subtract.at(waiting, upper, 1)
        done, level = np.unique(upper[waiting[upper] == 0]), level + 1
    return height
