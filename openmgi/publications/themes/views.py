"""The pages of themes, and their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from openmgi.core.areas import Areas
from openmgi.core.text import Names, fold
from openmgi.library.areas import areas
from openmgi.library.edition_pages import item_views, objective_views
from openmgi.library.groups import areas_and_groups
from openmgi.library.models import Edition
from openmgi.publications.portal.areas import AreaList, area_lists
from openmgi.publications.themes import files, subjects
from openmgi.publications.themes.asking import (
    Part,
    Theme,
    Wanted,
    by_level,
    by_region,
    examples,
    place_counts,
    theme,
)
from openmgi.publications.themes.newer import newer
from openmgi.publications.themes.subjects import Subject
from openmgi.publications.themes.telling import source
from openmgi.web.folder import as_path
from openmgi.web.pages import render_page
from openmgi.web.templatetags.page import in_language

_FORMS = ("svg", "png", "csv")
_FEW_EXAMPLES = 3  # of each question, where a page has several


@require_safe
@gzip_page
def themes(request: HttpRequest) -> HttpResponse:
    """Every set of questions that published profiles answer, with its domains and topics."""
    counts = place_counts()
    editions = Edition.objects.light().filter(code__in=counts).order_by("code")
    told = [(one, counts[one.code].real, counts[one.code].invented) for one in editions]
    return render_page(request, "themes/list.html", {"editions": told})


@require_safe
@gzip_page
def edition_themes(request: HttpRequest, code: str) -> HttpResponse:
    """The themes of a set of questions: topics, items of SDG 10.7.2, objectives of the Global Compact."""
    found = get_object_or_404(Edition.objects.light(), code=code)
    told = {
        "items": item_views(found.spec),
        "objectives": objective_views(found.spec),
        "query": request.GET.urlencode(),
    }
    return _page(request, "themes/edition.html", found, **told)


def _page(request: HttpRequest, template: str, found: Edition, **context: Any) -> HttpResponse:
    spec = found.spec
    return render_page(request, template, {"edition": found, "spec": spec, **context}, languages=None)


@require_safe
@gzip_page
def indicator(request: HttpRequest, code: str, indicator_code: str) -> HttpResponse:
    """One question: the share of places by option, who they are, by region and level, with examples."""
    subject = subjects.question(code, indicator_code)
    shown, told = _shown(request, subject)
    asked = shown.asked[0]
    return _page(
        request,
        "themes/indicator.html",
        subject.edition,
        **told,
        topic=subject.questions[0].topic,
        asked=asked,
        regions=_named(by_region(asked, shown.places)),
        levels=by_level(asked, shown.places),
        examples=examples(shown, subject.domains)[indicator_code],
        newer=newer(shown, indicator_code),
    )


def _shown(request: HttpRequest, subject: Subject) -> tuple[Theme, dict[str, Any]]:
    """The theme as a reader wants it, and what every page of one tells."""
    known = areas_and_groups()
    shown = _theme(request, subject, known)
    forms = [(form.upper(), subject.file(form)) for form in _FORMS] if shown.is_answered else []
    told = {"subject": subject, "domain": subject.domain, "theme": shown, "forms": forms}
    return shown, {**told, **_choices(known), **_queries(request, shown)}


def _theme(request: HttpRequest, subject: Subject, known: Areas) -> Theme:
    asked = [one.indicator for one in subject.questions]
    return theme(subject.edition.code, asked, Wanted.of(request.GET, known))


def _choices(known: Areas) -> dict[str, Callable[[], list[AreaList]]]:
    """Made where the template has a form for them."""
    return {"areas": lambda: area_lists(known.by_region()), "incomes": lambda: area_lists(known.by_income())}


def _queries(request: HttpRequest, shown: Theme) -> dict[str, str]:
    """What is asked for as it stands in an address: all of it; whether places exist alone; all, with the others."""
    turned = request.GET.copy()
    turned["invented"] = "" if shown.wanted.invented else "yes"
    return {
        "query": request.GET.urlencode(),
        "world": "invented=yes" if shown.wanted.invented else "",
        "turned": turned.urlencode(),
    }


def _named(parts: Sequence[Part]) -> list[tuple[Names, Part]]:
    """The parts with the names of their regions, in alphabetical order."""
    named = [(areas()[part.code].names, part) for part in parts]
    return sorted(named, key=lambda one: fold(in_language(one[0])))


@require_safe
@gzip_page
def topic(request: HttpRequest, code: str, number: int, topic_code: str) -> HttpResponse:
    """The questions of a topic."""
    return _several(request, subjects.topic(code, number, topic_code))


@require_safe
@gzip_page
def sdg_item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The questions that inform an item of SDG indicator 10.7.2. They are not its official answers."""
    return _several(request, subjects.sdg_item(code, item))


@require_safe
@gzip_page
def objective(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The questions that inform an objective of the Global Compact."""
    return _several(request, subjects.objective(code, number))


def _several(request: HttpRequest, subject: Subject) -> HttpResponse:
    shown, told = _shown(request, subject)
    found = examples(shown, subject.domains, _FEW_EXAMPLES)
    return _page(
        request,
        "themes/several.html",
        subject.edition,
        **told,
        questions=[(asked, found[asked.indicator.code]) for asked in shown.asked],
        newer=[(one, subject.within(one.edition)) for one in newer(shown)],
        also=_also(subject, shown) if subject.domain is None else [],
    )


def _also(subject: Subject, shown: Theme) -> list[Subject]:
    """The same item or objective in the other sets of questions that somebody answers."""
    invented = shown.wanted.invented
    codes = {shown.known.question_sets.get(one.pk) for one in shown.known.publications if one.is_invented == invented}
    rows = Edition.objects.light().in_order().filter(code__in=codes - {shown.edition, None})
    return [found for one in rows if (found := subject.within(one))]


@require_safe
def indicator_file(request: HttpRequest, code: str, indicator_code: str, form: str) -> HttpResponse:
    """One question as a drawing or a table to take away."""
    return _file(request, subjects.question(code, indicator_code), form)


@require_safe
def topic_file(request: HttpRequest, code: str, number: int, topic_code: str, form: str) -> HttpResponse:
    """The questions of a topic, likewise."""
    return _file(request, subjects.topic(code, number, topic_code), form)


@require_safe
def sdg_item_file(request: HttpRequest, code: str, item: str, form: str) -> HttpResponse:
    """The questions that inform an item, likewise."""
    return _file(request, subjects.sdg_item(code, item), form)


@require_safe
def objective_file(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    """The questions that inform an objective, likewise."""
    return _file(request, subjects.objective(code, number), form)


def _file(request: HttpRequest, subject: Subject, form: str) -> HttpResponse:
    """Of a question that nobody answers there is none."""
    shown = _theme(request, subject, areas_and_groups())
    if not shown.is_answered:
        raise Http404
    title = subject.words
    told = source(shown, title, _address(request, subject))
    if form == "svg":
        return _sent(files.as_svg(shown, title, told).encode(), "image/svg+xml", f"{subject.name}.svg")
    if form == "png":
        return _sent(files.as_png(shown, title, told), "image/png", f"{subject.name}.png")
    if form == "csv":
        return _sent(files.as_csv(shown, told), "text/csv; charset=utf-8", f"{subject.name}.csv")
    raise Http404


def _address(request: HttpRequest, subject: Subject) -> str:
    """Where the page is that shows the same; in a folder, where it stands there."""
    query = request.GET.urlencode()
    page = f"{subject.page}?{query}" if query else subject.page
    return settings.SITE_ADDRESS + (as_path(page) if getattr(request, "is_for_folder", False) else page)


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
