"""What a publication says of itself: its title, its licence, and how it is to be cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from openmgi.publications.bulk.shelf import Shelved
from openmgi.publications.citing import NO_LICENCE, cited, page_address
from openmgi.publications.models import Publication

__all__ = ["NO_LICENCE", "Facts", "citation", "facts", "licences", "page_address"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the frozen profile itself knows. `licence` is an address, or says that none is stated."""

    title: str
    code: str
    licence: str


_FACTS: dict[str, Facts] = {}
_MOST_FACTS = 10_000


def facts(publications: Iterable[Shelved]) -> dict[str, Facts]:
    """By the hash of a publication: what its profile says. One query for all that this process has not read yet."""
    hashes = {one.sha256 for one in publications}
    if len(_FACTS) > _MOST_FACTS:
        _FACTS.clear()
    unread = Publication.objects.filter(sha256__in=hashes - _FACTS.keys())
    rows = unread.values_list("sha256", *(_said(path) for path in _PATHS))
    for sha256, titles, source, code, licence in rows:
        _FACTS[sha256] = Facts(titles.get("en") or titles[source], code or "", licence or NO_LICENCE)
    return {sha256: _FACTS[sha256] for sha256 in hashes}


_PATHS = ("title.texts", "title.source", "place.code", "source.licence")


def _said(path: str) -> KeyTransform:
    """What a profile says there. The database takes it out; reading profiles whole would take four times as long."""
    first, second = path.split(".")
    return KeyTransform(second, KeyTransform(first, Cast("profile_json", JSONField())))


def citation(one: Shelved, known: Facts) -> str:
    """How to name this publication as a source."""
    return cited(one, known.title)


def licences(known: Iterable[Facts]) -> list[str]:
    """The addresses of the licences that are stated, each once."""
    return sorted({one.licence for one in known} - {NO_LICENCE})
