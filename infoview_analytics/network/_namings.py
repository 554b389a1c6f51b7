"""Which names were news, and in which conversation each was given."""

from __future__ import annotations

import numpy as np
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.network._people import ALWAYS, Bools, Ints, Network, first_places, together
from infoview_analytics.weeks import day_numbers


def is_new(network: Network) -> Bools:
    """Tell which namings told of a person of whom you had not known before."""
    pairs, size = network.pairs, network.size
    first_named, first_naming = first_places(pairs.head, size), first_places(pairs.tail, size)
    people = np.flatnonzero(first_named >= 0)
    place = first_named[people]
    known_on = np.minimum(network.first_asked_on, network.found_on)[people]
    had_named = (first_naming[people] >= 0) & (first_naming[people] < place)
    new = np.zeros(len(network.named), dtype=bool)
    new[pairs.row[place]] = (known_on >= pairs.since[place]) & ~had_named
    return new


def talks_of(network: Network, talks: pd.DataFrame, person: Ints) -> Ints:
    """Return the place of the interview to which each naming belongs, or -1."""
    linked = column(network.namings, "interview_id")
    code, ids = pd.factorize(together([talks["interview_id"], linked]))
    place = first_places(code[: len(talks)], len(ids) + 1)
    place[-1] = -1
    talk = place[code[len(talks) :]]
    loose = linked.isna().to_numpy() & (network.named_on != ALWAYS)
    if len(talks) and loose.any():
        held_on = day_numbers(talks["interview_on"])
        talk[loose] = _last_before(person, held_on, network.giver[loose], network.named_on[loose])
    return talk


def _last_before(person: Ints, held_on: Ints, giver: Ints, named_on: Ints) -> Ints:
    """Return the place of the giver's last interview by each day, or -1."""
    order = np.lexsort((held_on, person))
    first = held_on.min()
    span = max(held_on.max(), named_on.max()) - first + 2
    keys = person[order] * span + held_on[order] - first + 1
    wanted = giver * span + np.maximum(named_on - first + 1, 0)
    before = np.searchsorted(keys, wanted, side="right") - 1
    talk = order[np.maximum(before, 0)]
    return np.where((before >= 0) & (person[talk] == giver), talk, -1)
