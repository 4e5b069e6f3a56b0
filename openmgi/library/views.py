"""The pages of frameworks and their editions, and the files that they offer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openmgi.core.edition_search import search
from openmgi.library.edition_files import WRITERS
from openmgi.library.edition_pages import indicator_page, is_missing, is_unofficial, item_views, objective_views
from openmgi.library.models import Edition, Framework
from openmgi.web.pages import render_page

MOST_LETTERS = 200


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every framework with its editions."""
    editions = Edition.objects.light().in_order().select_related("framework")
    return render_page(
        request, "frameworks/list.html", {"frameworks": Framework.objects.order_by("loaded_at"), "editions": editions}
    )


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """One edition: what it is, its domains and topics, and its files."""
    found = _edition(code)
    before = Edition.objects.light().filter(code=found.spec.previous).first() if found.spec.previous else None
    followed_by = Edition.objects.light().following(code)
    return _page(request, "frameworks/edition.html", found, before=before, followed_by=followed_by)


@require_safe
def whole_edition(request: HttpRequest, code: str) -> HttpResponse:
    """The whole question set on one page, to read through or to print."""
    return _page(request, "frameworks/whole.html", _edition(code))


@require_safe
def edition_domain(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One domain of an edition: its topics and their questions."""
    found = _edition(code)
    domain = next((one for one in found.spec.domains if one.number == number), None)
    if domain is None:
        raise Http404
    return _page(request, "frameworks/domain.html", found, domain=domain)


@require_safe
def topic(request: HttpRequest, code: str, number: int, topic_code: str) -> HttpResponse:
    """One topic: its indicators with options and criteria."""
    found = _edition(code)
    for domain in found.spec.domains:
        for one in domain.topics:
            if (domain.number, one.code) == (number, topic_code):
                return _page(request, "frameworks/topic.html", found, domain=domain, topic=one)
    raise Http404


@require_safe
def indicator(request: HttpRequest, code: str, indicator_code: str) -> HttpResponse:
    """One indicator, with all that is known of it."""
    found = _edition(code)
    page = indicator_page(found, indicator_code)
    if page is None:
        raise Http404
    return _page(request, "frameworks/indicator.html", found, page=page)


@require_safe
def search_edition(request: HttpRequest, code: str) -> HttpResponse:
    """The indicators of an edition in which words stand."""
    found = _edition(code)
    query = request.GET.get("q", "")[:MOST_LETTERS]
    hits = search(found.spec, query, get_language() or "")
    return _page(request, "frameworks/search.html", found, query=query, hits=hits)


@require_safe
def sdg_view(request: HttpRequest, code: str) -> HttpResponse:
    """The items of SDG 10.7.2, each with the indicators that inform it."""
    found = _edition(code)
    return _page(request, "frameworks/sdg.html", found, views=item_views(found.spec))


@require_safe
def global_compact_view(request: HttpRequest, code: str) -> HttpResponse:
    """The objectives of the Global Compact, each with the indicators that inform it."""
    found = _edition(code)
    return _page(request, "frameworks/global_compact.html", found, views=objective_views(found.spec))


@require_safe
def edition_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The edition as a file."""
    found = _edition(code)
    if name not in WRITERS:
        raise Http404
    write, content_type = WRITERS[name]
    response = HttpResponse(write(found), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{code}-{name}"'
    return response


def _edition(code: str) -> Edition:
    return get_object_or_404(Edition.objects.light(), code=code)


def _page(request: HttpRequest, template: str, found: Edition, **context: Any) -> HttpResponse:
    spec = found.spec
    shared = {"edition": found, "spec": spec, "is_missing": is_missing(spec), "is_unofficial": is_unofficial(spec)}
    return render_page(request, template, {**shared, **context}, languages=spec.asked_in)
