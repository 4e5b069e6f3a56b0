"""Passages that may be evidence for an indicator: fetched by the words of its terms, judged by `core.evidence`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from tantivy import DocAddress, Occur, Query

from openmgi.core import evidence
from openmgi.core.evidence import Analysed, Evidence, Term
from openmgi.library.search.entries import Filters, Indexed, Suggestion
from openmgi.library.search.index import PassageIndex, Reader
from openmgi.library.search.marking import marks
from openmgi.library.search.vectors import Vectors, similarities
from openmgi.library.search.words import FIELDS, language_field, stems, telling_stems

FETCHED = 250  # passages of a language that are judged
SHOWN = 10
MOST_BY_MEANING = 20_000  # passages of a language whose meaning is compared
SHOWN_BY_MEANING = 50
NEAREST_TERMS = 3
_MEANING = 0.5  # similarities are about twice the shares that terms give: so both stand in one order

Terms = Mapping[str, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst said of a passage that was suggested: where it stands, and the terms it was found by."""

    document: str
    version: str
    start: tuple[int, int]  # page and character: they stay when passages are cut anew
    terms: tuple[str, ...] = ()

    @property
    def where(self) -> tuple[str, str, tuple[int, int]]:
        return self.document, self.version, self.start


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was decided for one indicator in one assessment."""

    accepted: Sequence[Decision] = ()
    rejected: Sequence[Decision] = ()


_NO_FEEDBACK = Feedback()


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: Indexed
    analysed: Analysed


@dataclass(slots=True)
class Suggester:
    """Suggestions from the passages that pass the filters. It remembers what it has read: one for many indicators."""

    index: PassageIndex
    filters: Filters
    vectors: Vectors | None = None
    _reader: Reader | None = None
    _candidates: dict[tuple[int, int], _Candidate] = field(default_factory=dict)
    _rarities: dict[tuple[str, str], float] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, tuple[list[Indexed], Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._reader = self.index.reader()

    def suggest(self, terms: Terms, feedback: Feedback = _NO_FEEDBACK, *, limit: int = SHOWN) -> list[Suggestion]:
        """The passages of every language that have most to do with these terms; see `core.evidence.query`.

        What was rejected stands last; what was accepted keeps its place and is marked.
        """
        if self._reader is None:
            return []
        found = [
            one
            for name, those, has_terms in self._fields(terms)
            for one in self._of_field(self._reader, name, those, feedback, has_terms=has_terms)
        ]
        found.sort(key=lambda one: (one.is_rejected, -one.score, one.found.key))
        return [_marked(one) for one in found[:limit]]

    def _fields(self, terms: Terms) -> Iterator[tuple[str, Sequence[Term], bool]]:
        """For each field of the index, the terms in its language and True; without such, all terms and False."""
        own: dict[str, list[Term]] = {}
        for language, those in terms.items():
            own.setdefault(language_field(language), []).extend(those)
        everything = list(chain.from_iterable(terms.values()))
        for name in FIELDS:
            yield name, own.get(name, everything), name in own

    def _of_field(
        self, reader: Reader, name: str, terms: Sequence[Term], feedback: Feedback, *, has_terms: bool
    ) -> Iterator[Suggestion]:
        terms = evidence.learned(
            terms, (one.terms for one in feedback.accepted), (one.terms for one in feedback.rejected)
        )
        if self.vectors is not None and terms and not has_terms:
            return self._nearest(self.vectors, reader, name, terms, feedback)
        return self._worded(reader, name, terms, feedback)

    def _worded(self, reader: Reader, name: str, terms: Sequence[Term], feedback: Feedback) -> Iterator[Suggestion]:
        """By the words of the terms."""
        concepts = evidence.concepts(terms, telling_stems(name))
        told = evidence.worth(concepts, lambda stem: self._rarity(reader, name, stem))
        for candidate in self._fetched(reader, name, evidence.word_weights(concepts)):
            yield _suggestion(candidate.found, evidence.judge(candidate.analysed, concepts, told), feedback)

    def _nearest(
        self, vectors: Vectors, reader: Reader, name: str, terms: Sequence[Term], feedback: Feedback
    ) -> Iterator[Suggestion]:
        """By meaning, for passages in a language in which the indicator has no terms."""
        entries, rows = self._meanings(vectors, reader, name)
        if not entries:
            return
        means, each = similarities(rows, terms)
        for place in means.argsort()[::-1][:SHOWN_BY_MEANING]:
            if means[place] > 0:
                nearest = tuple(terms[which].text for which in each[place].argsort()[::-1][:NEAREST_TERMS])
                judged = Evidence(float(means[place]) * _MEANING, nearest)
                yield replace(_suggestion(entries[place], judged, feedback), is_by_meaning=True)

    def _meanings(self, vectors: Vectors, reader: Reader, name: str) -> tuple[list[Indexed], Any]:
        if name not in self._rows:
            query = reader.narrowed(reader.term("field", name), self.filters)
            hits = reader.searcher.search(query, MOST_BY_MEANING, count=False).hits
            entries = [reader.entry(address) for _, address in hits]
            self._rows[name] = entries, vectors.rows(entries)
        return self._rows[name]

    def _fetched(self, reader: Reader, name: str, weights: Mapping[str, float]) -> Iterator[_Candidate]:
        """The passages with the most of these words."""
        words = [
            (Occur.Should, Query.boost_query(reader.term(f"{part}_{name}", stem), weight))
            for stem, weight in weights.items()
            for part in ("text", "headings")
        ]
        if not words:
            return
        result = reader.searcher.search(reader.narrowed(Query.boolean_query(words), self.filters), FETCHED, count=False)
        for _, address in result.hits:
            yield self._candidate(reader, address, name)

    def _candidate(self, reader: Reader, address: DocAddress, name: str) -> _Candidate:
        key = (address.segment_ord, address.doc)
        if key not in self._candidates:
            found = reader.entry(address)
            self._candidates[key] = _Candidate(found, _analysed(found, name))
        return self._candidates[key]

    def _rarity(self, reader: Reader, name: str, stem: str) -> float:
        if (name, stem) not in self._rarities:
            holding = reader.searcher.doc_freq(f"text_{name}", stem)
            self._rarities[name, stem] = evidence.rarity(holding, self._count(reader, name))
        return self._rarities[name, stem]

    def _count(self, reader: Reader, name: str) -> int:
        """How many passages the index has in the language of a field, whatever the filters."""
        if name not in self._counts:
            self._counts[name] = reader.count(name)
        return self._counts[name]


def _analysed(found: Indexed, name: str) -> Analysed:
    of = stems(name)
    headings = found.passage.headings
    return evidence.analysed(
        of(found.passage.text), of(" ".join(headings)), is_secondary=evidence.is_secondary(headings)
    )


def _suggestion(found: Indexed, judged: Evidence, feedback: Feedback) -> Suggestion:
    where = (found.source.document, found.source.version, (found.passage.page, found.passage.start))
    accepted_from = {one.document for one in feedback.accepted}
    return Suggestion(
        found=found,
        score=evidence.favoured(judged.score, found.source.document, accepted_from),
        terms=judged.terms,
        is_accepted=where in {one.where for one in feedback.accepted},
        is_rejected=where in {one.where for one in feedback.rejected},
    )


def _marked(suggestion: Suggestion) -> Suggestion:
    """The suggestion with the words marked of the terms that it was found by."""
    if suggestion.is_by_meaning:
        return suggestion
    name = language_field(suggestion.found.source.language)
    shown = {stem for term in suggestion.terms for stem in telling_stems(name)(term)}
    return replace(suggestion, marks=marks(suggestion.found.passage.text, name, shown))
