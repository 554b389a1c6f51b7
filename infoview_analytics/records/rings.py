"""Rings of people who name each other, found in one walk over the referrals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence


def find_rings(referrals: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return one ring for each set of people among whom every one leads to every other.

    Parameters
    ----------
    referrals : iterable of tuple
        Who named whom, by name.

    Returns
    -------
    list of list of str
        Each a shortest ring through the first of its people that the referrals tell: everybody
        names the next one, and the last names the first. Self-referrals are left out.

    Notes
    -----
    Such sets are the strongly connected components of the graph [1]_. A larger one holds
    several rings, and one of them is returned.

    References
    ----------
    .. [1] Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on
       Computing 1 (2), 146-160.
    """
    named: dict[str, list[str]] = {}
    for referrer, person in referrals:
        if referrer != person:
            named.setdefault(referrer, []).append(person)
    order = {person: place for place, person in enumerate(named)}
    circles = [circle for circle in _components(_between_rings(named)) if len(circle) > 1]
    rings = [
        _shortest_ring(min(circle, key=order.__getitem__), named, circle) for circle in circles
    ]
    return sorted(rings, key=lambda ring: order[ring[0]])


def _between_rings(named: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out whoever is led to by no ring, or leads to none, which is nearly everybody."""
    for _ in range(2):
        named = _reversed(_without_the_unnamed(named))
    return named


def _without_the_unnamed(named: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out the people whom nobody names, then those whom only they named, and so on."""
    times = Counter(person for people in named.values() for person in people)
    unnamed = [person for person in named if person not in times]
    gone = set(unnamed)
    while unnamed:
        for person in named.get(unnamed.pop(), ()):
            times[person] -= 1
            if not times[person]:
                unnamed.append(person)
                gone.add(person)
    return {person: people for person, people in named.items() if person not in gone}


def _reversed(named: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return by whom each person was named."""
    by: dict[str, list[str]] = {}
    for referrer, people in named.items():
        for person in people:
            by.setdefault(person, []).append(referrer)
    return by


def _components(named: dict[str, list[str]]) -> Iterator[set[str]]:
    """Yield the strongly connected components, by Tarjan's walk without recursion."""
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    done: set[str] = set()
    for start in named:
        if start in found:
            continue
        walk = [(start, _enter(start, found, lowest, waiting, named))]
        while walk:
            person, others = walk[-1]
            for other in others:
                if other not in found:
                    walk.append((other, _enter(other, found, lowest, waiting, named)))
                    break
                if other not in done:
                    lowest[person] = min(lowest[person], found[other])
            else:
                walk.pop()
                if walk:
                    above = walk[-1][0]
                    lowest[above] = min(lowest[above], lowest[person])
                if lowest[person] == found[person]:
                    component = _leave(person, waiting)
                    done |= component
                    yield component


def _enter(
    person: str,
    found: dict[str, int],
    lowest: dict[str, int],
    waiting: list[str],
    named: dict[str, list[str]],
) -> Iterator[str]:
    """Take in a person who is met for the first time, and return those they named."""
    found[person] = lowest[person] = len(found)
    waiting.append(person)
    return iter(named.get(person, ()))


def _leave(person: str, waiting: list[str]) -> set[str]:
    """Take a finished component, which ends with `person`, off the waiting."""
    component = set()
    while True:
        other = waiting.pop()
        component.add(other)
        if other == person:
            return component


def _shortest_ring(start: str, named: dict[str, list[str]], circle: set[str]) -> list[str]:
    """Return a shortest way within a circle from `start` back to it."""
    came_from: dict[str, str] = {}
    reached: Sequence[str] = [start]
    while start not in came_from:
        following = []
        for person in reached:
            for other in named[person]:
                if other in circle and other not in came_from:
                    came_from[other] = person
                    following.append(other)
        reached = following
    ring = [start]
    while (person := came_from[ring[-1]]) != start:
        ring.append(person)
    return [start, *reversed(ring[1:])]
