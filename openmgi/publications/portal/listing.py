"""Lists of profiles. In alphabetical order only: nothing here counts, scores or ranks."""

from __future__ import annotations

from collections import defaultdict
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

    @property
    def places(self) -> list[list[Publication]]:
        """The profiles of each place by date; places in alphabetical order of what they are called now."""
        found: dict[str, list[Publication]] = defaultdict(list)
        for one in sorted(self.publications, key=lambda one: one.edition):
            found[one.place].append(one)
        newest = in_alphabetical_order(several[-1] for several in found.values())
        return [found[one.place] for one in newest]


def in_alphabetical_order(publications: Iterable[Publication]) -> list[Publication]:
    """By the place's name in the reader's language, then by date."""
    return sorted(publications, key=lambda one: (fold(in_language(one.place_name)), one.edition, one.slug))


def by_level(publications: Iterable[Publication]) -> list[LevelList]:
    """National and local profiles apart, never mixed."""
    ordered = in_alphabetical_order(publications)
    return [LevelList(level, [one for one in ordered if one.level == level]) for level in LEVELS]
