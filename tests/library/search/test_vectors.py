from __future__ import annotations

from pathlib import Path

import pytest

from openmgi.core.evidence import weighted
from openmgi.library.search.entries import Filters, Source
from openmgi.library.search.index import PassageIndex
from openmgi.library.search.suggesting import Suggester
from openmgi.library.search.vectors import Vectors, installed
from tests.library.search.conftest import passages

pytestmark = pytest.mark.skipif(not installed(), reason="the optional model is not installed")

TERMS = {"en": weighted(["asylum application", "refugee status"])}
LEI = Source("lei", "1", "CCC", "law", "pt", "Lei de estrangeiros")
TEXTS = passages("O requerente pede asilo e o estatuto de refugiado.", "O orçamento da agricultura é anual.")


@pytest.fixture
def index(tmp_path: Path) -> PassageIndex:
    index = PassageIndex(tmp_path)
    index.replace(LEI, TEXTS)
    return index


def test_in_a_language_without_terms_passages_are_found_by_their_meaning(index: PassageIndex, tmp_path: Path) -> None:
    vectors = Vectors(tmp_path)
    vectors.replace(LEI, TEXTS)
    suggester = Suggester(index, Filters(), vectors)
    first = suggester.suggest(TERMS)[0]

    assert suggester.suggest(TERMS)[0] == first
    assert (first.found.passage.ordinal, first.is_by_meaning, first.marks) == (0, True, ())
    assert set(first.terms) == {"asylum application", "refugee status"}


def test_where_there_are_terms_meaning_is_not_asked(index: PassageIndex, tmp_path: Path) -> None:
    vectors = Vectors(tmp_path)
    vectors.replace(LEI, TEXTS)
    found = Suggester(index, Filters(), vectors).suggest({"pt": weighted(["orçamento"])})

    assert [(one.found.passage.ordinal, one.is_by_meaning) for one in found] == [(1, False)]


def test_documents_without_vectors_are_not_found_by_meaning(index: PassageIndex, tmp_path: Path) -> None:
    vectors = Vectors(tmp_path)
    assert Suggester(index, Filters(), vectors).suggest(TERMS) == []

    vectors.replace(LEI, TEXTS)
    vectors.remove("lei")
    assert Suggester(index, Filters(), vectors).suggest(TERMS) == []


def test_a_document_that_was_cut_anew_is_read_as_far_as_it_has_vectors(index: PassageIndex, tmp_path: Path) -> None:
    vectors = Vectors(tmp_path)
    vectors.replace(LEI, TEXTS[:1])
    found = Suggester(index, Filters(), vectors).suggest(TERMS)

    assert [one.found.passage.ordinal for one in found] == [0]


def test_a_document_without_passages_has_no_vectors(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    vectors = Vectors(tmp_path)
    vectors.replace(LEI, [])

    assert Suggester(index, Filters(), vectors).suggest(TERMS) == []
