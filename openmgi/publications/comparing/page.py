"""The page of a comparison: everything its template shows, by domain, topic and question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from openmgi.core.edition import Edition as EditionSpec
from openmgi.core.profile import KINDS, Profile, QuoteTrace
from openmgi.core.side_by_side import (
    DIFFERENCES,
    Cell,
    Difference,
    Row,
    Whose,
    difference,
    is_same_place,
    lineage,
    new_quotes,
    rows,
)
from openmgi.core.text import Names
from openmgi.library.models import Edition
from openmgi.publications.comparing.choosing import Choice, Chosen
from openmgi.publications.comparing.findings import Column, KindFindings, differing, findings
from openmgi.publications.models import Publication


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What a profile says in one row."""

    column: Column
    said: Cell


@dataclass(frozen=True, slots=True)
class Told:
    """A difference as the reader is told of it."""

    code: Difference
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A question with its cells; what changed and what is quoted anew, where one place is compared with itself."""

    row: Row
    cells: list[ShownCell]
    difference: Told | None
    quotes: tuple[QuoteTrace, ...]

    @property
    def is_different(self) -> bool:
        return self.row.differs if self.difference is None else self.difference.code != "unchanged"


@dataclass(frozen=True, slots=True)
class TopicRows:
    """The questions of one topic."""

    topic: Names
    rows: list[ShownRow]


@dataclass(frozen=True, slots=True)
class DomainPart:
    """One domain of the comparison. is_different: a finding or an answer is not the same in all profiles."""

    number: int
    name: Names
    kinds: list[KindFindings]
    topics: list[TopicRows]
    is_different: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the template shows. is_one_place: two profiles of one place, so that what changed can be said.

    corrections: from one version of a profile to another, the versions on the way, each with its reason. silent: those
    that publish findings only. several_sets: the profiles answer question sets that nobody has linked.
    """

    columns: list[Column]
    domains: list[DomainPart]
    is_one_place: bool
    corrections: list[tuple[int, str]]
    legend: list[Told]
    silent: list[Column]
    several_sets: bool
    all_questions: str
    only_differences: str


def comparison(choice: Choice) -> Comparison:
    """The page of the profiles that were chosen, at least two."""
    columns = _columns(choice)
    profiles = [one.profile for one in columns]
    sets = _sets(profiles)
    is_one_place = len(profiles) == 2 and is_same_place(*map(_whose, profiles))
    shown = _shown_rows(columns, sets, is_one_place=is_one_place)
    domains = [_domain(number, name, columns, shown) for number, name in _names(profiles, shown)]
    return Comparison(
        columns=columns,
        domains=[_only_differences(one) for one in domains] if choice.wish.only_differences else domains,
        is_one_place=is_one_place,
        corrections=_corrections(choice) if is_one_place else [],
        legend=list(_differences().values()) if is_one_place else [],
        silent=[one for one in columns if not one.profile.answers],
        several_sets=_is_unlinked(profiles, sets),
        all_questions=choice.wish.address(only_differences=False),
        only_differences=choice.wish.address(only_differences=True),
    )


def _whose(profile: Profile) -> Whose:
    place = profile.place
    return Whose(profile.level, place.country, frozenset(place.name.values()), place.code)


def _columns(choice: Choice) -> list[Column]:
    slugs = Counter(one.publication.slug for one in choice.chosen)

    def column(one: Chosen) -> Column:
        return Column(
            publication=one.publication,
            profile=one.publication.profile,
            shows_version=slugs[one.publication.slug] > 1,
        )

    return [column(one) for one in choice.chosen]


def _sets(profiles: Sequence[Profile]) -> dict[str, EditionSpec]:
    """The question sets that are answered, with all that they follow; none where there is one, which needs no links."""
    codes = {one.framework_edition for one in profiles if one.answers}
    found: dict[str, EditionSpec] = {}
    wanted = codes if len(codes) > 1 else set()
    while wanted:
        found |= {one.code: one.spec for one in Edition.objects.light().filter(code__in=wanted)}
        wanted = {one.previous for one in found.values() if one.previous} - found.keys() - wanted
    return found


