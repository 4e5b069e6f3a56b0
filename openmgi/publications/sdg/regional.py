"""What published profiles add up to by area: counted by the code that counts the official data, and never with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.sdg1072 import DOMAINS, Category, Share, country_scores, shares
from openmgi.core.text import Names, fold
from openmgi.library.areas import WORLD, area_names, members
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from openmgi.publications.portal.current import Current, current
from openmgi.web.templatetags.page import in_language


@dataclass(frozen=True, slots=True)
class Counted:
    """A country that is in N, by its newest profile that answers the thirty items."""

    publication: Publication
    categories: Mapping[str, Category]


@dataclass(frozen=True, slots=True)
class ComputedArea:
    """An area with the share of each policy domain, and the countries that are in N."""

    names: Names
    shares: Sequence[Share]
    countries: Sequence[Publication]


def computed_areas(*, invented: bool) -> list[ComputedArea]:
    """The world, then every area with a counted country by name. Countries that do not exist are counted apart.

    An invented country is in an area only where the installation has put it there; without one it is in the world.
    """
    counted = _counted(invented=invented)
    categories = {
        (country, domain): category for country, one in counted.items() for domain, category in one.categories.items()
    }
    inside = {code: countries & counted.keys() for code, countries in members("alpha3").items()} | {WORLD: set(counted)}
    names = area_names()
    ordered = sorted(
        (code for code, countries in inside.items() if countries and code in names),
        key=lambda code: (code != WORLD, fold(in_language(names[code]))),
    )
    by_area = _by_area(shares(categories, {code: inside[code] for code in ordered}))
    return [ComputedArea(names[code], by_area[code], _by_name(counted, inside[code])) for code in ordered]


def _by_area(every: Iterable[Share]) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = defaultdict(list)
    for one in every:
        found[one.area].append(one)
    return found


def _by_name(counted: Mapping[str, Counted], countries: Iterable[str]) -> list[Publication]:
    found = [counted[one].publication for one in countries]
    return sorted(found, key=lambda one: (fold(in_language(one.place_name)), one.slug))


def _counted(*, invented: bool) -> dict[str, Counted]:
    """Country → its newest profile that answers the items, with the category of each policy domain."""
    known, editions = current(), {one.code: one.spec for one in Edition.objects.light().sdg1072()}
    sets = {one: known.question_sets.get(one.pk, "") for one in known.publications if one.level == "national"}
    newest = {one.country: one for one, code in sets.items() if code in editions and one.is_invented == invented}
    options = {code: _options(spec, known) for code, spec in editions.items()}
    return {
        country: Counted(one, _categories(editions[sets[one]], options[sets[one]].get(one.pk, {})))
        for country, one in newest.items()
    }


def _options(spec: EditionSpec, known: Current) -> dict[int, dict[str, str]]:
    """Publication → code of each item → the option that was agreed."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for indicator in spec.indicators():
        for given in known.answers.get((spec.code, indicator.code), ()):
            found[given.publication][indicator.code] = given.option
    return found


def _categories(spec: EditionSpec, chosen: Mapping[str, str]) -> dict[str, Category]:
    points = {
        code: [
            next((option.half_points for option in one.answers if option.code == chosen.get(one.code)), None)
            for one in domain.indicators()
        ]
        for code, domain in zip(DOMAINS, spec.domains, strict=True)
    }
    return {code: score.category for code, score in country_scores(points).items()}
