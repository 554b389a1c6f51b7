"""Which problems a change brings: those that are told after it and were not before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from infoview_analytics.errors import Problem

_A_LINE = re.compile(r"\bline [0-9]+")
_COUNTING = {"E108"}  # its fault tells of how many columns there are

Place = tuple[str, int]  # a file and a line of it


def told_anew(
    before: Iterable[Problem], after: Iterable[Problem], touched: Collection[Place]
) -> list[Problem]:
    """Return the problems that a change brings.

    A problem counts as the same wherever its row has moved. Of several that are alike, those
    on the touched lines are taken for the new ones.

    Parameters
    ----------
    before, after : iterable of Problem
        What was told, and what is told now.
    touched : collection of tuple
        Files and lines of them that were changed.

    Returns
    -------
    list of Problem
        In the order of `after`.
    """
    found = list(after)
    old = Counter(map(_nature, before))
    new = set[int]()
    for i in sorted(range(len(found)), key=lambda i: (found[i].file, found[i].line) in touched):
        nature = _nature(found[i])
        if old[nature]:
            old[nature] -= 1
        else:
            new.add(i)
    return [problem for i, problem in enumerate(found) if i in new]


def _nature(problem: Problem) -> tuple[object, ...]:
    """Return what a problem is, without the line on which it stands."""
    fault = "" if problem.code in _COUNTING else _A_LINE.sub("line", problem.fault)
    return problem.file, problem.code, problem.name, problem.value, fault
