"""A report as its reader gets it: the words of a PDF and of a word-processor file, and those that it should say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from pypdfium2 import PdfDocument

from openmgi.publications.report.blocks import (
    Block,
    Facts,
    Findings,
    Heading,
    Items,
    Line,
    Paragraph,
    Report,
    Sources,
    Table,
)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letters(text: str) -> str:
    """The letters and digits of a text alone: how it is broken into lines and pages makes no difference."""
    return re.sub(r"[\W_]+", "", text)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it is read."""
    document = PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Level and title of each bookmark."""
    document = PdfDocument(pdf)
    try:
        return [(one.level, one.get_title()) for one in document.get_toc()]
    finally:
        document.close()


def part(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a word-processor file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return etree.fromstring(file.read(name))


def words(element: etree._Element) -> str:
    """The words of a part, or of an element of it."""
    return "".join(one.text or "" for one in element.iter(f"{WORD}t"))


def docx_words(docx: bytes) -> str:
    """The words of the text and of the footnotes."""
    return words(part(docx)) + words(part(docx, "word/footnotes.xml"))


def lines(report: Report) -> list[str]:
    """Every line that the blocks of a report say."""
    return ["".join(piece.text for piece in line) for block in report.blocks for line in _lines(block)]


def headings(report: Report) -> list[Heading]:
    return [one for one in report.blocks if isinstance(one, Heading)]


def notes(report: Report) -> list[str]:
    """The footnotes, in their order."""
    found = [one for one in report.blocks if isinstance(one, Findings)]
    return ["".join(piece.text for piece in note) for one in found for item in one.items for note in item.notes]


def sources(report: Report) -> list[str]:
    found = [one for one in report.blocks if isinstance(one, Sources)]
    return ["".join(piece.text for piece in item.line) for one in found for item in one.items]


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield block.line
    if isinstance(block, Items):
        yield from block.lines
    if isinstance(block, Findings):
        for item in block.items:
            yield item.line
            yield from item.notes
    if isinstance(block, Table):
        for row in block.rows:
            yield from row.cells
    if isinstance(block, Facts):
        yield from (line for _name, line in block.pairs)
    if isinstance(block, Sources):
        yield from (item.line for item in block.items)
