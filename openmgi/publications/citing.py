"""What files say of a publication: its title, its licence, and how it is named as a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from openmgi.publications.models import Publication

NO_LICENCE = "no licence stated"


class Published(Protocol):
    """A version of a profile, as a row or as lists show it."""

    @property
    def sha256(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def edition(self) -> str: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def published_at(self) -> datetime: ...


def page_address(one: Published) -> str:
    """Where people read this version of the profile, in English or else in its first language."""
    language = "en" if "en" in one.languages else one.languages[0]
    return f"{settings.SITE_ADDRESS}/{language}/profiles/{one.slug}/v{one.version}/"


def cited(one: Published, title: str) -> str:
    """How to name this publication as a source."""
    told = f"{settings.SITE_NAME} ({one.published_at.year}). {title}. Profile of {one.edition}"
    return f"{told}, version {one.version}. {page_address(one)}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the frozen profile itself knows. `licence` is an address, or says that none is stated."""

    title: str
    code: str
    licence: str


_FACTS: dict[str, Facts] = {}
_MOST_FACTS = 10_000


def facts(publications: Iterable[Published]) -> dict[str, Facts]:
    """By the hash of a publication: what its profile says. One query for all that this process has not read yet."""
    hashes = {one.sha256 for one in publications}
    if len(_FACTS) > _MOST_FACTS:
        _FACTS.clear()
    if unread := hashes - _FACTS.keys():
        _read(unread)
    return {sha256: _FACTS[sha256] for sha256 in hashes}


def _read(hashes: Iterable[str]) -> None:
    unread = Publication.objects.filter(sha256__in=hashes)
    rows = unread.values_list("sha256", *(_said(path) for path in _PATHS))
    for sha256, titles, source, code, licence in rows:
        _FACTS[sha256] = Facts(titles.get("en") or titles[source], code or "", licence or NO_LICENCE)


_PATHS = ("title.texts", "title.source", "place.code", "source.licence")


def _said(path: str) -> KeyTransform:
    """What a profile says there. The database takes it out; reading profiles whole would take four times as long."""
    first, second = path.split(".")
    return KeyTransform(second, KeyTransform(first, Cast("profile_json", JSONField())))


def citation(one: Published, known: Facts) -> str:
    """How to name this publication as a source."""
    return cited(one, known.title)


def citation_of_newest(one: Published, known: Facts) -> str:
    """How to name a profile as a source without its version: a correction leaves a table as it is."""
    address = page_address(one).removesuffix(f"v{one.version}/")
    return f"{settings.SITE_NAME}. {known.title}. Profile of {one.edition}. {address}"


def licences(known: Iterable[Facts]) -> list[str]:
    """The addresses of the licences that are stated, each once."""
    return sorted({one.licence for one in known} - {NO_LICENCE})