def _is_unlinked(profiles: Sequence[Profile], sets: dict[str, EditionSpec]) -> bool:
    """Whether a set neither follows nor is followed by another of those that are compared."""
    codes = {one.framework_edition for one in profiles if one.answers}
    linked = {one for code in codes for before in lineage(code, sets) if before in codes for one in (code, before)}
    return len(codes) > 1 and bool(codes - linked)


def _shown_rows(columns: Sequence[Column], sets: dict[str, EditionSpec], *, is_one_place: bool) -> list[ShownRow]:
    is_correction = len({one.publication.slug for one in columns}) == 1
    told = _differences()

    def shown(row: Row) -> ShownRow:
        code = difference(row, is_correction=is_correction) if is_one_place else None
        quotes = new_quotes(row) if code in {"new_evidence", "corrected"} else ()
        cells = [ShownCell(*one) for one in zip(columns, row.cells, strict=True)]
        return ShownRow(row, cells, told[code] if code else None, quotes)

    return [shown(row) for row in rows([one.profile for one in columns], sets)]


def _names(profiles: Sequence[Profile], shown: Sequence[ShownRow]) -> list[tuple[int, Names]]:
    """The domains of all profiles by number; without a name where a profile has answers in it but no findings."""
    names: dict[int, Names] = {one.row.asked.domain: {} for one in shown}
    names |= {domain.number: domain.name for profile in profiles for domain in profile.domains}
    return sorted(names.items(), key=lambda one: one[0])


def _corrections(choice: Choice) -> list[tuple[int, str]]:
    """Why the later of two versions of a profile replaced the earlier one, step by step; none of two editions."""
    before, after = (one.publication for one in choice.chosen)
    steps = Publication.objects.filter(slug=after.slug, version__gt=before.version, version__lte=after.version)
    return list(steps.order_by("version").values_list("version", "correction")) if before.slug == after.slug else []


def _domain(number: int, name: Names, columns: Sequence[Column], shown: Sequence[ShownRow]) -> DomainPart:
    kinds = [KindFindings(kind, [findings(one, number, kind) for one in columns]) for kind in KINDS if name]
    here = [one for one in shown if one.row.asked.domain == number]
    is_different = any(one.is_different for one in here) or any(map(differing, kinds))
    return DomainPart(number, name, kinds, list(_topics(here)), is_different)


def _only_differences(domain: DomainPart) -> DomainPart:
    """Without what is the same in all profiles."""
    shown = [one for topic in domain.topics for one in topic.rows if one.is_different]
    kinds = [found for one in domain.kinds if (found := differing(one))]
    return replace(domain, kinds=kinds, topics=list(_topics(shown)))


def _topics(shown: Sequence[ShownRow]) -> Iterator[TopicRows]:
    for topic, found in groupby(shown, key=lambda one: one.row.asked.topic):
        yield TopicRows(topic, list(found))


def _differences() -> dict[Difference, Told]:
    """Every difference in the reader's words, in the order in which they are explained."""
    said: dict[Difference, tuple[str, str]] = {
        "policy_changed": (_("Policy changed"), _("The question is the same, the answer is another one.")),
        "question_changed": (
            _("Question changed"),
            _("The criteria moved, or questions were split or merged: another answer may be due to that."),
        ),
        "corrected": (
            _("Corrected"),
            _("A later version of the same profile mends the earlier one; nothing changed in the place."),
        ),
        "new_evidence": (_("New evidence"), _("The same answer, but other words of documents are quoted.")),
        "not_comparable": (
            _("Not comparable"),
            _("Asked or answered on one side only, or nobody has said how the questions are related."),
        ),
        "unchanged": (_("No change"), _("The same question, the same answer.")),
    }
    return {code: Told(code, *said[code]) for code in DIFFERENCES}
