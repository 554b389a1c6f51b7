"""Writing the copy that can be handed in: looked through first, then all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from infoview_analytics.errors import RecordsExistError
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.schema import TABLES
from infoview_analytics.records.settings import SETTINGS_FILE
from infoview_analytics.sharing.leaks import refuse_leaks, secrets_of
from infoview_analytics.sharing.sharing import Shared
from infoview_analytics.store.saving import write_whole
from infoview_analytics.weeks import Goal

TREATED = "what_became_of_each_column.csv"


def write_shared(
    campaign: Campaign, shared: Shared, out: str | Path, *, allow: Iterable[str] = ()
) -> list[Path]:
    """Write a campaign's copy as a campaign of its own.

    Parameters
    ----------
    campaign : Campaign
        The campaign itself: nothing of it may be found in what is written.
    shared : Shared
        Its copy, as `share` returns it.
    out : str or pathlib.Path
        The folder to write to. It is made if it is not there.
    allow : iterable of str
        Words that may stand there all the same, see `secrets_of`.

    Returns
    -------
    list of pathlib.Path
        The tables that have rows, the settings, and a table of what became of each column.

    Raises
    ------
    LeakError
        If something personal would stand in a file; nothing is written then.
    RecordsExistError
        If one of the files is there already; nothing is written then.
    """
    folder = Path(out)
    contents = _contents(shared)
    refuse_leaks(contents, secrets_of(campaign, shared, allow=allow))
    there = [name for name in contents if (folder / name).exists()]
    if there:
        message = f"{folder} holds {there[0]} already. Name an empty folder; nothing was written."
        raise RecordsExistError(message)
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: content for name, content in contents.items()}
    write_whole(files)
    return list(files)


def _contents(shared: Shared) -> dict[str, bytes]:
    """Return what each file of the copy holds."""
    copy = shared.campaign
    tables = {table.file: getattr(copy, table.name) for table in TABLES}
    needed = {table.file for table in TABLES if table.required}
    texts = {name: _as_csv(table) for name, table in tables.items() if len(table) or name in needed}
    texts[SETTINGS_FILE] = _settings(copy.goal)
    texts[TREATED] = _as_csv(shared.treated)
    return {name: text.encode() for name, text in texts.items()}


def _as_csv(table: pd.DataFrame) -> str:
    """Return a table as its file holds it."""
    names = list(map(str, table.columns))
    said = {
        name: table[name].astype(object).map(_told, na_action="ignore")
        for name in names
        if not _is_number_or_day(table[name])
    }
    texts = table.assign(**said)
    return texts.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")


def _is_number_or_day(values: pd.Series) -> bool:
    """Tell whether a column holds numbers or days, which are written as they are."""
    kinds = pd.api.types
    is_number = kinds.is_numeric_dtype(values.dtype) and not kinds.is_bool_dtype(values.dtype)
    return is_number or kinds.is_datetime64_any_dtype(values.dtype)


def _told(value: object) -> object:
    """Return a value as a cell holds it: yes or no, and a text without a bare CR."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return re.sub(r"\r\n?", "\n", value) if isinstance(value, str) else value


def _settings(goal: Goal) -> str:
    """Return the settings that the measures need: the goal."""
    days = {"starts_on": goal.starts_on, "ends_on": goal.ends_on}
    lines = ["[goal]", f"interviews = {goal.interviews}", f'per = "{goal.per}"']
    lines += [f"{name} = {day:%Y-%m-%d}" for name, day in days.items() if day is not None]
    lines += [f"total = {goal.total}"] if goal.total is not None else []
    breaks = [f"{{ from = {b.first:%Y-%m-%d}, to = {b.last:%Y-%m-%d} }}" for b in goal.breaks]
    lines += [f"breaks = [{', '.join(breaks)}]"] if breaks else []
    return "\n".join(lines) + "\n"
