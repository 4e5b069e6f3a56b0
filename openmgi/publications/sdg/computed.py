"""What the published profiles of a country say of the thirty items, by the official method. No official data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Indicator
from openmgi.core.profile import AgreedAnswer, Profile, QuoteTrace
from openmgi.core.sdg1072 import DOMAINS, OVERALL, Score, country_scores
from openmgi.core.text import Names
from openmgi.library.models import Edition
from openmgi.publications.models import Publication, PublishedAnswer


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the answer of a profile, its half-points, and the words on which it rests, where findings do."""

    indicator: Indicator
    option: Names
    half_points: int | None
    quotes: Sequence[QuoteTrace]


@dataclass(frozen=True, slots=True)
class Computed:
    """The scores of a profile in the order of the policy domains, and its items domain by domain."""

    publication: Publication
    scores: Sequence[Score]
    domains: Sequence[tuple[Names, Sequence[Item]]]


def computed(country: str) -> list[Computed]:
    """What each newest profile of a country says that answers the items of the indicator, the newest first."""
    editions = {one.code: one.spec for one in Edition.objects.light().sdg1072()}
    with_answers = PublishedAnswer.objects.filter(edition__in=editions).values("publication")
    rows = Publication.objects.current().filter(country=country, level="national", pk__in=with_answers)
    return [_computed(one, editions[one.profile.framework_edition]) for one in rows.order_by("-edition", "pk")]


def _computed(publication: Publication, spec: EditionSpec) -> Computed:
    profile = publication.profile
    answers = {one.indicator: one for one in profile.answers}
    domains = [
        (domain.name, [_item(one, answers.get(one.code), profile) for one in domain.indicators()])
        for domain in spec.domains
    ]
    points = {code: [one.half_points for one in items] for code, (_name, items) in zip(DOMAINS, domains, strict=True)}
    scores = country_scores(points)
    return Computed(publication, [scores[code] for code in (OVERALL, *DOMAINS)], domains)


def _item(indicator: Indicator, answer: AgreedAnswer | None, profile: Profile) -> Item:
    option = next((one for one in indicator.options if answer and one.code == answer.option), None)
    return Item(
        indicator=indicator,
        option=option.label if option else {},
        half_points=option.half_points if option else None,
        quotes=list(_quotes(indicator.code, profile)),
    )


def _quotes(code: str, profile: Profile) -> Iterator[QuoteTrace]:
    """The words on which the answer to an indicator rests, as far as findings name them; each once."""
    seen = set()
    for domain in profile.domains:
        for _kind, _order, finding in domain.findings():
            for answer in finding.trace.answers:
                for quote in answer.quotes:
                    if answer.indicator == code and quote.reading not in seen:
                        seen.add(quote.reading)
                        yield quote
