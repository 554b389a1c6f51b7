import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pandas as pd
import pytest
import vobject
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.agenda._zones import rules_of
from infoview_analytics.agenda.diary import PRODID
from infoview_analytics.cli import main
from infoview_analytics.words.phrases import plain

AS_OF = "2026-03-02"
TORONTO = '[you]\ntime_zone = "America/Toronto"\n'
HEAD = (
    "interview_id,person,organization,requested_on,responded_on,response,interview_on,"
    "interview_time,place,outcome,format,minutes_agreed\n"
)
NOBODY = "referral_id,from_person,to_person,referred_on,may_use_name\n"
NAMED = ["from_person", "to_person", "referred_on"]
TALK = "I1,Ana Silva,Northlight,2026-02-20,2026-02-24,accepted,2026-03-06,14:00,Room 5,,,45\n"


@pytest.fixture
def loaded(campaign):
    """Return a function that reads a campaign with these interviews."""

    def read(rows=TALK, *, infoview=TORONTO, referrals=NOBODY):
        folder = campaign(interviews=HEAD + rows, referrals=referrals, infoview=infoview)
        return iv.load_campaign(folder)

    return read


@pytest.fixture
def diary(loaded):
    """Return a function that makes the calendar of such a campaign."""

    def make(rows=TALK, *, as_of=AS_OF, infoview=TORONTO, referrals=NOBODY, **options):
        found = loaded(rows, infoview=infoview, referrals=referrals)
        return iv.calendar_of(found, as_of=as_of, **({"todos": "none"} | options))

    return make


def events(raw):
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def action(**told):
    """Return the least table of one action."""
    row = {
        "action": "Thank Ana Silva",
        "due_on": pd.Timestamp("2026-03-04"),
        "overdue_days": 0,
        "why": "You talked.",
        "rule": "thank",
        "table": "interviews",
        "record": "I1",
        "entry": "thanks",
        "lapsed": False,
    }
    return pd.DataFrame([row | told])


def test_a_talk_has_its_time_its_place_and_its_length(diary):
    (talk,) = events(diary())
    assert talk["summary"] == "Talk with Ana Silva (Northlight)"
    assert talk.decoded("dtstart") == datetime(2026, 3, 6, 14, tzinfo=ZoneInfo("America/Toronto"))
    assert talk.decoded("dtend") - talk.decoded("dtstart") == timedelta(minutes=45)
    assert (talk["location"], talk["status"], talk["class"]) == ("Room 5", "CONFIRMED", "PRIVATE")


def test_another_library_reads_the_same(diary):
    raw = diary(actions=action(), todos="events")
    theirs = list(vobject.readOne(raw.decode()).vevent_list)
    for ours, other in zip(events(raw), theirs, strict=True):
        assert other.summary.value == ours["summary"]
        assert other.description.value == ours["description"]
        assert other.uid.value == ours["uid"]
        start = ours.decoded("dtstart")
        assert other.dtstart.value == start
    at = theirs[0].dtstart.value.astimezone(UTC)
    assert at == datetime(2026, 3, 6, 19, tzinfo=UTC)


def test_what_to_keep_in_mind_stands_in_the_description(diary):
    referrals = NOBODY + (
        "R1,Bo Lee,Ana Silva,2026-02-01,yes\nR2,Cy Dent,Ana Silva,2026-02-02,no\n"
        "R3,Dee Mori,Ana Silva,2026-02-03,\nR4,Eva Ray,Ana Silva,2026-03-03,yes\n"
    )
    notes = events(diary(referrals=referrals))[0]["description"].split("\n")
    led = "Bo Lee (you may say so), Cy Dent (would rather not be named)"
    assert notes == [
        f"Who led here: {led} and Dee Mori (do not say so: you have not asked).",
        "Be there at 13:50.",
        "Agreed: 45 minutes. At 14:40 say that five minutes are left.",
        "Say thank you by 7 March 2026.",
    ]


def test_two_alarms_ring_the_day_before_and_in_time_to_go(diary):
    alarms = events(diary())[0].walk("VALARM")
    before = [alarm.decoded("trigger") for alarm in alarms]
    assert before == [-timedelta(days=1), -timedelta(minutes=40)]


def test_without_a_time_it_takes_the_day_and_says_so(diary):
    (talk,) = events(diary(TALK.replace("14:00", "")))
    assert (talk.decoded("dtstart"), talk.decoded("dtend")) == (date(2026, 3, 6), date(2026, 3, 7))
    assert "No time is written down yet: agree on one." in talk["description"]
    assert [a.decoded("trigger") for a in talk.walk("VALARM")] == [-timedelta(hours=6)]
    assert talk["transp"] == "TRANSPARENT"


