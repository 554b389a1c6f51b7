"""Where each person stands in a picture of the network."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.network._contacts import YOURS, last_told, states
from infoview_analytics.network._downstream import downstream
from infoview_analytics.network._forest import forest
from infoview_analytics.network._people import YOU, Ints, numbered
from infoview_analytics.network.generations import generations_of
from infoview_analytics.weeks import Day


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
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
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

    Returns
    -------
    Layout
        ``people`` is indexed by ``person``, you first. Columns: ``x`` and ``y`` (the distance
        from you is the generation; the first wedge begins at the top and they run clockwise),
        ``generation`` (you are 0), ``state`` (``you``, ``lead``, ``waiting``, ``asked``,
        ``declined``, ``scheduled`` or ``held``, as in `build_referral_graph`), ``reach``
        (contacts downstream) and ``organization`` (missing if not known).

        ``referrals`` has a row for each pair of contacts of whom one named the other, in the
        order of their days. Columns: ``from_person``, ``to_person`` and ``drawn`` (whether it
        is the one by which the person was reached).
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you, whole=True)
    generation, referrer = generations_of(network)
    angle = _angles(generation, referrer)
    tail, head = network.pairs.tail, network.pairs.head
    names = network.people()
    people = {
        "x": np.append(0.0, generation * np.sin(angle)),
        "y": np.append(0.0, generation * np.cos(angle)),
        "generation": np.append(0, generation),
        "state": np.append(YOURS, states(network)),
        "reach": np.append(network.size, downstream(tail, head, network.size)),
        "organization": [None, *last_told(network, "organization")],
    }
    drawn = referrer[head] == tail
    pairs = {"from_person": names.take(tail), "to_person": names.take(head), "drawn": drawn}
    index = names.insert(0, you)
    return Layout(pd.DataFrame(people, index=index), pd.DataFrame(pairs))


def _angles(generation: Ints, referrer: Ints) -> npt.NDArray[np.float64]:
    """Return the direction of the middle of each person's wedge, in radians from the top."""
    tree = forest(referrer, generation - 1)
    is_end = np.bincount(referrer[referrer >= 0], minlength=len(referrer)) == 0
    ends = tree.gather(is_end.astype(np.int64))
    middle = tree.places(ends) + ends / 2
    angles: npt.NDArray[np.float64] = 2 * np.pi * middle / max(is_end.sum(), 1)
    return angles
