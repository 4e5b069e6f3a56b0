"""The map of places that have profiles: links on the shapes of countries and at points, all marked alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmgi.core.text import fold
from openmgi.library.places import gazetteer
from openmgi.publications.models import Publication
from openmgi.publications.portal.listing import in_alphabetical_order
from openmgi.web.templatetags.page import edition_date, in_language


@dataclass(frozen=True, slots=True)
class World:
    """The shapes of countries and a point in each by alpha-3 code; `small` are those that only a point can hit."""

    width: int
    height: int
    shapes: Mapping[str, str]
    points: Mapping[str, tuple[int, int]]
    small: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country as a link. `label` is its accessible name."""

    path: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A link at a point: a country that is hard to hit, or the cities and regions of one."""

    x: int
    y: int
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class CountryProfiles:
    """A country that is on the map, with its profiles and those of its cities and regions."""

    code: str
    name: str
    publications: list[Publication]

    @property
    def anchor(self) -> str:
        return f"map-{self.code.lower()}"

    def of(self, level: str) -> list[Publication]:
        return [one for one in self.publications if one.level == level]


@dataclass(frozen=True, slots=True)
class Map:
    """What the template shows. land: every shape that is no link. elsewhere: profiles whose place is not on the map."""

    width: int
    height: int
    land: str
    shapes: list[Shape]
    points: list[Point]
    countries: list[CountryProfiles]
    elsewhere: list[Publication]


@cache
def world() -> World:
    """The map of the data folder."""
    data = json.loads(Path(settings.DATA_DIR, "map", "world.json").read_text(encoding="utf-8"))
    points = {code: (x, y) for code, (x, y) in data["points"].items()}
    return World(data["width"], data["height"], data["shapes"], points, frozenset(data["small"]))


def world_map(publications: Iterable[Publication]) -> Map:
    """The map of these publications, in the reader's language; countries in alphabetical order."""
    base = world()
    ordered = in_alphabetical_order(publications)
    countries = _countries([one for one in ordered if _is_on(base, one)])
    shaped = [one for one in countries if one.of("national") and one.code not in base.small]
    linked = {one.code for one in shaped}
    return Map(
        width=base.width,
        height=base.height,
        land="".join(path for code, path in base.shapes.items() if code not in linked),
        shapes=[Shape(base.shapes[one.code], *_link(one, one.of("national"))) for one in shaped],
        points=[
            Point(*base.points[one.code], *_link(one, found))
            for one in countries
            if (found := one.of("local") if one.code in linked else one.publications)
        ],
        countries=countries,
        elsewhere=[one for one in ordered if not _is_on(base, one)],
    )


def _is_on(base: World, publication: Publication) -> bool:
    """Whether its country is on the map. What is invented is nowhere, whatever its code."""
    return not publication.is_invented and publication.country in base.points


def _countries(placed: Sequence[Publication]) -> list[CountryProfiles]:
    by_code = groupby(sorted(placed, key=lambda one: one.country), key=lambda one: one.country)
    found = [CountryProfiles(code, _name(code), list(some)) for code, some in by_code]
    return sorted(found, key=lambda one: fold(one.name))


def _name(code: str) -> str:
    """The UN's name of the country."""
    country = gazetteer().country(code)
    return in_language(country.names) if country else code


def _link(country: CountryProfiles, publications: Sequence[Publication]) -> tuple[str, str]:
    """Where a link leads, and its name: to the profile, or to the list of several."""
    if len(publications) > 1:
        told = ngettext("%(place)s: %(count)s profile", "%(place)s: %(count)s profiles", len(publications))
        return f"#{country.anchor}", told % {"place": country.name, "count": len(publications)}
    only = publications[0]
    names = {"place": in_language(only.place_name), "country": country.name, "date": edition_date(only.edition)}
    local, national = (
        _("%(place)s (%(country)s), local profile, %(date)s"),
        _("%(country)s, national profile, %(date)s"),
    )
    return reverse("profile", args=[only.slug]), (local if only.level == "local" else national) % names
