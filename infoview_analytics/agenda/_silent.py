"""Whom to ask again, by which way, and whom to let rest."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd

from infoview_analytics.agenda._asking import fresh
from infoview_analytics.agenda._situation import DAY, Found, Situation, each, looked_up, text
from infoview_analytics.as_of import day_of_each
from infoview_analytics.metrics.waiting import HABITS, nudge_advice
from infoview_analytics.words.phrases import counted, plain

_BY_VOICE = frozenset({"phone", "in_person"})


def nudge(now: Situation) -> list[Found]:
    """Return whom to ask again."""
    silent = now.once(_silent)
    silent = silent.loc[~silent["spent"] & ~(silent["let_go_on"] <= now.today)]
    return [
        Found(
            "nudge",
            f"Ask {plain(row.person)} once more",
            _so_far(now, row),
            row.due_on,
            **now.about(row),
            by=_next_way(row),
        )
        for row in each(now.due("nudge", silent, silent["nudge_on"]))
        if row.due_on < row.let_go_on
    ]


def let_go(now: Situation) -> list[Found]:
    """Return whom to let rest."""
    silent = now.once(_silent)
    rows = now.due("let_go", silent, silent["let_go_on"])
    rows = rows.loc[rows["due_on"] <= now.today].sort_values(["lapsed", "due_on"], kind="stable")
    leads = fresh(now)["person"].head(len(rows)) if len(rows) else ()
    return [
        Found(
            "let_go",
            f"Let {plain(row.person)} rest{_instead(other)}",
            f"{_so_far(now, row)} {_enough(row)}",
            row.due_on,
            **now.about(row),
            other=other,
        )
        for row, other in zip_longest(each(rows), leads)
    ]


def _silent(now: Situation) -> pd.DataFrame:
    """Return the requests without an answer, when to ask again and when to let go."""
    silent = now.open_requests
    advice = nudge_advice(
        now.campaign.interviews,
        as_of=now.today,
        habits=now.campaign.habits.nudge_after_business_days,
    ).iloc[0]
    asked = silent.set_index("person")["requested_on"]
    nudges = now.touches.loc[now.touches["kind"] == "nudge"]
    since = nudges["touched_on"] >= day_of_each(nudges["person"], asked)
    sent = nudges.loc[since].groupby("person")["touched_on"].agg(["size", "max"])
    silent = silent.assign(
        nudges=looked_up(silent["person"], sent["size"]).fillna(0).astype("int64"),
        last_nudge_on=day_of_each(silent["person"], sent["max"]),
    )
    return _dated(now, silent.reset_index(drop=True), advice)


def _dated(now: Situation, silent: pd.DataFrame, advice: pd.Series) -> pd.DataFrame:
    """Add the days of the next nudge and of letting go."""
    habits = sorted(now.campaign.habits.nudge_after_business_days or HABITS)
    gaps = np.diff([0, *habits])
    own, after = advice["basis"] == "own answers", now.workdays.after
    first_on = silent["requested_on"] + int(advice["nudge_after_days"]) * DAY
    nudge_on = pd.Series(pd.NaT, index=silent.index, dtype="datetime64[s]")
    for place, habit in enumerate(habits):
        rows = silent.loc[silent["nudges"] == place]
        if own:
            on = after(after(first_on[rows.index], 0), habit - habits[0])
        else:
            on = after(rows["requested_on"], habit)
        gap = after(rows["last_nudge_on"].fillna(rows["requested_on"]), int(gaps[place]))
        nudge_on[rows.index] = np.maximum(on, gap) if place else on
    spent = silent["nudges"] >= len(habits)
    days = int(advice["let_go_after_days"] if own else advice["horizon_days"])
    let_go_on = silent["requested_on"] + days * DAY
    rested = after(silent.loc[spent, "last_nudge_on"], int(gaps[-1]))
    let_go_on[spent] = np.minimum(rested, let_go_on[spent])
    return silent.assign(nudge_on=nudge_on, let_go_on=let_go_on, spent=spent)


def _so_far(now: Situation, row: Any) -> str:  # noqa: ANN401
    """Return when you asked and asked again, and that nothing came."""
    days = (now.today - row.requested_on).days
    asked = f"You asked on {now.told(row.requested_on)}"
    if row.nudges:
        times = f"{row.nudges} times, the last one " if row.nudges > 1 else ""
        asked += f" and again {times}on {now.told(row.last_nudge_on)}"
    elif days:
        asked += f", {counted(days, 'day')} ago"
    return f"{asked}, and there is no answer yet."


def _enough(row: Any) -> str:  # noqa: ANN401
    """Return why it is time to let somebody rest."""
    if row.spent:
        return "You have asked as often as is kind."
    return "After so long hardly an answer comes."


def _instead(other: str | None) -> str:
    """Return whom to ask instead."""
    return "" if other is None else f", and ask {plain(other)} instead"


def _next_way(row: Any) -> str:  # noqa: ANN401
    """Return by what way to ask again: as before at first, then by another."""
    asked_by = text(row.channel)
    if not row.nudges:
        return asked_by or "email"
    return "email" if asked_by in _BY_VOICE else "phone"
