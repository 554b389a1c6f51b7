import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from matplotlib.figure import Figure

from infoview_analytics.errors import MissingExtraError
from infoview_analytics.formats import _pandoc
from infoview_analytics.formats.document import (
    Chapter,
    Document,
    Picture,
    Prompt,
    Sheet,
    Words,
)
from infoview_analytics.formats.office import in_docx, in_pptx

HOSTILE = (
    "<w:p>",
    "{ HYPERLINK x }",
    '<w:fldSimple w:instr="INCLUDETEXT x"/>',
    "*star* [link](http://x.example)",
    "`=1`{=openxml}",
    "\x0b",
    "\ud800",
    "漢字 😀 مرحبا",
)


def drawing() -> bytes:
    figure, page = Figure(figsize=(4, 2)), BytesIO()
    figure.add_axes((0, 0, 1, 1)).plot([1, 2])
    figure.savefig(page, format="png", metadata={"Software": None})
    return page.getvalue()


DRAWING = drawing()


def picture(number: int) -> Picture:
    return Picture(
        number=number,
        name=f"chart_{number}",
        caption="More of them. The line tells.",
        alt=f'Figure "{number}" & what it shows.',
        svg=b"",
        png=DRAWING,
        size=(160.0, 80.0),
    )


def report(text: str = "Plain words.") -> Document:
    return Document(
        title=f"Talks {text}",
        course="COMM 201",
        author="Zoë",
        day="As of 1 April 2026",
        notice="No names.",
        chapters=(
            Chapter(
                f"Answers {text}",
                (Words((text, "Said on the chart.")), picture(1), Words(("Spoken.",)), picture(2)),
            ),
            Chapter(
                "Tables",
                (
                    Sheet(
                        number=1,
                        name="t",
                        caption=f"Counts {text}",
                        heading=("Who", "How many"),
                        rows=((text, "3"), ("all", "1,204")),
                        left_out=2,
                    ),
                    Prompt("What now?", 4),
                ),
            ),
        ),
    )


