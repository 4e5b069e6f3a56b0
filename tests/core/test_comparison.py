"""Two small editions that show every relation:

small-1    1.A1 bread      1.A2 water      2.A1 salt      1.B1 oil      1.B2 fish     1.B3 rice     1.B4 milk
             │               │               │              ╱ ╲             ╲         ╱              ✕ dropped
small-2    1.A1 same       1.A2 reworded   2.A1 criteria  1.B1, 1.B2 split    1.B3 merged       1.B5 new
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.comparison import Kept, UnrelatedEditionsError, changes, followers, kept_questions, relation_faults
from openmgi.core.edition import Dropped, Edition, Relation, RelationKind
from tests.core.editions import parsed, two_editions


def spoilt(edition: Edition, code: str, relation: Relation | None) -> Edition:
    """The edition with another relation for one indicator."""
    domains = tuple(
        domain.model_copy(
            update={
                "topics": tuple(
                    topic.model_copy(
                        update={
                            "indicators": tuple(
                                one.model_copy(update={"relation": relation}) if one.code == code else one
                                for one in topic.indicators
                            )
                        }
                    )
                    for topic in domain.topics
                )
            }
        )
        for domain in edition.domains
    )
    return edition.model_copy(update={"domains": domains})


def pair() -> tuple[Edition, Edition]:
    before, after = two_editions()
    return parsed(before), parsed(after)


def faults(before: Edition | None, after: Edition) -> list[str]:
    return [str(fault) for fault in relation_faults(before, after)]


def test_every_kind_of_relation_is_found() -> None:
    found = [
        (change.kind, [one.code for one in change.before], change.after.code if change.after else None)
        for change in changes(*pair())
    ]

    assert found == [
        ("same", ["1.A1"], "1.A1"),
        ("reworded", ["1.A2"], "1.A2"),
        ("split", ["1.B1"], "1.B1"),
        ("split", ["1.B1"], "1.B2"),
        ("merged", ["1.B2", "1.B3"], "1.B3"),
        ("new", [], "1.B5"),
        ("criteria_changed", ["2.A1"], "2.A1"),
        ("dropped", ["1.B4"], None),
    ]


def test_a_change_says_which_texts_differ() -> None:
    found = {change.after.code: change for change in changes(*pair()) if change.after}

    assert (found["1.A1"].question, found["1.A1"].criteria) == (False, ())
    assert (found["1.A2"].question, found["1.A2"].criteria) == (True, ())
    assert (found["2.A1"].question, found["2.A1"].criteria) == (False, ("complete",))


def test_editions_that_do_not_follow_each_other_are_not_compared() -> None:
    before, after = pair()

    with pytest.raises(UnrelatedEditionsError) as refused:
        changes(after, before)
    assert (refused.value.before, refused.value.after, refused.value.previous) == ("small-2", "small-1", None)


def test_an_earlier_indicator_knows_what_came_of_it() -> None:
    _, after = pair()

    assert [one.code for one in followers("1.B1", after)] == ["1.B1", "1.B2"]
    assert followers("1.B4", after) == []


def test_sound_links_have_no_fault() -> None:
    before, after = pair()

    assert (faults(None, before), faults(before, after)) == ([], [])


def test_an_indicator_that_says_nothing_is_a_change_of_no_kind() -> None:
    before, after = pair()

    assert changes(before, spoilt(after, "1.A1", None))[0].kind is None


@pytest.mark.parametrize(
    ("code", "relation", "fault"),
    [
        ("1.A1", None, "1.A1: does not say how it stands to the edition before [relations]"),
        ("1.A1", Relation(kind="dropped"), "1.A1: is asked, so it is not dropped; what is not asked any more is listed under dropped [relations]"),
        ("1.A1", Relation(kind="same", before=("9.Z9",)), "1.A1: names 9.Z9, which the edition before does not have [relations]"),
        ("1.A1", Relation(kind="same"), "1.A1: same names 0 earlier indicators, not 1 [relations]"),
        ("1.A1", Relation(kind="new", before=("1.A1",)), "1.A1: new names 1 earlier indicators, not 0 [relations]"),
        ("1.B3", Relation(kind="merged", before=("1.B2",)), "1.B3: merged names 1 earlier indicators, not 2 or more [relations]"),
        ("1.A2", Relation(kind="same", before=("1.A2",)), "1.A2: is called the same, but its texts differ [relations]"),
        ("1.A1", Relation(kind="reworded", before=("1.A1",)), "1.A1: is called reworded, but its texts are the same [relations]"),
        ("1.A2", Relation(kind="criteria_changed", before=("1.A2",)), "1.A2: is said to have other criteria, but they are the same [relations]"),
        ("1.A1", Relation(kind="split", before=("1.A1",)), "1.A1: is the only one split from 1.A1 [relations]"),
        ("1.A1", Relation(kind="same", before=("1.B4",)), "1.B4: of the edition before is both followed and dropped [relations]"),
        ("1.A1", Relation(kind="new"), "1.A1: of the edition before is neither followed nor dropped [relations]"),
    ],
)  # fmt: skip
def test_a_wrong_link_is_named(code: str, relation: Relation | None, fault: str) -> None:
    before, after = pair()

    assert fault in faults(before, spoilt(after, code, relation))


def test_what_was_dropped_must_have_been_there() -> None:
    before, after = pair()
    gone = after.dropped[0].model_copy(update={"code": "7.A1"})

    assert faults(before, after.model_copy(update={"dropped": (*after.dropped, gone)})) == [
        "7.A1: is dropped, but the edition before does not have it [relations]"
    ]
    assert [one.after for one in changes(before, after.model_copy(update={"dropped": (gone,)}))][-1] is not None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda e: e.model_copy(update={"previous": None}), "1.A1: has a relation, but the edition names none before it [relations]"),
        (lambda e: e, "small-2: the edition before, small-1, is not known [relations]"),
    ],
)  # fmt: skip
def test_links_to_an_edition_that_is_not_there_are_faults(change: Callable[[Edition], Edition], fault: str) -> None:
    _, after = pair()

    assert faults(None, change(after))[0] == fault


def test_only_the_same_question_in_whatever_words_can_keep_its_answer() -> None:
    found = kept_questions(pair())

    assert found.origins == {"1.A1": "1.A1", "1.A2": "1.A2"}
    assert found.others == {
        "2.A1": "criteria_changed", "1.B1": "split", "1.B2": "split", "1.B3": "merged", "1.B5": "new"
    }  # fmt: skip
    assert found.dropped == ("1.B4",)


def test_in_its_own_set_every_question_keeps_its_answer() -> None:
    before = pair()[0]
    codes = [one.code for one in before.indicators()]

    assert kept_questions([before]) == Kept(dict(zip(codes, codes, strict=True)), {})


def third(after: Edition, links: Mapping[str, RelationKind | None]) -> Edition:
    """A set that asks all of this one again, linked as it is said."""
    for code, kind in links.items():
        relation = Relation(kind=kind, before=() if kind == "new" else (code,)) if kind else None
        after = spoilt(after, code, relation)
    return after.model_copy(update={"code": "small-3", "previous": "small-2", "dropped": ()})


def test_an_answer_is_kept_over_two_sets_only_where_both_ask_the_same() -> None:
    before, after = pair()
    links: dict[str, RelationKind | None] = {one.code: "same" for one in after.indicators()}
    found = kept_questions([before, after, third(after, links | {"1.A2": None})])

    assert found.origins == {"1.A1": "1.A1"}
    assert found.others["1.A2"] is None
    assert {code: found.others[code] for code in ("1.B5", "2.A1")} == {"1.B5": "new", "2.A1": "criteria_changed"}
    assert found.dropped == ("1.B4",)


def test_what_came_and_went_in_between_is_not_missed() -> None:
    before, after = pair()
    last = third(after, {one.code: "same" for one in after.indicators()})
    gone = tuple(Dropped(code=code, note={"en": "Gone."}) for code in ("1.B5", "1.A2"))

    assert kept_questions([before, after, last.model_copy(update={"dropped": gone})]).dropped == ("1.B4", "1.A2")


@given(st.lists(st.sampled_from(["same", "reworded", "criteria_changed", "new", None]), min_size=7, max_size=7))
def test_each_question_of_the_last_set_keeps_its_answer_or_says_why_not(kinds: list[RelationKind | None]) -> None:
    before, after = pair()
    codes = [one.code for one in after.indicators()]
    links = dict(zip(codes, kinds, strict=True))
    found = kept_questions([before, after, third(after, links)])

    assert sorted([*found.origins, *found.others]) == sorted(codes)
    assert set(found.origins) == {code for code in ("1.A1", "1.A2") if links[code] in {"same", "reworded"}}
