"""Areas of the world: regions of M49, those of the SDG report, and groups of countries; with their countries."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from openmgi.core.sdg1072 import with_sdg_regions
from openmgi.core.text import Names

GROUPS = {"ldc": "199", "lldc": "432", "sids": "722"}
_REGIONS = ("region", "sub_region", "intermediate_region")
_INVENTED = "invented.csv"  # countries that do not exist, where an installation has some to practise with


@dataclass(frozen=True, slots=True)
class Area:
    """An area with the UN's names for it; `countries` are ISO 3166-1 alpha-3 codes."""

    code: str
    names: Names
    countries: frozenset[str]


@cache
def areas() -> dict[str, Area]:
    """Every area that has a country, by its M49 code."""
    members: dict[str, set[str]] = defaultdict(set)
    for row in _rows("countries.csv") + _rows(_INVENTED):
        codes = [row[column] for column in _REGIONS] + [area for group, area in GROUPS.items() if row[group]]
        for code in filter(None, codes):
            members[code].add(row["alpha3"])
    members = with_sdg_regions(members)
    return {
        row["code"]: Area(row["code"], _names(row), frozenset(members[row["code"]]))
        for row in _rows("areas.csv")
        if members.get(row["code"])
    }


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(settings.DATA_DIR, "places", name)
    if name == _INVENTED and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: dict[str, str]) -> Names:
    return {column.removeprefix("name_"): name for column, name in row.items() if column.startswith("name_")}
