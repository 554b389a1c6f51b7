import ast
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from PIL import Image

import infoview_analytics as iv
from infoview_analytics.assignment import showing
from infoview_analytics.assignment.notebooks import in_notebook, outputs_of
from infoview_analytics.formats.document import (
    Chapter,
    Document,
    Picture,
    Prompt,
    Sheet,
    Words,
)
from infoview_analytics.sharing.handing_in import HandIn

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "05_class_report.ipynb"
HOSTILE = '<script>x</script> $\\href{javascript:y}{z}$ \\(a\\)"""\n\''


@pytest.fixture(scope="module")
def report():
    """Return a report with one block of each kind, hostile wherever a text is not ours."""
    drawn = BytesIO()
    Image.new("RGB", (400, 200)).save(drawn, "png")
    picture = Picture(
        number=1,
        name="a",
        caption=HOSTILE,
        alt=HOSTILE,
        svg=b"",
        png=drawn.getvalue(),
        size=(160.0, 80.0),
    )
    sheet = Sheet(
        number=1, name="b", caption=HOSTILE, heading=("A", "B"), rows=((HOSTILE, "1"),), left_out=2
    )
    blocks = (Words((HOSTILE,)), picture, sheet, Prompt(HOSTILE))
    document = Document(
        title=HOSTILE,
        course="",
        author="",
        day="As of 1 April 2026",
        notice="",
        chapters=(Chapter("One", blocks), Chapter("Two", ())),
    )
    campaign = iv.load_campaign(NOTEBOOK.parents[1] / "data" / "sample", as_of="2026-04-01")
    handed = HandIn(campaign, pd.Timestamp("2026-04-01"), None)
    return iv.ClassReport(document, {}, handed, {"required": 3})


def test_a_report_is_a_sound_notebook_whose_cells_have_been_run(report):
    book = nbformat.reads(in_notebook(report).decode(), as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert code[-1].source == "iv.show_chapter(report, 2)"
    assert in_notebook(report) == in_notebook(report)


def test_a_hostile_title_is_a_text_in_the_code_and_nothing_in_the_words(report):
    book = json.loads(in_notebook(report))
    source = "".join(book["cells"][3]["source"])
    (call,) = [
        n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and len(n.keywords) > 1
    ]
    given = {word.arg: getattr(word.value, "value", None) for word in call.keywords}
    assert given == {"as_of": None, "title": HOSTILE, "required": 3, "names": "shown"}
    shown = [
        o["data"].get("text/html", [""])[0] for n in (0, 1) for o in outputs_of(report.document, n)
    ]
    for page in shown:
        assert "<script" not in page
        assert "$\\" not in page
        assert "\\(" not in page


def test_a_picture_has_its_text_for_those_who_cannot_see_it_and_stays_small(report):
    picture, caption = outputs_of(report.document, 1)[1:3]
    assert picture["metadata"]["image/png"] == {"alt": HOSTILE, "height": 302, "width": 605}
    assert "<summary>Figure 1 in words</summary>" in caption["data"]["text/html"][0]


def test_a_cell_shows_what_the_notebook_to_hand_in_keeps(report, monkeypatch):
    shown = []
    monkeypatch.setattr(
        showing, "display", lambda data, metadata, **_raw: shown.append((data, metadata))
    )
    iv.show_chapter(report, 1)
    kept = outputs_of(report.document, 1)
    joined = [({k: "".join(v) for k, v in o["data"].items()}, o["metadata"]) for o in kept]
    assert shown == joined


def test_the_notebook_states_what_the_report_was_made_with(report):
    options = {"dates": "weeks", "keep": ["theme"], "allow": ["Long"]}
    book = in_notebook(replace(report, options=options)).decode()
    assert "dates='weeks', keep=['theme'], allow=['Long'])" in book
    assert "not meant to be run again" in book
    assert "not meant to be run again" not in in_notebook(report).decode()


@pytest.mark.parametrize("number", [-1, 3])
def test_a_chapter_that_is_not_there_is_told(report, number):
    with pytest.raises(iv.OptionError, match="from 0 to 2"):
        iv.show_chapter(report, number)


def test_the_notebook_of_the_sample_shows_no_name_of_the_sample():
    campaign = iv.load_campaign(NOTEBOOK.parents[1] / "data" / "sample", as_of="2026-04-01")
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [name for name in campaign.interviews["person"] if name in text]
