"""Make a campaign up: seeded, believable, and as large as you like."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.errors import RecordsExistError, SampleError
from infoview_analytics.records._sample_model import BREAK, Dice, make_calendar
from infoview_analytics.records._sample_tables import Story, make_story, written
from infoview_analytics.records.schema import TABLES
from infoview_analytics.weeks import Day, day

SEED = 72
STARTS_ON = "2025-10-06"
WEEKS = 26

_SETTINGS = "infoview.toml"
_FILES = (*(table.file for table in TABLES), _SETTINGS)
_A_WEEK = 74 / 26  # requests


def make_sample(
    folder: str | Path,
    *,
    seed: int = SEED,
    weeks: int = WEEKS,
    requests: int | None = None,
    starts_on: Day = STARTS_ON,
) -> pd.Timestamp:
    """Write a campaign of invented people at invented organisations.

    A student changes careers: chains of referrals, declines, silence, late answers, a planned
    break at the turn of the year, people named twice, a ring of referrals, and young requests
    that still wait. The same numbers give the same files, byte for byte.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where to write. Made if it is not there; files in it are never overwritten.
    seed : int, default 72
        Any whole number from 0: another number, another campaign.
    weeks : int, default 26
        How long the campaign has been going on, the running week included.
    requests : int, optional
        How many people are asked. About three a week if left out.
    starts_on : pandas.Timestamp, datetime.date or str, default "2025-10-06"
        A day of the first week.

    Returns
    -------
    pandas.Timestamp
        The day on which the records end, the Wednesday of the last week: look at them as of
        this day. Only interviews that are agreed lie later.

    Raises
    ------
    RecordsExistError
        If the folder holds a file of a campaign already. Nothing is written then.
    SampleError
        If `seed` is below 0, or `weeks` or `requests` below 1.
    """
    count = max(round(_A_WEEK * weeks), 1) if requests is None else requests
    if seed < 0 or weeks < 1 or count < 1:
        message = "A sample needs a seed from 0, and at least 1 week and 1 request."
        raise SampleError(message)
    place = Path(folder)
    _refuse_to_overwrite(place)
    first = day(starts_on)
    calendar = make_calendar(first - pd.Timedelta(days=first.weekday()), weeks)
    story = make_story(Dice(seed), calendar, _words(), count)
    place.mkdir(parents=True, exist_ok=True)
    _write(place, story)
    return calendar.monday + pd.Timedelta(days=calendar.today)


def _refuse_to_overwrite(folder: Path) -> None:
    """Raise an error if the folder holds one of the files."""
    found = [name for name in _FILES if (folder / name).exists()]
    if found:
        message = (
            f"{folder} holds {', '.join(found)} already, and nothing was written. "
            "Name a new folder, or move the old files away."
        )
        raise RecordsExistError(message)


def _write(folder: Path, story: Story) -> None:
    """Write every file beside its place, and put them there when all are whole."""
    drafts = {name: folder / f".{name}.draft" for name in _FILES}
    try:
        for table in TABLES:
            rows = written(story, table)
            rows.to_csv(drafts[table.file], index=False, encoding="utf-8", lineterminator="\n")
        drafts[_SETTINGS].write_text(_settings(story), encoding="utf-8", newline="\n")
        for name, draft in drafts.items():
            draft.replace(folder / name)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _settings(story: Story) -> str:
    """Return the text of infoview.toml."""
    calendar, count = story.calendar, len(story.asked)
    dates = calendar.dates(np.arange(calendar.last + 1))
    breaks = (f"{{ from = {dates[at]}, to = {dates[at + BREAK - 1]} }}" for at in calendar.breaks)
    return f"""[you]
name = "You"
full_name = "Noa Bell"
in_one_line = "a chemist who is finding out about publishing"
introduction = \"\"\"
I finished chemistry in June, and I noticed that I liked writing the reports best.
Now I talk to people who make books and exhibitions about science, one a week,
to understand what their days are like.\"\"\"
school = "Westhaven College"
email = "noa.bell@example.org"
time_zone = "America/Toronto"

[goal]
interviews = {max(round(0.37 * count / calendar.weeks), 1)}
per = "week"
starts_on = {dates[0]}
ends_on = {dates[-1]}
total = {max(round(0.54 * count), 1)}
breaks = [{", ".join(breaks)}]

[habits]
patience_days = 14
nudge_after_business_days = [3, 7]
thank_within_days = 1
report_back_within_days = 7
keep_in_touch_days = 90
hours_per_week = 4
holidays = [2026-04-03, 2026-05-18]

[words]
sources = ["coffee_club"]
"""


def _words() -> dict[str, Any]:
    """Return the names, the texts and the fields of work."""
    source = files("infoview_analytics.records").joinpath("sample_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
