"""Writing the findings of a profile, and the introduction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from openmgi.assessments.models import Draft, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.core.profile import Kind
from openmgi.core.text import Language, Text, fingerprint

INTRODUCTION = 0  # its domain


class NoWordsError(Exception):
    """A text must say something."""


class UnknownEvidenceError(Exception):
    """An indicator is not of the domain, or a quote is not of an answer to one of the indicators."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed the text since the writer saw it; `stands` is what it says now."""

    def __init__(self, stands: str) -> None:
        super().__init__(stands)
        self.stands = stands


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a finding rests: codes of indicators, and quotes of answers to them."""

    indicators: Sequence[str] = ()
    quotes: Sequence[Quote] = ()


def _source_language(access: Access) -> Language:
    language: Language = access.assessment.languages[0]
    return language


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise NoWordsError
    return words


@transaction.atomic
def add_finding(*, access: Access, domain: int, kind: Kind, text: str, basis: Basis) -> Draft:
    """Write a new finding, as the last of its kind. Raises PermissionDenied, NoWordsError, UnknownEvidenceError."""
    access.require("draft")
    source = _source_language(access)
    finding = Draft(
        assessment=access.assessment,
        domain=domain,
        kind=kind,
        position=_next_position(access, domain, kind),
        text=Text(source=source, texts={source: _words(text)}).model_dump(mode="json"),
    )
    _rest_on(access, finding, basis)
    _save(access, finding, "finding_added", None)
    finding.quotes.set(basis.quotes)
    return finding


@transaction.atomic
def write_introduction(*, access: Access, text: str, saw: str = "") -> Draft:
    """Write the introduction. `saw` as in `change_finding`. Raises PermissionDenied, NoWordsError."""
    access.require("draft")
    source = _source_language(access)
    found = Draft.objects.select_for_update().filter(assessment=access.assessment, domain=INTRODUCTION).first()
    if found is not None:
        return _change_source(access, found, text, saw)
    written = Text(source=source, texts={source: _words(text)}).model_dump(mode="json")
    introduction = Draft(assessment=access.assessment, domain=INTRODUCTION, text=written)
    _save(access, introduction, "finding_added", None)
    return introduction


def _next_position(access: Access, domain: int, kind: str) -> int:
    same = Draft.objects.filter(assessment=access.assessment, domain=domain, kind=kind)
    return (same.aggregate(last=Max("position"))["last"] or 0) + 1


def _rest_on(access: Access, finding: Draft, basis: Basis) -> None:
    known = {one.code: domain.number for domain, _topic, one in access.assessment.spec.placed()}
    wanted = {(access.assessment.pk, code) for code in basis.indicators if known.get(code) == finding.domain}
    answers = {(quote.answer.assessment_id, quote.answer.indicator) for quote in basis.quotes}
    if len(wanted) != len(set(basis.indicators)) or not answers <= wanted:
        raise UnknownEvidenceError
    finding.indicators = list(dict.fromkeys(basis.indicators))


def _save(access: Access, draft: Draft, kind: str, before: Any) -> None:
    draft.updated_at, draft.updated_by = timezone.now(), access.user
    draft.save()
    record(access.assessment, kind, access.user, before=before, after=told(draft))


def told(draft: Draft) -> dict[str, Any]:
    """What the record keeps of a draft."""
    texts = draft.text["texts"]
    return {"draft": draft.pk, "domain": draft.domain, "kind": draft.kind, "position": draft.position, "texts": texts}


def _locked(access: Access, draft: Draft) -> Draft:
    access.require("draft")
    return Draft.objects.select_for_update().get(pk=draft.pk, assessment=access.assessment)


@transaction.atomic
def change_finding(*, access: Access, finding: Draft, text: str, saw: str, basis: Basis) -> Draft:
    """Change what a finding says, and on what it rests.

    saw: the fingerprint of the text that the writer had before them. Raises PermissionDenied, NoWordsError,
    UnknownEvidenceError, ChangedMeanwhileError.
    """
    locked = _locked(access, finding)
    _rest_on(access, locked, basis)
    changed = _change_source(access, locked, text, saw)
    changed.quotes.set(basis.quotes)
    return changed


@transaction.atomic
def change_text(*, access: Access, draft: Draft, text: str) -> Draft:
    """Change what a draft says because a comment on it was accepted. Raises PermissionDenied, NoWordsError."""
    access.require("settle")
    spec = draft.spec
    return _change_source(access, draft, text, fingerprint(spec.texts[spec.source]))


def _change_source(access: Access, draft: Draft, text: str, saw: str) -> Draft:
    """The source says something else: translations of the earlier one are stale, and the earlier one is kept."""
    before, written = told(draft), _words(text)
    spec = draft.spec
    stands = spec.texts[spec.source]
    if saw != fingerprint(stands) and written != stands:
        raise ChangedMeanwhileError(stands)
    draft.earlier = {**draft.earlier, fingerprint(stands): stands}
    draft.text = spec.model_copy(update={"texts": {**spec.texts, spec.source: written}}).model_dump(mode="json")
    _save(access, draft, "finding_changed", before)
    return draft


@transaction.atomic
def move_finding(*, access: Access, finding: Draft, to: int, kind: Kind | None = None) -> Draft:
    """Put a finding at another place (from 1), of the same kind or of the other. Raises PermissionDenied."""
    locked = _locked(access, finding)
    before = told(locked)
    old, new = locked.kind, kind or locked.kind
    locked.kind = new
    others = list(_of_kind(access, locked.domain, new).exclude(pk=locked.pk))
    others.insert(max(0, min(to - 1, len(others))), locked)
    _number(others)
    if old != new:
        _number(list(_of_kind(access, locked.domain, old).exclude(pk=locked.pk)))
    _save(access, locked, "finding_moved", before)
    return locked


def _of_kind(access: Access, domain: int, kind: str) -> Any:
    return Draft.objects.filter(assessment=access.assessment, domain=domain, kind=kind).order_by("position", "pk")


def _number(findings: Sequence[Draft]) -> None:
    for position, one in enumerate(findings, start=1):
        if one.position != position:
            one.position = position
            Draft.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def merge_findings(*, access: Access, finding: Draft, other: Draft) -> Draft:
    """Make one finding of two of the same domain: their sentences and what they rest on, one after the other.

    Translations of the first stay and are stale; those of the other are kept in the record. Raises PermissionDenied,
    UnknownEvidenceError when they are not of one domain.
    """
    locked, gone = _locked(access, finding), _locked(access, other)
    if locked.domain != gone.domain or locked.pk == gone.pk or not locked.is_finding:
        raise UnknownEvidenceError
    source = locked.spec.source
    stands = locked.spec.texts[source]
    quotes = [*locked.quotes.all(), *gone.quotes.all()]
    locked.indicators = list(dict.fromkeys([*locked.indicators, *gone.indicators]))
    both = f"{stands} {gone.spec.texts[gone.spec.source]}"
    _change_source(access, locked, both, fingerprint(stands))
    locked.quotes.set(quotes)
    _remove(access, gone, "finding_merged")
    return locked


@transaction.atomic
def split_finding(*, access: Access, finding: Draft, at: int) -> Draft:
    """Divide a finding at a character of its source; the second part becomes the next finding, on the same basis.

    Raises PermissionDenied, NoWordsError when a part would say nothing.
    """
    locked = _locked(access, finding)
    if not locked.is_finding:
        raise NoWordsError
    stands = locked.spec.texts[locked.spec.source]
    first, second = _words(stands[: max(0, at)]), _words(stands[max(0, at) :])
    _change_source(access, locked, first, fingerprint(stands))
    basis = Basis(locked.indicators, list(locked.quotes.select_related("answer")))
    kind: Kind = locked.kind  # type: ignore[assignment] # a finding has one of the two
    added = add_finding(access=access, domain=locked.domain, kind=kind, text=second, basis=basis)
    return move_finding(access=access, finding=added, to=locked.position + 1)


@transaction.atomic
def remove_finding(*, access: Access, finding: Draft) -> None:
    """Take a finding away; the record keeps it. Raises PermissionDenied."""
    _remove(access, _locked(access, finding), "finding_removed")


def _remove(access: Access, draft: Draft, kind: str) -> None:
    before = told(draft)
    domain, of = draft.domain, draft.kind
    draft.delete()
    _number(list(_of_kind(access, domain, of)))
    record(access.assessment, kind, access.user, before=before)


@transaction.atomic
def translate(
    *, access: Access, draft: Draft, language: Language, text: str, made_from: str, saw: str | None = None
) -> Draft:
    """Write a translation.

    made_from: the fingerprint of the source that the translator had before them; when the source has changed since,
    the translation is kept and is stale. saw: that of the translation; without it, what stands is replaced. Raises
    PermissionDenied, NoWordsError, ChangedMeanwhileError.
    """
    if not (access.may("draft") or access.may("translate")) or language not in access.assessment.languages:
        raise PermissionDenied
    locked = Draft.objects.select_for_update().get(pk=draft.pk, assessment=access.assessment)
    spec = locked.spec
    if language == spec.source:
        raise PermissionDenied
    before, stands = told(locked), spec.texts.get(language, "")
    if saw is not None and saw != fingerprint(stands) and _words(text) != stands:
        raise ChangedMeanwhileError(stands)
    changed = {
        "texts": {**spec.texts, language: _words(text)},
        "made_from": {**spec.made_from, language: made_from},
    }
    locked.text = spec.model_copy(update=changed).model_dump(mode="json")
    _save(access, locked, "finding_translated", before)
    return locked


@transaction.atomic
def review(*, access: Access, draft: Draft, language: Language) -> Draft:
    """Say that the text of a language is right as it reads now. Raises PermissionDenied, NoWordsError."""
    access.require("draft")
    locked = _locked(access, draft)
    spec = locked.spec
    if not spec.is_publishable(language):
        raise NoWordsError
    locked.reviewed = {**locked.reviewed, language: fingerprint(spec.texts[language])}
    locked.save(update_fields=["reviewed"])
    record(access.assessment, "finding_reviewed", access.user, after={"draft": locked.pk, "language": language})
    return locked
