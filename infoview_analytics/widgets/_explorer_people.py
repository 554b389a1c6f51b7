"""What the explorer tells of each person, as columns that a browser can draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from infoview_analytics.charts.networks import MARKS
from infoview_analytics.network.layout import Layout
from infoview_analytics.widgets._explorer_places import Bands
from infoview_analytics.words.phrases import counted, day_in_words, plain

COLORS = ("state", "source", "industry", "generation")
SLOTS = 7  # colours that can be told apart; the other kinds share one
_NOT_GIVEN = "not given"
_TOLD = ("organization", "role", "industry", "city", "source")


class Kinds(NamedTuple):
    """The kinds by which people are coloured, the most frequent first."""

    names: list[Any]
    words: list[str]


def network_of(layout: Layout, bands: Bands) -> dict[str, Any]:
    """Return the people and the referrals as columns, and the rings."""
    people, referrals = layout
    places = bands.places(people).round(1)
    columns: dict[str, list[Any]] = {
        "name": [str(name) for name in people.index],
        "shown": [_shown(str(name)) for name in people.index],
        **{name: [_shown(value) for value in _plain(people[name])] for name in _TOLD},
        "state": people["state"].tolist(),
        "generation": people["generation"].tolist(),
        "reach": people["reach"].tolist(),
        "referrer": _referrers(people),
        "x": places[:, 0].tolist(),
        "y": places[:, 1].tolist(),
        "when": _when(people),
    }
    columns["source"] = [source.replace("_", " ") for source in columns["source"]]
    columns["label"] = _labels(columns)
    numbers = people.index
    ties = {
        "tail": numbers.get_indexer(pd.Index(referrals["from_person"])).tolist(),
        "head": numbers.get_indexer(pd.Index(referrals["to_person"])).tolist(),
        "drawn": referrals["drawn"].tolist(),
    }
    rings = [[float(a), float(b)] for a, b in zip(bands.inner, bands.outer, strict=True)]
    return {"people": columns, "ties": ties, "rings": rings, "marks": _marks(people)}


def kinds_of(people: pd.DataFrame, color_by: str) -> Kinds:
    """Return the kinds of a column, those that get a colour of their own."""
    values = people[color_by].iloc[1:].dropna()
    if color_by == "generation":
        names = sorted(values.unique().tolist())[:SLOTS]
        return Kinds(names, [f"generation {name}" for name in names])
    counts = (
        values.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    )
    names = counts.index[:SLOTS].tolist()
    return Kinds(names, [_shown(name).replace("_", " ") for name in names])


def colors_of(people: pd.DataFrame, color_by: str, kinds: Kinds) -> dict[str, Any]:
    """Return the slot of each person, and the words of each slot with how many there are."""
    if color_by == "state":
        return {"slot": [], "key": []}
    values = people[color_by]
    slot = pd.Index(kinds.names, dtype=object).get_indexer(pd.Index(values, dtype=object))
    slot = np.where(values.isna().to_numpy(), SLOTS + 1, np.where(slot < 0, SLOTS, slot))
    slot[0] = -1  # you have no kind
    other = "later generations" if color_by == "generation" else "others"
    words = {**dict(enumerate(kinds.words)), SLOTS: other, SLOTS + 1: _NOT_GIVEN}
    counts = np.bincount(slot[1:], minlength=SLOTS + 2)
    key = [[number, said, int(counts[number])] for number, said in words.items() if counts[number]]
    return {"slot": slot.tolist(), "key": key}


def neighbourhood(layout: Layout, selected: tuple[str, ...], hops: int) -> Layout:
    """Return those within so many referrals of the selected, and yourself; 0 is no limit."""
    people, referrals = layout
    if not hops or not selected:
        return layout
    tail = people.index.get_indexer(pd.Index(referrals["from_person"]))
    head = people.index.get_indexer(pd.Index(referrals["to_person"]))
    near = people.index.isin(selected)
    generation = people["generation"].to_numpy()
    yours = (generation <= hops) if near[0] else generation == 0
    near[0] = False
    for _ in range(hops):
        reached = near.copy()
        reached[head[near[tail]]] = True
        reached[tail[near[head]]] = True
        near = reached
    near |= yours
    return Layout(people.loc[near], referrals.loc[near[tail] & near[head]])


def _marks(people: pd.DataFrame) -> list[list[Any]]:
    """Return the words of each state that occurs, with how many people are in it."""
    counts = people["state"].iloc[1:].value_counts()
    return [[state, m.words, int(counts[state])] for state, m in MARKS.items() if state in counts]


def _labels(columns: dict[str, list[Any]]) -> list[str]:
    """Return each person in words, for those who listen."""
    return [
        ", ".join(
            [
                name,
                *([place] if place else []),
                MARKS[state].words,
                *([f"generation {ring}"] if ring else []),
                *([f"led to {reach:,}"] if reach else []),
            ]
        )
        for name, place, state, ring, reach in zip(
            *(columns[c] for c in ("shown", "organization", "state", "generation", "reach")),
            strict=True,
        )
    ]


def _referrers(people: pd.DataFrame) -> list[int]:
    """Return the number of who led to each person: you, if nobody else did; -1 for you."""
    numbers = people.index.get_indexer(pd.Index(people["referrer"]))
    numbers = np.where(people["referrer"].isna().to_numpy(), 0, numbers)
    numbers[0] = -1
    return numbers.tolist()


def _when(people: pd.DataFrame) -> list[str]:
    """Return how far it came with each person, and on which day, in words."""
    told = []
    for state, met, asked in zip(
        people["state"], people["held_on"], people["requested_on"], strict=True
    ):
        words = "" if state == "you" else MARKS[state].words
        if state == "held":
            words += f" on {_day(met)}"
        elif not pd.isna(asked):
            words += f", asked on {_day(asked)}"
        told.append(words)
    return told


def _plain(values: pd.Series) -> list[Any]:
    """Return values in plain Python, None where nothing is known."""
    known = values.astype(object)
    return known.where(known.notna(), None).tolist()


def summary(layout: Layout, on: pd.Timestamp) -> str:
    """Return how many people were known on a day, in words."""
    others = layout.people.iloc[1:]
    known = counted(len(others), "person", "people")
    asked = int((others["state"] != "lead").sum())
    held = int((others["state"] == "held").sum())
    return f"{_day(on)}: {known} known, {asked:,} of them asked, {held:,} talked to."


@lru_cache(maxsize=16_384)
def _shown(value: str | None) -> str:
    """Return a text of the records as one short line; nothing where there is none."""
    return "" if value is None else plain(value)


@lru_cache(maxsize=4096)
def _day(day: pd.Timestamp) -> str:
    """Return a day in words."""
    return day_in_words(day)
