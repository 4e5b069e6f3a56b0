from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmgi.core.workflow import (
    CODINGS,
    Coding,
    Move,
    Stage,
    Standing,
    stage_of,
    stages_from,
    stages_to,
    visible_codings,
    writable_codings,
)

WORK = Stage(
    code="work",
    name={"en": "Work"},
    may={"researcher": ("read", "answer"), "second_coder": ("code",), "coordinator": ("read", "manage")},
    moves=(
        Move(to="done", by=("coordinator",), when=("first_complete", "no_open_flags")),
        Move(to="idle", by=("reviewer",)),
    ),
)
DONE = Stage(code="done", name={"en": "Done"}, moves=(Move(to="work", by=("coordinator",), reason=True),))


@pytest.mark.parametrize(
    ("roles", "acts"),
    [
        ([], set()),
        (["respondent"], set()),
        (["researcher"], {"read", "answer"}),
        (["researcher", "second_coder"], {"read", "answer", "code"}),
    ],
)
def test_what_somebody_may_do_is_what_the_table_gives_to_the_roles(roles: list[str], acts: set[str]) -> None:
    assert WORK.acts(roles) == acts


@pytest.mark.parametrize(("roles", "moves"), [(["coordinator"], ["done"]), (["reviewer"], ["idle"]), (["editor"], [])])
def test_a_move_is_offered_to_those_who_may_make_it(roles: list[str], moves: list[str]) -> None:
    assert [move.to for move in WORK.moves_of(roles)] == moves


def test_what_does_not_hold_is_named_with_what_it_fails_for() -> None:
    standing = Standing({"first_complete": ("1.A1", "1.A2"), "no_open_flags": (), "adjudicated": ("1.A1",)})

    assert standing.unmet(WORK.moves[0]) == [("first_complete", ("1.A1", "1.A2"))]
    assert standing.unmet(WORK.moves[1]) == []


def test_a_stage_is_found_by_its_code() -> None:
    assert (stage_of((WORK, DONE), "done"), stage_of((WORK, DONE), "x")) == (DONE, None)


def test_the_table_is_written_as_it_is_read() -> None:
    written = stages_to((WORK, DONE))

    assert [Stage.model_validate(one) for one in stages_from(written)] == [WORK, DONE]
    assert stages_to([Stage.model_validate(one) for one in stages_from(written)]) == written


@pytest.mark.parametrize(
    ("acts", "own", "is_double", "seen"),
    [
        (["read"], [], False, {"first"}),
        (["read"], [], True, {"first"}),
        (["read"], ["second"], True, {"second"}),
        (["read"], ["first"], True, {"first"}),
        (["read"], ["second"], False, {"first", "second"}),
        (["code"], ["second"], True, {"second"}),
        (["compare"], ["second"], True, {"first", "second", "agreed"}),
        ([], [], True, set()),
    ],
)
def test_who_sees_which_coding(acts: list[str], own: list[Coding], is_double: bool, seen: set[str]) -> None:
    assert visible_codings(acts, own, is_double=is_double) == seen


OWN = st.sampled_from(
    [list(one) for one in chain.from_iterable(combinations(("first", "second"), n) for n in range(3))]
)
ACTS = st.lists(st.sampled_from(["read", "answer", "code", "discuss", "export", "manage"]))


@given(acts=ACTS, own=OWN)
def test_before_the_comparison_a_coder_never_sees_another_coding(acts: list[str], own: list[Coding]) -> None:
    seen = visible_codings(acts, own, is_double=True)

    assert "agreed" not in seen
    assert not own or seen == set(own)


@given(acts=st.lists(st.sampled_from(["answer", "code", "read", "compare"])), own=st.lists(st.sampled_from(CODINGS)))
def test_nobody_writes_a_coding_that_is_not_theirs(acts: list[str], own: list[Coding]) -> None:
    writable = writable_codings(acts, own)

    assert writable <= set(own)
    assert ("first" in writable) == ("answer" in acts and "first" in own)
    assert ("second" in writable) == ("code" in acts and "second" in own)
