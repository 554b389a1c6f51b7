"""A report to hand in, before it has a format: chapters of words, figures, tables, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infoview_analytics.words.phrases import counted

PAGE_WIDTH = 160  # millimetres of text on a page, and so of a figure


@dataclass(frozen=True, slots=True)
class Words:
    """Some paragraphs.

    Attributes
    ----------
    paragraphs : tuple of str
        Each one printable line of plain text.
    """

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A numbered figure with its caption and its text for those who cannot see it.

    Attributes
    ----------
    number : int
        From 1, through the whole report.
    name : str
        The stem of its files.
    caption : str
        What it shows and how to read it, without "Figure 1".
    alt : str
        What is to be seen, in a few sentences.
    svg, png : bytes
        The same drawing twice, `PAGE_WIDTH` wide; the PNG with 220 dots an inch.
    size : tuple of float
        Its width and height in millimetres.
    drawn : tuple of str
        The words in it, which nobody can read from the bytes of a drawing.
    """

    number: int
    name: str
    caption: str
    alt: str
    svg: bytes
    png: bytes
    size: tuple[float, float]
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A numbered table.

    Attributes
    ----------
    number : int
        From 1, through the whole report, apart from the figures.
    name : str
        The stem of its file.
    caption : str
        What it tells, without "Table 1".
    heading : tuple of str
        A text for each column; the first column names the rows.
    rows : tuple of tuple of str
        As many texts in each row.
    left_out : int
        How many more rows there would be.
    """

    number: int
    name: str
    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0

    @property
    def rest(self) -> str:
        """How many more rows there would be, in words; nothing if these are all."""
        return f"{counted(self.left_out, 'more row')} left out." if self.left_out else ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that the student answers.

    Attributes
    ----------
    question : str
        The question.
    lines : int
        How much room there is for the answer.
    """

    question: str
    lines: int = 5


Block = Words | Picture | Sheet | Prompt


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a report.

    Attributes
    ----------
    title : str
        What it is called.
    blocks : tuple of Words, Picture, Sheet or Prompt
        What is in it, in the order of reading.
    """

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report to hand in.

    Attributes
    ----------
    title, course, author : str
        As they were given; each one printable line, the last two may be empty.
    day : str
        As of which day it tells, in words.
    notice : str
        Whether names are shown, how many rows were set aside.
    chapters : tuple of Chapter
        What is in it.
    language : str
        The language of its words, for whoever reads it aloud.
    """

    title: str
    course: str
    author: str
    day: str
    notice: str
    chapters: tuple[Chapter, ...]
    language: str = "en"


def pictures_of(document: Document) -> Iterator[Picture]:
    """Yield the figures of a report.

    Parameters
    ----------
    document : Document
        The report.

    Yields
    ------
    Picture
        In the order of reading.
    """
    for chapter in document.chapters:
        yield from (block for block in chapter.blocks if isinstance(block, Picture))


def text_of(document: Document) -> str:
    """Return all words of a report, also those that are drawn.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    str
        Each title, paragraph, caption, cell and question on a line of its own.
    """
    heading = (document.title, document.course, document.author, document.day, document.notice)
    said = [text for chapter in document.chapters for text in _said_in(chapter)]
    return "\n".join(filter(None, (*heading, *said)))


def _said_in(chapter: Chapter) -> Iterator[str]:
    """Yield all words of a chapter."""
    yield chapter.title
    for block in chapter.blocks:
        match block:
            case Words():
                yield from block.paragraphs
            case Prompt():
                yield block.question
            case Picture():
                yield from (block.caption, block.alt, *block.drawn)
            case Sheet():
                yield from (block.caption, *block.heading)
                yield from (cell for row in block.rows for cell in row)
                yield block.rest
