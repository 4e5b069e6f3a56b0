"""Files for programs and spreadsheets, straight from the frozen profile."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from openmgi.core.profile import Trace
from openmgi.core.spreadsheet import harmless_row
from openmgi.publications.citing import NO_LICENCE, cited, page_address
from openmgi.publications.models import Publication

COLUMNS = (
    "profile", "version", "place", "country", "place_code", "level", "edition", "language",
    "domain", "domain_name", "kind", "order", "finding", "trace", "sha256",
    "indicators", "quotes", "licence", "citation",
)  # fmt: skip


@require_safe
def profile_json(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """The frozen profile, byte for byte: its SHA-256 is the one that the page shows."""
    publication = get_object_or_404(Publication, slug=slug, version=version)
    return _file(publication, publication.profile_json.encode(), "application/json", "json")


@require_safe
def findings_csv(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One row for each finding and language. It begins with a byte order mark, for spreadsheet programs."""
    publication = get_object_or_404(Publication, slug=slug, version=version)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless_row, _rows(publication)))
    return _file(publication, table.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")


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


def _file(publication: Publication, content: bytes, content_type: str, suffix: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{publication.slug}-v{publication.version}.{suffix}"'
    response["ETag"] = f'"{publication.sha256}-{suffix}"'
    response["Link"] = f'<{page_address(publication)}>; rel="cite-as"'
    return response
