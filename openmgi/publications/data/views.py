"""Files for programs and spreadsheets, straight from the frozen profile."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _

from openmgi.core.profile import Trace
from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.citing import NO_LICENCE, cited, page_address
from openmgi.publications.models import Publication

COLUMNS = (
    "profile", "version", "place", "country", "place_code", "level", "edition", "language",
    "domain", "domain_name", "kind", "order", "finding", "trace", "sha256",
    "indicators", "quotes", "licence", "citation",
)  # fmt: skip
_MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_DAY = 86_400  # seconds for which nobody need ask again


def profile_json(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """The frozen profile, byte for byte: its SHA-256 is the one that the page shows."""
    return _file(request, _publication(slug, version), "json", lambda one: one.profile_json.encode())


def findings_csv(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One row for each finding and language. It begins with a byte order mark, for spreadsheet programs."""
    return _file(request, _publication(slug, version), "csv", _table)


def _publication(slug: str, version: int) -> Publication:
    found = Publication.objects.filter(slug=slug, version=version).first()
    if found is None:
        told = _("There is no version %(version)s of a profile %(slug)s; /api/v1/publications has all profiles.")
        raise Http404(told % {"version": version, "slug": slug})
    return found


def _table(publication: Publication) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless_row, _rows(publication)))
    return table.getvalue().encode("utf-8-sig")


def _rows(publication: Publication) -> list[list[str]]:
    profile, place = publication.profile, publication.profile.place
    return [
        [
            publication.slug, str(publication.version), _name(place.name, language), place.country, place.code or "",
            profile.level, profile.edition, language, str(domain.number), _name(domain.name, language), kind,
            str(order), finding.text.texts[language], finding.trace.status, publication.sha256,
            " ".join(one.indicator for one in finding.trace.answers), _quotes(finding.trace),
            profile.source.licence or NO_LICENCE, cited(publication, profile.title.texts[language]),
        ]
        for language in profile.languages
        for domain in profile.domains
        for kind, order, finding in domain.findings()
    ]  # fmt: skip


def _quotes(trace: Trace) -> str:
    """Each quote on a line: its words, then document, page and address."""
    return "\n".join(
        f"“{one.reading}” {', '.join(filter(None, (one.document, one.page, one.address)))}"
        for answer in trace.answers
        for one in answer.quotes
    )


def _name(names: dict[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()))


def _file(
    request: HttpRequest, publication: Publication, suffix: str, content: Callable[[Publication], bytes]
) -> HttpResponse:
    """The file, unless the reader has it."""
    etag, moment = f'"{publication.sha256}-{suffix}"', int(publication.published_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        response = HttpResponse(content(publication), content_type=_MEDIA_TYPES[suffix])
        response["Content-Disposition"] = f'attachment; filename="{publication.slug}-v{publication.version}.{suffix}"'
        response["Link"] = f'<{page_address(publication)}>; rel="cite-as"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(moment)
    patch_cache_control(response, public=True, max_age=_DAY)
    return response
