"""Full-text search over passages. Whatever a person types is a question: nothing of it is a command or an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from openmgi.library.search.entries import Filters, Hit, Results
from openmgi.library.search.index import PARTS, PassageIndex, Reader, total
from openmgi.library.search.marking import marks
from openmgi.library.search.words import FIELDS, language_field, stems

_MOST_CHARACTERS = 400
_MOST_WORDS = 24
_FARTHEST = 10_000  # hits that one can page through
_MOST_HITS = 100
_NOTHING = Results((), 0)

# How much a word counts in each part of a passage.
_WORTH = {"text": 1.0, "headings": 1.0, "title": 0.5}
# “d’asile” is asked for the sake of “asile”.
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»„](.*?)[\"“”«»„]")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed: words in any order, and phrases that must stand as they are."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> Question:
        """Phrases stand in quotation marks, of any kind. Half of a surrogate pair is no character and left out."""
        text = text[:_MOST_CHARACTERS].encode(errors="ignore").decode()
        phrases = [phrase.strip() for phrase in _QUOTED.findall(text)]
        words = [_ELIDED.sub("", word) for word in _QUOTED.sub(" ", text).split()[:_MOST_WORDS]]
        return cls(tuple(words), tuple(phrase for phrase in phrases if phrase))


def search(
    index: PassageIndex, typed: str, filters: Filters | None = None, *, offset: int = 0, limit: int = 20
) -> Results:
    """The passages that have all words and phrases in their text, headings or title, the best first.

    If none has all of them, those that have some.
    """
    reader = index.reader()
    if reader is None:
        return _NOTHING
    filters = filters or Filters()
    offset, limit = min(max(0, offset), _FARTHEST), min(max(1, limit), _MOST_HITS)
    question = Question.typed(typed)
    units = list(_units(reader, question, _fields(filters)))
    if not units:
        return _NOTHING
    results = _run(
        reader, question, Query.boolean_query([(Occur.Must, unit) for unit in units]), filters, offset, limit
    )
    if results.total or len(units) == 1:
        return results
    some = _run(reader, question, Query.boolean_query([(Occur.Should, unit) for unit in units]), filters, offset, limit)
    return Results(some.hits, some.total, has_all_words=False)


def _fields(filters: Filters) -> Sequence[str]:
    """The languages in which to look: a word has another stem in each."""
    if filters.languages is None:
        return FIELDS
    return sorted({language_field(language) for language in filters.languages})


def _units(reader: Reader, question: Question, fields: Sequence[str]) -> Iterator[Query]:
    """One query for each word or phrase: in any part of a passage, in any language."""
    for text in (*question.words, *question.phrases):
        alternatives = [
            Query.boost_query(_together(reader, f"{part}_{field}", found), _WORTH[part])
            for field in fields
            if (found := stems(field)(text))
            for part in PARTS
        ]
        if alternatives:
            yield Query.disjunction_max_query(alternatives, 0.1)


def _together(reader: Reader, field: str, words: list[str]) -> Query:
    if len(words) == 1:
        return reader.term(field, words[0])
    return Query.phrase_query(reader.schema, field, list(words))


def _run(reader: Reader, question: Question, query: Query, filters: Filters, offset: int, limit: int) -> Results:
    result = reader.searcher.search(reader.narrowed(query, filters), limit=limit, offset=offset)
    hits = tuple(_hit(reader, question, score, address) for score, address in result.hits)
    return Results(hits, total(result))


def _hit(reader: Reader, question: Question, score: float, address: object) -> Hit:
    found = reader.entry(address)  # type: ignore[arg-type]
    field = language_field(found.source.language)
    of = stems(field)
    units = [of(text) for text in (*question.words, *question.phrases)]
    single = {unit[0] for unit in units if len(unit) == 1}
    return Hit(found, score, marks(found.passage.text, field, single, [unit for unit in units if len(unit) > 1]))
