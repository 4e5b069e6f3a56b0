"""Lists of areas and groups to choose from, each with its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmgi.core.areas import Area
from openmgi.core.text import Names, fold
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
