"""Small campaigns with everything that makes a network awkward."""

import json

import pandas as pd
import pytest
from hypothesis import strategies as st

FIRST = pd.Timestamp("2026-01-07")
PEOPLE = st.sampled_from("ABCDEFG")
DAYS = st.integers(0, 30).map(lambda days: FIRST + pd.Timedelta(days=days))

REQUEST = st.fixed_dictionaries(
    {
        "person": PEOPLE,
        "requested_on": DAYS,
        "days_to_interview": st.sampled_from([None, 0, 3, 9]),
        "outcome": st.sampled_from([None, None, "held", "cancelled"]),
        "organization": st.sampled_from([None, "North", "South"]),
        "student": st.sampled_from(["Kim", "Lou"]),
    }
)
REFERRAL = st.fixed_dictionaries(
    {
        "from_person": PEOPLE,
        "to_person": PEOPLE,
        "referred_on": st.one_of(st.none(), DAYS),
        "interview_id": st.sampled_from([None, None, "i0", "i1", "i2"]),
        "organization": st.sampled_from([None, "South", "West"]),
        "student": st.sampled_from(["Kim", "Lou"]),
    }
).filter(lambda row: row["from_person"] != row["to_person"])


REQUEST_COLUMNS = [
    *("person", "requested_on", "days_to_interview", "outcome", "organization", "student")
]
REFERRAL_COLUMNS = [
    *("from_person", "to_person", "referred_on", "interview_id", "organization", "student")
]


def table(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    days = [name for name in columns if name.endswith("_on")]
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days})


def records(requests: list[dict], referrals: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    interviews = table(requests, REQUEST_COLUMNS)
    interviews["interview_id"] = [f"i{row}" for row in range(len(interviews))]
    days = interviews.pop("days_to_interview").astype("float64")
    lag = pd.to_timedelta(days.fillna(0).astype("int64"), unit="D")
    interviews["interview_on"] = (interviews["requested_on"] + lag).where(days.notna())
    return interviews, table(referrals, REFERRAL_COLUMNS)


@pytest.fixture(scope="session")
def campaigns():
    """Return a strategy of requests and referrals: rings, repetitions and missing days."""
    requests = st.lists(REQUEST, max_size=8)
    return st.builds(records, requests, st.lists(REFERRAL, max_size=14))


@pytest.fixture
def advice(real) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the requests and the namings of the published network of advisers."""
    files = [real / "advice_network" / name for name in ("interviews.csv", "referrals.csv")]
    frames = [pd.read_csv(file) for file in files]
    return tuple(table(frame.to_dict("records"), list(frame.columns)) for frame in frames)


@pytest.fixture
def published(real) -> dict:
    """Return what was published of that network."""
    return json.loads((real / "advice_network" / "answers-python.json").read_text())["graph"]


@pytest.fixture
def referrals():
    """Return a function that builds referrals from texts such as ``"Al > Bo 2026-03-01"``."""

    def build(*rows: str) -> pd.DataFrame:
        columns = ["from_person", "to_person", "referred_on"]
        cells = [(*row.replace(" > ", " ").split(), None)[:3] for row in rows]
        return table([dict(zip(columns, row, strict=True)) for row in cells], columns)

    return build


@pytest.fixture
def asked(requests):
    """Return a function that builds requests from texts such as ``"Al 2026-03-01"``."""

    def build(*rows: str) -> pd.DataFrame:
        pairs = [dict(zip(("person", "requested_on"), row.split(), strict=True)) for row in rows]
        return requests(*pairs) if pairs else table([], ["person", "requested_on"])

    return build
