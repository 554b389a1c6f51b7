"""A campaign small enough to be checked by eye."""

from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv

WRITTEN = (
    "interview_id,person,requested_on,response,interview_on\n"
    "I1,Ana Silva,2026-03-02,,\n"
    "I2,Bo Lee,2026-03-09,accepted,2026-03-20\n"
)
NAMED = "referral_id,from_person,to_person,referred_on\nR1,Ana Silva,Bo Lee,2026-03-05\n"


@pytest.fixture
def campaign(requests) -> iv.Campaign:
    """Return five weeks: two people named by the first one, one request still waiting."""
    asked = requests(
        {
            "person": "Ana",
            "requested_on": "2026-01-06",
            "responded_on": "2026-01-07",
            "response": "accepted",
            "interview_on": "2026-01-13",
            "channel": "email",
            "city": "Porto",
        },
        {
            "person": "Bo",
            "requested_on": "2026-01-20",
            "responded_on": "2026-01-24",
            "response": "accepted",
            "interview_on": "2026-01-28",
            "channel": "phone",
            "city": "Porto",
        },
        {"person": "Cy", "requested_on": "2026-02-03", "channel": "email", "city": "Porto"},
    )
    named = pd.DataFrame({"from_person": ["Ana", "Ana"], "to_person": ["Bo", "Di"]})
    named["referred_on"] = pd.to_datetime(["2026-01-13", "2026-01-13"])
    return iv.Campaign(folder=Path(), interviews=asked, referrals=named)


@pytest.fixture
def nothing_yet(campaign) -> iv.Campaign:
    """Return a campaign in which nobody has been asked or named."""
    records = {"interviews": campaign.interviews.head(0), "referrals": campaign.referrals.head(0)}
    return iv.Campaign(folder=Path(), **records)


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a small campaign into a folder, and reads it."""

    def write(interviews: str = WRITTEN, **files: str) -> iv.Campaign:
        contents = {"interviews": interviews, "referrals": NAMED} | files
        for name, content in contents.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
        return iv.load_campaign(tmp_path, as_of="2026-04-01", faulty_rows="set_aside")

    return write
