"""The number of a page as a reader would cite it.

What is printed in the running header or footer comes first, when it goes on by one from page to page in the same place.
Then what the file itself calls the page, where this says more than counting does. Then a number that is counted but not
printed, between two pages of one run. Else nothing: a label is never made up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"\d{{1,4}}|{_ROMAN}"
_PAGE_WORD = r"(?:page|página|pagina|pág|pag|pg|p|الصفحة|صفحة|ص)\b[.:]?"
_TOTAL = r"(?:\s*(?:of|de|sur|von|من|/|\|)\s*\d{1,4})"
_PREFIX = r"(?:[A-Za-z]{1,3}|\d{1,2})[-–—.]"

# The number and nothing else, perhaps with dashes around it, its chapter before it or the total after it.
_ALONE = re.compile(
    rf"[\W_]*(?:{_PAGE_WORD}\s*)?(?P<label>(?P<prefix>{_PREFIX})?(?P<number>{_NUMBER})){_TOTAL}?[\W_]*", re.IGNORECASE
)
_NAMED = re.compile(rf"{_PAGE_WORD}\s*(?P<label>(?P<number>{_NUMBER}))\b{_TOTAL}?", re.IGNORECASE)
_FIRST = re.compile(rf"\s*(?P<label>(?P<number>{_NUMBER})){_TOTAL}?(?=[\s|•·–—-]+\S)", re.IGNORECASE)
_LAST = re.compile(rf".*[\s|•·–—-](?P<label>(?P<number>{_NUMBER})){_TOTAL}?\s*", re.IGNORECASE)

_LONGEST_ALONE = 24
_LONGEST_RUNNING = 160
# Running headers and footers stand in the outer fifth of a page.
EDGE = 0.2
# The number may move by this share of the height: pages are scanned and bound by hand.
_SAME_PLACE = 0.03
_LARGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that may be its number. alone: nothing else stands in its line. top: share of the height."""

    label: str
    start: int
    number: int
    style: str
    alone: bool
    top: float = 0.0

    @property
    def zone(self) -> str:
        return "head" if self.top < 0.5 else "foot"


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages on which a number in one place goes on by one from page to page."""

    marks: dict[int, Mark]

    @property
    def first(self) -> int:
        return min(self.marks)

    @property
    def last(self) -> int:
        return max(self.marks)

    @property
    def rank(self) -> tuple[int, bool]:
        return len(self.marks), self.marks[self.first].zone == "foot"

    def between(self, index: int) -> str:
        """The number of a page of the run that does not print it."""
        one = self.marks[self.first]
        number = one.number + index - self.first
        if one.style.startswith("roman"):
            return to_roman(number, upper=one.label.isupper())
        return one.label[: len(one.label) - len(str(one.number))] + str(number) if one.label.isascii() else ""


def marks_of(line: str, start: int) -> Iterator[Mark]:
    """What in a line may be the number of the page. start: where the line stands in the text."""
    if len(line) <= _LONGEST_ALONE and (alone := _ALONE.fullmatch(line)):
        yield from _mark(alone, start, alone=True)
        return
    if len(line) > _LONGEST_RUNNING:
        return
    seen = set()
    for match in (_NAMED.search(line), _FIRST.match(line), _LAST.fullmatch(line)):
        if match and match.start("label") not in seen:
            seen.add(match.start("label"))
            yield from _mark(match, start, alone=False)


def _mark(match: re.Match[str], start: int, *, alone: bool) -> Iterator[Mark]:
    found = match.groupdict()
    if found["number"]:
        style = ("decimal " if found["number"].isdecimal() else "roman ") + (found.get("prefix") or "")
        yield Mark(match["label"], start + match.start("label"), _value(found["number"]), style, alone)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    digits = [_ROMAN_DIGITS[letter] for letter in number.lower()]
    return sum(-one if one < following else one for one, following in pairwise([*digits, 0]))


def to_roman(number: int, *, upper: bool) -> str:
    parts = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for value, letters in parts:
        written += letters * (number // value)
        number %= value
    return written.upper() if upper else written


def labels(marks: Sequence[Sequence[Mark]], named: Sequence[str]) -> list[str]:
    """The label of each page. marks: what may be the number of each page. named: what the file calls each page."""
    own = [] if _only_counted(named) else named
    result = list(own) or [""] * len(marks)
    for run in sorted(_runs(marks), key=lambda run: run.rank):
        for index in range(run.first, run.last + 1):
            if index in run.marks:
                result[index] = run.marks[index].label
            elif not own:
                result[index] = run.between(index)
    return result


def _only_counted(named: Sequence[str]) -> bool:
    """Whether the names say no more than the place: 1, 2, 3 …"""
    return all(name in {"", str(index + 1)} for index, name in enumerate(named))


def _runs(marks: Sequence[Sequence[Mark]]) -> Iterator[_Run]:
    groups: dict[tuple[str, str, int], dict[int, Mark]] = defaultdict(dict)
    for index, page in enumerate(marks):
        for mark in page:
            group = groups[mark.zone, mark.style, mark.number - index]
            if index not in group or mark.alone:
                group[index] = mark
    for group in groups.values():
        for run in _unbroken(_in_one_place(group)):
            if _convincing(run, len(marks)):
                yield _Run(run)


def _in_one_place(group: dict[int, Mark]) -> dict[int, Mark]:
    tops = sorted(mark.top for mark in group.values())
    middle = tops[len(tops) // 2]
    return {index: mark for index, mark in group.items() if abs(mark.top - middle) <= _SAME_PLACE}


def _unbroken(group: dict[int, Mark]) -> Iterable[dict[int, Mark]]:
    run: dict[int, Mark] = {}
    for index, mark in sorted(group.items()):
        if run and index - max(run) > _LARGEST_GAP:
            yield run
            run = {}
        run[index] = mark
    if run:
        yield run


def _convincing(run: dict[int, Mark], pages: int) -> bool:
    """Two numbers that stand alone, or three in a line with other words, are no accident; a single one is."""
    alone = sum(mark.alone for mark in run.values())
    if pages == 1:
        return alone == 1 and run[0].number == 1
    return len(run) >= 3 or alone >= 2
