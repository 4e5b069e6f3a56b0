"""Questions of other editions that ask what a question asks: by the links that authors declared, never by guessing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openmgi.core.comparison import followers
from openmgi.core.edition import Edition, RelationKind


@dataclass(frozen=True, slots=True)
class Linked:
    """A question that asks what another does. is_same: no link between the two changed the line between answers."""

    edition: str
    indicator: str
    is_same: bool = True


_SAME: tuple[RelationKind, ...] = ("same", "reworded")


def linked(edition: str, indicators: Iterable[str], editions: Mapping[str, Edition]) -> list[Linked]:
    """These questions and, over any number of editions, those from which they come and those that come from them."""
    found: dict[tuple[str, str], bool] = {}
    waiting = [Linked(edition, one) for one in indicators]
    while waiting:
        one = waiting.pop(0)
        known = found.get((one.edition, one.indicator))
        if known is None or (one.is_same and not known):
            found[one.edition, one.indicator] = one.is_same
            waiting += _neighbours(one, editions)
    return [Linked(code, indicator, is_same) for (code, indicator), is_same in found.items()]


def _neighbours(one: Linked, editions: Mapping[str, Edition]) -> Iterator[Linked]:
    """What the editions just before and just after say of this question."""
    here = editions.get(one.edition)
    asked = here.indicator(one.indicator) if here else None
    if here is None or asked is None:
        return
    if here.previous in editions and asked.relation is not None:
        for code in asked.relation.before:
            yield Linked(str(here.previous), code, one.is_same and asked.relation.kind in _SAME)
    for after in editions.values():
        if after.previous == here.code:
            for follower in followers(one.indicator, after):
                kind = follower.relation.kind if follower.relation else None
                yield Linked(after.code, follower.code, one.is_same and kind in _SAME)
