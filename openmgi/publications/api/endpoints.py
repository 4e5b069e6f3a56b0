"""The operations of the API. Each reads the shelf, makes one choice and answers a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import BaseModel

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.text import fold
from openmgi.library.models import Edition, Framework
from openmgi.publications.api import reading, schemas
from openmgi.publications.api.filters import (
    AnswerFilters,
    FindingFilters,
    PlaceFilters,
    PublicationFilters,
    ShareFilters,
    Window,
)
from openmgi.publications.api.guarding import OpenRequest
from openmgi.publications.api.problems import not_found
from openmgi.publications.bulk import rows
from openmgi.publications.bulk.asking import asked, newest, questions
from openmgi.publications.bulk.tables import name_in
from openmgi.publications.citing import facts
from openmgi.publications.models import Publication

router = Router()
Item = TypeVar("Item")
SlugInPath = Annotated[str, Path(pattern=r"^[\w-]+$", max_length=120)]
CodeInPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=60)]


def _told(model: BaseModel) -> HttpResponse:
    """What is typed already is written as it is: ninja would check it a second time, and take as long as all else."""
    return HttpResponse(model.model_dump_json(), content_type="application/json")


def _window(window: Window) -> slice:
    """One more than is shown, to know whether there is a next page."""
    return slice(window.offset, window.offset + window.limit + 1)


def _page(request: HttpRequest, window: Window, found: Sequence[Item]) -> tuple[Sequence[Item], dict[str, Any]]:
    """The items of this page, of one more than it shows, and the addresses of those beside it."""
    more = len(found) > window.limit
    after, before = window.offset + window.limit, max(0, window.offset - window.limit)
    return found[: window.limit], {
        "next": _address(request, after) if more else None,
        "previous": _address(request, before) if window.offset else None,
    }


def _address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@router.get("/areas", response=schemas.Areas, operation_id="list_areas", tags=["places"])
def list_areas(request: OpenRequest, filters: Query[Window]) -> HttpResponse:
    """Regions of M49 and of the SDG report, and groups of places, by their code."""
    reading.check_parameters(request, filters)
    ordered = sorted(request.shelf.areas.every, key=lambda one: one.code)
    found, links = _page(request, filters, ordered[_window(filters)])
    return _told(schemas.Areas(items=[reading.area(one) for one in found], **links))


@router.get("/places", response=schemas.Places, operation_id="list_places", tags=["places"])
def list_places(request: OpenRequest, filters: Query[PlaceFilters]) -> HttpResponse:
    """Places with a published profile, in the alphabetical order of their names."""
    reading.check_parameters(request, filters)
    now = request.shelf
    published = sorted(reading.publications(now, filters), key=lambda one: (one.place, one.edition))
    every = [list(of_place) for _place, of_place in groupby(published, key=lambda one: one.place)]
    every.sort(key=lambda of_place: (fold(name_in(of_place[-1].place_name, "en")), of_place[-1].place))
    found, links = _page(request, filters, every[_window(filters)])
    return _told(schemas.Places(items=[reading.place(now, one) for one in found], **links))


@router.get("/places/{slug}", response=schemas.Place, operation_id="get_place", tags=["places"])
def get_place(request: OpenRequest, slug: SlugInPath) -> HttpResponse:
    """One place with its profiles."""
    now = request.shelf
    published = [one for one in now.publications if one.place == slug]
    if not published:
        raise not_found(_("There is no place %(slug)s; /places has all.") % {"slug": slug})
    return _told(reading.place(now, sorted(published, key=lambda one: one.edition)))


@router.get("/frameworks", response=schemas.Frameworks, operation_id="list_frameworks", tags=["frameworks"])
def list_frameworks(request: HttpRequest, filters: Query[Window]) -> HttpResponse:
    """Frameworks with the editions of their question sets."""
    reading.check_parameters(request, filters)
    every = list(Framework.objects.order_by("code").prefetch_related("editions")[_window(filters)])
    found, links = _page(request, filters, every)
    return _told(schemas.Frameworks(items=[reading.framework(request, one) for one in found], **links))


@router.get("/editions/{code}", response=EditionSpec, operation_id="get_edition", tags=["frameworks"])
def get_edition(request: HttpRequest, code: CodeInPath) -> HttpResponse:  # noqa: ARG001 - ninja hands it over
    """A question set: domains, topics, questions, options, and the items and objectives to which they speak."""
    found = Edition.objects.light().filter(code=code).first()
    if found is None:
        raise not_found(_("There is no edition %(code)s; /frameworks has all.") % {"code": code})
    return _told(found.spec)


@router.get("/publications", response=schemas.Publications, operation_id="list_publications", tags=["publications"])
def list_publications(request: OpenRequest, filters: Query[PublicationFilters]) -> HttpResponse:
    """The newest version of every profile, in the order of their addresses."""
    reading.check_parameters(request, filters)
    found, links = _page(request, filters, reading.publications(request.shelf, filters)[_window(filters)])
    known = facts(found)
    items = [reading.publication(request, one, known[one.sha256]) for one in found]
    return _told(schemas.Publications(items=items, **links))


@router.get(
    "/publications/{slug}",
    response=schemas.PublicationWithVersions,
    operation_id="get_publication",
    tags=["publications"],
)
def get_publication(request: OpenRequest, slug: SlugInPath) -> HttpResponse:
    """A profile with all its versions."""
    one = next((one for one in request.shelf.publications if one.slug == slug), None)
    if one is None:
        raise not_found(_("There is no publication %(slug)s; /publications has all.") % {"slug": slug})
    newest_version = reading.publication(request, one, facts([one])[one.sha256])
    versions = Publication.objects.versions(slug).defer("profile_json")
    every = [_version(request, each) for each in versions]
    return _told(schemas.PublicationWithVersions(**newest_version.model_dump(), versions=every))


def _version(request: HttpRequest, one: Publication) -> schemas.Version:
    return schemas.Version(
        version=one.version,
        published_at=one.published_at,
        correction=one.correction,
        sha256=one.sha256,
        profile=request.build_absolute_uri(f"/data/profiles/{one.slug}/v{one.version}.json"),
    )


@router.get("/findings", response=schemas.Findings, operation_id="list_findings", tags=["findings"])
def list_findings(request: OpenRequest, filters: Query[FindingFilters]) -> HttpResponse:
    """Findings, profile by profile, as they are read."""
    reading.check_parameters(request, filters)
    now = request.shelf
    every = rows.findings(now, reading.publications(now, filters), filters.about())
    found, links = _page(request, filters, every[_window(filters)])
    texts = rows.texts(found)
    items = [reading.finding(one, texts[one.key], filters.language) for one in found]
    return _told(schemas.Findings(items=items, **links))


@router.get("/answers", response=schemas.Answers, operation_id="list_answers", tags=["answers"])
def list_answers(request: OpenRequest, filters: Query[AnswerFilters]) -> HttpResponse:
    """The agreed answers, profile by profile, in the order of the questions."""
    reading.check_parameters(request, filters)
    now = request.shelf
    every = rows.answers(now, reading.publications(now, filters), filters.about())
    found, links = _page(request, filters, every[_window(filters)])
    return _told(schemas.Answers(items=[reading.answer(one) for one in found], **links))


@router.get("/shares", response=schemas.Shares, operation_id="list_shares", tags=["shares"])
def list_shares(request: OpenRequest, filters: Query[ShareFilters]) -> HttpResponse:
    """How each question is answered: which places by which option, in the order of the codes of questions.

    Each place counts once, by its newest profile that is wanted. Who does not answer is named apart, never within N.
    """
    reading.check_parameters(request, filters)
    now = request.shelf
    every = questions(now, newest(reading.publications(now, filters)), filters.about())
    found, links = _page(request, filters, every[_window(filters)])
    return _told(schemas.Shares(items=[reading.share(asked(now, one)) for one in found], **links))
