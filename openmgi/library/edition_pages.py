"""What the pages of an edition show: its indicators with their links, and what the reader's language lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from openmgi.core.comparison import Change, change_to, followers
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import EditionDomain, Indicator, Topic
from openmgi.core.text import Names
from openmgi.library.global_compact import Objective, objectives
from openmgi.library.models import Edition


@dataclass(frozen=True, slots=True)
class SdgItem:
    """An item of SDG indicator 10.7.2: its code, the question, and the edition that holds it."""

    code: str
    question: Names
    edition: Edition


@dataclass(frozen=True, slots=True)
class Placed:
    """An indicator with its topic and domain."""

    domain: EditionDomain
    topic: Topic
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class Follower:
    """Indicators of a later edition that come from the one on the page."""

    edition: Edition
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator, its neighbours, its links, what it was in the edition before, and what came of it."""

    placed: Placed
    before: Indicator | None
    after: Indicator | None
    items: tuple[SdgItem, ...]
    objectives: tuple[Objective, ...]
    previous: Edition | None
    change: Change | None
    followers: tuple[Follower, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of SDG 10.7.2 with the indicators that inform it."""

    code: str
    item: SdgItem | None
    indicators: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """A Global Compact objective with the indicators that inform it."""

    objective: Objective
    indicators: tuple[Placed, ...]


def is_missing(spec: EditionSpec) -> bool:
    """Whether the edition's questions do not exist in the reader's language."""
    return get_language() not in spec.asked_in


def is_unofficial(spec: EditionSpec) -> bool:
    """Whether the reader reads this project's own translation of an official text."""
    return get_language() in spec.unofficial


def placed(spec: EditionSpec) -> list[Placed]:
    """Every indicator with its place, in order."""
    return [Placed(domain, topic, indicator) for domain, topic, indicator in spec.placed()]


def indicator_page(edition: Edition, code: str) -> IndicatorPage | None:
    """The page of the indicator with this code; nothing when the edition has none."""
    every = placed(edition.spec)
    position = next((number for number, one in enumerate(every) if one.indicator.code == code), None)
    if position is None:
        return None
    here = every[position]
    editions = list(Edition.objects.light().order_by("code"))
    items = _items(editions) if here.indicator.sdg else {}
    previous = next((one for one in editions if one.code == edition.spec.previous), None)
    return IndicatorPage(
        placed=here,
        before=every[position - 1].indicator if position else None,
        after=every[position + 1].indicator if position + 1 < len(every) else None,
        items=tuple(items[item] for item in here.indicator.sdg if item in items),
        objectives=tuple(one for one in objectives() if one.number in here.indicator.gcm),
        previous=previous,
        change=change_to(previous.spec, edition.spec, here.indicator) if previous else None,
        followers=tuple(_followers(editions, edition, code)),
    )


def _followers(editions: Sequence[Edition], edition: Edition, code: str) -> Sequence[Follower]:
    later = [one for one in editions if one.spec.previous == edition.code]
    found = [Follower(one, tuple(followers(code, one.spec))) for one in later]
    return [one for one in found if one.indicators]


def sdg_items() -> dict[str, SdgItem]:
    """The items of SDG indicator 10.7.2 by code, from the edition that holds them."""
    return _items(Edition.objects.light().order_by("code"))


def _items(editions: Iterable[Edition]) -> dict[str, SdgItem]:
    edition = next((one for one in editions if one.spec.scoring == "sdg1072"), None)
    if edition is None:
        return {}
    return {one.code: SdgItem(one.code, one.question, edition) for one in edition.spec.indicators()}


def item_views(spec: EditionSpec) -> list[ItemView]:
    """Every item of SDG 10.7.2 that is known or linked, with the indicators of this edition that inform it."""
    every, items = placed(spec), sdg_items()
    codes = sorted({*items, *(item for one in every for item in one.indicator.sdg)})
    return [ItemView(code, items.get(code), tuple(one for one in every if code in one.indicator.sdg)) for code in codes]


def objective_views(spec: EditionSpec) -> list[ObjectiveView]:
    """Every objective of the Global Compact, with the indicators of this edition that inform it."""
    every = placed(spec)
    return [
        ObjectiveView(objective, tuple(one for one in every if objective.number in one.indicator.gcm))
        for objective in objectives()
    ]
