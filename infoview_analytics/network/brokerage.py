"""Who joins people that do not know each other: effective size and constraint."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from infoview_analytics.network._forest import graph_of
from infoview_analytics.network._people import YOU, numbered
from infoview_analytics.weeks import Day


def brokerage(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Tell how far the contacts of each contact are strangers to each other.

    Where no two contacts of anybody know each other, as in a tree of referrals, both figures
    only repeat the number of ties: then there is no row.

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
        Your own name in the records. You are left out.

    Returns
    -------
    pandas.DataFrame
        One row for each contact, or none. Indexed by ``person``. A referral is a tie both ways.
        Columns: ``degree`` (people to whom there is a tie), ``effective_size`` (``degree`` less
        the ties that each of them has with the others on average, 1 or more [1]_ [2]_) and
        ``constraint`` (how far all ties lead back to the same people, above 0 [1]_). The last
        two are missing for whoever has no tie.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural holes. Harvard University Press, chapter 2.
    .. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures.
       Connections 20 (1), 35-38.
    """
    network = numbered(interviews, referrals, as_of=as_of, you=you)
    one_way = graph_of(network.pairs.tail, network.pairs.head, network.size)
    ties = ((one_way + one_way.T) > 0).astype(np.float64)
    degree, effective_size, constraint = _ego(ties)
    table = {
        "degree": degree.astype(np.int64),
        "effective_size": effective_size,
        "constraint": constraint,
    }
    of_all = pd.DataFrame(table, index=network.people())
    return of_all if (effective_size < degree).any() else of_all.iloc[:0]


def _ego(ties: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each person's number of ties, effective size and constraint."""
    degree = np.asarray(ties.sum(axis=1), dtype=np.float64).ravel()
    some = np.where(degree > 0, degree, np.nan)
    among = np.asarray((ties @ ties).multiply(ties).sum(axis=1)).ravel()
    effort = ties.multiply(1 / np.maximum(degree, 1)[:, None]).tocsr()
    led_to = (effort + (effort @ effort)).multiply(ties)
    constraint = np.asarray(led_to.multiply(led_to).sum(axis=1)).ravel()
    return degree, some - among / some, np.where(degree > 0, constraint, np.nan)
