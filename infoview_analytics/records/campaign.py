"""A campaign, read from its folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from infoview_analytics.errors import Problem, RecordError
from infoview_analytics.records.configuring import settings_beside
from infoview_analytics.records.frames import empty_frame, frame_of
from infoview_analytics.records.reading import check_rows, in_order, read_campaign
from infoview_analytics.records.schema import INTERVIEWS, REFERRALS, TABLES, Table
from infoview_analytics.records.settings import Habits, Profile, Settings
from infoview_analytics.records.sheets import read_sheet
from infoview_analytics.weeks import Break, Day, Goal, day

FaultyRows = Literal["refuse", "set_aside"]


@dataclass(frozen=True, eq=False)
class Campaign:
    """What a campaign folder holds.

    Attributes
    ----------
    folder : pathlib.Path
        Where it was read.
    interviews : pandas.DataFrame
        As `load_interviews` returns it.
    referrals : pandas.DataFrame
        As `load_referrals` returns it.
    people, organizations, touches, advice, outcomes : pandas.DataFrame
        The optional tables, with the columns that the data dictionary lists; without a row
        where the file is not there.
    you : str
        The name that stands for you in the network.
    goal : Goal
        What you want to reach.
    habits : Habits
        When you want to be reminded.
    profile : Profile
        What your own messages, briefs and calendar say of you.
    problems : tuple of Problem
        The warnings; and the errors of the rows that were set aside.
    set_aside : int
        How many rows were set aside.
    """

    folder: Path
    interviews: pd.DataFrame
    referrals: pd.DataFrame
    people: pd.DataFrame = field(default_factory=lambda: _nothing("people"))
    organizations: pd.DataFrame = field(default_factory=lambda: _nothing("organizations"))
    touches: pd.DataFrame = field(default_factory=lambda: _nothing("touches"))
    advice: pd.DataFrame = field(default_factory=lambda: _nothing("advice"))
    outcomes: pd.DataFrame = field(default_factory=lambda: _nothing("outcomes"))
    you: str = "You"
    goal: Goal = field(default_factory=Goal)
    habits: Habits = field(default_factory=Habits)
    profile: Profile = field(default_factory=Profile)
    problems: tuple[Problem, ...] = ()
    set_aside: int = 0

    @property
    def footnote(self) -> str:
        """What every page, chart and board says of rows set aside; empty if there are none."""
        if not self.set_aside:
            return ""
        rows = (
            "1 row with errors was"
            if self.set_aside == 1
            else f"{self.set_aside:,} rows with errors were"
        )
        return f"{rows} set aside: no number here counts them."

    def __repr__(self) -> str:
        """Return how much there is, and not all of it."""
        aside = f", {self.set_aside:,} rows set aside" if self.set_aside else ""
        requests, referrals = len(self.interviews), len(self.referrals)
        return f"<Campaign {self.folder}: {requests:,} requests, {referrals:,} referrals{aside}>"


def load_campaign(
    folder: str | Path, *, as_of: Day | None = None, faulty_rows: FaultyRows = "refuse"
) -> Campaign:
    """Read and check a campaign folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds interviews.csv and referrals.csv; infoview.toml and the optional tables where
        there are any.
    as_of : pandas.Timestamp, datetime.date or str, optional
        The last day that can have happened: a later date is told as a warning.
    faulty_rows : {"refuse", "set_aside"}
        What becomes of a row with an error: the campaign is refused for it, or the row is
        left out and its errors are kept in ``problems``.

    Returns
    -------
    Campaign
        The tables, the settings, the problems.

    Raises
    ------
    RecordError
        With every problem of every file: if there is an error, or, where faulty rows are set
        aside, an error that is not one of a single row.
    """
    if faulty_rows not in ("refuse", "set_aside"):
        message = f'faulty_rows is "refuse" or "set_aside", not {faulty_rows!r}.'
        raise ValueError(message)
    today = None if as_of is None else day(as_of).date()
    found = read_campaign(folder, as_of=today)
    refuses = faulty_rows == "refuse" and any(problem.is_error for problem in found.problems)
    if refuses or found.refused:
        raise RecordError(str(folder), found.problems)
    sheets = found.sheets
    return Campaign(
        folder=Path(folder),
        **{name: frame_of(sheet) for name, sheet in sheets.items()},
        you=found.settings.you,
        goal=_goal(found.settings),
        habits=found.settings.habits,
        profile=found.settings.profile,
        problems=found.problems,
        set_aside=sum(len(sheet.faulty) + sheet.misshapen for sheet in sheets.values()),
    )


def load_interviews(path: str | Path) -> pd.DataFrame:
    """Read and check a file of requests for a conversation.

    Parameters
    ----------
    path : str or pathlib.Path
        The file, such as ``interviews.csv``. An infoview.toml beside it may add choices.

    Returns
    -------
    pandas.DataFrame
        One row for each request, in the order of the file, and these columns; one that the
        file does not have is missing in every row. Text: ``interview_id``, ``person``,
        ``organization``, ``role``, ``industry``, ``city``, ``source``, ``channel``,
        ``response`` (accepted, declined), ``interview_time`` (HH:MM), ``place``, ``outcome``
        (held, cancelled, no_show), ``format``, ``thank_you_by``, ``learned``, ``next_step`` and
        ``notes``. Days (datetime64): ``requested_on``, ``responded_on``, ``interview_on``,
        ``prepared_on`` and ``thank_you_on``. Whole numbers (Int64, 1 to 600 minutes):
        ``minutes_agreed`` and ``minutes``. Yes or no (boolean): ``asked_for_referral``. After
        them the file's other columns, as text.

    Raises
    ------
    RecordError
        With every error of the file. What `check_campaign` warns of is not told here.
    """
    return _load(Path(path), INTERVIEWS)


def load_referrals(path: str | Path) -> pd.DataFrame:
    """Read and check a file of referrals.

    Parameters
    ----------
    path : str or pathlib.Path
        The file, such as ``referrals.csv``. An infoview.toml beside it may add choices.

    Returns
    -------
    pandas.DataFrame
        One row for each time that somebody names somebody, in the order of the file, and these
        columns; one that the file does not have is missing in every row. Text:
        ``referral_id``, ``from_person``, ``to_person``, ``interview_id``, ``organization``,
        ``role``, ``industry`` and ``notes``. Days (datetime64): ``referred_on``,
        ``introduced_on`` and ``reported_back_on``. Yes or no (boolean): ``may_use_name``.
        After them the file's other columns, as text.

    Raises
    ------
    RecordError
        With every error of the file. Whether its interviews exist only `check_campaign` and
        `load_campaign` can tell.
    """
    return _load(Path(path), REFERRALS)


def _load(path: Path, table: Table) -> pd.DataFrame:
    """Return the rows of a file, or raise every error in it."""
    settings, problems = settings_beside(path)
    sheet = read_sheet(path, table.with_words(settings.words))
    check_rows(sheet)
    problems = [problem for problem in [*problems, *sheet.problems] if problem.is_error]
    if problems:
        raise RecordError(path.name, in_order(problems))
    return frame_of(sheet)


def _goal(settings: Settings) -> Goal:
    """Return the goal that the settings hold."""
    return Goal(
        interviews=settings.interviews,
        per=settings.per,
        starts_on=pd.Timestamp(settings.starts_on) if settings.starts_on else None,
        ends_on=pd.Timestamp(settings.ends_on) if settings.ends_on else None,
        total=settings.total,
        breaks=tuple(Break(*_stamps(days)) for days in settings.breaks),
    )


def _stamps(days: Iterable[date]) -> list[pd.Timestamp]:
    """Return days as pandas has them."""
    return [pd.Timestamp(day) for day in days]


def _nothing(name: str) -> pd.DataFrame:
    """Return an optional table that has no file."""
    return empty_frame(next(table for table in TABLES if table.name == name))
