"""The tables of a campaign as they were known on a day."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from infoview_analytics.as_of import as_known, day_column, day_of_each, known_rows, without_later
from infoview_analytics.exports.graphs import NODE_COLUMNS
from infoview_analytics.sharing.handing_in import HandIn

_DATED = {"people": "known_since", "touches": "touched_on", "outcomes": "happened_on"}


def tables_of(handed: HandIn, graph: nx.DiGraph) -> dict[str, pd.DataFrame]:
    """Return the tables of a campaign that other tools can read.

    Parameters
    ----------
    handed : HandIn
        As `to_hand_in` returns it.
    graph : networkx.DiGraph
        Its network, as `graph_of` returns it.

    Returns
    -------
    dict of pandas.DataFrame
        By their names: ``interviews``, ``referrals`` and ``contacts``, each person of the
        network with what is known of them; the optional tables where they have rows. What was
        not known on the day is left out.
    """
    campaign, today = handed.campaign, handed.as_of
    known = as_known(campaign.interviews, campaign.referrals, as_of=today, derived=False)
    tables = {"interviews": known.interviews, "referrals": known.referrals}
    tables["contacts"] = _contacts(graph)
    rest = {
        name: known_rows(getattr(campaign, name), on, as_of=today) for name, on in _DATED.items()
    }
    rest["organizations"] = campaign.organizations
    rest["advice"] = _given(campaign.advice, known.interviews, today)
    known_rest = {name: without_later(name, rows, as_of=today) for name, rows in rest.items()}
    return tables | {name: rows for name, rows in known_rest.items() if len(rows)}


def _contacts(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the people of the network, one row each."""
    people = [
        {"person": name} | told for name, told in graph.nodes(data=True) if told["generation"] != 0
    ]
    contacts = pd.DataFrame(people, columns=["person", *NODE_COLUMNS], dtype=object)
    days = {name: pd.to_datetime(contacts[name]) for name in NODE_COLUMNS if name.endswith("_on")}
    return contacts.assign(**days)


def _given(advice: pd.DataFrame, asked: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return the advice of conversations that had been by a day."""
    talks = asked.drop_duplicates("interview_id").set_index("interview_id")
    of_talk = day_of_each(advice["interview_id"], day_column(talks, "interview_on"))
    return advice.loc[advice["interview_id"].isin(talks.index) & ~(of_talk > today)]
