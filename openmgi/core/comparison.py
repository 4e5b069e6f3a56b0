"""Two editions of a framework side by side: how each question of the later one stands to those of the earlier.

The links are declared by the authors of the later edition (`Indicator.relation`, `Edition.dropped`), never guessed, so
that a change of policy is not mistaken for a change of question. What they declare is checked against the texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from openmgi.core.checks import Fault
from openmgi.core.edition import Edition, Indicator, Relation, RelationKind
from openmgi.core.text import Names

RULE = "relations"
_COUNTS = {
    "same": (1, 1),
    "reworded": (1, 1),
    "criteria_changed": (1, 1),
    "split": (1, 1),
    "merged": (2, 99),
    "new": (0, 0),
}


class UnrelatedEditionsError(Exception):
    """The later edition does not follow the earlier one; `previous` is the one that it follows, if any."""

    def __init__(self, before: str, after: str, previous: str | None) -> None:
        super().__init__(f"{after} does not follow {before}")
        self.before, self.after, self.previous = before, after, previous


@dataclass(frozen=True, slots=True)
class Change:
    """One link between two editions. `before` are the earlier indicators, `after` is None for a dropped one.

    kind: None where the authors have not said it. question, criteria: whether these texts differ (in the source
    language); the criteria by the codes of their options.
    """

    kind: RelationKind | None
    before: tuple[Indicator, ...]
    after: Indicator | None
    note: Names = field(default_factory=dict)
    question: bool = False
    criteria: tuple[str, ...] = ()


def changes(before: Edition, after: Edition) -> list[Change]:
    """Every indicator of the later edition in order, then those that were dropped. Raises UnrelatedEditionsError."""
    if after.previous != before.code:
        raise UnrelatedEditionsError(before.code, after.code, after.previous)
    kept = [change_to(before, after, indicator) for indicator in after.indicators()]
    gone = [(before.indicator(one.code), one.note) for one in after.dropped]
    return kept + [Change("dropped", (one,), None, note) for one, note in gone if one is not None]


def change_to(before: Edition, after: Edition, indicator: Indicator) -> Change:
    """What became of an indicator of the later edition, which follows the earlier one."""
    relation = indicator.relation
    if relation is None:
        return Change(None, (), indicator)
    earlier = tuple(one for code in relation.before if (one := before.indicator(code)) is not None)
    if len(earlier) != 1:
        return Change(relation.kind, earlier, indicator, relation.note)
    question, criteria = _differences(earlier[0], indicator, after.languages[0])
    return Change(relation.kind, earlier, indicator, relation.note, question, criteria)


def _differences(before: Indicator, after: Indicator, language: str) -> tuple[bool, tuple[str, ...]]:
    old = {option.code: option.criterion.get(language) for option in before.options}
    new = {option.code: option.criterion.get(language) for option in after.options}
    differ = tuple(code for code in dict.fromkeys((*old, *new)) if old.get(code) != new.get(code))
    return before.question.get(language) != after.question.get(language), differ


def followers(code: str, after: Edition) -> list[Indicator]:
    """The indicators of the later edition that come from this earlier one."""
    return [one for one in after.indicators() if one.relation is not None and code in one.relation.before]


def relation_faults(before: Edition | None, after: Edition) -> Iterator[Fault]:
    """What is wrong in the links of an edition to the one before it (None: it is not known, or there is none)."""
    if after.previous is None:
        for indicator in after.indicators():
            if indicator.relation is not None:
                yield _fault(indicator.code, "has a relation, but the edition names none before it")
    elif before is None:
        yield _fault(after.code, f"the edition before, {after.previous}, is not known")
    else:
        yield from _declared_faults(before, after)
        yield from _left_out(before, after)


def _declared_faults(before: Edition, after: Edition) -> Iterator[Fault]:
    split = Counter(code for one in after.indicators() if _kind(one) == "split" for code in _before(one))
    known = {one.code for one in before.indicators()}
    for change in changes(before, after):
        indicator = change.after
        if indicator is None:
            continue
        if indicator.relation is None:
            yield _fault(indicator.code, "does not say how it stands to the edition before")
            continue
        for what in _wrong(indicator.relation, change, known, split):
            yield _fault(indicator.code, what)


def _wrong(relation: Relation, change: Change, known: set[str], split: Counter[str]) -> Iterator[str]:
    if relation.kind == "dropped":
        yield "is asked, so it is not dropped; what is not asked any more is listed under dropped"
        return
    for code in relation.before:
        if code not in known:
            yield f"names {code}, which the edition before does not have"
    least, most = _COUNTS[relation.kind]
    if not least <= len(relation.before) <= most:
        wanted = f"{least} or more" if most > least else f"{least}"
        yield f"{relation.kind} names {len(relation.before)} earlier indicators, not {wanted}"
    elif relation.kind == "split" and split[relation.before[0]] < 2:
        yield f"is the only one split from {relation.before[0]}"
    elif change.before:
        yield from _wrong_texts(relation.kind, change)


def _wrong_texts(kind: RelationKind, change: Change) -> Iterator[str]:
    if kind == "same" and (change.question or change.criteria):
        yield "is called the same, but its texts differ"
    if kind == "reworded" and not (change.question or change.criteria):
        yield "is called reworded, but its texts are the same"
    if kind == "criteria_changed" and not change.criteria:
        yield "is said to have other criteria, but they are the same"


def _left_out(before: Edition, after: Edition) -> Iterator[Fault]:
    named = {code for one in after.indicators() for code in _before(one)}
    dropped = {one.code for one in after.dropped}
    for indicator in before.indicators():
        if indicator.code not in named | dropped:
            yield _fault(indicator.code, "of the edition before is neither followed nor dropped")
        if indicator.code in named & dropped:
            yield _fault(indicator.code, "of the edition before is both followed and dropped")
    for code in sorted(dropped - {one.code for one in before.indicators()}):
        yield _fault(code, "is dropped, but the edition before does not have it")


def _kind(indicator: Indicator) -> RelationKind | None:
    return indicator.relation.kind if indicator.relation else None


def _before(indicator: Indicator) -> tuple[str, ...]:
    return indicator.relation.before if indicator.relation else ()


def _fault(where: str, what: str) -> Fault:
    return Fault(RULE, where, what)


@dataclass(frozen=True, slots=True)
class Kept:
    """Which answers of a set can be kept in one that follows it, and why the others cannot.

    origins: indicator → that of the first set which asks the same, or the same in other words. others: indicator → what
    it became instead, None where nobody has said it. dropped: indicators of the first set that nothing asks any more.
    """

    origins: dict[str, str]
    others: dict[str, RelationKind | None]
    dropped: tuple[str, ...] = ()


def kept_questions(line: Sequence[Edition]) -> Kept:
    """What becomes of the questions of the first set in the last. line: each set follows the one before it."""
    codes = [one.code for one in line[0].indicators()]
    found = Kept(dict(zip(codes, codes, strict=True)), {})
    for before, after in pairwise(line):
        found = _followed(found, changes(before, after))
    return found


def _followed(found: Kept, links: Sequence[Change]) -> Kept:
    """The same, one set further on."""
    origins: dict[str, str] = {}
    others: dict[str, RelationKind | None] = {}
    for link in links:
        earlier = [one.code for one in link.before]
        if link.after is None:
            continue
        if link.kind not in {"same", "reworded"} or not earlier:
            others[link.after.code] = link.kind
        elif earlier[0] in found.origins:
            origins[link.after.code] = found.origins[earlier[0]]
        else:
            others[link.after.code] = found.others[earlier[0]]
    gone = [one.code for link in links if link.after is None for one in link.before]
    dropped = (*found.dropped, *(found.origins[code] for code in gone if code in found.origins))
    return Kept(origins, others, dropped)
