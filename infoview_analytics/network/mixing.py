"""Who names whom: whether referrals stay within one kind of people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.network._contacts import kinds_of
from infoview_analytics.network._people import YOU, Ints, numbered
from infoview_analytics.weeks import Day

_LABELS_AT_A_TIME = 2_000_000
_ROUNDING = 1e-9


class _Ties(NamedTuple):
    """The pairs of people both of whose kinds are known, and the people in them by name."""

    tail: Ints  # places among the people
    head: Ints
    kind: Ints  # of each person
    kinds: pd.Index

    @property
    def matrix(self) -> Ints:
        """The pairs by the kind of who named and the kind of who was named."""
        size = len(self.kinds)
        cell = self.kind[self.tail] * size + self.kind[self.head]
        return np.bincount(cell, minlength=size * size).reshape(size, size)


def mixing_matrix(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, of: str, as_of: Day, you: str = YOU
) -> pd.DataFrame:
    """Count the referrals from each kind of people to each.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person``, ``requested_on`` and the column
        `of` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed, the column `of` is used.
    of : str
        The column that names the kinds, such as ``industry``. What you wrote down last of a
        person counts.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. What you name is not counted.

    Returns
    -------
    pandas.DataFrame
        Pairs of somebody who named and somebody named, both of a known kind, each pair once:
        a row (``from``) and a column (``to``) for each kind that is in a pair.

    Raises
    ------
    UnknownColumnError
        If neither table has the column `of`.
    """
    ties = _ties(interviews, referrals, of=of, as_of=as_of, you=you)
    kinds = ties.kinds
    return pd.DataFrame(ties.matrix, index=kinds.rename("from"), columns=kinds.rename("to"))


def homophily(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    of: str,
    as_of: Day,
    you: str = YOU,
    seed: int = 7,
    permutations: int = 999,
) -> pd.DataFrame:
    """Tell whether people name others of their own kind more often than chance would.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as for `mixing_matrix`.
    referrals : pandas.DataFrame
        Records as for `mixing_matrix`.
    of : str
        The column that names the kinds, such as ``industry``.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records. What you name is not counted.
    seed : int, default 7
        Where the permutations begin.
    permutations : int, default 999
        How often the kinds are dealt anew among the people.

    Returns
    -------
    pandas.DataFrame
        One row, ``all``. Columns:

        - ``n``: the pairs of `mixing_matrix`, ``within``: those of one kind, and ``dealt``: how
          many of one kind dealing the kinds at random among these people makes expected;
        - ``kinds``: how many kinds they hold;
        - ``recruitment_homophily``: ``within`` over what the row and column sums make expected
          [1]_ (0 or more, 1 as expected; missing where none
          is expected);
        - ``ei_index``: (between - within) / n [2]_ (-1 all within, 1 all between);
        - ``assortativity``: Newman's coefficient [3]_ (at most 1, 0 as expected; missing where
          all are of one kind);
        - ``p``: how often kinds dealt at random among these people lie at least as far from
          what is expected of such dealing, either way (0 to 1; missing where every dealing
          gives the same).

        All but the counts are missing without a pair.

    Raises
    ------
    UnknownColumnError
        If neither table has the column `of`.

    References
    ----------
    .. [1] Heckathorn, D. D. (2002). Respondent-driven sampling II. Social Problems 49 (1),
       11-34.
    .. [2] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
       Social Psychology Quarterly 51 (2), 123-140.
    .. [3] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    """
    ties = _ties(interviews, referrals, of=of, as_of=as_of, you=you)
    matrix = ties.matrix
    n, within = int(matrix.sum()), int(np.trace(matrix))
    expected = float(matrix.sum(axis=0) @ matrix.sum(axis=1)) / n if n else np.nan
    dealt = _expected_of_dealing(ties)
    row = {
        "n": n,
        "within": within,
        "dealt": dealt,
        "kinds": len(ties.kinds),
        "recruitment_homophily": within / expected if expected else np.nan,
        "ei_index": (n - 2 * within) / n if n else np.nan,
        "assortativity": (within - expected) / (n - expected) if expected < n else np.nan,
        "p": _permutation_p(ties, within - dealt, permutations, np.random.default_rng(seed)),
    }
    return pd.DataFrame(row, index=pd.Index(["all"], name="group"))


def _ties(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, of: str, as_of: Day, you: str
) -> _Ties:
    """Return the pairs of people both of whose kinds are known."""
    network = numbered(interviews, referrals, as_of=as_of, you=you, whole=True)
    kind, kinds = kinds_of(network, of)
    tail, head = network.pairs.tail, network.pairs.head
    known = (kind[tail] >= 0) & (kind[head] >= 0)
    tail, head = tail[known], head[known]
    people = np.unique(np.concatenate([tail, head]))
    by_name = people[np.argsort(network.people()[people].astype(str), kind="stable")]
    place = np.zeros(network.size, dtype=np.int64)
    place[by_name] = np.arange(len(by_name))
    there, kind = np.unique(kind[by_name], return_inverse=True)
    return _Ties(place[tail], place[head], kind, kinds.take(there))


def _expected_of_dealing(ties: _Ties) -> float:
    """Return the pairs of one kind to be expected when the kinds are dealt among the people.

    Two people drawn without putting back are of one kind with the same chance in every pair.
    """
    people, sizes = len(ties.kind), np.bincount(ties.kind).astype(np.float64)
    if not len(ties.tail):
        return np.nan
    return len(ties.tail) * float((sizes * (sizes - 1)).sum() / (people * (people - 1)))


def _permutation_p(
    ties: _Ties, beyond: float, permutations: int, random: np.random.Generator
) -> float:
    """Return how often dealing the kinds anew lies as far from what is expected of it."""
    if len(np.unique(ties.kind)) in {0, 1, len(ties.kind)} or permutations < 1:
        return np.nan
    dealt = _dealt(ties, permutations, random)
    far = np.abs(dealt - _expected_of_dealing(ties)) >= abs(beyond) - _ROUNDING
    return float((far.sum() + 1) / (permutations + 1))


def _dealt(ties: _Ties, permutations: int, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return the pairs of one kind in each of so many dealings of the kinds."""
    at_a_time = max(1, _LABELS_AT_A_TIME // len(ties.kind))
    within = np.empty(permutations, dtype=np.int64)
    for first in range(0, permutations, at_a_time):
        rows = within[first : first + at_a_time]
        labels = random.permuted(np.tile(ties.kind, (len(rows), 1)), axis=1)
        rows[:] = (labels[:, ties.tail] == labels[:, ties.head]).sum(axis=1)
    return within