def parts_of(office_file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(office_file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def slides_of(office_file: bytes) -> list[str]:
    slide = re.compile(r"ppt/slides/slide(\d+)\.xml")
    found = {slide.fullmatch(name): part for name, part in parts_of(office_file).items()}
    numbered = {int(name[1]): part.decode() for name, part in found.items() if name}
    return [numbered[number] for number in sorted(numbered)]


@pytest.fixture(scope="module")
def docx():
    return in_docx(report())


@pytest.fixture(scope="module")
def pptx():
    return in_pptx(report())


def test_a_word_file_has_words_own_styles_and_captions_that_count(docx):
    body = parts_of(docx)["word/document.xml"].decode()
    for style in ("Title", "Subtitle", "Author", "Heading1", "Heading2", "ImageCaption", "Answer"):
        assert f'<w:pStyle w:val="{style}"' in body, style
    assert body.count("SEQ Figure") == 2
    assert body.count("SEQ Table") == 1
    assert body.count('<w:pStyle w:val="Answer"') == 4
    assert "2 more rows left out." in body


def test_a_word_file_is_an_a4_page_with_its_number(docx):
    parts = parts_of(docx)
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in parts["word/document.xml"].decode()
    assert b" PAGE " in parts["word/footer1.xml"]
    assert b"footer1.xml" in parts["word/_rels/document.xml.rels"]
    assert b"footer1.xml" in parts["[Content_Types].xml"]


def test_our_styles_take_the_place_of_pandocs(docx):
    styles = parts_of(docx)["word/styles.xml"].decode()
    assert styles.count('<w:name w:val="Title"/>') == 1
    assert '<w:b/><w:sz w:val="44"/>' in styles
    assert "<w:tblBorders>" in styles


@pytest.mark.parametrize("make", [in_docx, in_pptx])
def test_each_picture_has_its_alternative_text_and_is_whole(make):
    parts = parts_of(make(report()))
    shown = [part for name, part in parts.items() if "/media/" in name]
    assert shown == [DRAWING, DRAWING]
    text = b"".join(part for name, part in parts.items() if name.endswith(".xml"))
    for number in (1, 2):
        said = f'descr="Figure &quot;{number}&quot; &amp; what it shows."'
        assert said.encode() in text
    assert b"data:image" not in text


@pytest.mark.parametrize("make", [in_docx, in_pptx])
def test_nothing_tells_when_it_was_made_and_the_same_report_gives_the_same_bytes(make):
    made = make(report())
    assert make(report()) == made
    parts = parts_of(made)
    assert b"dcterms:" not in re.sub(rb"xmlns:\S+", b"", parts["docProps/core.xml"])
    assert "<dc:creator>Zoë</dc:creator>".encode() in parts["docProps/core.xml"]
    with ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("make", [in_docx, in_pptx])
def test_no_text_is_markup_or_a_field(make):
    text = " ".join(HOSTILE)
    plain, hostile = (parts_of(make(report(words))) for words in ("x", text))
    assert set(hostile) == set(plain)
    count = re.compile(rb"<(w:p|w:fldSimple|w:instrText|w:hyperlink|a:hlinkClick|a:p)[ />]")
    for name, part in hostile.items():
        if name.endswith(".xml"):
            assert len(count.findall(part)) == len(count.findall(plain[name])), name
    whole = b"".join(part for name, part in hostile.items() if name.endswith(".xml")).decode()
    assert "&lt;w:p&gt;" in whole
    assert "*star*" in whole
    assert "{=openxml}" in whole


def test_a_figure_has_a_slide_with_its_finding_and_a_small_caption(pptx):
    shown = [slide for slide in slides_of(pptx) if "<p:pic>" in slide]
    assert len(shown) == 2
    for number, slide in enumerate(shown, 1):
        assert "<a:t>More of them</a:t>" in slide
        assert f'<a:rPr sz="1200"/><a:t>Figure {number}. The line tells.</a:t>' in slide
        ids = re.findall(r'<p:cNvPr [^>]*\bid="(\d+)"', slide)
        assert len(set(ids)) == len(ids)


def test_a_picture_keeps_its_shape_and_stays_on_its_slide(pptx):
    slide = next(slide for slide in slides_of(pptx) if "<p:pic>" in slide)
    boxes = re.findall(r'<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', slide)
    (left, top, wide, high), caption = (tuple(map(int, box)) for box in boxes[-2:])
    assert abs(wide / high - 2) < 0.01
    assert left + wide <= 9_144_000
    assert top + high <= caption[1]
    assert caption[1] + caption[3] <= 5_143_500


def test_words_stand_on_the_chapters_first_slide_or_are_spoken(pptx):
    slides = slides_of(pptx)
    assert "<a:t>Plain words.</a:t>" in slides[1]
    notes = [part for name, part in parts_of(pptx).items() if "notesSlides/notesSlide" in name]
    assert sum(b"<a:t>Spoken.</a:t>" in part for part in notes) == 1
    assert not any("Spoken." in slide for slide in slides)


def test_many_words_are_split_over_slides_at_the_ends_of_sentences():
    words = Words((" ".join(["One two three four five six seven eight nine ten."] * 10),))
    document = Document(
        title="T", course="", author="", day="", notice="", chapters=(Chapter("Long", (words,)),)
    )
    slides = slides_of(in_pptx(document))[1:]
    assert [slide.count("nine ten.") for slide in slides] == [7, 3]


@pytest.mark.parametrize("make", [in_docx, in_pptx])
def test_a_chapter_may_be_empty(make):
    empty = (Chapter("Empty", ()), Chapter("Nearly", (Words(()), Words(("",)), Prompt("Why?", 0))))
    made = make(Document(title="T", course="", author="", day="", notice="", chapters=empty))
    assert b"Why?" in b"".join(parts_of(made).values())


def test_without_pandoc_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(_pandoc, "pypandoc", None)
    with pytest.raises(MissingExtraError, match=r"infoview-analytics\[handin\]"):
        in_docx(report())
