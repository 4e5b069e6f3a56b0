"""Lists of profiles. In alphabetical order only: nothing here counts, scores or ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openmgi.core.profile import Level
from openmgi.core.text import fold
from openmgi.publications.models import Publication
from openmgi.web.templatetags.page import in_language

LEVELS: tuple[Level, ...] = ("national", "local")


@dataclass(frozen=True, slots=True)
class LevelList:
    """The profiles of one level."""

    level: Level
    publications: list[Publication]


def in_alphabetical_order(publications: Iterable[Publication]) -> list[Publication]:
    """By the place's name in the reader's language, then by date."""
    return sorted(publications, key=lambda one: (fold(in_language(one.place_name)), one.edition, one.slug))


def by_level(publications: Iterable[Publication]) -> list[LevelList]:
    """National and local profiles apart, never mixed."""
    ordered = in_alphabetical_order(publications)
    return [LevelList(level, [one for one in ordered if one.level == level]) for level in LEVELS]
