"""Areas of the world and groups of places: what they are called, since when, and which places are in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from openmgi.core.text import Names

GroupKind = Literal["income", "membership", "own"]
AreaKind = Literal["region", "group", "income", "membership", "own"]
GROUP_KINDS: tuple[GroupKind, ...] = get_args(GroupKind)


@dataclass(frozen=True, slots=True)
class Area:
    """A region of the world or a group of places.

    code: of M49, three digits; of a group that was loaded its name and day, as in `income-low@2025-07-01`.
    countries: ISO 3166-1 alpha-3; their cities and regions are in it too. places: single ones, by the address of their
    profiles without the date. kind: a region or group of M49, or of what kind a loaded group is. title: what the group
    and those beside it are together. as_of: the day of its members; source: who says so.
    """

    code: str
    names: Names
    countries: frozenset[str]
    places: frozenset[str] = frozenset()
    kind: AreaKind = "region"
    title: Names = field(default_factory=dict)
    as_of: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """The code without the day."""
        return self.code.partition("@")[0]

    def has(self, country: str, place: str) -> bool:
        """Whether a place is in it: by its country, or itself."""
        return country in self.countries or place in self.places

    def has_any(self, countries: Collection[str], places: Collection[str]) -> bool:
        """Whether any place of these is in it. countries: those of all the places."""
        return not (self.countries.isdisjoint(countries) and self.places.isdisjoint(places))


@dataclass(frozen=True, slots=True)
class Areas:
    """Every area, each with a code of its own; groups of one name stand with the newest first."""

    every: tuple[Area, ...]
    _by_code: Mapping[str, Area]

    @classmethod
    def of(cls, areas: Iterable[Area]) -> Areas:
        every = tuple(areas)
        newest = {one.name: one for one in reversed(every)}
        return cls(every, newest | {one.code: one for one in every})

    def get(self, code: str) -> Area | None:
        """The area of this code; for the name of a group without a day, the newest."""
        return self._by_code.get(code)

    def by_income(self) -> list[Area]:
        return [one for one in self.every if one.kind == "income"]

    def by_region(self) -> list[Area]:
        """Regions and groups of every other kind."""
        return [one for one in self.every if one.kind != "income"]

    def region(self, code: str) -> Area | None:
        """The area of this code, unless it is a group by income."""
        found = self.get(code)
        return found if found and found.kind != "income" else None

    def income(self, code: str) -> Area | None:
        """The group by income of this code."""
        found = self.get(code)
        return found if found and found.kind == "income" else None
