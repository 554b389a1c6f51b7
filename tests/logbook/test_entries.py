import pytest

import infoview_analytics as iv
from infoview_analytics.logbook.entries import ENTRIES, entry_columns
from infoview_analytics.records.schema import TABLES

TABLE_OF = {table.name: table for table in TABLES}
EACH = pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)


@EACH
def test_an_entry_asks_only_for_columns_of_its_table_and_for_each_once(entry):
    columns = {column.name for column in TABLE_OF[entry.table].columns}
    asked = [*entry.needs, *entry.fields]
    assert set(asked) <= columns
    assert len(asked) == len(set(asked))


@EACH
def test_an_entry_that_adds_a_row_gives_it_every_value_that_a_row_needs(entry):
    table = TABLE_OF[entry.table]
    filled = {column.name for column in table.columns if column.filled} - {table.key}
    given = {*entry.needs, entry.dated}
    assert not entry.adds or filled <= given


@EACH
def test_an_entry_that_completes_a_row_can_name_it_by_its_key(entry):
    assert not entry.finds or TABLE_OF[entry.table].key in (*entry.needs, *entry.fields)


@EACH
def test_the_day_of_an_entry_can_be_said(entry):
    assert not entry.dated or entry.dated in entry.fields


@EACH
def test_what_an_entry_is_called_and_means_is_written_for_people(entry):
    assert ENTRIES[entry.name] is entry
    assert entry.meaning.endswith(".")


def test_every_table_can_be_written_to():
    assert {entry.table for entry in ENTRIES.values()} == set(TABLE_OF)


def test_a_column_of_an_entry_is_the_one_of_the_schema():
    columns = entry_columns(ENTRIES["touch"])
    assert list(columns) == ["person", "kind", "touched_on", "channel", "notes"]
    assert "gave_back" in columns["kind"].choices


def test_a_campaign_s_own_words_are_choices_of_an_entry():
    columns = entry_columns(ENTRIES["request"], words={"channels": ("fax",)})
    assert columns["channel"].choices[-1] == "fax"
    assert "fax" not in columns["source"].choices


def test_everybody_whom_a_table_names_is_suggested_once(campaign):
    folder = campaign(people="person,role\nCy Dent,editor\nana silva,\nCy Dent (Toronto),editor\n")
    known = iv.suggestions(iv.load_campaign(folder))
    assert known["person"] == ["Ana Silva", "ana silva", "Bo Lee", "Cy Dent", "Cy Dent (Toronto)"]
    assert known["role"] == ["editor"]


def test_an_empty_campaign_suggests_nothing(campaign):
    folder = campaign(
        interviews="interview_id,person,requested_on\n",
        referrals="referral_id,from_person,to_person,referred_on\n",
    )
    known = iv.suggestions(iv.load_campaign(folder))
    assert known == {"person": [], "organization": [], "role": [], "industry": [], "city": []}
