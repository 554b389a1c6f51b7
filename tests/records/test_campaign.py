import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.records.schema import INTERVIEWS, REFERRALS, TABLES

HEADINGS = "interview_id,person,requested_on"
LOADERS = [(iv.load_interviews, INTERVIEWS), (iv.load_referrals, REFERRALS)]


def kind_of(values):
    tests = {
        "datetime": pd.api.types.is_datetime64_any_dtype,
        "boolean": lambda dtype: dtype == "boolean",
        "Int64": lambda dtype: dtype == "Int64",
        "text": lambda dtype: dtype == pd.Series(["text"]).dtype,
    }
    return next(name for name, test in tests.items() if test(values.dtype))


KINDS = {"date": "datetime", "yes/no": "boolean", "number": "Int64"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("rows", [0, 1])
def test_each_table_has_all_its_columns_in_their_order_and_of_their_kind(campaign, table, rows):
    required = [column for column in table.columns if column.required or column.name == table.key]
    values = {"date": "2026-03-02", "choice": "other"}
    row = ",".join(values.get(column.kind, "I1") for column in required)
    header = ",".join(column.name for column in required)
    content = f"{header}\n{row}\n" if rows else f"{header}\n"
    loaded = getattr(
        iv.load_campaign(campaign(**{table.name: content}), faulty_rows="set_aside"), table.name
    )
    assert list(loaded.columns) == [column.name for column in table.columns]
    assert {name: kind_of(loaded[name]) for name in loaded.columns} == {
        column.name: KINDS.get(column.kind, "text") for column in table.columns
    }


@pytest.mark.parametrize(("load", "table"), LOADERS, ids=["interviews", "referrals"])
def test_the_loaders_docstrings_name_every_column(load, table):
    assert all(f"``{column.name}``" in load.__doc__ for column in table.columns)


def test_values_are_what_they_were_written_for(campaign):
    header = f"{HEADINGS},interview_time,minutes,asked_for_referral,notes,mine"
    rows = 'I1,Ana Silva,2026-03-02,09:30,45,yes,"one\ntwo", x \nI2,Bo Lee,2026-03-03,,,no,,\n'
    table = iv.load_interviews(campaign(interviews=f"{header}\n{rows}") / "interviews.csv")
    assert table["requested_on"].tolist() == [pd.Timestamp(2026, 3, 2), pd.Timestamp(2026, 3, 3)]
    assert table["interview_time"].iloc[0] == "09:30"
    assert table["minutes"].iloc[0] == 45
    assert table["asked_for_referral"].tolist() == [True, False]
    assert table["notes"].iloc[0] == "one\ntwo"
    assert table["mine"].iloc[0] == " x "
    absent = ["interview_time", "minutes", "notes", "mine", "organization", "responded_on"]
    assert table.loc[1, absent].isna().all()
    assert table.index.tolist() == [0, 1]


def test_your_own_columns_come_last_in_the_order_of_the_file(campaign):
    content = "student,interview_id,person,cohort,requested_on\nk1,I1,Ana,a,2026-03-02\n"
    table = iv.load_interviews(campaign(interviews=content) / "interviews.csv")
    assert list(table.columns[-3:]) == ["notes", "student", "cohort"]


@pytest.mark.parametrize("unique", [True, False])
def test_many_rows_and_few_or_many_different_values_give_the_same_texts(campaign, unique):
    names = [f"Person {i if unique else i % 3}" for i in range(500)]
    rows = "".join(f"I{i},{name},2026-03-02\n" for i, name in enumerate(names))
    table = iv.load_interviews(campaign(interviews=f"{HEADINGS}\n{rows}") / "interviews.csv")
    assert table["person"].tolist() == names


def test_a_campaign_with_an_error_is_refused_with_every_problem(campaign):
    folder = campaign(interviews=f"{HEADINGS},mine\nI1,Ana Silva,soon,x\n", people="person\n\n")
    with pytest.raises(iv.RecordError) as caught:
        iv.load_campaign(folder)
    assert [problem.code for problem in caught.value.problems] == ["W508", "E203", "W511"]
    assert str(caught.value).startswith(
        f"{folder} has 1 error and was refused.\n  interviews.csv:2:3"
    )


def test_rows_with_errors_are_set_aside_where_that_is_asked_for(campaign):
    rows = "I1,Ana Silva,2026-03-02\nI2,Bo Lee,soon\nI3\nI2,Cem Ay,never\nI4,Dee Roth,2026-03-09\n"
    folder = campaign(interviews=f"{HEADINGS}\n{rows}", people="person,known_since\nEla,x\n")
    loaded = iv.load_campaign(folder, faulty_rows="set_aside")
    assert loaded.interviews["interview_id"].tolist() == ["I1", "I4"]
    assert loaded.interviews.index.tolist() == [0, 1]
    assert loaded.people.empty
    assert loaded.set_aside == 4
    assert [problem.code for problem in loaded.problems] == ["E203", "E108", "E202", "E203", "E203"]


@pytest.mark.parametrize(
    "files",
    [
        {"interviews": b"\xff"},
        {"referrals": ""},
        {"interviews": "interview_id,person\n"},
        {"interviews": f"{HEADINGS},person\n"},
        {"interviews": f'{HEADINGS}\nI1,Ana "A" Silva,2026-03-02\n'},
        {"people": 'person\n"Ana\n'},
        {"infoview": "[goal]\ninterviews = 0\n"},
    ],
    ids=[
        "undecodable",
        "empty",
        "column missing",
        "heading twice",
        "stray quote",
        "open quote",
        "settings",
    ],
)
def test_a_file_at_fault_is_refused_even_where_rows_are_set_aside(campaign, files):
    with pytest.raises(iv.RecordError):
        iv.load_campaign(campaign(**files), faulty_rows="set_aside")


def test_warnings_are_kept_and_refuse_nothing(campaign):
    loaded = iv.load_campaign(campaign(), as_of="2026-03-01")
    assert [problem.code for problem in loaded.problems] == ["W501", "W501"]
    assert len(loaded.interviews) == 1


def test_the_loaders_take_the_words_of_the_campaign_they_stand_in(campaign):
    content = f"{HEADINGS},source\nI1,Ana Silva,2026-03-02,coffee_club\n"
    folder = campaign(interviews=content, infoview='[words]\nsources = ["coffee_club"]\n')
    assert iv.load_interviews(folder / "interviews.csv")["source"].tolist() == ["coffee_club"]


def test_the_loaders_refuse_what_the_campaign_would_be_refused_for(campaign):
    folder = campaign(infoview="[words]\nsources = 1\n")
    with pytest.raises(iv.RecordError, match="E402"):
        iv.load_interviews(folder / "interviews.csv")


def test_a_file_by_itself_may_have_any_name(tmp_path):
    path = tmp_path / "winter \u202etxt.csv"
    path.write_text(f"{HEADINGS}\nI1,Ana Silva,soon\n", encoding="utf-8")
    with pytest.raises(iv.RecordError) as caught:
        iv.load_interviews(path)
    assert "\u202e" not in str(caught.value)
    assert "winter \\u202etxt.csv:2:3 E203" in str(caught.value)


def test_self_referrals_are_refused_without_the_rest_of_the_campaign(tmp_path):
    path = tmp_path / "referrals.csv"
    path.write_text(
        "referral_id,from_person,to_person,referred_on\nR1,Ana,Ana,\n", encoding="utf-8"
    )
    with pytest.raises(iv.RecordError, match="E304"):
        iv.load_referrals(path)


def test_a_campaign_shows_how_much_it_holds_and_not_all_of_it(campaign):
    loaded = iv.load_campaign(campaign())
    assert repr(loaded) == f"<Campaign {loaded.folder}: 1 requests, 1 referrals>"


def test_a_campaign_cannot_be_changed(campaign):
    loaded = iv.load_campaign(campaign())
    with pytest.raises(AttributeError):
        loaded.you = "Kim"


def test_another_fate_for_faulty_rows_is_a_mistake_of_the_caller(campaign):
    with pytest.raises(ValueError, match="set_aside"):
        iv.load_campaign(campaign(), faulty_rows="drop")
