"""What is published now as themes need it, read once for as long as nothing is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import get_args

from django.db.models import Count, Max

from openmgi.core.profile import AnswerKind
from openmgi.publications.models import Publication, PublishedAnswer, PublishedFinding

State = tuple[object, ...]
_KINDS: Mapping[str, AnswerKind] = {one: one for one in get_args(AnswerKind)}


@dataclass(frozen=True, slots=True)
class Given:
    """The answer of a publication, which is told by its key, to a question."""

    publication: int
    option: str
    kind: AnswerKind


@dataclass(frozen=True, slots=True)
class Example:
    """A well-developed finding that rests on a question: its place in its publication, and its own key."""

    publication: int
    domain: int
    order: int
    key: int


@dataclass(frozen=True, slots=True)
class Current:
    """The newest version of every profile by date, without the profile itself, and which questions each answers.

    answers: to each question of a set. examples: by the code of the question, whatever its set.
    """

    publications: Sequence[Publication]
    question_sets: Mapping[int, str]
    answers: Mapping[tuple[str, str], Sequence[Given]]
    examples: Mapping[str, Sequence[Example]]

    def national(self, country: str) -> dict[int, str]:
        """The national profiles of a country that answer questions: key → which."""
        found = (one.pk for one in self.publications if (one.country, one.level) == (country, "national"))
        return {key: self.question_sets[key] for key in found if key in self.question_sets}


_HELD: ContextVar[Current | None] = ContextVar("held", default=None)


def current() -> Current:
    """What is public now; three small queries where nothing changed since it was read last.

    A publication is never changed or deleted, so the newest one and their number tell one state from another; the rows
    that are derived from them may be made anew, and have other keys then.
    """
    if (found := _HELD.get()) is not None:
        return found
    state = Publication.objects.aggregate(Count("pk"), Max("pk"), Max("published_at"))
    derived = [rows.objects.aggregate(Max("pk"))["pk__max"] for rows in (PublishedAnswer, PublishedFinding)]
    return _read((*state.values(), *derived))


@contextmanager
def held() -> Iterator[None]:
    """Within, what is public now is read once and stays as it is, so that many pages are made of one moment."""
    token = _HELD.set(current())
    try:
        yield
    finally:
        _HELD.reset(token)


# The one before is kept for those who are still reading it.
@lru_cache(maxsize=2)
def _read(state: State) -> Current:
    del state
    newest = Publication.objects.current()
    publications = list(newest.defer("profile_json").order_by("edition", "pk"))
    keys = {one.pk for one in publications}
    return Current(publications, newest.question_sets(), _answers(keys), _examples(keys))


def _answers(keys: set[int]) -> Mapping[tuple[str, str], Sequence[Given]]:
    found: dict[tuple[str, str], list[Given]] = defaultdict(list)
    rows = PublishedAnswer.objects.values_list("publication", "edition", "indicator", "option", "kind")
    for publication, edition, indicator, option, kind in rows:
        if publication in keys:
            given = Given(publication, intern(option), _KINDS.get(kind, "not_answered"))
            found[edition, indicator].append(given)
    return found


def _examples(keys: set[int]) -> Mapping[str, Sequence[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    rows = PublishedFinding.objects.filter(kind="well_developed").exclude(indicators=[])
    for publication, domain, order, pk, indicators in rows.values_list(
        "publication", "domain", "order", "pk", "indicators"
    ):
        for code in set(indicators) if publication in keys else ():
            found[code].append(Example(publication, domain, order, pk))
    return found
