"""The documents of an assessment as its people read them: the list, one document, one page with its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Q

from openmgi.assessments.models import Event, Quote
from openmgi.assessments.permissions import Access
from openmgi.core.edition import Indicator
from openmgi.core.near import Near, near_matches
from openmgi.core.quotes import Anchor, Pages, Part, SelectionError, find, select
from openmgi.core.workflow import Coding
from openmgi.library.models import Document, DocumentQuerySet, Page, Version
from openmgi.library.pages import texts

_PART = re.compile(r"(\d{1,6})\.(\d{1,8})-(\d{1,8})")
_MOST_PARTS = 20


def parts_from(text: str) -> list[Part]:
    """Places in a document as addresses and forms carry them: page.start-end, with commas between."""
    return [Part(*map(int, one)) for one in _PART.findall(text)[:_MOST_PARTS]]


def parts_to(parts: Sequence[Part]) -> str:
    """The same, as `parts_from` reads them."""
    return ",".join(f"{one.page}.{one.start}-{one.end}" for one in parts)


def documents(access: Access) -> DocumentQuerySet:
    """The documents that the person may consult, with versions, in the order of lists. Raises PermissionDenied."""
    access.require("consult")
    return Document.objects.of(access.assessment.place).listed()


def quotable_documents(access: Access) -> list[Document]:
    """The documents that the person may quote now: those whose newest version has been read."""
    if not access.may("consult"):
        return []
    return [one for one in documents(access) if one.current.file.state == "ready"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the list, its newest version, and how many quotes the person sees that rest on it."""

    document: Document
    version: Version
    quotes: int


def document_rows(access: Access, found: DocumentQuerySet) -> list[DocumentRow]:
    """The rows of the list."""
    counts = _quote_counts(access)
    return [DocumentRow(one, one.current, counts.get(one.pk, 0)) for one in found]


def _quote_counts(access: Access) -> dict[int, int]:
    mine = Quote.objects.filter(answer__assessment=access.assessment).exclude(version=None)
    rows = mine.values_list("version__document", "answer__indicator", "answer__coding").annotate(Count("pk"))
    found: dict[int, int] = {}
    for document, indicator, coding, count in rows:
        if coding in access.visible(indicator):
            found[document] = found.get(document, 0) + count
    return found


def quotes_of(access: Access, document: Document) -> list[Quote]:
    """The quotes from this document that the person may see, by indicator."""
    rows = Quote.objects.filter(answer__assessment=access.assessment, version__document=document)
    found = rows.select_related("answer", "version", "newer").order_by("answer__indicator", "pk")
    return [one for one in found if one.answer.coding in access.visible(one.answer.indicator)]


def fates(access: Access, document: Document) -> dict[int, list[Event]]:
    """What became of quotes in each newer version of a document, as far as the person may know of it."""
    kinds = ["quote_moved", "quote_changed", "quote_vanished"]
    events = Event.objects.filter(assessment=access.assessment.pk, kind__in=kinds, after__document=document.pk)
    found: dict[int, list[Event]] = {}
    for event in events.order_by("indicator", "pk"):
        if event.coding in access.visible(event.indicator):
            told: dict[str, int] = event.after or {}
            found.setdefault(told["version"], []).append(event)
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text of a page. kind: "" for plain text, "here" for what was asked for, "quoted" for a quote."""

    text: str
    kind: str = ""
    quote: Quote | None = None


def pieces(text: str, here: Sequence[Part], quotes: Sequence[Quote], page: int) -> list[Piece]:
    """The text of a page, cut where something in it is marked. What was asked for goes before quotes."""
    marks: list[tuple[int, int, str, Quote | None]] = [
        (one.start, one.end, "here", None) for one in here if one.page == page
    ]
    for quote in quotes:
        marks += [(start, end, "quoted", quote) for index, start, end in quote.parts if index == page]
    marks = [one for one in marks if 0 <= one[0] < one[1] <= len(text)]
    cuts = sorted({0, len(text), *(one[0] for one in marks), *(one[1] for one in marks)})
    return [_piece(text, start, end, marks) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str, Quote | None]]) -> Piece:
    """A piece in which no mark begins or ends; the first mark that covers it counts."""
    covering = (one for one in marks if one[0] <= start and end <= one[1])
    _start, _end, kind, owner = next(covering, (start, end, "", None))
    return Piece(text[start:end], kind, owner)


@dataclass(frozen=True, slots=True)
class Target:
    """An answer that the person writes, for which a quote may be meant."""

    indicator: Indicator
    coding: Coding

    @property
    def key(self) -> str:
        return f"{self.indicator.code} {self.coding}"


def targets(access: Access) -> list[Target]:
    """The codings that the person may write now, in the order of the edition."""
    return [
        Target(indicator, coding)
        for indicator in access.assessment.spec.indicators()
        for coding in sorted(access.writable(indicator.code))
    ]


def find_target(access: Access, key: str) -> Target | None:
    """The one of these codings that a form or an address names."""
    code, _, coding = key.partition(" ")
    indicator = access.assessment.spec.indicator(code)
    if indicator is None or coding not in access.writable(code):
        return None
    return Target(indicator, coding)


NOWHERE = Anchor((), "", "exact")


@dataclass(frozen=True, slots=True)
class Sought:
    """Where words stand that somebody gave; where they do not, what is near to them."""

    anchors: Sequence[Anchor]
    near: Sequence[Near] = ()


def seek(version: Version, *, text: str = "", parts: str = "", page: int | None = None) -> Sought:
    """Find words in a version: those that were selected (`parts`), else those that were pasted.

    page: the one before the person's eyes; where words stand there once, other places do not count.
    """
    pages = Pages(texts(version.file))
    if parts:
        return Sought(_selected(pages, parts_from(parts)))
    if not text.strip():
        return Sought(())
    anchors = find(pages, text, near_page=page)
    here = [one for one in anchors if one.page == page]
    if len(here) == 1:
        return Sought(here)
    return Sought(anchors, () if anchors else near_matches(pages, text))


def _selected(pages: Pages, parts: Sequence[Part]) -> list[Anchor]:
    try:
        picked = [select(pages, one.page, one.start, one.end) for one in parts]
    except SelectionError:
        return []
    text = "\n".join(one.text for one in picked)
    return [Anchor(tuple(part for one in picked for part in one.parts), text, "exact")] if picked else []


def instead(access: Access, quote: Quote) -> Sequence[Near]:
    """What a newer version of the document has in place of a quote that changed there."""
    if quote.newer is None or not access.may("consult"):
        return ()
    return near_matches(Pages(texts(quote.newer.file)), quote.text)


def neighbours(version: Version, index: int) -> tuple[Page | None, Page | None]:
    """The pages before and after a page."""
    rows = {one.index: one for one in version.file.pages.filter(Q(index=index - 1) | Q(index=index + 1))}
    return rows.get(index - 1), rows.get(index + 1)
