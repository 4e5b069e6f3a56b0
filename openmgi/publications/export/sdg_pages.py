"""The pages of SDG indicator 10.7.2: the overview of each year, and each country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from openmgi.library.models import Edition
from openmgi.library.sdg1072 import years
from openmgi.publications.export.addresses import Planned, card, fingerprint, pages, state
from openmgi.publications.models import Publication
from openmgi.publications.sdg.official import in_order, invented_in_order


def sdg_pages(
    common: str, editions: Sequence[Edition], publications: Sequence[Publication], sets: Mapping[int, str]
) -> Iterator[Planned]:
    """The overview of each year and each country, with what the newest profiles of countries say beside it.

    sets: publication → code of its questions. There are no such pages where no set has the items of the indicator.
    """
    official = {one.code for one in editions if one.spec.scoring == "sdg1072"}
    if not official:
        return
    national = [one for one in publications if one.level == "national"]
    counted = [state(one) for one in national if sets.get(one.pk) in official]
    everyone = fingerprint(common, *map(card, national), *counted)
    yield from (Planned(one, everyone) for one in pages("sdg"))
    for year in years()[:-1]:  # the last is shown where none is asked for
        yield from (Planned(one, everyone) for one in pages("sdg", year=str(year)))
    by_country: dict[str, list[str]] = defaultdict(list)
    for one in national:
        by_country[one.country].append(state(one))
    for country in (*in_order(), *invented_in_order()):
        made_from = fingerprint(common, *by_country[country.alpha3])
        yield from (Planned(one, made_from) for one in pages("sdg-country", country.alpha3))
