from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from openmgi.core.text import Text, fingerprint, fold, tidy


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("  two   words ", "two words"),
        ("no\u00a0break", "no break"),
        ("gouver\u00adnement", "gouvernement"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u0301tat", "état"),
        ("line\nline", "line line"),
    ],
)
def test_tidy_text_has_one_space_between_words_and_nothing_invisible(found: str, clean: str) -> None:
    assert tidy(found) == clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Migrants’ rights", "MIGRANTS' RIGHTS"),
        ("2018–2022", "2018-2022"),
        ("Gouvernance à l’échelle", "gouvernance a l'echelle"),
        ("ÁMBITO", "ambito"),
    ],
)
def test_spellings_of_one_phrase_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_folding_knows_no_difference_between_a_text_and_its_tidy_form(text: str) -> None:
    assert fold(tidy(text)) == fold(text)


def test_a_translation_is_current_until_its_source_changes() -> None:
    text = Text.written("en", {"en": "A law of 2016.", "fr": "Une loi de 2016."})
    changed = text.model_copy(update={"texts": {**text.texts, "en": "A law of 2017."}})

    states = {language: text.state(language) for language in ("en", "fr", "es")}
    states_later = {language: changed.state(language) for language in ("en", "fr", "es")}

    assert states == {"en": "source", "fr": "current", "es": "missing"}
    assert states_later == {"en": "source", "fr": "stale", "es": "missing"}


def test_only_a_source_or_a_current_translation_may_be_published() -> None:
    text = Text(source="en", texts={"en": "Now.", "fr": "Avant."}, made_from={"fr": fingerprint("Before.")})

    assert [text.is_publishable(language) for language in ("en", "fr", "es")] == [True, False, False]


def test_a_text_has_a_text_in_its_source_language() -> None:
    with pytest.raises(ValidationError, match="the source language en has no text"):
        Text(source="en", texts={"fr": "Une loi."})


@given(
    st.dictionaries(st.sampled_from(["fr", "es", "ar"]), st.text(min_size=1)), st.text(min_size=1), st.text(min_size=1)
)
def test_every_translation_of_a_changed_source_is_stale(others: dict[str, str], before: str, after: str) -> None:
    text = Text.written("en", {"en": before, **others})
    changed = text.model_copy(update={"texts": {**text.texts, "en": after}})

    expected = "current" if before == after else "stale"
    assert {changed.state(language) for language in others} <= {expected}
