"""Opening the file of a published page: what kind it is, whether it may be read, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from django.utils.translation import gettext as _

from openmgi.core.importing.lines import Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError
from openmgi.publications.importing.pdf_file import read_pdf
from openmgi.publications.importing.text_file import read_text
from openmgi.publications.importing.web_page import read_web_page
from openmgi.publications.importing.word_document import read_word_document

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE
MOST_LINES = 20_000

Reader = Callable[[bytes], tuple[Sequence[Line], Sequence[Doubt]]]

# What a file's first bytes say it is: the ending of its name may be wrong.
_SIGNATURES: list[tuple[bytes, str]] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office 97"),
    (b"{\\rtf", "RTF"),
]


@dataclass(frozen=True, slots=True)
class _Kind:
    read: Reader
    signature: str | None = None


_KINDS = {
    ".txt": _Kind(read_text),
    ".html": _Kind(read_web_page),
    ".htm": _Kind(read_web_page),
    ".docx": _Kind(read_word_document, "ZIP"),
    ".pdf": _Kind(read_pdf, "PDF"),
}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The text of a file: its lines, and what was doubtful in opening it."""

    name: str
    content: bytes
    lines: Sequence[Line]
    doubts: Sequence[Doubt] = field(default_factory=tuple)

    def page_of(self, line: int) -> int | None:
        """The page on which this line stands, in files that have pages."""
        return next((one.page for one in self.lines if one.number == line), None)


def open_page(path: Path) -> OpenedFile:
    """The lines of this file. Raises FileError when it is missing, too large, damaged or of a wrong kind."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise FileError(_("this kind of file cannot be read; give a %(kinds)s file") % {"kinds": ", ".join(_KINDS)})
    content = _content(path)
    signature = next((name for start, name in _SIGNATURES if content.startswith(start)), None)
    if signature != kind.signature:
        raise FileError(_wrong_kind(signature, path.suffix))
    lines, doubts = kind.read(content)
    if len(lines) > MOST_LINES:
        raise FileError(
            _("the text has %(lines)s lines; at most %(most)s can be imported")
            % {"lines": len(lines), "most": MOST_LINES}
        )
    return OpenedFile(path.name, content, lines, doubts)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FileError(
                _("the file has %(size)s MB; at most %(largest)s MB can be imported")
                % {"size": ceil(size / MEGABYTE), "largest": LARGEST_FILE // MEGABYTE}
            )
        content = path.read_bytes()
    except OSError as error:
        raise FileError(_("the file cannot be opened: %(reason)s") % {"reason": error.strerror}) from error
    if not content.strip():
        raise FileError(_("the file is empty"))
    return content


def _wrong_kind(signature: str | None, suffix: str) -> str:
    if signature is None:
        return _("this is not a %(suffix)s file, although its name says so") % {"suffix": suffix}
    return _("this is a %(kind)s file, although its name ends in %(suffix)s") % {
        "kind": signature,
        "suffix": suffix,
    }
