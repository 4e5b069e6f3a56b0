"""The map of places that have profiles: links on the shapes of countries and at points, all marked alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmgi.core.marks import Spot, apart, reach
from openmgi.core.text import fold
from openmgi.library.places import gazetteer
from openmgi.publications.models import Publication
from openmgi.publications.portal.listing import in_alphabetical_order
from openmgi.web.templatetags.page import edition_date, in_language

RADIUS = 11  # of a mark
_APART = 28  # from the middle of a mark to that of the next
_FINGER = 70  # around a mark: half of what a finger needs, on a narrow phone
_STEP = re.compile("([Ml])([^Mlz]*)")


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
    """A link at a point: a country that is hard to hit, or the cities and regions of one. reach: how far it is hit."""

    x: int
    y: int
    reach: int
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

    @property
    def national(self) -> list[Publication]:
        return self.of("national")

    @property
    def local(self) -> list[Publication]:
        return self.of("local")


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
    shaped = [one for one in countries if one.national and one.code not in base.small]
    linked = {one.code for one in shaped}
    dotted = [one for one in countries if one.local or one.code not in linked]
    spots = _spots(tuple(one.code for one in dotted), tuple(sorted(linked)))
    return Map(
        width=base.width,
        height=base.height,
        land="".join(path for code, path in base.shapes.items() if code not in linked),
        shapes=[Shape(base.shapes[one.code], *_link(one, one.national)) for one in shaped],
        points=[
            Point(*spot, *_link(one, one.local if one.code in linked else one.publications))
            for one, spot in zip(dotted, spots, strict=True)
        ],
        countries=countries,
        elsewhere=[one for one in ordered if not _is_on(base, one)],
    )


# The same for every reader as long as the places are the same.
@lru_cache(maxsize=64)
def _spots(dotted: tuple[str, ...], linked: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Where the points of these countries are, and how far around they are hit; those nearby have room beside them."""
    base = world()
    spots = apart([complex(*base.points[code]) for code in dotted], _APART)
    corners = [corner for code in linked for corner in _corners(code)]
    return [
        (round(spot.real), round(spot.imag), int(reach(spot, spots[:at] + spots[at + 1 :], corners, RADIUS, _FINGER)))
        for at, spot in enumerate(spots)
    ]


@cache
def _corners(code: str) -> list[Spot]:
    """The corners of the shape of a country, which is written as lines from one to the next."""
    found, here = [], 0j
    for move, numbers in _STEP.findall(world().shapes[code]):
        values = [int(one) for one in re.findall("-?[0-9]+", numbers)]
        for x, y in zip(values[::2], values[1::2], strict=True):
            here = complex(x, y) if move == "M" else here + complex(x, y)
            found.append(here)
    return found


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
        return _several(country, publications)
    only = publications[0]
    names = {"place": in_language(only.place_name), "country": country.name, "date": edition_date(only.edition)}
    local, national = (
        _("%(place)s (%(country)s), local profile, %(date)s"),
        _("%(country)s, national profile, %(date)s"),
    )
    return reverse("profile", args=[only.slug]), (local if only.level == "local" else national) % names


def _several(country: CountryProfiles, publications: Sequence[Publication]) -> tuple[str, str]:
    told = {"place": country.name, "count": len(publications)}
    if all(one.level == "local" for one in publications):
        local = ngettext(
            "%(place)s, cities and regions: %(count)s profile",
            "%(place)s, cities and regions: %(count)s profiles",
            len(publications),
        )
        return f"#{country.anchor}-local", local % told
    every = ngettext("%(place)s: %(count)s profile", "%(place)s: %(count)s profiles", len(publications))
    return f"#{country.anchor}", every % told
