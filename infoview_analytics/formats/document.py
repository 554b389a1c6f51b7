"""A report to hand in, before it has a format: chapters of words, figures, tables, questions."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    number: int
    name: str
    caption: str
    alt: str
    svg: bytes
    png: bytes
    size: tuple[float, float]


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
