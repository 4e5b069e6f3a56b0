"""An answer to an indicator: what is in it, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from openmgi.core.edition import Indicator, Need, Option
from openmgi.core.merging import marks

Field = Literal["option", "justification", "confidence", "looked", "reason", "notes"]
FIELDS: tuple[Field, ...] = ("option", "justification", "confidence", "looked", "reason", "notes")
CONFIDENCES = ("", "high", "medium", "low")

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


def seen(values: Values) -> dict[str, str]:
    """What a form carries to say which version of each field its reader saw."""
    return marks(values, FIELDS)
