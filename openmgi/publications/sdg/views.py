"""The pages of SDG indicator 10.7.2."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openmgi.core.sdg1072 import POLICY_DOMAINS
from openmgi.core.text import Names
from openmgi.library.models import Edition
from openmgi.library.sdg1072 import years
from openmgi.publications.sdg import official
from openmgi.publications.sdg.computed import computed
from openmgi.publications.sdg.official import area_rows, in_order, invented_in_order
from openmgi.publications.sdg.regional import computed_areas
from openmgi.publications.sdg.related import related
from openmgi.web.pages import render_page


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The share of countries of each area that meet or fully meet the criteria, and the countries by name."""
    known = years()
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, known) else known[-1]
    told = {
        "year": year,
        "years": known,
        "rows": area_rows(year),
        "computed": [computed_areas(invented=invented) for invented in (False, True)],
        "countries": in_order(),
        "invented": invented_in_order(),
        "domains": domain_names(),
    }
    return render_page(request, "sdg/overview.html", told)


@require_safe
def country(request: HttpRequest, alpha3: str) -> HttpResponse:
    """What the government reported, and clearly apart what published profiles say."""
    if alpha3 != alpha3.upper():
        return redirect("sdg-country", alpha3.upper())
    found = official.country(alpha3)
    if found is None:
        raise Http404
    reported = official.reported(found.m49)
    told = {
        "country": found,
        "reported": reported,
        "computed": computed(alpha3, reported),
        "related": related(alpha3),
        "domains": domain_names(),
    }
    return render_page(request, "sdg/country.html", told)


def domain_names() -> list[Names | str]:
    """The indicator as a whole, then the names of its policy domains, from the edition that holds its items."""
    edition = Edition.objects.light().sdg1072().first()
    named = [one.name for one in edition.spec.domains] if edition else [{"en": one} for one in POLICY_DOMAINS[1:]]
    return [_("All items"), *named]
