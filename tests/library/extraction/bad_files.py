"""Files that break a careless reader, kept small, each with the one error it should give or the text it still holds."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from tests.library.extraction.pdf_files import lines, packed, pdf_of, stream, text_pdf

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
TEXT = "text/plain"

WORDS = "Everyone has the right to leave any country, and to return to their own, as this law provides in detail."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"{}/>'
    "</Relationships>"
)
_LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {one} '{f'&{before};' * 10}'>" for before, one in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@dataclass(frozen=True)
class BadFile:
    """code: the error that it gives; else text: what it says all the same. limits: smaller ones than the usual."""

    name: str
    content: bytes
    claimed: str | None = None
    code: str = ""
    text: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What its reader takes it for; empty where it is refused before anyone reads it."""
        refused = {"empty", "too_large", "wrong_type"}
        is_other = self.code in {"unknown_type", "encrypted"} and not self.content.startswith((b"PK", b"%PDF"))
        return "" if self.code in refused or is_other else self.claimed or ""


def word_document(body: str, *, prolog: str = "", encoding: str = "utf-8", **parts: bytes) -> bytes:
    document = f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return archive({"_rels/.rels": _RELS.format("word/document.xml", ""), "word/document.xml": document}, encoding)


def archive(parts: Mapping[str, str | bytes], encoding: str = "utf-8") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content.encode(encoding) if isinstance(content, str) else content)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def noise(length: int) -> bytes:
    return random.Random(length).randbytes(length)  # noqa: S311 - it hides nothing


def bad_files() -> list[BadFile]:
    return [*_pdf(), *_pdf_text(), *_word(), *_packed_word(), *_web(), *_plain()]


def _pdf() -> Iterator[BadFile]:
    good = text_pdf([lines(WORDS)] * 3)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
    secret = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32)
    yield BadFile("empty.pdf", b"", PDF, "empty")
    yield BadFile("head only.pdf", b"%PDF-1.7\n", PDF, "damaged")
    yield BadFile("cut off early.pdf", good[:100], PDF, "damaged")
    yield BadFile("cut off in its table.pdf", good[:-200], PDF, "damaged")
    yield BadFile("cut off at the end.pdf", good[:-20], PDF, text=WORDS)
    yield BadFile("noise after the head.pdf", b"%PDF-1.7\n" + noise(3000), PDF, "damaged")
    yield BadFile("password.pdf", text_pdf([lines(WORDS)], trailer=secret), PDF, "encrypted")
    yield BadFile(
        "unknown lock.pdf", text_pdf([lines(WORDS)], trailer=b"/Encrypt << /Filter /Odd /V 9 >>"), PDF, "encrypted"
    )
    yield BadFile("wrong places.pdf", good.replace(b"startxref\n", b"startxref\n9"), PDF, text=WORDS)
    yield BadFile(
        "tree that holds itself.pdf",
        pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"]),
        PDF,
        "damaged",
    )
    yield BadFile("no pages.pdf", text_pdf([]), PDF, "damaged")
    yield BadFile("no catalog.pdf", pdf_of([b"<< >>", page]), PDF, "damaged")
    yield BadFile("claims many pages.pdf", good.replace(b"/Count 3", b"/Count 2000000000"), PDF, text=WORDS)
    yield BadFile("claims fewer than none.pdf", good.replace(b"/Count 3", b"/Count -3"), PDF, text=WORDS)
    yield BadFile("many pages.pdf", text_pdf([lines(WORDS)] * 60), PDF, "too_many_pages", limits={"pages": 50})
    yield BadFile("large.pdf", good + b"%" * 1_000_001, PDF, "too_large", limits={"size": 1_000_000})
    yield BadFile("nested arrays.pdf", text_pdf([lines(WORDS)], more=[b"[" * 50_000]), PDF, text=WORDS)
    yield BadFile("a PDF as word.docx", good, DOCX, "wrong_type")
    yield BadFile("a PDF as text.txt", good, TEXT, "wrong_type")
    yield BadFile("bytes before the head.pdf", b"\x00 mail header\n" * 20 + good, PDF, text=WORDS)


