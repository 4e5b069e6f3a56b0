"""The glossary of a framework as a file: complete in every language, at one with itself, clear where it is wrong."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from openmgi.core.edition import Edition
from openmgi.core.framework import Framework
from openmgi.core.glossary import Glossary, Term
from openmgi.core.text import fold
from openmgi.library.glossaries import GlossaryError, framework_terms, read_glossary
from openmgi.library.yaml_files import YamlError

TWO = "terms:\n  refugee:\n    en: refugee\n    fr: réfugié\n"


@pytest.fixture(scope="module")
def terms(framework: Framework) -> tuple[Term, ...]:
    return framework_terms(framework.code)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "glossary.yaml"


def test_every_term_is_there_from_each_language_into_each_other(framework: Framework, terms: tuple[Term, ...]) -> None:
    pairs = set(permutations(framework.languages, 2))
    counts = {pair: len([one for one in terms if (one.source, one.language) == pair]) for pair in pairs}

    assert {(one.source, one.language) for one in terms} == pairs
    assert min(counts.values()) == max(counts.values())
    assert 60 <= counts["en", "fr"] <= 120


def test_no_two_terms_of_a_language_are_the_same(terms: tuple[Term, ...]) -> None:
    keys = [one.key for one in terms]

    assert len(set(keys)) == len(keys)


def test_no_word_to_avoid_is_what_another_term_prefers_or_accepts(terms: tuple[Term, ...]) -> None:
    right = {(one.language, fold(form)) for one in terms for form in (one.preferred, *one.accepted)}

    assert [form for one in terms for form in one.avoided if (one.language, fold(form)) in right] == []


def test_every_term_is_recognised_and_content_with_what_it_prefers(terms: tuple[Term, ...]) -> None:
    faults = []
    for source, language in {(one.source, one.language) for one in terms}:
        glossary = Glossary(source, language, terms)
        for one in terms:
            if (one.source, one.language) == (source, language):
                for form in (one.term, *one.also):
                    faults += [] if one in glossary.terms_in(form) else [form]
                for form in (one.preferred, *one.accepted):
                    faults += [warning.words for warning in glossary.check(one.term, form)]
                for form in one.avoided:
                    kinds = [warning.kind for warning in glossary.check(one.term, form)]
                    faults += [] if "avoided" in kinds else [form]

    assert faults == []


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_translations_of_our_questions_are_hardly_ever_warned_of(
    reference_sets: dict[str, Edition], terms: tuple[Term, ...], language: str
) -> None:
    """People wrote them, so that a warning is mostly wrong; and whoever is warned too often reads no more."""
    glossary = Glossary("en", language, terms)
    texts = [text for one in reference_sets.values() for text in _texts(one)]
    uses = sum(len(glossary.terms_in(text["en"])) for text in texts)
    warnings = sum(len(glossary.check(text["en"], text[language])) for text in texts)

    assert uses > 300
    assert warnings < uses / 10


def _texts(edition: Edition) -> list[dict[str, str]]:
    return [text for one in edition.indicators() for text in (one.question, *(each.criterion for each in one.answers))]


def test_a_framework_without_a_glossary_has_no_terms() -> None:
    assert framework_terms("no-such-framework") == ()


def test_forms_and_notes_stand_by_their_language(file: Path) -> None:
    file.write_text(
        TWO
        + "    also: {en: [displaced person]}\n    accepted: {fr: [exilé]}\n    avoided: {fr: [migrant]}\n"
        + "    note: {fr: Voir la Convention.}\n",
        encoding="utf-8",
    )

    assert read_glossary(file) == (
        Term("en", "fr", "refugee", "réfugié", ("migrant",), "Voir la Convention.", ("displaced person",), ("exilé",)),
        Term("fr", "en", "réfugié", "refugee", (), "Voir la Convention.", (), ("displaced person",)),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- refugee\n", None, "expected the key “terms”, and below it the terms"),
        ("terms: [a]\n", None, "expected the key “terms”, and below it the terms"),
        ("terms:\n  refugee: réfugié\n", 2, "terms.refugee: expected the term by language"),
        ("terms:\n  refugee:\n    en: refugee\n", 2, "terms.refugee: expected the term in two languages or more"),
        (TWO + "    es:\n", 5, "terms.refugee.es: expected words, not None"),
        (TWO + "    es: 5\n", 5, "terms.refugee.es: expected words, not 5"),
        (TWO + "    avoided: [exilé]\n", 5, "terms.refugee.avoided: expected, by one of the languages en, fr"),
        (TWO + "    avoided: {es: [exiliado]}\n", 5, "terms.refugee.avoided: expected, by one of the languages en, fr"),
        (TWO + "    also:\n      fr: exilé\n", 6, "terms.refugee.also.fr: expected a list in square brackets"),
        (TWO + "    also: {fr: [no]}\n", 5, "terms.refugee.also: expected words, not False"),
        (TWO + "    note: {fr: 5}\n", 5, "terms.refugee.note: expected words, not 5"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(file: Path, text: str, line: int | None, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        read_glossary(file)

    place = f"{file}:{line}: " if line else f"{file}: "
    assert str(caught.value).startswith(place + message)


def test_a_file_that_is_no_yaml_says_so(file: Path) -> None:
    file.write_text(TWO + "  refugee:\n    en: again\n", encoding="utf-8")
    with pytest.raises(YamlError, match="this key stands twice, first on line 2"):
        read_glossary(file)
