import pandas as pd
import pytest

import infoview_analytics as iv


@pytest.fixture
def in_words():
    """Return a function that tells {habit: (count, n, not yet known)} in words."""

    def tell(counts):
        index = pd.Index(list(counts), name="habit")
        columns = ["count", "n", "not_yet_known"]
        return iv.care_in_words(pd.DataFrame(list(counts.values()), index, columns=columns))

    return tell


def test_the_talks_are_told_in_one_sentence(in_words):
    words = in_words({"prepared": (34, 38, 0), "thanked_in_time": (20, 38, 0)})
    told = "you prepared for 34 of 38 and said thank you in time after 20 of 38"
    assert words == [f"Talk by talk, {told}."]


def test_none_is_told_as_a_word_and_one_as_one(in_words):
    words = in_words({"given_back": (0, 1, 0), "nudges_per_request": (1, 2, 0)})
    assert words == [
        "Of 1 person with whom you talked, you gave something back to none.",
        "You sent 1 nudge for 2 requests.",
    ]


@pytest.mark.parametrize(
    ("waiting", "begins"),
    [(1, "1 more occasion is not counted"), (2, "2 more occasions are not counted")],
)
def test_what_is_not_known_yet_is_told(in_words, waiting, begins):
    assert in_words({"prepared": (1, 1, waiting)})[-1].startswith(begins)


def test_without_an_occasion_there_is_one_kind_sentence(in_words):
    words = ["There was no occasion yet to thank anybody, or to tell them how it went."]
    assert in_words({"prepared": (0, 0, 3)}) == words


def test_a_hostile_name_stays_on_its_line():
    row = {
        "kind": "own\nkind",
        "happened_on": pd.Timestamp("2026-03-01"),
        "chain": ("A\r\nB", "\u202eC"),
        "days_after_talk": pd.NA,
    }
    words = iv.credit_in_words(pd.DataFrame([row]))[0]
    assert words.isprintable()
    assert "A B" in words
