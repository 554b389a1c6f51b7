"""How well everybody is looked after: thanked, told what came of it, given something back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from infoview_analytics.as_of import as_known, column, day_column, day_of_each, is_yes
from infoview_analytics.errors import refuse_below
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.weeks import Day, day
from infoview_analytics.workdays import Workdays

HABITS = (
    *("prepared", "minutes_kept", "asked_for_name", "learned_something", "thanked_in_time"),
    *("leave_asked", "reported_back_in_time", "advice_followed", "advice_told", "given_back"),
    "nudges_per_request",
)


class _Habit(NamedTuple):
    """For each occasion of a habit whether it was kept, and whether that can be said yet."""

    kept: pd.Series
    known: pd.Series

    def counts(self) -> tuple[int, int, int]:
        """Return how often it was kept, among how many, and of how many that is not known yet."""
        known = self.known.to_numpy(dtype=bool)
        kept = int((self.kept.to_numpy(dtype=bool) & known).sum())
        return kept, int(known.sum()), int((~known).sum())


def care(  # noqa: PLR0913 -- four tables, and a day for each promise
    interviews: pd.DataFrame,
    referrals: pd.DataFrame,
    touches: pd.DataFrame,
    advice: pd.DataFrame,
    *,
    as_of: Day,
    thank_within_days: int = 1,
    report_back_within_days: int = 7,
    follow_advice_within_days: int = 30,
    workdays: Workdays | None = None,
    you: str = "You",
) -> pd.DataFrame:
    """Count how often you did what keeps people glad that they helped.

    An occasion counts once its time is over: its last day lies before `as_of`. A younger one is
    not known yet, also where you have done it already, since to count those alone would make
    every recent week look good.

    Parameters
    ----------
    interviews : pandas.DataFrame
        Records as `load_interviews` returns them.
    referrals : pandas.DataFrame
        Records as `load_referrals` returns them.
    touches : pandas.DataFrame
        The touches of `load_campaign`; ``person``, ``touched_on`` and ``kind`` are used.
    advice : pandas.DataFrame
        The advice of `load_campaign`; ``interview_id``, ``done_on`` and ``reported_back_on``
        are used.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which the question is asked.
    thank_within_days, report_back_within_days, follow_advice_within_days : int
        Your habits: how many days each of these may take.
    workdays : Workdays, optional
        Your business days: what is due on another day, and can wait, is due on the next one.
    you : str, default "You"
        Your own name in the records; what you name yourself is nobody's favour, and
        a request to yourself is none.

    Returns
    -------
    pandas.DataFrame
        One row for each habit. Indexed by ``habit``:

        - ``prepared``: talks held since the first one before which you prepared and wrote it
          down; those before which you did;
        - ``minutes_kept``: talks of which both are written down; those no longer than agreed;
        - ``asked_for_name``: talks of which it is written down; those in which you asked;
        - ``learned_something``: talks held before `as_of`; those with a note of what you
          learned that is not, word for word, one from an earlier talk;
        - ``thanked_in_time``: talks; those thanked for within `thank_within_days`;
        - ``leave_asked``: namings whose lead you asked since; those of which you know whether
          the name may be used (yes or no), or in which the referrer introduced you;
        - ``reported_back_in_time``: namings whose lead you asked, heard from or met since;
          those whose referrer was told within `report_back_within_days` of the last of it;
        - ``advice_followed``: pieces of advice older than `follow_advice_within_days`; those
          done by now;
        - ``advice_told``: those done more than `report_back_within_days` ago; those of which
          you told whoever advised it;
        - ``given_back``: people with whom you talked; those to whom you gave something back;
        - ``nudges_per_request``: requests so far, and the nudges sent for them.

        Columns: ``count`` (kept; nudges), ``n`` (of so many), ``rate`` (a share, 0 to 1; for
        ``nudges_per_request`` a mean), ``low`` and ``high`` (Wilson's interval at 95 %, missing
        for the mean), and ``not_yet_known`` (occasions besides, whose time is not over or of
        which it was not written down).

    Raises
    ------
    OptionError
        If a number of days is below 0.
    """
    habits = {
        "thank_within_days": thank_within_days,
        "report_back_within_days": report_back_within_days,
        "follow_advice_within_days": follow_advice_within_days,
    }
    refuse_below(0, **habits)
    today = day(as_of)
    deadlines = _Deadlines(today, workdays)
    asked, named = as_known(interviews, referrals, as_of=today)
    asked = asked.loc[asked["person"] != you]
    held = asked.loc[asked["held"]]
    known_touches = touches.loc[day_column(touches, "touched_on") <= today]
    given = _known_advice(advice, held, today)
    from_others = named.loc[
        (named["from_person"] != you)
        & (named["to_person"] != you)
        & (named["from_person"] != named["to_person"])
    ]
    found = {
        **_of_talks(held, today, thank_within_days),
        "leave_asked": _leave(from_others, asked),
        "reported_back_in_time": _told(from_others, asked, deadlines, report_back_within_days),
        "advice_followed": deadlines.kept(
            given["done_on"].notna(), given["interview_on"], follow_advice_within_days
        ),
        "advice_told": _advice_told(given, deadlines, report_back_within_days),
        "given_back": _given_back(held, known_touches),
    }
    rows = [found[name].counts() for name in HABITS[:-1]]
    table = _shares([*rows, _nudges(asked, known_touches)])
    table.loc["nudges_per_request", ["low", "high"]] = np.nan
    return table


class _Deadlines(NamedTuple):
    """Until when something may be done."""

    today: pd.Timestamp
    workdays: Workdays | None

    def of(self, since: pd.Series, within_days: int) -> pd.Series:
        """Return the last day for each of `since`, missing where that is."""
        due = since + pd.Timedelta(days=within_days)
        if self.workdays is None or not due.notna().any():
            return due
        some = due.notna()
        moved = pd.Series(self.workdays.after(due[some], 0), index=due.index[some.to_numpy()])
        return moved.reindex(due.index).astype("datetime64[s]")

    def kept(self, done: pd.Series, since: pd.Series, within_days: int) -> _Habit:
        """Return whether each was done, known once its last day is over."""
        return _Habit(done, self.of(since, within_days) < self.today)


def _of_talks(held: pd.DataFrame, today: pd.Timestamp, thank_within: int) -> dict[str, _Habit]:
    """Return the habits of which each talk is an occasion."""
    on = column(held, "interview_on")
    before = column(held, "prepared_on") <= on
    first = on[before].min()
    minutes, agreed = (
        pd.to_numeric(column(held, name)).astype(float) for name in ("minutes", "minutes_agreed")
    )
    asked = column(held, "asked_for_referral")
    last_day = on + pd.Timedelta(days=thank_within)
    return {
        "prepared": _Habit(before, on >= first),
        "minutes_kept": _Habit(minutes <= agreed, minutes.notna() & agreed.notna()),
        "asked_for_name": _Habit(is_yes(asked), asked.notna()),
        "learned_something": _Habit(_is_news(held, on), on < today),
        "thanked_in_time": _Habit(column(held, "thank_you_on") <= last_day, last_day < today),
    }


def _is_news(held: pd.DataFrame, on: pd.Series) -> pd.Series:
    """Tell which talks have a note that is not word for word one from an earlier talk."""
    notes = column(held, "learned").astype(object).loc[on.sort_values(kind="stable").index]
    words = notes.str.split().str.join(" ").str.casefold()
    news = words.notna() & (words != "") & ~words.duplicated()
    return news.reindex(held.index)


def _leave(named: pd.DataFrame, asked: pd.DataFrame) -> _Habit:
    """Return whether it is known that a name may be used, for leads to whom you wrote."""
    last_asked = day_of_each(named["to_person"], asked.groupby("person")["requested_on"].max())
    since = ~(last_asked < named["referred_on"]) & last_asked.notna()
    known = column(named, "may_use_name").notna() | column(named, "introduced_on").notna()
    rows = since | last_asked.isna()
    return _Habit(known[rows], since[rows])


def _told(
    named: pd.DataFrame, asked: pd.DataFrame, deadlines: _Deadlines, within_days: int
) -> _Habit:
    """Return whether the referrer was told of the last that happened with their lead."""
    meets = column(asked, "interview_on").where(asked["held"])
    steps = pd.concat([asked["requested_on"], column(asked, "responded_on"), meets], axis=1)
    last = steps.max(axis="columns").groupby(asked["person"]).max()
    happened = day_of_each(named["to_person"], last)
    happened = happened.mask(happened < named["referred_on"])
    news = happened.notna()
    happened, told_on = happened[news], column(named, "reported_back_on")[news]
    due = deadlines.of(happened, within_days)
    return _Habit((told_on >= happened) & (told_on <= due), due < deadlines.today)


def _known_advice(advice: pd.DataFrame, held: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return the advice of talks that were held, with the day of the talk."""
    talk_on = column(held, "interview_on").groupby(column(held, "interview_id")).min()
    given = pd.DataFrame(
        {name: day_column(advice, name) for name in ("done_on", "reported_back_on")}
    )
    given = given.mask(given > today)
    given["interview_on"] = day_of_each(column(advice, "interview_id"), talk_on)
    return given.loc[given["interview_on"].notna()]


