from pathlib import Path

import pytest

import infoview_analytics as iv
from infoview_analytics.records.codes import CODES
from infoview_analytics.records.dictionary import data_dictionary, header_line
from infoview_analytics.records.schema import TABLES

README = Path(__file__).parents[2] / "data" / "README.md"


def test_the_page_in_the_repository_is_the_one_that_the_schema_makes():
    assert README.read_text(encoding="utf-8") == data_dictionary(), (
        "write data_dictionary() into data/README.md"
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_and_choice_is_explained(table):
    page = data_dictionary()
    section = page.split(f"### {table.file}\n")[1].split("\n##")[0]
    assert all(f"| `{column.name}`" in section for column in table.columns)
    assert all(f"`{word}`" in section for column in table.columns for word in column.choices)


def test_every_code_is_explained():
    page = data_dictionary()
    assert all(f"\n| {code.code} | {code.meaning}. | {code.cure}. |" in page for code in CODES)


def test_a_campaign_of_header_lines_alone_is_sound(campaign):
    folder = campaign(**{table.name: header_line(table) for table in TABLES})
    assert iv.check_campaign(folder) == ()
    assert iv.load_campaign(folder).interviews.empty
