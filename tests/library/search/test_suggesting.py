from __future__ import annotations

from pathlib import Path

import pytest

from openmgi.core.evidence import Term, weighted
from openmgi.core.passages import Passage
from openmgi.library.search.entries import NO_PLACE, Filters, Source, Suggestion
from openmgi.library.search.index import PassageIndex
from openmgi.library.search.suggesting import Decision, Feedback, Suggester
from tests.library.search.conftest import passages

TERMS = {
    "en": weighted(["right to work", "work permit", "stay of removal"]),
    "fr": weighted(["attestation de demande d’asile"]),
    "es": weighted(["permiso de trabajo"]),
}
EVERYWHERE = Filters(with_restricted=True)


def where(found: list[Suggestion]) -> list[tuple[str, int]]:
    return [(one.found.source.document, one.found.passage.ordinal) for one in found]


def decision(suggestion: Suggestion) -> Decision:
    source, passage = suggestion.found.source, suggestion.found.passage
    return Decision(source.document, source.version, (passage.page, passage.start), suggestion.terms)


def test_suggestions_are_found_in_every_language_by_its_own_terms(library: PassageIndex) -> None:
    found = Suggester(library, EVERYWHERE).suggest(TERMS)

    assert sorted(where(found)) == [("act", 0), ("act", 1), ("ley", 0), ("loi", 0), ("memo", 0)]


def test_they_are_limited_to_the_documents_of_a_place(library: PassageIndex) -> None:
    assert where(Suggester(library, Filters(places=["BBB", NO_PLACE])).suggest(TERMS)) == [("ley", 0)]


def test_each_says_why_it_was_found_and_where(library: PassageIndex) -> None:
    one = Suggester(library, Filters(documents=["act"])).suggest(TERMS)[0]
    text = one.found.passage.text

    assert one.terms == ("right to work", "work permit")
    assert [text[mark.start : mark.end] for mark in one.marks] == ["right", "work", "work", "permit"]


def test_a_definition_stands_below_a_rule(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    text = "A work permit is a permit to work."
    index.replace(Source("a", "1", "AAA", "law", "en", "A"), passages(text, headings=("Definitions",)))
    index.replace(Source("b", "1", "AAA", "law", "en", "B"), passages(text, headings=("Permits of all kinds",)))

    assert where(Suggester(index, EVERYWHERE).suggest(TERMS)) == [("b", 0), ("a", 0)]


def test_an_empty_index_suggests_nothing(tmp_path: Path) -> None:
    assert Suggester(PassageIndex(tmp_path), EVERYWHERE).suggest(TERMS) == []


@pytest.mark.parametrize("terms", [{}, {"en": ()}, {"en": (Term("", 1.0), Term("?", 1.0))}])
def test_nothing_is_suggested_for_nothing(library: PassageIndex, terms: dict[str, tuple[Term, ...]]) -> None:
    assert Suggester(library, EVERYWHERE).suggest(terms) == []


def test_no_more_are_given_than_wanted(library: PassageIndex) -> None:
    assert len(Suggester(library, EVERYWHERE).suggest(TERMS, limit=2)) == 2


def test_what_was_rejected_stands_last(library: PassageIndex) -> None:
    suggester = Suggester(library, EVERYWHERE)
    first = suggester.suggest(TERMS)[0]
    after = suggester.suggest(TERMS, Feedback(rejected=[decision(first)]))

    assert where(after)[-1] == where([first])[0]
    assert [one.is_rejected for one in after] == [False] * (len(after) - 1) + [True]


def test_what_was_accepted_is_marked_and_lifts_what_was_found_by_the_same_terms(library: PassageIndex) -> None:
    suggester = Suggester(library, Filters(documents=["act", "memo"], with_restricted=True))
    before = suggester.suggest(TERMS)
    after = suggester.suggest(TERMS, Feedback(accepted=[decision(before[2])] * 3))

    assert where(before) == [("act", 0), ("act", 1), ("memo", 0)]
    assert where(after) == [("act", 0), ("memo", 0), ("act", 1)]
    assert [one.is_accepted for one in after] == [False, True, False]


def test_the_document_of_what_was_accepted_is_favoured(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    for name in "ab":
        index.replace(Source(name, "1", "AAA", "law", "en", name), passages("A work permit.", "A work permit."))
    suggester = Suggester(index, EVERYWHERE)
    accepted = next(one for one in suggester.suggest(TERMS) if one.found.source.document == "b")

    assert where(suggester.suggest(TERMS)) == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    assert where(suggester.suggest(TERMS, Feedback(accepted=[decision(accepted)]))) == [
        ("b", 0), ("b", 1), ("a", 0), ("a", 1),
    ]  # fmt: skip


def test_in_a_language_without_terms_those_of_the_others_are_tried(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    index.replace(Source("lei", "1", "CCC", "law", "pt", "Lei"), passages("Permiso de residência. Trabalho."))

    assert where(Suggester(index, EVERYWHERE).suggest(TERMS)) == [("lei", 0)]


def test_terms_of_a_language_whose_words_we_cannot_stem_are_used_as_they_are(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    text = "Autorização de residência."
    index.replace(Source("lei", "1", "CCC", "law", "pt", "Lei"), [Passage(0, 0, 0, 0, len(text), (), text)])
    found = Suggester(index, EVERYWHERE).suggest({"pt": weighted(["autorizacao de residencia"])})

    assert [one.terms for one in found] == [("autorizacao de residencia",)]
