"""The glossary that holds in an assessment: the terms of its framework, and over them those of the installation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from openmgi.assessments.models import Assessment, Draft, Term
from openmgi.core.glossary import Glossary, TermWarning
from openmgi.core.glossary import Term as Wording
from openmgi.core.text import Language
from openmgi.library.glossaries import framework_terms, frameworks_with_glossary


def own_terms() -> list[Wording]:
    """The terms of this installation."""
    return [wording(one) for one in Term.objects.order_by("source", "language", "term")]


def wording(term: Term) -> Wording:
    """A stored term as the core knows it."""
    return Wording(term.source, term.language, term.term, term.preferred, tuple(term.avoided), term.note)


def holding(frameworks: Iterable[str], own: Iterable[Wording]) -> list[Wording]:
    """The terms that hold: own ones, and those of the frameworks that none before them overrides.

    An own term is recognised in a source by the other forms that the framework knows of it too.
    """
    found = {one.key: one for one in own}
    for framework in frameworks:
        for one in framework_terms(framework):
            before = found.get(one.key, one)
            found[one.key] = replace(before, also=before.also or one.also)
    return list(found.values())


def every_term() -> list[Wording]:
    """The terms that hold in any assessment."""
    return holding(frameworks_with_glossary(), own_terms())


@lru_cache(maxsize=64)
def _glossary(framework: str, source: Language, language: Language, own: tuple[Wording, ...]) -> Glossary:
    """Made once for as long as nobody writes a term."""
    return Glossary(source, language, holding([framework], own))


class Glossaries:
    """The glossaries of an assessment between any two languages; the terms are fetched once."""

    def __init__(self, assessment: Assessment) -> None:
        self._framework, self._own = assessment.spec.framework, tuple(own_terms())

    def between(self, source: Language, language: Language) -> Glossary:
        """The glossary from one language into another."""
        return _glossary(self._framework, source, language, self._own)

    def check(self, draft: Draft, language: Language) -> Sequence[TermWarning]:
        """What to look at again in the translation of a draft; nothing for its source, or where none is written."""
        spec = draft.spec
        if language == spec.source or language not in spec.texts:
            return ()
        return self.between(spec.source, language).check(spec.texts[spec.source], spec.texts[language])

    def warned(self, drafts: Iterable[Draft], languages: Iterable[Language]) -> dict[int, dict[Language, int]]:
        """How many warnings each translation has, by the number of its draft; nothing where it has none."""
        languages = tuple(languages)
        counts = {one.pk: {language: len(self.check(one, language)) for language in languages} for one in drafts}
        return {
            number: {language: count for language, count in of_draft.items() if count}
            for number, of_draft in counts.items()
        }
