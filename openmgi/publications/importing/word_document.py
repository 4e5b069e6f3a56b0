"""A word-processor document (DOCX)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
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
        kind = hint = _hint(paragraph)
        for text in _text(paragraph).split("\n"):
            lines.append(Line(len(lines) + 1, text, hint if text.strip() else "text"))
            hint = "text"
        if kind != "item":
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
    except (*_DAMAGE, PackageNotFoundError) as error:
        raise FileError(_("the document is damaged or is not a word-processor document")) from error


_DAMAGE = (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, etree.XMLSyntaxError)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph in reading order, also in page headers, tables and content controls."""
    for section in document.sections[:1]:
        yield from section.header.paragraphs
    for element in document.element.body.iter(qn("w:p")):
        # A drawing's text stands in the file twice, the second time for older programs.
        if not any(above.tag.endswith("}Fallback") for above in element.iterancestors()):
            yield Paragraph(element, document)


def _text(paragraph: Paragraph) -> str:
    """The text as a reader sees it, with what was inserted and without what was deleted while changes were tracked."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    texts: list[str] = []
    for part in paragraph._p.iter():
        if part.tag == qn("w:t") and next(part.iterancestors(qn("w:p"))) is paragraph._p:
            texts.append(part.text or "")
        elif part.tag in signs:
            texts.append(signs[part.tag])
    return "".join(texts)


def _hint(paragraph: Paragraph) -> Hint:
    """Whether the paragraph is in a list, by its own numbering or its style, or is a heading."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    properties = paragraph._p.pPr
    if style.startswith("List") or (properties is not None and properties.numPr is not None):
        return "item"
    return "heading" if style.startswith(("Heading", "Title")) else "text"
