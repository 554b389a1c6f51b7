"""What the tests of the records share: the least campaign that is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import infoview_analytics as iv

INTERVIEWS = "interview_id,person,requested_on\nI1,Ana Silva,2026-03-02\n"
REFERRALS = "referral_id,from_person,to_person,referred_on\nR1,Ana Silva,Bo Lee,2026-03-09\n"

Campaign = Callable[..., Path]
Told = Callable[..., list[str]]


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """Return a function that writes a sound campaign, with other files where they are given."""

    def write(**files: str | bytes) -> Path:
        folder = tmp_path / "campaign"
        folder.mkdir(exist_ok=True)
        contents = {"interviews": INTERVIEWS, "referrals": REFERRALS} | files
        for name, content in contents.items():
            ending = "toml" if name == "infoview" else "csv"
            raw = content if isinstance(content, bytes) else content.encode()
            (folder / f"{name}.{ending}").write_bytes(raw)
        return folder

    return write


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
