"""A campaign whose names try to be something else: markup, formulas, ports, keywords."""

from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.sharing.handing_in import HandIn, to_hand_in

NAMES = (
    "<b>Bo</b>",
    "<<table><tr><td>x</td></tr></table>>",
    'Ana "Ace" Silva\\',
    "\\",
    "a\\N\\G",
    'x"]; evil [label="y',
    "node:port:n",
    "subgraph",
    "a -> b; // c",
    "]]>&amp;<![CDATA[",
    "=2+3",
    "@SUM(1)",
    "\uff1d1+1",
    "line\nbreak\ttab",
    "bell\x07",
    "bell\x08",  # the two differ only in what no format can hold
    "half\ud800",
    "last\uffff",
    "bar|bar",
    "bar/bar",
    "_x0041_",
    "O\u2019Neill \u6f22\u5b57 \U0001f600",
    "12",
    "true",
)


def hostile_campaign(*more: str) -> HandIn:
    """Return a campaign in which you asked all of these, and each named the next."""
    names = [*NAMES, *more]
    days = pd.to_datetime(["2026-03-02"] * len(names))
    asked = {"interview_id": [f"i{n}" for n, _ in enumerate(names)], "person": names}
    interviews = pd.DataFrame(asked | {"organization": names, "requested_on": days})
    pairs = {"from_person": names[:-1], "to_person": names[1:]}
    ids = [f"r{n}" for n, _ in enumerate(names[1:])]
    referrals = pd.DataFrame({"referral_id": ids, **pairs, "referred_on": days[1:]})
    campaign = iv.Campaign(Path("hostile"), interviews, referrals)
    return to_hand_in(campaign, as_of="2026-04-01", names="shown")


@pytest.fixture(scope="session")
def hostile():
    """Return a function that builds that campaign, with more names where they are given."""
    return hostile_campaign
