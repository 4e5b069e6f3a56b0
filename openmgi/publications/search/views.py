"""The pages of the search over findings, and its feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from openmgi.core.areas import Area
from openmgi.publications.portal.areas import AreaNote, area_notes
from openmgi.publications.search.asked import AREAS, Asked
from openmgi.publications.search.choices import (
    Group,
    area_choices,
    chosen,
    facets,
    kinds,
    levels,
    named_choices,
    unknown,
)
from openmgi.publications.search.feeds import Feed, atom, items, json_feed
from openmgi.publications.search.finding import Found, find
from openmgi.publications.search.like import Like, like
from openmgi.publications.search.shown import hits, language_of
from openmgi.web.languages import alternates
from openmgi.web.templatetags.page import in_language


@require_safe
@gzip_page
def search(request: HttpRequest) -> HttpResponse:
    """The findings that a reader looks for."""
    typed = Asked.typed(request.GET.dict())
    found = find(typed)
    asked = typed.dated(found.shelf.areas)
    offered = facets(asked, found.shelf)
    told = {
        "facets": offered,
        "chosen": chosen(asked, offered),
        "unknown": unknown(asked, offered),
        "hits": hits(found, asked),
        "notes": _notes(asked, found),
    }
    return _page(request, "search/findings.html", asked, found, told)


@require_safe
@gzip_page
def places_like(request: HttpRequest, slug: str, domain: int, order: int) -> HttpResponse:
    """What other places found where this one could develop further."""
    asked = Asked.typed(request.GET.dict())
    shown = like(slug, domain, order, asked)
    if shown is None:
        raise Http404
    picked = shown.asked.chosen
    told = {
        "like": shown,
        "language": language_of(shown.entry),
        "text": shown.entry.texts[language_of(shown.entry)],
        "kinds": named_choices(kinds(), picked["kind"]),
        "regions": area_choices(_around(shown), picked.get("region", "")),
        "incomes": _incomes(shown, picked.get("income", "")),
        "levels": named_choices(levels(), picked.get("level", "")),
        "hits": hits(shown.found, shown.asked, shown.changed),
        "others": _others(shown),
        "notes": _notes(shown.asked, shown.found),
    }
    return _page(request, "search/like.html", shown.asked, shown.found, told)


@require_safe
@conditional_page
def atom_feed(request: HttpRequest) -> HttpResponse:
    """A search as an Atom feed."""
    written = atom(_feed(request, "search-atom"))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@require_safe
@conditional_page
def feed_as_json(request: HttpRequest) -> HttpResponse:
    """A search as a JSON Feed."""
    written = json_feed(_feed(request, "search-json"))
    told = {"ensure_ascii": False}
    return JsonResponse(written, json_dumps_params=told, content_type="application/feed+json")


def _around(shown: Like) -> list[Area]:
    """The regions and groups in which the place is."""
    one = shown.publication
    return [area for area in shown.found.shelf.areas.by_region() if area.has(one.country, one.place)]


def _incomes(shown: Like, chosen: str) -> list[Group]:
    """The groups by income, first those in which the place is, under its name."""
    one, every = shown.publication, shown.found.shelf.areas.by_income()
    own = [area for area in every if area.has(one.country, one.place)]
    told = {"place": in_language(one.place_name)}
    mine = [
        replace(group, name=_("%(place)s: %(set)s") % {**told, "set": group.name})
        for group in area_choices(own, chosen)
    ]
    return mine + area_choices([area for area in every if area not in own], chosen)


def _notes(asked: Asked, found: Found) -> list[AreaNote]:
    return area_notes(*(found.shelf.areas.get(asked.chosen.get(facet, "")) for facet in AREAS))


def _others(shown: Like) -> str:
    """The address of the findings with the same potential, where they are all that there is."""
    if shown.counts["well_developed"] or not shown.counts["potential"] or shown.asked.chosen["kind"] == "potential":
        return ""
    return replace(shown.asked, chosen={**shown.asked.chosen, "kind": "potential"}).address()


def _feed(request: HttpRequest, name: str) -> Feed:
    asked = Asked.typed(request.GET.dict())
    absolute = request.build_absolute_uri
    return Feed(
        title=_feed_title(asked),
        page=absolute(_with(reverse("search"), asked.address())),
        address=absolute(_with(reverse(name), asked.address())),
        language=get_language() or "en",
        author=settings.SITE_NAME,
        items=items(asked, absolute),
    )


def _feed_title(asked: Asked) -> str:
    if asked.words:
        return _("%(site)s: findings with “%(words)s”") % {"site": settings.SITE_NAME, "words": asked.words}
    return _("%(site)s: findings") % {"site": settings.SITE_NAME}


def _page(request: HttpRequest, template: str, asked: Asked, found: Found, told: Mapping[str, Any]) -> HttpResponse:
    """The page with its neighbours. The same question leads to the page in other languages."""
    here = asked.address(asked.page)
    shared = {
        "asked": asked,
        "found": found,
        "address": asked.address(),
        "before": f"?{asked.address(asked.page - 1)}" if asked.page > 1 else "",
        "after": f"?{asked.address(asked.page + 1)}" if asked.page < found.pages else "",
        "alternates": [replace(one, url=_with(one.url, here)) for one in alternates(request)],
    }
    return render(request, template, {**shared, **told})


def _with(address: str, question: str) -> str:
    return f"{address}?{question}" if question else address
