"""SDG indicator 10.7.2 by its official method: scores of a country, and shares of countries in an area.

Thirty items in six domains of five. An item is worth 0, 1 or 2 half-points (domain 1: 2 for "yes, regardless of
immigration status", 1 for "yes, only for those with legal status"; elsewhere 2 for yes). A domain's value is the mean
of its five items, the overall value the mean of all thirty, in per cent; a missing item counts as 0. Categories:
below 40 "requires further progress" (1), below 80 "partially meets" (2), below 100 "meets" (3), 100 "fully meets" (4).

Everything is counted in whole half-points and compared before dividing: thirty times 1/30 is not 1 in floating point.

Source: SDG metadata 10.7.2 (IOM and UN DESA, custodians); see docs/method.md, where an example is worked by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

MOST = 2  # half-points of one item
ITEMS_OF_A_DOMAIN = 5
DOMAINS = ("PD_1", "PD_2", "PD_3", "PD_4", "PD_5", "PD_6")
OVERALL = "_T"
POLICY_DOMAINS = (OVERALL, *DOMAINS)

Category = Literal[1, 2, 3, 4]
MEETS: tuple[Category, Category] = (3, 4)


@dataclass(frozen=True, slots=True)
class Score:
    """The result for a domain or a country: half-points reached of those possible, and items without an answer."""

    half_points: int
    possible: int
    missing: int

    @property
    def percent(self) -> Fraction:
        return Fraction(self.half_points * 100, self.possible)

    @property
    def category(self) -> Category:
        """The official category of this score."""
        reached = self.half_points * 100
        if reached < 40 * self.possible:
            return 1
        if reached < 80 * self.possible:
            return 2
        return 4 if self.half_points == self.possible else 3


def score(items: Sequence[int | None]) -> Score:
    """The score of these items, each 0 to 2 half-points or None for no answer. Raises ValueError for anything else."""
    if not items or any(item is not None and not 0 <= item <= MOST for item in items):
        raise ValueError(f"items are 0 to {MOST} half-points or missing, not {list(items)}")
    known = [item for item in items if item is not None]
    return Score(sum(known), MOST * len(items), len(items) - len(known))


def country_scores(items: Mapping[str, Sequence[int | None]]) -> dict[str, Score]:
    """The score of each domain and, under `_T`, of all items together.

    items: PD_1 to PD_6 → the half-points of the five items of that domain.
    """
    if sorted(items) != sorted(DOMAINS) or any(len(items[domain]) != ITEMS_OF_A_DOMAIN for domain in DOMAINS):
        raise ValueError("five items are needed for each of PD_1 to PD_6")
    every = [item for domain in DOMAINS for item in items[domain]]
    return {OVERALL: score(every), **{domain: score(items[domain]) for domain in DOMAINS}}


def explaining(items: Mapping[str, int | None], reported: Category, computed: Category) -> list[str]:
    """The items that explain why a computed category is another one than that which was reported; none if it is not.

    items: code → half-points of the profile. Where it computes to less, those that fall short of the most; where it
    computes to more, those that are worth anything. Which items were reported is not published, only the categories.
    """
    if computed < reported:
        return [code for code, points in items.items() if points is None or points < MOST]
    return [code for code, points in items.items() if points] if computed > reported else []


@dataclass(frozen=True, slots=True)
class CountryCategory:
    """The published category of a country (by M49 code) in one policy domain and year; None when it did not answer."""

    m49: str
    year: int
    policy_domain: str
    category: Category | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many countries of an area meet or fully meet the criteria (n) of those that answered (N)."""

    area: str
    policy_domain: str
    n: int
    N: int

    @property
    def percent(self) -> Fraction | None:
        """Per cent, or nothing where no country answered."""
        return Fraction(self.n * 100, self.N) if self.N else None


def categories_in(year: int, published: Iterable[CountryCategory], first_year: int) -> dict[tuple[str, str], Category]:
    """(country, policy domain) → its category in this year, an earlier answer since first_year carried forward.

    The UN carries a country's answer forward where it did not answer again.
    """
    found: dict[tuple[str, str], Category] = {}
    for one in sorted(published, key=lambda one: one.year):
        if first_year <= one.year <= year and one.category is not None:
            found[one.m49, one.policy_domain] = one.category
    return found


def shares(categories: Mapping[tuple[str, str], Category], areas: Mapping[str, Collection[str]]) -> list[Share]:
    """The share of each area and policy domain, in the order of the areas.

    areas: code of the area → M49 codes of its countries.
    """
    return [_share(categories, area, areas[area], domain) for area in areas for domain in POLICY_DOMAINS]


def _share(categories: Mapping[tuple[str, str], Category], area: str, countries: Collection[str], domain: str) -> Share:
    known = [categories[country, domain] for country in countries if (country, domain) in categories]
    return Share(area, domain, sum(category in MEETS for category in known), len(known))


# SDG regions that the M49 table does not list itself, as unions of areas that it does: (added, taken away).
SDG_REGIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "747": (("015", "145"), ()),
    "062": (("143", "034"), ()),
    "753": (("030", "035"), ()),
    "513": (("150", "021"), ()),
    "543": (("009",), ("053",)),
}


def with_sdg_regions(areas: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """The areas of the M49 table with the SDG regions made from them."""
    found = {area: set(countries) for area, countries in areas.items()}
    for region, (added, taken) in SDG_REGIONS.items():
        inside = set().union(*(found.get(area, set()) for area in added))
        found[region] = inside.difference(*(found.get(area, set()) for area in taken))
    return found
