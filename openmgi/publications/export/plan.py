"""What the folder has to hold: every public address, and a fingerprint of all that each is made from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

import openmgi
from openmgi.library.edition_files import WRITERS
from openmgi.library.groups import group_state
from openmgi.library.models import Edition, Framework
from openmgi.publications.bulk.files import FILES
from openmgi.publications.export.addresses import Planned, card, fingerprint, pages, state
from openmgi.publications.export.comparisons import comparison_pages, pairs
from openmgi.publications.export.questions import theme_pages
from openmgi.publications.export.sdg_pages import sdg_pages
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding
from openmgi.publications.report.files import MEDIA_TYPES

_PROGRAM = {".py", ".html", ".mo", ".css", ".js", ".svg"}
_TABLES = ("places", "map", "sdg1072", "global-compact")  # of the data folder, which pages read


def planned(base_url: str, *, reports: bool) -> list[Planned]:
    """Every public page in every language, and every file."""
    editions = list(Edition.objects.light().in_order())
    common = fingerprint(
        base_url,
        str(reports),
        settings.SITE_NAME,
        _program(settings.DATA_DIR),
        *(f"{one.code} {one.loaded_at}" for one in editions),
        *(f"{one.code} {one.loaded_at}" for one in Framework.objects.order_by("code")),
    )
    publications = list(Publication.objects.defer("profile_json").order_by("slug", "version"))
    profiles = [list(versions) for _, versions in groupby(publications, key=lambda one: one.slug)]
    newest = [versions[-1] for versions in profiles]
    sets = dict(PublishedAnswer.objects.values_list("publication", "edition").distinct())
    everything = fingerprint(common, str(group_state()), *map(state, publications))  # groups are areas of the shares
    listed = fingerprint(common, *map(card, newest))
    found = fingerprint(listed, *_findings())
    dates: dict[str, list[str]] = defaultdict(list)
    for one in newest:
        dates[one.place].append(one.slug)
    return list(
        chain(
            (Planned(one, everything) for one in _newest()),
            (Planned(one, found) for one in pages("find-index")),
            (Planned(one, listed) for one in _lists()),
            (Planned(one, common) for one in chain(_fixed(), *map(_edition, editions))),
            _questions(common, editions),
            theme_pages(common, editions, newest, sets),
            sdg_pages(common, editions, newest, sets),
            comparison_pages(common, pairs(publications)),
            *(_profile(several, common, sets, dates[several[0].place], reports=reports) for several in profiles),
        )
    )


def assets() -> list[str]:
    """The addresses of our own style sheets, scripts and icons."""
    return sorted(staticfiles_storage.url(name) for name, _ in FileSystemFinder().list(None))


def search_pages() -> list[str]:
    """The addresses of the pages that answer a query by their script."""
    return list(pages("find"))


def _newest() -> Iterator[str]:
    """What changes with any publication."""
    yield reverse("sitemap")
    for name in ("home", "search-atom", "search-json", "open-data"):
        yield from pages(name)
    for name in FILES:
        yield reverse("bulk-file", args=[name])


def _findings() -> Iterator[str]:
    """What the newest profiles found."""
    rows = PublishedFinding.objects.filter(publication__replaced_by=None).annotate(
        said=Cast("text", TextField()), rests_on=Cast("indicators", TextField())
    )
    ordered = rows.order_by("publication__slug", "domain", "kind", "order")
    return map(str, ordered.values_list("publication__slug", "domain", "kind", "order", "said", "rests_on"))


def _lists() -> Iterator[str]:
    """What shows of every profile what a card shows of it."""
    framework = Framework.objects.shown()
    for name in ("profiles", "find"):
        yield from pages(name)
    for domain in framework.spec.domains if framework else ():
        yield from pages("domain", domain.number)


def _fixed() -> Iterator[str]:
    """What shows no profile."""
    yield from (reverse("languages"), reverse("robots"), reverse("bulk-files"))
    for name in ("about", "frameworks"):
        yield from pages(name)


def _edition(edition: Edition) -> Iterator[str]:
    code, spec = edition.code, edition.spec
    for name in ("edition", "whole-edition", "sdg-view", "global-compact-view"):
        yield from pages(name, code)
    for domain in spec.domains:
        yield from pages("edition-domain", code, domain.number)
        for topic in domain.topics:
            yield from pages("topic", code, domain.number, topic.code)
    for name in WRITERS:
        yield reverse("edition-file", args=[code, name])


def _questions(common: str, editions: Sequence[Edition]) -> Iterator[Planned]:
    """The page of each question, which leads to the places that answer it: real ones, else those that do not exist."""
    rows = PublishedAnswer.objects.filter(publication__replaced_by=None, kind="answer")
    answered = set(rows.values_list("edition", "indicator", "publication__is_invented").distinct())
    for edition in editions:
        for one in edition.spec.indicators():
            by_whom = [str((edition.code, one.code, is_invented) in answered) for is_invented in (False, True)]
            made_from = fingerprint(common, *by_whom)
            yield from (Planned(address, made_from) for address in pages("indicator", edition.code, one.code))


def _profile(
    versions: Sequence[Publication],
    common: str,
    sets: Mapping[int, str],
    dates: Sequence[str],
    *,
    reports: bool,
) -> Iterator[Planned]:
    """The pages and files of every version of a profile; each page names all versions, and the dates of its place."""
    slug = versions[0].slug
    made_from = fingerprint(common, *map(state, versions), *dates)
    yield from (Planned(one, made_from) for one in pages("profile", slug))
    for one in versions:
        yield from (Planned(address, made_from) for address in pages("profile-version", slug, one.version))
        alone = fingerprint(common, state(one))
        yield from (Planned(address, alone) for address in _files(one, has_answers=one.pk in sets, reports=reports))


def _files(one: Publication, *, has_answers: bool, reports: bool) -> Iterator[str]:
    """What shows this version alone."""
    if has_answers:
        yield from pages("profile-answers", one.slug, one.version)
    for name in ("profile-json", "findings-csv"):
        yield reverse(name, args=[one.slug, one.version])
    if reports:
        for form in MEDIA_TYPES:
            for language in one.languages:
                yield reverse(f"report-{form}", args=[one.slug, one.version, language])


@cache
def _program(data: Path) -> str:
    """The program itself and the tables that it reads: with others every page may look otherwise."""
    files = [file for file in Path(openmgi.__file__).parent.rglob("*") if file.suffix in _PROGRAM]
    files += [file for name in _TABLES for file in Path(data, name).rglob("*") if file.is_file()]
    return fingerprint(*(hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)))
