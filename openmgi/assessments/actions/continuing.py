"""Beginning from the answers of the round before: taken over where the question is the same, each to be confirmed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.actions.answering import locked_answer, save_state
from openmgi.assessments.agreeing import agreed_answers
from openmgi.assessments.models import Answer, Assessment, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record
from openmgi.core.comparison import unchanged
from openmgi.core.edition import Indicator

TAKEN = ("option", "justification", "confidence", "looked", "reason")


@transaction.atomic
def begin_from_before(*, access: Access) -> int:
    """Take over the agreed answers of the round before, with their quotes, where nothing is answered yet.

    Only from a round of the same place, where the question is the same, or reworded, and has the option that was
    chosen. How many. Raises PermissionDenied.
    """
    access.require("manage")
    assessment = access.assessment
    if assessment.previous is None or assessment.previous.place_id != assessment.place_id:
        return 0
    origins = _origins(assessment.previous, assessment)
    before = agreed_answers(assessment.previous, set(origins.values()))
    there = set(assessment.answers.values_list("indicator", flat=True))
    taken = [
        _take(access, indicator, before[origins[indicator.code]])
        for indicator in assessment.spec.indicators()
        if indicator.code not in there and _fits(indicator, before.get(origins.get(indicator.code, "")))
    ]
    if taken:
        record(assessment, "answers_taken_over", access.user, after={"count": len(taken)})
    return len(taken)


def _origins(previous: Assessment, assessment: Assessment) -> dict[str, str]:
    """Code of an indicator → that of the round before which asks the same."""
    if previous.edition_id == assessment.edition_id:
        return {one.code: one.code for one in assessment.spec.indicators()}
    if assessment.spec.previous != previous.edition.code:
        return {}
    return unchanged(previous.spec, assessment.spec)


def _fits(indicator: Indicator, answer: Answer | None) -> bool:
    return answer is not None and answer.option in {option.code for option in indicator.options}


def _take(access: Access, indicator: Indicator, before: Answer) -> Answer:
    answer = Answer(assessment=access.assessment, indicator=indicator.code, coding="first", is_to_confirm=True)
    for field in TAKEN:
        setattr(answer, field, getattr(before, field))
    answer.state, answer.updated_at, answer.updated_by = "begun", timezone.now(), access.user
    answer.save()
    quotes = list(before.quotes.order_by("pk"))
    for quote in quotes:
        quote.pk, quote.answer = None, answer
    Quote.objects.bulk_create(quotes)
    return answer


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
