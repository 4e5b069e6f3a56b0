"""Published data on SDG indicator 10.7.2, from `data/sdg1072/`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from openmgi.core.sdg1072 import Category, CountryCategory, Share, categories_in, shares
from openmgi.library.areas import area_names, members

# Published by the UN, but in no table that we have: why, for whoever looks for them.
NOT_REPRODUCIBLE = {
    "514": "Developed regions: a grouping that the M49 standard gave up; the table of today does not tell its members",
    "515": "Developing regions: a grouping that the M49 standard gave up; the table of today does not tell its members",
}


def _rows(*path: str) -> list[dict[str, str]]:
    with Path(settings.DATA_DIR, *path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def country_categories() -> tuple[CountryCategory, ...]:
    """The published category of each country, policy domain and year."""
    categories: dict[str, Category | None] = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}
    return tuple(
        CountryCategory(row["m49"], int(row["year"]), row["policy_domain"], categories[row["category"]])
        for row in _rows("sdg1072", "country_categories.csv")
    )


def years() -> list[int]:
    """The years of the published surveys."""
    return sorted({one.year for one in country_categories()})


def aggregate(year: int) -> list[Share]:
    """The share of each area and policy domain in this year, earlier answers carried forward as the UN does."""
    inside = members("m49")
    published = country_categories()
    known = categories_in(year, published, min(one.year for one in published))
    return shares(known, {code: inside[code] for code in area_names()})
