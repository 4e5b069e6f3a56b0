"""A glossary: how each language says the terms of the field, and what it must not say; texts checked against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from openmgi.core.text import fold
from openmgi.core.word_forms import Word, words

_GAP = 3  # words that may stand between two of a preferred term, as in “travailleurs et travailleuses migrants”

WarningKind = Literal["missing", "avoided"]
_Phrase = tuple[Word, ...]
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """How `language` says a term of the `source` language.

    also: other forms of the term in the source; accepted: other forms that the language may use for it; avoided: what
    the language must not say. note: for the translator.
    """

    source: str
    language: str
    term: str
    preferred: str
    avoided: tuple[str, ...] = ()
    note: str = ""
    also: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Two terms with one key say the same thing, and one overrides the other."""
        return self.source, self.language, fold(self.term)


@dataclass(frozen=True, slots=True)
class TermWarning:
    """Something to look at again; it may be wrong. `words` are those it is about, as they are written.

    missing  the source says `words`, the translation not what the language prefers for them
    avoided  the translation says `words`, which the language avoids for the term
    """

    kind: WarningKind
    term: Term
    words: str


class Glossary:
    """The terms from one language into another, made ready to look for them in many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._in_source: _Index[Term] = _Index()
        self._in_translation: _Index[tuple[Term, bool]] = _Index()
        for term in terms:
            for form in (term.term, *term.also):
                self._in_source.add(form, term.source, term)
            for form in (term.preferred, *term.accepted):
                self._in_translation.add(form, term.language, (term, False))
            for form in term.avoided:
                self._in_translation.add(form, term.language, (term, True))

    def terms_in(self, source_text: str) -> list[tuple[Term, str]]:
        """The terms that a text of the source language uses, each once, with the words by which it first does."""
        found: dict[tuple[str, str, str], tuple[Term, str]] = {}
        for term, (start, end) in self._in_source.found(source_text):
            found.setdefault(term.key, (term, source_text[start:end]))
        return list(found.values())

    def check(self, source_text: str, translation: str) -> list[TermWarning]:
        """What to look at again in a translation: first what is missing, then what is avoided, as the texts have it."""
        if not translation.strip():
            return []
        used = self.terms_in(source_text)
        missing = [TermWarning("missing", term, said) for term, said in used if not _uses(translation, term)]
        return [*missing, *self._avoided(translation, {term.key for term, _said in used})]

    def _avoided(self, translation: str, used: set[tuple[str, str, str]]) -> Iterator[TermWarning]:
        seen: set[str] = set()
        for (term, is_avoided), (start, end) in self._in_translation.found(translation, prefer=lambda one: one[0].key in used):
            said = translation[start:end]
            if is_avoided and fold(said) not in seen:
                seen.add(fold(said))
                yield TermWarning("avoided", term, said)


def check(source_text: str, translation: str, terms: Iterable[Term]) -> list[TermWarning]:
    """`Glossary.check` for one text alone."""
    return Glossary(terms).check(source_text, translation)
