"""Open data of the folder: the files in bulk, and the newest findings as feeds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openmgi.core.profile import KINDS
from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Edition
from openmgi.publications.bulk.catalogue import as_json_ld, as_ttl
from openmgi.publications.bulk.files import FILES, bulk_file, described
from openmgi.publications.bulk.shelf import shelf
from openmgi.publications.models import Publication
from openmgi.publications.search.asked import Asked
from openmgi.publications.search.entries import Entry
from openmgi.publications.search.feeds import MOST, Feed, atom, items_of, json_feed
from openmgi.publications.search.finding import Found
from openmgi.publications.search.making import Editions, entries_of
from openmgi.publications.search.shelf import Shelf

# What describes the data names no API here: it needs a server.
_CATALOGUES = {
    "catalogue.jsonld": partial(as_json_ld, has_api=False),
    "catalogue.ttl": partial(as_ttl, has_api=False),
}


@require_safe
def bulk_files(request: HttpRequest) -> HttpResponse:
    """The folder of the files itself, which citations name: each file, and the page on them in each language."""
    told = {"languages": [code for code, _own in settings.LANGUAGES], "files": list(FILES)}
    return render(request, "data/folder.html", told)


@require_safe
def bulk(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """A file with everything."""
    if name not in FILES:
        raise Http404
    write = _CATALOGUES.get(name)
    content = b"".join(described(shelf(), write)) if write else bulk_file(name, shelf()).read_bytes()
    return HttpResponse(content, content_type=FILES[name].media_type)


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """The newest findings as an Atom feed."""
    return HttpResponse(atom(_feed(request)), content_type="application/atom+xml; charset=utf-8")


@require_safe
def feed_as_json(request: HttpRequest) -> HttpResponse:
    """The newest findings as a JSON Feed."""
    told = {"ensure_ascii": False}
    return JsonResponse(json_feed(_feed(request)), json_dumps_params=told, content_type="application/feed+json")


def _feed(request: HttpRequest) -> Feed:
    return Feed(
        title=_("%(site)s: findings") % {"site": settings.SITE_NAME},
        page=request.build_absolute_uri(reverse("search")),
        address=request.build_absolute_uri(request.path),
        language=get_language() or "en",
        author=settings.SITE_NAME,
        items=items_of(_newest(), Asked(), request.build_absolute_uri),
    )


def _newest() -> Found:
    """The findings of the newest publications, read from these themselves: a folder needs no index."""
    ordered = Publication.objects.current().order_by("-published_at", "-pk")
    return _read(tuple(ordered.values_list("pk", "sha256")[:MOST]))


# What the newest publications are tells what they say; each language and form of the feed has the same.
@lru_cache(maxsize=1)
def _read(state: tuple[tuple[int, str], ...]) -> Found:
    del state
    ordered = Publication.objects.current().order_by("-published_at", "-pk")
    editions = {one.code: one.spec for one in Edition.objects.light()}
    publications: dict[str, Publication] = {}
    entries = tuple(islice(_entries(ordered, editions, publications), MOST))
    return Found(entries, Shelf(publications, editions, areas_and_groups(), ()), len(entries))


def _entries(
    newest: QuerySet[Publication], editions: Editions, publications: dict[str, Publication]
) -> Iterator[Entry]:
    """The findings as they are read in each; the publications are kept by their hash."""
    for one in newest.iterator(chunk_size=2):
        publications[one.sha256] = one
        yield from sorted(
            entries_of(one, editions), key=lambda entry: (entry.domain, KINDS.index(entry.kind), entry.order)
        )