def test_without_a_length_it_takes_half_an_hour_and_says_so(diary):
    (talk,) = events(diary(TALK.replace(",45\n", ",\n")))
    assert talk.decoded("dtend") - talk.decoded("dtstart") == timedelta(minutes=30)
    assert "No length was agreed: ask at the start." in talk["description"]


def test_without_a_zone_the_time_is_the_same_on_any_clock(diary):
    raw = diary(infoview="")
    assert b"DTSTART:20260306T140000\r\n" in raw
    assert b"VTIMEZONE" not in raw


def test_a_talk_that_was_called_off_is_marked_and_rings_no_more(diary):
    (talk,) = events(diary(TALK.replace("Room 5,,", "Room 5,cancelled,")))
    assert talk["status"] == "CANCELLED"
    assert not talk.walk("VALARM")
    assert talk["uid"] == events(diary())[0]["uid"]


def test_a_talk_that_is_over_or_not_agreed_yet_is_left_out(diary):
    assert events(diary(as_of="2026-03-06"))
    assert not events(diary(as_of="2026-03-07"))
    assert not events(diary(as_of="2026-02-23"))


def test_a_second_export_is_the_same_entry_in_a_newer_version(diary):
    first = events(diary())[0]
    moved = events(diary(TALK.replace("14:00", "16:00"), as_of="2026-03-03"))[0]
    assert moved["uid"] == first["uid"]
    assert moved["sequence"] == first["sequence"] + 1
    assert moved.decoded("dtstamp") == datetime(2026, 3, 3, tzinfo=UTC)
    assert moved.decoded("dtstamp") == moved.decoded("last-modified")


def test_the_same_day_gives_the_same_bytes(diary):
    assert diary(todos="events") == diary(todos="events")


def test_no_name_stands_in_an_identity_and_each_has_its_own(diary):
    raw = diary(TALK + TALK.replace("I1,Ana Silva", "I2,Bo Lee"), todos="events")
    uids = [event["uid"] for event in events(raw)]
    assert len(set(uids)) == len(uids)
    assert all(len(uid) == len("@infoview") + 32 for uid in uids)


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("America/Toronto", "2026-03-07", "14:00", "2026-03-07 19:00"),
        ("America/Toronto", "2026-03-08", "14:00", "2026-03-08 18:00"),
        ("America/Toronto", "2026-03-08", "02:30", "2026-03-08 07:30"),  # skipped: clocks say 3:30
        ("America/Toronto", "2026-03-08", "03:30", "2026-03-08 07:30"),
        ("Europe/Paris", "2026-03-28", "14:00", "2026-03-28 13:00"),
        ("Europe/Paris", "2026-03-29", "14:00", "2026-03-29 12:00"),
        ("Europe/Paris", "2026-10-25", "02:30", "2026-10-25 00:30"),  # twice: the first one
        ("Asia/Kolkata", "2026-03-29", "14:00", "2026-03-29 08:30"),
        ("UTC", "2026-03-29", "14:00", "2026-03-29 14:00"),
    ],
)
def test_a_time_is_meant_in_your_zone_also_when_the_clocks_change(diary, zone, day, at, utc):
    row = TALK.replace("2026-03-06,14:00", f"{day},{at}")
    raw = diary(row, infoview=f'[you]\ntime_zone = "{zone}"\n')
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert events(raw)[0].decoded("dtstart").astimezone(UTC) == expected
    theirs = vobject.readOne(raw.decode()).vevent
    assert theirs.dtstart.value.astimezone(UTC) == expected
    if zone == "Europe/Paris" and day == "2026-10-25":  # the clocks show 2:15 twice
        assert theirs.duration.value == timedelta(minutes=45)
    else:
        assert theirs.dtend.value - theirs.dtstart.value == timedelta(minutes=45)


def test_the_rules_of_a_zone_change_when_its_clocks_do():
    rules = rules_of(ZoneInfo("America/Toronto"), date(2026, 1, 15), date(2026, 12, 31))
    told = [(r.name, r.decoded("dtstart"), r.decoded("tzoffsetto")) for r in rules.subcomponents]
    assert told[1:] == [
        ("DAYLIGHT", datetime(2026, 3, 8, 2), timedelta(hours=-4)),  # noqa: DTZ001
        ("STANDARD", datetime(2026, 11, 1, 2), timedelta(hours=-5)),  # noqa: DTZ001
    ]


