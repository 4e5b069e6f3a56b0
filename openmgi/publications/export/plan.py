"""What the folder has to hold: every public address, and a fingerprint of all that each is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import translation

import openmgi
from openmgi.library.edition_files import WRITERS
from openmgi.library.models import Edition, Framework
from openmgi.publications.models import Publication, PublishedAnswer
from openmgi.publications.report.files import MEDIA_TYPES

_PROGRAM = {".py", ".html", ".mo", ".css", ".js", ".svg"}


@dataclass(frozen=True, slots=True)
class Planned:
    """An address of the folder. `made_from` changes when anything does on which its content rests."""

    address: str
    made_from: str


def planned(base_url: str, *, reports: bool) -> list[Planned]:
    """Every public page in every language, and every file."""
    editions = list(Edition.objects.light().in_order())
    common = _fingerprint(
        base_url,
        str(reports),
        settings.SITE_NAME,
        settings.SITE_ADDRESS,
        _program(),
        *(f"{one.code} {one.loaded_at}" for one in editions),
        *(f"{one.code} {one.loaded_at}" for one in Framework.objects.order_by("code")),
    )
    publications = list(Publication.objects.defer("profile_json").order_by("slug", "version"))
    profiles = [list(versions) for _, versions in groupby(publications, key=lambda one: one.slug)]
    everything = _fingerprint(common, *map(_state, publications))
    listed = _fingerprint(common, *(_card(versions[-1]) for versions in profiles))
    answered = set(PublishedAnswer.objects.values_list("publication", flat=True).distinct())
    return list(
        chain(
            (Planned(one, everything) for one in _newest()),
            (Planned(one, listed) for one in _lists()),
            (Planned(one, common) for one in chain(_fixed(), *map(_edition, editions))),
            *(_profile(versions, common, answered, reports=reports) for versions in profiles),
        )
    )


def assets() -> list[str]:
    """The addresses of our own style sheets, scripts and icons."""
    return sorted(staticfiles_storage.url(name) for name, _ in FileSystemFinder().list(None))


def search_pages() -> list[str]:
    """The addresses of the pages that answer a query by their script."""
    return list(_pages("find"))


def _newest() -> Iterator[str]:
    """What changes with any publication."""
    yield reverse("sitemap")
    for name in ("home", "find-index"):
        yield from _pages(name)


def _lists() -> Iterator[str]:
    """What shows of every profile what a card shows of it."""
    framework = Framework.objects.shown()
    for name in ("profiles", "find"):
        yield from _pages(name)
    for domain in framework.spec.domains if framework else ():
        yield from _pages("domain", domain.number)


def _fixed() -> Iterator[str]:
    """What shows no profile."""
    yield from (reverse("languages"), reverse("robots"))
    for name in ("about", "frameworks"):
        yield from _pages(name)


def _edition(edition: Edition) -> Iterator[str]:
    code, spec = edition.code, edition.spec
    for name in ("edition", "whole-edition", "sdg-view", "global-compact-view"):
        yield from _pages(name, code)
    for domain in spec.domains:
        yield from _pages("edition-domain", code, domain.number)
        for topic in domain.topics:
            yield from _pages("topic", code, domain.number, topic.code)
    for indicator in spec.indicators():
        yield from _pages("indicator", code, indicator.code)
    for name in WRITERS:
        yield reverse("edition-file", args=[code, name])


def _profile(versions: Sequence[Publication], common: str, answered: set[int], *, reports: bool) -> Iterator[Planned]:
    """The pages and files of every version of a profile; each page names all versions."""
    slug = versions[0].slug
    made_from = _fingerprint(common, *map(_state, versions))
    addresses = chain(_pages("profile", slug), *(_version(one, answered, reports=reports) for one in versions))
    return (Planned(address, made_from) for address in addresses)


def _version(one: Publication, answered: set[int], *, reports: bool) -> Iterator[str]:
    yield from _pages("profile-version", one.slug, one.version)
    if one.pk in answered:
        yield from _pages("profile-answers", one.slug, one.version)
    for name in ("profile-json", "findings-csv"):
        yield reverse(name, args=[one.slug, one.version])
    if reports:
        for form in MEDIA_TYPES:
            for language in one.languages:
                yield reverse(f"report-{form}", args=[one.slug, one.version, language])


def _pages(name: str, *arguments: object) -> Iterator[str]:
    """The addresses of a page in every language of the site. They differ in their first part only."""
    first, *others = (code for code, _ in settings.LANGUAGES)
    with translation.override(first):
        address = reverse(name, args=arguments)
    yield address
    for language in others:
        yield address.replace(f"/{first}/", f"/{language}/", 1)


def _state(one: Publication) -> str:
    return f"{one} {one.sha256} {one.correction} {one.published_at.isoformat()}"


def _card(one: Publication) -> str:
    told = [one.slug, one.level, one.edition, one.languages, one.place_name, one.country_name, one.is_invented]
    return json.dumps(told, sort_keys=True)


@cache
def _program() -> str:
    """The program itself: with another version of it every page may look otherwise."""
    files = (file for file in Path(openmgi.__file__).parent.rglob("*") if file.suffix in _PROGRAM)
    return _fingerprint(*(hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)))


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
