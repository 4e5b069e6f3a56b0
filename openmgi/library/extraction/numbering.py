"""The numbers that a word processor sets before paragraphs: they are printed, but they are not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from openmgi.library.extraction.labels import to_roman

W: Final = "{urn:wordprocessingml}"  # as `archive` names it
_DEEPEST: Final = 9
_PLACE: Final = re.compile(r"%(\d)")


def value_of(element: etree._Element | None, path: str, otherwise: str = "") -> str:
    """The w:val of an element below this one."""
    found = element.find(path) if element is not None else None
    return otherwise if found is None else found.get(f"{W}val") or otherwise


def number_of(written: str) -> int:
    return int(written) if re.fullmatch(r"\d{1,6}", written) else 0


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Numbering:
        if root is None:
            return cls()
        abstract = {one.get(f"{W}abstractNumId"): _levels(one) for one in root.iter(f"{W}abstractNum")}
        names = {one.get(f"{W}numId") or "": value_of(one, f"{W}abstractNumId") for one in root.iter(f"{W}num")}
        return cls({number: abstract[name] for number, name in names.items() if name in abstract})

    def next(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list; nothing for a bullet, which says nothing."""
        levels = self.lists.get(number, {})
        if depth not in levels or depth >= _DEEPEST:
            return ""
        counted = self.counted.setdefault(number, [])
        del counted[depth + 1 :]
        while len(counted) <= depth:
            counted.append(levels[len(counted)].start - 1 if len(counted) in levels else 0)
        counted[depth] += 1
        if levels[depth].form in {"bullet", "none"}:
            return ""
        return _PLACE.sub(lambda match: _written(levels, counted, int(match[1]) - 1), levels[depth].pattern).strip()


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        number_of(one.get(f"{W}ilvl") or ""): _Level(
            value_of(one, f"{W}numFmt", "decimal"),
            value_of(one, f"{W}lvlText"),
            number_of(value_of(one, f"{W}start", "1")),
        )
        for one in abstract.iter(f"{W}lvl")
    }


def _written(levels: dict[int, _Level], counted: list[int], depth: int) -> str:
    if depth not in levels or not 0 <= depth < _DEEPEST:
        return ""
    number = counted[depth] if depth < len(counted) and counted[depth] else levels[depth].start
    form = levels[depth].form
    if form.endswith("Roman"):
        return to_roman(number, upper=form == "upperRoman")
    if form.endswith("Letter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(number)
