"""What a file is, told by its first bytes. Its name is a claim, no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from openmgi.core.document import MediaType
from openmgi.library.extraction.plain_text import decoded, is_text
from openmgi.library.extraction.unreadable import UnreadableError

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML: Final = "text/html"
TEXT: Final = "text/plain"

_BY_SUFFIX: Final[dict[str, MediaType]] = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".txt": TEXT,
    ".text": TEXT,
}
_READABLE: Final[dict[str, MediaType]] = {kind: kind for kind in _BY_SUFFIX.values()}
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", DOCX),  # whether the archive really is a document is seen when it is read
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"RIFF", "image"),
)
_HEAD = 64 * 1024
# A PDF may have other bytes before its first ones; readers accept this many.
_PDF_WITHIN = 1024
# Word writes a document with a password as a storage of the old kind, with a stream of this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"(?s:.*?)<(?:!doctype\s+html|html|head|body)[\s>]|\s*<(?:title|article|table|div|p|h[1-6])[\s>]", re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml\b")


def named_type(name: str) -> MediaType | None:
    """What the name of a file claims, when it claims anything that we read."""
    return _BY_SUFFIX.get(Path(name).suffix.lower())


def media_type_of(path: Path, claimed: str | None = None) -> MediaType:
    """What the file is; UnreadableError when that is nothing we read, or not what is claimed."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = _sniffed(head)
    if found == "application/x-ole-storage" and _is_encrypted(path):
        raise UnreadableError("encrypted")
    if found == TEXT and claimed == HTML:
        return HTML  # a piece of a page without any of the usual tags at its beginning
    if found not in _READABLE:
        raise UnreadableError("unknown_type", found=found)
    if claimed and claimed != found and {claimed, found} != {HTML, TEXT}:
        raise UnreadableError("wrong_type", named=claimed, found=found)
    return _READABLE[found]


def _sniffed(head: bytes) -> str:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and not (len(signature) == 2 and is_text(head)):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return PDF
    if not is_text(head):
        return "application/octet-stream"
    text = decoded(head)[0]
    if _HTML.match(text[:4096]):
        return HTML
    return "application/xml" if _XML.match(text) else TEXT


def _is_encrypted(path: Path) -> bool:
    """Whether the directory of an old storage, somewhere in the file, names an encrypted package."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if _ENCRYPTED in before + piece:
                return True
            before = piece[-len(_ENCRYPTED) :]
    return False
