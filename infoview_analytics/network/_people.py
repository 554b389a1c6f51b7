"""The people and the referrals of a campaign as numbers, for work on whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from infoview_analytics.as_of import Known, as_known, column
from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.groups import OF_A_ROW, By, by_columns, group_rows, nest
from infoview_analytics.weeks import Day, day, day_numbers

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

YOU = "You"
ALWAYS = np.iinfo(np.int64).min  # the day of what stayed undated: what numpy makes of a NaT
NEVER = np.iinfo(np.int64).max

_TOLD_OF_THE_NETWORK = (
    *("interview_id", "person", "requested_on", "responded_on", "interview_on", "outcome"),
    *("from_person", "to_person", "referred_on", "organization", "industry"),
)


class Pairs(NamedTuple):
    """The distinct pairs of who named whom, in the order of their first naming.

    Attributes
    ----------
    tail, head : numpy.ndarray
        The numbers of who named and of who was named.
    since : numpy.ndarray
        The day of the first naming.
    row : numpy.ndarray
        The place of that naming among all namings.
    """

    tail: Ints
    head: Ints
    since: Ints
    row: Ints


@dataclass(frozen=True, slots=True)
class Network:
    """People numbered from 0, and what they did in these numbers and in numbers of days.

    Attributes
    ----------
    requests, namings : pandas.DataFrame
        The known requests, and the known referrals from one contact to another.
    acquaintances : pandas.DataFrame
        The known rows of the table of people, without one of you.
    asked, asked_on : numpy.ndarray
        The person and the day of each request.
    listed : numpy.ndarray
        The person of each acquaintance.
    giver, named, named_on : numpy.ndarray
        Who named whom and when, for each naming.
    pairs : Pairs
        The namings, each pair once.
    known_on, first_asked_on, found_on : numpy.ndarray
        For each person, the day from which you knew of them, the day of your first request,
        and the day on which you noted that you found them yourself.
    group, name : numpy.ndarray
        For each person, their places in `groups` and in `names`.
    groups, names : pandas.Index
        The groups, and the distinct names.
    """

    requests: pd.DataFrame
    namings: pd.DataFrame
    acquaintances: pd.DataFrame
    asked: Ints
    asked_on: Ints
    listed: Ints
    giver: Ints
    named: Ints
    named_on: Ints
    pairs: Pairs
    known_on: Ints
    first_asked_on: Ints
    found_on: Ints
    group: Ints
    name: Ints
    groups: pd.Index
    names: pd.Index

    @property
    def size(self) -> int:
        """How many people there are."""
        return len(self.group)

    def people(self, by: By = None) -> pd.Index:
        """Return the index of a table with one row for each person."""
        names = self.names.take(self.name).rename("person")
        return nest(self.groups, self.group, names, by)

    def count(self, people: Ints | Bools) -> Ints:
        """Return how many of `people`, given as numbers or as a mask, each group has."""
        return np.bincount(self.group[people], minlength=len(self.groups))


def numbered(
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    *,
    as_of: Day,
    by: By = None,
    you: str = YOU,
    people: pd.DataFrame | None = None,
    whole: bool = False,
) -> Network:
    """Return the people and the referrals known as of a day in numbers.

    With `whole` the tables keep all their columns and get those that `as_known` derives.
    `people` are others of whom you know, as the campaign's table of them has it.
    """
    _refuse_columns_that_part_nothing(interviews, referrals, by)
    _refuse_people_of_nobody(people, by)
    if not whole:
        interviews, referrals = _narrow(interviews, by), _narrow(referrals, by)
    known = as_known(interviews, referrals, as_of=as_of, by=by, derived=whole)
    requests, namings = known
    others = _acquaintances(people, requests, as_of)
    columns = [requests["person"], namings["from_person"], namings["to_person"], others["person"]]
    name, names = pd.factorize(together(columns))
    group, groups = _group_rows(known, others, by)
    person, name, group = _number(name, np.asarray(names == you), group, len(groups))
    ends = np.cumsum([len(rows) for rows in columns[:3]])
    asked, giver, named, listed = np.split(person, ends)
    asked_on = day_numbers(requests["requested_on"])
    named_on = day_numbers(namings["referred_on"])

    size = len(group)
    days = np.concatenate([asked_on, named_on, named_on])
    known_on = _first_days(person[: ends[2]], days, size)
    others, (listed,) = _only(listed >= 0, others, listed)
    known_on = _also_known(known_on, listed, others, group)
    found_on = _first_days(named[giver < 0], named_on[giver < 0], size)
    requests, (asked, asked_on) = _only(asked >= 0, requests, asked, asked_on)
    of_others = (giver >= 0) & (named >= 0) & (giver != named)
    namings, (giver, named, named_on) = _only(of_others, namings, giver, named, named_on)
    return Network(
        requests=requests,
        namings=namings,
        acquaintances=others,
        asked=asked,
        asked_on=asked_on,
        listed=listed,
        giver=giver,
        named=named,
        named_on=named_on,
        pairs=_pairs(giver, named, named_on, size),
        known_on=known_on,
        first_asked_on=_first_days(asked, asked_on, size),
        found_on=found_on,
        group=group,
        name=name,
        groups=groups,
        names=pd.Index(names),
    )


def together(columns: list[pd.Series]) -> pd.Series:
    """Return columns one below another, whatever their dtypes."""
    filled = [column for column in columns if len(column)] or columns[:1]
    if len({str(column.dtype) for column in filled}) > 1:
        filled = [column.astype(object) for column in filled]
    return pd.concat(filled, ignore_index=True)


def first_places(numbers: Ints, size: int) -> Ints:
    """Return where each number below `size` stands first among `numbers`, or -1."""
    places = np.full(size, -1)
    places[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return places


def _refuse_columns_that_part_nothing(
    interviews: pd.DataFrame, referrals: pd.DataFrame, by: By
) -> None:
    """Raise an error unless each column of `by` tells whose network a row belongs to."""
    for name in by_columns(by):
        if name in OF_A_ROW:
            fault = f"{name!r} describes a row and does not tell one network from another."
        elif name not in interviews.columns or name not in referrals.columns:
            fault = f"The column {name!r} is not in both tables."
        else:
            continue
        remedy = "Group by a column that the interviews and the referrals have, like 'student'."
        message = f"{fault} {remedy}"
        raise UnknownColumnError(message)


def _refuse_people_of_nobody(people: pd.DataFrame | None, by: By) -> None:
    """Raise an error if the table of people does not tell who they are, or whose."""
    for name in ("person", *by_columns(by)):
        if people is not None and name not in people.columns:
            message = f"The table of people has no column {name!r}. Add it, or leave people out."
            raise UnknownColumnError(message)


def _narrow(table: pd.DataFrame, by: By) -> pd.DataFrame:
    """Return only those columns of `table` that tell of the network."""
    wanted = {*_TOLD_OF_THE_NETWORK, *by_columns(by)}
    return table[[name for name in table.columns if name in wanted]]


def _acquaintances(people: pd.DataFrame | None, requests: pd.DataFrame, as_of: Day) -> pd.DataFrame:
    """Return the people of whom you knew by a day, no row where there is no such table."""
    if people is None:
        return requests.head(0)
    return people.loc[~(_known_since(people) > day(as_of)) & people["person"].notna()]


def _known_since(people: pd.DataFrame) -> pd.Series:
    """Return since when you know of each of the people, missing where nothing is said."""
    return column(people, "known_since").astype("datetime64[s]")


def _also_known(known_on: Ints, listed: Ints, others: pd.DataFrame, group: Ints) -> Ints:
    """Return the days from which people are known, the listed ones among them.

    Whom you knew of before a group's first request or referral you know from its start; so you
    do anybody without a day.
    """
    if not len(listed):
        return known_on
    dated = np.where(known_on == ALWAYS, NEVER, known_on)
    begins = _first_days(group, dated, group.max() + 1)[group[listed]]
    since = day_numbers(_known_since(others))
    from_the_start = np.where(since == ALWAYS, known_on[listed] == NEVER, since < begins)
    days = np.where(from_the_start, ALWAYS, np.where(since == ALWAYS, NEVER, since))
    return np.minimum(known_on, _first_days(listed, days, len(known_on)))


def _group_rows(known: Known, others: pd.DataFrame, by: By) -> tuple[Ints, pd.Index]:
    """Give each request, each referral's giver and named person, each acquaintance a group."""
    asked, named = known
    if not by_columns(by):
        rows = len(asked) + 2 * len(named) + len(others)
        return np.zeros(rows, dtype=np.int64), group_rows(asked, by)[1]
    tables = (asked, named, others)
    keys = {name: together([table[name] for table in tables]) for name in by_columns(by)}
    group, groups = group_rows(pd.DataFrame(keys).infer_objects(), by)
    referrals = group[len(asked) : len(asked) + len(named)]
    return np.insert(group, len(asked), referrals), groups


