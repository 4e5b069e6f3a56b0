"""A word-processor document (DOCX)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from openmgi.core.importing.lines import Hint, Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError

LARGEST_UNPACKED = 100_000_000  # bytes; a bomb of a few kilobytes unpacks to gigabytes


def read_word_document(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The paragraphs, a line each, numbered in their order; a paragraph of a list is an item."""
    lines: list[Line] = []
    for paragraph in _paragraphs(_document(content)):
        hint = _hint(paragraph)
        for text in paragraph.text.split("\n"):
            lines.append(Line(len(lines) + 1, text, hint if text.strip() else "text"))
            hint = "text"
        if _hint(paragraph) != "item":
            lines.append(Line(len(lines) + 1, ""))
    return lines, ()


def _document(content: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
                raise FileError(
                    _("the document unpacks to more than %(size)s MB") % {"size": LARGEST_UNPACKED // 10**6}
                )
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise FileError(_("the document is damaged or is not a word-processor document")) from error


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def _hint(paragraph: Paragraph) -> Hint:
    """Whether the paragraph is in a list, by its own numbering or its style, or is a heading."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    properties = paragraph._p.pPr
    if style.startswith("List") or (properties is not None and properties.numPr is not None):
        return "item"
    return "heading" if style.startswith(("Heading", "Title")) else "text"
