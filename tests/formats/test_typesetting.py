from io import BytesIO

import pypdf
import pytest
from matplotlib.figure import Figure

from infoview_analytics.errors import MissingExtraError
from infoview_analytics.formats import typesetting
from infoview_analytics.formats.document import (
    Chapter,
    Document,
    Picture,
    Prompt,
    Sheet,
    Words,
)
from infoview_analytics.formats.typesetting import in_pdf

HOSTILE = '#read("/etc/passwd") @ref $x^2$ *bold* _it_ = no // gone \\ <label> #eval("1+1")'


def drawing() -> bytes:
    figure, page = Figure(figsize=(4, 2)), BytesIO()
    figure.add_axes((0, 0, 1, 1)).plot([1, 2])
    figure.savefig(page, format="svg", metadata={"Date": None})
    return page.getvalue()


def report(text: str = "Plain words.", *, rows: int = 60) -> Document:
    sheet = Sheet(
        number=1,
        name="t",
        caption=f"Counts {text}",
        heading=("Who", "How many"),
        rows=tuple((f"{text} {row}", str(row)) for row in range(rows)),
        left_out=2,
    )
    picture = Picture(
        number=1,
        name="chart",
        caption="More of them.",
        alt="What is to be seen.",
        svg=drawing(),
        png=b"",
        size=(160.0, 80.0),
    )
    return Document(
        title=f"Talks {text}",
        course="COMM 201",
        author="Zoë",
        day="As of 1 April 2026",
        notice="No names.",
        chapters=(
            Chapter(f"Answers {text}", (Words((text,)), picture, sheet)),
            Chapter("Looking back", (Prompt("What now?", 4),)),
        ),
    )


def read(made: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(BytesIO(made))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def structure(reader: pypdf.PdfReader) -> list[tuple[str, str]]:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.append((str(node.get("/S")), str(node.get("/Alt", ""))))
            waiting += [node["/K"]] if "/K" in node else []
    return found


@pytest.fixture(scope="module")
def made():
    return in_pdf(report())


def test_the_file_is_tagged_and_its_figure_has_an_alternative_text(made):
    reader, _ = read(made)
    root = reader.trailer["/Root"]
    tags = structure(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert ("/Figure", "What is to be seen.") in tags
    assert {"/Title", "/H1", "/Caption", "/TH"} <= {tag for tag, _ in tags}


def test_it_tells_its_title_and_author_and_no_day_on_which_it_was_made(made):
    reader, text = read(made)
    assert reader.metadata["/Title"] == "Talks Plain words."
    assert reader.metadata["/Author"] == "Zoë"
    assert not {"/CreationDate", "/ModDate"} & set(reader.metadata)
    assert "As of 1 April 2026" in text


def test_the_same_report_gives_the_same_bytes(made):
    assert in_pdf(report()) == made


def test_every_font_is_embedded(made):
    reader, _ = read(made)
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def test_a_long_table_repeats_its_heading_and_pages_are_numbered(made):
    reader, text = read(made)
    assert len(reader.pages) >= 3
    assert text.count("How many") >= 2
    assert f"1 of {len(reader.pages)}" in text
    assert "2 more rows left out." in text


def test_no_text_is_markup():
    _, text = read(in_pdf(report(HOSTILE, rows=1)))
    flat = " ".join(text.split())
    assert "*bold* _it_ = no // gone" in flat
    assert "root:" not in flat
    assert "$x^2$" in flat


def test_letters_that_no_font_has_are_boxes_and_stop_nothing():
    _, text = read(in_pdf(report("漢字 \ud800 \x0b \ufeff Привет", rows=1)))
    assert "□□ □ □ □ Привет" in " ".join(text.split())


def test_the_figures_number_is_the_reports():
    _, text = read(in_pdf(report()))
    assert "Figure 1: More of them." in text


def test_without_typst_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(typesetting, "typst", None)
    with pytest.raises(MissingExtraError, match=r"infoview-analytics\[handin\]"):
        in_pdf(report())
