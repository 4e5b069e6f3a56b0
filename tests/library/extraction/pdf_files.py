"""Small PDF files, written by hand, so that each test says exactly what is in its file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LETTER = (612, 792)


@dataclass(frozen=True)
class Words:
    """Words on a page, from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 12


def lines(*texts: str, top: float = 650) -> list[Words]:
    """Lines of a page, one below the other."""
    return [Words(72, top - 16 * number, text) for number, text in enumerate(texts)]


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + entries)


def content_of(words: Sequence[Words]) -> bytes:
    return b"\n".join(
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (one.size, one.x, one.y, _escaped(one.text)) for one in words
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def text_pdf(
    pages: Sequence[Sequence[Words] | bytes],
    *,
    catalog: bytes = b"",
    page: bytes = b"/MediaBox [0 0 612 792]",
    font: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Pages of words, or of what draws them.

    Objects: 1 catalog, 2 tree, 3 font, then a page and its content for each, then `more`.
    """
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, words in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R %s /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (page, 5 + 2 * number)
        )
        objects.append(stream(words if isinstance(words, bytes) else content_of(words)))
    return pdf_of([*objects, *more], trailer)
