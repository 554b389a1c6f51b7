import pytest

from infoview_analytics.records.schema import INTERVIEWS, ORGANIZATIONS
from infoview_analytics.records.sheets import read_sheet

HEADINGS = "interview_id,person,requested_on"


@pytest.fixture
def sheet_of(tmp_path):
    def read(content, table=INTERVIEWS):
        path = tmp_path / table.file
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_sheet(path, table)

    return read


def problems(sheet):
    return [str(problem) for problem in sheet.problems]


def test_cells_are_stripped_and_in_one_form_and_the_file_s_own_are_kept(sheet_of):
    sheet = sheet_of(f"{HEADINGS}, mine\n I1 ,Zoe\u0308\u00a0,2026-03-02, x \n")
    assert sheet.cells == {
        "interview_id": ["I1"],
        "person": ["Zoë"],
        "requested_on": ["2026-03-02"],
    }
    assert sheet.raw == [[" I1 "], ["Zoe\u0308\u00a0"], ["2026-03-02"], [" x "]]
    assert sheet.headings[3] == " mine"


def test_columns_may_stand_in_any_order(sheet_of):
    sheet = sheet_of("requested_on,person,interview_id\n2026-03-02,Ana,I1\n")
    assert sheet.cells["interview_id"] == ["I1"]
    assert sheet.problems == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_a_cell_s_line_is_the_physical_one_on_which_it_begins(sheet_of, line_end, last):
    lines = ["interview_id,person,notes,learned,requested_on", 'I1,Ana,"two', 'lines","and']
    lines += ['two more",2026-03-02', "I2,Bo,,,2026-03-02"]
    sheet = sheet_of(line_end.join(lines) + line_end * last)
    names = ("interview_id", "notes", "learned", "requested_on")
    assert [sheet.line(0, name) for name in names] == [2, 2, 3, 4]
    assert [sheet.line(1, name) for name in names] == [5, 5, 5, 5]


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n", "  \r\n"])
def test_e103_a_file_that_holds_nothing(sheet_of, content):
    sheet = sheet_of(content, ORGANIZATIONS)
    assert problems(sheet) == [
        (
            "organizations.csv E103 is empty. Begin it with the headings "
            "organization,priority,why,researched_on,follows,notes."
        )
    ]


def test_a_header_alone_is_a_table_without_a_row(sheet_of):
    sheet = sheet_of(HEADINGS)
    assert (len(sheet), sheet.problems) == (0, [])


def test_e108_a_row_with_too_few_or_too_many_fields(sheet_of):
    sheet = sheet_of(f"{HEADINGS}\nI1,Ana\nI2,Bo,2026-03-02\nI3,Silva, Ana,2026-03-02\n")
    assert problems(sheet) == [
        (
            "interviews.csv:2:3 E108 has 2 fields, not 3 as the headings do. "
            "Add the missing commas, or join the row with the one it belongs to."
        ),
        (
            "interviews.csv:4:4 E108 has 4 fields, not 3 as the headings do. "
            "Put double quotes around a text that holds a comma."
        ),
    ]
    assert sheet.cells["interview_id"] == ["I2"]
    assert sheet.misshapen == 2


def test_e108_where_no_row_has_the_right_number_of_fields(sheet_of):
    sheet = sheet_of(f"{HEADINGS}\nI1,Ana\n")
    assert [problem.code for problem in sheet.problems] == ["E108"]


def test_w511_each_run_of_blank_rows_is_told_once_and_left_out(sheet_of):
    sheet = sheet_of(f"{HEADINGS}\n\nI1,Ana,2026-03-02\n,,\n , ,\n\n\nI2,Bo,2026-03-02\n\n")
    assert problems(sheet) == [
        "interviews.csv:2 W511 is blank. Nothing is lost; delete it.",
        "interviews.csv:4 W511 begins 4 blank rows. Nothing is lost; delete it.",
        "interviews.csv:9 W511 is blank. Nothing is lost; delete it.",
    ]
    assert sheet.cells["interview_id"] == ["I1", "I2"]
    assert sheet.line(1, "person") == 8


def test_a_row_with_a_value_in_a_column_of_your_own_is_not_blank(sheet_of):
    sheet = sheet_of(f"{HEADINGS},mine\n,,,x\n")
    assert len(sheet) == 1


def test_a_blank_line_in_a_file_of_one_column_is_blank_too(sheet_of):
    sheet = sheet_of("organization\nNorthlight\n\n", ORGANIZATIONS)
    assert sheet.cells["organization"] == ["Northlight"]
    assert [problem.code for problem in sheet.problems] == ["W511"]


def test_rows_with_a_stray_quote_are_told_and_the_others_are_read_all_the_same(sheet_of):
    sheet = sheet_of(f'{HEADINGS}\nI1,Ana "A" Silva,2026-03-02\nI2,Bo,2026-03-02\n')
    assert [problem.code for problem in sheet.problems] == ["E106"]
    assert sheet.cells["interview_id"] == ["I2"]
    assert not sheet.complete


def test_nothing_is_read_below_headings_with_a_stray_quote(sheet_of):
    sheet = sheet_of('interview_id,per"son\nI1,Ana\n')
    assert [problem.code for problem in sheet.problems] == ["E106"]
    assert sheet.cells == {}
