"""What stands on pages almost as a quote has it, with the difference to show; never taken for the quote itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from openmgi.core.pages import Pages, Token, tokens
from openmgi.core.quotes import Anchor, Part, readable

_LEAST_LIKENESS = 0.6
_CANDIDATE_PAGES = 8
_MOST_TOKENS = 1000  # two pages; what is longer is no quote


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words. same: in both. missing: on the page only. added: in the quote only. changed: other words."""

    kind: Literal["same", "missing", "added", "changed"]
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class Near:
    """What stands there instead of a quote. likeness: 1 when all words are the same."""

    anchor: Anchor
    likeness: float
    difference: tuple[Change, ...]


_KINDS: dict[str, Literal["same", "missing", "added", "changed"]] = {
    "equal": "same",
    "insert": "missing",
    "delete": "added",
    "replace": "changed",
}


def near_matches(pages: Sequence[str], quote: str, limit: int = 3) -> list[Near]:
    """The passages that are most like a quote, the likest first; none when nothing is like it."""
    held, wanted = Pages.of(pages), list(tokens(quote))
    if not held or not 0 < len(wanted) <= _MOST_TOKENS:
        return []
    found = [_nearest(held, page, quote, wanted) for page in _candidates(held, wanted)]
    near = sorted((one for one in found if one.likeness >= _LEAST_LIKENESS), key=lambda one: -one.likeness)
    return _apart(near)[:limit]


def _candidates(pages: Pages, wanted: Sequence[Token]) -> list[int]:
    """The pages that share most with a quote, rare words counting most. A quote may go on overleaf."""
    vocabulary = pages.vocabulary
    words = {one.spelled.casefold() for one in wanted}
    counts = Counter(word for page in vocabulary for word in words & page)
    weights = {word: math.log(1 + len(vocabulary) / count) for word, count in counts.items()}
    scores = {}
    for page, (here, overleaf) in enumerate(zip(vocabulary, [*vocabulary[1:], frozenset[str]()], strict=True)):
        shared = words & here
        if shared:
            scores[page] = sum(weights[word] for word in words & (here | overleaf))
    return sorted(scores, key=lambda page: (-scores[page], page))[:_CANDIDATE_PAGES]


def _nearest(pages: Pages, page: int, quote: str, wanted: Sequence[Token]) -> Near:
    there = pages.tokens_from(page)
    zone = _zone([one.spelled for one in there], [one.spelled for one in wanted])
    return _compared(pages, there[zone], quote, wanted)


def _zone(there: Sequence[str], wanted: Sequence[str]) -> slice:
    """Where a run of tokens like the wanted ones stands, with room for words that were added."""
    length, room = len(wanted), len(wanted) // 2
    start = _best_window(there, Counter(wanted), length)
    begin = max(0, start - room)
    matcher = SequenceMatcher(None, wanted, there[begin : start + length + room], autojunk=False)
    blocks = [one for one in matcher.get_matching_blocks() if one.size]
    if not blocks:
        return slice(start, start + length)
    first, last = blocks[0], blocks[-1]
    # Words of the quote before the first match and after the last one were changed: what stands there is taken too.
    left = begin + max(0, first.b - first.a)
    right = begin + last.b + last.size + (length - last.a - last.size)
    return slice(left, right)


def _best_window(there: Sequence[str], wanted: Counter[str], length: int) -> int:
    """The start of the window that shares most tokens with the wanted ones, each counted as often as it is wanted."""
    left, shared = Counter(wanted), 0
    best, best_start = -1, 0
    for place, token in enumerate(there):
        shared += left[token] > 0
        left[token] -= 1
        if place >= length:
            gone = there[place - length]
            left[gone] += 1
            shared -= left[gone] > 0
        if shared > best:
            best, best_start = shared, max(0, place - length + 1)
    return best_start


def _compared(pages: Pages, there: Sequence[Token], quote: str, wanted: Sequence[Token]) -> Near:
    matcher = SequenceMatcher(None, [one.spelled for one in wanted], [one.spelled for one in there], autojunk=False)
    difference = tuple(
        Change(_KINDS[tag], _words([quote], wanted[a:b]), _words(pages, there[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    )
    parts = tuple(_parts(there))
    text = "\n".join(pages[one.page][one.start : one.end] for one in parts)
    return Near(Anchor(parts, text, "exact"), round(matcher.ratio(), 3), difference)


def _parts(run: Sequence[Token]) -> Iterator[Part]:
    """One part for each page that tokens stand on."""
    for page in dict.fromkeys(one.page for one in run):
        here = [one for one in run if one.page == page]
        yield Part(page, here[0].start, here[-1].end)


def _words(pages: Sequence[str], run: Sequence[Token]) -> str:
    return readable("\n".join(pages[one.page][one.start : one.end] for one in _parts(run)))


def _apart(near: Sequence[Near]) -> list[Near]:
    """Without what was found again from the page before."""
    kept: list[Near] = []
    for one in near:
        if not any(_overlap(part, other) for had in kept for part in one.anchor.parts for other in had.anchor.parts):
            kept.append(one)
    return kept


def _overlap(one: Part, other: Part) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end
