"""PDF files by PDFium: the text of each page with one character for each of PDFium's, so that places map to boxes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from openmgi.core.document import Heading, Page
from openmgi.library.extraction import pdf_headings
from openmgi.library.extraction.labels import EDGE, Mark, labels, marks_of
from openmgi.library.extraction.pdf_headings import Entry, Line
from openmgi.library.extraction.recognition import DOTS_PER_INCH, Recogniser
from openmgi.library.extraction.right_to_left import in_reading_order
from openmgi.library.extraction.unreadable import UnreadableError

Progress = Callable[[int, int], None]

# PDFium's own signs: U+0002 is a hyphen at the end of a line; lines end with \r\n.
_HYPHEN: Final = {0x02: "-"}
_SPACES: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF), " ")
_LONE_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE: Final = str.maketrans(_SPACES | _LONE_SURROGATES | _HYPHEN | {0x0A: "\n"})
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Signs of a font that does not say which letters it draws.
_UNMAPPED: Final = re.compile("[\x00\ufffd\ue000-\uf8ff]")

_NO_PDF: Final = b"no PDF"
_MOST_PAGES: Final = 10_000
# PDFium sets page coordinates on whole pixels of an image; this one is fine enough for shares of a page.
_FINE: Final = 100_000
_LINE: Final = re.compile(r"[^\n]+")
_OUTER_LINES: Final = 4
_LONGEST_ALONE: Final = 24
_MARGIN: Final = 0.06
# An outline with fewer entries is a cover and a back.
_LEAST_OUTLINE: Final = 3
# A page with less text than this, on a picture that fills most of it, is a scan with a stamp or a number.
_LITTLE_TEXT: Final = 60
_FILLS: Final = 0.5
_MOST_UNMAPPED: Final = 0.3
_MOST_PIXELS: Final = 30_000_000


def read_pdf(path: Path, *, most_pages: int = _MOST_PAGES, progress: Progress | None = None) -> Iterator[Page]:
    """The pages of a file. progress: told how many pages of how many were read, before the first page comes.

    A page that shows something nobody read has the origin "none": a scan where there is no Tesseract, a damaged page.
    """
    with opened(path) as document:
        count = len(document)
        if not count:
            raise UnreadableError("damaged")
        if count > most_pages:
            raise UnreadableError("too_many_pages", limit=most_pages)
        reader = _Reader(document)
        for index in range(count):
            reader.read(index)
            if progress:
                progress(index + 1, count)
        if reader.damaged == count:
            raise UnreadableError("damaged")
        yield from reader.pages()


@dataclass(slots=True)
class _Seen:
    """A page without what only the whole document tells: its label, and what looks like a heading in it."""

    page: Page
    marks: Sequence[Mark] = ()
    lines: Sequence[Line] = ()


class _Reader:
    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._outline = pdf_headings.outline(document)
        self._has_outline = sum(map(len, self._outline.values())) >= _LEAST_OUTLINE
        self._recogniser = Recogniser()
        self._seen: list[_Seen] = []
        self.damaged = 0

    def read(self, index: int) -> None:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            self._seen.append(_Seen(Page(index, "", "", "none")))
            self.damaged += 1
            return
        try:
            self._seen.append(self._look(page, index))
        finally:
            page.close()

    def pages(self) -> Iterator[Page]:
        own = [self._document.get_page_label(index) for index in range(len(self._seen))]
        named = labels([one.marks for one in self._seen], own)
        found = pdf_headings.recognised([one.lines for one in self._seen], beside_outline=self._has_outline)
        for one, label, headings in zip(self._seen, named, found, strict=True):
            yield replace(one.page, label=label, headings=pdf_headings.together(one.page.headings, headings))

    def _look(self, page: pypdfium2.PdfPage, index: int) -> _Seen:
        textpage = page.get_textpage()
        codes = _codes(textpage)
        text = in_reading_order(textpage, codes.translate(_TABLE))
        if _shows_more(page, codes, text):
            if seen := self._recognised(page, index):
                return seen
            return _Seen(Page(index, "", text, "none"))
        lines = list(_LINE.finditer(text))
        marks = list(_marks(page, textpage, lines))
        headings = self._outlined(index, textpage, text, lines) if self._has_outline else ()
        return _Seen(Page(index, "", text, headings=headings), marks, list(_lines(page, textpage, lines)))

    def _recognised(self, page: pypdfium2.PdfPage, index: int) -> _Seen | None:
        read = self._recogniser.read(_image(page))
        if read is None:
            return None
        tops = {box.start: box.top for box in read.boxes}
        found = list(_LINE.finditer(read.text))
        marks = [
            replace(mark, top=tops[mark.start])
            for line in found
            for mark in marks_of(line[0], line.start())
            if mark.start in tops and not EDGE <= tops[mark.start] <= 1 - EDGE
        ]
        lines = [Line(line.start(), line[0]) for line in found]
        return _Seen(Page(index, "", read.text, "ocr", boxes=read.boxes), marks, lines)

    def _outlined(
        self, index: int, textpage: pypdfium2.PdfTextPage, text: str, lines: Sequence[re.Match[str]]
    ) -> tuple[Heading, ...]:
        entries: list[Entry] = self._outline.get(index, [])
        if not entries:
            return ()
        return pdf_headings.placed(text, entries, [(line.start(), _box(textpage, line.start())[3]) for line in lines])


def opened(path: Path) -> pypdfium2.PdfDocument:
    """The document, read from the file piece by piece as needed."""
    # PDFium keeps its last error until the next one, and sets none for a file without pages.
    pdfium.FPDF_LoadMemDocument64(_NO_PDF, len(_NO_PDF), None)
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableError("encrypted") from error
        raise UnreadableError("damaged") from error


def page_text(textpage: pypdfium2.PdfTextPage) -> str:
    """The text with exactly one character for each of PDFium's characters."""
    return in_reading_order(textpage, _codes(textpage).translate(_TABLE))


