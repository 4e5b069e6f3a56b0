"""What the published profiles of a country say of the thirty items, by the official method. No official data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Indicator
from openmgi.core.profile import AgreedAnswer, AnswerTrace, Profile, QuoteTrace
from openmgi.core.sdg1072 import DOMAINS, OVERALL, Category, Score, country_scores, explaining
from openmgi.core.text import Names
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from openmgi.publications.portal.current import current
from openmgi.publications.sdg.official import Reported


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the answer of a profile, its half-points, and why and on which words, where findings rest on it."""

    indicator: Indicator
    option: Names
    half_points: int | None
    trace: AnswerTrace | None
    quotes: Sequence[QuoteTrace]


@dataclass(frozen=True, slots=True)
class ComputedDomain:
    """A policy domain: its score, its items, and what was reported, where anything was.

    explaining: the items that explain why the category is another one than was reported.
    """

    name: Names
    score: Score
    items: Sequence[Item]
    reported: Category | None
    explaining: Sequence[Item]

    @property
    def falls_short(self) -> bool:
        """Whether the profile computes to less than was reported."""
        return self.reported is not None and self.score.category < self.reported


@dataclass(frozen=True, slots=True)
class Computed:
    """The scores of a profile in the order of the policy domains, all items first, and its items domain by domain.

    compared_with: the year of the report beside which it stands, none where nothing was reported.
    """

    publication: Publication
    scores: Sequence[Score]
    domains: Sequence[ComputedDomain]
    compared_with: int | None

    @property
    def missing(self) -> list[Item]:
        """The items that are not answered."""
        return [item for one in self.domains for item in one.items if item.half_points is None]

    @property
    def differing(self) -> list[ComputedDomain]:
        return [one for one in self.domains if one.reported is not None and one.reported != one.score.category]


def computed(country: str, reported: Reported) -> list[Computed]:
    """What each newest profile of a country says that answers the items of the indicator, the newest first.

    reported: what its government reported, by year; a profile stands beside the latest report.
    """
    sets = current().national(country)
    editions = {one.code: one.spec for one in Edition.objects.light().sdg1072()} if sets else {}
    answering = [pk for pk, code in sets.items() if code in editions]
    if not answering:
        return []
    year = max(reported, default=None)
    beside = reported[year] if year is not None else ()
    rows = Publication.objects.filter(pk__in=answering).order_by("-edition", "pk")
    return [_computed(one, editions[one.profile.framework_edition], year, beside) for one in rows]


def _computed(
    publication: Publication, spec: EditionSpec, year: int | None, beside: Sequence[Category | None]
) -> Computed:
    profile = publication.profile
    answers, traces, quotes = {one.indicator: one for one in profile.answers}, _traces(profile), profile.quotes()
    items = [[_item(one, answers, traces, quotes) for one in domain.indicators()] for domain in spec.domains]
    points = {code: [one.half_points for one in those] for code, those in zip(DOMAINS, items, strict=True)}
    scores = country_scores(points)
    categories = beside[1:] or [None] * len(DOMAINS)
    domains = [
        _domain(domain.name, scores[code], those, category)
        for domain, code, those, category in zip(spec.domains, DOMAINS, items, categories, strict=True)
    ]
    return Computed(publication, [scores[code] for code in (OVERALL, *DOMAINS)], domains, year)


def _domain(name: Names, score: Score, items: Sequence[Item], reported: Category | None) -> ComputedDomain:
    points = {one.indicator.code: one.half_points for one in items}
    why = explaining(points, reported or score.category, score.category)
    return ComputedDomain(name, score, items, reported, [one for one in items if one.indicator.code in why])


def _traces(profile: Profile) -> dict[str, AnswerTrace]:
    """By the code of an indicator, its answer as a finding that rests on it tells it."""
    findings = (finding for domain in profile.domains for _, _, finding in domain.findings())
    return {answer.indicator: answer for finding in findings for answer in finding.trace.answers}


def _item(
    indicator: Indicator,
    answers: Mapping[str, AgreedAnswer],
    traces: Mapping[str, AnswerTrace],
    quotes: Mapping[str, Sequence[QuoteTrace]],
) -> Item:
    answer = answers.get(indicator.code)
    option = next((one for one in indicator.options if answer and one.code == answer.option), None)
    return Item(
        indicator=indicator,
        option=option.label if option else {},
        half_points=option.half_points if option and option.kind == "answer" else None,
        trace=traces.get(indicator.code),
        quotes=once(quotes.get(indicator.code, ())),
    )


def once(quotes: Sequence[QuoteTrace]) -> list[QuoteTrace]:
    """The quotes without those that were read before: one may stand under several findings."""
    return list({one.reading: one for one in reversed(quotes)}.values())[::-1]
