"""A PDF file with text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2
from django.utils.translation import gettext as _

from openmgi.core.importing.lines import Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError

MOST_PAGES = 200
FEWEST_PAGES_TO_TELL = 3  # a heading may begin two pages by chance
_LINE_END = "\r\n"  # as PDFium writes it
# PDFium writes these for a hyphen at the end of a line.
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


def read_pdf(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The lines of every page, numbered through the file, with a blank line wherever the page leaves a gap."""
    lines: list[Line] = []
    for page, texts in enumerate(_pages(content), start=1):
        for text in texts:
            lines.append(Line(len(lines) + 1, text.translate(_LINE_END_HYPHENS), page=page))
    if not any(line.tidy for line in lines):
        raise FileError(_("the PDF file has no text, only images; recognise its text first"))
    return lines, ()


def _pages(content: bytes) -> list[list[str]]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileError(_("the PDF file is locked with a password; save it without one")) from error
        raise FileError(_("the PDF file is damaged")) from error
    try:
        if len(document) > MOST_PAGES:
            raise FileError(
                _("the PDF file has %(pages)s pages; at most %(most)s can be imported")
                % {"pages": len(document), "most": MOST_PAGES}
            )
        return _without_running_lines([_lines(page.get_textpage()) for page in document])
    finally:
        document.close()


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the line that is first, or last, on every one of them (the cover aside), numbers apart."""
    if len(pages) < FEWEST_PAGES_TO_TELL:
        return pages
    for end in (0, -1, 0, -1):
        shapes = Counter(_shape(lines[end]) for lines in pages if lines)
        shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
        if count >= len(pages) - 1:
            for lines in pages:
                if lines and _shape(lines[end]) == shape:
                    del lines[end]
    return pages


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    """The lines of one page. A gap of more than half a line's height is a blank line, as between paragraphs."""
    lines: list[str] = []
    start, bottom_above = 0, None
    for text in page.get_text_range().split(_LINE_END):
        if text.strip():
            _left, bottom, _right, top = page.get_charbox(start, loose=True)
            if bottom_above is not None and bottom_above - top > (top - bottom) / 2:
                lines.append("")
            lines.append(text)
            bottom_above = bottom
        start += len(text) + len(_LINE_END)
    return lines
