"""The report of a publication as a file, in one of the profile's languages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from openmgi.publications.models import Publication
from openmgi.publications.report.files import MEDIA_TYPES, Form, file_name, report_file, tag

_DAY = 86_400  # seconds for which a reader's browser need not ask again


@require_safe
def report(request: HttpRequest, slug: str, version: int, language: str, form: Form) -> HttpResponse:
    """The report as PDF or DOCX. Who has it already, and says so by its tag, is not sent it again."""
    publication = get_object_or_404(Publication, slug=slug, version=version)
    if language not in publication.languages:
        raise Http404
    etag = f'"{tag(publication, language, form)}"'
    response = get_conditional_response(request, etag=etag) or _file(publication, language, form)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=_DAY)
    return response


def _file(publication: Publication, language: str, form: Form) -> HttpResponse:
    response = HttpResponse(report_file(publication, language, form), content_type=MEDIA_TYPES[form])
    name = file_name(publication, language, form)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Language"] = language
    return response
