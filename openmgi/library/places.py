"""Countries and subdivisions, from `data/places/`."""

from __future__ import annotations

import csv
from functools import cache

from django.conf import settings

from openmgi.core.importing.places import Country, Gazetteer, Subdivision
from openmgi.library.yaml_files import read_yaml


@cache
def gazetteer() -> Gazetteer:
    """All countries of ISO 3166-1 with the UN's names, and all subdivisions of ISO 3166-2."""
    folder = settings.DATA_DIR / "places"
    aliases, _lines = read_yaml(folder / "aliases.yaml")
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = [_country(row, aliases) for row in csv.DictReader(file)]
    with (folder / "subdivisions.csv").open(encoding="utf-8", newline="") as file:
        subdivisions = [Subdivision(row["code"], row["name"]) for row in csv.DictReader(file)]
    return Gazetteer(countries, subdivisions)


def _country(row: dict[str, str], aliases: dict[str, list[str]]) -> Country:
    names = {column.removeprefix("name_"): name for column, name in row.items() if column.startswith("name_")}
    return Country(row["alpha3"], row["alpha2"], names, tuple(aliases.get(row["alpha3"], ())))
