"""The pages of themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from openmgi.core.areas import Areas
from openmgi.core.edition import Indicator
from openmgi.core.text import Names, fold
from openmgi.library.areas import areas
from openmgi.library.edition_pages import item_views, objective_views
from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Edition
from openmgi.publications.portal.areas import AreaList, area_lists
from openmgi.publications.themes import files
from openmgi.publications.themes.asking import Part, Wanted, by_level, by_region, examples, place_counts, theme
from openmgi.publications.themes.chart import chart
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import in_language


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Every set of questions that published profiles answer, with its domains and topics."""
    counts = place_counts()
    editions = Edition.objects.light().filter(code__in=counts).order_by("code")
    told = [(one, counts[one.code].real, counts[one.code].invented) for one in editions]
    return render_page(request, "themes/list.html", {"editions": told})


@require_safe
def edition_themes(request: HttpRequest, code: str) -> HttpResponse:
    """The themes of a set of questions: topics, items of SDG 10.7.2, objectives of the Global Compact."""
    found = _edition(code)
    told = {
        "items": item_views(found.spec),
        "objectives": objective_views(found.spec),
        "query": request.GET.urlencode(),
    }
    return _page(request, "themes/edition.html", found, **told)


def _edition(code: str) -> Edition:
    return get_object_or_404(Edition.objects.light(), code=code)


def _page(request: HttpRequest, template: str, found: Edition, **context: Any) -> HttpResponse:
    spec = found.spec
    return render_page(request, template, {"edition": found, "spec": spec, **context}, languages=None)


@require_safe
def indicator(request: HttpRequest, code: str, indicator_code: str) -> HttpResponse:
    """One question: the share of places by option, who they are, by region and level, with examples."""
    found = _edition(code)
    domain, topic, one = _placed(found, indicator_code)
    known = areas_and_groups()
    shown = theme(code, [one], Wanted.of(request.GET, known))
    asked = shown.asked[0]
    return _page(
        request,
        "themes/indicator.html",
        found,
        domain=domain,
        topic=topic,
        theme=shown,
        asked=asked,
        chart=chart(one, asked.shares),
        regions=_named(by_region(asked, shown.places)),
        levels=by_level(asked, shown.places),
        examples=examples(shown.places, [one.code], domain.number, shown.known),
        **_choices(known),
        query=request.GET.urlencode(),
    )


def _named(parts: Sequence[Part]) -> list[tuple[Names, Part]]:
    """The parts with the names of their regions, in alphabetical order."""
    named = [(areas()[part.code].names, part) for part in parts]
    return sorted(named, key=lambda one: fold(in_language(one[0])))


def _placed(found: Edition, code: str) -> tuple[Any, Any, Indicator]:
    place = next((one for one in found.spec.placed() if one[2].code == code), None)
    if place is None:
        raise Http404
    return place


def _choices(known: Areas) -> dict[str, list[AreaList]]:
    return {"areas": area_lists(known.by_region()), "incomes": area_lists(known.by_income())}


@require_safe
def indicator_file(request: HttpRequest, code: str, indicator_code: str, form: str) -> HttpResponse:
    """One question as a drawing or a table to take away."""
    found = _edition(code)
    _domain, _topic, one = _placed(found, indicator_code)
    shown = theme(code, [one], Wanted.of(request.GET, areas_and_groups()))
    asked = shown.asked[0]
    if form == "svg":
        return _file(files.as_svg(code, asked, shown).encode(), "image/svg+xml", f"{code}-{indicator_code}.svg")
    if form == "png":
        return _file(files.as_png(code, asked, shown), "image/png", f"{code}-{indicator_code}.png")
    if form == "csv":
        return _file(files.as_csv(code, asked, shown), "text/csv; charset=utf-8", f"{code}-{indicator_code}.csv")
    raise Http404


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def topic(request: HttpRequest, code: str, number: int, topic_code: str) -> HttpResponse:
    """The questions of a topic."""
    found = _edition(code)
    for domain in found.spec.domains:
        for one in domain.topics:
            if (domain.number, one.code) == (number, topic_code):
                return _several(request, found, one.indicators, title=one.name, domain=domain)
    raise Http404


@require_safe
def sdg_item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The questions that inform an item of SDG indicator 10.7.2. They are not its official answers."""
    found = _edition(code)
    view = next((one for one in item_views(found.spec) if one.code == item), None)
    if view is None:
        raise Http404
    title = view.item.question if view.item else {"en": item}
    return _several(request, found, [one.indicator for one in view.indicators], title=title, sdg=item)


@require_safe
def objective(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The questions that inform an objective of the Global Compact."""
    found = _edition(code)
    view = next((one for one in objective_views(found.spec) if one.objective.number == number), None)
    if view is None:
        raise Http404
    return _several(request, found, [one.indicator for one in view.indicators], title=view.objective.title, gcm=number)


def _several(request: HttpRequest, found: Edition, indicators: Sequence[Indicator], **context: Any) -> HttpResponse:
    known = areas_and_groups()
    shown = theme(found.code, indicators, Wanted.of(request.GET, known))
    told = {"theme": shown, **_choices(known), "query": request.GET.urlencode()}
    return _page(request, "themes/several.html", found, **told, **context)
