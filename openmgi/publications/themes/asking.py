"""Which places answer the questions of a theme, and how; from the rows of publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self, get_args

from openmgi.core.areas import Areas
from openmgi.core.edition import Indicator
from openmgi.core.profile import Level
from openmgi.core.shares import OptionShare, PlaceAnswer, Shares, shares
from openmgi.core.text import Names, fold
from openmgi.library.areas import areas
from openmgi.publications.models import Publication, PublishedFinding
from openmgi.publications.portal.areas import PlacesWanted
from openmgi.publications.portal.current import Current, Example, current
from openmgi.web.templatetags.page import in_language

CONTINENTS = ("002", "009", "019", "142", "150")  # the regions of M49, by which a table is divided
MOST_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Wanted(PlacesWanted):
    """Which places a reader wants in a theme; what is empty is not asked for.

    until: the last year that counts. invented: places that do not exist, which are never in a share with real ones.
    """

    until: str = ""
    invented: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str], areas: Areas) -> Self:
        """What an address says."""
        until, invented = given.get("until", ""), given.get("invented", "")
        is_year = len(until) == 4 and until.isascii() and until.isdecimal()
        places = super(Wanted, cls).of(given, areas)
        read = ((until, is_year), (invented, invented == "yes"))
        unknown = (*places.unknown, *(asked for asked, is_known in read if asked and not is_known))
        return replace(places, until=until if is_year else "", invented=invented == "yes", unknown=unknown)

    @property
    def is_narrowed(self) -> bool:
        """Whether not all places are wanted."""
        return bool(self.level or self.area or self.income or self.until)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its shares."""

    indicator: Indicator
    shares: Shares

    @property
    def rows(self) -> list[tuple[Names, OptionShare]]:
        """Each share with the words for its option; one that the question does not have is called by its code."""
        labels = {one.code: one.label for one in self.indicator.options}
        return [(labels.get(one.option, {"und": one.option}), one) for one in self.shares.options]


@dataclass(frozen=True, slots=True)
class Theme:
    """The answers to the questions of a theme. Each place counts once, by its newest profile with these questions.

    edition: the code of the set of questions. known: what is public now.
    """

    edition: str
    wanted: Wanted
    places: Mapping[str, Publication]
    asked: Sequence[Asked]
    known: Current

    @property
    def years(self) -> tuple[str, str] | None:
        """The first and the last year of the profiles in it."""
        found = sorted(one.edition[:4] for one in self.places.values())
        return (found[0], found[-1]) if found else None

    @property
    def is_answered(self) -> bool:
        """Whether any of its questions has an answer that counts."""
        return any(one.shares.answered for one in self.asked)

    @property
    def has_both_levels(self) -> bool:
        """Whether countries and cities or regions answer this set, whatever else is wanted."""
        sets, invented = self.known.question_sets, self.wanted.invented
        rows = (one for one in self.known.publications if sets.get(one.pk) == self.edition)
        return len({one.level for one in rows if one.is_invented == invented}) > 1

    @property
    def elsewhere(self) -> int:
        """How many places would be in it if those that do not exist were real, and those that do, invented."""
        return len(newest(self.edition, replace(self.wanted, invented=not self.wanted.invented), self.known))


def newest(edition: str, wanted: Wanted, known: Current | None = None) -> dict[str, Publication]:
    """The newest profile of each place that answers this set of questions, by its address, in alphabetical order.

    known: what is public now, where it was read already.
    """
    known = known or current()
    rows = (one for one in known.publications if known.question_sets.get(one.pk) == edition)
    found = {one.place: one for one in rows if _counts(one, wanted)}
    ordered = sorted(found.values(), key=lambda one: (_folded(in_language(one.place_name)), one.slug))
    return {one.slug: one for one in ordered}


@lru_cache(maxsize=10_000)
def _folded(name: str) -> str:
    return fold(name)


@dataclass(slots=True)
class PlaceCounts:
    """How many places answer a set of questions; those that do not exist apart."""

    real: int = 0
    invented: int = 0


def place_counts() -> dict[str, PlaceCounts]:
    """The places of each set of questions that somebody answers, by its code."""
    known = current()
    places = {
        (known.question_sets[one.pk], one.place, one.is_invented)
        for one in known.publications
        if one.pk in known.question_sets
    }
    counts: dict[str, PlaceCounts] = defaultdict(PlaceCounts)
    for code, _place, is_invented in places:
        counts[code].real += not is_invented
        counts[code].invented += is_invented
    return counts


def _counts(one: Publication, wanted: Wanted) -> bool:
    return (
        one.is_invented == wanted.invented and wanted.has(one) and (not wanted.until or one.edition[:4] <= wanted.until)
    )


def theme(edition: str, indicators: Sequence[Indicator], wanted: Wanted) -> Theme:
    """What the places answer to these questions of an edition."""
    known = current()
    places = newest(edition, wanted, known)
    asked = [_asked(one, _answers(edition, places, one.code, known)) for one in indicators]
    return Theme(edition, wanted, places, asked, known)


def _asked(indicator: Indicator, given: Sequence[PlaceAnswer]) -> Asked:
    return Asked(indicator, shares(given, [one.code for one in indicator.answers]))


def _answers(edition: str, places: Mapping[str, Publication], code: str, known: Current) -> list[PlaceAnswer]:
    """The answer of each place to a question, in the order of the places."""
    given = {one.publication: one for one in known.answers.get((edition, code), ())}
    found = ((slug, given.get(one.pk)) for slug, one in places.items())
    return [PlaceAnswer(slug, one.option, one.kind) for slug, one in found if one is not None]


@dataclass(frozen=True, slots=True)
class Part:
    """The shares of one part of the places: a region, or a level."""

    code: str
    shares: Shares


def by_region(asked: Asked, places: Mapping[str, Publication]) -> list[Part]:
    """The same question region by region of M49; a region without a place is left out."""
    parts = [(code, {slug for slug, one in places.items() if _is_in(one, code)}) for code in CONTINENTS]
    return [Part(code, asked.shares.within(slugs)) for code, slugs in parts if slugs]


def by_level(asked: Asked, places: Mapping[str, Publication]) -> list[Part]:
    """The same question for countries and for cities and regions apart, where there are both."""
    parts = [(level, {slug for slug, one in places.items() if one.level == level}) for level in get_args(Level)]
    return [Part(level, asked.shares.within(slugs)) for level, slugs in parts] if all(s for _, s in parts) else []


def _is_in(one: Publication, area: str) -> bool:
    found = areas().get(area)
    return found is not None and found.has(one.country, one.place)


def examples(shown: Theme, domains: Mapping[str, int], most: int = MOST_EXAMPLES) -> dict[str, list[PublishedFinding]]:
    """Well-developed findings that rest on each question, at most so many, by place in alphabetical order; one query.

    domains: that of each question, by its code.
    """
    publications = list(shown.places.values())
    numbers = {one.pk: number for number, one in enumerate(publications)}
    resting = shown.known.examples
    chosen = {code: _first(resting.get(code, ()), numbers, domain)[:most] for code, domain in domains.items()}
    rows = PublishedFinding.objects.in_bulk({one.key for those in chosen.values() for one in those})
    for one in rows.values():
        one.publication = publications[numbers[one.publication_id]]
    return {code: [rows[one.key] for one in those] for code, those in chosen.items()}


def _first(resting: Sequence[Example], numbers: Mapping[int, int], domain: int) -> list[Example]:
    """Those of this domain by the place that has them, as far as it has a number."""
    found = [one for one in resting if one.publication in numbers and one.domain == domain]
    return sorted(found, key=lambda one: (numbers[one.publication], one.order))
