"""How far people come, from a name to the names that they give in turn."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import Known, as_known, column
from infoview_analytics.groups import By, Counts, by_columns, group_rows, nest, parting_columns
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.weeks import Day

OF = {  # each stage, and the earlier one that its share is of
    "named": None,
    "asked": "named",
    "answered": "asked",
    "accepted": "answered",
    "held": "accepted",
    "thanked": "held",
    "named_others": "held",
}


COLUMNS = ["count", "of", "n", "moved_on", "share", "low", "high", "median_days"]


class _People(NamedTuple):
    """Each row's person as a number: who was asked, who was named, who named somebody."""

    asked: Counts
    named: Counts
    naming: Counts
    size: int  # how many were asked or named; whoever only named others has a higher number


class _Arrival(NamedTuple):
    """Who reached a stage, and on what day, a value for each person."""

    reached: npt.NDArray[np.bool_]
    on: pd.Series


def funnel(
    interviews: pd.DataFrame, referrals: pd.DataFrame, *, as_of: Day, by: By = None
) -> pd.DataFrame:
    """Count the people who came as far as each stage, and how long the step took.

    Somebody whom nobody named enters at ``asked``. So ``share`` is not one count divided by the
    one above it: it follows the people of the earlier stage, and ``n`` tells how many they are.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    by : str or sequence of str, optional
        Columns to group by. A person belongs where their first request does, a lead where the
        referral does; a lead without the column is ``not given``. A column of the user's own
        that both tables have, such as ``student``, parts campaigns: a name in two of them is
        two people.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``stage``, after the levels of `by`: ``named``, ``asked``, ``answered``,
        ``accepted``, ``held``, ``thanked``, ``named_others``. Columns: ``count`` (people who
        reached it), ``of`` (the earlier stage, missing for the first), ``n`` (people at that
        earlier stage), ``moved_on`` (how many of them reached this one), ``share`` (0 to 1,
        missing if nobody could), ``low`` and ``high`` (Wilson's 95 % interval), ``median_days``
        (between the two stages, for those who moved on and whose days are known).

    Raises
    ------
    UnknownColumnError
        If a column of `by` is not there.
    """
    known = as_known(interviews, referrals, as_of=as_of, by=by)
    people = _number(known, parting_columns(by, known.referrals))
    group, groups = _group_people(known, people, by)
    size = len(groups)
    arrivals = _arrivals(known, people)
    stages = [_stage(stage, arrivals, group, size) for stage in OF]
    table = pd.concat(stages, keys=range(len(OF)), names=["stage", "group"]).swaplevel()
    table = table.sort_index().astype({"n": "Int64", "moved_on": "Int64"})

    names = pd.CategoricalIndex(list(OF) * size, categories=list(OF), name="stage")
    return table.set_index(nest(groups, np.repeat(np.arange(size), len(OF)), names, by))


def _number(known: Known, parts: list[str]) -> _People:
    """Give each person of a campaign a number, those who were asked or named first."""
    rows = [
        table[[*parts, name]].set_axis([*parts, "person"], axis="columns")
        for table, name in (
            (known.interviews, "person"),
            (known.referrals, "to_person"),
            (known.referrals, "from_person"),
        )
    ]
    together = pd.concat(rows, ignore_index=True)
    person = together.groupby([*parts, "person"], sort=False, dropna=False)
    number = np.asarray(person.ngroup(), dtype=np.int64)
    asked, named, naming = np.split(number, np.cumsum([len(table) for table in rows[:-1]]))
    size = int(max(asked.max(initial=-1), named.max(initial=-1))) + 1
    return _People(asked, named, naming, size)


def _group_people(known: Known, people: _People, by: By) -> tuple[Counts, pd.Index]:
    """Return the group of each person: that of their first request, else of the first naming."""
    _, first = np.unique(np.concatenate([people.asked, people.named]), return_index=True)
    keys = {}
    for name in by_columns(by):
        if name not in known.interviews.columns:
            return group_rows(known.interviews, by)  # which tells what columns there are
        values = [column(table, name).to_numpy(dtype=object) for table in known]
        keys[name] = pd.Series(np.concatenate(values)[first]).infer_objects()
    return group_rows(pd.DataFrame(keys, index=range(people.size)), by)


def _arrivals(known: Known, people: _People) -> dict[str, _Arrival]:
    """Return who reached each stage, and on the first day that is known."""
    asked, named = known
    responded, met = column(asked, "responded_on"), column(asked, "interview_on")

    def first(rows: Counts, dates: pd.Series, which: pd.Series) -> _Arrival:
        chosen = which.to_numpy(dtype=bool) & (rows < people.size)
        reached = np.bincount(rows[chosen], minlength=people.size) > 0
        on = dates.loc[chosen].groupby(rows[chosen]).min().reindex(range(people.size))
        return _Arrival(reached, on)

    everybody = pd.Series(data=True, index=asked.index)
    naming = pd.Series(np.isin(people.naming, people.asked), index=named.index)
    return {
        "named": first(people.named, named["referred_on"], naming | True),
        "asked": first(people.asked, asked["requested_on"], everybody),
        "answered": first(people.asked, responded, asked["answered"]),
        "accepted": first(people.asked, responded, asked["accepted"]),
        "held": first(people.asked, met, asked["held"]),
        "thanked": first(people.asked, column(asked, "thank_you_on"), asked["thanked"]),
        "named_others": first(people.naming, named["referred_on"], naming),
    }


def _stage(stage: str, arrivals: dict[str, _Arrival], group: Counts, size: int) -> pd.DataFrame:
    """Return one stage's row for each group."""
    here, of = arrivals[stage], OF[stage]
    table = pd.DataFrame({"count": np.bincount(group[here.reached], minlength=size)})
    table["of"] = of
    if of is None:
        return table.reindex(columns=COLUMNS)
    before = arrivals[of]
    both = before.reached & here.reached
    n = np.bincount(group[before.reached], minlength=size)
    moved_on = np.bincount(group[both], minlength=size)
    interval = wilson_interval(moved_on, n).rename(columns={"rate": "share"})
    days = (here.on - before.on).dt.days[both]
    median = days[days >= 0].groupby(group[both][days >= 0]).median().reindex(range(size))
    table = table.assign(n=n, moved_on=moved_on).join(interval)
    return table.assign(median_days=median)
