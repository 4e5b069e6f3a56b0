"""From what is on the shelf to what the API answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from openmgi.core import shares as core
from openmgi.core.areas import Area
from openmgi.library.models import Edition, Framework
from openmgi.publications.api import schemas
from openmgi.publications.api.codes import check_codes
from openmgi.publications.api.filters import PlaceFilters, Window
from openmgi.publications.api.problems import repeated_parameters, unknown_parameters
from openmgi.publications.bulk.asking import Asked
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedAnswer, ShelvedFinding, chosen
from openmgi.publications.citing import Facts, citation, page_address


def check_parameters(request: HttpRequest, known: Window) -> None:
    """Raises ProblemError for a parameter that does not exist, or that is given more than once."""
    fields = type(known).model_fields
    if unknown := set(request.GET) - set(fields):
        raise unknown_parameters(unknown, fields)
    if repeated := [name for name, values in request.GET.lists() if len(values) > 1]:
        raise repeated_parameters(sorted(repeated))


def publications(shelf: Shelf, filters: PlaceFilters) -> list[Shelved]:
    """Those that are wanted. Raises ProblemError for a code that does not exist."""
    check_codes(shelf, filters)
    area = shelf.areas.get(filters.area) if filters.area is not None else None
    return chosen(shelf.publications, filters.wanted(area))


def area(one: Area) -> schemas.Area:
    """An area with its members."""
    return schemas.Area(
        code=one.code,
        names=one.names,
        kind=one.kind,
        title=one.title,
        as_of=one.as_of,
        source=one.source,
        countries=sorted(one.countries),
        places=sorted(one.places),
    )


def place(shelf: Shelf, published: Sequence[Shelved]) -> schemas.Place:
    """The place of these publications, of which the last names it."""
    one = published[-1]
    return schemas.Place(
        slug=one.place,
        name=one.place_name,
        level=one.level,
        country=one.country,
        country_name=one.country_name,
        areas=sorted(area.code for area in shelf.areas.every if area.has(one.country, one.place)),
        invented=one.is_invented,
        publications=[each.slug for each in sorted(published, key=lambda each: each.edition)],
    )


def edition(request: HttpRequest, one: Edition) -> schemas.EditionEntry:
    """An entry of the list of editions."""
    told = {name: getattr(one.spec, name) for name in ("code", "framework", "level", "date", "title", "previous")}
    address = request.build_absolute_uri(f"/api/v1/editions/{one.code}")
    return schemas.EditionEntry(**told, languages=list(one.spec.languages), address=address)


def framework(request: HttpRequest, one: Framework) -> schemas.FrameworkEntry:
    """A framework with its editions, by level and code."""
    editions = sorted(one.editions.all(), key=lambda each: (each.level == "local", each.code))
    return schemas.FrameworkEntry(
        code=one.code,
        title=one.spec.title,
        summary=one.spec.summary,
        domains={domain.number: domain.name for domain in one.spec.domains},
        editions=[edition(request, each) for each in editions],
    )


def publication(request: HttpRequest, one: Shelved, known: Facts) -> schemas.Publication:
    """A publication with its addresses."""
    files = request.build_absolute_uri(f"/data/profiles/{one.slug}/v{one.version}")
    return schemas.Publication(
        **_shared(one),
        slug=one.slug,
        name=one.place_name,
        country_name=one.country_name,
        framework_edition=one.framework_edition,
        languages=list(one.languages),
        title=known.title,
        published_at=one.published_at,
        correction=one.correction,
        sha256=one.sha256,
        licence=known.licence,
        citation=citation(one, known),
        page=page_address(one),
        profile=f"{files}.json",
        csv=f"{files}.csv",
    )


def finding(row: ShelvedFinding, texts: dict[str, str], language: str | None) -> schemas.Finding:
    """A finding in every language, or in the one that is wanted."""
    one = row.publication
    return schemas.Finding(
        **_shared(one),
        publication=one.slug,
        domain=row.domain,
        kind=row.kind,
        order=row.order,
        text={language: texts[language]} if language else texts,
        indicators=list(row.indicators),
        traced=bool(row.indicators),
        page=f"{page_address(one)}#finding-{row.domain}-{row.kind}-{row.order}",
    )


def answer(row: ShelvedAnswer) -> schemas.Answer:
    """The answer to a question."""
    return schemas.Answer(
        **_shared(row.publication),
        publication=row.publication.slug,
        framework_edition=row.publication.framework_edition,
        domain=row.domain,
        indicator=row.indicator,
        option=row.option,
        kind=row.kind,
    )


def _shared(one: Shelved) -> dict[str, Any]:
    return {
        "version": one.version,
        "place": one.place,
        "level": one.level,
        "country": one.country,
        "edition": one.edition,
        "invented": one.is_invented,
    }


def share(every: Asked) -> schemas.Share:
    """A question with its shares."""
    years = sorted(one.edition[:4] for one in every.publications.values())
    return schemas.Share(
        framework_edition=every.question.framework_edition,
        indicator=every.question.indicator,
        domain=every.question.domain,
        invented=every.question.invented,
        N=every.shares.answered,
        options=[_option(one) for one in every.shares.options],
        not_applicable=list(every.shares.not_applicable),
        not_answered=list(every.shares.not_answered),
        first_year=years[0],
        last_year=years[-1],
    )


def _option(one: core.OptionShare) -> schemas.OptionShare:
    percent = None if one.percent is None else round(one.percent, 2)
    return schemas.OptionShare(option=one.option, n=one.count, percent=percent, publications=list(one.places))
