import pandas as pd
import pytest

from infoview_analytics.errors import UnknownColumnError
from infoview_analytics.network.targets import target_reach

AS_OF = pd.Timestamp("2026-04-01")


@pytest.fixture
def records(requests, referrals):
    interviews = requests(
        {
            "person": "Al",
            "requested_on": "2026-02-01",
            "organization": "Quill Books",
            "interview_on": "2026-02-09",
        },
        {"person": "Bo", "requested_on": "2026-02-01", "organization": "Mill Press"},
        {"person": "Cy", "requested_on": "2026-02-01", "organization": "Quill Books"},
    )
    named = referrals("Al > Di 2026-02-09").assign(organization="Fern Trust")
    return interviews, named


def test_a_target_is_met_or_asked_or_named_or_unknown(records):
    wanted = ["Quill Books", "Mill Press", "Fern Trust", "Zephyr"]
    table = target_reach(*records, wanted, as_of=AS_OF)
    assert table["state"].to_dict() == dict(
        zip(wanted, ["met", "asked", "named", "unknown"], strict=True)
    )
    assert table["people"].tolist() == [2, 1, 1, 0]
    assert table["met"].tolist() == [1, 0, 0, 0]
    assert table["priority"].tolist() == [1, 2, 3, 4]


def test_the_most_wanted_come_first_and_those_without_a_number_last(records):
    wishes = pd.DataFrame({"organization": ["A", "B", "C"], "priority": [None, 2, 1]})
    assert target_reach(*records, wishes, as_of=AS_OF).index.tolist() == ["C", "B", "A"]


@pytest.mark.parametrize("spelling", ["quill  BOOKS", " Quill\u00a0Books ", "QUILL BOOKS"])
def test_case_and_spaces_make_no_other_name(records, spelling):
    assert target_reach(*records, [spelling], as_of=AS_OF)["state"].tolist() == ["met"]


def test_a_composed_letter_is_the_letter_it_is_composed_of(requests, referrals):
    asked = requests({"person": "Al", "requested_on": "2026-02-01", "organization": "Ame\u0301lie"})
    assert target_reach(asked, referrals(), ["Am\u00e9lie"], as_of=AS_OF)["people"].tolist() == [1]


def test_a_name_that_is_only_like_another_is_offered_and_not_taken(records):
    row = target_reach(*records, ["Quil Book"], as_of=AS_OF).iloc[0]
    assert (row["state"], row["people"], row["nearest"]) == ("unknown", 0, "Quill Books")
    assert target_reach(*records, ["Quill Books"], as_of=AS_OF)["nearest"].tolist() == [""]


def test_people_whom_you_know_of_count_from_the_day_on_which_you_did(records):
    people = pd.DataFrame(
        {
            "person": ["Ed", "Flo", "Di"],
            "organization": ["Zephyr", "Zephyr", "Zephyr"],
            "known_since": pd.to_datetime(["2026-03-01", "2026-04-02", None]),
        }
    )
    table = target_reach(*records, ["Zephyr", "Fern Trust"], as_of=AS_OF, people=people)
    assert table["people"].tolist() == [1, 1]  # Flo is not known yet; Di was told to be elsewhere
    assert table["state"].tolist() == ["named", "named"]


def test_a_person_is_where_you_wrote_down_last(requests, referrals):
    asked = requests(
        {"person": "Al", "requested_on": "2026-02-01", "organization": "Old"},
        {"person": "Al", "requested_on": "2026-03-01", "organization": "New"},
    )
    table = target_reach(asked, referrals(), ["Old", "New"], as_of=AS_OF)
    assert table["people"].tolist() == [0, 1]
    before = target_reach(asked, referrals(), ["Old", "New"], as_of="2026-02-28")
    assert before["people"].tolist() == [1, 0]


def test_without_targets_or_records_there_is_nothing_to_reach(records, asked, referrals):
    assert target_reach(*records, [], as_of=AS_OF).empty
    empty = target_reach(asked(), referrals(), "Quill Books", as_of=AS_OF)
    assert empty["state"].to_dict() == {"Quill Books": "unknown"}


def test_a_list_without_its_column_is_refused(records):
    with pytest.raises(UnknownColumnError, match="'organization'"):
        target_reach(*records, pd.DataFrame({"company": ["A"]}), as_of=AS_OF)
