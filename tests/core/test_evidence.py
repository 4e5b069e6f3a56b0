from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.edition import Indicator, Option
from openmgi.core.evidence import (
    Analysed,
    Concept,
    Evidence,
    Term,
    analysed,
    concepts,
    favoured,
    is_secondary,
    judge,
    learned,
    narrowest,
    query,
    rarity,
    weighted,
    word_weights,
    worth,
)


def indicator(terms: dict[str, tuple[str, ...]], question: dict[str, str] | None = None) -> Indicator:
    option = Option(code="yes", label={"en": "Yes"}, criterion={"en": "There is a rule."})
    return Indicator(code="1.A1", question=question or {"en": "Is bread free?"}, options=(option,), terms=terms)


def words(text: str) -> list[str]:
    """Stems for these tests: small letters, without plural and article."""
    return [word.rstrip("s") for word in text.lower().replace(".", "").split() if word != "the"]


def passage(text: str, headings: str = "") -> Analysed:
    return analysed(words(text), words(headings))


def score(text: str, *terms: str, headings: str = "") -> float:
    return found(text, *terms, headings=headings).score


def found(text: str, *terms: str, headings: str = "") -> Evidence:
    looked_for = concepts(weighted(terms), words)
    return judge(passage(text, headings), looked_for, worth(looked_for, lambda _: 1.0))


def test_the_query_of_an_indicator_is_its_terms_by_language() -> None:
    terms = {"en": ("bread", "flour"), "fr": ("pain",)}

    assert query(indicator(terms)) == {
        "en": (Term("bread", 1.0), Term("flour", 1 / (1 + 1 / 8))),
        "fr": (Term("pain", 1.0),),
    }


def test_in_a_language_without_terms_the_question_is_asked() -> None:
    asked = {"en": "Is bread free?", "fr": "Le pain est-il gratuit ?"}

    assert query(indicator({"en": (), "es": ()}, asked)) == {
        "en": (Term("Is bread free?", 1.0),),
        "fr": (Term("Le pain est-il gratuit ?", 1.0),),
    }


def test_the_first_terms_count_most() -> None:
    assert [round(term.weight, 2) for term in weighted("abcdefghi")] == [
        1,
        0.89,
        0.8,
        0.73,
        0.67,
        0.62,
        0.57,
        0.53,
        0.5,
    ]


def test_terms_are_compared_by_their_stems() -> None:
    assert concepts([Term("The Stays of stay", 1.0), Term("the", 1.0)], words) == (
        Concept(Term("The Stays of stay", 1.0), ("stay", "of")),
    )


def test_words_of_long_terms_count_less_each() -> None:
    looked_for = concepts([Term("work permit", 1.0), Term("work", 0.5)], words)

    assert word_weights(looked_for) == pytest.approx({"work": 0.5 + 0.5**0.5, "permit": 0.5**0.5})


def test_rare_words_tell_more_than_frequent_ones() -> None:
    assert rarity(1, 1000) > rarity(100, 1000) > rarity(1000, 1000) > 0


def test_a_word_that_many_terms_share_tells_less() -> None:
    terms = [Term("refugee", 1.0), Term("refugee camp", 1.0)]

    assert worth(concepts(terms, words), lambda _: 2.0) == pytest.approx({"refugee": 2 / 2**0.25, "camp": 2.0})


def test_a_passage_without_the_words_has_nothing_to_do_with_it() -> None:
    assert found("Bread is free.", "work permit") == Evidence(0.0, ())


def test_nothing_is_found_by_no_terms() -> None:
    assert found("Bread is free.") == Evidence(0.0, ())


def test_a_passage_says_by_which_terms_it_was_found_best_first() -> None:
    text = "Work permits are free. The permit shows the stay. A refugee works."

    assert found(text, "stay of removal", "refugee works", "work permit").terms == ("refugee works", "work permit")


