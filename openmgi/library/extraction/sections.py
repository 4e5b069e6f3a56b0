"""Files without pages, as one page for each section: a heading and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from openmgi.core.document import Heading, Page

# A section longer than this is cut between two paragraphs, so that a page stays something one can look through.
_LONG: Final = 6_000
# A paragraph longer than this is cut at a line end or a space: it is a file without any line ends, or worse.
_LONGEST: Final = 20_000

_CONTROLS: Final = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), " ")
_KEPT: Final = str.maketrans(_CONTROLS | dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {0x0D: "\n"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a row of a table. level: of a heading, 1 the highest; 0 for anything else.

    begins: a new page begins with it. joined: it follows the block before it on the next line, as rows and items do.
    """

    text: str
    level: int = 0
    begins: bool = False
    joined: bool = False


@dataclass(slots=True)
class _Section:
    text: str = ""
    headings: list[Heading] = field(default_factory=list)
    has_body: bool = False

    def add(self, block: Block) -> None:
        if self.text:
            self.text += "\n" if block.joined else "\n\n"
        if block.level:
            self.headings.append(Heading(len(self.text), block.level, " ".join(block.text.split())))
        self.text += block.text
        self.has_body = self.has_body or not block.level

    def page(self, index: int) -> Page:
        return Page(index, "", self.text, headings=tuple(self.headings))


def clean(text: str) -> str:
    """The text as every database keeps it: no control characters, no half of a surrogate pair."""
    return text.translate(_KEPT)


def pages_of(blocks: Iterable[Block]) -> Iterator[Page]:
    """Headings that follow one another without text between them share a page."""
    index = 0
    section = _Section()
    for block in _moderate(blocks):
        full = len(section.text) + len(block.text) > _LONG
        if section.text and (block.begins or (section.has_body and (full or block.level))):
            yield section.page(index)
            index += 1
            section = _Section()
        section.add(block)
    if section.text:
        yield section.page(index)


def _moderate(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = clean(block.text).strip()
        level = block.level if len(text) <= _LONG else 0
        for position, piece in enumerate(_pieces(text)):
            yield Block(piece, level, block.begins and position == 0, block.joined or position > 0)


def _pieces(text: str) -> Iterator[str]:
    while len(text) > _LONGEST:
        ends = (text.rfind(sign, _LONGEST // 2, _LONGEST) for sign in ("\n", " "))
        cut = next((end for end in ends if end > 0), _LONGEST)
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield re.sub(r"[ \t]+\n", "\n", text)
