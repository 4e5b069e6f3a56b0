"""An answer to an indicator: what is in it, what it still lacks, and how two versions of it are merged by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from openmgi.core.edition import Indicator, Need, Option
from openmgi.core.text import fingerprint

Field = Literal["option", "justification", "confidence", "looked", "reason", "notes"]
FIELDS: tuple[Field, ...] = ("option", "justification", "confidence", "looked", "reason", "notes")
CONFIDENCES = ("", "high", "medium", "low")
_SHORT = 12  # letters of a fingerprint that a form carries

Values = Mapping[Field, str]
AnswerState = Literal["empty", "begun", "complete"]


def chosen(indicator: Indicator, code: str) -> Option | None:
    """The option with this code."""
    return next((option for option in indicator.options if option.code == code), None)


def lacks(indicator: Indicator, values: Values, quotes: int) -> list[Need | Literal["option"]]:
    """What is still missing. quotes: how many the answer has."""
    option = chosen(indicator, values.get("option", ""))
    if option is None or option.kind == "not_answered":
        return ["option"]
    have: dict[str, bool] = {field: bool(values.get(field, "").strip()) for field in FIELDS}
    have["quote"] = quotes > 0
    return [need for need in option.needs if not have[need]]


def state(indicator: Indicator, values: Values, quotes: int) -> AnswerState:
    """empty: nothing is written; begun: something lacks; complete: nothing does."""
    if not lacks(indicator, values, quotes):
        return "complete"
    written = any(values.get(field, "").strip() for field in FIELDS if field != "notes")
    return "begun" if written or quotes else "empty"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else changed meanwhile: what stands now, and what was to be written."""

    field: Field
    stands: str
    written: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The fields to write, and those in conflict, which must not be overwritten silently."""

    changes: dict[Field, str]
    conflicts: tuple[Conflict, ...]


def seen(values: Values) -> dict[str, str]:
    """What a form carries to say which version of each field its reader saw."""
    return {field: fingerprint(values.get(field, ""))[:_SHORT] for field in FIELDS}


def merge(stands: Values, written: Values, saw: Mapping[str, str]) -> Merge:
    """What to do with the fields that somebody wrote.

    stands: what is stored now. written: the fields that were sent. saw: for each, the mark (of `seen`) of what the
    writer had before them; a field without a mark is compared with an empty one. A field is written when it stands
    as the writer saw it. When it does not, and says something else than what was written, it is a conflict.
    """
    changes: dict[Field, str] = {}
    conflicts = []
    marks = seen(stands)
    empty = seen({})
    for field, text in written.items():
        now = stands.get(field, "")
        if text == now or saw.get(field, empty[field]) == fingerprint(text)[:_SHORT]:
            continue  # nothing new, or the writer has not touched it
        if saw.get(field, empty[field]) == marks[field]:
            changes[field] = text
        else:
            conflicts.append(Conflict(field, now, text))
    return Merge(changes, tuple(conflicts))
