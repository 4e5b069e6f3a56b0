"""What a reader asks for: words, and by what the findings are narrowed. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from openmgi.core.areas import Area, Areas
from openmgi.publications.search.entries import Condition, facet_key

FACETS = ("domain", "topic", "kind", "level", "region", "income", "year", "sdg", "gcm", "language", "edition")
AREAS = ("region", "income")  # of these facets, the values are codes of areas
MOST_LETTERS = 400
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """words: as they were typed. chosen: one value for each facet that is narrowed. page: from 1."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def typed(cls, given: Mapping[str, str]) -> Asked:
        """What the address says. A page that is none is the first."""
        number = given.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        chosen = {facet: value for facet in FACETS if (value := _legible(given.get(facet, "")))}
        return cls(_legible(given.get("q", "")), chosen, min(max(1, page), _MOST_PAGES))

    @property
    def language(self) -> str:
        """The language in which the findings must be published; empty where any will do."""
        return self.chosen.get("language", "")

    def conditions(self, areas: Areas) -> list[Condition]:
        """What a finding must have to be meant."""
        return [_condition(facet, value, areas) for facet, value in self.chosen.items()]

    def dated(self, areas: Areas) -> Asked:
        """The same, each group with the day of its members, so that its address always means these."""
        found = {facet: one.code for facet in AREAS if (one := areas.get(self.chosen.get(facet, "")))}
        return replace(self, chosen={**self.chosen, **found})

    def address(self, page: int = 1) -> str:
        """The question as the end of an address, always written in the same way; empty where nothing is asked."""
        told = {"q": self.words, **{facet: self.chosen.get(facet, "") for facet in FACETS}}
        told["page"] = str(page) if page > 1 else ""
        return urlencode({name: value for name, value in told.items() if value})


def _legible(text: str) -> str:
    """What a person can have meant: no sign that cannot be written down, in a feed for example, and single spaces."""
    return " ".join("".join(one if one.isprintable() else " " for one in text[:MOST_LETTERS]).split())


def _condition(facet: str, value: str, areas: Areas) -> Condition:
    if facet not in AREAS:
        return Condition((facet_key(facet, value),))
    area = areas.get(value)
    return Condition(_members(area) if area else ())


def _members(area: Area) -> tuple[str, ...]:
    countries = [facet_key("country", one) for one in sorted(area.countries)]
    return (*countries, *(facet_key("place", one) for one in sorted(area.places)))
