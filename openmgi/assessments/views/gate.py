"""The gate: what keeps the profile from being published, and the sign-off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openmgi.assessments import gating
from openmgi.assessments.actions.signing import NotNamedError, OtherVersionError, sign_off
from openmgi.assessments.findings import preview_of
from openmgi.assessments.models import Draft
from openmgi.assessments.permissions import Access
from openmgi.assessments.views.fetching import Request, fetch_any, signed_in, work_page


def require_gate(found: Access) -> None:
    """Whoever compares, or signs, sees the gate. Raises PermissionDenied."""
    if not found.may("sign_off"):
        found.require("compare")


@require_safe
@signed_in
def gate(request: Request, pk: int) -> HttpResponse:
    """Every reason against publishing, each with the way to where it is mended; and who has signed."""
    return gate_page(request, fetch_any(request, pk))


def gate_page(request: Request, found: Access, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; `more` is what somebody typed on it that was refused."""
    require_gate(found)
    drafts = {one.pk: one for one in Draft.objects.filter(assessment=found.assessment)}
    rows = [(one, drafts.get(one.finding or 0)) for one in gating.reasons(found.assessment)]
    return work_page(
        request,
        "work/gate.html",
        found,
        status=status,
        rows=rows,
        codes=list(dict.fromkeys(one.code for one, _draft in rows)),
        may_publish="coordinator" in found.roles,
        version=gating.content_hash(found.assessment),
        signed=found.assessment.sign_offs.order_by("-at", "-pk"),
        **more,
    )


@require_safe
@signed_in
def preview(request: Request, pk: int) -> HttpResponse:
    """What the profile says now, in one language, for whoever is to clear it."""
    found = fetch_any(request, pk)
    require_gate(found)
    languages = found.assessment.languages
    language = request.GET.get("in", languages[0])
    if language not in languages:
        raise Http404
    return work_page(request, "work/preview.html", found, preview=preview_of(found.assessment, language))


@require_POST
@signed_in
def sign(request: Request, pk: int) -> HttpResponse:
    """Clear the version that was shown."""
    found = fetch_any(request, pk)
    try:
        sign_off(
            access=found,
            name=request.POST.get("name", ""),
            function=request.POST.get("function", ""),
            signed_on=timezone.localdate(),
            version=request.POST.get("version", ""),
            now=gating.content_hash(found.assessment),
        )
    except NotNamedError:
        messages.error(request, _("Say your name and your function."))
    except OtherVersionError:
        messages.error(request, _("The profile has changed since you opened this page. Read it again before you sign."))
    else:
        messages.success(request, _("Signed."))
    return redirect("gate", pk)