def test_an_action_takes_its_day_or_today_if_it_is_overdue(diary):
    due, late = action(), action(due_on=pd.Timestamp("2026-02-27"), overdue_days=3, rule="nudge")
    both = pd.concat([due, late], ignore_index=True)
    _, thank, nudge = events(diary(actions=both, todos="events"))
    assert thank.decoded("dtstart") == date(2026, 3, 4)
    assert nudge.decoded("dtstart") == date(2026, 3, 2)
    assert "It was due on 27 February 2026." in nudge["description"]
    assert "infoview log thanks" in thank["description"]
    assert not thank.walk("VALARM")


def test_a_to_do_is_due_on_its_day(diary):
    raw = diary(actions=action(), todos="todos")
    (todo,) = icalendar.Calendar.from_ical(raw).walk("VTODO")
    assert todo.decoded("due") == date(2026, 3, 4)
    assert vobject.readOne(raw.decode()).vtodo.status.value == "NEEDS-ACTION"


def test_an_action_keeps_its_identity_when_its_day_moves(diary):
    one = events(diary(actions=action(), todos="events"))[1]
    moved = action(due_on=pd.Timestamp("2026-03-05"))
    assert events(diary(actions=moved, todos="events"))[1]["uid"] == one["uid"]


def test_one_day_holds_only_the_first_actions(diary):
    many = pd.concat([action(record=f"I{i}") for i in range(9)], ignore_index=True)
    assert len(events(diary(actions=many, todos="events"))) == 1 + 5
    assert len(events(diary(actions=many, todos="events", most=2))) == 1 + 2


def test_what_the_talk_says_itself_and_what_lapsed_is_not_said_twice(diary):
    table = pd.concat([action(rule="arrive"), action(lapsed=True)], ignore_index=True)
    assert len(events(diary(actions=table, todos="events"))) == 1


def test_lines_are_folded_and_end_as_the_standard_wants(diary):
    raw = diary(TALK.replace("Room 5", '"' + "ü; \U0001f600, \\ " * 30 + '"'), todos="events")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in lines)


def shown(text):
    return plain(text, most=300)


def assert_one_event(raw, place):
    assert len(events(raw)) == 1
    theirs = vobject.readOne(raw.decode()).vevent
    assert theirs.location.value == place
    assert set(theirs.contents) == {
        *("uid", "sequence", "dtstamp", "last-modified", "class", "summary", "dtstart", "dtend"),
        *("location", "description", "status", "transp", "valarm"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "A\nATTENDEE:mailto:x@example.org",
        "A\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "A\\nATTENDEE:x",
        "C:\\Notes\\NN",
        'A";ALTREP="http://x',
        "A\u2028ATTENDEE:x\u0085B\x0bC\x1eD",
        ";:,\\",
    ],
)
def test_no_text_of_a_record_becomes_a_line_of_its_own(loaded, text):
    found = loaded()
    found.interviews["place"] = text
    raw = iv.calendar_of(found, as_of=AS_OF, todos="none")
    assert_one_event(raw, shown(text))


