"""What profiles say that answer other questions than the thirty items, item by item. No category is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openmgi.core.profile import AgreedAnswer, Profile, QuoteTrace
from openmgi.core.text import Names
from openmgi.library.edition_pages import sdg_items
from openmgi.library.models import Edition
from openmgi.publications.models import Publication
from openmgi.publications.portal.current import current
from openmgi.publications.sdg.computed import once


@dataclass(frozen=True, slots=True)
class RelatedAnswer:
    """The answer of a profile to a question that speaks to an item, with the words on which it rests."""

    answer: AgreedAnswer
    quotes: Sequence[QuoteTrace]


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """An item with what is answered to the questions that speak to it."""

    code: str
    question: Names
    answers: Sequence[RelatedAnswer]


@dataclass(frozen=True, slots=True)
class Related:
    """A profile with the items to which its questions speak, in their order."""

    publication: Publication
    items: Sequence[RelatedItem]


def related(country: str) -> list[Related]:
    """What the newest national profile of a country for each set of questions says of the items, the newest first."""
    sets = current().national(country)
    if not sets:
        return []
    official = {one.code for one in Edition.objects.light().sdg1072()}
    other = [pk for pk, code in sets.items() if code not in official]
    newest = {sets[one.pk]: one for one in Publication.objects.filter(pk__in=other).order_by("edition", "pk")}
    found = [Related(one, _items(one.profile)) for one in newest.values()]
    return sorted((one for one in found if one.items), key=lambda one: one.publication.edition, reverse=True)


def _items(profile: Profile) -> list[RelatedItem]:
    known, quotes = sdg_items(), profile.quotes()
    codes = sorted({code for one in profile.answers for code in one.sdg})
    return [
        RelatedItem(
            code=code,
            question=known[code].question if code in known else {},
            answers=[
                RelatedAnswer(one, once(quotes.get(one.indicator, ()))) for one in profile.answers if code in one.sdg
            ],
        )
        for code in codes
    ]
