"""The findings of profiles side by side, and which of them all profiles have."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openmgi.core.profile import Kind, Profile
from openmgi.core.text import Names
from openmgi.publications.models import Publication


@dataclass(frozen=True, slots=True)
class Column:
    """A profile of the comparison. shows_version: other versions of it stand beside it."""

    publication: Publication
    profile: Profile
    shows_version: bool


@dataclass(frozen=True, slots=True)
class ColumnFindings:
    """What one profile found: the texts in the languages in which it was published, as far as they are shown.

    names_none: it found nothing of this kind, so that nothing was left out.
    """

    column: Column
    findings: list[Names]
    names_none: bool


@dataclass(frozen=True, slots=True)
class KindFindings:
    """The findings of one kind in a domain."""

    kind: Kind
    columns: list[ColumnFindings]


def findings(column: Column, number: int, kind: Kind) -> ColumnFindings:
    """What the profile found of this kind in a domain."""
    profile = column.profile
    found = [one for domain in profile.domains if domain.number == number for one in domain.of(kind)]
    texts = [{language: one.text.texts[language] for language in profile.languages} for one in found]
    return ColumnFindings(column, texts, names_none=not texts)


def differing(kind: KindFindings) -> KindFindings | None:
    """Without the findings that all profiles have in the same words; None where no other is left."""
    languages = sorted(set.intersection(*({*one.column.profile.languages} for one in kind.columns)))

    def said(texts: Names) -> tuple[str, ...]:
        return tuple(texts[language] for language in languages)

    every = [{said(texts) for texts in one.findings} for one in kind.columns]
    same = set.intersection(*every) if languages else set()
    left = [replace(one, findings=[texts for texts in one.findings if said(texts) not in same]) for one in kind.columns]
    return KindFindings(kind.kind, left) if any(one.findings for one in left) else None