def test_naughty_strings_read_back_as_they_are_shown(loaded, real):
    texts = json.loads((real / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    rows = [action(action=text, why=text, record=f"I{i}") for i, text in enumerate(texts)]
    table = pd.concat(rows, ignore_index=True)
    raw = iv.calendar_of(loaded(), as_of=AS_OF, actions=table, most=len(table))
    theirs = list(vobject.readOne(raw.decode()).vevent_list)
    assert len(events(raw)) == len(theirs)
    for text, other in zip(texts, theirs[1:], strict=True):
        assert other.summary.value == shown(text)
        assert other.description.value.split("\n")[0] == shown(text)


def test_naughty_names_read_back_as_they_are_shown(loaded, real):
    texts = json.loads((real / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    found = loaded(infoview="")
    for text in [text for text in texts if text.strip()][::25]:
        found.interviews[["person", "organization", "place"]] = text
        raw = iv.calendar_of(found, as_of=AS_OF, todos="none")
        assert_one_event(raw, shown(text))
        summary = vobject.readOne(raw.decode()).vevent.summary.value
        assert summary == f"Talk with {plain(text)} ({plain(text)})"


@settings(max_examples=40)
@given(text=st.text(min_size=1))
def test_any_action_reads_back_on_one_line(text):
    nobody = pd.DataFrame({"interview_id": [], "person": [], "requested_on": pd.to_datetime([])})
    empty = iv.Campaign(folder=Path(), interviews=nobody, referrals=pd.DataFrame(columns=NAMED))
    raw = iv.calendar_of(empty, as_of=AS_OF, actions=action(action=text, why=text))
    assert len(events(raw)) == 1
    theirs = vobject.readOne(raw.decode()).vevent
    assert theirs.summary.value == shown(text)
    assert theirs.description.value.split("\n")[0] == shown(text)
    assert len(theirs.contents) == 10


def test_an_empty_campaign_gives_a_calendar_without_talks(tmp_path):
    iv.new_campaign(tmp_path)
    raw = iv.calendar_of(iv.load_campaign(tmp_path), as_of=AS_OF)
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert not [e for e in events(raw) if str(e["summary"]).startswith("Talk with")]


@pytest.mark.parametrize(("option", "value"), [("todos", "lists"), ("days", -1), ("most", -1)])
def test_an_option_that_makes_no_sense_is_refused(diary, option, value):
    with pytest.raises(iv.OptionError, match=option):
        diary(**{option: value})


def test_a_calendar_of_ours_is_replaced_and_nothing_is_left_beside_it(loaded, tmp_path):
    out = tmp_path / "week.ics"
    for _ in range(2):
        assert iv.write_calendar(loaded(), out, as_of=AS_OF, todos="none") == out
    assert PRODID.encode() in out.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["campaign", "week.ics"]


def test_another_file_is_kept_unless_it_is_said(loaded, tmp_path):
    out = tmp_path / "week.ics"
    out.write_text("BEGIN:VCALENDAR\nPRODID:-//theirs//EN\n")
    with pytest.raises(iv.OccupiedError, match="was not made by infoview"):
        iv.write_calendar(loaded(), out, as_of=AS_OF)
    assert "theirs" in out.read_text()
    iv.write_calendar(loaded(), out, as_of=AS_OF, todos="none", overwrite=True)
    assert "theirs" not in out.read_text()


def test_the_command_writes_it_and_says_how_much_it_holds(loaded, tmp_path):
    folder, out = loaded().folder, tmp_path / "week.ics"
    options = ["calendar", str(folder), "--out", str(out), "--as-of", AS_OF]
    done = CliRunner().invoke(main, [*options, "--actions", "none"])
    assert (done.exit_code, done.stdout) == (0, f"wrote {out}: 1 entry\n")
    out.write_text("mine")
    refused = CliRunner().invoke(main, options)
    assert refused.exit_code == 1
    assert "Choose another name" in refused.stderr
    assert CliRunner().invoke(main, [*options, "--force"]).exit_code == 0


def test_the_command_says_where_a_zone_is_missing(loaded, tmp_path):
    folder = loaded(infoview="").folder
    options = ["calendar", str(folder), "--out", str(tmp_path / "w.ics"), "--as-of", AS_OF]
    assert "Write time_zone" in CliRunner().invoke(main, options).stderr
    assert "Write time_zone" not in CliRunner().invoke(main, [*options[:-1], "2026-04-01"]).stderr


def test_folders_on_the_way_are_made(loaded, tmp_path):
    out = tmp_path / "new" / "folder" / "week.ics"
    assert iv.write_calendar(loaded(), out, as_of=AS_OF, todos="none").exists()


def test_an_identity_stays_when_the_first_request_goes(loaded):
    found = loaded()
    uid = events(iv.calendar_of(found, as_of=AS_OF, todos="none"))[0]["uid"]
    path = found.folder / "interviews.csv"
    earlier = "I0,Bo Lee,,2026-01-05,,,,,,,,\n"
    path.write_text(HEAD + earlier + TALK)
    again = iv.load_campaign(found.folder)
    assert events(iv.calendar_of(again, as_of=AS_OF, todos="none"))[0]["uid"] == uid
    kept = found.folder / ".infoview" / "calendar.id"
    assert (len(kept.read_bytes()), kept.stat().st_mode & 0o777) == (16, 0o600)


def test_where_nothing_can_be_kept_the_identity_is_the_same_each_time(loaded):
    found = loaded()
    (found.folder / ".infoview").write_text("in the way")
    one, two = (iv.calendar_of(found, as_of=AS_OF, todos="none") for _ in range(2))
    assert one == two


def test_a_request_to_be_made_is_the_same_whatever_row_tells_of_the_person(loaded):
    found = loaded()
    rows = [
        action(rule="contact", person="Bo Lee", table=table, record=record)
        for table, record in (("people", "P1"), ("referrals", "R7"))
    ]
    raws = [iv.calendar_of(found, as_of=AS_OF, actions=row) for row in rows]
    one, two = (events(raw)[1]["uid"] for raw in raws)
    assert one == two


def test_what_changed_on_one_day_is_a_newer_version_and_what_did_not_is_not(loaded, tmp_path):
    out = tmp_path / "week.ics"
    other = TALK.replace("I1,Ana Silva", "I2,Bo Lee")
    found = loaded(TALK + other)
    iv.write_calendar(found, out, as_of=AS_OF, todos="none")
    first = {str(e["summary"]): e["sequence"] for e in events(out.read_bytes())}
    found.interviews.loc[0, "place"] = "Room 6"
    for _ in range(2):
        iv.write_calendar(found, out, as_of=AS_OF, todos="none")
        then = {str(e["summary"]): e["sequence"] for e in events(out.read_bytes())}
        assert [then[name] - first[name] for name in first] == [1, 0]


def test_a_talk_that_is_gone_is_called_off_as_long_as_it_is_ahead(loaded, tmp_path):
    out = tmp_path / "week.ics"
    found = loaded()
    iv.write_calendar(found, out, as_of=AS_OF, actions=action())
    (was, _) = events(out.read_bytes())
    found.interviews.loc[0, ["interview_on", "interview_time"]] = None
    for _ in range(2):
        iv.write_calendar(found, out, as_of=AS_OF, todos="none")
        (gone,) = events(out.read_bytes())
        assert (gone["uid"], gone["status"]) == (was["uid"], "CANCELLED")
        assert gone["sequence"] == was["sequence"] + 1
        assert gone.decoded("dtstart") == was.decoded("dtstart")
        assert vobject.readOne(out.read_text()).vevent.status.value == "CANCELLED"
    iv.write_calendar(found, out, as_of="2026-03-07", todos="none")
    assert not events(out.read_bytes())


def test_a_talk_of_another_campaign_is_not_called_off(loaded, tmp_path):
    out = tmp_path / "week.ics"
    found = loaded()
    iv.write_calendar(found, out, as_of=AS_OF, todos="none")
    (found.folder / ".infoview" / "calendar.id").write_bytes(b"x" * 16)
    iv.write_calendar(found, out, as_of=AS_OF, todos="none")
    assert [e["status"] for e in events(out.read_bytes())] == ["CONFIRMED"]


def test_an_earlier_file_that_is_broken_is_replaced(loaded, tmp_path):
    out = tmp_path / "week.ics"
    out.write_text(f"BEGIN:VCALENDAR\r\nPRODID:{PRODID}\r\nBEGIN:VEVENT\r\nDTSTART:never")
    iv.write_calendar(loaded(), out, as_of=AS_OF, todos="none")
    assert len(events(out.read_bytes())) == 1


def test_an_undated_referral_counts_from_the_talk_in_which_it_was_made(diary):
    rows = TALK + "I2,Bo Lee,,2026-02-01,2026-02-02,accepted,2026-03-04,,,,,\n"
    referrals = (
        "referral_id,from_person,to_person,referred_on,may_use_name,interview_id\n"
        "R1,Bo Lee,Ana Silva,,yes,I2\n"
    )
    for as_of, led in (("2026-03-03", False), ("2026-03-04", True)):
        talks = {
            str(e["summary"]): e for e in events(diary(rows, referrals=referrals, as_of=as_of))
        }
        notes = talks["Talk with Ana Silva (Northlight)"]["description"]
        assert ("Bo Lee (you may say so)" in notes) == led


def test_the_last_word_of_a_referrer_counts(diary):
    referrals = NOBODY + ("R1,Bo Lee,Ana Silva,2026-02-01,yes\nR2,Bo Lee,Ana Silva,2026-02-02,no\n")
    notes = events(diary(referrals=referrals))[0]["description"]
    assert "Bo Lee (would rather not be named)" in notes


def test_no_time_that_the_clocks_skip_is_told(diary):
    row = TALK.replace("2026-03-06,14:00", "2026-03-08,03:05")
    assert "Be there at 01:55." in events(diary(row))[0]["description"]


@pytest.mark.parametrize(("minutes", "told"), [("5", False), ("6", True)])
def test_a_sign_is_given_where_more_than_five_minutes_were_agreed(diary, minutes, told):
    notes = events(diary(TALK.replace(",45", f",{minutes}")))[0]["description"]
    assert ("say that five minutes are left" in notes) == told


@pytest.mark.parametrize("away", ["phone", "video", "email"])
def test_nobody_goes_to_a_talk_from_afar(diary, away):
    notes = events(diary(TALK.replace(",,,45", f",,{away},45")))[0]["description"]
    assert "Be ready at 13:50." in notes
