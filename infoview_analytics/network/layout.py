"""Where each person stands in a picture of the network."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.network._contacts import YOURS, last_told, states
from infoview_analytics.network._downstream import downstream
from infoview_analytics.network._forest import forest
from infoview_analytics.network._people import ALWAYS, NEVER, YOU, Ints, Network, numbered
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day, day_numbers

_TOLD = ("organization", "role", "industry", "city", "source")


class Layout(NamedTuple):
    """A picture of the network, as two tables.

    Attributes
    ----------
    people, referrals : pandas.DataFrame
        As `referral_layout` describes them.
    """

    people: pd.DataFrame
    referrals: pd.DataFrame


def referral_layout(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> Layout:
    """Place you in the centre and each generation on a ring of its own.

    Whoever was reached through somebody stands in that person's wedge of the circle, which is
    as wide as the number of people at the ends of the chains in it.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed. Whoever is in no other table becomes a lead of generation 1; of
        the others it fills in what is not known.

    Returns
    -------
    Layout
        ``people`` is indexed by ``person``, you first. Columns: ``x`` and ``y`` (the distance
        from you is the generation; the first wedge begins at the top and they run clockwise),
        ``generation`` (you are 0), ``state`` (``you``, ``lead``, ``waiting``, ``asked``,
        ``declined``, ``scheduled`` or ``held``, as in `build_referral_graph`), ``reach``
        (contacts downstream), ``referrer`` (the person by whom they were reached; missing in
        generation 1), ``organization``, ``role``, ``industry``, ``city`` and ``source`` (the
        last that you wrote down, else as told; missing if not known), ``requested_on`` (your
        first request) and ``held_on`` (the last conversation).

        ``referrals`` has a row for each pair of contacts of whom one named the other, in the
        order of their days. Columns: ``from_person``, ``to_person``, ``drawn`` (whether it is
        the one by which the person was reached) and ``referred_on`` (the first naming).
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you, people=people, whole=True)
    generation, referrer = generations_of(network)
    angle = _angles(generation, referrer)
    pairs, names = network.pairs, network.people()
    by_whom = names.array.take(referrer, allow_fill=True).astype(object)
    contacts = {
        "x": np.append(0.0, generation * np.sin(angle)),
        "y": np.append(0.0, generation * np.cos(angle)),
        "generation": np.append(0, generation),
        "state": np.append(YOURS, states(network)),
        "reach": np.append(network.size, downstream(pairs.tail, pairs.head, network.size)),
        "referrer": [None, *by_whom],
        **{name: [None, *last_told(network, name)] for name in _TOLD},
        "requested_on": _days(np.append(NEVER, network.first_asked_on)),
        "held_on": _days(np.append(NEVER, _last_held(network))),
    }
    ties = {
        "from_person": names.take(pairs.tail),
        "to_person": names.take(pairs.head),
        "drawn": referrer[pairs.head] == pairs.tail,
        "referred_on": _days(pairs.since),
    }
    return Layout(pd.DataFrame(contacts, index=names.insert(0, you)), pd.DataFrame(ties))


def _last_held(network: Network) -> Ints:
    """Return the day of the last conversation with each contact, ALWAYS without one."""
    held = network.requests["held"].to_numpy(dtype=bool)
    days = day_numbers(column(network.requests, "interview_on")[held])
    last = np.full(network.size, ALWAYS)
    np.maximum.at(last, network.asked[held], days)
    return last


def _days(numbers: Ints) -> npt.NDArray[np.datetime64]:
    """Return numbers of days as days, missing where there is none."""
    known = np.where(numbers == NEVER, ALWAYS, numbers)
    return known.astype("datetime64[D]").astype("datetime64[s]")


def _angles(generation: Ints, referrer: Ints) -> npt.NDArray[np.float64]:
    """Return the direction of the middle of each person's wedge, in radians from the top."""
    tree = forest(referrer, generation - 1)
    is_end = np.bincount(referrer[referrer >= 0], minlength=len(referrer)) == 0
    ends = tree.gather(is_end.astype(np.int64))
    middle = tree.places(ends) + ends / 2
    angles: npt.NDArray[np.float64] = 2 * np.pi * middle / max(is_end.sum(), 1)
    return angles
