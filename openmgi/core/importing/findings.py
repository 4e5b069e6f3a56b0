"""The items of one list of findings, from the lines that stand under its heading."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from openmgi.core.importing.lines import Line, join


@dataclass(frozen=True, slots=True)
class Item:
    """One finding: its text on one line, and the line where it begins."""

    line: int
    text: str


@dataclass
class _Paragraph:
    lines: list[Line] = field(default_factory=list)
    marked: bool = False
    closed: bool = False  # a blank line followed

    @property
    def is_waiting(self) -> bool:
        """A bullet that still stands alone: its text is on the next line."""
        return self.marked and len(self.lines) == 1 and not self.lines[0].content

    @property
    def is_foreign_heading(self) -> bool:
        """A short line without a bullet that ends no sentence: a heading that we do not know."""
        return not self.marked and len(self.lines) == 1 and self.lines[0].is_heading_like


@dataclass(frozen=True, slots=True)
class ItemList:
    """What was found under one heading. `strays` are paragraphs that belong to no bullet."""

    items: tuple[Item, ...]
    strays: tuple[Item, ...]
    has_bullets: bool


def read_items(lines: Sequence[Line], words: AbstractSet[str]) -> ItemList:
    """The findings under one heading.

    Each bullet or number begins a finding and the lines below continue it, up to a heading of something else. Where
    there is no bullet at all, each paragraph is a finding. `words` are the words of the page, which tell a broken
    word from a compound one.
    """
    paragraphs = _paragraphs(lines)
    has_bullets = any(paragraph.marked for paragraph in paragraphs)
    items: list[Item] = []
    strays: list[Item] = []
    is_open = True
    for paragraph in paragraphs:
        item = Item(paragraph.lines[0].number, join(paragraph.lines, words))
        is_open = is_open and not (has_bullets and paragraph.is_foreign_heading)
        (items if is_open and (paragraph.marked or not has_bullets) else strays).append(item)
    return ItemList(
        tuple(item for item in items if item.text), tuple(item for item in strays if item.text), has_bullets
    )


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    for line in lines:
        open_one = paragraphs[-1] if paragraphs else None
        if line.is_blank:
            if open_one:
                open_one.closed = True
        elif _begins_item(line, paragraphs):
            paragraphs.append(_Paragraph([line], marked=True))
        elif open_one and _continues(line, open_one):
            open_one.lines.append(line)
            open_one.closed = False
        else:
            paragraphs.append(_Paragraph([line]))
    return paragraphs


def _begins_item(line: Line, before: Sequence[_Paragraph]) -> bool:
    """A marker begins an item unless it is only a dash, a year or a sub-item inside the open one."""
    if not line.marker:
        return False
    marked = [paragraph for paragraph in before if paragraph.marked]
    if line.marker.isdigit():
        numbers = [int(one.lines[0].marker) for one in marked if one.lines[0].marker.isdigit()]
        return int(line.marker) == (numbers[-1] + 1 if numbers else 1) or (bool(numbers) and int(line.marker) == 1)
    if not marked or marked[0].lines[0].marker == line.marker:
        return not (marked and _is_range(line, before[-1]))
    return line.indent <= marked[0].lines[0].indent and not _is_range(line, before[-1])


def _is_range(line: Line, open_one: _Paragraph) -> bool:
    """`- 2022) and …` below `(2018` is the rest of a range, not a bullet."""
    return line.content[:1].isdigit() and not open_one.closed and not open_one.lines[-1].ends_sentence


def _continues(line: Line, open_one: _Paragraph) -> bool:
    if open_one.is_waiting:
        return True
    last = open_one.lines[-1]
    if not open_one.closed:
        # Without bullets, a line that ends a sentence ends its finding.
        return open_one.marked or not (last.ends_sentence and not line.starts_small)
    return not last.ends_sentence and line.starts_small
