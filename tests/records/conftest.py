"""What the tests of the records share: the least campaign that is sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from least_campaign import INTERVIEWS, Campaign

import infoview_analytics as iv

Told = Callable[..., list[str]]


@pytest.fixture
def told(campaign: Campaign) -> Told:
    """Return a function that writes such a campaign and says what is told of it."""

    def check(as_of: str | None = None, **files: str | bytes) -> list[str]:
        return [str(problem) for problem in iv.check_campaign(campaign(**files), as_of=as_of)]

    return check


@pytest.fixture
def of_interviews(told: Told) -> Told:
    """Return a function that says what is told of one request with these values."""

    def check(as_of: str | None = None, **values: str) -> list[str]:
        row = {"interview_id": "I1", "person": "Ana Silva", "requested_on": "2026-03-02"} | values
        cells = [f'"{cell}"' if "\n" in cell or "," in cell else cell for cell in row.values()]
        return told(as_of, interviews=f"{','.join(row)}\n{','.join(cells)}\n")

    return check


@pytest.fixture
def of_referrals(told: Told) -> Told:
    """Return a function that says what is told of referrals with these rows."""

    def check(*rows: str, interviews: str = INTERVIEWS, columns: str = "interview_id") -> list[str]:
        header = f"referral_id,from_person,to_person,referred_on,{columns}"
        return told(interviews=interviews, referrals="\n".join([header, *rows, ""]))

    return check
