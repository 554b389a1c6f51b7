from infoview_analytics.report._care import care_sections
from infoview_analytics.report._numbers_of_care import looked_after

AS_OF = "2026-04-01"


def test_the_section_shows_every_habit_but_the_nudges(sample):
    habits, outcomes = care_sections(sample, AS_OF)
    assert habits.title == "How well is everybody looked after?"
    assert len(habits.shown) == 10
    assert len(habits.table) == 11
    assert outcomes.plot is None
    assert outcomes.shown["By way of"].iloc[0] == "Annika Vogelsang and Ingrid Halvorsen"


def test_where_nothing_came_of_it_yet_there_is_no_such_section(sample):
    assert [section.name for section in care_sections(sample, "2025-11-20")] == ["care"]


def test_the_numbers_tell_care_and_outcomes(sample):
    care = looked_after(sample, AS_OF)
    shape = {"count", "n", "rate", "low", "high", "not_yet_known"}
    assert all(set(care[habit]) == shape for habit in care if habit != "outcomes")
    assert care["thanked_in_time"]["rate"] == care["thanked_in_time"]["count"] / 38
    assert care["outcomes"][-1]["chain"] == ["Annika Vogelsang", "Ingrid Halvorsen"]
    assert care["outcomes"][0]["weeks_after"] == 5


def test_thanks_of_the_sample_as_counted_by_hand(sample):
    held = sample.interviews.loc[sample.interviews["interview_on"] < "2026-03-31"]
    held = held.loc[~held["outcome"].isin(["cancelled", "no_show"])]
    late = (held["thank_you_on"] - held["interview_on"]).dt.days
    told = looked_after(sample, AS_OF)["thanked_in_time"]
    assert (told["count"], told["n"]) == ((late <= 1).sum(), len(held))
