from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmgi.library.search.entries import NO_PLACE, Filters, Range, Results
from openmgi.library.search.finding import Question, search
from openmgi.library.search.index import PassageIndex

ALL = Filters(with_restricted=True)


def places(results: Results) -> set[tuple[str, int]]:
    return {(hit.found.source.document, hit.found.passage.ordinal) for hit in results.hits}


def marked(results: Results) -> list[str]:
    text = results.hits[0].found.passage.text
    return [text[mark.start : mark.end] for mark in results.hits[0].marks]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("appeal", {("act", 1)}),
        ("APPEALS removal", {("act", 1)}),
        ("refugees minister", {("act", 2)}),
        ("status fees", {("act", 2)}),
        ("securite", {("loi", 1)}),
        ("sécurité", {("loi", 1)}),
        ("étrangère", {("loi", 1)}),
        ("asile", {("loi", 0), ("loi", 1)}),
        ("d’asile attestation", {("loi", 0)}),
        ("demandeurs", {("loi", 0)}),
        ("extranjero", {("ley", 0)}),
        ("لاجئ", {("treaty", 0)}),
        ("اللاجئون القانون", {("treaty", 0)}),
        ("يحق", {("treaty", 0)}),
        ('"right to work"', {("act", 0)}),
        ("« right to work »", {("act", 0)}),
        ("“work permit” right", {("act", 0)}),
        ('"work to right"', set()),
        ("nowhere", set()),
        ('"" - ?', set()),
        ("", set()),
        ("a" * 100, set()),
    ],
)
def test_passages_have_all_words_in_text_headings_or_title(
    library: PassageIndex, typed: str, found: set[tuple[str, int]]
) -> None:
    assert places(search(library, typed)) == found


def test_if_no_passage_has_all_words_those_with_some_are_shown(library: PassageIndex) -> None:
    results = search(library, "appeal extranjeros")

    assert (places(results), results.total, results.has_all_words) == ({("act", 1), ("ley", 0)}, 2, False)


def test_a_hit_in_the_text_comes_before_one_in_the_title_alone(library: PassageIndex) -> None:
    first = search(library, "refugee").hits[0].found

    assert (first.source.document, first.passage.ordinal) == ("act", 0)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (ALL, {"act", "loi", "ley", "treaty", "memo"}),
        (Filters(), {"act", "loi", "ley", "treaty"}),
        (Filters(documents=["loi", "ley"]), {"loi", "ley"}),
        (Filters(places=["AAA"]), {"act", "loi"}),
        (Filters(places=["BBB", NO_PLACE]), {"ley", "treaty"}),
        (Filters(places=[]), set()),
        (Filters(kinds=["regulation", "report"]), {"ley"}),
        (Filters(kinds=["report"], with_restricted=True), {"memo"}),
        (Filters(languages=["fr", "ar"]), {"loi", "treaty"}),
        (Filters(adopted_from=date(2001, 5, 1)), {"act", "loi"}),
        (Filters(adopted_to=date(2001, 5, 1)), {"act", "treaty"}),
        (Filters(adopted_from=date(2000, 1, 1), adopted_to=date(2009, 1, 1)), {"act"}),
    ],
)
def test_filters(library: PassageIndex, filters: Filters, found: set[str]) -> None:
    results = search(library, "work attestation trabajo العمل", filters)

    assert {document for document, _ in places(results)} == found


def test_words_and_phrases_are_marked(library: PassageIndex) -> None:
    assert marked(search(library, "permits refugee", Filters(documents=["act"]))) == ["refugee", "permit"]
    assert marked(search(library, '"right to work"')) == ["right", "to", "work"]
    assert marked(search(library, "etranger")) == ["étrangers"]
    assert marked(search(library, "يحق")) == ["يَحِقُّ"]
    assert search(library, "stayed").hits[0].marks == (Range(19, 25),)


def test_results_come_page_by_page_with_their_total(library: PassageIndex) -> None:
    pages = [search(library, "refugees", ALL, offset=offset, limit=2) for offset in (0, 2, 4)]

    assert [(len(page.hits), page.total) for page in pages] == [(2, 4), (2, 4), (0, 4)]
    assert len(places(pages[0]) | places(pages[1])) == 4


def test_senseless_offsets_and_limits_are_bounded(library: PassageIndex) -> None:
    assert len(search(library, "refugees", ALL, offset=-5, limit=-1).hits) == 1
    assert len(search(library, "refugees", ALL, offset=10**12, limit=10**12).hits) == 0


def test_quotation_marks_make_phrases() -> None:
    assert Question.typed('stay "of removal" «non refoulement» ""  l’asile') == Question(
        ("stay", "asile"), ("of removal", "non refoulement")
    )


TYPED = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(
        st.sampled_from([*'"“»*?:()[]{}^~+-\\/', "AND", "NOT", "title:", "refugee", "العمل", "\0"]), max_size=12
    ).map(" ".join),
    st.lists(st.sampled_from([*'"“»*?:()[]{}^~+-\\/', "AND", "OR", "refugee"]), max_size=12).map("".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED, language=st.none() | st.text(max_size=5), offset=st.integers())
def test_nothing_that_a_person_types_is_an_error(
    library: PassageIndex, typed: str, language: str | None, offset: int
) -> None:
    filters = Filters(languages=None if language is None else [language])
    for hit in search(library, typed, filters, offset=offset).hits:
        assert [mark for mark in hit.marks if not 0 <= mark.start < mark.end <= len(hit.found.passage.text)] == []
