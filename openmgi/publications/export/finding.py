"""The pages that stand in for a server: the choice of a language, and a search that a script does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openmgi.library.models import Framework
from openmgi.publications.export.links import relative
from openmgi.publications.models import Publication, PublishedFinding
from openmgi.publications.portal.listing import by_level, in_alphabetical_order
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import edition_date, in_language


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Where the folder is opened: the site in each of its languages."""
    return render(request, "export/languages.html", {"languages": [code for code, _ in settings.LANGUAGES]})


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The search, and for readers without a script the list of all profiles."""
    framework = Framework.objects.shown()
    told = {
        "domains": framework.spec.domains if framework else [],
        "levels": by_level(_listed()),
    }
    return render_page(request, "export/search.html", told)


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The findings of the newest profiles in one language, in the order of the places' names.

    It is a script, since a page that was opened from a disk may load no other file.
    """
    language = get_language() or "en"
    publications = in_alphabetical_order(_listed())
    numbers = {one.pk: number for number, one in enumerate(publications)}
    index = {
        "profiles": [_profile(one, request.path) for one in publications],
        "findings": sorted(_rows(numbers, language), key=lambda row: row[0]),
    }
    script = f"globalThis.openmgiFindings = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _listed() -> Sequence[Publication]:
    return list(Publication.objects.current().defer("profile_json"))


def _profile(one: Publication, here: str) -> dict[str, str | bool]:
    """What a hit says of its profile. The country of a city tells it from another of the same name."""
    place, country = in_language(one.place_name), in_language(one.country_name)
    return {
        "href": relative(here, reverse("profile", args=[one.slug])),
        "place": place,
        "country": country if one.level == "local" else "",
        "date": edition_date(one.edition),
        "level": one.level,
        **({"invented": True} if one.is_invented else {}),
    }


def _rows(numbers: dict[int, int], language: str) -> Iterator[list[Any]]:
    """Number of the profile, domain, kind, place among its kind, text, and the codes of indicators where it has any."""
    rows = PublishedFinding.objects.filter(publication__replaced_by=None, text__has_key=language)
    # Well-developed findings come first, as on the page of a profile.
    ordered = rows.order_by("publication", "domain", "-kind", "order")
    columns = ("publication", "domain", "kind", "order", f"text__{language}", "indicators")
    for publication, *told, codes in ordered.values_list(*columns):
        yield [numbers[publication], *told, *([" ".join(codes)] if codes else [])]
