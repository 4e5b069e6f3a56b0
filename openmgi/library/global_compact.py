"""The objectives of the Global Compact for Migration, from `data/global-compact/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from openmgi.core.text import Names
from openmgi.library.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective; `unofficial` are the languages in which its title is a translation of this project."""

    number: int
    title: Names
    unofficial: tuple[str, ...]


@lru_cache(maxsize=1)
def objectives() -> tuple[Objective, ...]:
    """All objectives, in their order."""
    data, _ = read_yaml(settings.DATA_DIR / "global-compact" / "objectives.yaml")
    unofficial = tuple(data["unofficial"])
    return tuple(Objective(number, title, unofficial) for number, title in data["objectives"].items())
