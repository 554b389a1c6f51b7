"""The steps that can be taken towards a person, each with its chance, and Dijkstra on them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse.csgraph import dijkstra

from infoview_analytics.as_of import WARM_SOURCES
from infoview_analytics.errors import PriorError
from infoview_analytics.network._contacts import LEAD, YOURS, Texts
from infoview_analytics.network._forest import Floats, graph_of
from infoview_analytics.network._people import Ints

HOUSE_CHANCES = {"warm": 0.5, "cold": 0.25}  # assumed where no own figures are given
BEHIND_YOU = ("held", "declined")  # their answer has come, and a name that they gave stands
SHOWING_UP = 0.9  # assumed of a conversation whose day is set
A_STEP = 1e-12  # what every step costs, so that of two ways as warm the shorter is the first

_OF_A_TIE = ("chance", "may_use_name", "introduced_on", "referred_on")


def warmest(tail: Ints, head: Ints, weight: Floats, size: int, source: int) -> tuple[Floats, Ints]:
    """Return how far each is from the source, and whom the way there passes last, or -1."""
    matrix = graph_of(tail, head, size, weight)
    far, before = dijkstra(matrix, indices=source, return_predecessors=True)
    return far, np.maximum(before, -1).astype(np.int64)


def possible_steps(graph: nx.DiGraph, chances: pd.DataFrame | None) -> pd.DataFrame:
    """Return the steps that can be taken, in the order of names, each with its chance and cost."""
    rows = list(graph.edges(data=True))
    ends = {"tail": [tail for tail, *_ in rows], "head": [head for _, head, _ in rows]}
    told = {name: [of_tie.get(name) for *_, of_tie in rows] for name in _OF_A_TIE}
    steps = pd.DataFrame(ends | told, dtype=object)
    state, source = dict(graph.nodes(data="state")), dict(graph.nodes(data="source"))
    at_tail, at_head = steps["tail"].map(state), steps["head"].map(state)

    steps["by_contact"], steps["referrer_spoke"] = at_tail != YOURS, at_tail.isin(BEHIND_YOU)
    warm = steps["by_contact"] | steps["head"].map(source).isin(WARM_SOURCES)
    given = pd.to_numeric(steps["chance"]).astype("float64")
    _refuse(given.dropna())
    usual = pd.Series(np.where(warm, "warm", "cold")).map(_usual_chances(chances))
    usual = usual.mask(at_head == "scheduled", SHOWING_UP).mask(at_head.isin(BEHIND_YOU), 1.0)
    steps["chance"] = given.fillna(usual)
    steps["cost"] = A_STEP - np.log(steps["chance"].to_numpy(dtype=float))
    names = steps.loc[steps["tail"] != steps["head"], ["tail", "head"]].astype(str)
    return steps.loc[names.sort_values(["tail", "head"]).index]


def asked_before(steps: pd.DataFrame, state: Texts) -> Texts:
    """Return what has to be asked before each step to a person of such a state, or nothing."""
    leave, introduced = steps["may_use_name"], steps["introduced_on"].notna().to_numpy()
    spoke = steps["referrer_spoke"].to_numpy(dtype=bool)
    to_ask = (state == LEAD) & steps["by_contact"].to_numpy(dtype=bool) & ~introduced
    when = [to_ask & ~spoke, to_ask & leave.isna(), to_ask & leave.eq(other=False)]
    return np.select(when, ["introduction", "permission", "discretion"], "").astype(object)


def _usual_chances(chances: pd.DataFrame | None) -> dict[str, float]:
    """Return the chance of a warm and of a cold request."""
    if chances is None:
        return HOUSE_CHANCES
    try:
        usual = chances["chance"].astype("float64").loc[list(HOUSE_CHANCES)]
    except KeyError as error:
        message = "The chances lack 'warm' or 'cold'. Give the table that step_chances returns."
        raise PriorError(message) from error
    _refuse(usual)
    return dict(zip(HOUSE_CHANCES, usual.tolist(), strict=True))


def _refuse(chances: pd.Series) -> None:
    """Raise an error unless each chance is above 0 and at most 1."""
    wrong = chances[~((chances > 0) & (chances <= 1))]
    if len(wrong):
        message = (
            f"A chance of {wrong.iloc[0]:g} cannot be taken: nothing certain is learned from a "
            "few answers. Give one above 0 and at most 1."
        )
        raise PriorError(message)
