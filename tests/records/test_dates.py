from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_analytics.records.dates import date_fault, is_date


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_of_our_time_is_a_date(day):
    assert is_date(day.isoformat())
    assert date_fault(day.isoformat()) is None


@given(st.text(st.sampled_from("0123456789-/. T:\u0663²marchMARCH'"), max_size=12))
def test_what_is_told_never_fails_and_what_it_proposes_is_a_date(value):
    found = date_fault(value)
    if found is None:
        assert date.fromisoformat(value)
    elif found[1].startswith("Write 2") and " or " in found[1]:
        assert all(is_date(word) for word in found[1][6:].split(" or "))


def test_an_ambiguous_date_gives_both_readings():
    assert date_fault("03/04/2026") == (
        "is not a date like 2026-04-03",
        "Write 2026-04-03 or 2026-03-04",
    )


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("25/12/2026", "2026-12-25"), ("12/25/2026", "2026-12-25"), ("1/1/26", "2026-01-01"),
        ("2026/3/4", "2026-03-04"), ("2026-3-4", "2026-03-04"), ("2026.03.04", "2026-03-04"),
        ("20260304", "2026-03-04"), ("2026-03-04T10:30:00Z", "2026-03-04"),
        ("2026-03-04 10:30", "2026-03-04"), ("4 March 2026", "2026-03-04"),
        ("March 4th, 2026", "2026-03-04"), ("4-Sept-2026", "2026-09-04"), ("46085", "2026-03-04"),
        ("2026\u201303\u201304", "2026-03-04"),
        ("\u0662\u0660\u0662\u0666-\u0660\u0663-\u0660\u0664", "2026-03-04"),
    ],
)  # fmt: skip
def test_another_form_of_a_date_is_understood_and_refused(value, meant):
    assert date_fault(value) == (f"is not a date like {meant}", f"Write {meant}")


@pytest.mark.parametrize(
    ("value", "fault", "remedy"),
    [
        ("2026-02-30", "is not a day: February 2026 has 28 days",
         "Write a day from 2026-02-01 to 2026-02-28"),
        ("2100-02-29", "is not a day: February 2100 has 28 days",
         "Write a day from 2100-02-01 to 2100-02-28"),
        ("2026-13-04", "is not a day: there is no month 13", "Write 2026-04-13"),
        ("2026-13-32", "is not a day: there is no month 13", "Correct the month"),
        ("0206-03-04", "lies outside 1900 to 2199", "Correct the year"),
        ("31/02/2026", "is not a day of the calendar",
         "Write the year, the month and the day like 2026-04-03"),
        ("soon", "is not a date like 2026-04-03",
         "Write the year, the month and the day like 2026-04-03"),
    ],
)  # fmt: skip
def test_an_impossible_date_is_told_why(value, fault, remedy):
    assert date_fault(value) == (fault, remedy)


def test_a_date_that_may_be_left_out_is_told_so():
    assert date_fault("n/a", may_be_empty=True)[1].endswith("or leave it empty if you do not know")


@pytest.mark.parametrize("value", ["2026-W10-3", "2026-063", "+2026-03-04", "2026-03-04\n"])
def test_forms_that_python_takes_for_a_date_are_refused(value):
    assert not is_date(value)
