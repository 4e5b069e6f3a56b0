"""What became of a quote when its document has a new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from openmgi.core.near import Near, near_matches
from openmgi.core.pages import Pages
from openmgi.core.quotes import Anchor, Part, holds, occurrences, runs

_SURROUNDINGS = 80  # letters before and after a quote by which one occurrence is told from another
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a quote.

    same      it stands where it stood; anchor is as it was
    moved     its words stand elsewhere; anchor says where
    changed   other words stand in its place; near shows the difference
    vanished  nothing like it is there
    """

    kind: Literal["same", "moved", "changed", "vanished"]
    anchor: Anchor | None = None
    near: Near | None = None


def fate(anchor: Anchor, old_pages: Sequence[str], new_pages: Sequence[str]) -> Fate:
    """What became of a quote of the old pages in the new ones.

    Words that stood in several places are told apart by what stands around them: when the place of the quote is gone,
    its words in another place that was there before are not the quote.
    """
    if holds(new_pages, anchor.parts, anchor.text):
        return Fate("same", anchor)
    old, new = Pages.of(old_pages), Pages.of(new_pages)
    moved = _moved(anchor, old, new)
    if moved:
        return Fate("moved", moved)
    # The same words, but in a place that was there before, are no change of this quote.
    changed = [one for one in near_matches(new, anchor.text) if one.likeness < 1]
    return Fate("changed", near=changed[0]) if changed else Fate("vanished")


def _moved(anchor: Anchor, old: Pages, new: Pages) -> Anchor | None:
    pieces = runs(anchor.text, anchor.parts)
    here = _surroundings(old, anchor.parts)
    rivals = [
        _surroundings(old, parts)
        for parts in occurrences(old, pieces, whole_words=False)[:_MOST_COMPARED]
        if not _same_place(parts, anchor.parts)
    ]
    ours = {}
    for parts in occurrences(new, pieces, whole_words=False):
        there = _surroundings(new, parts)
        likeness = _likeness(here, there)
        if all(_likeness(rival, there) <= likeness for rival in rivals):
            ours[parts] = likeness
    if not ours:
        return None
    best = max(ours, key=lambda parts: (ours[parts], -abs(parts[0].page - anchor.page)))
    text = "\n".join(new[one.page][one.start : one.end] for one in best)
    return Anchor(best, text, "exact" if text == anchor.text else "normalised")


def _same_place(parts: Sequence[Part], others: Sequence[Part]) -> bool:
    one, other = parts[0], others[0]
    return one.page == other.page and one.start < other.end and other.start < one.end


def _surroundings(pages: Pages, parts: Sequence[Part]) -> tuple[str, str]:
    """The letters before a quote, backwards, and those after it."""
    letters = pages.body.letters
    begin = pages.body.place(parts[0].page, parts[0].start)
    end = pages.body.place(parts[-1].page, parts[-1].end)
    return letters[max(0, begin - _SURROUNDINGS) : begin][::-1], letters[end : end + _SURROUNDINGS]


def _likeness(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How many letters around two quotes are the same, counted outwards from each end."""
    return sum(_shared(mine, theirs) for mine, theirs in zip(one, other, strict=True))


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
