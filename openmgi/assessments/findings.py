"""Drafting a profile: the agreed answers of a domain, its findings with what to mend, and the board of languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.models import Answer, Assessment, Draft, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.workspace import Shown, shown_answer
from openmgi.core.edition import EditionDomain, Indicator
from openmgi.core.findings import Warning as FindingWarning
from openmgi.core.findings import abbreviations_defined, first_sentence, proposed_kind, warnings
from openmgi.core.profile import KINDS, Kind
from openmgi.core.text import Language

Reading = Literal["missing", "draft", "reviewed", "stale"]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answer to an indicator that goes on, the kind of finding that it may become, and how that may begin."""

    indicator: Indicator
    shown: Shown | None
    kind: Kind | None
    opening: str
    findings: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the list, with what to mend."""

    finding: Draft
    text: str
    warnings: Sequence[FindingWarning]
    languages: Sequence[tuple[Language, Reading]]


@dataclass(frozen=True, slots=True)
class DomainSheet:
    """What the editor of a domain has before them."""

    domain: EditionDomain
    answers: Sequence[AnswerRow]
    findings: Sequence[tuple[Kind, Sequence[FindingRow]]]


def require_drafts(access: Access) -> None:
    """Raises PermissionDenied for whoever neither writes nor compares."""
    if not (access.may("draft") or access.may("translate")):
        access.require("compare")


def domain_sheet(access: Access, domain: EditionDomain) -> DomainSheet:
    """The sheet of a domain. Raises PermissionDenied."""
    require_drafts(access)
    drafts = list(drafts_of(access).filter(domain=domain.number))
    indicators = list(domain.indicators())
    answers = agreed_answers(access.assessment, [one.code for one in indicators])
    used = [code for draft in drafts for code in draft.indicators]
    language = access.assessment.languages[0]
    rows = [_answer_row(one, answers.get(one.code), language, used.count(one.code)) for one in indicators]
    return DomainSheet(domain, rows, list(_lists(drafts, access.assessment.languages)))


def drafts_of(access: Access) -> QuerySet[Draft]:
    """The drafts of an assessment, in the order of the profile."""
    return drafts_in_order(access.assessment)


def drafts_in_order(assessment: Assessment) -> QuerySet[Draft]:
    """The introduction, then domain by domain what is well developed and what has potential."""
    return Draft.objects.filter(assessment=assessment).order_by("domain", "-kind", "position", "pk")


def _answer_row(indicator: Indicator, answer: Answer | None, language: Language, findings: int) -> AnswerRow:
    if answer is None:
        return AnswerRow(indicator, None, None, "", findings)
    shown = shown_answer(indicator, answer)
    kind = proposed_kind(shown.option, indicator) if shown.option else None
    title, year = _instrument(shown.quotes)
    return AnswerRow(indicator, shown, kind, first_sentence(answer.justification, title, year, language), findings)


def _instrument(quotes: Sequence[Quote]) -> tuple[str, str]:
    """The title of what is quoted first, and the year in which it was adopted, where that is known."""
    for quote in quotes:
        adopted = quote.version.document.adopted if quote.version else None
        return quote.source_title, str(adopted.year) if adopted else ""
    return "", ""


def _lists(drafts: Sequence[Draft], languages: Sequence[Language]) -> Iterator[tuple[Kind, list[FindingRow]]]:
    known: set[str] = set()
    for kind in KINDS:
        rows = []
        for draft in drafts:
            if draft.kind == kind:
                rows.append(_finding_row(draft, kind, languages, known))
                known |= abbreviations_defined(rows[-1].text)
        yield kind, rows


def _finding_row(draft: Draft, kind: Kind, languages: Sequence[Language], known: Collection[str]) -> FindingRow:
    spec = draft.spec
    text = spec.texts[spec.source]
    return FindingRow(draft, text, warnings(text, spec.source, kind, known), readings(draft, languages))


def readings(draft: Draft, languages: Sequence[Language]) -> list[tuple[Language, Reading]]:
    """How each language of a draft stands."""
    return [(language, reading(draft, language)) for language in languages]


def reading(draft: Draft, language: Language) -> Reading:
    """missing, stale (made from an earlier source), draft, or reviewed as it reads now."""
    state = draft.spec.state(language)
    if state in {"missing", "stale"}:
        return state
    return "reviewed" if draft.is_reviewed(language) else "draft"


@dataclass(frozen=True, slots=True)
class PreviewDomain:
    """The findings of a domain with their texts in one language; no text where none is made from the present source."""

    domain: EditionDomain
    well_developed: Sequence[tuple[Draft, str | None]]
    potential: Sequence[tuple[Draft, str | None]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the profile says now in one language."""

    language: Language
    introduction: str | None
    domains: Sequence[PreviewDomain]


def preview_of(assessment: Assessment, language: Language) -> Preview:
    """The profile as it stands, for whoever is to clear it."""
    said = [(one, _current(one, language)) for one in drafts_in_order(assessment)]

    def of(domain: EditionDomain, kind: Kind) -> list[tuple[Draft, str | None]]:
        return [(one, text) for one, text in said if (one.domain, one.kind) == (domain.number, kind)]

    domains = [PreviewDomain(one, of(one, "well_developed"), of(one, "potential")) for one in assessment.spec.domains]
    return Preview(language, next((text for one, text in said if not one.is_finding), None), domains)


def _current(draft: Draft, language: Language) -> str | None:
    spec = draft.spec
    return spec.texts[language] if spec.is_publishable(language) else None
