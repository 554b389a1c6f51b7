"""How likely one more request leads to a conversation: your own counts, steadied by a prior."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from infoview_analytics.as_of import as_known
from infoview_analytics.errors import PriorError, refuse_below
from infoview_analytics.weeks import Day

_WARMTHS = ("warm", "cold")
_TAIL = 0.025  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a chance before anything was counted.

    It is the beta distribution with ``chance * worth`` and ``(1 - chance) * worth``.

    Attributes
    ----------
    chance : float
        The chance itself, above 0 and below 1.
    worth : float
        How many requests the belief is worth, above 0: with so many of your own it counts half.

    Raises
    ------
    PriorError
        If the chance is not inside 0 to 1, or the worth is not above 0.
    """

    chance: float
    worth: float

    def __post_init__(self) -> None:
        """Refuse what cannot hold."""
        if not 0 < self.chance < 1:
            message = (
                f"A prior's chance lies between 0 and 1, not {self.chance!r}: nothing is sure "
                "before it was tried. Write one in four as 0.25."
            )
            raise PriorError(message)
        if not 0 < self.worth < np.inf:
            message = (
                f"A prior's worth is a number of requests above 0, not {self.worth!r}. "
                "Write 4 to let it count as much as four of your own."
            )
            raise PriorError(message)


PRIORS: Mapping[str, Prior] = MappingProxyType({"cold": Prior(0.25, 4), "warm": Prior(0.5, 4)})


def step_chances(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame | None = None,
    *,
    as_of: Day,
    patience_days: int = 14,
    priors: Mapping[str, Prior] = PRIORS,
) -> pd.DataFrame:
    """Estimate the chance that one more request leads to a conversation, warm and cold.

    Few requests say little, so a weak prior stands in until your own counts outweigh it; the
    chance is never 0 nor 1.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame, optional
        Records as `load_referrals` returns them; they tell warm requests from cold ones.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    patience_days : int, default 14
        A request is ripe after so many days.
    priors : mapping of str to Prior
        What is believed of ``warm`` and of ``cold`` requests; the house's own are 0.5 and 0.25,
        each worth four requests. They are assumptions, not findings.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``warmth``: ``warm`` and ``cold``, always both. Columns: ``asked`` (ripe
        requests, but not those whose conversation is agreed for a later day), ``held`` (of
        them), ``chance`` (the posterior mean, above 0 and below 1), ``low`` and ``high`` (its
        central 95 %), ``prior_chance`` and ``prior_worth``.

    Raises
    ------
    PriorError
        If `priors` lacks one of the two.
    OptionError
        If `patience_days` is negative.

    Notes
    -----
    Young requests do not count, nor do those of them that were held already: of the young, the
    quick are known and the slow are not, so that the chance would come out too high.

    With a prior Beta(a, b) and k held of n asked, the posterior is Beta(a + k, b + n - k) and
    its mean (k + a) / (n + a + b) [1]_.

    References
    ----------
    .. [1] Gelman, A. et al. (2013). Bayesian data analysis. 3rd ed. CRC Press, section 2.1.
    """
    refuse_below(0, patience_days=patience_days)
    missing = [warmth for warmth in _WARMTHS if warmth not in priors]
    if missing:
        message = f"There is no prior for {missing[0]} requests. Give one for warm and for cold."
        raise PriorError(message)
    known = as_known(interviews, referrals, as_of=as_of).interviews
    settled = (known["age_days"] >= patience_days) & ~known["scheduled"]
    counted = known.loc[settled].groupby("warmth")["held"].agg(["size", "sum"])
    counted = counted.reindex(list(_WARMTHS), fill_value=0).astype("int64")

    asked, held = counted["size"].to_numpy(), counted["sum"].to_numpy()
    chance = np.array([priors[warmth].chance for warmth in _WARMTHS], dtype=float)
    worth = np.array([priors[warmth].worth for warmth in _WARMTHS], dtype=float)
    hits, misses = held + chance * worth, asked - held + (1 - chance) * worth
    return pd.DataFrame(
        {
            "asked": asked,
            "held": held,
            "chance": hits / (hits + misses),
            "low": betaincinv(hits, misses, _TAIL),
            "high": betaincinv(hits, misses, 1 - _TAIL),
            "prior_chance": chance,
            "prior_worth": worth,
        },
        index=pd.Index(_WARMTHS, name="warmth"),
    )
