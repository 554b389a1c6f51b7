import re
from html.parser import HTMLParser

import pytest

from infoview_analytics.formats.document import Chapter, Document, Picture, Prompt, Sheet, Words
from infoview_analytics.formats.markup import figures_of, in_html, in_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1)) ![x](http://e.example/p.png)",
    "<https://e.example> https://e.example www.e.example",
    "1. one",
    "a) one",
    "(i) one",
    "- one",
    "+ one",
    "# one #",
    "> one",
    ": one",
    "--- | --- |",
    "| a | b |",
    "***bold*** __strong__ ~~gone~~ ^up^ ~down~",
    "$x^2$ \\(x\\) \\alpha \\",
    "@cited [@cited] ^[note] [^1] {#id .class}",
    "&lt;b&gt; &#60; `code`{=html}",
    "==== ",
    "% title",
    "```{=html}",
    "<!-- gone -->",
    "{{ 7 * 7 }} {% raw %}",
]


def document(text: str) -> Document:
    pieces = [
        Words((text, text)),
        Picture(
            number=1, name="one", caption=text, alt=text, svg=b"<svg/>", png=b"png", size=(160, 80)
        ),
        Sheet(number=1, name="s", caption=text, heading=(text, text), rows=((text, text),)),
        Prompt(text, 2),
    ]
    return Document(
        title=text,
        course=text,
        author=text,
        day=text,
        notice=text,
        chapters=(Chapter(text, tuple(pieces)),),
    )


class Page(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags, self.texts, self.alts = [], [], []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *sorted(name for name, _ in attrs)))
        self.alts += [value for name, value in attrs if name == "alt"]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text_in_html(text):
    tame, page = Page(in_html(document("tame"))), Page(in_html(document(text)))
    assert page.tags == tame.tags
    assert page.alts == [text]
    assert "".join(page.texts).count(text) == "".join(tame.texts).count("tame")


def test_a_hostile_text_is_a_text_in_markdown():
    pypandoc = pytest.importorskip("pypandoc")
    for text in (" ".join(HOSTILE), *HOSTILE):
        wanted = " ".join(text.split())
        read = pypandoc.convert_text(
            in_markdown(document(wanted)).decode(),
            "plain",
            "markdown-smart",
            extra_args=["--wrap=none"],
        )
        assert " ".join(read.split()).count(wanted) >= 8, read


def test_a_page_asks_for_nothing_and_runs_nothing():
    page = in_html(document("tame")).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|https?://|@import|url\(", page)
    assert 'lang="en"' in page


def test_figures_stand_beside_the_markdown_under_the_names_it_uses():
    tame = document("tame")
    (name,) = figures_of(tame)
    assert f"({name})" in in_markdown(tame).decode().replace("\\", "")


def test_rows_left_out_are_told():
    sheet = Sheet(number=1, name="s", caption="All.", heading=("a",), rows=(("1",),), left_out=3)
    few = Document(
        title="t", course="", author="", day="d", notice="n", chapters=(Chapter("c", (sheet,)),)
    )
    assert "All. 3 more rows left out." in in_html(few).decode()
    assert "All. 3 more rows left out." in in_markdown(few).decode()
