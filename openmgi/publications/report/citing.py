"""What findings rest on: the list of sources, and footnotes that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from openmgi.assessments.document_forms import KIND_NAMES
from openmgi.core.profile import AnswerTrace, Finding, Profile, QuoteTrace
from openmgi.core.text import fold
from openmgi.publications.report.blocks import CitedFinding, Line, Piece, Source
from openmgi.publications.report.wording import (
    comma,
    dated,
    foreign,
    joined,
    named,
    paragraphs,
    sentences,
    separated,
    unbroken,
    upright,
)

_HOST = re.compile(r"https?://([^\s/?#]+)")
_SHORT = 12  # letters of a hash that tell one file from another

Key = tuple[str, str]
Numbers = Mapping[Key, int]


def numbers_of(profile: Profile) -> Numbers:
    """The number of every document that the profile quotes, by its title and the hash of its file; alphabetical."""
    keys = {_key(quote) for _answer, quote in _quoted(profile)}
    ordered = sorted(keys, key=lambda key: (fold(key[0]), key))
    return {key: number for number, key in enumerate(ordered, start=1)}


def sources(profile: Profile, numbers: Numbers) -> tuple[Source, ...]:
    """An entry for each document: what it is, where it can be read, and for which indicators it is quoted."""
    first: dict[Key, QuoteTrace] = {}
    indicators: dict[Key, dict[str, None]] = {}
    for answer, quote in _quoted(profile):
        first.setdefault(_key(quote), quote)
        indicators.setdefault(_key(quote), {})[answer.indicator] = None
    return tuple(
        Source(number, source_name(number), _entry(first[key], separated(map(upright, indicators[key]))))
        for key, number in numbers.items()
    )


def source_name(number: int) -> str:
    """By which a footnote leads to an entry of the list."""
    return f"source-{number}"


def cited(finding: Finding, numbers: Numbers, *, says_untraced: bool) -> CitedFinding:
    """A finding with its footnotes, each place once. says_untraced: mark it where nobody knows its source."""
    line: Line = tuple(Piece(text) for text in paragraphs(finding.text))
    if finding.trace.status == "not_traceable" and says_untraced:
        line += (Piece(" "), Piece(_("Not traceable to a source"), "untraced"))
    return CitedFinding(line, tuple(_notes(finding.trace.answers, numbers)))


def citation(quotes: Sequence[QuoteTrace], numbers: Numbers) -> Line:
    """Where the words of these quotes of one document stand, and its number in the list of sources."""
    one = quotes[0]
    number = numbers[_key(one)]
    source = Piece(unbroken(_("Source %(number)s") % {"number": number}), link=f"#{source_name(number)}")
    places = joined(list(dict.fromkeys(map(_place, quotes))))
    return sentences([(_title(one),), (_kind(one),), places, _host(one.address), (source,)])


def looked(answer: AnswerTrace) -> Line:
    """Where one looked for what was not found; nothing where the answer does not say it."""
    if answer.looked is None:
        return ()
    return Piece(_("Where one looked:")), Piece(" "), named(answer.looked.texts)


def _quoted(profile: Profile) -> Iterator[tuple[AnswerTrace, QuoteTrace]]:
    for domain in profile.domains:
        for _kind, _order, finding in domain.findings():
            for answer in finding.trace.answers:
                for quote in answer.quotes:
                    yield answer, quote


def _key(quote: QuoteTrace) -> Key:
    return quote.document, quote.file_sha256


def _notes(answers: Sequence[AnswerTrace], numbers: Numbers) -> Iterator[Line]:
    """One for each document that is quoted; for an answer without a quote, what it is and where one looked."""
    by_document: dict[Key, list[QuoteTrace]] = {}
    for answer in answers:
        for quote in answer.quotes:
            by_document.setdefault(_key(quote), []).append(quote)
    yield from (citation(quotes, numbers) for quotes in by_document.values())
    for answer in answers:
        if not answer.quotes:
            indicator = Piece(_("Indicator %(code)s") % {"code": upright(answer.indicator)})
            yield sentences([(indicator,), (named(answer.option_label),), looked(answer)])


def _entry(quote: QuoteTrace, indicators: str) -> Line:
    said = (Piece(_("Quoted for: %(indicators)s") % {"indicators": indicators}, "muted"),)
    checksum = (Piece("SHA-256\u00a0"), Piece(quote.file_sha256[:_SHORT], "code"))
    return sentences([(_title(quote),), (_kind(quote),), _address(quote.address), checksum, said])


def _title(quote: QuoteTrace) -> Piece:
    return Piece(quote.document, "title", foreign(quote.language))


def _kind(quote: QuoteTrace) -> Piece:
    return Piece(separated((str(KIND_NAMES.get(quote.kind, quote.kind)), dated(quote.adopted))))


def _place(quote: QuoteTrace) -> Line:
    page = unbroken(_("p. %(page)s") % {"page": quote.page}) if quote.page else ""
    between = comma() if quote.heading and page else ""
    return Piece(quote.heading, language=foreign(quote.language)), Piece(between + page)


def _host(address: str) -> Line:
    found = _HOST.match(address)
    return (Piece(found[1], link=address),) if found else (Piece(address),)


def _address(address: str) -> Line:
    return (Piece(address, link=address if _HOST.match(address) else ""),)
