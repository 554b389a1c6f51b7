import pandas as pd
import pytest

import infoview_analytics as iv

AS_OF = "2026-03-31"


@pytest.fixture
def outcomes():
    rows = [
        ("Ana", "2026-02-01", "event"),
        ("Ana", "2026-03-01", "job_lead"),
        ("Bo", "2026-03-31", "job_lead"),
        ("Bo", "2026-04-01", "offer"),
    ]
    return pd.DataFrame(rows, columns=["person", "happened_on", "kind"])


def test_outcomes_are_counted_by_kind_and_a_later_one_is_not_known_yet(outcomes):
    so_far = iv.outcomes_so_far(outcomes, as_of=AS_OF)
    assert so_far["count"].to_dict() == {"job_lead": 2, "event": 1}
    assert so_far["people"].to_dict() == {"job_lead": 2, "event": 1}
    assert so_far.loc["job_lead", "last_on"] == pd.Timestamp("2026-03-31")


def test_outcomes_are_told_in_plain_words(outcomes):
    so_far = iv.outcomes_so_far(outcomes, as_of=AS_OF)
    assert iv.outcomes_in_words(so_far) == ["What came of it so far: 2 job leads and 1 event."]
    assert iv.outcomes_in_words(so_far.head(0)) == []


def test_without_outcomes_there_is_no_row(outcomes):
    assert iv.outcomes_so_far(outcomes.head(0), as_of=AS_OF).empty


def test_advice_counts_once_its_conversation_was_held_and_only_what_was_done_by_then(requests):
    interviews = requests(
        {"person": "Ana", "requested_on": "2026-02-01", "interview_on": "2026-02-10"},
        {"person": "Bo", "requested_on": "2026-03-01", "interview_on": "2026-04-10"},
    ).assign(interview_id=["i1", "i2"])
    rows = [
        ("i1", "2026-03-01", "2026-03-02"),
        ("i1", "2026-04-02", None),
        ("i1", None, None),
        ("i2", None, None),
    ]
    advice = pd.DataFrame(rows, columns=["interview_id", "done_on", "reported_back_on"])
    so_far = iv.advice_so_far(advice, interviews, as_of=AS_OF)
    assert so_far.loc["all"].to_dict() == {"given": 3, "done": 1, "reported_back": 1}
    words = ["Of 3 pieces of advice you followed 1, and told them so of 1."]
    assert iv.advice_followed_in_words(so_far.loc["all"]) == words
    nobody = iv.advice_so_far(advice.head(0), interviews, as_of=AS_OF).loc["all"]
    assert iv.advice_followed_in_words(nobody) == []
