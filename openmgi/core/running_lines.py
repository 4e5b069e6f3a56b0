"""Running headers, footers and page numbers: the lines at the edge of a page that are no part of its text.

A sentence that goes on overleaf has such lines in its middle. They may be passed over only where it is sure that they
are such: the same line stands at the same edge of pages near by, with numbers that stay or run along with the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

_DEPTH = 4  # lines from the edge
_REACH = 4  # pages before and after: left and right pages may have headers of their own
_WITNESSES = 2
_LEAST_WORDING = 6  # letters; shorter words without a number may end two pages by chance
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ROMAN = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at an edge: its words without numbers, its numbers, and where it stands on its page."""

    wording: str
    numbers: tuple[int, ...]
    start: int
    end: int


def bodies(pages: Sequence[str]) -> list[tuple[int, int]]:
    """For each page, from where to where its own text goes."""
    tops = [[_line(one) for one in _first_lines(text)] for text in pages]
    feet = [[_line(one) for one in _last_lines(text)] for text in pages]
    spans = []
    for page, text in enumerate(pages):
        above = _running(tops, page)
        below = _running(feet, page)
        start = above[-1].end if above else 0
        end = below[-1].start if below else len(text)
        spans.append((start, max(start, end)))
    return spans


def _first_lines(text: str) -> Iterator[re.Match[str]]:
    for match, _ in zip(_LINE.finditer(text), range(_DEPTH), strict=False):
        yield match


def _last_lines(text: str) -> Iterator[re.Match[str]]:
    """From the foot upwards."""
    end = len(text)
    for _ in range(_DEPTH):
        end = len(text[:end].rstrip())
        match = _LINE.search(text, text.rfind("\n", 0, end) + 1, end)
        if not match:
            return
        yield match
        end = match.start()


def _line(match: re.Match[str]) -> _Line:
    text = " ".join(match[0].split())
    if _ROMAN.fullmatch(text):
        return _Line("roman", (_roman(text.lower()),), match.start(), match.end())
    numbers = tuple(int(one) for one in re.findall(r"\d{1,9}", text))
    return _Line(re.sub(r"\d{1,9}", "#", text), numbers, match.start(), match.end())


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[one] for one in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _running(edges: Sequence[Sequence[_Line]], page: int) -> list[_Line]:
    """The lines of a page, from the edge inwards, as long as they are running lines."""
    near = [other for other in range(page - _REACH, page + _REACH + 1) if other != page and 0 <= other < len(edges)]
    enough = min(_WITNESSES, len(near))

    def runs(line: _Line) -> bool:
        witnesses = (other for other in near if any(_agree(line, one, other - page) for one in edges[other]))
        return enough > 0 and sum(1 for _ in zip(range(enough), witnesses, strict=False)) == enough

    return list(takewhile(runs, edges[page]))


def _agree(line: _Line, other: _Line, pages_on: int) -> bool:
    """Whether two lines are one running line: its numbers stay or run with the pages; one that stays has wording."""
    if line.wording != other.wording:
        return False
    steps = {two - one for one, two in zip(line.numbers, other.numbers, strict=True)}
    if not steps <= {0, pages_on}:
        return False
    return pages_on in steps or sum(map(str.isalpha, line.wording)) >= _LEAST_WORDING
