"""The pages of the search over findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

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
from openmgi.publications.search.finding import Found, find, page_that_is
from openmgi.publications.search.like import NARROWED_BY, Like, like
from openmgi.publications.search.meaning import installed
from openmgi.publications.search.shown import hits, language_of
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import in_language


@require_safe
@gzip_page
def search(request: HttpRequest) -> HttpResponse:
    """The findings that a reader looks for."""
    typed, found = page_that_is(Asked.typed(request.GET.dict()), find)
    asked = typed.dated(found.shelf.areas)
    offered = facets(asked, found.shelf)
    told = {
        "facets": offered,
        "chosen": chosen(asked, offered),
        "unknown": unknown(asked, offered),
        "hits": hits(found, asked),
        "notes": _notes(asked, found),
        "has_meaning": installed(),
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
        "is_narrowed": any(picked.get(facet) for facet in NARROWED_BY if facet != "kind"),
        "is_nowhere": not any(shown.counts.values()),
        "themes": _themes(shown),
        "notes": _notes(shown.asked, shown.found),
    }
    return _page(request, "search/like.html", shown.asked, shown.found, told)


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


def _themes(shown: Like) -> list[tuple[str, str]]:
    """Code of each question on which the finding rests → where one sees how all places answered it."""
    edition = shown.found.shelf.editions.get(shown.entry.edition)
    known = [code for code in shown.entry.questions if edition and edition.indicator(code)]
    query = "?invented=yes" if shown.publication.is_invented else ""
    return [(code, reverse("theme-indicator", args=[shown.entry.edition, code]) + query) for code in known]


def _page(request: HttpRequest, template: str, asked: Asked, found: Found, told: Mapping[str, Any]) -> HttpResponse:
    """The page with its neighbours."""
    shared = {
        "asked": asked,
        "found": found,
        "address": asked.address(),
        "before": f"?{asked.address(asked.page - 1)}" if asked.page > 1 else "",
        "after": f"?{asked.address(asked.page + 1)}" if asked.page < found.pages else "",
    }
    return render_page(request, template, {**shared, **told})
