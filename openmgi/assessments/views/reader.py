"""The reader: a page of a document, its image beside its text, and the quotes that are made there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.assessments import evidence
from openmgi.assessments.actions.quoting import (
    Place,
    QuoteDoesNotHoldError,
    ReasonMissingError,
    follow_version,
    keep_version,
    quote_document,
)
from openmgi.assessments.evidence import NOWHERE, Sought, Target, parts_from, parts_to
from openmgi.assessments.models import Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.documents import fetch_version
from openmgi.assessments.views.fetching import Request, fetch, fetch_indicator, signed_in, work_page
from openmgi.assessments.workspace import find_indicator
from openmgi.core.quotes import Anchor, readable
from openmgi.library.images import boxes_of, image_of, marks_of
from openmgi.library.models import Version


@require_safe
@signed_in
def page(request: Request, pk: int, document: int, number: int, page: int) -> HttpResponse:
    """A page, with what was asked for marked (`at`), for an answer that one writes (`for`)."""
    found = fetch(request, pk)
    version = fetch_version(found, document, number)
    return _reader(request, found, version, page - 1)


def _reader(
    request: Request,
    found: Access,
    version: Version,
    index: int,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = get_object_or_404(version.file.pages, index=index)
    here = parts_from(request.GET.get("at", ""))
    quotes = [one for one in evidence.quotes_of(found, version.document) if one.version_id == version.pk]
    before, after = evidence.neighbours(version, index)
    context = {
        "document": version.document,
        "version": version,
        "page": shown,
        "before": before,
        "after": after,
        "pieces": evidence.pieces(shown.text, here, quotes, index),
        "has_image": version.file.media_type == "application/pdf",
        "targets": evidence.targets(found),
        "target": evidence.find_target(found, request.POST.get("for") or request.GET.get("for", "")),
        "here": parts_to(here),
        "here_text": " ".join(readable(one.text) for one in evidence.seek(version, parts=parts_to(here)).anchors),
    }
    return work_page(request, "work/reader.html", found, status=status, **(context | more))


@require_safe
@signed_in
def image(request: Request, pk: int, document: int, number: int, page: int) -> HttpResponse:
    """The image of a page."""
    found = fetch(request, pk)
    version = fetch_version(found, document, number)
    picture = image_of(version.file, page - 1)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp")


@require_safe
@signed_in
def marks(request: Request, pk: int, document: int, number: int, page: int) -> HttpResponse:
    """Where the words that were asked for (`at`) stand on the image of a page; an image to lay over it."""
    found = fetch(request, pk)
    version = fetch_version(found, document, number)
    shown = get_object_or_404(version.file.pages, index=page - 1)
    places = boxes_of(version.file, shown, parts_from(request.GET.get("at", "")))
    return render(request, "work/marks.svg", {"marks": marks_of(places)}, content_type="image/svg+xml")


@require_POST
@signed_in
def make_quote(request: Request, pk: int, document: int, number: int, page: int) -> HttpResponse:
    """Quote what was selected (`parts`) or pasted (`text`); near matches are offered, never taken."""
    found = fetch(request, pk)
    version = fetch_version(found, document, number)
    target = evidence.find_target(found, request.POST.get("for", ""))
    if target is None:
        messages.error(request, _("Choose the question for which this is a quote."))
        return _reader(request, found, version, page - 1, status=422)
    sought = evidence.seek(
        version, text=request.POST.get("text", ""), parts=request.POST.get("parts", ""), page=page - 1
    )
    if len(sought.anchors) == 1:
        return _quoted(request, found, version, target, sought.anchors[0])
    messages.error(request, not_found(sought))
    return _reader(request, found, version, page - 1, status=422, sought=sought)


def not_found(sought: Sought) -> str:
    """Why words that somebody gave are no quote yet."""
    if sought.anchors:
        return _("These words stand in several places: choose one.")
    return _("These words do not stand in the document.")


def _quoted(request: Request, found: Access, version: Version, target: Target, anchor: Anchor) -> HttpResponse:
    translation = request.POST.get("translation", "")
    try:
        quote_document(
            access=found, indicator=target.indicator, coding=target.coding, at=Place(version, anchor, translation)
        )
    except QuoteDoesNotHoldError:
        messages.error(request, _("These words do not stand in the document."))
        return redirect("reader", found.assessment.pk, version.document_id, version.number, anchor.parts[0].page + 1)
    messages.success(request, _("The quote has been added to %(code)s.") % {"code": target.indicator.code})
    return redirect(card_address(found, target.indicator.code))


def card_address(found: Access, code: str) -> str:
    """The card of an indicator on the page of its topic."""
    place = find_indicator(found.assessment, code)
    assert place is not None  # noqa: S101 - it was fetched
    return reverse("work-topic", args=[found.assessment.pk, place[0].number, place[1].code]) + f"#card-{code}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def settle(request: Request, pk: int, quote_pk: int) -> HttpResponse:
    """What to do with a quote whose words changed or vanished in a newer version."""
    found = fetch(request, pk)
    quote = get_object_or_404(
        Quote.objects.select_related("answer", "version__document", "version__file", "newer__file"),
        pk=quote_pk,
        answer__assessment=found.assessment,
    )
    indicator = fetch_indicator(found, quote.answer.indicator)
    if quote.answer.coding not in found.writable(indicator.code):
        raise PermissionDenied
    if request.method == "POST":
        return _settled(request, found, quote)
    nearly = evidence.instead(found, quote)
    return work_page(request, "work/settle.html", found, indicator=indicator, quote=quote, nearly=nearly)


def _settled(request: Request, found: Access, quote: Quote) -> HttpResponse:
    indicator = fetch_indicator(found, quote.answer.indicator)
    parts = request.POST.get("parts", "")
    try:
        if parts and quote.newer is not None:
            [anchor] = evidence.seek(quote.newer, parts=parts).anchors or [NOWHERE]
            follow_version(access=found, indicator=indicator, quote=quote, anchor=anchor)
        else:
            keep_version(access=found, indicator=indicator, quote=quote, reason=request.POST.get("reason", ""))
    except ReasonMissingError:
        messages.error(request, _("Say why the words of the earlier version are kept."))
        return redirect("settle-quote", found.assessment.pk, quote.pk)
    except QuoteDoesNotHoldError:
        messages.error(request, _("These words do not stand in the document."))
        return redirect("settle-quote", found.assessment.pk, quote.pk)
    messages.success(request, _("The quote is settled."))
    return redirect(card_address(found, indicator.code))