def test_at_most_eight_terms_are_given_as_the_reason() -> None:
    terms = "abcdefghij"

    assert len(found(" ".join(terms), *terms).terms) == 8


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A work permit is issued.", "A work card is issued."),
        ("A work permit is issued.", "A permit is for those who, it being their wish and no bar to it, work."),
        ("A work permit is a work permit.", "A work permit is a nice thing."),
        ("A work permit.", "A work permit. " + "Nothing else. " * 200),
    ],
)
def test_more_of_a_term_and_closer_together_is_better(better: str, worse: str) -> None:
    assert score(better, "work permit") > score(worse, "work permit")


def test_headings_count() -> None:
    assert score("It is issued.", "work permit", headings="Work permits") > 0
    assert found("It is issued.", "work permit", headings="Work permits").terms == ("work permit",)
    assert score("A permit.", "permit", headings="Permits") > score("A permit.", "permit")


def test_the_score_is_a_share() -> None:
    assert 0 < score("Work permit.", "work permit") <= 1


def test_two_terms_are_better_than_one_twice() -> None:
    assert score("refugee asylum", "refugee", "asylum") > score("refugee refugee", "refugee", "asylum")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Part I", "Definitions"), True),
        (("Article premier – Définitions",), True),
        (("Entrada en vigor",), True),
        (("تعريفات",), True),
        (("Coming into force",), True),
        (("Definitions", "Right to work"), False),
        ((), False),
    ],
)
def test_definitions_and_commencement_are_secondary(headings: Sequence[str], expected: bool) -> None:
    assert is_secondary(headings) is expected


def test_secondary_sections_stand_lower() -> None:
    looked_for = concepts(weighted(["work permit"]), words)
    told = worth(looked_for, lambda _: 1.0)
    text = words("a work permit")

    assert judge(analysed(text, [], is_secondary=True), looked_for, told).score == pytest.approx(
        0.7 * judge(analysed(text, []), looked_for, told).score
    )


def test_what_an_analyst_accepts_makes_its_terms_count_more_and_what_is_rejected_less() -> None:
    terms = [Term("asylum", 1.0), Term("border", 1.0), Term("visa", 1.0), Term("stay", 1.0)]
    after = learned(terms, accepted=[("asylum", "visa"), ("asylum",)], rejected=[("border",), ("visa",)])

    assert [term.weight for term in after] == pytest.approx([2.0, 1 / 1.5, 1.0, 1.0])


def test_the_document_of_an_accepted_passage_is_favoured() -> None:
    assert favoured(0.4, "act", {"act"}) == pytest.approx(0.46)
    assert favoured(0.4, "act", set()) == 0.4


@pytest.mark.parametrize(
    ("places", "stretch"),
    [([[3], [4]], 2), ([[1, 9], [5, 10]], 2), ([[1], []], None), ([[0], [2], [7]], 8), ([[5]], 1)],
)
def test_the_shortest_stretch_with_all_words(places: Sequence[Sequence[int]], stretch: int | None) -> None:
    assert narrowest(places) == stretch


TEXT = st.lists(st.sampled_from("abcdef"), max_size=30).map(" ".join)


@given(TEXT, TEXT, st.lists(TEXT, max_size=5))
def test_every_score_is_a_share(text: str, headings: str, terms: list[str]) -> None:
    assert 0 <= score(text, *terms, headings=headings) <= 1


@given(TEXT, st.lists(TEXT, max_size=5))
def test_the_reasons_are_terms_all_of_whose_words_are_there_or_where_there_are_none_some_of_them(
    text: str, terms: list[str]
) -> None:
    reasons, there = found(text, *terms).terms, set(text.split())
    whole = {term for term in terms if term and set(term.split()) <= there}

    assert set(reasons) <= set(terms)
    assert set(reasons) <= whole if whole else len(reasons) <= 2
    assert all(set(reason.split()) & there for reason in reasons)
    assert bool(reasons) == any(set(term.split()) & there for term in terms)


@given(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8))
def test_weights_stay_positive_and_move_with_the_decisions(accepted: list[int], rejected: list[int]) -> None:
    terms = [Term(str(number), 1.0) for number in range(4)]
    after = learned(terms, [[str(one)] for one in accepted], [[str(one)] for one in rejected])

    for number, term in enumerate(after):
        balance = accepted.count(number) - rejected.count(number)
        assert (term.weight > 1, term.weight < 1) == (balance > 0, balance < 0)
        assert term.weight > 0
