"""What is written down stands in the right row, and what is not said is never guessed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import infoview_analytics as iv
from infoview_analytics.errors import ChangedOutsideError
from infoview_analytics.logbook.entries import ENTRIES
from infoview_analytics.logbook.naming import may_be_meant
from infoview_analytics.records.reading import read_campaign
from infoview_analytics.store.changes import fingerprints, undo

DAY = "2026-03-10"
HEADINGS = "interview_id,person,requested_on,responded_on,response,interview_on,outcome,notes"


@pytest.fixture
def log(campaign):
    """Return a function that logs into a sound campaign of one request, or into another one."""
    folder = campaign()

    def write_down(entry, *, as_of=DAY, new_person=False, replace=False, seen=None, **values):
        return iv.log_record(
            folder,
            entry,
            values,
            as_of=as_of,
            new_person=new_person,
            replace=replace,
            seen=seen,
        )

    write_down.folder = folder
    return write_down


def of_requests(campaign, *rows: str) -> None:
    campaign(interviews="\n".join([HEADINGS, *rows, ""]))


def rows(folder, table="interviews"):
    """Return the rows of a table, each with its filled cells only."""
    cells = read_campaign(folder).sheets[table].cells
    each = (dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))
    return [{name: value for name, value in row.items() if value} for row in each]


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def refused(log, entry, **values) -> tuple[iv.Problem, ...]:
    """Return why an entry is refused, and see that nothing was changed for it."""
    before = contents(log.folder)
    with pytest.raises(iv.EntryError) as caught:
        log(entry, **values)
    assert contents(log.folder) == before
    return caught.value.problems


def codes(problems) -> list[tuple[str, str]]:
    return [(problem.code, problem.name) for problem in problems]


def test_a_request_is_a_new_row_dated_on_the_day(log):
    logged = log("request", person="Cy Dent", channel="email")
    assert rows(log.folder)[-1] == {
        "interview_id": "I2",
        "person": "Cy Dent",
        "channel": "email",
        "requested_on": DAY,
    }
    assert (logged.table, logged.key) == ("interviews", "I2")
    assert logged.words == (
        "Logged: you asked Cy Dent on 10 March 2026. The row is in interviews.csv."
    )


def test_the_day_may_be_said(log):
    log("request", person="Cy Dent", requested_on="2026-03-01")
    assert rows(log.folder)[-1]["requested_on"] == "2026-03-01"


def test_all_other_bytes_stay_as_they_are(log):
    before = contents(log.folder)
    log("touch", person="Bo Lee", kind="nudge")
    after = contents(log.folder)
    assert after.pop("touches.csv").startswith(b"touch_id,person,touched_on,kind")
    assert after == before


@pytest.mark.parametrize(
    ("ids", "following"),
    [
        (["i013"], "i014"),
        (["i999"], "i1000"),
        (["I9", "I2"], "I10"),
        (["2026-07"], "2026-08"),
        (["x", "y"], "i1"),
        (["r7", "i3"], "i4"),
        (["7b"], "8b"),
        ([], "i1"),
    ],
)
def test_a_new_id_goes_on_as_the_file_does(campaign, log, ids, following):
    people = ["Ana Silva", "Cy Dent"]
    of_requests(campaign, *(f"{i},{p},2026-03-02,,,,," for i, p in zip(ids, people, strict=False)))
    campaign_rows = iv.log_record(log.folder, "request", {"person": "Zoe Ott"}, as_of=DAY)
    assert campaign_rows.key == following


def test_a_new_id_is_none_that_a_broken_row_has(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,,,,,", "I2,Dee, Mori,2026-03-02,,,,,")
    assert log("request", person="Cy Dent").key == "I3"


def test_a_referral_is_linked_to_the_conversation_with_the_one_who_named(log):
    log("referral", from_person="Ana Silva", to_person="Cy Dent", interview_id="Ana Silva")
    assert rows(log.folder, "referrals")[-1]["interview_id"] == "I1"


def test_an_answer_completes_the_only_open_request(campaign, log):
    of_requests(
        campaign,
        "I1,Ana Silva,2026-01-02,2026-01-05,declined,,,",
        "I2,Ana Silva,2026-03-02,,,,,",
        "I3,Cy Dent,2026-03-02,,,,,",
    )
    assert log("response", person="Ana Silva", response="accepted").key == "I2"
    assert rows(log.folder)[1]["responded_on"] == DAY
    assert rows(log.folder)[2] == {
        "interview_id": "I3",
        "person": "Cy Dent",
        "requested_on": "2026-03-02",
    }


def test_e503_two_open_requests_are_named_and_neither_is_chosen(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-01-02,,,,,", "I2,Ana Silva,2026-03-02,,,,,")
    (problem,) = refused(log, "response", person="Ana Silva", response="accepted")
    assert codes([problem]) == [("E503", "person")]
    assert "I1 of 2 January 2026, I2 of 2 March 2026" in problem.fault
    assert "interview_id" in problem.remedy


def test_the_id_says_which_request_is_meant(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-01-02,,,,,", "I2,Ana Silva,2026-03-02,,,,,")
    assert log("response", person="Ana Silva", interview_id="I1").key == "I1"


def test_the_id_of_somebody_else_is_refused(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-01-02,,,,,", "I2,Cy Dent,2026-03-02,,,,,")
    (problem,) = refused(log, "response", person="Ana Silva", interview_id="I2")
    assert (problem.name, problem.fault) == ("interview_id", 'is the row of "Cy Dent"')
    (problem,) = refused(log, "response", person="Ana Silva", interview_id="I7")
    assert problem.fault == "is not in interviews.csv"


def test_e502_an_answer_of_somebody_who_was_never_asked_is_refused(log):
    (problem,) = refused(log, "response", person="Cy Dent", response="accepted")
    assert codes([problem]) == [("E502", "person")]
    assert problem.remedy == "Write the request down first"


def test_an_answer_of_somebody_spelled_otherwise_asks_who_is_meant(log):
    (problem,) = refused(log, "response", person="ana silva", response="accepted")
    assert problem.remedy.startswith('Did you mean "Ana Silva"?')


def test_e501_a_name_nearly_known_is_not_taken_for_new(log):
    for name in ("Ana Sliva", "ana silva", "Silva, Ana", "Ana", "Ana Silva (Northlight)"):
        (problem,) = refused(log, "request", person=name)
        assert codes([problem]) == [("E501", "person")]
        assert 'Did you mean "Ana Silva"?' in problem.remedy


def test_a_name_nearly_known_is_taken_where_it_is_said_to_be_new(log):
    log("request", person="Ana Silva (Northlight)", new_person=True)
    assert [row["person"] for row in rows(log.folder)] == ["Ana Silva", "Ana Silva (Northlight)"]


def test_a_lead_is_known_and_can_be_asked(log):
    log("request", person="Bo Lee")
    assert rows(log.folder)[-1]["person"] == "Bo Lee"


def test_e504_a_filled_cell_is_kept_unless_it_is_to_be_replaced(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,2026-03-05,accepted,,,")
    (problem,) = refused(log, "response", person="Ana Silva", response="declined")
    assert codes([problem]) == [("E504", "response")]
    assert '"accepted"' in problem.fault
    log("response", person="Ana Silva", response="declined", replace=True)
    assert rows(log.folder)[0]["response"] == "declined"
    assert rows(log.folder)[0]["responded_on"] == "2026-03-05"


def test_e505_what_is_written_down_already_is_not_written_twice(log):
    log("request", person="Cy Dent")
    assert codes(refused(log, "request", person="Cy Dent")) == [("E505", "person")]
    log("response", person="Ana Silva", response="accepted")
    (problem,) = refused(log, "response", person="Ana Silva", response="accepted")
    assert (problem.code, problem.fault) == (
        "E505",
        'is written down already on 10 March 2026, in the row "I1"',
    )


def test_e506_a_column_that_is_not_asked_for_is_refused(log):
    assert codes(refused(log, "request", person="Cy Dent", minutes="20")) == [("E506", "minutes")]


def test_something_that_cannot_be_logged_names_what_can(log):
    with pytest.raises(iv.EntryError, match="Write request if you mean that"):
        log("requests", person="Cy Dent")


def test_every_fault_is_told_at_once_and_at_its_column(log):
    problems = refused(
        log, "request", person="A\tB", channel="pigeon", requested_on="03/04/2026", source=" "
    )
    assert sorted(codes(problems)) == [
        ("E203", "requested_on"),
        ("E204", "channel"),
        ("E209", "person"),
    ]
    assert not any(problem.line for problem in problems)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_what_is_missing_is_told_at_its_column(log, entry):
    assert codes(refused(log, entry.name)) == [("E201", name) for name in entry.needs]


def test_values_are_checked_even_where_no_row_is_found(log):
    problems = refused(log, "response", person="Cy Dent", response="perhaps")
    assert sorted(codes(problems)) == [("E204", "response"), ("E502", "person")]


def test_days_that_run_backwards_are_told_at_the_later_one(log):
    problems = refused(log, "response", person="Ana Silva", responded_on="2026-03-01")
    assert codes(problems) == [("E301", "responded_on")]


def test_a_fault_that_was_there_before_stops_nobody(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,,,2026-02-01,,")
    log("response", person="Ana Silva", response="accepted")
    assert rows(log.folder)[0]["response"] == "accepted"


def test_a_choice_may_be_written_with_spaces(log):
    log("request", person="Cy Dent", source="Ten thousand coffees")
    assert rows(log.folder)[-1]["source"] == "ten_thousand_coffees"


def test_a_campaign_s_own_words_are_taken(campaign, log):
    campaign(infoview='[words]\nchannels = ["fax"]\n')
    log("request", person="Cy Dent", channel="fax")
    assert rows(log.folder)[-1]["channel"] == "fax"


def test_a_conversation_that_was_agreed_on_keeps_its_day(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-09,,")
    logged = log("interview", person="Ana Silva", minutes="25")
    assert rows(log.folder)[0] | {"minutes": "25"} == rows(log.folder)[0]
    assert "you talked with Ana Silva on 9 March 2026" in logged.words


def test_a_conversation_to_come_is_told_as_one(log):
    logged = log("interview", person="Ana Silva", interview_on="2026-03-20")
    assert "you will talk with Ana Silva on 20 March 2026" in logged.words


def test_a_conversation_that_is_yet_to_come_has_no_minutes(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-12,,")
    problems = refused(log, "interview", person="Ana Silva", minutes="25")
    assert codes(problems) == [("E504", "interview_on")]
    log("interview", person="Ana Silva", minutes="25", interview_on=DAY, replace=True)
    assert rows(log.folder)[0]["interview_on"] == DAY


def test_a_conversation_that_is_yet_to_come_can_be_prepared(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-12,,")
    log("interview", person="Ana Silva", format="video")
    assert rows(log.folder)[0]["interview_on"] == "2026-03-12"


def test_a_conversation_with_somebody_who_declined_is_refused(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,2026-03-05,declined,,,")
    assert codes(refused(log, "interview", person="Ana Silva")) == [("E502", "person")]


def test_a_conversation_is_not_written_into_a_later_request(campaign, log):
    of_requests(
        campaign,
        f"I1,Ana Silva,2026-03-02,2026-03-05,accepted,{DAY},,",
        "I2,Ana Silva,2026-03-09,,,,,",
    )
    assert log("interview", person="Ana Silva", learned="Be short.").key == "I1"


@pytest.mark.parametrize(
    "other",
    [
        "accepted,2026-03-05,",
        "accepted,2026-03-20,cancelled",
        "declined,,",
    ],
)
def test_a_conversation_belongs_to_the_request_that_led_to_it(campaign, log, other):
    of_requests(
        campaign,
        f"I1,Ana Silva,2026-01-02,2026-01-05,{other},",
        "I2,Ana Silva,2026-03-02,2026-03-05,accepted,,,",
    )
    assert log("interview", person="Ana Silva").key == "I2"


def test_more_of_a_conversation_goes_to_the_one_of_that_day(campaign, log):
    of_requests(
        campaign,
        f"I1,Ana Silva,2026-03-02,2026-03-05,accepted,{DAY},held,",
        "I2,Ana Silva,2026-03-09,,,,,",
    )
    assert log("interview", person="Ana Silva", learned="Be short.").key == "I1"


def test_a_day_that_a_later_one_lies_before_is_told_at_the_later_one(campaign, log):
    head = "interview_id,person,requested_on,interview_on,thank_you_on"
    campaign(interviews=f"{head}\nI1,Ana Silva,2026-03-02,,2026-03-05\n")
    problems = refused(log, "interview", person="Ana Silva")
    assert codes(problems) == [("E303", "thank_you_on")]


def test_a_note_is_added_below_what_stands_there(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,,,,,Met at the fair.")
    log("response", person="Ana Silva", notes="Likes tea.")
    assert rows(log.folder)[0]["notes"] == "Met at the fair.\nLikes tea."
    log("response", person="Ana Silva", notes="Likes tea.", response="accepted")
    assert rows(log.folder)[0]["notes"] == "Met at the fair.\nLikes tea."


def test_thanks_go_to_the_conversation_that_was_held(campaign, log):
    of_requests(
        campaign,
        "I1,Ana Silva,2026-01-02,,,,,",
        "I2,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-09,,",
    )
    assert log("thanks", person="Ana Silva", thank_you_by="letter").key == "I2"


def test_thanks_do_not_go_to_a_conversation_yet_to_come(campaign, log):
    of_requests(
        campaign,
        "I1,Ana Silva,2026-01-02,2026-01-05,accepted,2026-01-09,,",
        "I2,Ana Silva,2026-03-02,2026-03-05,accepted,2026-03-19,,",
    )
    assert log("thanks", person="Ana Silva").key == "I1"


def test_several_names_are_several_rows_of_one_save(log):
    logged = log("referral", from_person="Ana Silva", to_person="Cy Dent\nDee Mori\nCy Dent")
    assert logged.keys == ("R2", "R3")
    assert "Ana Silva named Cy Dent and Dee Mori on 10 March 2026" in logged.words
    undo(log.folder)
    assert len(rows(log.folder, "referrals")) == 1


def test_one_faulty_name_among_several_keeps_all_of_them_out(log):
    problems = refused(log, "referral", from_person="Ana Silva", to_person="Cy Dent\nAna Silva")
    assert codes(problems) == [("E304", "to_person")]


def test_an_introduction_completes_its_referral(log):
    log("introduction", from_person="Ana Silva", to_person="Bo Lee")
    assert rows(log.folder, "referrals")[0]["introduced_on"] == DAY


def test_an_introduction_goes_to_the_naming_that_has_none(campaign, log):
    head = "referral_id,from_person,to_person,referred_on,introduced_on"
    first = "R1,Ana Silva,Bo Lee,2026-03-01,2026-03-02"
    campaign(referrals=f"{head}\n{first}\nR2,Ana Silva,Bo Lee,2026-03-05,\n")
    assert log("introduction", from_person="Ana Silva", to_person="Bo Lee").key == "R2"


def test_only_what_is_wrong_with_a_row_keeps_it_out_and_no_warning(campaign, log):
    of_requests(campaign, "I1,Ana Silva,2026-03-02,,,,,", "I2,Cy Dent,2026-03-02,,,,,")
    pair = {"from_person": "Ana Silva", "to_person": "Bo Lee"}
    problems = refused(log, "referral", **pair, interview_id="I2")
    assert codes(problems) == [("E306", "interview_id")]


def test_what_nobody_named_cannot_be_reported_back(log):
    (problem,) = refused(log, "report_back", from_person="Ana Silva", to_person="Cy Dent")
    assert codes([problem]) == [("E502", "to_person")]
    assert problem.remedy == "Write down first who named whom"


def test_a_name_stands_for_the_conversation_with_that_person(log):
    log("advice", interview_id="Ana Silva", advice="Show two pieces.")
    assert rows(log.folder, "advice") == [
        {"advice_id": "a1", "interview_id": "I1", "advice": "Show two pieces."}
    ]
    log("advice_done", advice_id="Ana Silva")
    assert rows(log.folder, "advice")[0]["done_on"] == DAY
    log("advice", interview_id="I1", advice="Be short.")
    assert log("advice_done", advice_id="Ana Silva").key == "a2"


def test_a_name_with_two_conversations_stands_for_neither(campaign, log):
    of_requests(
        campaign,
        "I1,Ana Silva,2026-01-02,,accepted,2026-01-09,,",
        "I2,Ana Silva,2026-03-02,,accepted,2026-03-09,,",
    )
    problems = refused(log, "advice", interview_id="Ana Silva", advice="Show two pieces.")
    assert codes(problems) == [("E503", "interview_id")]


def test_an_interview_that_is_not_there_is_told_at_its_column(log):
    problems = refused(log, "advice", interview_id="I7", advice="Show two pieces.")
    assert codes(problems) == [("E305", "interview_id")]


def test_a_person_is_added_once_and_completed_after_that(log):
    log("person", person="Cy Dent", source="event")
    log("person", person="Cy Dent", city="Hull", as_of="2026-03-12")
    assert rows(log.folder, "people") == [
        {"person": "Cy Dent", "source": "event", "known_since": DAY, "city": "Hull"}
    ]


def test_a_person_who_is_completed_is_not_dated(campaign, log):
    campaign(people="person,city,known_since\nCy Dent,,\n")
    log("person", person="Cy Dent", city="Hull")
    assert rows(log.folder, "people") == [{"person": "Cy Dent", "city": "Hull"}]


def test_one_name_in_two_unicode_forms_is_one_name(campaign, log):
    of_requests(campaign, "I1,Zo\u00e9 Ott,2026-03-02,,,,,")
    assert log("response", person="Zoe\u0301 Ott", response="accepted").key == "I1"


def test_a_name_without_letters_is_meant_for_nobody():
    assert may_be_meant("Cy Dent", ["?!", "Ana Silva"]) == []
    assert may_be_meant("?!", ["Ana Silva"]) == []


def test_an_organisation_needs_no_day(log):
    log("organization", organization="Northlight", priority="1")
    assert rows(log.folder, "organizations") == [{"organization": "Northlight", "priority": "1"}]


def test_a_warning_that_the_row_brings_is_handed_on(log):
    logged = log("response", person="Ana Silva")
    assert "W507" in [warning.code for warning in logged.saved.warnings]


def test_a_text_that_no_file_may_hold_is_told_at_its_column(log):
    problems = refused(log, "request", person="Cy Dent", notes="x" * 131_073)
    assert codes(problems) == [("E105", "notes")]
    assert codes(refused(log, "request", person="Cy\udcff")) == [("E209", "person")]


def test_what_several_write_down_at_once_is_all_there(log):
    def nudge(day: int) -> str:
        return log("touch", person="Ana Silva", kind="nudge", touched_on=f"2026-03-{day:02}").key

    with ThreadPoolExecutor(4) as four:
        keys = list(four.map(nudge, range(1, 13)))
    assert sorted(row["touch_id"] for row in rows(log.folder, "touches")) == sorted(keys)
    assert len(set(keys)) == 12


def test_a_file_that_changed_since_it_was_seen_is_left_alone(campaign, log):
    seen = fingerprints(log.folder)
    of_requests(campaign, "I1,Ana Silva,2026-01-02,,,,,")
    before = contents(log.folder)
    with pytest.raises(ChangedOutsideError):
        log("request", person="Cy Dent", seen=seen)
    assert contents(log.folder) == before


def test_records_that_cannot_be_read_are_told_and_left_alone(campaign, log):
    campaign(interviews="interview_id;person;requested_on\n")
    before = contents(log.folder)
    with pytest.raises(iv.RecordError, match="E112"):
        log("request", person="Cy Dent")
    assert contents(log.folder) == before


def test_a_day_that_is_none_is_refused(log):
    with pytest.raises(iv.DayError, match="2026-03-29"):
        log("request", person="Cy Dent", as_of="10/03/2026")


@pytest.mark.parametrize("name", ['Bo "Z" Lee', "Bo, Lee", "=1+1", "<b>Bo</b>", "Žofie 王", "-x"])
def test_odd_names_are_written_as_they_are(log, name):
    log("request", person=name, new_person=True)
    assert rows(log.folder)[-1]["person"] == name
