"""The image of a page of a PDF, and where characters stand on it; runs in the child process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from openmgi.core.document import Box
from openmgi.library.extraction.pdf import opened, shares_of
from openmgi.library.extraction.unreadable import UnreadableError

# left, top, right, bottom
Shares = tuple[float, float, float, float]

_WIDEST_GAP: Final = 0.02  # between words of a line; columns are further apart
_WIDEST: Final = 4000
# A page may be a thousand times as long as it is wide.
_MOST_PIXELS: Final = 24_000_000
_LONGEST: Final = 16_000  # WebP takes hardly more
_LOSSY: Final = {"webp": {"quality": 80, "method": 2}, "png": {"compress_level": 6}}


def image(path: Path, index: int, width: int, form: str) -> bytes:
    """The page as a reader sees it. form: webp or png."""
    with _page(path, index) as page:
        across, down = page.get_size()
        picture = page.render(scale=_scale(across, down, width), may_draw_forms=False).to_pil()
    written = BytesIO()
    picture.save(written, form.upper(), **_LOSSY[form])
    return written.getvalue()


def _scale(across: float, down: float, width: int) -> float:
    """What makes the page so many pixels wide, which PDFium rounds up; less for a page that would be too large."""
    wanted = (max(1, min(width, _WIDEST)) - 0.01) / max(across, 0.01)
    longest = _LONGEST / max(across, down, 0.01)
    return float(min(wanted, longest, (_MOST_PIXELS / max(across * down, 0.01)) ** 0.5))


def boxes(path: Path, index: int, start: int, end: int) -> list[Box]:
    """Rectangles, line by line, around the characters from start to end (exclusive)."""
    with _page(path, index) as page:
        textpage = page.get_textpage()
        end = min(end, textpage.count_chars())
        if start >= end:
            return []
        shares = [shares_of(page, *one) for one in _rectangles(textpage, start, end - start)]
        return [_rounded(start, end, one) for one in _joined(shares)]


@contextmanager
def _page(path: Path, index: int) -> Iterator[Any]:
    with opened(path) as document:
        if not 0 <= index < len(document):
            raise UnreadableError("no_such_page", number=index + 1)
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("damaged") from error
        yield page


def _rectangles(textpage: Any, start: int, count: int) -> Iterator[tuple[float, float, float, float]]:
    """left, bottom, right, top, in the page's own coordinates."""
    for one in range(pdfium.FPDFText_CountRects(textpage, start, count)):
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        if pdfium.FPDFText_GetRect(textpage, one, left, top, right, bottom):
            yield left.value, bottom.value, right.value, top.value


def _joined(shares: Iterable[Shares]) -> Iterator[Shares]:
    """PDFium begins a rectangle with each font and each gap; a reader sees one line."""
    line: Shares | None = None
    for one in shares:
        if line and _go_on(line, one):
            line = (min(line[0], one[0]), min(line[1], one[1]), max(line[2], one[2]), max(line[3], one[3]))
            continue
        if line:
            yield line
        line = one
    if line:
        yield line


def _go_on(line: Shares, one: Shares) -> bool:
    overlap = min(line[3], one[3]) - max(line[1], one[1])
    lower = min(line[3] - line[1], one[3] - one[1])
    return overlap > lower / 2 and -_WIDEST_GAP < one[0] - line[2] < _WIDEST_GAP


def _rounded(start: int, end: int, shares: Shares) -> Box:
    return Box(start, end, *(round(min(1.0, max(0.0, share)), 5) for share in shares))
