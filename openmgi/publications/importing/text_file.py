"""Plain text."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from django.utils.translation import gettext as _

from openmgi.core.importing.lines import Line
from openmgi.core.importing.reading import Doubt
from openmgi.publications.importing.errors import FileError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WESTERN = "cp1252"


def read_text(content: bytes) -> tuple[Sequence[Line], Sequence[Doubt]]:
    """The lines of a text in UTF-8, UTF-16 or, with a doubt, the western encoding of older Windows files."""
    text, doubts = decode(content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return [Line(number, line) for number, line in enumerate(lines, start=1)], doubts


def decode(content: bytes) -> tuple[str, Sequence[Doubt]]:
    """The text of these bytes, and a doubt when the encoding had to be guessed. Raises FileError."""
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        return _decode_western(content, _line_of(content, error.start))
    if "\0" in text:
        raise FileError(
            _("this is not text: it holds bytes that cannot occur in text"),
            line=_line_of(content, content.find(b"\0")),
        )
    return text, ()


def _decode_western(content: bytes, line: int) -> tuple[str, Sequence[Doubt]]:
    try:
        text = content.decode(_WESTERN)
    except UnicodeDecodeError:
        text = "\0"
    if any(letter < " " and letter not in "\t\n\r\f" for letter in text):
        raise FileError(_("this is not text: it holds bytes that cannot occur in text"), line=line)
    return text, [Doubt(line, "guessed_encoding", {"encoding": "Windows-1252"})]


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
