"""The page that says what open data there is, the files, and what is said where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openmgi.publications.api.guarding import OpenRequest
from openmgi.publications.api.problems import not_found, problem
from openmgi.publications.api.structured import data_catalogue
from openmgi.publications.bulk.files import FILES, bulk_file
from openmgi.publications.bulk.shelf import shelf
from openmgi.web.pages import render_page

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A request that one may send, and what it gives."""

    path: str
    says: str


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The API and the files, with examples."""
    site = request.build_absolute_uri("/").rstrip("/")
    files = _files()
    told = {
        "site": site,
        "lists": _lists(),
        "examples": _examples(),
        "files": files,
        "structured_data": data_catalogue(shelf(), f"{settings.SITE_ADDRESS}{request.path}", files),
        "requests": settings.API_REQUESTS_PER_MINUTE,
    }
    return render_page(request, "data/page.html", told)


def _lists() -> list[Named]:
    return [
        ("areas", _("regions of the world and groups of countries, with their countries")),
        ("places", _("places with a published profile")),
        ("frameworks", _("frameworks with the editions of their questions")),
        ("publications", _("profiles, each with its languages, licence, citation and files")),
        ("findings", _("findings in every language of their profile")),
        ("answers", _("every question with the option that was agreed")),
        ("shares", _("for each question: which places answer it by which option")),
    ]


def _examples() -> list[Example]:
    return [
        Example("publications?level=national&area=002", _("national profiles of one area of the world")),
        Example("findings?kind=well_developed&language=fr", _("well-developed areas, in French")),
        Example("answers?sdg=1a", _("answers to questions that speak to an item of SDG indicator 10.7.2")),
        Example("shares?gcm=23&limit=10", _("shares of the questions on an objective of the Global Compact")),
    ]


def _files() -> list[Named]:
    says = {
        "publications.csv": _("the newest version of every profile"),
        "findings.csv": _("findings, a row for each language"),
        "findings.jsonl": _("findings as JSON Lines, exactly as they were published"),
        "findings.hxl.csv": _("findings with the tags of HXL"),
        "answers.csv": _("answers"),
        "answers.hxl.csv": _("answers with the tags of HXL"),
        "shares.sdmx.csv": _("shares by question, option and area, as SDMX-CSV 2.0"),
        "shares.structure.json": _("structure of the shares: columns and codes, as SDMX-JSON 2.0"),
        "datapackage.json": _("description of the tables, as a Data Package"),
        "catalogue.jsonld": _("catalogue of all data sets, as DCAT"),
        "catalogue.ttl": _("the same catalogue in Turtle"),
    }
    return [(name, says[name]) for name in FILES]


def bulk(request: OpenRequest, name: str) -> HttpResponseBase:
    """A file with everything."""
    if name not in FILES:
        told = _("There is no file %(name)s here. There are: %(names)s.")
        return problem(not_found(told % {"name": name, "names": ", ".join(sorted(FILES))}))
    return FileResponse(
        bulk_file(name, request.shelf).open("rb"),
        content_type=FILES[name].media_type,
        filename=name,
        as_attachment=name.endswith((".csv", ".jsonl")),
    )


def to_the_page(request: HttpRequest) -> HttpResponse:
    """The folder of the files leads to the page that names them, in the language of the reader."""
    return redirect(f"{reverse('open-data')}#files")


def to_the_document(request: HttpRequest) -> HttpResponse:
    """The API itself leads to the document that has its addresses."""
    return redirect("api-v1:openapi-json")


def nothing_here(request: HttpRequest, path: str = "") -> HttpResponse:
    """For an address below the API that does not exist."""
    return problem(not_found(_("There is nothing here; /api/v1/openapi.json has every address.")))
