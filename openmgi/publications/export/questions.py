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

    terms: what files say of the licences of their profiles and how these are named. beside: who answers other sets,
    which pages tell. answered: the questions that have files, since the newest profile of some place is in a share.
    """

    edition: EditionSpec
    is_invented: bool
    places: str
    terms: str
    beside: str
    answers: dict[str, list[str]]
    answered: set[str]
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
                said = _said(edition.spec, several, _beside(several, groups), is_invented=invented)
                yield from _pages_of(said, common)


def _beside(several: Sequence[Publication], groups: Mapping[tuple[str, bool], Sequence[Publication]]) -> str:
    """Which sets somebody answers, and what else these places answer."""
    places = {one.place for one in several}
    told = [f"{code} {invented}" for (code, invented), those in groups.items() if those]
    told += [f"{code} {one.slug}" for (code, _), those in groups.items() for one in those if one.place in places]
    return fingerprint(*sorted(told))


def _said(edition: EditionSpec, several: Sequence[Publication], beside: str, *, is_invented: bool) -> _Said:
    slugs = {one.pk: one.slug for one in several}
    answers: dict[str, list[str]] = defaultdict(list)
    answered: set[str] = set()
    counted = {one.pk for one in {one.place: one for one in sorted(several, key=_by_date)}.values()}
    known = facts(several)
    rows = PublishedAnswer.objects.filter(publication__in=slugs)
    for publication, indicator, option, kind in rows.values_list("publication", "indicator", "option", "kind"):
        answers[indicator].append(f"{slugs[publication]} {option} {kind}")
        if kind == "answer" and publication in counted:
            answered.add(indicator)
    return _Said(
        edition=edition,
        is_invented=is_invented,
        places=fingerprint(*map(card, several)),
        terms=fingerprint(*(f"{one.slug} {known[one.sha256].title} {known[one.sha256].licence}" for one in several)),
        beside=beside,
        answers=answers,
        answered=answered,
        findings=_findings(slugs),
    )


def _by_date(one: Publication) -> tuple[str, int]:
    return one.edition, one.pk


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
        yield from _theme(said, common, ("theme-indicator", "theme-file"), (one.code,), [one])
    for name, key, indicators in _several(spec):
        yield from _theme(said, common, (name, f"{name}-file"), key, indicators)


def _theme(
    said: _Said, common: str, names: tuple[str, str], key: tuple[object, ...], indicators: Sequence[Indicator]
) -> Iterator[Planned]:
    """The page of a theme, and its files. names: of their addresses."""
    page, file = names
    code, asked = said.edition.code, said.asked
    findings = [text for one in indicators for text in sorted(said.findings[one.code])]
    yield from said.planned(pages(page, code, *key, **asked), common, indicators, said.beside, *findings)
    if any(one.code in said.answered for one in indicators):
        for form in _FORMS:
            yield from said.planned(pages(file, code, *key, form, **asked), common, indicators, said.terms)


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
