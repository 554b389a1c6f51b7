from types import SimpleNamespace

import pandas as pd
import pytest

from infoview_analytics.words.week_plan import (
    due_in_short,
    hours_in_words,
    left_out_in_words,
    step_in_words,
    talk_in_words,
    week_plan_in_words,
    week_plan_to_read,
)

DAY = pd.Timestamp("2026-03-11")
TALK = {
    "person": "Bo Lee",
    "organization": None,
    "interview_on": pd.Timestamp("2026-03-12"),
    "interview_time": "14:00",
    "place": "the library",
    "format": None,
}


def plan(*rows, contacts=(), diary=(), **others):
    """Return the least plan: each row its part, person, minutes and overdue days."""
    columns = ["part", "person", "minutes", "overdue_days", "fits"]
    table = pd.DataFrame(rows, columns=columns).assign(due_on=DAY, why="So it is.")
    table["action"] = "Write to " + table["person"].astype(str)
    told = {"requests": 0, "sent": 0, "basis": "nothing needed", "hours": None}
    found = SimpleNamespace(
        week=pd.Timestamp("2026-03-09"),
        table=table,
        contacts=pd.DataFrame({"person": list(contacts)}),
        diary=pd.DataFrame(list(diary), columns=list(TALK)),
        minutes=int(table["minutes"].sum()),
        of=lambda part: table.loc[table["part"] == part],
        **(told | others),
    )
    found.owed, found.keep = found.of("owed"), found.of("keep")
    return found


def test_an_empty_week_asks_for_nothing():
    assert week_plan_in_words(plan())[0] == "The week of 9 March 2026 asks for nothing: enjoy it."


def test_the_first_sentence_counts_what_there_is():
    told = week_plan_in_words(plan(("owed", "Ana", 15, 3, True), ("keep", "Bo", 15, 0, True)))
    assert told[0] == (
        "The week of 9 March 2026: 1 thing owed (1 overdue) and 1 person to stay in touch with."
    )
    assert "Ana waits to hear from you." in told


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        ("own rate", "Send 2 requests this week: with so many, the chance is 80 %"),
        ("goal", "Send 2 requests this week, as many as the goal asks for conversations"),
    ],
)
def test_how_many_requests_is_told_with_its_reason(basis, sentence):
    told = " ".join(week_plan_in_words(plan(requests=2, basis=basis, contacts=["Cy", "Di"])))
    assert sentence in told
    assert "Begin with Cy and Di." in told


def test_requests_that_wait_already_are_told():
    told = " ".join(week_plan_in_words(plan(requests=1, sent=1, basis="goal", contacts=["Cy"])))
    assert "1 request of this week waits for an answer. Send 1 more request this week" in told
    enough = " ".join(week_plan_in_words(plan(requests=0, sent=2, basis="goal")))
    assert "2 requests of this week wait for an answer. That is as many as the week asks" in enough


def test_too_few_leads_are_told_with_the_remedy():
    told = " ".join(week_plan_in_words(plan(requests=3, basis="goal", contacts=["Cy"])))
    assert "Nobody else can fairly be asked this week: for the other 2, ask for names" in told


def test_no_lead_at_all_is_told():
    told = " ".join(week_plan_in_words(plan(requests=3, basis="goal")))
    assert "Nobody is left to ask: ask for names" in told


def test_an_ended_campaign_is_told():
    assert "The campaign has ended" in " ".join(week_plan_in_words(plan(basis="ended")))


def test_the_next_talk_is_told_with_its_time_and_place():
    told = week_plan_in_words(plan(diary=[TALK, TALK]))
    assert (
        "Your next talk is with Bo Lee: Thursday 12 March 2026 at 14:00, the library, "
        "and 1 other after it."
    ) in told


def test_a_talk_without_time_and_place_is_told_by_its_day():
    bare = pd.Series(TALK | {"interview_time": None, "place": None, "format": "phone"})
    assert talk_in_words(bare) == "Thursday 12 March 2026, by phone"
    assert talk_in_words(bare.replace("phone", None)) == "Thursday 12 March 2026"


def test_what_does_not_fit_is_told_owed_things_first():
    rows = (
        ("keep", "Bo", 30, 0, False),
        ("owed", "Ana", 45, 0, False),
        ("later", "Cy", 20, 0, False),
    )
    found = plan(*rows, hours=1.0)
    assert week_plan_in_words(found)[-1] == (
        "All of it takes about 1 hour 35 minutes; you have 1 hour. 2 things of it do not fit, "
        "1 of them owed to somebody."
    )
    assert left_out_in_words(found) == [
        "Not within 1 hour: Write to Ana; Write to Bo.",
        "Next in line: Cy.",
    ]


def test_what_fits_is_told_too():
    told = week_plan_in_words(plan(("owed", "Ana", 45, 0, True), hours=1.0))
    assert told[-1] == "All of it takes about 45 minutes; you have 1 hour, so it fits."


def test_only_what_fits_is_read_each_part_named_once():
    rows = ("owed", "Ana", 5, 2, True), ("owed", "Bo", 5, 0, True), ("owed", "Cy", 5, 0, False)
    shown = week_plan_to_read(plan(*rows, hours=1.0))
    assert shown["Part"].tolist() == ["Owed", ""]
    assert shown["By"].tolist() == ["2 days late", "Wednesday, 11 March"]


def test_a_step_tells_what_to_ask_first():
    assert step_in_words("Ana", "permission") == (
        "Ana named them; ask Ana first whether you may say so"
    )
    assert step_in_words("Ana", "discretion") == "Ana named them and would rather not be mentioned"
    assert step_in_words(None, "", "career_centre") == "you know of them yourself (career centre)"
    assert step_in_words(float("nan"), "") == "you know of them yourself"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (240, "4 hours"),
    ],
)
def test_minutes_are_told_as_hours(minutes, words):
    assert hours_in_words(minutes) == words


def test_one_day_late_is_one_day():
    assert due_in_short(DAY, 1) == "1 day late"


def test_names_stay_on_one_line():
    told = "".join(week_plan_in_words(plan(("owed", "Ana\nBcc: x", 5, 1, True))))
    assert "\n" not in told


def test_what_has_no_sentence_of_its_own_is_counted():
    told = week_plan_in_words(plan(("own", "Ana", 5, 0, True), ("own", "Bo", 5, 0, True)))
    assert told[0] == "The week of 9 March 2026: 2 things to do."
