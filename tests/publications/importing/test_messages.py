"""Every doubt and error has its words, in every language."""

from __future__ import annotations

from typing import get_args

import pytest
from django.utils import translation

from openmgi.core.framework import Framework
from openmgi.core.importing.imported import Missing
from openmgi.core.importing.reading import Doubt, DoubtCode, UnreadableError
from openmgi.publications.importing.messages import doubt_message, missing_message, unreadable_message

LANGUAGES = ["en", "fr", "es", "ar"]
KENYA = {"en": "Kenya", "fr": "Kenya", "es": "Kenya", "ar": "كينيا"}
VALUES = {
    "chosen": "A", "other": "local", "told": "national", "place": "Nairobi", "country": KENYA, "encoding": "UTF-7",
    "heading": "Rihgts", "domain": 1, "headings": "en", "language": "sq", "text": "A text.", "guess": "",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", get_args(DoubtCode))
def test_a_doubt_is_said_in_whole_words(framework: Framework, code: DoubtCode, language: str) -> None:
    with translation.override(language):
        message = doubt_message(Doubt(3, code, VALUES), framework)
    with translation.override("en"):
        english = doubt_message(Doubt(3, code, VALUES), framework)

    assert message
    assert "%(" not in message
    assert (message == english) == (language == "en")


def test_values_are_named_in_the_readers_language(framework: Framework) -> None:
    with translation.override("fr"):
        headings = doubt_message(Doubt(1, "guessed_language", {"headings": "en", "language": "sq"}), framework)
        domain = doubt_message(Doubt(1, "missing_domain", {"domain": 3}), framework)

    assert ("anglais" in headings, "albanais" in headings) == (True, True)
    assert "3 (Partenariats)" in domain


def test_a_domain_that_is_not_known_is_called_by_its_number(framework: Framework) -> None:
    assert doubt_message(Doubt(1, "missing_domain", {"domain": 9}), framework) == "no findings of domain 9"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_as_one_list(language: str) -> None:
    with translation.override(language):
        message = missing_message(get_args(Missing))

    options = ("--title", "--place", "--country", "--level", "--edition")
    assert [option for option in options if option not in message] == []


@pytest.mark.parametrize("code", ["empty", "no_domain", "no_findings"])
def test_an_unreadable_text_is_said(code: str) -> None:
    with translation.override("es"):
        assert unreadable_message(UnreadableError(1, code)) != code  # type: ignore[arg-type] # a code of the list
