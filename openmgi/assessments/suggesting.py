"""Searching the documents of an assessment, and what is suggested for an indicator."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.db.models.functions import Length

from openmgi.assessments.evidence import Target, parts_to
from openmgi.assessments.models import Verdict
from openmgi.assessments.permissions import Access
from openmgi.core.evidence import query
from openmgi.core.passages import Passage
from openmgi.core.quotes import Part
from openmgi.library.models import Version
from openmgi.library.passages_index import filters_for, index, vectors
from openmgi.library.search.entries import Indexed, Range
from openmgi.library.search.finding import search
from openmgi.library.search.suggesting import Decision, Feedback, Suggester

PER_PAGE = 20
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. where: `place` for the documents of the place alone, `none` for those of no place."""

    words: str = ""
    language: str = ""
    kind: str = ""
    where: str = ""
    adopted_from: datetime.date | None = None
    adopted_to: datetime.date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a page shows it, with the way to its place. label: the number of its page."""

    passage: Passage
    version: Version
    pieces: Sequence[Piece]
    label: str
    places: Sequence[Part]
    terms: Sequence[str] = ()
    verdict: str = ""

    @property
    def place(self) -> str:
        """Where it begins, which tells it from every other of its version."""
        return f"{self.version.pk}.{self.passage.page}.{self.passage.start}"

    @property
    def parts(self) -> str:
        """Its characters, as the address of the reader takes them."""
        return parts_to(self.places)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. total: of all; has_all_words: False where no passage has all the words."""

    shown: Sequence[Shown]
    total: int
    has_all_words: bool

    @property
    def pages(self) -> int:
        return -(-self.total // PER_PAGE)


def look_for(access: Access, asked: Asked) -> Found:
    """The passages of the place's documents that have these words. Raises PermissionDenied."""
    access.require("consult")
    place = access.assessment.place
    filters = filters_for(
        None if asked.where == "none" else place,
        with_placeless=asked.where != "place",
        languages=[asked.language] if asked.language else None,
        kinds=[asked.kind] if asked.kind else None,
        adopted_from=asked.adopted_from,
        adopted_to=asked.adopted_to,
    )
    results = search(index(), asked.words, filters, offset=(asked.page - 1) * PER_PAGE, limit=PER_PAGE)
    hits = [(one.found, one.marks) for one in results.hits]
    return Found(_shown(hits), results.total, results.has_all_words)


def suggest(access: Access, target: Target) -> list[Shown]:
    """The passages that may be evidence for an indicator, the likeliest first. Raises PermissionDenied."""
    return suggest_all(access, [target])[0]


def suggest_all(access: Access, targets: Sequence[Target], limit: int = SHOWN) -> list[list[Shown]]:
    """The same for several indicators, which is faster than one by one."""
    access.require("consult")
    suggester = Suggester(index(), filters_for(access.assessment.place), vectors())
    return [_suggest(access, target, suggester, limit) for target in targets]


def _suggest(access: Access, target: Target, suggester: Suggester, limit: int) -> list[Shown]:
    verdicts = list(_verdicts(access, target))
    feedback = Feedback(
        accepted=[_decision(one) for one in verdicts if one.is_useful],
        rejected=[_decision(one) for one in verdicts if not one.is_useful],
    )
    found = suggester.suggest(query(target.indicator), feedback, limit=limit)
    words = {True: "useful", False: "useless"}
    said = {(one.version_id, one.page, one.start): words[one.is_useful] for one in verdicts}
    shown = _shown([(one.found, one.marks) for one in found], {one.found.key: one.terms for one in found})
    return [_with_verdict(one, said.get((one.version.pk, one.passage.page, one.passage.start), "")) for one in shown]


def _verdicts(access: Access, target: Target) -> Sequence[Verdict]:
    rows = access.assessment.verdicts.filter(indicator=target.indicator.code, coding=target.coding)
    return list(rows.select_related("version"))


def _decision(verdict: Verdict) -> Decision:
    version = verdict.version
    return Decision(str(version.document_id), str(version.pk), (verdict.page, verdict.start), tuple(verdict.terms))


def _with_verdict(shown: Shown, verdict: str) -> Shown:
    return replace(shown, verdict=verdict)


def _shown(
    found: Sequence[tuple[Indexed, Sequence[Range]]], terms: Mapping[object, Sequence[str]] | None = None
) -> list[Shown]:
    """What is shown of passages; those of versions that are gone since are left out."""
    pks = {int(one.source.version) for one, _marks in found}
    versions = Version.objects.select_related("document", "file").in_bulk(pks)
    pages = _pages(found)
    return [
        Shown(
            passage=one.passage,
            version=versions[int(one.source.version)],
            pieces=pieces(one.passage.text, marks),
            label=pages.get((int(one.source.version), one.passage.page), ("", 0))[0],
            places=_places(one, pages),
            terms=(terms or {}).get(one.key, ()),
        )
        for one, marks in found
        if int(one.source.version) in versions
    ]


Pages = Mapping[tuple[int, int], tuple[str, int]]


def _pages(found: Sequence[tuple[Indexed, object]]) -> Pages:
    """Version and page → the printed number and the length of the pages on which passages stand."""
    wanted = Q()
    for one, _marks in found:
        on = range(one.passage.page, one.passage.end_page + 1)
        wanted |= Q(pk=int(one.source.version), file__pages__index__in=list(on))
    if not wanted:
        return {}
    rows = Version.objects.filter(wanted).annotate(length=Length("file__pages__text"))
    values = rows.values_list("pk", "file__pages__index", "file__pages__label", "length")
    return {(pk, index): (label, length) for pk, index, label, length in values}


def _places(one: Indexed, pages: Pages) -> list[Part]:
    """The characters of a passage, page by page."""
    passage, version = one.passage, int(one.source.version)
    if passage.page == passage.end_page:
        return [Part(passage.page, passage.start, passage.end)]
    between = range(passage.page + 1, passage.end_page)
    whole = [Part(index, 0, length) for index in between if (length := pages.get((version, index), ("", 0))[1])]
    first = Part(passage.page, passage.start, pages.get((version, passage.page), ("", passage.start + 1))[1])
    return [first, *whole, Part(passage.end_page, 0, passage.end)]


def pieces(text: str, marks: Sequence[Range]) -> list[Piece]:
    """A text cut where something in it is marked."""
    found: list[Piece] = []
    at = 0
    for mark in marks:
        found += [Piece(text[at : mark.start], is_marked=False), Piece(text[mark.start : mark.end], is_marked=True)]
        at = mark.end
    return [one for one in [*found, Piece(text[at:], is_marked=False)] if one.text]
