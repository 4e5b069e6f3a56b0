from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.edition_search import Part, excerpt, search
from openmgi.core.text import fold
from tests.core.editions import parsed, small_files, with_questions_in_arabic


def found(query: str, language: str = "en") -> list[tuple[str, str]]:
    return [(hit.indicator.code, hit.field) for hit in search(parsed(small_files()), query, language)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("bread", [("1.A1", "question")]),
        ("BRÉAD", [("1.A1", "question")]),
        ("published wells", [("1.A2", "question")]),
        ("water act", [("1.A2", "terms")]),
        ("law says", [("1.A1", "criterion"), ("1.A2", "criterion"), ("2.A1", "criterion")]),
        ("gazette", [("1.A1", "guidance"), ("1.A2", "guidance"), ("2.A1", "guidance")]),
        ("1.A2", [("1.A2", "code")]),
        ("read", []),
        ("bread wells", []),
        ("  ", []),
    ],
)
def test_all_words_must_begin_a_word_of_the_indicator(query: str, hits: list[tuple[str, str]]) -> None:
    assert found(query) == hits


def test_words_are_looked_for_in_the_readers_language() -> None:
    assert found("loi pain", "fr") == [("1.A1", "question")]
    assert found("bread", "fr") == []


def test_words_are_looked_for_in_the_questions_of_a_language_that_has_nothing_more() -> None:
    edition = parsed(with_questions_in_arabic())

    assert [(hit.indicator.code, hit.language) for hit in search(edition, "القانون 2.A1", "ar")] == [("2.A1", "ar")]


def test_an_edition_without_the_readers_language_is_searched_in_its_source() -> None:
    assert found("bread", "es") == [("1.A1", "question")]
    assert search(parsed(small_files()), "bread", "es")[0].language == "en"


def test_a_hit_in_a_question_comes_before_one_elsewhere() -> None:
    files = small_files()
    files["domain-1.yaml"]["topics"]["A"]["indicators"]["1.A1"]["terms"] = ["stores"]

    assert [hit.indicator.code for hit in search(parsed(files), "stores", "en")] == ["2.A1", "1.A1"]


def test_the_words_are_marked_as_they_are_written() -> None:
    assert excerpt("Le marché et les Marchés", ["marche"]) == (
        Part("Le ", found=False), Part("marché", found=True), Part(" et les ", found=False),
        Part("Marché", found=True), Part("s", found=False),
    )  # fmt: skip


def test_of_a_long_text_the_part_around_the_first_word_is_shown() -> None:
    parts = excerpt("far " * 100 + "here " + "away " * 100 + "here", ["here"])

    assert [part.text for part in parts if part.found] == ["here"]
    assert (parts[0].text, parts[1].text[:3], parts[-1].text[-1]) == ("…", "far", "…")
    assert sum(len(part.text) for part in parts) < 300


@given(
    st.text(max_size=60),
    st.lists(st.text(min_size=1, max_size=4).map(fold).filter(lambda w: bool(w.strip())), max_size=3),
)
def test_an_excerpt_of_a_short_text_is_the_whole_text(text: str, words: list[str]) -> None:
    assert "".join(part.text for part in excerpt(text, words)) == text


def test_a_word_inside_another_is_not_marked() -> None:
    assert [part.text for part in excerpt("bread, read", ["read"]) if part.found] == ["read"]
    assert excerpt("bread, read", ["read"])[0].text == "bread, "
