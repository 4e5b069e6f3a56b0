"""An assessment to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from openmgi.assessments.files import WRITERS
from openmgi.assessments.views.fetching import Request, fetch, signed_in


@require_safe
@signed_in
def export(request: Request, pk: int, form: str) -> HttpResponse:
    """Everything in it that the person may see, as a file."""
    found = fetch(request, pk)
    found.require("export")
    if form not in WRITERS:
        raise Http404
    write, content_type = WRITERS[form]
    response = HttpResponse(write(found), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="assessment-{pk}.{form}"'
    return response
