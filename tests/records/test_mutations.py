"""A sound campaign with some bytes changed: refused in words, or read to the letter."""

import random
import tomllib
from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_csv import rows_of

import infoview_analytics as iv
from infoview_analytics.records.configuring import read_settings
from infoview_analytics.records.reading import check_rows, is_of_a_file
from infoview_analytics.records.schema import INTERVIEWS
from infoview_analytics.records.sheets import read_sheet

SOUND = (
    "interview_id,person,organization,requested_on,responded_on,response,interview_on,"
    "interview_time,minutes,asked_for_referral,notes,student\r\n"
    "I1,Ana Silva,Northlight,2026-03-02,2026-03-04,accepted,2026-03-09,09:30,30,yes,"
    '"She said ""come"",\nand I went",k1\r\n'
    'I2,"Roth, Zoë", Ünser Haus ,2026-03-03,,,,,,,,k2\r\n'
    "I3,李,,2026-03-04,2026-03-04,declined,,,,no,,\r\n"
).encode()
SETTINGS = (
    b"[goal]\ninterviews = 1\nbreaks = [{ from = 2026-02-16, to = 2026-02-22 }]\n"
    b'[you]\nname = "Y"\n[words]\nsources = ["coffee_club"]\n'
)
BYTES = st.one_of(
    st.sampled_from(list(b'",\r\n \t0-yI\0\xc3')), st.integers(min_value=0, max_value=255)
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "insert", "delete", "double"]),
        st.integers(min_value=0, max_value=len(SOUND)),
        BYTES,
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("mutations")


def changed(sound, changes):
    raw = bytearray(sound)
    for kind, at, byte in changes:
        if kind == "put":
            raw[at : at + 1] = [byte]
        elif kind == "insert":
            raw[at:at] = [byte]
        elif kind == "delete":
            del raw[at : at + 1]
        else:
            raw[at:at] = raw[max(0, at - 40) : at]
    return bytes(raw)


def expected(raw):
    """Return the rows that a file holds, each cell as it must be, by the plain reader."""
    headings, *rows = rows_of(raw.decode("utf-8-sig"))
    known = [column.name for column in INTERVIEWS.columns]
    names = [normalize("NFC", heading.strip()) for heading in headings]
    return [
        {
            name if name in known else heading: normalize("NFC", cell.strip())
            if name in known
            else cell
            for name, heading, cell in zip(names, headings, row, strict=True)
        }
        for row in rows
        if any(cell.strip() for cell in row)
    ]


def in_rows(sheet):
    """Return the rows that were read."""
    own = {
        heading: cells
        for place, (heading, cells) in enumerate(zip(sheet.headings, sheet.raw, strict=True))
        if place not in sheet.places.values()
    }
    columns = sheet.cells | own
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def as_written(table):
    """Return the cells of a table as one would write them."""
    texts = table.astype(object)
    for name in table.columns:
        if pd.api.types.is_datetime64_any_dtype(table[name].dtype):
            texts[name] = table[name].dt.strftime("%Y-%m-%d").astype(object)
        elif table[name].dtype == "boolean":
            texts[name] = table[name].map({True: "yes", False: "no"}).astype(object)
    return texts.where(table.notna(), "").astype(str).to_dict("records")


def refused_or_read_to_the_letter(path, raw):
    path.write_bytes(raw)
    sheet = read_sheet(path, INTERVIEWS)
    check_rows(sheet)
    assert all(str(problem).isprintable() for problem in sheet.problems)
    if not any(problem.is_error for problem in sheet.problems):
        assert in_rows(sheet) == expected(raw)
    assert path.read_bytes() == raw


@settings(max_examples=300)
@given(changes=CHANGES)
def test_a_changed_file_is_refused_in_words_or_read_to_the_letter(place, changes):
    refused_or_read_to_the_letter(place / "interviews.csv", changed(SOUND, changes))


def test_so_are_thousands_of_changed_files(place):
    chance = random.Random(7)  # noqa: S311 -- no secret is made
    likely = b'",\r\n \t0-yI\0\xc3'
    kinds = ("put", "insert", "delete", "double")
    for _ in range(2500):
        changes = [
            (chance.choice(kinds), chance.randrange(len(SOUND)), chance.choice(likely))
            for _ in range(chance.randint(1, 3))
        ]
        refused_or_read_to_the_letter(place / "interviews.csv", changed(SOUND, changes))


@settings(max_examples=100)
@given(changes=CHANGES)
def test_a_table_holds_what_was_read(place, changes):
    path = place / "interviews.csv"
    path.write_bytes(changed(SOUND, changes))
    try:
        table = iv.load_interviews(path)
    except iv.RecordError:
        return
    rows = in_rows(read_sheet(path, INTERVIEWS))
    assert as_written(table) == [dict.fromkeys(table.columns, "") | row for row in rows]


@settings(max_examples=200)
@given(raw=st.binary(max_size=60))
def test_no_bytes_at_all_make_it_crash(place, raw):
    for name in ("interviews.csv", "referrals.csv", "infoview.toml"):
        (place / name).write_bytes(raw)
    assert any(problem.is_error for problem in iv.check_campaign(place, as_of="2026-03-01"))


@settings(max_examples=100)
@given(changes=CHANGES)
def test_a_changed_file_is_set_aside_row_by_row_without_a_crash(place, changes):
    referrals = "referral_id,from_person,to_person,referred_on,interview_id\n"
    (place / "infoview.toml").write_bytes(b"")
    (place / "referrals.csv").write_text(f"{referrals}R1,Ana Silva,Bo Lee,,I1\n", encoding="utf-8")
    (place / "interviews.csv").write_bytes(changed(SOUND, changes))
    problems = iv.check_campaign(place, as_of="2026-03-04")
    if any(map(is_of_a_file, problems)):
        with pytest.raises(iv.RecordError) as caught:
            iv.load_campaign(place, as_of="2026-03-04", faulty_rows="set_aside")
        assert caught.value.problems == problems
    else:
        campaign = iv.load_campaign(place, as_of="2026-03-04", faulty_rows="set_aside")
        assert campaign.problems == problems
        assert (campaign.set_aside > 0) == any(problem.is_error for problem in problems)


@settings(max_examples=300)
@given(changes=CHANGES)
def test_changed_settings_are_refused_in_words_or_read(place, changes):
    path = place / "settings.toml"
    path.write_bytes(changed(SETTINGS, changes))
    found, problems = read_settings(path)
    assert found.interviews >= 1
    assert all(str(problem).isprintable() for problem in problems)
    assert any(problem.is_error for problem in problems) or tomllib.loads(
        path.read_text("utf-8-sig")
    )
