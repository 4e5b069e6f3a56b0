"""Headings of a PDF: its outline, set where the title stands in the text; without one, what looks like a heading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

import pypdfium2

from openmgi.core.document import Heading
from openmgi.library.extraction.headings import SMALLEST, level_of
from openmgi.library.extraction.sections import clean

_MOST_ENTRIES: Final = 20_000
_LONGEST_TITLE: Final = 300
_LONGEST_LINE: Final = 120
_MOST_WORDS: Final = 40
# Lines break where they like, and dashes are written in many ways.
_BETWEEN: Final = re.compile(r"[\s\u2010-\u2015-]+")
# A line whose letters are larger than those of the text by this much is a heading.
_LARGER: Final = 1.15
_LEVELS_BY_SIZE: Final = 4
# What stands on so many pages is a running header.
_RUNNING: Final = 4
# A line of a table of contents: dots that lead to a number.
_IN_CONTENTS: Final = re.compile(r"(?:\.\s?){4,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline. top: where on its page it points to, in the page's own coordinates."""

    title: str
    level: int
    top: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that may be a heading. height: of its first letters; 0 where it is not known."""

    start: int
    text: str
    height: float = 0.0


def outline(document: pypdfium2.PdfDocument) -> dict[int, list[Entry]]:
    """The entries of the outline by the index of their page."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for bookmark in islice(document.get_toc(), _MOST_ENTRIES):
        title = " ".join(clean(bookmark.get_title()).split())[:_LONGEST_TITLE]
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if title and index is not None:
            entries[index].append(Entry(title, bookmark.level + 1, _top(*target.get_view())))
    return entries


def _top(mode: int, places: Sequence[float | None]) -> float | None:
    """The height that a view begins at: the second of XYZ, the only one of FitH."""
    if mode == pypdfium2.raw.PDFDEST_VIEW_XYZ and len(places) > 1:
        return places[1]
    return places[0] if mode == pypdfium2.raw.PDFDEST_VIEW_FITH and places else None


def placed(text: str, entries: Iterable[Entry], lines: Sequence[tuple[int, float]]) -> tuple[Heading, ...]:
    """The entries where their titles stand; else at the line they point to. lines: start and top of each line."""
    headings = []
    after = 0
    for entry in entries:
        start = _found(text, entry.title, after)
        if start is None:
            start = _line_at(lines, entry.top)
        else:
            after = start
        headings.append(Heading(start, entry.level, entry.title))
    return tuple(sorted(headings, key=lambda heading: heading.start))


def _found(text: str, title: str, after: int) -> int | None:
    """Where a title stands: in a line of its own before anywhere else, after the title before it first."""
    words = [re.escape(word) for word in _BETWEEN.split(title) if word][:_MOST_WORDS]
    if not words:
        return None
    pattern = _BETWEEN.pattern.join(words)
    if alone := re.compile(rf"^\W*(?:[\d.]+\s+)?({pattern})\s*$", re.IGNORECASE | re.MULTILINE).search(text, after):
        return alone.start(1)
    anywhere = re.compile(pattern, re.IGNORECASE)
    found = anywhere.search(text, after) or anywhere.search(text)
    return found.start() if found else None


def _line_at(lines: Sequence[tuple[int, float]], top: float | None) -> int:
    if top is None:
        return 0
    return next((start for start, line_top in lines if line_top <= top + 1), 0)


def recognised(pages: Sequence[Sequence[Line]], *, beside_outline: bool) -> list[tuple[Heading, ...]]:
    """What looks like a heading: lines that begin as the parts of a law do, and lines of larger letters.

    beside_outline: the file has an outline; only its articles, which outlines leave out, are looked for.
    """
    on_pages = Counter(text for page in pages for text in {" ".join(line.text.split()) for line in page})
    levels = {} if beside_outline else _levels(pages)
    least = SMALLEST if beside_outline else 1
    return [
        tuple(one for one in _headings(page, levels) if on_pages[one.text] < _RUNNING and one.level >= least)
        for page in pages
    ]


def together(outlined: Sequence[Heading], found: Sequence[Heading]) -> tuple[Heading, ...]:
    """Headings of both kinds in their order; of two for one line, the outline's."""
    starts = {heading.start for heading in outlined}
    return tuple(sorted([*outlined, *(one for one in found if one.start not in starts)], key=lambda one: one.start))


def _headings(lines: Iterable[Line], levels: dict[int, int]) -> Iterator[Heading]:
    """A title in large letters may take several lines; a part of a law has one."""
    pending: Heading | None = None
    for line in lines:
        text = " ".join(line.text.split())
        named, large = level_of(text), levels.get(_size(line), 0)
        if pending and not named and pending.level == large and len(pending.text) + len(text) < _LONGEST_LINE:
            pending = replace(pending, text=f"{pending.text} {text}")
            continue
        if pending:
            yield pending
        pending = None
        if (named or large) and _may_be_heading(line.text, text):
            pending = Heading(line.start, named or large, text)
            if named:
                yield pending
                pending = None
    if pending:
        yield pending


def _may_be_heading(line: str, text: str) -> bool:
    return len(text) <= _LONGEST_LINE and any(map(str.isalpha, text)) and not _IN_CONTENTS.search(line)


def _size(line: Line) -> int:
    """In halves of a point: fonts differ by less than that only by rounding."""
    return round(line.height * 2)


def _levels(pages: Iterable[Iterable[Line]]) -> dict[int, int]:
    """The level that each size of letters larger than the text's own stands for."""
    letters: Counter[int] = Counter()
    for line in (line for page in pages for line in page if line.height):
        letters[_size(line)] += len(line.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if size >= body * _LARGER), reverse=True)
    return {size: min(level, _LEVELS_BY_SIZE) for level, size in enumerate(larger, start=1)}
