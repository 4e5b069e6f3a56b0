"""The wheel on a page: geometry from the core, words and links from the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from openmgi.core.wheel import INNER, Segment, Slice, segments


@dataclass(frozen=True, slots=True)
class Spoke:
    """One segment as a link. `label` is its accessible name: number, name and, on a profile, the counts."""

    segment: Segment
    shown: Slice
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole wheel. `title` is its accessible name; `shows_counts` says whether it has dots."""

    title: str
    spokes: tuple[Spoke, ...]
    shows_counts: bool
    hole: float = INNER


def wheel(title: str, slices: list[Slice], links: Mapping[int, str], *, shows_counts: bool) -> Wheel:
    """The wheel in the reader's language and direction; `links` gives the address for each domain's number."""
    drawn = segments(slices, right_to_left=get_language_bidi())
    return Wheel(
        title,
        tuple(
            Spoke(segment, shown, links[shown.number], _label(shown, shows_counts=shows_counts))
            for segment, shown in zip(drawn, slices, strict=True)
        ),
        shows_counts,
    )


def _label(shown: Slice, *, shows_counts: bool) -> str:
    name = _("%(number)s. %(name)s") % {"number": shown.number, "name": shown.name}
    if not shows_counts:
        return name
    return _("%(name)s: %(counts)s") % {"name": name, "counts": counts_in_words(shown)}


def counts_in_words(shown: Slice) -> str:
    """`3 well-developed areas, 2 areas with potential for further development`, in the reader's language."""
    well = ngettext("%(count)s well-developed area", "%(count)s well-developed areas", shown.well_developed) % {
        "count": shown.well_developed
    }
    potential = ngettext(
        "%(count)s area with potential for further development",
        "%(count)s areas with potential for further development",
        shown.potential,
    ) % {"count": shown.potential}
    return _("%(well)s, %(potential)s") % {"well": well, "potential": potential}
