"""Tables as the measures return them, made by hand."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

STAGES = {
    "named": None,
    "asked": "named",
    "answered": "asked",
    "accepted": "answered",
    "held": "accepted",
    "thanked": "held",
    "named_others": "held",
}


@pytest.fixture
def texts():
    """Return a function that gives all words on axes."""

    def read(ax):
        ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()]
        return [text.get_text() for text in [*ax.texts, *ticks] if text.get_text()]

    return read


@pytest.fixture
def stand_apart():
    """Return a function that tells whether texts in a row leave gaps between them."""

    def tell(labels):
        boxes = [label.get_window_extent() for label in labels]
        return all(left.x1 < right.x0 for left, right in pairwise(boxes))

    return tell


@pytest.fixture
def parse():
    """Return a function that reads XML and fails where it is not sound."""

    def read(content):
        return ET.fromstring(content)  # noqa: S314 we wrote it ourselves

    return read


@pytest.fixture
def weekly():
    """Return a function that builds the weeks of a campaign; the last one is running."""

    def build(held, *, goal=1, breaks=(), period="week"):
        starts = pd.date_range("2026-01-05", periods=len(held), freq="7D", name=period)
        if period == "month":
            starts = pd.date_range("2026-01-01", periods=len(held), freq="MS", name=period)
        table = pd.DataFrame({"requested": 2, "answered": 1, "held": held}, index=starts)
        table["on_break"] = np.isin(np.arange(len(held)), breaks)
        table["goal"] = np.where(table["on_break"], 0, goal)
        table["short"] = (table["goal"] - table["held"]).clip(lower=0)
        table["over"] = np.arange(len(held)) < len(held) - 1
        table["kept"] = table["over"] & ~table["on_break"] & (table["short"] == 0)
        table["cumulative_held"] = table["held"].cumsum()
        table["cumulative_goal"] = table["goal"].cumsum()
        return table.astype({"held": int})

    return build


@pytest.fixture
def rates():
    """Return a function that builds rates from {group: (ripe answers, ripe requests)}."""

    def build(groups, *, name="channel", raw=None):
        names = name if isinstance(name, list) else [name]
        index = pd.Index(list(groups)).set_names(names)
        table = pd.DataFrame(list(groups.values()), index, columns=["ripe_answered", "ripe_n"])
        n = table["ripe_n"].where(table["ripe_n"] > 0)
        table["ripe_rate"] = table["ripe_answered"] / n
        half = 1 / np.sqrt(n)
        table["ripe_low"] = (table["ripe_rate"] - half).clip(lower=0)
        table["ripe_high"] = (table["ripe_rate"] + half).clip(upper=1)
        table["sent"] = table["ripe_n"] + 1
        table["answered"] = table["ripe_answered"]
        table["raw_rate"] = table["answered"] / table["sent"] if raw is None else raw
        return table

    return build


@pytest.fixture
def curve():
    """Return a function that builds a curve from {day: (answered, waiting)}."""

    def build(days):
        index = pd.Index(list(days), name="day", dtype="int64")
        table = pd.DataFrame(list(days.values()), index, columns=["answered", "waiting"])
        leaving = table.sum(axis="columns").astype("int64")
        table["at_risk"] = leaving[::-1].cumsum()[::-1]
        table["share_answered"] = 1 - (1 - table["answered"] / table["at_risk"]).cumprod()
        inside = table["share_answered"].between(0, 1, inclusive="neither")
        table["low"] = (table["share_answered"] - 0.1).clip(0, 1).where(inside)
        table["high"] = (table["share_answered"] + 0.1).clip(0, 1).where(inside)
        return table

    return build


@pytest.fixture
def stages():
    """Return a function that builds a funnel from the people at each of its stages."""

    def build(*counts, median_days=3.0):
        index = pd.CategoricalIndex(list(STAGES), categories=list(STAGES), name="stage")
        table = pd.DataFrame({"count": counts}, index=index)
        table["of"] = list(STAGES.values())
        before = [None, *(table["count"][of] for of in table["of"].iloc[1:])]
        table["n"] = pd.array(before, dtype="Int64")
        table["moved_on"] = table["n"].where(table["n"] < table["count"], table["count"])
        table["share"] = (table["moved_on"] / table["n"]).astype("float64")
        table["low"], table["high"] = table["share"], table["share"]
        table["median_days"] = median_days
        return table

    return build


@pytest.fixture
def layout():
    """Return a function that builds the two tables of a network from {person: row}."""

    def build(people, referrals=()):
        you = ("You", 0, "you", 0)
        rows = [you, *((name, *row) for name, row in people.items())]
        table = pd.DataFrame(rows, columns=["person", "generation", "state", "reach"])
        turn = np.linspace(0, 2 * np.pi, len(table), endpoint=False)
        table["x"] = table["generation"] * np.sin(turn)
        table["y"] = table["generation"] * np.cos(turn)
        table["organization"] = None
        pairs = pd.DataFrame(referrals, columns=["from_person", "to_person", "drawn"])
        return table.set_index("person"), pairs.astype({"drawn": bool})

    return build


@pytest.fixture
def growth():
    """Return a function that builds the weeks of a growing network; the last one is running."""

    def build(weeks, *, repeated=0):
        starts = pd.date_range("2026-01-05", periods=weeks, freq="7D", name="week")
        count = np.arange(1, weeks + 1)
        table = pd.DataFrame({"people": 3 * count, "asked": 2 * count, "held": count}, starts)
        table["organizations"], table["industries"] = 2 * count, 1
        table["referrals"], table["generations"], table["components"] = 2 * count, 2, 1
        table["new_people"], table["repeated_names"] = 3, repeated
        table["over"] = np.arange(weeks) < weeks - 1
        return table

    return build
