"""Where one is: the board of an assessment, of the programme, and of one person's work. Alphabetical, never ranked."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count

from openmgi.accounts.models import User
from openmgi.assessments.models import Answer, Assessment, Flag, Member, Notice
from openmgi.assessments.permissions import Access, may_create
from openmgi.assessments.standing import standing
from openmgi.core.edition import EditionDomain, Topic
from openmgi.core.text import fold
from openmgi.core.workflow import Condition, Move, Stage
from openmgi.web.templatetags.page import in_language


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How far the codings of a topic are: indicators by state, those that disagree, open flags."""

    domain: EditionDomain
    topic: Topic
    complete: int
    begun: int
    empty: int
    second_complete: int
    second: int
    disagree: int
    flags: int
    is_mine: bool

    @property
    def size(self) -> int:
        return len(self.topic.indicators)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move that the person may make, and what keeps it from being made."""

    move: Move
    stage: Stage
    unmet: Sequence[tuple[Condition, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of an assessment. is_named: whether the person agreed to be named; None for who has no role in it.

    next_rounds: those that follow it; None for who cannot begin one, and before the last stage.
    """

    topics: Sequence[TopicRow]
    stages: Sequence[StageRow]
    moves: Sequence[MoveRow]
    flags: Sequence[Flag]
    is_named: bool | None
    next_rounds: Sequence[Assessment] | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its date; `is_late` when it is the present one and its day is over."""

    stage: Stage
    is_now: bool
    due: datetime.date | None
    is_late: bool


def board(access: Access, today: datetime.date) -> Board:
    """Everything that the board of this assessment shows to this person."""
    assessment = access.assessment
    stands = standing(assessment)
    stages = {stage.code: stage for stage in assessment.spec.stages}
    flags = [
        flag
        for flag in assessment.flags.open().select_related("raised_by", "addressed_to").order_by("raised_at")
        if access.hears(flag.indicator, flag.coding) or access.user.pk == flag.addressed_to_id
    ]
    return Board(
        topics=_topics(access, flags),
        stages=[_stage_row(assessment, stage, today) for stage in assessment.spec.stages],
        moves=[MoveRow(move, stages[move.to], stands.unmet(move)) for move in access.moves],
        flags=flags,
        is_named=assessment.members.filter(user=access.user).values_list("agrees_to_be_named", flat=True).first(),
        next_rounds=_next_rounds(access),
    )


def _next_rounds(access: Access) -> list[Assessment] | None:
    is_over = access.assessment.stage == access.assessment.spec.stages[-1].code
    if not is_over or not may_create(access.user):
        return None
    return list(access.assessment.next.with_names().order_by("round", "pk"))


def _stage_row(assessment: Assessment, stage: Stage, today: datetime.date) -> StageRow:
    due = due_date(assessment, stage.code)
    is_now = stage.code == assessment.stage
    return StageRow(stage, is_now, due, is_now and due is not None and due < today)


def due_date(assessment: Assessment, stage: str) -> datetime.date | None:
    """The day on which a stage should be over."""
    day = assessment.due.get(stage)
    return datetime.date.fromisoformat(day) if day else None


def _topics(access: Access, flags: Iterable[Flag]) -> list[TopicRow]:
    assessment = access.assessment
    rows: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    values = Answer.objects.filter(assessment=assessment).values_list("coding", "indicator", "option", "state")
    for coding, indicator, option, state in values:
        rows[coding][indicator] = (option, state)
    flagged = Counter(flag.indicator for flag in flags)
    return [
        _topic_row(access, domain, topic, rows, flagged)
        for domain in assessment.spec.domains
        for topic in domain.topics
    ]


def _topic_row(
    access: Access,
    domain: EditionDomain,
    topic: Topic,
    rows: dict[str, dict[str, tuple[str, str]]],
    flagged: Counter[str],
) -> TopicRow:
    codes = [one.code for one in topic.indicators]
    double = [code for code in codes if code in access.double_coded]
    states = Counter(rows["first"].get(code, ("", "empty"))[1] for code in codes)
    compares = access.may("compare")
    nothing = ("", "")
    return TopicRow(
        domain=domain,
        topic=topic,
        complete=states["complete"],
        begun=states["begun"],
        empty=states["empty"],
        second_complete=sum(rows["second"].get(code, nothing)[1] == "complete" for code in double),
        second=len(double),
        disagree=sum(
            compares
            and code not in rows["agreed"]
            and rows["first"].get(code, nothing)[0] != rows["second"].get(code, nothing)[0]
            for code in double
        ),
        flags=sum(flagged[code] for code in codes),
        is_mine=any(access.own(code) for code in codes),
    )


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment in a list: its stage, its date, how much of it is done."""

    assessment: Assessment
    stage: Stage
    due: datetime.date | None
    is_late: bool
    complete: int
    size: int
    flags: int


