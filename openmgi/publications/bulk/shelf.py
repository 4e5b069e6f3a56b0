"""The shelf: the newest version of every published profile, read once for as long as nothing new is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import get_args

from django.conf import settings

from openmgi import __version__
from openmgi.core.areas import Area, Areas
from openmgi.core.edition import Indicator
from openmgi.core.profile import KINDS, AnswerKind, Kind
from openmgi.core.text import Names
from openmgi.library.groups import areas_and_groups, group_state
from openmgi.library.models import Edition
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding


@dataclass(frozen=True, slots=True)
class Shelved:
    """A publication as lists show it. place: its address without the date; framework_edition: its question set."""

    key: int
    slug: str
    version: int
    place: str
    level: str
    country: str
    edition: str
    framework_edition: str
    languages: tuple[str, ...]
    place_name: Names
    country_name: Names
    is_invented: bool
    published_at: datetime
    correction: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ShelvedFinding:
    """A finding without its text, which is fetched for those that are shown."""

    key: int
    publication: Shelved
    domain: int
    kind: Kind
    order: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShelvedAnswer:
    """The answer to a question."""

    publication: Shelved
    domain: int
    indicator: str
    option: str
    kind: AnswerKind


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is public, in the order of the addresses of profiles, then as each profile has it.

    tag: changes when any of it does. indicators: by the code of an edition and their own. areas: all in which a place
    can be. domains: the numbers of all that a question set or a profile has.
    """

    tag: str
    changed_at: datetime | None
    publications: tuple[Shelved, ...]
    findings: tuple[ShelvedFinding, ...]
    answers: tuple[ShelvedAnswer, ...]
    indicators: Mapping[str, Mapping[str, Indicator]]
    areas: Areas
    domains: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which publications somebody wants; what is None is not asked for. edition: a month, or a year with all of its."""

    publication: str | None = None
    place: str | None = None
    level: str | None = None
    country: str | None = None
    area: Area | None = None
    year: int | None = None
    edition: str | None = None
    framework_edition: str | None = None
    language: str | None = None
    invented: bool | None = None

    def has(self, one: Shelved) -> bool:
        """Whether this publication is among them."""
        exact = (
            (self.publication, one.slug),
            (self.place, one.place),
            (self.level, one.level),
            (self.country, one.country),
            (self.framework_edition, one.framework_edition),
            (self.year, int(one.edition[:4])),
            (self.invented, one.is_invented),
        )
        return (
            all(wanted in {None, found} for wanted, found in exact)
            and (self.edition is None or self.edition in {one.edition, one.edition[:4]})
            and (self.area is None or self.area.has(one.country, one.place))
            and (self.language is None or self.language in one.languages)
        )


def shelf() -> Shelf:
    """What is public now; five small queries where nothing changed since it was read last.

    A publication is never changed or deleted, so the newest one and their number tell one state from another; the rows
    that are derived from them may be made anew, and have other keys then.
    """
    last = Publication.objects.order_by("-pk").values_list("pk", "sha256", "published_at").first()
    finding = PublishedFinding.objects.order_by("-pk").values_list("pk").first()
    editions = list(Edition.objects.order_by("pk").values_list("code", "loaded_at"))
    groups = group_state()
    moments = [one[-1] for one in (last, *editions, *groups) if one]
    told = (__version__, settings.SITE_NAME, settings.SITE_ADDRESS, str(settings.DATA_DIR))
    state = (*told, Publication.objects.count(), last, finding, editions, groups)
    return _read(hashlib.sha256(repr(state).encode()).hexdigest()[:32], max(moments, default=None))


# What is frozen needs to be read only once; the one before is kept for those who are still reading it.
@lru_cache(maxsize=2)
def _read(tag: str, changed_at: datetime | None) -> Shelf:
    sets = Publication.objects.current().question_sets()
    rows = sorted(Publication.objects.current().defer("profile_json"), key=lambda one: one.slug)
    publications = {one.pk: _shelved(one, sets.get(one.pk, "")) for one in rows}
    findings, answers = _findings(publications), _answers(publications)
    editions = {one.code: one.spec for one in Edition.objects.light()}
    return Shelf(
        tag=tag,
        changed_at=changed_at,
        publications=tuple(publications.values()),
        findings=findings,
        answers=answers,
        indicators={code: {one.code: one for one in spec.indicators()} for code, spec in editions.items()},
        areas=areas_and_groups(),
        domains=frozenset(one.number for spec in editions.values() for one in spec.domains)
        | {one.domain for one in findings}
        | {one.domain for one in answers},
    )


def _findings(publications: Mapping[int, Shelved]) -> tuple[ShelvedFinding, ...]:
    columns = ("pk", "publication", "domain", "kind", "order", "indicators")
    found = [
        ShelvedFinding(pk, publications[publication], domain, kind, order, tuple(indicators))
        for pk, publication, domain, kind, order, indicators in PublishedFinding.objects.values_list(*columns)
        if publication in publications
    ]
    return tuple(sorted(found, key=_place_in_profile))


def _place_in_profile(one: ShelvedFinding) -> tuple[str, int, int, int]:
    return one.publication.slug, one.domain, KINDS.index(one.kind), one.order


def _answers(publications: Mapping[int, Shelved]) -> tuple[ShelvedAnswer, ...]:
    columns = ("publication", "domain", "indicator", "option", "kind")
    found = [
        ShelvedAnswer(publications[publication], domain, intern(indicator), intern(option), _kind(kind))
        for publication, domain, indicator, option, kind in PublishedAnswer.objects.order_by("pk").values_list(*columns)
        if publication in publications
    ]
    return tuple(sorted(found, key=lambda one: one.publication.slug))


def _kind(kind: str) -> AnswerKind:
    return next(one for one in get_args(AnswerKind) if one == kind)


def _shelved(one: Publication, framework_edition: str) -> Shelved:
    return Shelved(
        key=one.pk,
        slug=one.slug,
        version=one.version,
        place=one.place,
        level=one.level,
        country=one.country,
        edition=one.edition,
        framework_edition=framework_edition,
        languages=tuple(one.languages),
        place_name=one.place_name,
        country_name=one.country_name,
        is_invented=one.is_invented,
        published_at=one.published_at,
        correction=one.correction,
        sha256=one.sha256,
    )


def chosen(publications: Sequence[Shelved], wanted: Wanted) -> list[Shelved]:
    """Those that are wanted, in the order of their addresses."""
    return [one for one in publications if wanted.has(one)]
