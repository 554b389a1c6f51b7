import numpy as np
import pandas as pd
import pytest

from infoview_analytics.errors import OptionError
from infoview_analytics.metrics.nudges import nudge_effect

TODAY = "2026-06-01"
COLUMNS = ["person", "touched_on", "kind"]


def asked(requests, people):
    """Return requests of the 1st of March from {person: day of the answer, or None}."""
    first = pd.Timestamp("2026-03-01")
    rows = [
        {
            "person": name,
            "requested_on": first,
            "responded_on": None if d is None else first + pd.Timedelta(days=d),
        }
        for name, d in people.items()
    ]
    return requests(*rows)


def nudges(*rows, kind="nudge"):
    table = pd.DataFrame([(*row, kind) for row in rows], columns=COLUMNS)
    return table.assign(touched_on=pd.to_datetime(table["touched_on"]))


def test_only_those_as_long_silent_are_compared(requests):
    table = asked(
        requests,
        {"soon": 2, "nudged": 9, "nudged too": None, "silent": None, "came": 12, "late": 30},
    )
    touches = nudges(("nudged", "2026-03-06"), ("nudged too", "2026-03-06"))
    row = nudge_effect(table, touches, as_of=TODAY).loc["all"]
    assert row[["after_days", "within_days"]].tolist() == [5, 7]
    assert row[["nudged_answered", "nudged_n"]].tolist() == [1, 2]
    assert row[["not_nudged_answered", "not_nudged_n"]].tolist() == [1, 3]
    assert row["difference"] == pytest.approx(1 / 2 - 1 / 3)
    assert row["low"] < row["difference"] < row["high"]


def test_an_answer_on_the_day_of_the_nudge_tells_nothing(requests):
    table = asked(requests, {"same day": 5, "next day": 6})
    touches = nudges(("same day", "2026-03-06"), ("next day", "2026-03-06"))
    assert nudge_effect(table, touches, as_of=TODAY).loc["all", "nudged_n"] == 1


def test_the_first_nudge_counts_and_belongs_to_the_last_request(requests):
    table = asked(requests, {"Al": None})
    again = table.assign(requested_on=pd.Timestamp("2026-04-01"))
    touches = nudges(("Al", "2026-04-20"), ("Al", "2026-04-11"), ("Al", "2026-02-01"))
    row = nudge_effect(pd.concat([table, again]), touches, as_of=TODAY).loc["all"]
    assert row[["after_days", "nudged_n", "not_nudged_n"]].tolist() == [10, 1, 1]


@pytest.mark.parametrize(
    "touches",
    [
        nudges(),
        nudges(("Al", None)),
        nudges(("Al", "2026-05-30")),  # too young
        nudges(("Al", "2026-07-01")),  # not known yet
        nudges(("Bo", "2026-03-06")),  # of nobody asked
        nudges(("Al", "2026-03-06"), kind="update"),
        pd.DataFrame(columns=COLUMNS),
    ],
)
def test_without_a_dated_nudge_there_is_no_row(requests, touches):
    assert nudge_effect(asked(requests, {"Al": None}), touches, as_of=TODAY).empty


def test_without_a_request_there_is_no_row(requests):
    nobody = asked(requests, {"Al": None}).head(0)
    assert nudge_effect(nobody, nudges(("Al", "2026-03-06")), as_of=TODAY).empty


def test_days_as_text_and_any_order_give_the_same(requests):
    table = asked(requests, {"Al": 12, "Bo": None, "Cy": None})
    touches = nudges(("Al", "2026-03-06"), ("Bo", "2026-03-08"))
    texts = touches.assign(touched_on=["2026-03-06", "2026-03-08"])[::-1]
    ours = nudge_effect(table, touches, as_of=TODAY)
    pd.testing.assert_frame_equal(ours, nudge_effect(table[::-1], texts, as_of=TODAY))


def test_who_is_nudged_later_is_not_nudged_until_then(requests):
    table = asked(requests, {"early": None, "mid": None, "later": 11, "answered": 2})
    touches = nudges(("early", "2026-03-04"), ("mid", "2026-03-06"), ("later", "2026-03-10"))
    row = nudge_effect(table, touches, as_of=TODAY).loc["all"]
    assert row["after_days"] == 5
    assert row[["nudged_answered", "nudged_n"]].tolist() == [1, 3]
    assert row[["not_nudged_answered", "not_nudged_n"]].tolist() == [1, 1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_nudge_that_does_nothing_has_no_effect(requests, seed):
    # each silent day ends in an answer with the same chance, nudged or not
    rng = np.random.default_rng(seed)
    n = 3000
    answer, nudge = rng.geometric(0.06, n), rng.integers(4, 20, n)
    table = asked(requests, {f"p{i}": int(d) for i, d in enumerate(answer)})
    sent = (rng.random(n) < 0.7) & (answer > nudge)
    first = pd.Timestamp("2026-03-01")
    rows = [(f"p{i}", first + pd.Timedelta(days=int(nudge[i]))) for i in np.flatnonzero(sent)]
    row = nudge_effect(table, nudges(*rows), as_of="2027-06-01").loc["all"]
    assert row["low"] <= 0 <= row["high"]
    truth = 1 - 0.94**7
    for group in ("nudged", "not_nudged"):
        error = np.sqrt(truth * (1 - truth) / row[f"{group}_n"])
        assert abs(row[f"{group}_rate"] - truth) < 4 * error


@pytest.mark.parametrize("within", [0, -7])
def test_an_answer_needs_a_day_to_come(requests, within):
    table, touches = asked(requests, {"Al": None}), nudges(("Al", "2026-03-06"))
    with pytest.raises(OptionError, match=f"within_days cannot be {within}"):
        nudge_effect(table, touches, as_of=TODAY, within_days=within)
