"""Codes that a request may name: what is on no list is refused, since an empty answer would look like a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from openmgi.publications.api.filters import PlaceFilters
from openmgi.publications.api.problems import unknown_codes
from openmgi.publications.bulk.shelf import Shelf


def check_codes(shelf: Shelf, asked: PlaceFilters) -> None:
    """Raises ProblemError for codes that are on no list; of each it says where the list is."""
    given = asked.model_dump(include={*_LISTS}, exclude_none=True)
    unknown = {name: code for name, code in given.items() if not _LISTS[name](shelf, code)}
    if unknown:
        says, options = _messages(), ", ".join(sorted(_options(shelf)))
        told = {name: {"code": code, "slug": code, "options": options} for name, code in unknown.items()}
        raise unknown_codes({name: says[name] % told[name] for name in unknown})


def _messages() -> dict[str, str]:
    return {
        "area": _("There is no area %(code)s; /areas has all."),
        "country": _("No area has a country %(code)s; /areas has the codes of all (ISO 3166-1 alpha-3)."),
        "place": _("There is no place %(slug)s; /places has all."),
        "publication": _("There is no publication %(slug)s; /publications has all."),
        "framework_edition": _("There is no edition %(code)s; /frameworks has all."),
        "domain": _("There is no domain %(code)s; /frameworks has all."),
        "indicator": _("There is no question %(code)s; the question sets that /frameworks names have all."),
        "option": _("There is no option %(code)s. There are: %(options)s."),
    }


def _has_area(shelf: Shelf, code: str) -> bool:
    return shelf.areas.get(code) is not None


def _has_country(shelf: Shelf, code: str) -> bool:
    """A country that does not exist may be in no area."""
    return any(code in one.countries for one in shelf.areas.every) or any(
        code == one.country for one in shelf.publications
    )


def _has_place(shelf: Shelf, slug: str) -> bool:
    return any(slug == one.place for one in shelf.publications)


def _has_publication(shelf: Shelf, slug: str) -> bool:
    return any(slug == one.slug for one in shelf.publications)


def _has_edition(shelf: Shelf, code: str) -> bool:
    return code in shelf.indicators or any(code == one.framework_edition for one in shelf.publications)


def _has_domain(shelf: Shelf, number: int) -> bool:
    return number in shelf.domains


def _has_indicator(shelf: Shelf, code: str) -> bool:
    return any(code in one for one in shelf.indicators.values()) or any(code == one.indicator for one in shelf.answers)


def _options(shelf: Shelf) -> set[str]:
    """Those of the question sets, and those in answers to a question set that is not here."""
    offered = {option.code for one in shelf.indicators.values() for each in one.values() for option in each.options}
    return offered | {one.option for one in shelf.answers if one.option}


def _has_option(shelf: Shelf, code: str) -> bool:
    return code in _options(shelf)


# Parameter → whether a code is on its list.
_LISTS: Mapping[str, Callable[[Shelf, Any], bool]] = {
    "area": _has_area,
    "country": _has_country,
    "place": _has_place,
    "publication": _has_publication,
    "framework_edition": _has_edition,
    "domain": _has_domain,
    "indicator": _has_indicator,
    "option": _has_option,
}
