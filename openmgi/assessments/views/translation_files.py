"""The file for an outside translator: taken away, sent back, and what was changed on both sides settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from openmgi.assessments import findings
from openmgi.assessments.permissions import Access
from openmgi.assessments.translation_files import Received, TranslationFileError, export, receive, sentence
from openmgi.assessments.views.fetching import Request, fetch, signed_in, work_page
from openmgi.core.findings import diff
from openmgi.core.translation_units import sent

_MOST = 2_000_000  # bytes of a file
_STATES: tuple[findings.Reading, ...] = ("missing", "stale", "draft", "reviewed")


def _fetch(request: Request, pk: int, language: str) -> Access:
    found = fetch(request, pk)
    findings.require_drafts(found)
    if language not in found.assessment.languages:
        raise Http404
    return found


@require_safe
@signed_in
def download(request: Request, pk: int, language: str) -> HttpResponse:
    """The texts with their translations as they stand."""
    found = _fetch(request, pk, language)
    response = HttpResponse(
        export(found.assessment, language), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="assessment-{pk}-{language}.po"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def translation_file(request: Request, pk: int, language: str) -> HttpResponse:
    """The page of the file of a language; a POST takes one that came back."""
    found = _fetch(request, pk, language)
    if request.method != "POST":
        return _page(request, found, language)
    content = _content(request)
    if content is None:
        told = _("Choose a file of at most %(most)s MB.") % {"most": _MOST // 1_000_000}
        return _page(request, found, language, status=400, problems=[told])
    try:
        received = receive(
            access=found,
            language=language,
            content=content,
            with_fuzzy="with_fuzzy" in request.POST,
            take=_preferred(request),
        )
    except TranslationFileError as error:
        return _page(request, found, language, status=400, problems=[sentence(one) for one in error.problems])
    return _received(request, found, language, received, content)


def _content(request: Request) -> bytes | None:
    """The file, or what it said when its conflicts were shown; None without one."""
    file = request.FILES.get("file")
    if file is not None:
        return file.read() if 0 < (file.size or 0) <= _MOST else None
    return request.POST["content"].encode() if "content" in request.POST else None


def _preferred(request: Request) -> Mapping[str, str]:
    """Unit → fingerprint of what the person saw there, for each in which the file is preferred to it."""
    return dict(one.split(":", 1) for one in request.POST.getlist("take") if ":" in one)


def _received(request: Request, found: Access, language: str, received: Received, content: bytes) -> HttpResponse:
    _tell(request, received)
    if not received.conflicts and not received.late and not received.unfinished:
        return redirect("findings", found.assessment.pk)
    return _page(
        request,
        found,
        language,
        status=409 if received.conflicts else 200,
        received=received,
        conflicts=[
            (one, f"{one.unit.key}:{sent(one.unit)}", diff(one.unit.translation, one.text))
            for one in received.conflicts
        ],
        content=content.decode("utf-8-sig"),
        with_fuzzy="with_fuzzy" in request.POST,
    )


def _tell(request: Request, received: Received) -> None:
    saved = len(received.saved)
    if saved:
        told = ngettext("%(count)s translation has been saved.", "%(count)s translations have been saved.", saved)
        messages.success(request, told % {"count": saved})
    elif not received.conflicts and not received.unfinished:
        messages.success(request, _("Everything in the file stands here already."))


def _page(request: Request, found: Access, language: str, status: int = 200, **context: object) -> HttpResponse:
    drafts = [one for one in findings.drafts_of(found) if one.spec.source != language]
    counts = Counter(findings.reading(one, language) for one in drafts)
    states = [(state, counts[state]) for state in _STATES]
    return work_page(
        request, "work/translation_file.html", found, status=status, target=language, states=states, **context
    )
