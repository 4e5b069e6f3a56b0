"""Who asks, for what, and with which right: nothing of an assessment is had without it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment
from openmgi.assessments.permissions import Access, access
from openmgi.assessments.workspace import find_indicator
from openmgi.core.edition import Indicator
from openmgi.web.pages import render_page


class Request(HttpRequest):
    """A request of somebody who has signed in."""

    user: User  # never anonymous behind `signed_in`
    htmx: Any


View = Callable[Concatenate[Request, ...], HttpResponse]


def signed_in(view: View) -> View:
    """Leads to the login who has not signed in. A fragment is answered by 401, so that what was typed is kept.

    A page sends along whose it is (`X-Person`): what one person typed is never saved as another who has signed in in
    the same browser since.
    """

    @never_cache
    @wraps(view)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.user.is_authenticated:
            if request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk):
                told = _("Somebody else has signed in in this browser. Sign in again as yourself in another window.")
                return HttpResponse(told, status=401)
            return view(request, *arguments, **named)  # type: ignore[arg-type] # see Request
        if request.headers.get("HX-Request"):
            return HttpResponse(_("You have been signed out. Sign in again in another window."), status=401)
        return redirect_to_login(request.get_full_path())

    return asked


def fetch(request: Request, pk: int) -> Access:
    """The assessment with what this person may do in it; not found for whoever has no part in how it is made."""
    found = fetch_any(request, pk)
    if found.is_outside:
        raise Http404
    return found


def fetch_any(request: Request, pk: int) -> Access:
    """The same for pages that respondents and signatories see too."""
    assessment = get_object_or_404(
        Assessment.objects.with_names().select_related("previous__edition").defer("previous__edition__content"), pk=pk
    )
    return access(request.user, assessment)


def fetch_indicator(found: Access, code: str) -> Indicator:
    """An indicator of the assessment's edition."""
    place = find_indicator(found.assessment, code)
    if place is None:
        raise Http404
    return place[2]


def work_page(
    request: Request, template: str, found: Access | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the workspace; with the assessment, where it is about one."""
    shared: dict[str, Any] = {"person": request.user}
    if found is not None:
        shared |= {"access": found, "assessment": found.assessment, "spec": found.assessment.spec}
        shared |= {"is_missing": get_language() not in found.assessment.spec.asked_in}
    languages = found.assessment.spec.languages if found is not None else None
    response = render_page(request, template, {**shared, **context}, languages=languages)
    response.status_code = status
    return response
