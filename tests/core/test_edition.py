"""What may change in an edition that assessments use: stages and languages are added, nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from openmgi.core.edition import Edition, asks_the_same
from tests.core.editions import Files, parsed, small_files, with_questions_in_arabic
from tests.core.random_editions import editions


def small() -> Edition:
    return parsed(small_files())


def test_a_language_is_added_without_a_change_of_what_is_asked() -> None:
    asked = parsed(with_questions_in_arabic())

    assert asks_the_same(small(), asked)
    assert not asks_the_same(asked, small())


@given(editions())
def test_an_edition_asks_the_same_as_itself(edition: Edition) -> None:
    assert asks_the_same(edition, edition)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda f: f["edition.yaml"].update(title="Another set"),
        lambda f: f["edition.yaml"].update(unofficial=["ar"], date="2026-12"),
        lambda f: f["domain-2.yaml"]["topics"]["A"]["indicators"]["2.A1"].update(question="Is salt salt?"),
        lambda f: f["domain-2.yaml"]["topics"]["A"]["indicators"]["2.A1"].update(gcm=[1]),
        lambda f: f["translations/fr.yaml"]["domains"][1]["topics"]["A"].update(name="Soins"),
        lambda f: f["translations/ar.yaml"]["domains"][1]["topics"]["A"].update(name="صحة"),
        lambda f: f["stages.yaml"].update(stages={"work": {"name": {"en": "Work"}}}),
    ],
)  # fmt: skip
def test_any_other_change_makes_it_another_set(spoil: Callable[[Files], object]) -> None:
    files = with_questions_in_arabic()
    spoil(files)

    assert not asks_the_same(small(), parsed(files))