def _codes(textpage: pypdfium2.PdfTextPage) -> str:
    """PDFium's characters as they are: NUL for a sign without a letter, U+0002 for a hyphen at the end of a line."""
    count = max(0, textpage.count_chars())
    bulk: str = textpage.get_text_range() if count else ""
    if len(bulk) != count or (bulk and max(bulk) > "\uffff"):
        return _whole_pairs("".join(map(_character, repeat(textpage, count), range(count))))
    # In bulk, PDFium writes U+FFFE for both.
    return re.sub("\ufffe", lambda sign: _character(textpage, sign.start()), bulk)


def _character(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    return chr(code) if code <= 0x10FFFF else "\x00"


def _whole_pairs(codes: str) -> str:
    """A rare letter takes two of PDFium's characters; it becomes itself and a sign that nobody sees."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + "\u200b", codes)


def _shows_more(page: pypdfium2.PdfPage, codes: str, text: str) -> bool:
    """Whether the page shows text that it does not hold as text."""
    written = len(text) - text.count(" ") - text.count("\n")
    unmapped = len(_UNMAPPED.findall(codes))
    if unmapped > _MOST_UNMAPPED * (written + codes.count("\x00")):
        return True
    return not written or (written < _LITTLE_TEXT and _is_picture(page))


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if abs((right - left) * (top - bottom)) >= _FILLS * width * height:
            return True
    return False


def _image(page: pypdfium2.PdfPage) -> Any:
    """The page as the recogniser wants it: grey, and of a size that it can take."""
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale, grayscale=True).to_pil()


def _marks(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, lines: Sequence[re.Match[str]]) -> Iterator[Mark]:
    """What stands at the top or the foot of the page and may be its number."""
    for place, line in enumerate(lines):
        outer = place < _OUTER_LINES or place >= len(lines) - _OUTER_LINES
        if outer or line.end() - line.start() <= _LONGEST_ALONE:
            for mark in marks_of(line[0], line.start()):
                top = shares_of(page, *_box(textpage, mark.start))[1]
                if (outer or mark.alone) and not EDGE <= top <= 1 - EDGE:
                    yield replace(mark, top=top)


def _lines(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, lines: Sequence[re.Match[str]]) -> Iterator[Line]:
    """What may be a heading: not what stands in the margins."""
    for line in lines:
        left, bottom, right, top = textpage.get_charbox(line.start(), loose=True)
        shares = shares_of(page, left, bottom, right, top)
        if shares[3] > _MARGIN and shares[1] < 1 - _MARGIN:
            yield Line(line.start(), line[0].strip(), top - bottom)


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """left, bottom, right, top of a character in the page's own coordinates."""
    box: tuple[float, float, float, float] = textpage.get_charbox(index)
    return box


def shares_of(page: Any, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """left, top, right, bottom as shares of the page as it is shown: cropped and turned."""
    one, other = _on_image(page, left, top), _on_image(page, right, bottom)
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _on_image(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
