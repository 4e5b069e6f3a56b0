"""From the name of a place, as a page writes it, to its codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openmgi.core.text import Names, fold

_GENERIC = re.compile(
    r"\b(city|county|region|province|district|department|state|municipality|prefecture|capital|metropolitan|"
    r"ville|comte|departement|ciudad|condado|departamento|provincia|distrito|greater|area|of|de|del|la|le|the)\b"
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1, with the UN's names for it by language."""

    alpha3: str
    alpha2: str
    names: Names
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A province, county, region or city of ISO 3166-2."""

    code: str
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """Finds countries and subdivisions by any of their names, without case, accents or brackets."""

    countries: Sequence[Country]
    subdivisions: Sequence[Subdivision]
    _by_name: Mapping[str, Country] = field(init=False, repr=False)
    _within: Mapping[str, list[Subdivision]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names: dict[str, Country] = {}
        for country in self.countries:
            for name in [country.alpha3, *country.names.values(), *country.aliases]:
                for key in _spellings(name):
                    names.setdefault(key, country)
        within: dict[str, list[Subdivision]] = {}
        for subdivision in self.subdivisions:
            within.setdefault(subdivision.code[:2], []).append(subdivision)
        object.__setattr__(self, "_by_name", names)
        object.__setattr__(self, "_within", within)

    def country(self, name: str) -> Country | None:
        """The country of this name, in any language we know, or of this alpha-3 code."""
        return self._by_name.get(_key(name))

    def countries_in(self, text: str) -> list[Country]:
        """Every country that the text names, once each, the longest names first: Guinea-Bissau is not Guinea."""
        left, found = f" {_key(text)} ", []
        for key in sorted(self._by_name, key=len, reverse=True):
            if len(key) > 3 and f" {key} " in left:
                left = left.replace(f" {key} ", "  ")
                if self._by_name[key] not in found:
                    found.append(self._by_name[key])
        return found

    def subdivision(self, country: Country, name: str) -> Subdivision | None:
        """The subdivision of this country with this name: exactly, else without words such as "county"."""
        candidates = self._within.get(country.alpha2, [])
        for key in (_key, _bare):
            wanted = key(name)
            found = [one for one in candidates if wanted and any(key(part) == wanted for part in _parts(one.name))]
            if len(found) == 1:
                return found[0]
        return None

    def subdivisions_named(self, name: str) -> list[tuple[Country, Subdivision]]:
        """Every subdivision of the world with exactly this name, with its country."""
        return [
            (country, one)
            for country in self.countries
            for one in self._within.get(country.alpha2, [])
            if _key(one.name) == _key(name)
        ]


def _key(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(name)).split())


def _bare(name: str) -> str:
    return " ".join(_GENERIC.sub(" ", _key(name)).split())


def _parts(name: str) -> Iterable[str]:
    """A subdivision may be listed under two names: `Bizkaia / Vizcaya`, `Sofia (stolitsa)`."""
    return [name, *re.split(r"\s*/\s*", name), re.sub(r"\s*[(\[].*", "", name)]


def _spellings(name: str) -> set[str]:
    """`Iran (Islamic Republic of)` is also written `Islamic Republic of Iran` and `Iran`."""
    spellings = {_key(name)}
    match = re.fullmatch(r"(.+?) \((.+)\)", name)
    if match:
        spellings |= {_key(match[1]), _key(f"{match[2]} {match[1]}")}
    return spellings
