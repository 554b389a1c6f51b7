import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.exports.writing import EXPORT_FORMATS
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
AS_OF = "2026-04-01"


@pytest.fixture
def planted(tmp_path):
    """Return the sample with a quokka in every text, in an unknown column and in the folder."""
    sample = iv.load_campaign(SAMPLE)
    (tmp_path / "Quokka").mkdir()
    tables = {table.name: with_quokkas(getattr(sample, table.name), table) for table in TABLES}
    return replace(sample, folder=tmp_path / "Quokka", you="Quokka Me", **tables)


def with_quokkas(rows, table):
    texts = [one.name for one in table.columns if one.kind in {"text", "notes", "id"}]
    for name in texts:
        marks = [f"Quokka{n} Quokkason" for n in range(len(rows))]
        has = (
            rows[name].notna() if name in PERSON_COLUMNS else pd.Series(data=True, index=rows.index)
        )
        rows = rows.assign(**{name: pd.Series(marks, index=rows.index).where(has)})
    return rows.assign(mine="quokka@quokka.example")


def everything_in(path):
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            content = b"".join(map(parts.read, parts.namelist()))
    return content.lower()


def test_no_file_of_any_format_holds_a_canary(planted, tmp_path):
    written = iv.write_export(planted, tmp_path / "out", as_of=AS_OF, formats=EXPORT_FORMATS)
    assert {path.name for path in written} >= {"tables.xlsx", "network.dot", "nodes.csv"}
    for path in (tmp_path / "out").rglob("*"):
        assert "quokka" not in path.name.lower()
        assert path.is_dir() or b"quokka" not in everything_in(path), path


def test_names_that_may_be_shown_are_in_every_format(planted, tmp_path):
    written = iv.write_export(
        planted, tmp_path / "out", as_of=AS_OF, formats=EXPORT_FORMATS, names="shown"
    )
    assert [path for path in written if b"quokka" not in everything_in(path)] == []


def test_people_called_as_a_format_or_a_font_calls_its_own_can_be_exported(campaign, tmp_path):
    rows = (
        "interview_id,person,requested_on\ni1,Grace Long,2026-03-02\ni2,Shruti Latha,2026-03-02\n"
    )
    small = iv.load_campaign(
        campaign(interviews=rows, referrals="referral_id,from_person,to_person,referred_on\n")
    )
    assert iv.write_export(small, tmp_path / "out", as_of=AS_OF, formats=EXPORT_FORMATS)


def test_the_same_export_twice_has_the_same_bytes_and_writes_over_only_its_own(campaign, tmp_path):
    small = iv.load_campaign(campaign())
    first = iv.write_export(small, tmp_path / "a", as_of=AS_OF, formats=EXPORT_FORMATS)
    was = [path.read_bytes() for path in first]
    with pytest.raises(iv.OccupiedError, match="is there already"):
        iv.write_export(small, tmp_path / "a", as_of=AS_OF)
    again = iv.write_export(small, tmp_path / "a", as_of=AS_OF, formats=EXPORT_FORMATS, force=True)
    assert [path.read_bytes() for path in again] == was


def test_a_campaign_without_an_interview_is_exported_in_every_format(tmp_path):
    iv.new_campaign(tmp_path / "new")
    campaign = iv.load_campaign(tmp_path / "new")
    written = iv.write_export(campaign, tmp_path / "out", as_of=AS_OF, formats=EXPORT_FORMATS)
    names = {path.name for path in written}
    assert {"interviews.csv", "contacts.csv", "tables.xlsx", "network.gexf"} <= names
    assert (tmp_path / "out" / "gephi" / "nodes.csv").read_text("utf-8").count("\n") == 2


@pytest.mark.parametrize("formats", [["csv", "pdf"], []])
def test_a_format_that_we_do_not_write_is_refused_with_those_that_we_do(tmp_path, formats):
    with pytest.raises(iv.OptionError, match=r"csv, xlsx, graphml, gexf, json, dot, gephi, kumu"):
        iv.write_export(iv.load_campaign(SAMPLE), tmp_path / "a", as_of=AS_OF, formats=formats)
    assert not (tmp_path / "a").exists()
