"""The words that somebody typed as a query of the index, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from openmgi.core.edition_search import Part
from openmgi.library.search.finding import Question
from openmgi.library.search.marking import marks
from openmgi.library.search.words import FIELDS, language_field, stems, telling_stems
from openmgi.publications.search.index import PARTS, Reader

# How much a word counts in the finding itself; in the questions, the place and the domain that it is about; and in the
# search terms of its questions, which say it in other words and other languages.
_WORTH = {"text": 1.0, "about": 0.3, "terms": 0.2}


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody typed: words in any order, and phrases in quotation marks that must stand as they are.

    In each language its own words say nothing, such as articles; they are looked for only where there are no others.
    """

    question: Question

    @classmethod
    def typed(cls, text: str) -> Words:
        return cls(Question.typed(text))

    def units(self, field: str) -> list[list[str]]:
        """The stems of each word and phrase in a language."""
        single = telling_stems(field)(" ".join(self.question.words))
        phrases = (stems(field)(phrase) for phrase in self.question.phrases)
        return [[stem] for stem in dict.fromkeys(single)] + [phrase for phrase in phrases if phrase]

    def query(self, reader: Reader, language: str = "", *, some: bool = False) -> Query:
        """The findings that have all of the words in one language; or some of them.

        language: the only one to look in; by default all of them.
        """
        occur = Occur.Should if some else Occur.Must
        fields = [language_field(language)] if language else FIELDS
        alternatives = [
            Query.boolean_query([(occur, _anywhere(reader, field, unit)) for unit in units])
            for field in fields
            if (units := self.units(field))
        ]
        return Query.disjunction_max_query(alternatives, 0.1) if alternatives else Query.empty_query()

    def parts(self, text: str, language: str) -> tuple[Part, ...]:
        """The text in parts that say which of them are such words."""
        field = language_field(language)
        units = self.units(field)
        single = {unit[0] for unit in units if len(unit) == 1}
        found = marks(text, field, single, [unit for unit in units if len(unit) > 1])
        parts, place = [], 0
        for one in found:
            parts += [Part(text[place : one.start], found=False), Part(text[one.start : one.end], found=True)]
            place = one.end
        return tuple(part for part in (*parts, Part(text[place:], found=False)) if part.text)


def is_marked(parts: Sequence[Part]) -> bool:
    return any(part.found for part in parts)


def _anywhere(reader: Reader, field: str, unit: Sequence[str]) -> Query:
    places = [Query.boost_query(_together(reader, f"{part}_{field}", unit), _WORTH[part]) for part in PARTS]
    return Query.disjunction_max_query(places, 0.1)


def _together(reader: Reader, field: str, unit: Sequence[str]) -> Query:
    if len(unit) == 1:
        return reader.term(field, unit[0])
    return Query.phrase_query(reader.schema, field, list(unit))
