"""Publishing the profile of an assessment from the page of its gate."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openmgi.assessments.views.fetching import Request, fetch, signed_in
from openmgi.assessments.views.gate import gate_page
from openmgi.core.gate import REASON_CODES
from openmgi.publications.actions import AlreadyPublishedError, GateError, publish_assessment


@require_POST
@signed_in
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish, or say what keeps the profile from it."""
    found = fetch(request, pk)
    despite: dict[str, str] = {code: request.POST.get(f"despite-{code}", "") for code in REASON_CODES}
    try:
        published = publish_assessment(
            assessment=found.assessment,
            by=request.user,
            despite=despite,
            correction=request.POST.get("correction", ""),
        )
    except GateError:
        messages.error(request, _("The profile cannot be published yet."))
    except AlreadyPublishedError:
        messages.error(request, _("Another text is published already: say what is corrected."))
    else:
        messages.success(request, _("The profile is published."))
        return redirect("profile", published.slug)
    return gate_page(request, found, status=422, despite=despite, correction=request.POST.get("correction", ""))
