"""The pages of SDG indicator 10.7.2: the overview of each year, and each country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from openmgi.library.sdg1072 import years
from openmgi.publications.export.addresses import Planned, fingerprint, pages, state
from openmgi.publications.models import Publication
from openmgi.publications.sdg.official import in_order, invented_in_order


def sdg_pages(common: str, publications: Sequence[Publication]) -> Iterator[Planned]:
    """The overview of each year and each country, with what the newest profiles of countries say beside it."""
    national = [one for one in publications if one.level == "national"]
    everyone = fingerprint(common, *map(state, national))
    yield from (Planned(one, everyone) for one in pages("sdg"))
    for year in years()[:-1]:  # the last is shown where none is asked for
        yield from (Planned(one, everyone) for one in pages("sdg", year=str(year)))
    by_country: dict[str, list[str]] = defaultdict(list)
    for one in national:
        by_country[one.country].append(state(one))
    for country in (*in_order(), *invented_in_order()):
        made_from = fingerprint(common, *by_country[country.alpha3])
        yield from (Planned(one, made_from) for one in pages("sdg-country", country.alpha3))
