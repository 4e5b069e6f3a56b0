"""Shares of places by option: always with who is in N, and no percentage of too few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.shares import LEAST, PlaceAnswer, Shares, shares

OPTIONS = ("absent", "partial", "complete")
ANSWER = st.one_of(
    st.tuples(st.sampled_from(OPTIONS), st.just("answer")),
    st.tuples(st.just("na"), st.just("not_applicable")),
    st.tuples(st.just(""), st.just("not_answered")),
)


def of(*answers: tuple[str, str]) -> Shares:
    places = (PlaceAnswer(f"p{number}", *one) for number, one in enumerate(answers))  # type: ignore[arg-type] # a kind
    return shares(places, OPTIONS)


def test_who_does_not_answer_is_in_no_share() -> None:
    found = of(("absent", "answer"), ("na", "not_applicable"), ("", "not_answered"), ("absent", "answer"))

    assert [(one.option, one.places, one.answered) for one in found.options] == [
        ("absent", ("p0", "p3"), 2),
        ("partial", (), 2),
        ("complete", (), 2),
    ]
    assert (found.not_applicable, found.not_answered, found.answered) == (("p1",), ("p2",), 2)


def test_of_fewer_than_five_places_there_is_no_percentage() -> None:
    few, enough = (of(*[("absent", "answer")] * number) for number in (LEAST - 1, LEAST))

    assert (few.options[0].percent, enough.options[0].percent, enough.options[1].percent) == (None, 100.0, 0.0)
    assert (few.are_few, enough.are_few, of().are_few) == (True, False, False)


def test_an_option_that_the_question_does_not_have_comes_last() -> None:
    assert [one.option for one in of(("other", "answer"), ("absent", "answer")).options] == [*OPTIONS, "other"]


@given(st.lists(ANSWER, max_size=40))
def test_every_place_stands_in_exactly_one_row(answers: list[tuple[str, str]]) -> None:
    found = of(*answers)
    rows = [*(one.places for one in found.options), found.not_applicable, found.not_answered]

    assert sorted(place for row in rows for place in row) == sorted(f"p{number}" for number in range(len(answers)))
    percents = [one.percent for one in found.options if one.percent is not None]
    assert not percents or abs(sum(percents) - 100) < 1e-6


@given(st.lists(ANSWER, max_size=40), st.sets(st.integers(0, 39)))
def test_shares_within_some_places_are_those_of_these_places_alone(
    answers: list[tuple[str, str]], some: set[int]
) -> None:
    places = {f"p{number}" for number in some}
    whole = of(*answers)
    found = whole.within(places)

    assert [one.places for one in found.options] == [
        tuple(place for place in one.places if place in places) for one in whole.options
    ]
    assert {one.answered for one in found.options} <= {found.answered}
    assert set(found.not_applicable) | set(found.not_answered) <= places
    assert whole.within({f"p{number}" for number in range(len(answers))}) == whole
