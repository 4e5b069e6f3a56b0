"""Areas of the world: regions of M49, those of the SDG report, and groups of countries; with their countries."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.conf import settings

from openmgi.core.areas import Area, AreaKind
from openmgi.core.sdg1072 import with_sdg_regions
from openmgi.core.text import Names
from openmgi.library.yaml_files import read_yaml

WORLD = "001"
GROUPS = {"ldc": "199", "lldc": "432", "sids": "722"}
_REGIONS = ("region", "sub_region", "intermediate_region")
_INVENTED = "invented.csv"  # countries that do not exist, where an installation has some to practise with


@cache
def areas() -> dict[str, Area]:
    """Every area of M49 that has a country, by its code; the world is none."""
    found = members("alpha3")
    as_of, source = _said()
    return {
        code: Area(code, names, frozenset(found[code]), kind=_kind(code), as_of=as_of, source=source)
        for code, names in area_names().items()
        if found.get(code) and code != WORLD
    }


def _kind(code: str) -> AreaKind:
    return "group" if code in GROUPS.values() else "region"


def _said() -> tuple[str, str]:
    """Of what day the tables are, and who says so."""
    told, _lines = read_yaml(Path(settings.DATA_DIR, "places", "m49.yaml"))
    return told["as_of"], told["source"]


def area_names() -> dict[str, Names]:
    """M49 code of an area → the UN's names for it, in the order of the codes; the world's too."""
    return {row["code"]: names_in(row) for row in _rows("areas.csv")}


def members(code: str) -> dict[str, set[str]]:
    """M49 code of an area → its countries, by `alpha3` or by `m49` code; the world and the SDG regions included."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in country_rows():
        inside = [WORLD, *(row[column] for column in _REGIONS), *(area for group, area in GROUPS.items() if row[group])]
        for area in filter(None, inside):
            if row[code]:  # what is invented has no M49 code
                found[area].add(row[code])
    return with_sdg_regions(found)


def country_rows() -> list[dict[str, str]]:
    """The countries as the table has them, and those that an installation has invented."""
    return _rows("countries.csv") + _rows(_INVENTED)


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(settings.DATA_DIR, "places", name)
    if name == _INVENTED and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_in(row: dict[str, str]) -> Names:
    """The names of a row by language."""
    return {column.removeprefix("name_"): name for column, name in row.items() if column.startswith("name_")}
