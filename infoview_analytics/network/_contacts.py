"""What the records tell of each contact: where they stand, and where they work."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.groups import OF_A_ROW
from infoview_analytics.network._people import Ints, Network

Texts = npt.NDArray[np.object_]

YOURS = "you"
LEAD = "lead"
_STATES = ("held", "scheduled", "declined", "waiting")


def states(network: Network) -> Texts:
    """Return where each contact stands.

    ``held`` once you have talked, else ``scheduled`` if you are going to, else what the last
    request came to: ``declined``, ``waiting`` or ``asked`` (answered, and nothing agreed that
    still stands). Whoever was never asked is a ``lead``.
    """
    state = np.full(network.size, LEAD, dtype=object)
    is_so = [network.requests[name].to_numpy(dtype=bool) for name in _STATES]
    of_request = np.select(is_so, _STATES, "asked")
    order = np.argsort(network.asked_on, kind="stable")
    state[network.asked[order]] = of_request[order]
    for name in ("scheduled", "held"):
        state[network.asked[of_request == name]] = name
    return state


def last_told(network: Network, name: str) -> Texts:
    """Return the last value of a column for each contact.

    What the requests say goes before what the referrals say, and both before the table of people.
    """
    value = np.full(network.size, None, dtype=object)
    for table, person, days in (
        (network.acquaintances, network.listed, network.listed),
        (network.namings, network.named, network.named_on),
        (network.requests, network.asked, network.asked_on),
    ):
        texts = column(table, name)
        order = np.argsort(days, kind="stable")
        order = order[texts.notna().to_numpy()[order]]
        value[person[order]] = texts.to_numpy(dtype=object)[order]
    return value


def kinds_of(network: Network, name: str) -> tuple[Ints, pd.Index]:
    """Return the number of each contact's last told value of a column, or -1, and the values.

    The network is a whole one, and the values stand in the order of their texts.
    """
    tables = network.requests, network.namings
    if name not in OF_A_ROW and not any(name in table.columns for table in tables):
        known = ", ".join(map(str, network.requests.columns))
        message = f"There is no column {name!r} that tells people apart. Use one of {known}."
        raise UnknownColumnError(message)
    kind, kinds = pd.factorize(pd.Series(last_told(network, name), dtype=object))
    order = np.argsort(kinds.astype(str), kind="stable")
    rank = np.append(np.argsort(order), -1)
    return rank[kind].astype(np.int64), pd.Index(kinds.take(order))
