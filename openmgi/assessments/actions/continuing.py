"""Beginning from the answers of the round before: taken over where the question is the same, each to be confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.actions.answering import locked_answer, save_state
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.models import Answer, Assessment, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.core.comparison import Kept, kept_questions
from openmgi.core.edition import Indicator, RelationKind
from openmgi.library.models import Edition as StoredEdition

Why = RelationKind | Literal["unsaid", "unanswered"]
TAKEN = ("option", "justification", "confidence", "looked", "reason")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many answers were taken over, and how many questions stand without one, by the reason.

    left: what became of the question (`core.comparison`), or `unsaid` where nobody has said it, or `unanswered` where
    the round before has no agreed answer that can be chosen now.
    """

    count: int
    left: Mapping[Why, int]


@transaction.atomic
def begin_from_before(*, access: Access) -> TakenOver:
    """Take over the agreed answers of the round before, with their quotes, where nothing is answered yet.

    Only from a round of the same place, where the question is the same, or reworded, and has the option that was
    chosen. Raises PermissionDenied.
    """
    access.require("manage")
    assessment = access.assessment
    if assessment.previous is None or assessment.previous.place_id != assessment.place_id:
        return TakenOver(0, {})
    questions = _questions(assessment.previous, assessment)
    before = agreed_answers(assessment.previous, set(questions.origins.values()))
    there = set(assessment.answers.values_list("indicator", flat=True))
    wanted = [one for one in assessment.spec.indicators() if one.code not in there]
    fitting = [(one, _fitting(one, before.get(questions.origins.get(one.code, "")))) for one in wanted]
    taken = [(one, answer) for one, answer in fitting if answer is not None]
    for indicator, answer in taken:
        _take(access, indicator, answer)
    if taken:
        record(assessment, "answers_taken_over", access.user, after={"count": len(taken)})
    return TakenOver(len(taken), _left(questions, [one.code for one, answer in fitting if answer is None]))


def _questions(previous: Assessment, assessment: Assessment) -> Kept:
    """Which questions of the round before are asked again; none where nobody has linked the two sets."""
    line = [assessment.spec]
    while line[0].code != previous.edition.code:
        before = StoredEdition.objects.light().filter(code=line[0].previous).first() if line[0].previous else None
        if before is None or before.spec in line:
            return Kept({}, {})
        line.insert(0, before.spec)
    return kept_questions(line)


def _left(questions: Kept, codes: Iterable[str]) -> Mapping[Why, int]:
    """How many of these have no answer, and how many questions were dropped, by the reason."""
    left: Counter[Why] = Counter()
    for code in codes:
        left["unanswered" if code in questions.origins else questions.others.get(code) or "unsaid"] += 1
    if questions.dropped:
        left["dropped"] = len(questions.dropped)
    return left


def _fitting(indicator: Indicator, answer: Answer | None) -> Answer | None:
    """The answer, where the question has the option that it chose."""
    return answer if answer and answer.option in {option.code for option in indicator.options} else None


def _take(access: Access, indicator: Indicator, before: Answer) -> None:
    answer = Answer(assessment=access.assessment, indicator=indicator.code, coding="first", is_to_confirm=True)
    for field in TAKEN:
        setattr(answer, field, getattr(before, field))
    answer.state, answer.updated_at, answer.updated_by = "begun", timezone.now(), access.user
    answer.save()
    quotes = list(before.quotes.order_by("pk"))
    for quote in quotes:
        quote.pk, quote.answer = None, answer
    Quote.objects.bulk_create(quotes)


@transaction.atomic
def confirm(*, access: Access, indicator: Indicator) -> Answer:
    """Say that what was taken over still holds. Raises PermissionDenied."""
    if "first" not in access.writable(indicator.code):
        raise PermissionDenied
    answer = locked_answer(access, indicator, "first")
    if answer.is_to_confirm:
        answer.is_to_confirm = False
        save_state(answer, indicator, access)
        record(access.assessment, "answer_confirmed", access.user, indicator=indicator.code, coding="first")
    return answer
