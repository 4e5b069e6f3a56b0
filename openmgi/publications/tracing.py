"""The machine's re-check of a publication: finding → indicators → quotes → the file of that hash and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from openmgi.core.profile import Finding, Kind, QuoteTrace
from openmgi.core.quotes import Pages, Part, holds
from openmgi.library.bulk_work import Fault, fault_of
from openmgi.library.models import File
from openmgi.library.pages import texts
from openmgi.publications.models import Publication

State = Literal["holds", "broken", "unsupported", "not_traceable"]
PagesOf = Callable[[str], Pages | Fault]


@dataclass(frozen=True, slots=True)
class BrokenQuote:
    """A quote that does not hold, and why: its file is missing or altered, or other words stand there."""

    indicator: str
    quote: QuoteTrace
    fault: Fault


@dataclass(frozen=True, slots=True)
class TracedFinding:
    """What came of following a finding to its sources. Its states:

    holds          every quote stands in its file; there is one or, of what is not there, where one looked
    broken         some quote does not hold
    unsupported    the answers name neither a quote nor where one looked
    not_traceable  the profile itself says that no source is known
    """

    domain: int
    kind: Kind
    order: int
    indicators: tuple[str, ...]
    quotes: int
    broken: tuple[BrokenQuote, ...]
    state: State


def follow(publication: Publication) -> list[TracedFinding]:
    """Each finding of a publication, in the order of the page. A file is read once, however many quotes it has."""
    pages_of = cache(_pages)
    return [
        _followed(domain.number, kind, order, finding, pages_of)
        for domain in publication.profile.domains
        for kind, order, finding in domain.findings()
    ]


def _followed(domain: int, kind: Kind, order: int, finding: Finding, pages_of: PagesOf) -> TracedFinding:
    answers = finding.trace.answers
    broken = tuple(
        BrokenQuote(answer.indicator, quote, fault)
        for answer in answers
        for quote in answer.quotes
        if (fault := _fault(quote, pages_of(quote.file_sha256)))
    )
    return TracedFinding(
        domain=domain,
        kind=kind,
        order=order,
        indicators=tuple(answer.indicator for answer in answers),
        quotes=sum(len(answer.quotes) for answer in answers),
        broken=broken,
        state=_state(kind, finding, broken),
    )


def _pages(sha256: str) -> Pages | Fault:
    """The pages of the stored file with this hash, or what is wrong with it."""
    file = File.objects.filter(pk=sha256).first()
    if file is None:
        return "missing"
    return fault_of(file.path, sha256) or Pages(texts(file))


def _fault(quote: QuoteTrace, pages: Pages | Fault) -> Fault | None:
    if isinstance(pages, str):
        return pages
    return None if holds(pages, [Part(*part) for part in quote.parts], quote.text) else "words"


def _state(kind: Kind, finding: Finding, broken: tuple[BrokenQuote, ...]) -> State:
    if finding.trace.status == "not_traceable":
        return "not_traceable"
    if broken:
        return "broken"
    # What exists is quoted; of what does not, the answer may say where one looked instead.
    answers = finding.trace.answers
    is_supported = any(one.quotes for one in answers) or (kind == "potential" and any(one.looked for one in answers))
    return "holds" if is_supported else "unsupported"
