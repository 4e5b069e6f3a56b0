"""Plain text in whatever encoding it comes, and its sections."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from openmgi.library.extraction.headings import level_of
from openmgi.library.extraction.sections import Block

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the mark of UTF-16 does, so it is looked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(sorted(set(range(0x20)) - set(b"\t\n\v\f\r\x1b") | {0x7F}))
_HIGH = bytes(range(0x80, 0x100))
# A text with more control characters than this is none.
_MOST_CONTROLS = 0.02
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LONGEST_HEADING = 120


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the encoding it was found to be in."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    encoding = _unmarked(content)
    return content.decode(encoding, errors="replace"), encoding


def is_text(content: bytes) -> bool:
    if any(content.startswith(mark) for mark, _ in _MARKS) or _wide(content):
        return True
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls <= len(content) * _MOST_CONTROLS


def _unmarked(content: bytes) -> str:
    if wide := _wide(content):
        return wide
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    # Accents of another encoding hardly ever make up a letter of UTF-8.
    if not wrong or sum(not character.isascii() for character in text) > 2 * wrong:
        return "utf-8"
    return _one_byte(content, len(content) - len(content.translate(None, _HIGH)))


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: of the two bytes of a letter, one is nearly always that of Latin or of Arabic."""
    even, odd = content[0::2], content[1::2]
    for low, high, encoding in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if high and low.count(0) <= len(low) * 0.05 and high.count(0) + high.count(6) >= len(high) * 0.8:
            return encoding
    return ""


def _one_byte(content: bytes, high: int) -> str:
    """Accents are few among Latin letters. Where most letters are high, alef and lam tell Arabic from Cyrillic."""
    if high <= len(re.findall(rb"[A-Za-z]", content)):
        return "cp1252"
    arabic = content.count(0xC7) + content.count(0xE1)
    return "cp1256" if arabic > high * 0.12 else "cp1251"


def blocks_of(path: Path) -> Iterator[Block]:
    """The paragraphs of a file. A form feed is where a page ended when the file was made from one with pages."""
    text = decoded(path.read_bytes())[0].replace("\r\n", "\n").replace("\r", "\n")
    for place, leaf in enumerate(text.split("\f")):
        begins = place > 0
        for paragraph in _BLANK_LINES.split(leaf.strip()):
            for block in _split(paragraph):
                yield replace(block, begins=begins)
                begins = False


def _split(paragraph: str) -> Iterator[Block]:
    """A paragraph, or headings and what stands between them where a file has no empty lines."""
    lines: list[str] = []
    for line in paragraph.split("\n"):
        level = _level(line, alone=line == paragraph)
        if not level:
            lines.append(line)
            continue
        yield from [Block("\n".join(lines))] if lines else []
        yield Block(line, level)
        lines = []
    yield from [Block("\n".join(lines))] if lines else []


def _level(line: str, *, alone: bool) -> int:
    """alone: an empty line stands before and after it."""
    if len(line) > _LONGEST_HEADING:
        return 0
    if marked := re.match(r"(#{1,6}) +\S", line):
        return len(marked[1])
    return level_of(line) or int(alone and line.isupper() and len(line) > 3)
