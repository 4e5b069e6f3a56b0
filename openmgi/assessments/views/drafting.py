"""The pages on which a profile is drafted: findings by domain, one finding, its languages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.assessments import findings
from openmgi.assessments.actions.drafting import (
    Basis,
    ChangedMeanwhileError,
    NoWordsError,
    UnknownEvidenceError,
    add_finding,
    change_finding,
    merge_findings,
    move_finding,
    remove_finding,
    review,
    split_finding,
    translate,
    write_introduction,
)
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.histories import finding_history
from openmgi.assessments.models import Draft, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch, signed_in, work_page
from openmgi.assessments.wording import Glossaries
from openmgi.core.edition import EditionDomain
from openmgi.core.findings import diff
from openmgi.core.profile import KINDS, Kind
from openmgi.core.text import fingerprint


def _domain(found: Access, number: int) -> EditionDomain:
    domain = next((one for one in found.assessment.spec.domains if one.number == number), None)
    if domain is None:
        raise Http404
    return domain


def _draft(found: Access, draft: int) -> Draft:
    findings.require_drafts(found)
    return get_object_or_404(Draft, pk=draft, assessment=found.assessment)


def _kind(text: str) -> Kind:
    if text not in KINDS:
        raise Http404
    return text


@require_safe
@signed_in
def board(request: Request, pk: int) -> HttpResponse:
    """Every text of the profile × its languages, and how each stands."""
    found = fetch(request, pk)
    findings.require_drafts(found)
    drafts = list(findings.drafts_of(found))
    rows = [(one, findings.readings(one, found.assessment.languages)) for one in drafts if one.is_finding]
    introduction = next((one for one in drafts if not one.is_finding), None)
    return work_page(
        request,
        "work/findings.html",
        found,
        rows=rows,
        introduction=introduction,
        introduction_languages=findings.readings(introduction, found.assessment.languages) if introduction else [],
        counts=_counts(found, drafts),
        wording=Glossaries(found.assessment).warned(drafts, found.assessment.languages),
        targets=[one for one in found.assessment.languages if any(one != draft.spec.source for draft in drafts)],
    )


def _counts(found: Access, drafts: list[Draft]) -> list[tuple[EditionDomain, int, int]]:
    def count(number: int, kind: str) -> int:
        return sum(one.domain == number and one.kind == kind for one in drafts)

    return [(one, count(one.number, KINDS[0]), count(one.number, KINDS[1])) for one in found.assessment.spec.domains]


@require_safe
@signed_in
def domain(request: Request, pk: int, number: int) -> HttpResponse:
    """The answers of a domain beside its findings."""
    found = fetch(request, pk)
    sheet = findings.domain_sheet(found, _domain(found, number))
    return work_page(request, "work/domain_findings.html", found, sheet=sheet, domain=sheet.domain)


@require_POST
@signed_in
def add(request: Request, pk: int, number: int) -> HttpResponse:
    """Write a finding."""
    found = fetch(request, pk)
    chosen = _domain(found, number)
    try:
        add_finding(
            access=found,
            domain=chosen.number,
            kind=_kind(request.POST.get("kind", "")),
            text=request.POST.get("text", ""),
            basis=_basis(request, found),
        )
    except NoWordsError:
        messages.error(request, _("Write something first."))
    except UnknownEvidenceError as error:
        raise Http404 from error
    else:
        messages.success(request, _("The finding has been added."))
    return redirect("findings-domain", pk, number)


def _basis(request: Request, found: Access) -> Basis:
    """On what a finding rests, as a form says it: indicators, and quotes; without quotes, those of the indicators."""
    codes = request.POST.getlist("indicator")
    answers = agreed_answers(found.assessment, codes)
    offered = [quote for code in codes if code in answers for quote in answers[code].quotes.all()]
    if "quote" in request.POST:
        wanted = set(request.POST.getlist("quote"))
        offered = [one for one in offered if str(one.pk) in wanted]
    known = Quote.objects.filter(pk__in=[one.pk for one in offered]).select_related("answer")
    return Basis(codes, list(known))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def finding(request: Request, pk: int, draft: int) -> HttpResponse:
    """One text of the profile: what it says, on what it rests, its languages."""
    found = fetch(request, pk)
    shown = _draft(found, draft)
    if request.method == "POST":
        return _changed(request, found, shown)
    return _finding_page(request, found, shown)


def _finding_page(request: Request, found: Access, shown: Draft, status: int = 200, **more: Any) -> HttpResponse:
    spec = shown.spec
    text = spec.texts[spec.source]
    chosen = _domain(found, shown.domain) if shown.is_finding else None
    indicators = list(chosen.indicators()) if chosen else []
    answers = agreed_answers(found.assessment, [one.code for one in indicators])
    quotes = {one.pk for one in shown.quotes.all()}
    context = {
        "finding": shown,
        "text": text,
        "saw": fingerprint(text),
        "domain": chosen,
        "basis": [
            (one, one.code in shown.indicators, [(q, q.pk in quotes) for q in answers[one.code].quotes.all()])
            for one in indicators
            if one.code in answers
        ],
        "languages": findings.readings(shown, found.assessment.languages),
        "history": finding_history(found, shown),
        "others": Draft.objects.filter(assessment=found.assessment, domain=shown.domain).exclude(pk=shown.pk),
        "sentences": _sentences(text),
    }
    return work_page(request, "work/finding.html", found, status=status, **(context | more))


def _sentences(text: str) -> list[tuple[int, str]]:
    """Where a text may be divided: after each sentence but the last, with what would follow."""
    ends = [place + 1 for place in range(len(text) - 2) if text[place] in ".!?؟" and text[place + 1] == " "]
    return [(end, text[end:].strip()) for end in ends]


def _changed(request: Request, found: Access, shown: Draft) -> HttpResponse:
    text, saw = request.POST.get("text", ""), request.POST.get("saw", "")
    try:
        if shown.is_finding:
            change_finding(access=found, finding=shown, text=text, saw=saw, basis=_basis(request, found))
        else:
            write_introduction(access=found, text=text, saw=saw)
    except NoWordsError:
        messages.error(request, _("Write something first."))
    except UnknownEvidenceError as error:
        raise Http404 from error
    except ChangedMeanwhileError as error:
        return _finding_page(request, found, shown, 409, mine=text, stands=error.stands)
    else:
        messages.success(request, _("Saved."))
    return redirect("finding", found.assessment.pk, shown.pk)


@require_POST
@signed_in
def introduce(request: Request, pk: int) -> HttpResponse:
    """Write the introduction."""
    found = fetch(request, pk)
    try:
        written = write_introduction(access=found, text=request.POST.get("text", ""))
    except NoWordsError:
        messages.error(request, _("Write something first."))
        return redirect("findings", pk)
    except ChangedMeanwhileError:
        written = Draft.objects.get(assessment=found.assessment, domain=0)
        messages.error(request, _("There is an introduction already; it has not been overwritten."))
    return redirect("finding", pk, written.pk)


@require_POST
@signed_in
def arrange(request: Request, pk: int, draft: int) -> HttpResponse:
    """Move, merge, split or remove a finding."""
    found = fetch(request, pk)
    shown = _draft(found, draft)
    act, told = request.POST.get("act", ""), request.POST.get("to", "")
    number = int(told) if told.isascii() and told.isdecimal() else 0
    try:
        if act == "move":
            move_finding(access=found, finding=shown, to=number)
        elif act == "turn":
            move_finding(access=found, finding=shown, to=999, kind=_kind(told))
        elif act == "merge":
            merge_findings(access=found, finding=shown, other=_draft(found, number))
        elif act == "split":
            split_finding(access=found, finding=shown, at=number)
        elif act == "remove":
            remove_finding(access=found, finding=shown)
        else:
            raise Http404
    except (NoWordsError, UnknownEvidenceError) as error:
        raise Http404 from error
    return redirect("findings-domain", pk, shown.domain) if shown.is_finding else redirect("findings", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def translation(request: Request, pk: int, draft: int, language: str) -> HttpResponse:
    """A text beside its translation, with what changed in the source since that was made."""
    found = fetch(request, pk)
    shown = _draft(found, draft)
    spec = shown.spec
    if language not in found.assessment.languages or language == spec.source:
        raise Http404
    if request.method == "POST":
        return _translated(request, found, shown, language)
    return _translation_page(request, found, shown, language)


def _translation_page(
    request: Request, found: Access, shown: Draft, language: str, status: int = 200, **more: Any
) -> HttpResponse:
    spec = shown.spec
    source = spec.texts[spec.source]
    before = shown.earlier.get(spec.made_from.get(language, ""), "")
    glossary = Glossaries(found.assessment).between(spec.source, language)
    return work_page(
        request,
        "work/translation.html",
        found,
        finding=shown,
        source=source,
        source_language=spec.source,
        target=language,
        translated=spec.texts.get(language, ""),
        saw=fingerprint(spec.texts.get(language, "")),
        made_from=fingerprint(source),
        state=findings.reading(shown, language),
        changes=diff(before, source) if before and spec.state(language) == "stale" else (),
        terms=list(glossary.terms_in(source)),
        wording=glossary.check(source, spec.texts.get(language, "")),
        status=status,
        **more,
    )


def _translated(request: Request, found: Access, shown: Draft, language: str) -> HttpResponse:
    try:
        translate(
            access=found,
            draft=shown,
            language=language,
            text=request.POST.get("text", ""),
            made_from=request.POST.get("made_from", ""),
            saw=request.POST.get("saw"),
        )
    except NoWordsError:
        messages.error(request, _("Write something first."))
    except ChangedMeanwhileError as error:
        shown.refresh_from_db()
        mine = request.POST.get("text", "")
        return _translation_page(request, found, shown, language, 409, mine=mine, stands=error.stands)
    else:
        messages.success(request, _("Saved."))
    return redirect("finding-translation", found.assessment.pk, shown.pk, language)


@require_POST
@signed_in
def reviewed(request: Request, pk: int, draft: int, language: str) -> HttpResponse:
    """Say that a text is right in a language."""
    found = fetch(request, pk)
    shown = _draft(found, draft)
    try:
        review(access=found, draft=shown, language=language)
    except NoWordsError:
        messages.error(request, _("There is no current text in this language to review."))
    if request.POST.get("next") == "findings":
        return redirect("findings", pk)
    return redirect("finding", pk, draft)
