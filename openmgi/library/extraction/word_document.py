"""Word documents (DOCX): paragraphs, headings, items with their numbers, tables and notes.

The parts that hold text are read straight from the archive. python-docx would load all parts, pictures too, and leaves
out text that was inserted under tracking, text boxes and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from openmgi.library.extraction.archive import Archive, opened
from openmgi.library.extraction.headings import level_of
from openmgi.library.extraction.limits import Limits
from openmgi.library.extraction.numbering import Numbering, W, number_of, value_of
from openmgi.library.extraction.sections import Block
from openmgi.library.extraction.unreadable import UnreadableError

_FALLBACK: Final = "{urn:markup-compatibility}Fallback"
_MATH_TEXT: Final = "{urn:math}t"
# Tracked deletions, and the old place of what was moved: a reader of the document does not see them.
_UNSEEN: Final = frozenset({_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText"})
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_NOTE: Final = {"footnotes": f"{W}footnote", "endnotes": f"{W}endnote"}
# Word stores the names of its own styles in English, other programs in the language of their user.
_HEADING: Final = re.compile(r"(?:heading|titre|título|titulo|encabezado|عنوان)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL: Final = 9


def blocks_of(path: Path, limits: Limits) -> Iterator[Block]:
    with opened(path, limits) as archive:
        name = archive.related("", "officeDocument") or "word/document.xml"
        root = archive.xml(name)
        if root is None or root.tag != f"{W}document":
            raise UnreadableError("unknown_type", found="application/zip")
        document = _Document.read(archive, name)
        yield from document.blocks(root)
        yield from document.pending_notes()


@dataclass(frozen=True, slots=True)
class _Style:
    level: int
    number: str
    depth: int


@dataclass(slots=True)
class _Document:
    """What a paragraph needs to know of the rest of its document. pending: notes that the section's end will bring."""

    numbering: Numbering
    styles: dict[str, _Style]
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    noted: int = 0

    @classmethod
    def read(cls, archive: Archive, name: str) -> _Document:
        numbering = Numbering.read(archive.xml(archive.related(name, "numbering")))
        document = cls(numbering, _styles(archive.xml(archive.related(name, "styles"))))
        for kind, tag in _NOTE.items():
            root = archive.xml(archive.related(name, kind))
            for note in root.iter(tag) if root is not None else ():
                document.notes[kind, note.get(f"{W}id") or ""] = _plain(note)
        return document

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent.iterchildren("*"):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag not in _UNSEEN:
                yield from self.blocks(element)

    def pending_notes(self) -> Iterator[Block]:
        for position, note in enumerate(self.pending):
            yield Block(note, joined=position > 0)
        self.pending = []

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        boxes: list[etree._Element] = []
        text = "".join(self._text(element, boxes)).strip()
        level, number = self._kind(element, text)
        if level:
            yield from self.pending_notes()
        if text:
            yield Block(f"{number} {text}" if number else text, level)
        for box in boxes:
            yield from self.blocks(box)

    def _text(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for element in parent.iterchildren("*"):
            if element.tag in {f"{W}t", _MATH_TEXT}:
                yield element.text or ""
            elif element.tag in _SIGNS:
                yield _SIGNS[str(element.tag)]
            elif element.tag in _NOTES:
                self._note(_NOTES[str(element.tag)], element.get(f"{W}id") or "")
            elif element.tag == f"{W}txbxContent":
                boxes.append(element)
            elif element.tag not in _UNSEEN:
                yield from self._text(element, boxes)

    def _note(self, kind: str, name: str) -> None:
        self.noted += 1
        if text := self.notes.get((kind, name)):
            self.pending.append(f"[{self.noted}] {text}")

    def _kind(self, element: etree._Element, text: str) -> tuple[int, str]:
        """The level of a heading, and the number that stands before the paragraph."""
        properties = element.find(f"{W}pPr")
        style = self.styles.get(value_of(properties, f"{W}pStyle"), _Style(0, "", 0))
        own = value_of(properties, f"{W}numPr/{W}numId")
        depth = number_of(value_of(properties, f"{W}numPr/{W}ilvl", str(style.depth)))
        number = self.numbering.next(own or style.number, depth) if text else ""
        level = _outline(properties) or style.level or level_of(text) or level_of(f"{number} {text}")
        return level, number

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A row is a line, its cells apart by tabs; a table that only places headings and text is read as they are."""
        for position, row in enumerate(_below(table, f"{W}tr")):
            cells = [list(self.blocks(cell)) for cell in _below(row, f"{W}tc")]
            if any(block.level for cell in cells for block in cell):
                yield from (block for cell in cells for block in cell)
            else:
                text = "\t".join("\n".join(block.text for block in cell) for cell in cells)
                yield Block(text, joined=position > 0)


def _below(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls, but not those of tables within."""
    for element in parent.iterchildren("*"):
        if element.tag == tag:
            yield element
        elif element.tag not in _UNSEEN | {f"{W}tc", f"{W}tbl"}:
            yield from _below(element, tag)


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    if root is None:
        return {}
    elements = {one.get(f"{W}styleId") or "": one for one in root.iter(f"{W}style")}
    return {name: _style(one, elements) for name, one in elements.items()}


def _style(element: etree._Element, elements: dict[str, etree._Element]) -> _Style:
    """What a style says, or else the ones on which it is based."""
    level, number, depth = 0, "", ""
    seen: set[str] = set()
    one: etree._Element | None = element
    while one is not None and (name := one.get(f"{W}styleId") or "") not in seen:
        seen.add(name)
        properties = one.find(f"{W}pPr")
        level = level or _outline(properties) or _named_level(value_of(one, f"{W}name"))
        number = number or value_of(properties, f"{W}numPr/{W}numId")
        depth = depth or value_of(properties, f"{W}numPr/{W}ilvl")
        one = elements.get(value_of(one, f"{W}basedOn"))
    return _Style(level, number, number_of(depth))


def _named_level(name: str) -> int:
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else int(name.strip().lower() == "title")


def _outline(properties: etree._Element | None) -> int:
    outline = value_of(properties, f"{W}outlineLvl")
    return number_of(outline) + 1 if outline and number_of(outline) < _BODY_LEVEL else 0


def _plain(element: etree._Element) -> str:
    return " ".join("".join(one.text or "" for one in element.iter(f"{W}t")).split())
