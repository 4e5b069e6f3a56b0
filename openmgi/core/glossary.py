"""A glossary: how each language says the terms of the field, and what it must not say; texts checked against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from openmgi.core.text import fold
from openmgi.core.word_forms import Word, words

_GAP = 3  # words that may stand between two of a preferred term, as in “travailleurs et travailleuses migrants”

WarningKind = Literal["missing", "avoided"]
_Value = TypeVar("_Value")
_Stretch = tuple[int, int]  # from a word up to another


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

    def __init__(self, source: str, language: str, terms: Iterable[Term]) -> None:
        """Of these terms, those of the two languages."""
        own = [one for one in terms if _is(one.source, source) and _is(one.language, language)]
        self._source, self._language = source, language
        self._in_source = _Phrases(source, ((form, one) for one in own for form in (one.term, *one.also)))
        self._said = _Phrases(language, (way for one in own for way in _ways(one)))

    def terms_in(self, source_text: str) -> dict[Term, str]:
        """The terms that a text of the source language uses, with the words by which it first does."""
        found: dict[Term, str] = {}
        text = words(source_text, self._source)
        for stretch, terms in self._in_source.longest(text):
            for term in terms:
                found.setdefault(term, _written(source_text, text, stretch))
        return found

    def check(self, source_text: str, translation: str) -> list[TermWarning]:
        """What to look at again in a translation: first what is missing, then what is avoided, as the texts have it.

        None where nothing is written yet.
        """
        text = words(translation, self._language)
        used = self.terms_in(source_text) if text else {}
        missing = [TermWarning("missing", term, said) for term, said in used.items() if not _is_said(term, text)]
        return [*missing, *self._avoided(translation, text, used)]

    def _avoided(self, translation: str, text: Sequence[Word], used: Collection[Term]) -> Iterator[TermWarning]:
        warned: set[str] = set()
        for stretch, ways in self._said.longest(text):
            term, written = _wrong(ways, used), _written(translation, text, stretch)
            if term is not None and fold(written) not in warned:
                warned.add(fold(written))
                yield TermWarning("avoided", term, written)


def _is(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


def _written(text: str, of_text: Sequence[Word], stretch: _Stretch) -> str:
    return text[of_text[stretch[0]].start : of_text[stretch[1] - 1].end]


def _ways(term: Term) -> Iterator[tuple[str, tuple[Term, bool]]]:
    """What a language may say for a term, and what it must not, each with whether it is right."""
    yield from ((form, (term, True)) for form in (term.preferred, *term.accepted))
    yield from ((form, (term, False)) for form in term.avoided)


def _wrong(ways: Sequence[tuple[Term, bool]], used: Collection[Term]) -> Term | None:
    """The term for which words are wrong: what is right for one may be wrong for another, where only that is meant."""
    right = [term for term, is_right in ways if is_right]
    wrong = [term for term, is_right in ways if not is_right]
    meant = [term for term in wrong if term in used]
    if not wrong or any(term in used for term in right) or (right and not meant):
        return None
    return (meant or wrong)[0]


def _is_said(term: Term, text: Sequence[Word]) -> bool:
    """Whether the words of a way to say it stand in this order, with few others between them."""
    return any(_is_spread(words(form, term.language), text) for form in (term.preferred, *term.accepted))


def _is_spread(phrase: Sequence[Word], text: Sequence[Word]) -> bool:
    ends = {place for place, word in enumerate(text) if phrase and _same(phrase[0], word)}
    for wanted in phrase[1:]:
        near = {place for end in ends for place in range(end + 1, min(end + 2 + _GAP, len(text)))}
        ends = {place for place in near if _same(wanted, text[place])}
    return bool(ends)


def _same(one: Word, other: Word) -> bool:
    return not one.forms.isdisjoint(other.forms)


def _follows(wanted: Word, word: Word) -> bool:
    """Whether the word of a text goes on a phrase: a comma ends it, unless it has one there itself."""
    return _same(wanted, word) and (wanted.is_parted or not word.is_parted)


class _Phrases(Generic[_Value]):
    """Phrases of a language, each with what it stands for, found by their first word."""

    def __init__(self, language: str, phrases: Iterable[tuple[str, _Value]]) -> None:
        self._beginning_with: dict[str, list[tuple[Sequence[Word], _Value]]] = defaultdict(list)
        for form, value in phrases:
            phrase = words(form, language)
            for first in phrase[0].forms if phrase else ():
                self._beginning_with[first].append((phrase, value))

    def longest(self, text: Sequence[Word]) -> list[tuple[_Stretch, list[_Value]]]:
        """Where phrases stand, in order, with all that they stand for; a longer one hides those that it touches."""
        found: dict[_Stretch, dict[_Value, None]] = defaultdict(dict)
        for stretch, value in self._all(text):
            found[stretch][value] = None
        taken: set[int] = set()
        kept = []
        for stretch in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
            if taken.isdisjoint(range(*stretch)):
                taken.update(range(*stretch))
                kept.append((stretch, list(found[stretch])))
        return sorted(kept, key=lambda one: one[0])

    def _all(self, text: Sequence[Word]) -> Iterator[tuple[_Stretch, _Value]]:
        for place, word in enumerate(text):
            for phrase, value in (one for form in word.forms for one in self._beginning_with.get(form, ())):
                end = place + len(phrase)
                if end <= len(text) and all(map(_follows, phrase[1:], text[place + 1 : end])):
                    yield (place, end), value
