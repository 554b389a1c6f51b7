"""How near you are to the organisations that you want to reach."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.network._contacts import LEAD, last_told, states
from infoview_analytics.network._matching import key_of, nearest
from infoview_analytics.network._people import YOU, Network, numbered
from infoview_analytics.weeks import Day

_STATES = np.array(["unknown", "named", "asked", "met"], dtype=object)


def target_reach(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    organizations: pd.DataFrame | Sequence[str],
    *,
    as_of: Day,
    you: str = YOU,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tell how near you are to each of the organisations that you want to reach.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them; ``person`` and ``requested_on`` are needed,
        ``organization``, ``interview_on`` and ``outcome`` are used.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them; ``from_person``, ``to_person`` and
        ``referred_on`` are needed, ``organization`` is used.
    organizations : pandas.DataFrame or sequence of str
        The campaign's table of them: ``organization`` is needed, ``priority`` is used. Or
        their names, the most wanted first.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    you : str, default "You"
        Your own name in the records.
    people : pandas.DataFrame, optional
        People whom you know of and have not asked, as the campaign's table of them has it;
        ``person`` is needed, ``organization`` and ``known_since`` are used.

    Returns
    -------
    pandas.DataFrame
        One row for each target by ``priority``, those without one last. Indexed by
        ``organization``, as you wrote it there. Columns:

        - ``priority`` (1 = most wanted; may be missing);
        - ``state``: ``met`` once you talked to somebody there, else ``asked`` if you asked
          anybody, else ``named`` if you know of anybody, else ``unknown``;
        - ``people``: contacts known there, and ``met``: those of them whom you talked to;
        - ``nearest``: for an unknown target, up to three organisations of the records that
          are spelt nearly like it, joined by commas; else empty.

    Raises
    ------
    UnknownColumnError
        If the table of organisations has no column ``organization``.

    Notes
    -----
    A person is where you wrote down last that they are. Names are the same that differ in
    case, spaces or composed letters alone; a name that is only like another is not taken for
    it, but told under ``nearest``.
    """
    targets = _targets(organizations)
    network = numbered(interviews, referrals, as_of=as_of, you=you, people=people, whole=True)
    places = _places(network)
    counts = places.groupby("key")[["known", "asked", "met"]].sum()
    keys = targets.index.map(key_of)
    known = counts.reindex(keys, fill_value=0).to_numpy(dtype=np.int64).reshape(-1, 3)
    state = _STATES[(known > 0).sum(axis=1)]
    spellings = places["organization"].unique()
    near = [
        ", ".join(nearest(name, spellings)) if is_unknown else ""
        for name, is_unknown in zip(targets.index, state == "unknown", strict=True)
    ]
    table = {"priority": targets, "state": state, "people": known[:, 0], "met": known[:, 2]}
    return pd.DataFrame(table, index=targets.index).assign(nearest=pd.Series(near, targets.index))


def _targets(organizations: pd.DataFrame | Sequence[str]) -> pd.Series:
    """Return the priority of each target, the most wanted first."""
    if isinstance(organizations, pd.DataFrame):
        if "organization" not in organizations.columns:
            known = ", ".join(map(str, organizations.columns))
            message = f"The targets have no column 'organization'. They have {known}."
            raise UnknownColumnError(message)
        organizations = organizations.loc[organizations["organization"].notna()]
        names, priority = organizations["organization"], column(organizations, "priority")
        ranks = pd.to_numeric(priority, errors="coerce").astype("float64")
    else:
        names = pd.Series([organizations] if isinstance(organizations, str) else [*organizations])
        ranks = pd.Series(np.arange(1.0, len(names) + 1))
    index = pd.Index(names.astype(object), name="organization")
    order = np.argsort(ranks.to_numpy(), kind="stable")
    targets = pd.Series(ranks.to_numpy(), index=index, name="priority").iloc[order]
    return targets


def _places(network: Network) -> pd.DataFrame:
    """Return where each known person is, and whether you asked and met them."""
    state = states(network)
    places = pd.DataFrame(
        {
            "organization": last_told(network, "organization"),
            "asked": state != LEAD,
            "met": state == "held",
        },
        index=network.people(),
    )
    places = places.loc[places["organization"].notna()]
    keys = {name: key_of(name) for name in places["organization"].unique()}
    return places.assign(key=places["organization"].map(keys), known=True)
