"""Looking for evidence: search in the documents of the place, and what is suggested for an indicator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openmgi.assessments import evidence, suggesting
from openmgi.assessments.actions.judging import Suggested, judge
from openmgi.assessments.actions.quoting import Place, QuoteDoesNotHoldError, quote_document
from openmgi.assessments.document_forms import SearchForm
from openmgi.assessments.evidence import Target
from openmgi.assessments.permissions import Access
from openmgi.assessments.suggesting import Asked
from openmgi.assessments.views.fetching import Request, fetch, fetch_indicator, signed_in, work_page
from openmgi.assessments.views.reader import card_address, not_found
from openmgi.assessments.workspace import find_indicator, find_topic
from openmgi.library.models import Version


@require_safe
@signed_in
def search(request: Request, pk: int) -> HttpResponse:
    """Words and phrases in the documents of the place."""
    found = fetch(request, pk)
    form = SearchForm(request.GET)
    asked = form.asked if form.is_valid() else Asked()
    found.require("consult")
    results = suggesting.look_for(found, asked) if asked.words.strip() else None
    target = evidence.find_target(found, request.GET.get("for", ""))
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "results": results,
        "target": target,
        "more": _following(request.GET, asked),
    }
    return work_page(request, "work/search.html", found, **context)


def _following(asked_for: QueryDict, asked: Asked) -> str:
    """The address of the next page of what was found."""
    following = asked_for.copy()
    following["page"] = str(asked.page + 1)
    return following.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def suggestions(request: Request, pk: int, code: str) -> HttpResponse:
    """Passages that may be evidence for an indicator; each can be quoted, or said to be of no use."""
    found = fetch(request, pk)
    indicator = fetch_indicator(found, code)
    key = request.POST.get("for") or request.GET.get("for", "")
    target = evidence.find_target(found, key) or next(iter(_targets(found, code)), None)
    if target is None or target.indicator.code != code:
        raise PermissionDenied
    if request.method == "POST":
        return _judged(request, found, target)
    place = find_indicator(found.assessment, code)
    assert place is not None  # noqa: S101 - it was fetched
    return work_page(
        request,
        "work/suggestions.html",
        found,
        indicator=indicator,
        domain=place[0],
        topic=place[1],
        target=target,
        shown=suggesting.suggest(found, target),
    )


@require_safe
@signed_in
def topic_suggestions(request: Request, pk: int, number: int, code: str) -> HttpResponse:
    """The likeliest passages for every indicator of a topic that the person writes."""
    found = fetch(request, pk)
    place = find_topic(found.assessment, number, code)
    if place is None:
        raise Http404
    targets = [one for indicator in place[1].indicators for one in _targets(found, indicator.code)]
    if not targets:
        raise PermissionDenied
    shown = suggesting.suggest_all(found, targets, limit=3)
    rows = list(zip(targets, shown, strict=True))
    return work_page(request, "work/topic_suggestions.html", found, domain=place[0], topic=place[1], rows=rows)


def _targets(found: Access, code: str) -> list[Target]:
    return [one for one in evidence.targets(found) if one.indicator.code == code]


def _judged(request: Request, found: Access, target: Target) -> HttpResponse:
    """Quote a passage, or say that it is of use, or of none, or nothing any more."""
    passage = _passage(request, found)
    said = request.POST.get("verdict", "")
    words: dict[str, bool | None] = {"quote": True, "useful": True, "useless": False, "": None}
    if said not in words:
        raise Http404
    back = reverse("suggestions", args=[found.assessment.pk, target.indicator.code]) + f"?for={target.key}"
    if said == "quote" and not _quoted(request, found, target, passage.version):
        return redirect(back)
    judge(access=found, indicator=target.indicator, coding=target.coding, passage=passage, is_useful=words[said])
    return redirect(card_address(found, target.indicator.code) if said == "quote" else back)


def _passage(request: Request, found: Access) -> Suggested:
    try:
        version, page, start = map(int, request.POST.get("place", "").split("."))
    except ValueError as error:
        raise Http404 from error
    documents = Q(document__place=found.assessment.place) | Q(document__place=None)
    kept = get_object_or_404(Version.objects.select_related("document", "file").filter(documents), pk=version)
    return Suggested(kept, page, start, [one[:200] for one in request.POST.getlist("term")[:50]])


def _quoted(request: Request, found: Access, target: Target, version: Version) -> bool:
    """Whether the passage is quoted now."""
    sought = evidence.seek(version, parts=request.POST.get("parts", ""))
    if not sought.anchors:
        messages.error(request, not_found(sought))
        return False
    at = Place(version, sought.anchors[0])
    try:
        quote_document(access=found, indicator=target.indicator, coding=target.coding, at=at)
    except QuoteDoesNotHoldError:
        messages.error(request, not_found(sought))
        return False
    messages.success(request, _("The quote has been added to %(code)s.") % {"code": target.indicator.code})
    return True
