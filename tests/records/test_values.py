import pytest

from infoview_analytics.records.schema import INTERVIEWS, REFERRALS
from infoview_analytics.records.values import value_fault

COLUMNS = {column.name: column for column in (*INTERVIEWS.columns, *REFERRALS.columns)}


def remedy(name, value):
    return value_fault(value, COLUMNS[name]).remedy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("requested_on", "2026-03-04"), ("interview_time", "00:00"), ("interview_time", "23:59"),
        ("channel", "in_person"), ("response", "declined"), ("minutes", "1"), ("minutes", "600"),
        ("asked_for_referral", "yes"), ("may_use_name", "no"),
    ],
)  # fmt: skip
def test_a_sound_value_has_no_fault(name, value):
    assert value_fault(value, COLUMNS[name]) is None


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("9:30", "09:30"), ("14.30", "14:30"), ("14h30", "14:30"), ("2pm", "14:00"),
        ("2:30 p.m.", "14:30"), ("12 am", "00:00"), ("12:15pm", "12:15"), ("10:30:00", "10:30"),
    ],
)  # fmt: skip
def test_another_form_of_a_time_is_understood_and_refused(value, meant):
    assert remedy("interview_time", value) == f"Write {meant}"


@pytest.mark.parametrize(
    "value", ["24:00", "10:60", "25pm", "noon", "0930", "\u0661\u0660:\u0663\u0660"]
)
def test_what_is_no_time_is_told_the_range(value):
    assert remedy("interview_time", value) == (
        "Write hours from 00 to 23 and minutes from 00 to 59"
    )


@pytest.mark.parametrize(
    ("value", "meant"),
    [("Email", "email"), ("In person", "in_person"), ("e-mail", "email"), ("LinkedIn", "linkedin")],
)
def test_a_near_choice_is_proposed(value, meant):
    assert remedy("channel", value).startswith(f"Write {meant} if you mean that, or one of ")


def test_choices_that_can_be_added_to_say_so():
    assert remedy("channel", "pigeon").endswith(
        "other; or add it to channels under [words] in infoview.toml"
    )
    assert "infoview.toml" not in remedy("format", "pigeon")


@pytest.mark.parametrize("value", ["030", "30.0", "30,00", "30 min", "+30", "30'", "30 Minutes"])
def test_a_number_with_something_to_it_is_understood_and_refused(value):
    assert remedy("minutes", value) == "Write 30"


@pytest.mark.parametrize(
    "value", ["0", "601", "-5", "20-30", "half an hour", "\u0663\u0660", "1e2", "9" * 5000]
)
def test_what_is_no_number_in_the_range_is_refused(value):
    found = value_fault(value, COLUMNS["minutes"])
    assert (found.code, found.fault) == ("E205", "is not a whole number from 1 to 600")


@pytest.mark.parametrize(
    ("value", "meant"), [("Yes", "yes"), ("Y", "yes"), ("TRUE", "yes"), ("x", "yes"), ("N", "no")]
)
def test_other_words_for_yes_and_no_are_understood_and_refused(value, meant):
    assert remedy("may_use_name", value) == f"Write {meant}"
