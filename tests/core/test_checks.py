"""Ten broken editions, one for each rule and more: what the checks say of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openmgi.core.checks import CHECKS, GCM_OBJECTIVES, SDG_ITEMS, Check, check_edition
from openmgi.core.edition import Edition
from openmgi.core.workflow import Move
from tests.core.editions import Files, indicator, parsed, small_files, translated, with_questions_in_arabic


def with_topic(edition: Edition, **changes: Any) -> Edition:
    """The edition with its first topic changed, past what the parser would let through."""
    first = edition.domains[0]
    topic = first.topics[0].model_copy(update=changes)
    return edition.model_copy(update={"domains": (first.model_copy(update={"topics": (topic,)}), *edition.domains[1:])})


def with_first(edition: Edition, **changes: Any) -> Edition:
    topic = edition.domains[0].topics[0]
    changed = topic.indicators[0].model_copy(update=changes)
    return with_topic(edition, indicators=(changed, *topic.indicators[1:]))


def small() -> Edition:
    return parsed(small_files())


def faults(edition: Edition) -> list[str]:
    return [str(fault) for fault in check_edition(edition)]


def test_a_sound_edition_has_no_fault() -> None:
    assert faults(small()) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda e: with_first(e, code="1.A2"), "1.A2: 2 indicators have this code [unique-codes]"),
        (lambda e: with_first(e, code="1.A9"), "1.A2: stands after a later code [codes-in-order]"),
        (lambda e: with_first(e, code="0.A1"), "0.A1: does not begin with the number of its domain, 1 [codes-in-order]"),
        (lambda e: with_first(e, question={"en": "Is it so?"}), "1.A1: no text in fr [every-language]"),
        (lambda e: with_topic(e, name={"en": "H", "fr": "S"}), "1.A: the topic has no name in ar [every-language]"),
        (lambda e: with_first(e, question={"en": "It is so.", "fr": "Oui ?"}), "1.A1: the question in en does not end with a question mark [questions]"),
        (lambda e: with_first(e, question={"en": "so " * 45 + "so?", "fr": "Oui ?"}), "1.A1: the question in en has 46 words; at most 45 [questions]"),
        (lambda e: with_first(e, terms={"en": ("bread",), "fr": ()}), "1.A1: no search terms in fr [search-terms]"),
        (lambda e: with_first(e, terms={"en": ("Bread", "bread"), "fr": ("pain",)}), "1.A1: the search term “bread” stands 2 times in en [search-terms]"),
        (lambda e: with_first(e, sdg=("9z",)), "1.A1: SDG 10.7.2 has no item 9z [known-links]"),
        (lambda e: with_first(e, gcm=(24,)), "1.A1: the Global Compact has no objective 24 [known-links]"),
        (lambda e: e.model_copy(update={"covers": ("sdg",)}), "small-1: no indicator informs SDG item 6e [coverage]"),
        (lambda e: e.model_copy(update={"stages": e.stages[:1]}), "work: leads to done, which is no stage [stages]"),
        (lambda e: e.model_copy(update={"stages": (e.stages[0].model_copy(update={"moves": ()}), e.stages[1])}), "done: no move of an earlier stage leads to this stage [stages]"),
        (lambda e: e.model_copy(update={"stages": (e.stages[0].model_copy(update={"moves": (Move(to="done", by=()),)}), e.stages[1])}), "work: nobody may move from here to done [stages]"),
        (lambda e: e.model_copy(update={"covers": ("gcm",)}), "small-1: no indicator informs Global Compact objective 23 [coverage]"),
    ],
)  # fmt: skip
def test_each_rule_finds_what_breaks_it(spoil: Callable[[Edition], Edition], fault: str) -> None:
    assert fault in faults(spoil(small()))


def test_a_language_with_the_questions_needs_no_criteria_but_every_question() -> None:
    edition = parsed(with_questions_in_arabic())

    assert faults(edition) == []
    assert faults(with_first(edition, question={"en": "Is it so?", "fr": "Oui ?"})) == [
        "1.A1: no text in ar [every-language]"
    ]


def test_equal_criteria_are_found() -> None:
    files = small_files()
    criteria = files["domain-1.yaml"]["topics"]["A"]["indicators"]["1.A1"]["criteria"]
    criteria["absent"] = criteria["complete"].upper()

    assert faults(parsed(files)) == ["1.A1: the criteria of absent and complete are the same in en [criteria-differ]"]


def test_nearly_equal_questions_are_found() -> None:
    files = small_files()
    files["domain-1.yaml"]["topics"]["A"]["indicators"]["1.A3"] = indicator(
        "bread", question="Does an act name bread as the right of everyone?"
    )
    files["translations/fr.yaml"]["domains"][1]["topics"]["A"]["indicators"]["1.A3"] = translated("pain")

    assert faults(parsed(files)) == ["1.A3: asks nearly what 1.A1 asks [near-duplicates]"]


def test_an_edition_that_reaches_everything_covers_it() -> None:
    edition = with_first(small(), sdg=SDG_ITEMS, gcm=GCM_OBJECTIVES).model_copy(update={"covers": ("sdg", "gcm")})

    assert faults(edition) == []


def test_codes_are_ordered_by_number_not_by_letter() -> None:
    files: Files = small_files()
    english, french = files["domain-1.yaml"]["topics"]["A"], files["translations/fr.yaml"]["domains"][1]["topics"]["A"]
    words = ["oil", "fish", "rice", "milk", "corn", "beans", "honey", "cheese"]
    for number, word in enumerate(words, start=3):
        english["indicators"][f"1.A{number}"] = indicator(word, question=f"Is {word} {word}?")
        french["indicators"][f"1.A{number}"] = translated(word)

    assert faults(parsed(files)) == []


def test_every_check_has_a_name_and_says_what_it_holds() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.description.endswith(".") for check in CHECKS)


def test_a_check_that_does_nothing_is_no_check() -> None:
    with pytest.raises(NotImplementedError):
        Check().faults(small())
