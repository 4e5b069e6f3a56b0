"""Profiles side by side: questions are joined by declared links only, and each change has the name that is true of it.

The two editions are those of test_comparison:

small-1   1.A1 1.A2 2.A1            1.B1       1.B2 1.B3   1.B4
           |    |    |             /    \\         \\ /       |
small-2   1.A1 1.A2 2.A1        1.B1   1.B2      1.B3       x     1.B5
          same rew. criteria    split  split     merged   dropped new
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.edition import Edition
from openmgi.core.profile import Profile
from openmgi.core.side_by_side import DIFFERENCES, Row, Whose, difference, is_same_place, new_quotes, rows
from tests.core.answered import AFTER, BEFORE, CODES, SETS, profile

OPTIONS = ("absent", "complete", "not_answered")


def row(code: str, *profiles: Profile, sets: Mapping[str, Edition] = SETS) -> Row:
    return next(one for one in rows(profiles, sets) if one.asked.indicator == code)


def told(code: str, before: Profile, after: Profile, *, is_correction: bool = False) -> str:
    return difference(row(code, before, after), is_correction=is_correction)


def shape(found: list[Row]) -> list[tuple[str, str, list[list[str]]]]:
    return [
        (one.asked.indicator, one.link, [[a.indicator for a in cell.answers] for cell in one.cells]) for one in found
    ]


def test_questions_of_two_sets_are_joined_by_the_links_between_them() -> None:
    assert shape(rows([profile("small-1"), profile("small-2")], SETS)) == [
        ("1.A1", "same", [["1.A1"], ["1.A1"]]),
        ("1.A2", "reworded", [["1.A2"], ["1.A2"]]),
        ("1.B1", "split", [["1.B1"], ["1.B1"]]),
        ("1.B2", "split", [["1.B1"], ["1.B2"]]),
        ("1.B3", "merged", [["1.B2", "1.B3"], ["1.B3"]]),
        ("1.B5", "new", [[], ["1.B5"]]),
        ("1.B4", "dropped", [["1.B4"], []]),
        ("2.A1", "criteria_changed", [["2.A1"], ["2.A1"]]),
    ]


def test_one_set_is_joined_question_by_question() -> None:
    found = rows([profile(), profile(country="XXW", code="XXW")], {})

    assert shape(found) == [(code, "same", [[code], [code]]) for code in sorted(CODES["small-1"])]


def test_sets_that_nobody_linked_stand_apart_whatever_their_codes() -> None:
    found = rows([profile("small-1"), profile("small-2")], {})

    assert len(found) == len(CODES["small-1"]) + len(CODES["small-2"])
    assert all(len([cell for cell in one.cells if cell.answers]) == 1 for one in found)


def test_sets_without_a_code_are_not_taken_for_one_another() -> None:
    nameless = profile("", {"1.A1": "complete"})

    assert shape(rows([nameless, nameless], {})) == [("1.A1", "same", [["1.A1"], []]), ("1.A1", "same", [[], ["1.A1"]])]


def test_a_third_profile_stands_beside_the_two_sets() -> None:
    merged = row("1.B3", profile("small-2"), profile("small-1"), profile("small-2"))

    assert [[one.indicator for one in cell.answers] for cell in merged.cells] == [["1.B3"], ["1.B2", "1.B3"], ["1.B3"]]


def test_a_set_that_nobody_linked_stays_apart_from_two_that_are_linked() -> None:
    found = rows([profile("small-1"), profile("other", {"1.A1": "absent"}), profile("small-2")], SETS)

    apart = [one for one in found if one.cells[1].answers]
    assert [(one.link, one.cells[0].answers, one.cells[2].answers) for one in apart] == [("same", (), ())]


def follower(before: Edition, code: str, **changes: Mapping[str, object] | None) -> Edition:
    """A set that asks the same again, but for questions in `changes`: with another relation, or dropped (None)."""
    told = before.model_dump() | {"code": code, "previous": before.code, "dropped": []}
    for domain in told["domains"]:
        for topic in domain["topics"]:
            for one in topic["indicators"]:
                one["relation"] = {"kind": "same", "before": [one["code"]], **(changes.get(one["code"]) or {})}
            topic["indicators"] = [one for one in topic["indicators"] if changes.get(one["code"], {}) is not None]
    gone = [{"code": one, "note": {"en": "Not asked any more."}} for one, change in changes.items() if change is None]
    return Edition.model_validate(told | {"dropped": gone})


def test_questions_are_followed_through_a_set_that_nobody_answers() -> None:
    third = follower(AFTER, "small-3", **{"1.B5": None})
    sets = {**SETS, "small-3": third}
    last = profile("small-3", dict.fromkeys((one.code for one in third.indicators()), "complete"))

    assert shape(rows([profile("small-1"), last], sets)) == [
        ("1.A1", "same", [["1.A1"], ["1.A1"]]),
        ("1.A2", "reworded", [["1.A2"], ["1.A2"]]),
        ("1.B1", "split", [["1.B1"], ["1.B1"]]),
        ("1.B2", "split", [["1.B1"], ["1.B2"]]),
        ("1.B3", "merged", [["1.B2", "1.B3"], ["1.B3"]]),
        ("1.B4", "dropped", [["1.B4"], []]),
        ("2.A1", "criteria_changed", [["2.A1"], ["2.A1"]]),
    ]


def test_a_change_of_the_question_in_between_is_not_taken_for_one_of_policy() -> None:
    third = follower(AFTER, "small-3", **{"1.A1": {"kind": "criteria_changed"}})
    fourth = follower(third, "small-4")
    sets = {**SETS, "small-3": third, "small-4": fourth}
    last = profile("small-4", {"1.A1": "absent"})

    assert difference(row("1.A1", profile("small-2"), last, sets=sets), is_correction=False) == "question_changed"
    without = {code: one for code, one in sets.items() if code != "small-3"}
    assert not row("1.A1", profile("small-2"), last, sets=without).cells[1].answers


def test_sets_that_name_each_other_as_the_one_before_do_not_hang() -> None:
    circle = {**SETS, "small-1": BEFORE.model_copy(update={"previous": "small-2"})}

    assert rows([profile("small-1"), profile("small-2")], circle)


def test_a_question_of_which_the_set_says_nothing_is_not_comparable() -> None:
    silent = AFTER.model_copy(
        update={
            "domains": tuple(
                domain.model_copy(
                    update={
                        "topics": tuple(
                            topic.model_copy(
                                update={
                                    "indicators": tuple(
                                        one.model_copy(update={"relation": None}) for one in topic.indicators
                                    )
                                }
                            )
                            for topic in domain.topics
                        )
                    }
                )
                for domain in AFTER.domains
            )
        }
    )
    found = rows([profile("small-1"), profile("small-2")], {**SETS, "small-2": silent})

    assert {one.link for one in found if one.asked.indicator != "1.B4"} == {"unsaid"}
    assert {difference(one, is_correction=False) for one in found} == {"not_comparable"}


CASES = [
    # question, option before, option after, what changed
    ("1.A1", "complete", "complete", "unchanged"),
    ("1.A1", "absent", "complete", "policy_changed"),
    ("1.A2", "complete", "absent", "policy_changed"),
    ("1.A1", "not_answered", "complete", "not_comparable"),
    ("1.A1", "not_answered", "not_answered", "not_comparable"),
    ("1.A1", "complete", "", "not_comparable"),
    ("1.A1", "not_applicable", "complete", "not_comparable"),
    ("1.A1", "not_applicable", "not_applicable", "unchanged"),
    ("2.A1", "absent", "complete", "question_changed"),
    ("2.A1", "complete", "complete", "question_changed"),
    ("1.B1", "absent", "complete", "question_changed"),
    ("1.B3", "absent", "complete", "question_changed"),
]


@pytest.mark.parametrize(("code", "before", "after", "expected"), CASES)
def test_a_change_of_policy_is_told_from_a_change_of_question(
    code: str, before: str, after: str, expected: str
) -> None:
    assert told(code, profile("small-1", {code: before}), profile("small-2", {code: after})) == expected


def test_what_only_one_set_asks_is_not_comparable() -> None:
    assert told("1.B5", profile("small-1"), profile("small-2")) == "not_comparable"
    assert told("1.B4", profile("small-1"), profile("small-2")) == "not_comparable"


def test_the_same_answer_with_other_quotes_has_new_evidence() -> None:
    before = profile("small-1", quotes={"1.A1": ("Everyone has bread.",)})
    after = profile("small-2", quotes={"1.A1": ("Everyone has bread.", "Bread is free.")})

    assert told("1.A1", before, after) == "new_evidence"
    assert [one.text for one in new_quotes(row("1.A1", before, after))] == ["Bread is free."]
    assert told("1.A1", after, before) == "unchanged"


def test_where_nothing_was_quoted_before_nothing_is_said_of_evidence() -> None:
    before = profile("small-1", quotes={"1.A2": ("Wells.",)})

    assert told("1.A1", before, profile("small-2")) == "unchanged"


def test_a_later_version_of_one_publication_corrects_and_changes_no_policy() -> None:
    before, after = profile(options={"1.A1": "absent", "1.A2": ""}), profile(quotes={"1.B1": ("Oil.",)})

    assert told("1.A1", before, after, is_correction=True) == "corrected"
    assert told("1.A2", before, after, is_correction=True) == "corrected"
    assert told("1.B1", before, after, is_correction=True) == "corrected"
    assert told("2.A1", before, after, is_correction=True) == "unchanged"


VELMORA = Whose("national", "XXV", frozenset({"Velmora"}), "XXV")
PORT = Whose("local", "XXV", frozenset({"Port", "Le Port"}), "XX-01")
PLACES = [
    # one, other, whether they are the same
    (VELMORA, VELMORA, True),
    (VELMORA, replace(VELMORA, names=frozenset({"Arvala"}), code=None), True),  # a country is known by its code alone
    (VELMORA, replace(VELMORA, country="XXW"), False),
    (VELMORA, replace(VELMORA, level="local"), False),
    (PORT, replace(PORT, names=frozenset({"Harbour"})), True),
    (PORT, replace(PORT, code="XX-02"), False),  # two places of one name
    (PORT, replace(PORT, names=frozenset({"Le Port"}), code=None), True),
    (PORT, replace(PORT, names=frozenset({"Harbour"}), code=None), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), PLACES)
def test_a_place_is_known_by_its_code_or_by_its_name(one: Whose, other: Whose, expected: bool) -> None:
    assert is_same_place(one, other) is expected
    assert is_same_place(other, one) is expected


editions = st.sampled_from(["small-1", "small-2"])


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    edition = draw(editions)
    options = {code: draw(st.sampled_from(OPTIONS)) for code in CODES[edition]}
    return profile(edition, options)


@given(st.lists(profiles(), min_size=2, max_size=4))
def test_no_answer_is_lost_and_none_gets_into_another_column(some: list[Profile]) -> None:
    found = rows(some, SETS)

    for number, one in enumerate(some):
        shown = {answer.indicator: answer for row in found for answer in row.cells[number].answers}
        assert shown == {answer.indicator: answer for answer in one.answers}


@given(st.lists(profiles(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_profiles_changes_the_order_of_the_cells_only(some: list[Profile], chance: object) -> None:
    order = list(range(len(some)))
    chance.shuffle(order)  # type: ignore[attr-defined] # a random.Random
    moved = rows([some[number] for number in order], SETS)

    def keyed(found: list[Row], cells: list[int]) -> set[tuple[str, str, tuple[object, ...]]]:
        return {(one.asked.indicator, one.link, tuple(repr(one.cells[cell]) for cell in cells)) for one in found}

    back = [order.index(number) for number in range(len(some))]
    assert keyed(moved, back) == keyed(rows(some, SETS), list(range(len(some))))


@given(profiles(), profiles())
def test_only_a_question_that_stayed_the_same_can_show_a_change_of_policy(before: Profile, after: Profile) -> None:
    for one in rows([before, after], SETS):
        code = difference(one, is_correction=False)
        assert code in DIFFERENCES
        if code in {"policy_changed", "new_evidence", "unchanged"}:
            assert one.link in {"same", "reworded"}
            assert all(answer.kind == "answer" for cell in one.cells for answer in cell.answers)
        assert (code == "policy_changed") <= one.differs


@given(profiles())
def test_beside_itself_a_profile_has_changed_nothing(one: Profile) -> None:
    for row in rows([one, one], SETS):
        assert difference(row, is_correction=True) == "unchanged"
        assert not row.differs
