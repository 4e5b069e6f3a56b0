from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.library.search.marking import marks
from openmgi.library.search.words import FIELDS, language_field, prepared, stems, telling_stems


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["refugee", "Refugees", "REFUGEES"]),
        ("en", ["immigrant", "immigrants", "immigration"]),
        ("fr", ["étranger", "étrangers", "etrangeres", "ÉTRANGÈRE"]),
        ("es", ["extranjero", "extranjeros", "extranjera"]),
        ("ar", ["لاجئ", "اللاجئين", "للاجئين", "واللاجئون", "لاجئة"]),
        ("ar", ["مهاجر", "المهاجرين", "للمهاجرين", "مُهَاجِرٌ"]),
        ("ar", ["القانون", "قانون", "قانـــون"]),
        ("ar", ["الأجانب", "للأجانب", "اجانب"]),
        ("ar", ["مستشفى", "المستشفي"]),
        ("xx", ["Zuwanderung", "zuwanderung"]),
        ("xx", ["ação", "acao", "ac\u0327a\u0303o"]),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, forms: list[str]) -> None:
    found = {tuple(stems(language)(form)) for form in forms}

    assert len(found) == 1
    assert len(next(iter(found))) == 1


@pytest.mark.parametrize(
    ("language", "field"), [("en", "en"), ("fr-CA", "fr"), ("ar", "ar"), ("pt", "xx"), ("", "xx"), ("english", "xx")]
)
def test_languages_whose_words_we_cannot_stem_share_a_field(language: str, field: str) -> None:
    assert language_field(language) == field


@pytest.mark.parametrize(
    ("language", "text", "telling"),
    [
        ("en", "the stay of the removal", ["stay", "remov"]),
        ("fr", "le droit à l’asile", ["droit", "asil"]),
        ("es", "la ley del país", ["ley", "pais"]),
        ("ar", "العمل في القانون", ["عمل", "قانون"]),
        ("en", "of the", ["of", "the"]),
        ("xx", "da lei", ["da", "lei"]),
    ],
)
def test_words_that_say_nothing_are_left_out(language: str, text: str, telling: list[str]) -> None:
    assert telling_stems(language)(text) == telling


def test_words_that_are_too_long_are_no_words() -> None:
    assert stems("en")("a" * 100) == []


def test_a_phrase_is_marked_word_by_word_where_it_stands() -> None:
    text = "The right to work. The work. To the right."

    assert [text[one.start : one.end] for one in marks(text, "en", set(), [["right", "to", "work"]])] == [
        "right", "to", "work",
    ]  # fmt: skip


@given(st.text(), st.sampled_from(FIELDS))
def test_any_text_has_stems(text: str, field: str) -> None:
    assert [stem for stem in stems(field)(text) if not stem] == []
    assert (
        prepared(prepared(text)) == prepared(text)
        or field == "ar"
        or any("\u0600" <= sign <= "\u06ff" for sign in text)
    )
