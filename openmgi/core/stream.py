"""Text that runs on over pages, as letters and gaps, each with its place on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openmgi.core.spelling import HYPHENS, letters_of, origins


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end (exclusive) of a page."""

    page: int
    start: int
    end: int


class Stream:
    """Text that runs on over spans of pages, as letters and gaps.

    A place k is the joint between letter k - 1 and letter k; 0 is the beginning.
    """

    def __init__(self, pages: Sequence[str], spans: Sequence[Span], pieces: Sequence[str] | None = None) -> None:
        """pieces: the letters of each span, where they are known."""
        self._texts = [pages[one.page][one.start : one.end] for one in spans]
        self._spans = spans
        pieces = pieces or [letters_of(text) for text in self._texts]
        self.letters = "".join(pieces)
        self._begins = [0]
        for piece in pieces:
            self._begins.append(self._begins[-1] + len(piece))
        self._offsets: dict[int, list[int]] = {}

    def _origins(self, number: int) -> list[int]:
        """For each letter of a span, which of the span's characters it comes from."""
        if number not in self._offsets:
            self._offsets[number] = origins(self._texts[number])
        return self._offsets[number]

    def _origin(self, letter: int) -> tuple[int, int]:
        """The span that a letter stands in, and which of the span's characters it comes from."""
        number = bisect_right(self._begins, letter) - 1
        return number, self._origins(number)[letter - self._begins[number]]

    def place(self, page: int, offset: int) -> int:
        """Where a character of a page stands among the letters, or would stand."""
        number = max(0, bisect_right(self._spans, page, key=lambda one: one.page) - 1)
        inside = bisect_left(self._origins(number), offset - self._spans[number].start)
        return self._begins[number] + inside

    def gap(self, place: int) -> str | None:
        """What stands between two letters; None when both come from one character. A new span is a new line."""
        if place == 0:
            return self.before(place)
        if place == len(self.letters):
            return self.after(place)
        one, before = self._origin(place - 1)
        other, after = self._origin(place)
        if one == other:
            return None if before == after else self._texts[one][before + 1 : after]
        between = self._texts[one + 1 : other]
        return "\n".join([self._texts[one][before + 1 :], *between, self._texts[other][:after]])

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Where letters start to end stand on their pages, with the hyphen that breaks a word over two pages."""
        first, begin = self._origin(start)
        last, finish = self._origin(end - 1)
        for number in range(first, last + 1):
            text, whence, page_start = self._texts[number], self._origins(number), self._spans[number].start
            if not whence:
                continue
            left = begin if number == first else whence[0]
            right = finish + 1 if number == last else whence[-1] + 1
            if number != last and text[right : right + 1] in tuple(HYPHENS):
                right += 1
            yield Span(self._spans[number].page, page_start + left, page_start + right)

    def before(self, place: int) -> str:
        """What stands on its page before the letter at a place, from the start of the page on."""
        number, offset = self._origin(place)
        return self._texts[number][:offset]

    def after(self, place: int) -> str:
        """What stands on its page after the letter before a place, to the end of the page."""
        number, offset = self._origin(place - 1)
        return self._texts[number][offset + 1 :]
