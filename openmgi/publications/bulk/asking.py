"""The shares of every question: how many places, and which, answer it by which option."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from openmgi.core.shares import PlaceAnswer, Shares, shares
from openmgi.publications.bulk.rows import About, answers
from openmgi.publications.bulk.shelf import Shelf, Shelved, ShelvedAnswer

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a set, asked of real places or of invented ones, which are never mixed."""

    framework_edition: str
    invented: bool
    domain: int
    indicator: str

    @property
    def order(self) -> tuple[str, bool, int, list[str | int]]:
        """By codes, the numbers in them as numbers."""
        parts = _NUMBER.split(self.indicator)
        return self.framework_edition, self.invented, self.domain, [int(p) if p.isdecimal() else p for p in parts]


@dataclass(frozen=True, slots=True)
class Given:
    """A question with the answers that are given to it, in the order of the places' addresses."""

    question: Question
    answers: Sequence[ShelvedAnswer]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its shares, and the publication of each place in them by its address."""

    question: Question
    shares: Shares
    publications: Mapping[str, Shelved]


def newest(publications: Iterable[Shelved]) -> list[Shelved]:
    """The newest profile of each place for each question set: a place counts once."""
    ordered = sorted(publications, key=lambda one: one.edition)
    found = {(one.place, one.framework_edition): one for one in ordered if one.framework_edition}
    return sorted(found.values(), key=lambda one: one.slug)


def questions(shelf: Shelf, publications: Sequence[Shelved], about: About) -> list[Given]:
    """Every question that is meant with the answers of these publications, in the order of codes."""
    found: dict[tuple[str, bool, int, str], list[ShelvedAnswer]] = defaultdict(list)
    for one in answers(shelf, publications, about):
        place = one.publication
        found[place.framework_edition, place.is_invented, one.domain, one.indicator].append(one)
    every = [Given(Question(*asked), given) for asked, given in found.items()]
    return sorted(every, key=lambda one: one.question.order)


def asked(shelf: Shelf, given: Given) -> Asked:
    """The shares of a question among those who gave these answers."""
    question = given.question
    indicator = shelf.indicators.get(question.framework_edition, {}).get(question.indicator)
    known = [one.code for one in indicator.answers] if indicator else []
    options = [*known, *sorted({one.option for one in given.answers if one.kind == "answer"} - {*known})]
    told = [PlaceAnswer(one.publication.slug, one.option, one.kind) for one in given.answers]
    return Asked(question, shares(told, options), {one.publication.slug: one.publication for one in given.answers})


def within(every: Asked, places: Collection[str]) -> Asked:
    """The same question, asked of these places only; they are named by the addresses of their profiles."""
    here = {slug: one for slug, one in every.publications.items() if slug in places}
    return Asked(every.question, every.shares.within(places), here)
