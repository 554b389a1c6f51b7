import json

import pytest

import infoview_analytics as iv
from infoview_analytics.assignment import writing
from infoview_analytics.cli.class_report import FORMATS
from infoview_analytics.sharing._readings import readings, words_in
from infoview_analytics.sharing.leaks import _vocabulary


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty") / "new"
    iv.new_campaign(folder)
    return iv.class_report(iv.load_campaign(folder), as_of="2026-04-01", title="T")


def lack(_report):
    message = "Install it."
    raise iv.MissingExtraError(message)


def test_what_cannot_be_made_here_is_left_out_unless_it_was_asked_for(
    report, tmp_path, monkeypatch
):
    for kind in set(FORMATS) - {"html", "md"}:
        monkeypatch.setitem(writing.FORMATS, kind, lack)
    written = iv.write_class_report(report, tmp_path / "all")
    assert [path.name for path in written] == ["report.html", "report.md", "summary.json"]
    summary = json.loads((tmp_path / "all" / "summary.json").read_text(encoding="utf-8"))
    assert summary["files"] == {"html": "report.html", "md": "report.md"}
    with pytest.raises(iv.MissingExtraError):
        iv.write_class_report(report, tmp_path / "pdf", formats=["pdf"])
    assert not (tmp_path / "pdf").exists()


@pytest.mark.parametrize("formats", ["odt", []])
def test_a_format_that_there_is_not_is_refused(report, tmp_path, formats):
    with pytest.raises(iv.OptionError, match="html, md"):
        iv.write_class_report(report, tmp_path, formats=formats)


def test_a_report_is_written_over_only_where_that_was_asked_for(report, tmp_path):
    first = iv.write_class_report(report, tmp_path, formats="html")
    before = first[0].read_bytes()
    with pytest.raises(iv.OccupiedError):
        iv.write_class_report(report, tmp_path, formats="html")
    iv.write_class_report(report, tmp_path, formats="html", force=True)
    assert first[0].read_bytes() == before
    first[0].write_bytes(before + b"mine")
    with pytest.raises(iv.OccupiedError, match="not as we made it"):
        iv.write_class_report(report, tmp_path, formats="html", force=True)


def test_all_formats_can_be_named_on_the_command_line():
    assert tuple(writing.FORMATS) == FORMATS


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_words_of_a_format_itself_are_no_secret_of_anybody(report, kind):
    pytest.importorskip("pypandoc")
    content = writing.FORMATS[kind](report)
    words = {word for _, text in readings("report", content) for word in words_in(text)}
    told = {word for word in words if len(word) >= 4 and word.isalpha()}
    assert not told - _vocabulary()