def assessment_rows(assessments: Iterable[Assessment], today: datetime.date) -> list[AssessmentRow]:
    """Assessments by the name of their place, with two queries for the counts of all."""
    listed = sorted(assessments, key=lambda one: (fold(in_language(one.place.name)), one.round, one.pk))
    keys = [one.pk for one in listed]
    complete = _counts(Answer.objects.filter(assessment__in=keys, coding="first", state="complete"))
    flags = _counts(Flag.objects.open().filter(assessment__in=keys))
    return [_assessment_row(one, today, complete[one.pk], flags[one.pk]) for one in listed]


def _counts(rows: Iterable[Answer] | Iterable[Flag]) -> Counter[int]:
    grouped = rows.values("assessment").annotate(number=Count("pk")).order_by()  # type: ignore[union-attr] # a QuerySet
    return Counter({row["assessment"]: row["number"] for row in grouped})


def _assessment_row(assessment: Assessment, today: datetime.date, complete: int, flags: int) -> AssessmentRow:
    due = due_date(assessment, assessment.stage)
    return AssessmentRow(
        assessment=assessment,
        stage=assessment.current_stage,
        due=due,
        is_late=due is not None and due < today,
        complete=complete,
        size=assessment.spec.size,
        flags=flags,
    )


StageMark = Literal["done", "now", "later", "none"]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A place of the programme: where it is among all stages. `none`: its edition does not have the stage."""

    row: AssessmentRow
    marks: Sequence[StageMark]


@dataclass(frozen=True, slots=True)
class Programme:
    """Place × stage. `stages` are those of all editions, in their order, each once."""

    stages: Sequence[Stage]
    rows: Sequence[ProgrammeRow]


def programme(assessments: Iterable[Assessment], today: datetime.date) -> Programme:
    """The board of the programme."""
    rows = assessment_rows(assessments, today)
    stages = {stage.code: stage for row in rows for stage in row.assessment.spec.stages}
    return Programme(list(stages.values()), [ProgrammeRow(row, _marks(row, list(stages))) for row in rows])


def _marks(row: AssessmentRow, stages: Sequence[str]) -> list[StageMark]:
    own = [stage.code for stage in row.assessment.spec.stages]
    now = own.index(row.assessment.stage)
    marks: dict[str, StageMark] = {
        code: "done" if place < now else "now" if place == now else "later" for place, code in enumerate(own)
    }
    return [marks.get(code, "none") for code in stages]


@dataclass(frozen=True, slots=True)
class Work:
    """What one person has to do: flags to settle, assessments with one's roles, and news."""

    rows: Sequence[tuple[AssessmentRow, Sequence[str]]]
    flags: Sequence[Flag]
    news: Sequence[Notice]

    @property
    def is_coordinator(self) -> bool:
        return any("coordinator" in roles for _row, roles in self.rows)


MOST_NEWS = 15


def my_work(user: User, today: datetime.date) -> Work:
    """The work of one person, the nearest date first."""
    roles: dict[int, list[str]] = defaultdict(list)
    for assessment, role in Member.objects.filter(user=user).order_by("role").values_list("assessment_id", "role"):
        roles[assessment].append(role)
    assessments = Assessment.objects.filter(pk__in=roles).with_names()
    rows = [row for row in assessment_rows(assessments, today) if row.stage.acts(roles[row.assessment.pk])]
    rows.sort(key=lambda row: row.due or datetime.date.max)
    flags = (
        Flag.objects.open()
        .filter(addressed_to=user)
        .select_related("assessment__place", "raised_by")
        .order_by("raised_at")
    )
    news = Notice.objects.filter(user=user).select_related("assessment__place").order_by("-created_at", "-pk")
    return Work([(row, roles[row.assessment.pk]) for row in rows], list(flags), list(news[:MOST_NEWS]))
