"""Who the people of an invented campaign are: their names, their work, where they do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.records._sample_model import Days, Dice, Texts

Words = Mapping[str, Any]

_ALIKE = 0.5  # how often somebody names a person of the own field
_HOUSES = 5  # organisations of a field in a small campaign
_PEOPLE_OF_A_HOUSE = 14  # requests, for each organisation of a field in a large one


def make_people(
    dice: Dice, words: Words, referrals: pd.DataFrame, *, asked: int, count: int
) -> pd.DataFrame:
    """Return the person, workplace and site of everybody, and the number of their field."""
    fields = words["fields"]
    field = _fields(dice, fields, referrals[referrals["giver"] < asked], count)
    size = min(max(asked // _PEOPLE_OF_A_HOUSE, _HOUSES), _HOUSES * len(words["houses"]))
    names, sites = make_houses(words, size=size)
    house = (size * dice.shares(count) ** 1.5).astype(np.int64)
    place = size * field + house
    turn = pd.Series(place).groupby(place).cumcount().to_numpy() + house
    cities = np.array(words["cities"], dtype=object)
    return pd.DataFrame(
        {
            "person": _names(dice, words["names"], count),
            "organization": names[field, house],
            "role": of_lists([each["roles"] for each in fields], field, turn),
            "industry": np.array([each["industry"] for each in fields], dtype=object)[field],
            "city": cities[(3 * field + 2 * house) % len(cities)],
            "site": sites[field, house],
            "field": field,
        }
    )


def make_houses(words: Words, *, size: int = _HOUSES) -> tuple[Texts, Texts]:
    """Return the organisations of each field, and the addresses of their sites."""
    stems, kinds = words["houses"], [field["organizations"] for field in words["fields"]]
    order = np.arange(size)
    stem = (order + _HOUSES * np.arange(len(kinds))[:, None]) % len(stems)
    kind = (order % len(stems) + order // len(stems)) % _HOUSES
    names = [
        [forms[form].format(stems[name]) for name, form in zip(row, kind, strict=True)]
        for forms, row in zip(kinds, stem, strict=True)
    ]
    sites = np.array([f"https://{name.lower()}.example" for name in stems], dtype=object)
    return np.array(names, dtype=object), sites[stem]


def of_lists(lists: Sequence[Sequence[object]], which: Days, turn: Days) -> Texts:
    """Return from each row's list the word whose turn it is, round and round."""
    sizes = np.array([len(words) for words in lists])
    words = np.array([word for words in lists for word in words], dtype=object)
    chosen: Texts = words[np.cumsum(sizes)[which] - sizes[which] + turn % sizes[which]]
    return chosen


def _fields(dice: Dice, fields: Sequence[Words], referrals: pd.DataFrame, count: int) -> Days:
    """Return the field of each person: often that of whoever named them, and so up the chain."""
    weights = [place for place, field in enumerate(fields) for _ in range(field["weight"])]
    model = np.arange(count)
    alike = referrals[~referrals["ring"] & dice.happens(len(referrals), _ALIKE)]
    model[alike["named"]] = alike["giver"]
    while (model != model[model]).any():
        model = model[model]
    drawn: Days = dice.one_of(weights, count).astype(np.int64)[model]
    return drawn


def _names(dice: Dice, names: Sequence[str], count: int) -> Texts:
    """Return different names: first those of the list, then mixed, double, and numbered."""
    order = dice.order(len(names))
    first, last = np.array([name.split(" ") for name in names], dtype=object)[order].T
    size, pairs = len(names), (len(names) + 1) // 2
    number = np.arange(count)
    own = (number + number // size) % size
    double, again = number // size**2 % pairs, number // (size**2 * pairs)
    made = first[number % size] + " " + last[own]
    made = np.where(double > 0, made + "-" + last[(own + double) % size], made)
    numbered = made + " (" + (again + 1).astype(str).astype(object) + ")"
    chosen: Texts = np.where(again > 0, numbered, made)
    return chosen
