"""Areas and groups: lists to choose from, each with its day, and which places a reader wants by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self, get_args

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.core.areas import Area, Areas
from openmgi.core.profile import Level
from openmgi.core.text import Names, fold
from openmgi.publications.models import Publication
from openmgi.web.templatetags.page import in_language, written_day


@dataclass(frozen=True, slots=True)
class AreaList:
    """Areas that stand together under a label."""

    label: str
    areas: Sequence[Area]


@dataclass(frozen=True, slots=True)
class AreaNote:
    """What is said of a group that was chosen: what it belongs to, of which day it is, and who says so."""

    names: Names
    title: Names
    day: str
    source: str


def area_lists(areas: Iterable[Area]) -> list[AreaList]:
    """Regions, then groups of countries of M49, both by the alphabet; then groups that were loaded.

    Those stand by the alphabet of what they are together, the newest day first, and in each as their file has them.
    """
    ordered = sorted(areas, key=_place)
    return [AreaList(label, list(those)) for label, those in groupby(ordered, key=area_label)]


def _place(area: Area) -> tuple[int, str, int, str]:
    if area.kind in {"region", "group"}:
        return (int(area.kind == "group"), "", 0, fold(in_language(area.names)))
    return (2, fold(in_language(area.title)), -int(area.as_of.replace("-", "")), "")


def area_label(area: Area) -> str:
    """What an area stands under, with the day of its members where they change."""
    if area.kind == "region":
        return _("Regions of the world")
    return _("%(set)s, %(day)s") % {"set": in_language(_title(area)), "day": written_day(area.as_of)}


def _title(area: Area) -> Names:
    if area.kind == "group":
        return {get_language() or "en": _("Groups of countries of the United Nations")}
    return area.title


def area_notes(*areas: Area | None) -> list[AreaNote]:
    """A note for each group among these; a region of the world needs none."""
    return [
        AreaNote(one.names, _title(one), written_day(one.as_of), one.source)
        for one in areas
        if one is not None and one.kind != "region"
    ]


@dataclass(frozen=True, slots=True)
class PlacesWanted:
    """Which places a reader wants; what is empty is not asked for.

    unknown: what the address asks for and nothing here is called. No place has it, so none is taken for all of them.
    """

    level: str = ""
    area: Area | None = None
    income: Area | None = None
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, str], areas: Areas) -> Self:
        """What an address says."""
        level, area, income = (given.get(name, "") for name in ("level", "area", "income"))
        found = cls(
            level=level if level in get_args(Level) else "", area=areas.region(area), income=areas.income(income)
        )
        read = ((level, found.level), (area, found.area), (income, found.income))
        return replace(found, unknown=tuple(asked for asked, known in read if asked and not known))

    @property
    def notes(self) -> list[AreaNote]:
        """What is said of the groups that are wanted."""
        return area_notes(self.area, self.income)

    def has(self, one: Publication) -> bool:
        """Whether the place of this publication is wanted."""
        wanted = [area for area in (self.area, self.income) if area is not None]
        fits = self.level in {"", one.level} and all(area.has(one.country, one.place) for area in wanted)
        return fits and not self.unknown
