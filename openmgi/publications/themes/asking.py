"""Which places answer the questions of a theme, and how; from the rows of publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from openmgi.core.edition import Indicator
from openmgi.core.profile import AnswerKind, Level
from openmgi.core.shares import PlaceAnswer, Shares, shares
from openmgi.core.text import fold
from openmgi.library.areas import areas
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding
from openmgi.web.templatetags.page import in_language

CONTINENTS = ("002", "009", "019", "142", "150")  # the regions of M49, by which a table is divided
MOST_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places a reader wants in a theme; what is empty is not asked for.

    until: the last year that counts. invented: places that do not exist, which are never in a share with real ones.
    """

    level: str = ""
    area: str = ""
    until: str = ""
    invented: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """What an address says; what does not exist is not asked for."""
        level, area, until = (given.get(name, "") for name in ("level", "area", "until"))
        return cls(
            level=level if level in get_args(Level) else "",
            area=area if area in areas() else "",
            until=until if len(until) == 4 and until.isascii() and until.isdecimal() else "",
            invented=given.get("invented") == "yes",
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its shares, and the places of each row by their publication."""

    indicator: Indicator
    shares: Shares


@dataclass(frozen=True, slots=True)
class Theme:
    """The answers to the questions of a theme. Each place counts once, by its newest profile with these questions."""

    wanted: Wanted
    places: Mapping[str, Publication]
    asked: Sequence[Asked]

    @property
    def years(self) -> tuple[str, str] | None:
        """The first and the last year of the profiles in it."""
        found = sorted(one.edition[:4] for one in self.places.values())
        return (found[0], found[-1]) if found else None


def place_of(publication: Publication) -> str:
    """What names the place of a publication: its address without the date."""
    return publication.slug.removesuffix(publication.edition)


def newest(edition: str, wanted: Wanted) -> dict[str, Publication]:
    """The newest profile of each place that answers this set of questions, by its address, in alphabetical order."""
    current = Publication.objects.current()
    questions = current.question_sets()
    rows = current.defer("profile_json").order_by("edition", "pk")
    found = {place_of(one): one for one in rows if questions.get(one.pk) == edition and _counts(one, wanted)}
    ordered = sorted(found.values(), key=lambda one: (fold(in_language(one.place_name)), one.slug))
    return {one.slug: one for one in ordered}


@dataclass(slots=True)
class PlaceCounts:
    """How many places answer a set of questions; those that do not exist apart."""

    real: int = 0
    invented: int = 0


def place_counts() -> dict[str, PlaceCounts]:
    """The places of each set of questions that somebody answers, by its code."""
    current = Publication.objects.current()
    questions = current.question_sets()
    rows = current.values_list("pk", "slug", "edition", "is_invented")
    places = {
        (questions[pk], slug.removesuffix(edition), is_invented)
        for pk, slug, edition, is_invented in rows
        if pk in questions
    }
    counts: dict[str, PlaceCounts] = defaultdict(PlaceCounts)
    for code, _place, is_invented in places:
        counts[code].real += not is_invented
        counts[code].invented += is_invented
    return counts


def _counts(one: Publication, wanted: Wanted) -> bool:
    return (
        one.is_invented == wanted.invented
        and wanted.level in {"", one.level}
        and (not wanted.area or one.country in areas()[wanted.area].countries)
        and (not wanted.until or one.edition[:4] <= wanted.until)
    )


def theme(edition: str, indicators: Sequence[Indicator], wanted: Wanted) -> Theme:
    """What the places answer to these questions of an edition; three queries."""
    places = newest(edition, wanted)
    given = _answers(places, [one.code for one in indicators])
    return Theme(wanted, places, [_asked(one, given[one.code]) for one in indicators])


def _asked(indicator: Indicator, given: Sequence[PlaceAnswer]) -> Asked:
    return Asked(indicator, shares(given, [one.code for one in indicator.answers]))


def _answers(places: Mapping[str, Publication], codes: Collection[str]) -> dict[str, list[PlaceAnswer]]:
    """Code of an indicator → the answer of each place, in the order of the places."""
    by_key = {one.pk: slug for slug, one in places.items()}
    order = {slug: number for number, slug in enumerate(places)}
    rows = PublishedAnswer.objects.filter(publication__in=by_key, indicator__in=codes)
    found: dict[str, list[PlaceAnswer]] = defaultdict(list)
    for publication, indicator, option, kind in rows.values_list("publication", "indicator", "option", "kind"):
        found[indicator].append(PlaceAnswer(by_key[publication], option, _kind(kind)))
    for those in found.values():
        those.sort(key=lambda one: order[one.key])
    return found


def _kind(kind: str) -> AnswerKind:
    return next((one for one in get_args(AnswerKind) if one == kind), "not_answered")


@dataclass(frozen=True, slots=True)
class Part:
    """The shares of one part of the places: a region, or a level."""

    code: str
    shares: Shares


def by_region(asked: Asked, places: Mapping[str, Publication]) -> list[Part]:
    """The same question region by region of M49; a region without a place is left out."""
    parts = [(code, {slug for slug, one in places.items() if _is_in(one, code)}) for code in CONTINENTS]
    return [Part(code, _within(asked.shares, slugs)) for code, slugs in parts if slugs]


def by_level(asked: Asked, places: Mapping[str, Publication]) -> list[Part]:
    """The same question for countries and for cities and regions apart, where there are both."""
    parts = [(level, {slug for slug, one in places.items() if one.level == level}) for level in get_args(Level)]
    return [Part(level, _within(asked.shares, slugs)) for level, slugs in parts] if all(s for _, s in parts) else []


def _is_in(one: Publication, area: str) -> bool:
    found = areas().get(area)
    return found is not None and one.country in found.countries


def _within(every: Shares, slugs: Collection[str]) -> Shares:
    given = [PlaceAnswer(place, one.option, "answer") for one in every.options for place in one.places]
    given += [PlaceAnswer(place, "", "not_applicable") for place in every.not_applicable]
    given += [PlaceAnswer(place, "", "not_answered") for place in every.not_answered]
    return shares([one for one in given if one.key in slugs], [one.option for one in every.options])


def examples(places: Mapping[str, Publication], codes: Collection[str], domain: int) -> list[PublishedFinding]:
    """Well-developed findings that rest on these questions, by place in alphabetical order."""
    keys = {one.pk: number for number, one in enumerate(places.values())}
    rows = PublishedFinding.objects.filter(publication__in=keys, domain=domain, kind="well_developed")
    found = [
        one
        for one in rows.select_related("publication").defer("publication__profile_json")
        if set(one.indicators) & set(codes)
    ]
    return sorted(found, key=lambda one: (keys[one.publication_id], one.order))[:MOST_EXAMPLES]
