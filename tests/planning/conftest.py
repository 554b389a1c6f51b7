"""Small campaigns whose chain is known."""

from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv

AS_OF = pd.Timestamp("2026-06-03")
DAY = pd.Timedelta(days=1)


@pytest.fixture
def chain_campaign():
    """Return a function that builds a campaign from the new names that each interview gave.

    Of the people named every `met_of`-th is met, the others are asked; `leads` of them are not.
    """

    def build(*, names, met_of, leads=0, goal=None):
        talks = [(f"t{i}", AS_OF - (120 - i) * DAY) for i in range(len(names))]
        given = [
            (who, f"{who}n{j}", on)
            for (who, on), count in zip(talks, names, strict=True)
            for j in range(count)
        ]
        rows = [(person, on - 5 * DAY, on) for person, on in talks]
        rows += [
            (person, on + 45 * DAY, on + 60 * DAY if place % met_of == 0 else None)
            for place, (_, person, on) in enumerate(given[: len(given) - leads])
        ]
        interviews = pd.DataFrame(rows, columns=["person", "requested_on", "interview_on"])
        referrals = pd.DataFrame(given, columns=["from_person", "to_person", "referred_on"])
        for table, days in (
            (interviews, ["requested_on", "interview_on"]),
            (referrals, ["referred_on"]),
        ):
            table[days] = table[days].apply(pd.to_datetime)
        interviews["interview_id"] = [f"i{row}" for row in range(len(rows))]
        goal = iv.Goal() if goal is None else goal
        return iv.Campaign(Path(), interviews=interviews, referrals=referrals, goal=goal), AS_OF

    return build
