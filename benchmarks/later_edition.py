"""A question set that follows another one, with every kind of link in each domain."""

from __future__ import annotations

from itertools import chain

from openmgi.core.comparison import relation_faults
from openmgi.core.edition import Dropped, Edition, EditionDomain, Indicator, Relation, RelationKind, Topic
from openmgi.core.text import Names

ENDS = {"en": "invented", "fr": "inventé", "es": "inventado", "ar": "مختلق"}


def follow(before: Edition) -> Edition:
    """The edition after this one. Of each domain, one question is reworded, one has other criteria, and so on."""
    built = [_followed(domain) for domain in before.domains]
    after = before.model_copy(
        update={
            "code": f"{before.code}-later",
            "previous": before.code,
            "title": _ended(before.title),
            "domains": tuple(domain for domain, _ in built),
            "dropped": tuple(Dropped(code=code) for _, code in built),
        }
    )
    assert list(relation_faults(before, after)) == []
    return after


def _followed(domain: EditionDomain) -> tuple[EditionDomain, str]:
    """The domain, and the code of what it does not ask any more."""
    every = list(domain.indicators())
    first, reworded, moved, divided, united, gone, *_, last = every
    replaced: dict[str, tuple[Indicator, ...]] = {one.code: (_linked(one, "same"),) for one in every}
    replaced[reworded.code] = (_linked(reworded, "reworded", question=_ended(reworded.question)),)
    replaced[moved.code] = (_linked(moved, "criteria_changed", options=_moved(moved)),)
    replaced[divided.code] = tuple(_linked(divided, "split", code=f"{divided.code}{letter}") for letter in "ab")
    merged = Relation(kind="merged", before=(united.code, gone.code))
    replaced[united.code] = (united.model_copy(update={"relation": merged}),)
    replaced[gone.code] = ()
    new = first.model_copy(
        update={"code": f"{last.code}n", "question": _ended(last.question), "relation": Relation(kind="new")}
    )
    replaced[last.code] = (new,)
    topics = tuple(_topic(topic, replaced) for topic in domain.topics)
    return domain.model_copy(update={"topics": tuple(one for one in topics if one.indicators)}), last.code


def _topic(topic: Topic, replaced: dict[str, tuple[Indicator, ...]]) -> Topic:
    found = chain.from_iterable(replaced[one.code] for one in topic.indicators)
    return topic.model_copy(update={"indicators": tuple(found)})


def _linked(indicator: Indicator, kind: RelationKind, **changes: object) -> Indicator:
    relation = Relation(kind=kind, before=(indicator.code,))
    return indicator.model_copy(update={"relation": relation, **changes})


def _moved(indicator: Indicator) -> tuple[object, ...]:
    first, *others = indicator.options
    return (first.model_copy(update={"criterion": _ended(first.criterion)}), *others)


def _ended(names: Names) -> Names:
    return {language: f"{text} ({ENDS[language]})" for language, text in names.items()}
