"""Places of a theme that have answered a later set of questions since, and what its question became there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.comparison import followers
from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.edition import Indicator, RelationKind
from openmgi.core.side_by_side import lineage
from openmgi.library.models import Edition
from openmgi.publications.themes.asking import Theme

# From a question that stays what it was to one that stands for several; of several steps the farthest is told.
_KINDS: tuple[RelationKind, ...] = ("same", "reworded", "criteria_changed", "split", "merged", "new", "dropped")


@dataclass(frozen=True, slots=True)
class Became:
    """A question of a later set, and how it stands to the one that it comes from."""

    indicator: Indicator
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Newer:
    """A later set of questions, how many places of the theme have answered it since, and what the question became."""

    edition: Edition
    count: int
    became: Sequence[Became] = ()


def newer(shown: Theme, code: str = "") -> list[Newer]:
    """Each later set that places of the theme have answered since. code: of the question, where the theme is one.

    No query where no place has answered another set.
    """
    since = _since(shown)
    if not since:
        return []
    editions = {one.code: one for one in Edition.objects.light().in_order()}
    specs = {one: edition.spec for one, edition in editions.items()}
    found = [one for one in editions if one in since and shown.edition in lineage(one, specs)]
    return [Newer(editions[one], len(since[one]), _became(code, shown.edition, one, specs)) for one in found]


def _since(shown: Theme) -> Mapping[str, Collection[str]]:
    """The places that have a later profile with other questions, by the code of these."""
    counted = {one.place: one.edition for one in shown.places.values()}
    found: dict[str, set[str]] = defaultdict(set)
    for one in shown.known.publications:
        questions = shown.known.question_sets.get(one.pk, shown.edition)
        is_later = one.edition > counted.get(one.place, one.edition)
        if is_later and questions != shown.edition and one.edition[:4] <= (shown.wanted.until or one.edition):
            found[questions].add(one.place)
    return found


def _became(code: str, first: str, last: str, specs: Mapping[str, EditionSpec]) -> list[Became]:
    """What became of the question from set to set."""
    if not code:
        return []
    line = [last, *lineage(last, specs)]
    found: dict[str, RelationKind] = {code: "same"}
    for step in reversed(line[: line.index(first)]):
        found = {
            one.code: max(kind, one.relation.kind, key=_KINDS.index)
            for before, kind in found.items()
            for one in followers(before, specs[step])
            if one.relation
        }
    return [Became(one, found[one.code]) for one in specs[last].indicators() if one.code in found]