def _advice_told(given: pd.DataFrame, deadlines: _Deadlines, within_days: int) -> _Habit:
    """Return whether those who gave advice heard that you followed it."""
    done = given.loc[given["done_on"].notna()]
    return deadlines.kept(done["reported_back_on"].notna(), done["done_on"], within_days)


def _given_back(held: pd.DataFrame, touches: pd.DataFrame) -> _Habit:
    """Return to which of the people with whom you talked you gave something back."""
    people = held["person"].drop_duplicates()
    favours = touches.loc[(column(touches, "kind") == "gave_back").to_numpy(dtype=bool)]
    back = people.isin(column(favours, "person"))
    return _Habit(back, pd.Series(data=True, index=people.index))


def _nudges(asked: pd.DataFrame, touches: pd.DataFrame) -> tuple[int, int, int]:
    """Return the nudges sent to people after they were asked, and the requests."""
    nudges = touches.loc[(column(touches, "kind") == "nudge").to_numpy(dtype=bool)]
    first_asked = asked.groupby("person")["requested_on"].min()
    sent = day_column(nudges, "touched_on") >= day_of_each(column(nudges, "person"), first_asked)
    return int(sent.sum()), len(asked), 0


def _shares(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    """Return the counts as a table with the shares that they make."""
    index = pd.Index(HABITS, name="habit", dtype=object)
    counts = pd.DataFrame(rows, index=index, columns=["count", "n", "not_yet_known"])
    shares = wilson_interval(counts["count"].clip(upper=counts["n"]), counts["n"])
    shares["rate"] = counts["count"] / counts["n"].where(counts["n"] > 0)
    return counts[["count", "n"]].join(shares).assign(not_yet_known=counts["not_yet_known"])
