"""The glossary: the terms that hold between two languages, written, changed, removed, and as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmgi.assessments.actions.wording import (
    import_terms,
    may_read_terms,
    may_write_terms,
    put_term,
    remove_term,
)
from openmgi.assessments.models import Term
from openmgi.assessments.views.fetching import Request, signed_in, work_page
from openmgi.assessments.wording import every_term, own_terms, wording
from openmgi.assessments.wording_forms import (
    PairForm,
    TermForm,
    glossary_languages,
    initial_of,
    line_problem,
)
from openmgi.core.glossary import Term as Wording
from openmgi.core.own_terms import TermProblemsError, read_terms, write_terms
from openmgi.core.text import fold

_MOST = 2_000_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class Row:
    """A term of the list; `own`: its number where somebody here wrote it."""

    term: Wording
    own: int | None


def _require_reader(request: Request) -> None:
    if not may_read_terms(request.user):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def glossary(request: Request) -> HttpResponse:
    """The terms from one language into another; a POST writes one."""
    _require_reader(request)
    if request.method == "POST":
        return _put(request)
    pair = _pair(request)
    rows = _rows(*pair)
    wanted = fold(request.GET.get("term", ""))
    chosen = next((row.term for row in rows if wanted and fold(row.term.term) == wanted), None)
    initial = initial_of(chosen) if chosen else {"source": pair[0], "language": pair[1]}
    return _page(request, pair, rows, TermForm(initial=initial), is_change=chosen is not None)


def _pair(request: Request) -> tuple[str, str]:
    """The two languages that are asked for; by default into that of the reader."""
    usual, reader = settings.LANGUAGE_CODE, get_language() or ""
    others = [code for code, _name in settings.LANGUAGES if code != usual]
    into = reader if reader in others else others[0]
    return request.GET.get("source") or usual, request.GET.get("language") or into


def _rows(source: str, language: str) -> list[Row]:
    numbers = {wording(one).key: one.pk for one in Term.objects.filter(source=source, language=language)}
    terms = [one for one in every_term() if (one.source, one.language) == (source, language)]
    return sorted((Row(one, numbers.get(one.key)) for one in terms), key=lambda row: fold(row.term.term))


def _page(
    request: Request,
    pair: tuple[str, str],
    rows: list[Row],
    form: TermForm,
    *,
    is_change: bool = False,
    problems: list[str] | None = None,
) -> HttpResponse:
    return work_page(
        request,
        "work/glossary.html",
        status=400 if form.errors or problems else 200,
        source=pair[0],
        target=pair[1],
        pair=PairForm(glossary_languages(), {"source": pair[0], "language": pair[1]}),
        rows=rows,
        form=form,
        is_change=is_change,
        problems=problems or [],
        may_write=may_write_terms(request.user),
    )


def _put(request: Request) -> HttpResponse:
    form = TermForm(request.POST)
    pair = request.POST.get("source", ""), request.POST.get("language", "")
    if form.is_valid():
        try:
            put_term(by=request.user, term=form.wording)
        except TermProblemsError as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Saved."))
            return _back(*pair)
    elif not may_write_terms(request.user):
        raise PermissionDenied
    return _page(request, pair, _rows(*pair), form)


def _back(source: str, language: str) -> HttpResponse:
    return redirect(f"{reverse('glossary')}?{urlencode({'source': source, 'language': language})}")


@require_POST
@signed_in
def remove(request: Request, number: int) -> HttpResponse:
    """Take a term away."""
    _require_reader(request)
    found = get_object_or_404(Term, pk=number)
    pair = found.source, found.language
    remove_term(by=request.user, term=found)
    messages.success(request, _("The term has been removed."))
    return _back(*pair)


@require_safe
@signed_in
def download(request: Request) -> HttpResponse:
    """The terms of this installation as CSV, with a byte order mark for spreadsheet programs."""
    _require_reader(request)
    response = HttpResponse(write_terms(own_terms()).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="glossary.csv"'
    return response


@require_POST
@signed_in
def upload(request: Request) -> HttpResponse:
    """Take the terms of a CSV file."""
    _require_reader(request)
    file = request.FILES.get("file")
    try:
        if file is None or (file.size or 0) > _MOST:
            return _refused(request, [_("Choose a file of at most %(most)s MB.") % {"most": _MOST // 1_000_000}])
        saved = import_terms(by=request.user, terms=read_terms(file.read()))
    except TermProblemsError as error:
        return _refused(request, [line_problem(one) for one in error.problems])
    told = ngettext("%(count)s term is new or changed.", "%(count)s terms are new or changed.", len(saved))
    messages.success(request, told % {"count": len(saved)})
    return redirect("glossary")


def _refused(request: Request, problems: list[str]) -> HttpResponse:
    if not may_write_terms(request.user):
        raise PermissionDenied
    pair = _pair(request)
    form = TermForm(initial={"source": pair[0], "language": pair[1]})
    return _page(request, pair, _rows(*pair), form, problems=problems)
