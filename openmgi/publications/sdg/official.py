"""The official data of SDG indicator 10.7.2, as pages show them. They are shown as published, and sort nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from openmgi.core.sdg1072 import POLICY_DOMAINS, Category, Share
from openmgi.core.text import Names, fold
from openmgi.library.areas import WORLD, area_names, country_rows, names_in
from openmgi.library.sdg1072 import aggregate, country_categories
from openmgi.publications.models import Publication
from openmgi.web.templatetags.page import in_language

# Year → the category of each policy domain in their order, all items first; None where nothing was answered.
Reported = Mapping[int, Sequence[Category | None]]


@dataclass(frozen=True, slots=True)
class SdgCountry:
    """A country with its codes and names: the UN's, for those in its data. m49: empty for all others."""

    m49: str
    alpha3: str
    names: Names
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with the share of each policy domain."""

    names: Names
    shares: Sequence[Share]


@cache
def countries() -> dict[str, SdgCountry]:
    """The countries that are in the published data, by alpha-3 code."""
    known = {one.m49 for one in country_categories()}
    rows = [row for row in country_rows() if row["m49"] in known]
    return {row["alpha3"]: SdgCountry(row["m49"], row["alpha3"], names_in(row)) for row in rows}


def country(alpha3: str) -> SdgCountry | None:
    """The country of this code: one with official data, or one with a national profile."""
    return countries().get(alpha3) or next(iter(_with_profiles(country=alpha3)), None)


def in_order() -> list[SdgCountry]:
    """Countries that answered or have a national profile, by name in the reader's language; none that is invented."""
    known = {code: one for code, one in countries().items() if reported(one.m49)}
    others = {one.alpha3: countries().get(one.alpha3, one) for one in _with_profiles(is_invented=False)}
    return _by_name((others | known).values())


def invented_in_order() -> list[SdgCountry]:
    """Countries that do not exist and have a national profile, by name."""
    return _by_name(_with_profiles(is_invented=True))


def _by_name(found: Iterable[SdgCountry]) -> list[SdgCountry]:
    return sorted(found, key=lambda one: (fold(in_language(one.names)), one.alpha3))


def _with_profiles(**wanted: object) -> list[SdgCountry]:
    rows = Publication.objects.current().filter(level="national", **wanted).order_by("edition", "pk")
    found = rows.values_list("country", "country_name", "is_invented")
    newest = {code: SdgCountry("", code, names, invented) for code, names, invented in found}
    return list(newest.values())


@cache
def _shares(year: int) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = {}
    for share in aggregate(year):
        found.setdefault(share.area, []).append(share)
    return found


def area_rows(year: int) -> list[AreaRow]:
    """The world, then every area by name in the reader's language."""
    names = area_names()
    ordered = sorted(
        (code for code in _shares(year) if code in names),
        key=lambda code: (code != WORLD, fold(in_language(names[code]))),
    )
    return [AreaRow(names[code], _shares(year)[code]) for code in ordered]


def reported(m49: str) -> Reported:
    """Year → the category of each policy domain, in their order; without the years in which nothing was answered."""
    return _reported().get(m49, {})


@cache
def _reported() -> dict[str, Reported]:
    found: dict[str, dict[int, dict[str, Category]]] = defaultdict(lambda: defaultdict(dict))
    for one in country_categories():
        if one.category is not None:
            found[one.m49][one.year][one.policy_domain] = one.category
    return {
        m49: {year: [by_year[year].get(domain) for domain in POLICY_DOMAINS] for year in sorted(by_year)}
        for m49, by_year in found.items()
    }
