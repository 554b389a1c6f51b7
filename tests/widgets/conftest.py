"""A campaign small enough to be checked by eye."""

from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv


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