def _pdf_text() -> Iterator[BadFile]:
    action = b"/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>"
    loop = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>"
    item = b"<< /Title (Again) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [4 0 R /Fit] >>"
    mapped = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"3 beginbfchar <41> <D800> <42> <0000> <43> <D83DDE00> endbfchar endcmap"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    itself = b"/Resources << /XObject << /X 6 0 R >> >>"
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + itself)
    yield BadFile("runs a script.pdf", text_pdf([lines(WORDS)], catalog=action), PDF, text=WORDS)
    yield BadFile(
        "outline in a ring.pdf",
        text_pdf([lines(WORDS)], catalog=b"/Outlines 6 0 R", more=[loop, item]),
        PDF,
        text=WORDS,
    )
    yield BadFile("huge sheet.pdf", text_pdf([lines(WORDS)], page=b"/MediaBox [0 0 9e9 9e9]"), PDF, text=WORDS)
    yield BadFile("sheet of no size.pdf", text_pdf([lines(WORDS)], page=b"/MediaBox [0 0 0 0]"), PDF, text=WORDS)
    yield BadFile("half a pair.pdf", text_pdf([lines("ABC", WORDS)], font=font, more=[stream(mapped)]), PDF, text=WORDS)
    yield BadFile("draws itself.pdf", text_pdf([lines(WORDS)], more=[form]), PDF, text=WORDS)
    yield BadFile(
        "content that unpacks.pdf",
        _one_page(packed(b"BT /F1 9 Tf 9 9 Td (a) Tj ET " * 4_000_000)),
        PDF,
        "too_much_memory",
        limits={"memory": 400_000_000},
    )
    yield BadFile(
        "more text than allowed.pdf", text_pdf([lines(WORDS)] * 9), PDF, "too_much_text", limits={"text": 500}
    )


def _one_page(content: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = b"/Resources << /Font << /F1 3 0 R >> >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            font,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] %s /Contents 5 0 R >>" % resources,
            content,
        ]
    )


