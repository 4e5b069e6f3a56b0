"""The pages of a document, with what was worked out about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, overload

from openmgi.core.running_lines import bodies
from openmgi.core.spelling import letters_of
from openmgi.core.stream import Span, Stream


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign on a page, spelled out so that two of them can be compared."""

    spelled: str
    page: int
    start: int
    end: int


# A word may be broken by a hyphen at the end of a line.
_TOKEN = re.compile(
    r"[^\W_][\w\u0300-\u036f\u064b-\u065f]*(?:[-\u2010\u2011\u00ad\ufffe\u0002](?:\s*\n\s*)?[^\W\d_]+)*|[^\w\s]"
)


def tokens(text: str, *, page: int = 0, start: int = 0, end: int | None = None) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        spelled = letters_of(match[0]) or "-"
        yield Token(spelled, page, match.start(), match.end())


class Pages(Sequence[str]):
    """Pages by index. What is worked out about them is kept, so that many quotes are looked up at the cost of one."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)

    @classmethod
    def of(cls, pages: Sequence[str]) -> Self:
        return pages if isinstance(pages, cls) else cls(pages)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._texts[index]

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def body_spans(self) -> list[Span]:
        return [Span(page, *span) for page, span in enumerate(bodies(self._texts))]

    def in_body(self, span: Span) -> bool:
        body = self.body_spans[span.page]
        return body.start <= span.start and span.end <= body.end

    @cached_property
    def _letters(self) -> list[str]:
        return [letters_of(text) for text in self._texts]

    @cached_property
    def body(self) -> Stream:
        """The text as it runs on from page to page, without running headers, footers and page numbers."""
        return Stream(self._texts, self.body_spans, list(map(self._body_letters, self.body_spans)))

    def _body_letters(self, span: Span) -> str:
        text, letters = self._texts[span.page], self._letters[span.page]
        above, below = letters_of(text[: span.start]), letters_of(text[span.end :])
        return letters[len(above) : len(letters) - len(below)]

    @cached_property
    def whole(self) -> Stream:
        """The text with all lines that stand on the pages."""
        spans = [Span(page, 0, len(text)) for page, text in enumerate(self._texts)]
        return Stream(self._texts, spans, self._letters)

    @cached_property
    def vocabulary(self) -> list[frozenset[str]]:
        """The words on each page, whatever their case."""
        return [frozenset(letters_of(word).casefold() for word in set(_TOKEN.findall(text))) for text in self._texts]

    def tokens_from(self, page: int) -> list[Token]:
        """What stands on a page and goes on over the next one."""
        return [
            token
            for span in self.body_spans[page : page + 2]
            for token in tokens(self._texts[span.page], page=span.page, start=span.start, end=span.end)
        ]
