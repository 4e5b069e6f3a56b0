"""An assessment as data to take away: the whole of what one person may see of it, at one moment.

`docs/assessment.schema.json` is generated from these classes.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from openmgi.core.profile import Level
from openmgi.core.text import Language, Names
from openmgi.core.workflow import Coding, Role

FORMAT: Literal["openmgi-assessment/1"] = "openmgi-assessment/1"

Moment = Annotated[str, Field(description="moment, ISO 8601 with its offset")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="day, ISO 8601")]
Code = Annotated[str, Field(description="code of an indicator of the edition")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AssessedPlace(_Record):
    code: Annotated[str | None, Field(description="ISO 3166-1 alpha-3 or ISO 3166-2, where there is one")]
    name: Names
    country: Annotated[str, Field(description="ISO 3166-1 alpha-3; XXA to XXZ for an invented country")]


class SetUp(_Record):
    """The assessment itself."""

    id: int
    place: AssessedPlace
    level: Level
    edition: Annotated[str, Field(description="code of the edition: its questions, options and stages")]
    round: Annotated[int, Field(ge=1)]
    previous: Annotated[int | None, Field(description="id of the round before")]
    cut_off_date: Annotated[Day, Field(description="what came into force later does not count")]
    languages: tuple[Language, ...]
    stage: str
    due: Annotated[dict[str, Day], Field(description="stage → day on which it should be over")]
    double_coded: Annotated[
        tuple[Code, ...], Field(description="indicators that two people code without seeing each other")
    ]


class MemberRecord(_Record):
    name: str
    role: Role


class AssignmentRecord(_Record):
    name: str
    coding: Literal["first", "second"]
    scope: Annotated[str, Field(description="code of an indicator, or number of a whole domain")]


class QuoteRecord(_Record):
    """Words of a source.

    A quote from a document of the evidence library has the SHA-256 of its file, and its parts: index of the page (from
    0), first and last character (exclusive). `text` is what the file has there, `reading` the same with its lines
    joined, `state` whether that still holds.
    """

    text: str
    source_title: str
    source_address: str
    page: str
    reading: str = ""
    file: str | None = None
    parts: tuple[tuple[int, int, int], ...] = ()
    heading: str = ""
    language: str = ""
    translation: str = ""
    state: str = ""
    kept: str = ""


class AnswerRecord(_Record):
    """One coding of an indicator. Private notes are there only for those who write this coding."""

    indicator: Code
    coding: Coding
    option: Annotated[str, Field(description="code of an option of the edition; empty while none is chosen")]
    justification: str
    confidence: Literal["", "high", "medium", "low"]
    looked: Annotated[str, Field(description="where one looked and found nothing")]
    reason: Annotated[str, Field(description="why the question does not apply")]
    notes: str | None
    adjudication: Annotated[str, Field(description="for an agreed answer: why this one")]
    state: Literal["empty", "begun", "complete"]
    updated_at: Moment
    updated_by: str
    quotes: tuple[QuoteRecord, ...]


class MessageRecord(_Record):
    indicator: Code
    author: str
    at: Moment
    text: str


class FlagRecord(_Record):
    indicator: Code
    text: str
    raised_by: str
    addressed_to: str
    raised_at: Moment
    resolution: str
    resolved_by: str | None
    resolved_at: Moment | None


class EventRecord(_Record):
    """One act: who, when, what stood before and after."""

    at: Moment
    by: str
    kind: str
    indicator: Annotated[str, Field(description="code of an indicator; empty for an act on the whole")]
    coding: Coding | Literal[""]
    before: Any
    after: Any


class AssessmentFile(_Record):
    """Everything of an assessment that one person may see."""

    format: Literal["openmgi-assessment/1"] = FORMAT
    assessment: SetUp
    members: tuple[MemberRecord, ...]
    assignments: tuple[AssignmentRecord, ...]
    answers: tuple[AnswerRecord, ...]
    messages: tuple[MessageRecord, ...]
    flags: tuple[FlagRecord, ...]
    history: tuple[EventRecord, ...]