def _number(name: Ints, is_you: Bools, group: Ints, groups: int) -> tuple[Ints, Ints, Ints]:
    """Return the person of each row, -1 for you or no name, and each person's name and group."""
    if groups == 1 and name.min(initial=0) == 0 and not is_you.any():
        everybody = np.arange(len(is_you))
        return name, everybody, np.zeros_like(everybody)
    person = np.full(len(name), -1)
    others = (name >= 0) & ~np.append(is_you, False)[name]
    keys, person[others] = np.unique((group * len(is_you) + name)[others], return_inverse=True)
    return person, keys % len(is_you), keys // len(is_you)


def _first_days(people: Ints, days: Ints, size: int) -> Ints:
    """Return the earliest of the days of each of `size` people, NEVER without one; -1 is nobody."""
    first = np.full(size + 1, NEVER)
    np.minimum.at(first, people, days)
    return first[:size]


def _only(keep: Bools, table: pd.DataFrame, *arrays: Ints) -> tuple[pd.DataFrame, list[Ints]]:
    """Return the kept rows of a table and of the arrays that go with it."""
    if keep.all():
        return table, list(arrays)
    return table.loc[keep], [array[keep] for array in arrays]


def _pairs(giver: Ints, named: Ints, named_on: Ints, size: int) -> Pairs:
    """Return the distinct pairs in the order of their first naming."""
    order = np.argsort(named_on, kind="stable")
    keys = pd.Series(giver[order] * size + named[order])
    row = order[~keys.duplicated().to_numpy()]
    return Pairs(giver[row], named[row], named_on[row], row)
