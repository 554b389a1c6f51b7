"""A class of students with every kind of record, to compare a group with itself alone."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def class_records() -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(5)
    n = 400

    def days(most: int, share: float) -> pd.Series:
        lag = pd.to_timedelta(rng.integers(0, most, n), unit="D")
        return pd.Series(lag).where(rng.random(n) < share)

    asked = pd.Timestamp("2026-01-05") + pd.to_timedelta(rng.integers(0, 120, n), unit="D")
    table = pd.DataFrame(
        {
            "interview_id": [f"i{i}" for i in range(n)],
            "person": [f"p{i}" for i in rng.integers(0, 80, n)],
            "student": [f"s{i}" for i in rng.integers(0, 9, n)],
            "channel": rng.choice(np.array(["email", "phone", None], dtype=object), n),
            "requested_on": asked,
        }
    )
    table["responded_on"] = table["requested_on"] + days(40, 0.6)
    table["response"] = pd.Series(rng.choice(["accepted", "declined"], n)).where(
        table["responded_on"].notna() | (rng.random(n) < 0.1)
    )
    agreed = (table["response"] == "accepted") & table["responded_on"].notna()
    table["interview_on"] = (table["responded_on"] + days(20, 0.9)).where(agreed)
    table["thank_you_on"] = table["interview_on"] + days(5, 0.8)
    named = pd.DataFrame(
        {
            "from_person": [f"p{i}" for i in rng.integers(0, 90, n)],
            "to_person": [f"p{i}" for i in rng.integers(0, 90, n)],
            "referred_on": asked[::-1],
            "student": table["student"],
        }
    )
    return table, named.loc[named["from_person"] != named["to_person"]]
