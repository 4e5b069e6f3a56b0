"""The pages of themes: for each question, topic, item and objective, with what the places that answer it say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Indicator
from openmgi.library.edition_pages import item_views, objective_views
from openmgi.library.models import Edition
from openmgi.publications.citing import facts
from openmgi.publications.export.addresses import Planned, card, fingerprint, pages
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding

_FORMS = ("svg", "csv")  # an image of points takes a quarter of a second for each question and language


@dataclass(frozen=True, slots=True)
class _Said:
    """What the places of a set of questions say: all of them, and by indicator their answers and their findings.

    terms: what tables say of the licences of their profiles and how these are named.
    """

    edition: EditionSpec
    is_invented: bool
    places: str
    terms: str
    answers: dict[str, list[str]]
    findings: dict[str, list[str]]

    def planned(
        self, addresses: Iterable[str], common: str, indicators: Iterable[Indicator] = (), *more: str
    ) -> list[Planned]:
        """The pages at these addresses, which show what is said to these questions."""
        said = [f"{one.code} {sorted(self.answers[one.code])}" for one in indicators]
        made_from = fingerprint(common, self.places, *said, *more)
        return [Planned(address, made_from) for address in addresses]

    @property
    def asked(self) -> dict[str, str]:
        """What the address asks for: places that do not exist are never shown with real ones."""
        return {"invented": "yes"} if self.is_invented else {}


def theme_pages(
    common: str, editions: Sequence[Edition], publications: Sequence[Publication], sets: Mapping[int, str]
) -> Iterator[Planned]:
    """Every page and file of the themes that somebody answers.

    publications: the newest of each profile. sets: the questions that each of them answers.
    """
    groups: dict[tuple[str, bool], list[Publication]] = defaultdict(list)
    for one in publications:
        groups[sets.get(one.pk, ""), one.is_invented].append(one)
    listed = fingerprint(common, *(f"{sets.get(one.pk)} {card(one)}" for one in publications))
    yield from (Planned(one, listed) for one in pages("themes"))
    for edition in editions:
        for invented in (False, True):
            if several := groups[edition.code, invented]:
                yield from _pages_of(_said(edition.spec, several, is_invented=invented), common)


def _said(edition: EditionSpec, several: Sequence[Publication], *, is_invented: bool) -> _Said:
    slugs = {one.pk: one.slug for one in several}
    answers: dict[str, list[str]] = defaultdict(list)
    known = facts(several)
    rows = PublishedAnswer.objects.filter(publication__in=slugs)
    for publication, indicator, option, kind in rows.values_list("publication", "indicator", "option", "kind"):
        answers[indicator].append(f"{slugs[publication]} {option} {kind}")
    return _Said(
        edition=edition,
        is_invented=is_invented,
        places=fingerprint(*map(card, several)),
        terms=fingerprint(*(f"{one.slug} {known[one.sha256].title} {known[one.sha256].licence}" for one in several)),
        answers=answers,
        findings=_findings(slugs),
    )


def _findings(slugs: dict[int, str]) -> dict[str, list[str]]:
    """By indicator, the well-developed findings that rest on it, which are examples."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = PublishedFinding.objects.filter(publication__in=slugs, kind="well_developed")
    for publication, domain, order, text, indicators in rows.values_list(
        "publication", "domain", "order", "text", "indicators"
    ):
        for code in indicators:
            found[code].append(f"{slugs[publication]} {domain} {order} {text}")
    return found


def _pages_of(said: _Said, common: str) -> Iterator[Planned]:
    code, spec, asked = said.edition.code, said.edition, said.asked
    yield from said.planned(pages("edition-themes", code, **asked), common)
    for one in spec.indicators():
        address = pages("theme-indicator", code, one.code, **asked)
        yield from said.planned(address, common, [one], *sorted(said.findings[one.code]))
        for form in _FORMS:
            yield from said.planned(pages("theme-file", code, one.code, form, **asked), common, [one], said.terms)
    for name, key, indicators in _several(spec):
        yield from said.planned(pages(name, code, *key, **asked), common, indicators)


def _several(spec: EditionSpec) -> Iterator[tuple[str, tuple[object, ...], Sequence[Indicator]]]:
    """The pages on several questions: name, what the address has of them, and the questions."""
    for domain in spec.domains:
        for topic in domain.topics:
            yield "theme-topic", (domain.number, topic.code), topic.indicators
    for item in item_views(spec):
        if item.indicators:
            yield "theme-sdg", (item.code,), [one.indicator for one in item.indicators]
    for view in objective_views(spec):
        if view.indicators:
            yield "theme-objective", (view.objective.number,), [one.indicator for one in view.indicators]
