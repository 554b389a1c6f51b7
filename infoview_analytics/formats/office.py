"""The report as a Word file and as slides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from infoview_analytics.formats import _slides, _word
from infoview_analytics.formats._pandoc import (
    Node,
    alternative_texts,
    bullets,
    figure,
    heading,
    notes,
    office_file,
    paragraph,
    picture_in,
    styled,
    table,
)
from infoview_analytics.formats.document import (
    Block,
    Chapter,
    Document,
    Picture,
    Prompt,
    Sheet,
    Words,
)

_MOST_WORDS = 75  # on a slide
_LONGEST_TITLE = 120  # letters of a slide's title: two lines
_END_OF_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def in_docx(document: Document) -> bytes:
    """Return a report as a Word file, with Word's own styles, captions and alternative texts.

    No text in it is read as markup or as a field, and the same report gives the same bytes.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    MissingExtraError
        If pandoc is not installed.
    """
    blocks = [paragraph(document.notice)]
    for number, chapter in enumerate(document.chapters, start=1):
        blocks.append(heading(1, f"{number}  {chapter.title}"))
        blocks += [node for block in chapter.blocks for node in _on_paper(block)]

    def finish(name: str, part: str) -> str:
        return alternative_texts(_word.finished(name, part), document)

    to = "docx+native_numbering+empty_paragraphs"
    return office_file(document, blocks, to=to, finish=finish, more=_word.FOOTER)


def in_pptx(document: Document) -> bytes:
    """Return a report as slides: a figure on each, with the words on it in the speaker's notes.

    Tables are left to the report. No text is read as markup, and the same report gives the same
    bytes.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    MissingExtraError
        If pandoc is not installed.
    """
    blocks = [node for chapter in document.chapters for node in _slides_of(chapter)]

    def finish(name: str, part: str) -> str:
        if name.startswith(("ppt/slideMasters/slide", "ppt/slideLayouts/slide")):
            return _slides.with_looks(part)
        picture = picture_in(part, document) if "<p:pic>" in part else None
        part = part if picture is None else _slides.with_room(part, picture)
        return alternative_texts(part, document)

    return office_file(document, blocks, to="pptx", finish=finish)


def _on_paper(block: Block) -> list[Node]:
    """Return a part of a chapter for Word."""
    match block:
        case Words(paragraphs):
            return [paragraph(text) for text in paragraphs]
        case Prompt(question, lines):
            return [heading(2, question), styled("Answer", *[paragraph("")] * lines)]
        case Picture():
            return [figure(block, caption=block.caption, said=block.alt)]
        case Sheet():
            rest = block.rest
            return [table(block), *([paragraph(rest)] if rest else [])]


def _slides_of(chapter: Chapter) -> Iterator[Node]:
    """Yield the slides of a chapter; its first words stand on one, those on a figure in notes."""
    begun = False
    spoken: tuple[str, ...] = ()
    for block, after in zip_longest(chapter.blocks, chapter.blocks[1:]):
        match block:
            case Words(paragraphs) if isinstance(after, Picture) and begun:
                spoken = paragraphs
            case Words(paragraphs):
                for said in _slidefuls(_END_OF_SENTENCE.split(" ".join(paragraphs))):
                    yield from (heading(1, chapter.title), bullets(said))
                begun = True
            case Picture():
                yield from _slide_with(block, chapter.title, spoken)
                spoken = ()
            case Prompt() | Sheet():
                pass
    asked = [block.question for block in chapter.blocks if isinstance(block, Prompt)]
    for said in _slidefuls(asked):
        yield from (heading(1, chapter.title), bullets(said))


def _slide_with(picture: Picture, title: str, spoken: tuple[str, ...]) -> Iterator[Node]:
    """Yield a slide with a picture under what it shows, and what is said about it."""
    finding, _, reading = picture.caption.partition(". ")
    if not reading or len(finding) > _LONGEST_TITLE:
        finding, reading = title, picture.caption
    caption = f"Figure {picture.number}. {reading}"
    yield from (heading(1, finding), figure(picture, caption=caption, said=caption))
    if spoken:
        yield notes(spoken)


def _slidefuls(sentences: Iterable[str]) -> Iterator[list[str]]:
    """Yield sentences, so many that they have room on a slide."""
    said: list[str] = []
    for sentence in sentences:
        if said and len(" ".join([*said, sentence]).split()) > _MOST_WORDS:
            yield said
            said = []
        said.append(sentence)
    if said:
        yield said
