"""Stages of an assessment as a table: who may do what at each stage, and how one stage leads to the next.

The table is data of the edition (`stages.yaml`). Acts and conditions are the words that it may use:

manage      change dates, people and what is coded twice     compare     see every coding, and the agreement
read        read the first codings                           adjudicate  settle a disagreement
answer      write the first coding where one is assigned     discuss     write in the thread of an indicator
code        write the second coding where one is assigned    flag        raise a flag that blocks the stage
draft, translate  write the findings of the profile, translate them
reply       say what one's institution thinks of what it is asked
follow      read what became of one's reply
settle      say what comes of what institutions said, and change what was accepted
sign_off    read the profile, and clear it
export      take the assessment away as a file
consult     read the documents of the place, search them, see what is suggested
file        add documents, correct what is known of them, replace them by newer versions

A coder is blind: whoever has a coding of an indicator that is coded twice sees no other one of it before `compare`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from openmgi.core.text import Names

Act = Literal[
    "manage", "read", "answer", "code", "compare", "adjudicate", "discuss", "flag", "export", "draft", "translate",
    "reply", "follow", "settle", "sign_off", "consult", "file",
]  # fmt: skip
Role = Literal[
    "coordinator", "researcher", "second_coder", "reviewer", "editor", "translator", "respondent", "signatory"
]
Condition = Literal[
    "has_coders",
    "has_second_coders",
    "first_complete",
    "second_complete",
    "adjudicated",
    "no_open_flags",
    "quotes_hold",
    "replies_in",
    "comments_settled",
]
Coding = Literal["first", "second", "agreed"]

ROLES: tuple[Role, ...] = get_args(Role)
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
CODINGS: tuple[Coding, ...] = get_args(Coding)

StageCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Move(_Record):
    """A way from one stage to another: by whom, under which conditions, and whether a reason must be given."""

    to: StageCode
    by: tuple[Role, ...]
    when: tuple[Condition, ...] = ()
    reason: bool = False


class Stage(_Record):
    """One stage: what each role may do in it, and the moves that leave it."""

    code: StageCode
    name: Names
    may: dict[Role, tuple[Act, ...]] = Field(default_factory=dict)
    moves: tuple[Move, ...] = ()

    def acts(self, roles: Collection[str]) -> frozenset[Act]:
        """What somebody with these roles may do at this stage."""
        return frozenset(act for role, acts in self.may.items() if role in roles for act in acts)

    def moves_of(self, roles: Collection[str]) -> list[Move]:
        """The moves that somebody with these roles may make."""
        return [move for move in self.moves if not set(move.by).isdisjoint(roles)]


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps an assessment from moving on: for each condition, what it fails for (codes of indicators, flags)."""

    fails: dict[Condition, tuple[str, ...]]

    def unmet(self, move: Move) -> list[tuple[Condition, tuple[str, ...]]]:
        """The conditions of this move that do not hold, each with what it fails for."""
        return [(one, self.fails[one]) for one in move.when if self.fails.get(one)]


def stage_of(stages: Sequence[Stage], code: str) -> Stage | None:
    """The stage with this code."""
    return next((stage for stage in stages if stage.code == code), None)


def visible_codings(acts: Collection[str], own: Collection[Coding], *, is_double: bool) -> frozenset[Coding]:
    """The codings of an indicator that somebody sees who may do these acts.

    own: those that the person is to write. is_double: whether the indicator is coded twice.
    """
    if "compare" in acts:
        return frozenset(CODINGS)
    if is_double and own:
        return frozenset(own)
    first: frozenset[Coding] = frozenset(["first"]) if "read" in acts else frozenset()
    return first | frozenset(own)


def writable_codings(acts: Collection[str], own: Collection[Coding]) -> frozenset[Coding]:
    """The codings that somebody may write now who may do these acts, and is to write these."""
    acts_of: dict[Coding, Act] = {"first": "answer", "second": "code"}
    mine: set[Coding] = {coding for coding in own if coding in acts_of and acts_of[coding] in acts}
    return frozenset(mine)


def stages_from(data: Any) -> list[dict[str, Any]]:
    """The table as `stages.yaml` has it (code → stage, stage to move to → move) as a list that `Stage` validates."""
    if not isinstance(data, dict):
        return [data]
    return [_stage_from(code, stage) for code, stage in data.items()]


def _stage_from(code: Any, stage: Any) -> Any:
    if not isinstance(stage, dict):
        return stage
    moves = stage.get("moves", {})
    listed = [{"to": to, **move} for to, move in moves.items()] if isinstance(moves, dict) else moves
    return {"code": code, **stage, "moves": listed}


def stages_to(stages: Sequence[Stage]) -> dict[str, Any]:
    """The table as `stages.yaml` has it."""
    return {stage.code: _stage_to(stage) for stage in stages}


def _stage_to(stage: Stage) -> dict[str, Any]:
    moves = {
        move.to: {"by": list(move.by), "when": list(move.when)} | ({"reason": True} if move.reason else {})
        for move in stage.moves
    }
    may = {role: list(acts) for role, acts in stage.may.items()}
    return {"name": dict(stage.name), "may": may, "moves": moves}
