"""Quotes: words bound to the characters of a document's pages, so that a machine can check them again for ever.

Pages are texts as they were extracted, by index from 0. Where many quotes are looked up in one document, make `Pages`
of it once and hand that over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from openmgi.core.matching import matches
from openmgi.core.pages import Pages
from openmgi.core.stream import Span, Stream

__all__ = ["Anchor", "Pages", "Part", "SelectionError", "find", "holds", "readable", "select", "words_of"]

Part = Span
How = Literal["exact", "normalised"]

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|(?<!\.)\.{3}(?!\.)")
_LEAST_WORDS = 4  # of each piece of a quote with ellipses; fewer stand in many places
_QUOTED = re.compile(r"\s*[\"'“”„«‘‚‹]\s*(\S.*\S)\s*[\"'“”»’›]\s*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = "[-\u2010\u2011\u00ad\ufffe\u0002]"
_LINE_END_HYPHEN = re.compile(rf"([^\W\d_]+){_HYPHEN}[^\S\n]*\n\s*([^\W\d_]+)")
_HYPHENATED = re.compile(rf"[^\W\d_]+(?:{_HYPHEN}[^\W\d_]+)+")


class SelectionError(ValueError):
    """What was selected is no quote. reason: `outside` the document's text, or `empty`."""

    def __init__(self, reason: Literal["outside", "empty"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands.

    Parts on different pages follow each other without a gap, but for running lines; between two parts of one page words
    are left out. text: the parts as they stand on their pages, one to a line. how: whether it was asked for in exactly
    these characters.
    """

    parts: tuple[Part, ...]
    text: str
    how: How

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.parts[0].page


def find(pages: Sequence[str], quote: str, *, near_page: int | None = None) -> list[Anchor]:
    """Every place where exactly these words stand: exact matches first, then the nearest to a page, then in order.

    Only typesetting may differ: white space, hyphens inside words, quotation marks, dashes, ligatures, page breaks. An
    ellipsis stands for words left out on one page. Quotation marks around the quote need not stand there. A quote has
    at least one letter or digit.
    """
    held = Pages.of(pages)
    quoted = _QUOTED.fullmatch(quote)
    readings = ([quote], _pieces(quote), [quoted[1]] if quoted else [])
    for reading in readings:
        anchors = [_anchor(held, parts, quote) for parts in occurrences(held, reading)]
        if anchors:
            return sorted(anchors, key=lambda one: (one.how, abs(one.page - (near_page or 0)), one.parts[0].start))
    return []


def _pieces(quote: str) -> list[str]:
    """What stands between the ellipses of a quote; nothing when a piece is too short to be sure of."""
    pieces = [piece for piece in _ELLIPSIS.split(quote) if piece.strip()]
    long_enough = all(len(piece.split()) >= _LEAST_WORDS for piece in pieces)
    return pieces if len(pieces) == 1 or long_enough else []


def occurrences(pages: Pages, pieces: Sequence[str], *, whole_words: bool = True) -> list[tuple[Part, ...]]:
    """Every place where pieces of text stand in this order, each beginning on the page where the one before ended."""
    if not pieces or not all(any(map(str.isalnum, piece)) for piece in pieces):
        return []
    chains, *more = (_places(pages, piece, whole_words=whole_words) for piece in pieces)
    for places in more:
        chains = [chain + following for chain in chains if (following := _following(chain[-1], places))]
    return chains


def _following(part: Part, places: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """The first place after a part on its page; nothing when there is none."""
    return next((one for one in places if one[0].page == part.page and one[0].start >= part.end), ())


def _places(pages: Pages, text: str, *, whole_words: bool) -> list[tuple[Part, ...]]:
    """In order. What crosses pages is looked for with and without the running lines between them."""
    wanted = Stream([text], [Span(0, 0, len(text))])
    found = dict.fromkeys(matches(pages.body, wanted, whole_words=whole_words))
    for parts in matches(pages.whole, wanted, whole_words=whole_words):
        if not all(map(pages.in_body, parts)):
            found[parts] = None
    return sorted(found, key=lambda parts: (parts[0].page, parts[0].start))


def _anchor(pages: Sequence[str], parts: tuple[Part, ...], quote: str) -> Anchor:
    text = "\n".join(_slices(pages, parts))
    return Anchor(parts, text, "exact" if text == quote.strip() else "normalised")


def _slices(pages: Sequence[str], parts: Sequence[Part]) -> Iterator[str]:
    return (pages[one.page][one.start : one.end] for one in parts)


def holds(pages: Sequence[str], parts: Sequence[Part], text: str) -> bool:
    """Whether the parts lie within the pages, in order, and are this text, character by character."""
    return (
        bool(text.strip())
        and all(0 <= one.page < len(pages) and 0 <= one.start < one.end <= len(pages[one.page]) for one in parts)
        and all((one.page, one.end) <= (other.page, other.start) for one, other in pairwise(parts))
        and "\n".join(_slices(pages, parts)) == text
    )


def select(pages: Sequence[str], page: int, start: int, end: int) -> Anchor:
    """The quote that a reader selected on a page, without the white space around it."""
    if not (0 <= page < len(pages) and 0 <= start <= end <= len(pages[page])):
        raise SelectionError("outside")
    selected = pages[page][start:end]
    text = selected.strip()
    if not text:
        raise SelectionError("empty")
    begin = start + len(selected) - len(selected.lstrip())
    return Anchor((Part(page, begin, begin + len(text)),), text, "exact")


def words_of(pages: Sequence[str]) -> frozenset[str]:
    """The words of a document, by which `readable` knows which hyphens were set by a line end only."""
    return frozenset(word.casefold() for text in pages for word in _WORD.findall(text))


def readable(text: str, parts: Sequence[Part] = (), *, words: Collection[str] = frozenset()) -> str:
    """The text of an anchor on one line, words that were broken joined, " […] " where the parts leave words out.

    Without parts it is one part. words: those of the document; without them a hyphen within a line stays.
    """
    return " […] ".join(_one_line(run, words) for run in runs(text, parts))


def runs(text: str, parts: Sequence[Part]) -> list[str]:
    """The text cut where words are left out, which is between two parts of one page."""
    runs, begin, end = [], 0, 0
    for one, after in pairwise(parts):
        end += one.end - one.start + 1
        if one.page == after.page:
            runs.append(text[begin : end - 1])
            begin = end
    return [*runs, text[begin:]]


def _one_line(text: str, words: Collection[str]) -> str:
    unbroken = _LINE_END_HYPHEN.sub(lambda match: _over_lines(match[1], match[2], words), text)
    hard = unbroken.replace("\u00ad", "")
    joined = _HYPHENATED.sub(lambda match: _within_line(re.split(_HYPHEN, match[0]), words), hard)
    return " ".join(joined.split())


def _over_lines(one: str, other: str, words: Collection[str]) -> str:
    """Joined, unless the document knows the compound and not the joined word."""
    joined, compound = one + other, f"{one}-{other}"
    return compound if compound.casefold() in words and joined.casefold() not in words else joined


def _within_line(pieces: Sequence[str], words: Collection[str]) -> str:
    """Joined where that gives a word which the document has elsewhere: extraction may lose the line end at a hyphen."""
    known = [pieces[0]]
    for piece in pieces[1:]:
        if (known[-1] + piece).casefold() in words:
            known[-1] += piece
        else:
            known.append(piece)
    return "-".join(known)
