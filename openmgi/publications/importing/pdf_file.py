"""A PDF file with text."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from django.utils.translation import gettext as _

from openmgi.core.importing.lines import Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError

MOST_PAGES = 200
# PDFium writes these for a hyphen at the end of a line.
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


def read_pdf(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The lines of every page, numbered through the file."""
    lines: list[Line] = []
    for page, text in enumerate(_pages(content), start=1):
        for line in text.translate(_LINE_END_HYPHENS).splitlines():
            lines.append(Line(len(lines) + 1, line, page=page))
    if not any(line.tidy for line in lines):
        raise FileError(_("the PDF file has no text, only images; recognise its text first"))
    return lines, ()


def _pages(content: bytes) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileError(_("the PDF file is locked with a password; save it without one")) from error
        raise FileError(_("the PDF file is damaged")) from error
    try:
        if len(document) > MOST_PAGES:
            raise FileError(
                _("the PDF file has %(pages)s pages; a profile has at most %(most)s")
                % {"pages": len(document), "most": MOST_PAGES}
            )
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
