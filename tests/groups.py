"""Groups of invented places, as values and loaded."""

from __future__ import annotations

from openmgi.core.areas import Area, GroupKind
from openmgi.library.actions.grouping import load_groups

TITLES = {"income": "Incomes", "membership": "Union", "own": "Harbour partnership"}


def group(
    name: str = "harbours",
    day: str = "2031-01-15",
    countries: str = "XXA",
    places: str = "xxz-quay",
    kind: GroupKind = "own",
) -> Area:
    """A group that is called after its name. countries, places: with spaces between them."""
    members = frozenset(countries.split()), frozenset(places.split())
    title = {"en": TITLES[kind]}
    return Area(f"{name}@{day}", {"en": name.title()}, *members, kind=kind, title=title, as_of=day, source="A list")


def load(*groups: Area) -> None:
    load_groups(groups=groups)
