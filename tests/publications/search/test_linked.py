"""Three small editions in a row; the third asks what the second asks, but has moved the line for bread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.edition import Edition, Relation
from openmgi.publications.search.linked import Linked, linked
from tests.core.editions import parsed, two_editions


def three() -> dict[str, Edition]:
    before, middle = map(parsed, two_editions())
    domains = [
        domain.model_copy(
            update={
                "topics": [
                    topic.model_copy(
                        update={
                            "indicators": tuple(
                                one.model_copy(update={"relation": _relation(one.code)}) for one in topic.indicators
                            )
                        }
                    )
                    for topic in domain.topics
                ]
            }
        )
        for domain in middle.domains
    ]
    last = middle.model_copy(update={"code": "small-3", "previous": middle.code, "domains": tuple(domains)})
    return {one.code: one for one in (before, middle, last)}


def _relation(code: str) -> Relation:
    return Relation(kind="criteria_changed" if code == "1.A1" else "same", before=(code,))


EDITIONS = three()
EVERY = [(edition.code, one.code) for edition in EDITIONS.values() for one in edition.indicators()]


def found(edition: str, *indicators: str) -> set[Linked]:
    return set(linked(edition, indicators, EDITIONS))


def test_a_question_is_followed_forwards_and_backwards_over_any_number_of_editions() -> None:
    every = {Linked("small-1", "1.A2"), Linked("small-2", "1.A2"), Linked("small-3", "1.A2")}

    assert found("small-1", "1.A2") == found("small-2", "1.A2") == found("small-3", "1.A2") == every


def test_where_the_line_between_two_answers_was_moved_it_is_said() -> None:
    assert found("small-1", "1.A1") == {
        Linked("small-1", "1.A1"), Linked("small-2", "1.A1"), Linked("small-3", "1.A1", is_same=False),
    }  # fmt: skip


def test_a_question_that_was_split_leads_to_its_parts_and_they_to_each_other() -> None:
    parts = {code for edition, code in EVERY if edition == "small-2" and code in {"1.B1", "1.B2"}}

    assert {one.indicator for one in found("small-1", "1.B1") if one.edition == "small-2"} == parts
    assert not [one for one in found("small-1", "1.B1") if one.edition == "small-2" and one.is_same]


@pytest.mark.parametrize(("edition", "indicator"), [("small-9", "1.A1"), ("small-1", "9.Z9"), ("", "1.A1")])
def test_an_unknown_question_is_linked_to_itself_only(edition: str, indicator: str) -> None:
    assert found(edition, indicator) == {Linked(edition, indicator)}


@given(one=st.sampled_from(EVERY), other=st.sampled_from(EVERY))
def test_a_link_leads_both_ways(one: tuple[str, str], other: tuple[str, str]) -> None:
    there = {(each.edition, each.indicator): each.is_same for each in linked(one[0], [one[1]], EDITIONS)}
    back = {(each.edition, each.indicator): each.is_same for each in linked(other[0], [other[1]], EDITIONS)}

    assert there.get(other) == back.get(one)
