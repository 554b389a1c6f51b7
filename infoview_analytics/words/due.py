"""What is agreed, what is awaited and who was not thanked, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import counted, day_in_words, first_listed, plain

_MOST_NAMES = 3


def due_in_words(
    asked: pd.DataFrame, *, as_of: pd.Timestamp, patience_days: int, owed: bool = True
) -> list[str]:
    """Tell the next conversation, who said yes without a day, who is silent, and whom to thank.

    Parameters
    ----------
    asked : pandas.DataFrame
        The requests of `as_known`, with the columns that it derives.
    as_of : pandas.Timestamp
        The day on which they were known.
    patience_days : int
        After so many days a request is old enough to have been answered.
    owed : bool, default True
        Whether to tell with whom to agree on a day and whom to thank, too. `actions_in_words`
        tells both, among the rest.

    Returns
    -------
    list of str
        Sentences; at least one where what is owed is told.
    """
    agreed = asked.loc[asked["scheduled"]].sort_values("interview_on", kind="stable")
    no_day = asked["interview_on"].isna() if "interview_on" in asked.columns else True
    unset = asked.loc[asked["accepted"] & no_day]
    waiting = asked.loc[asked["waiting"]]
    to_thank = asked.loc[asked["held"] & ~asked["thanked"]]
    to_thank = to_thank.sort_values("interview_on", kind="stable")
    told = []
    if len(agreed):
        who, on = agreed["person"].iloc[0], agreed["interview_on"].iloc[0]
        told.append(f"Your next conversation is with {plain(who)} on {day_in_words(on)}.")
    if owed and len(unset):
        told.append(f"Agree on a day with {_last_names(unset)}.")
    if len(waiting):
        late = int((waiting["age_days"] > patience_days).sum())
        long = f", {late:,} of them for more than {counted(patience_days, 'day')}" if late else ""
        told.append(f"{counted(len(waiting), 'request')} without an answer{long}.")
    if owed and len(to_thank):
        told.append(f"Still to thank: {_last_names(to_thank)}.")
    if told or not owed:
        return told
    return [f"{day_in_words(as_of)}: nobody is to be waited for, thanked or met."]


def _last_names(asked: pd.DataFrame) -> str:
    """Return the last names of a table, and how many there are besides."""
    names = [plain(name) for name in asked["person"].iloc[: -_MOST_NAMES - 1 : -1]]
    return first_listed(names, of=len(asked))
