"""The page of a topic, and saving what is typed there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.assessments.actions.answering import (
    QuoteText,
    Saved,
    UnknownOptionError,
    add_quote,
    remove_quote,
    save_answer,
)
from openmgi.assessments.actions.continuing import confirm
from openmgi.assessments.actions.quoting import Place, quote_document
from openmgi.assessments.document_forms import QuoteForm
from openmgi.assessments.evidence import quotable_documents, seek
from openmgi.assessments.models import Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch, fetch_indicator, signed_in, work_page
from openmgi.assessments.workspace import Card, cards, find_indicator, find_topic, read_marks, shown_answer
from openmgi.core.answers import FIELDS, Field, seen
from openmgi.core.edition import Indicator
from openmgi.core.workflow import Coding


@require_safe
@signed_in
def topic(request: Request, pk: int, number: int, code: str) -> HttpResponse:
    """The indicators of a topic, to be answered or read."""
    found = fetch(request, pk)
    place = find_topic(found.assessment, number, code)
    if place is None:
        raise Http404
    return _topic_page(request, found, number, code, cards(found, place[1].indicators))


def _topic_page(
    request: Request, found: Access, number: int, code: str, shown: list[Card], status: int = 200
) -> HttpResponse:
    every = [(domain, one) for domain in found.assessment.spec.domains for one in domain.topics]
    here = next(place for place, (domain, one) in enumerate(every) if (domain.number, one.code) == (number, code))
    return work_page(
        request,
        "work/topic.html",
        found,
        status=status,
        domain=every[here][0],
        topic=every[here][1],
        cards=shown,
        may_find=found.may("consult") and any(card.mine for card in shown),
        before=every[here - 1] if here else None,
        after=every[here + 1] if here + 1 < len(every) else None,
    )


@require_POST
@signed_in
def save(request: Request, pk: int, code: str, coding: str) -> HttpResponse:
    """Save the fields of a coding. Two versions are shown where somebody else changed the same field meanwhile."""
    found = fetch(request, pk)
    indicator = fetch_indicator(found, code)
    written: dict[Field, str] = {field: _posted(request, field) for field in FIELDS if field in request.POST}
    saw = read_marks(request.POST.get("marks", ""))
    try:
        saved = save_answer(access=found, indicator=indicator, coding=_coding(coding), written=written, saw=saw)
    except UnknownOptionError as error:
        raise Http404 from error
    if request.htmx and request.POST.get("part") != "card":
        return _saved_fragment(request, indicator, saved, saw, written)
    if request.htmx:
        return _card_fragment(request, found, indicator)
    if saved.conflicts:
        return _conflict_page(request, found, indicator, saved)
    messages.success(request, _("%(code)s saved.") % {"code": code})
    return redirect(_address(found, code))


def _posted(request: Request, field: str) -> str:
    return request.POST.get(field, "").replace("\r\n", "\n").strip()


def _coding(coding: str) -> Coding:
    if coding not in get_args(Coding):
        raise Http404
    return coding  # type: ignore[return-value] # narrowed above


def _address(found: Access, code: str) -> str:
    place = find_indicator(found.assessment, code)
    assert place is not None  # noqa: S101 - it was fetched
    return reverse("work-topic", args=[found.assessment.pk, place[0].number, place[1].code]) + f"#card-{code}"


def _saved_fragment(
    request: Request, indicator: Indicator, saved: Saved, saw: dict[str, str], written: Mapping[Field, str]
) -> HttpResponse:
    """Saved when, what is missing, and the marks of what now stands; for a conflict, those that were seen before."""
    values, current = saved.answer.values, seen(saved.answer.values)
    # What the writer has not seen keeps its old mark: somebody else may have changed it meanwhile.
    marks = saw | {field: current[field] for field, text in written.items() if text == values[field]}
    context = {
        "indicator": indicator,
        "saved": saved,
        "shown": shown_answer(indicator, saved.answer),
        "marks": " ".join(f"{name}:{mark}" for name, mark in marks.items()),
        "current": " ".join(f"{name}:{mark}" for name, mark in current.items()),
        "assessment": saved.answer.assessment_id,
        "coding": saved.answer.coding,
    }
    return render(request, "work/parts/saved.html", context, status=409 if saved.conflicts else 200)


def _card_fragment(request: Request, found: Access, indicator: Indicator) -> HttpResponse:
    card = cards(found, [indicator])[0]
    context = {"card": card, "assessment": found.assessment, "access": found}
    return render(request, "work/parts/card.html", context)


def _conflict_page(request: Request, found: Access, indicator: Indicator, saved: Saved) -> HttpResponse:
    """Without a script: the whole page again, with both versions of what is in conflict."""
    place = find_indicator(found.assessment, indicator.code)
    assert place is not None  # noqa: S101 - it was fetched
    shown = cards(found, place[1].indicators)
    for card in shown:
        if card.indicator.code == indicator.code:
            card.conflicts = saved.conflicts
    return _topic_page(request, found, place[0].number, place[1].code, shown, status=409)


@require_POST
@signed_in
def still_so(request: Request, pk: int, code: str) -> HttpResponse:
    """Confirm an answer that was taken over from the round before."""
    found = fetch(request, pk)
    indicator = fetch_indicator(found, code)
    confirm(access=found, indicator=indicator)
    messages.success(request, _("%(code)s confirmed.") % {"code": code})
    return redirect(_address(found, code))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def quote(request: Request, pk: int, code: str, coding: str) -> HttpResponse:
    """Put a quote below a coding: the form for it, and what comes of it."""
    found = fetch(request, pk)
    indicator = fetch_indicator(found, code)
    if _coding(coding) not in found.writable(code):
        raise PermissionDenied
    form = QuoteForm(quotable_documents(found), request.POST or None)
    is_added = form.is_valid() and _add_quote(request, found, indicator, _coding(coding), form)
    if request.htmx:
        return _quotes_fragment(request, found, indicator, None if is_added else form)
    if is_added:
        return redirect(_address(found, code))
    status = 422 if form.is_bound else 200
    return work_page(request, "work/quote.html", found, indicator=indicator, coding=coding, form=form, status=status)


def _add_quote(request: Request, found: Access, indicator: Indicator, coding: Coding, form: QuoteForm) -> bool:
    """Whether the quote was added. Words of a document of the library are added only where they stand in it."""
    written = dict(form.cleaned_data)
    document = written.pop("document")
    if document is None:
        add_quote(access=found, indicator=indicator, coding=coding, quote=QuoteText(**written))
        return True
    version = document.current
    sought = seek(version, text=written["text"], parts=request.POST.get("parts", ""))
    if not sought.anchors:
        form.nearly = sought.near
        form.add_error("text", _("These words do not stand in the document."))
        return False
    quote_document(access=found, indicator=indicator, coding=coding, at=Place(version, sought.anchors[0]))
    return True


def _quotes_fragment(
    request: Request, found: Access, indicator: Indicator, form: QuoteForm | None = None
) -> HttpResponse:
    context = {"card": cards(found, [indicator])[0], "assessment": found.assessment, "quote_form": form}
    return render(request, "work/parts/quotes.html", context)


@require_POST
@signed_in
def drop_quote(request: Request, pk: int, quote_pk: int) -> HttpResponse:
    """Take a quote away."""
    found = fetch(request, pk)
    gone = get_object_or_404(Quote.objects.select_related("answer"), pk=quote_pk, answer__assessment=found.assessment)
    indicator = fetch_indicator(found, gone.answer.indicator)
    remove_quote(access=found, indicator=indicator, quote=gone)
    if request.htmx:
        return _quotes_fragment(request, found, indicator)
    return redirect(_address(found, indicator.code))