def _word() -> Iterator[BadFile]:
    good = word_document(paragraph(WORDS))
    name = "word/document.xml"
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    file = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    yield BadFile("cut off.docx", good[: len(good) // 2], DOCX, "damaged")
    yield BadFile("without its document.docx", archive({"readme.txt": WORDS}), DOCX, "unknown_type")
    yield BadFile(
        "a workbook.docx",
        archive({"_rels/.rels": _RELS.format("xl/workbook.xml", ""), "xl/workbook.xml": "<workbook/>"}),
        DOCX,
        "unknown_type",
    )
    yield BadFile("an archive in an archive.docx", archive({"inner.docx": good}), DOCX, "unknown_type")
    yield BadFile("laughs.docx", word_document(paragraph("&i;"), prolog=_LAUGHS), DOCX, "entities")
    yield BadFile("reads the server.docx", word_document(paragraph("&x;"), prolog=file), DOCX, "entities")
    yield BadFile(
        "laughs in wide letters.docx",
        word_document(paragraph("&i;"), prolog=_LAUGHS, encoding="utf-16"),
        DOCX,
        "entities",
    )
    yield BadFile("nested.docx", word_document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), DOCX, "too_deep")
    yield BadFile("not well formed.docx", word_document("<w:p><w:r>" + paragraph(WORDS)), DOCX, "damaged")
    yield BadFile("without words.docx", word_document("<w:p/>"), DOCX, "no_text")
    yield BadFile("password.docx", old + "EncryptedPackage".encode("utf-16-le"), DOCX, "encrypted")
    yield BadFile("of the old kind.docx", old, DOCX, "unknown_type")
    yield BadFile(
        "points out of itself.docx",
        archive({"_rels/.rels": _RELS.format("../../../../etc/passwd", "")}),
        DOCX,
        "unknown_type",
    )
    yield BadFile(
        "points to another server.docx",
        archive({"_rels/.rels": _RELS.format("http://localhost:9/d.xml", ' TargetMode="External"')}),
        DOCX,
        "unknown_type",
    )
    yield BadFile(
        "names that climb.docx",
        archive({"../../evil.sh": "x", "/etc/evil": "x", name: f"<w:document {_W}>{paragraph(WORDS)}</w:document>"}),
        DOCX,
        text=WORDS,
    )
    yield BadFile("a picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(99), DOCX, "unknown_type")
    yield BadFile("words as archive.docx", WORDS.encode(), DOCX, "wrong_type")


def _packed_word() -> Iterator[BadFile]:
    dull = f"<w:document {_W}>" + " " * 5_000_000 + paragraph(WORDS) + "</w:document>"
    good = word_document(paragraph(WORDS * 9))
    central = good.index(b"PK\x01\x02")
    document = good.index(b"PK\x01\x02", central + 4)
    yield BadFile("bomb.docx", archive({"word/document.xml": dull}), DOCX, "unpacks_too_large")
    yield BadFile(
        "bomb beside the document.docx",
        archive({"word/document.xml": f"<w:document {_W}/>", "word/media/1.bmp": bytes(9_000_000)}),
        DOCX,
        "unpacks_too_large",
    )
    yield BadFile("large when unpacked.docx", good, DOCX, "unpacks_too_large", limits={"unpacked": 300})
    yield BadFile("lies about its size.docx", _changed(good, document + 24, struct.pack("<L", 90)), DOCX, "damaged")
    end = good.index(b"PK\x05\x06")
    yield BadFile("begins before itself.docx", _changed(good, end + 16, struct.pack("<L", end)), DOCX, "damaged")
    yield BadFile("packed by no known way.docx", _changed(good, document + 10, struct.pack("<H", 77)), DOCX, "damaged")
    yield BadFile("locked part.docx", _changed(good, document + 8, struct.pack("<H", 1)), DOCX, "encrypted")


def _changed(content: bytes, place: int, by: bytes) -> bytes:
    return content[:place] + by + content[place + len(by) :]


def _web() -> Iterator[BadFile]:
    page = f"<!doctype html><html><body><p>{WORDS} %s</p></body></html>"
    yield BadFile("nested.html", b"<html>" + b"<div>" * 100_000 + b"deep", HTML, "too_deep")
    yield BadFile("only a script.html", b"<html><script>while(true){}</script></html>", HTML, "no_text")
    yield BadFile(
        "unknown letters.html", page.encode().replace(b"<body>", b"<meta charset=klingon><body>"), HTML, text=WORDS
    )
    yield BadFile("says UTF-8, is not.html", ("<meta charset=utf-8>" + page % "né").encode("cp1252"), HTML, text="né")
    yield BadFile("nothing and half a pair.html", (page % "a&#0;b&#xD800;c\x00d").encode(), HTML, text=WORDS)
    yield BadFile("laughs.html", (_LAUGHS + page % "&i;").encode(), HTML, text=WORDS)
    yield BadFile("wide letters without a mark.html", (page % "né").encode("utf-16-le"), HTML, text="né")
    yield BadFile("a picture.html", b"GIF89a" + bytes(99), HTML, "unknown_type")
    yield BadFile("never closed.html", f"<html><table><tr><td><b>{WORDS}<!-- ".encode(), HTML, text=WORDS)


def _plain() -> Iterator[BadFile]:
    yield BadFile("blank.txt", b" \n\t\r\n" * 50, TEXT, "no_text")
    yield BadFile("nothing between words.txt", (WORDS + "\x00" + WORDS).encode(), TEXT, text=WORDS)
    yield BadFile(
        "wrong bytes.txt", (WORDS + " né ").encode() + b"\xed\xa0\x80\xff" + "é".encode() * 9, TEXT, text="né"
    )
    yield BadFile("half a wide pair.txt", b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8a", TEXT, text=WORDS)
    yield BadFile("one endless line.txt", (WORDS + " ").encode() * 5000, TEXT, text=WORDS)
    yield BadFile("no space at all.txt", b"x" * 500_000, TEXT, text="xxx")
    yield BadFile("a program.txt", b"\x7fELF\x02\x01\x01" + bytes(2000), TEXT, "unknown_type")
    yield BadFile("rich.txt", b"{\\rtf1 Hello}", TEXT, "unknown_type")
    yield BadFile("data.txt", b"<?xml version='1.0'?><akomaNtoso/>", TEXT, "unknown_type")
    yield BadFile("noise.txt", noise(5000), TEXT, "unknown_type")
