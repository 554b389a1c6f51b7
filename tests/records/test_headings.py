import pytest

from infoview_analytics.records.headings import match_headings
from infoview_analytics.records.schema import INTERVIEWS

REQUIRED = ["interview_id", "person", "requested_on"]


def told(headings):
    return [str(problem) for problem in match_headings(headings, INTERVIEWS, "f.csv")[1]]


def test_e109_a_column_without_a_heading():
    assert told([*REQUIRED, "", " "]) == [
        "f.csv:1:4 E109 a column has no heading. Name the column, or delete it.",
        "f.csv:1:5 E109 a column has no heading. Name the column, or delete it.",
    ]


def test_e109_no_heading_at_all():
    places, problems = match_headings(["", " "], INTERVIEWS, "f.csv")
    assert places == {}
    assert [str(p) for p in problems] == ["f.csv:1 E109 is blank. Put the headings there."]


@pytest.mark.parametrize("twice", ["person", "mine"])
def test_e110_two_columns_with_one_heading(twice):
    found = told([*REQUIRED, twice, twice])
    assert f'f.csv:1:5 E110 "{twice}" stands over column' in found[-1]


def test_e111_a_required_column_that_is_missing():
    assert told(["interview_id", "person"]) == [
        "f.csv:1 E111 has no column requested_on. Add requested_on to the headings."
    ]


def test_e111_a_heading_that_is_nearly_it_is_named():
    assert told(["interview_id", "Person", "Requested on"])[-2:] == [
        'f.csv:1 E111 has no column person. Write person for "Person".',
        'f.csv:1 E111 has no column requested_on. Write requested_on for "Requested on".',
    ]


@pytest.mark.parametrize(("mark", "said"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_e112_fields_that_are_not_parted_by_commas(mark, said):
    assert told([mark.join(REQUIRED)]) == [
        f'f.csv:1 E112 is parted by {said}. Save it as "CSV UTF-8 (comma delimited)".'
    ]


def test_e105_more_columns_than_any_record_has():
    found = told([*REQUIRED, *(f"c{i}" for i in range(998))])
    assert found == ["f.csv:1 E105 has 1,001 columns. See whether its line breaks were lost."]


def test_w508_a_column_of_your_own_is_kept_and_one_that_is_nearly_ours_is_named():
    assert told([*REQUIRED, "student", "Chanel"]) == [
        'f.csv:1:4 W508 "student" is not a column we know. It is kept as it is.',
        (
            'f.csv:1:5 W508 "Chanel" is not a column we know. '
            "It is kept as it is; write channel if you mean that."
        ),
    ]


def test_a_heading_over_several_lines_is_told_on_the_line_on_which_it_begins():
    found = match_headings(["interview_id", "a\nb", "c", *REQUIRED[1:]], INTERVIEWS, "f")[1]
    assert [(p.line, p.column) for p in found] == [(1, 2), (2, 3)]


def test_very_long_headings_are_compared_in_no_time():
    headings = [*REQUIRED, *("requested_" * 10_000 + str(i) for i in range(90))]
    assert len(match_headings(headings, INTERVIEWS, "f")[1]) == 90
