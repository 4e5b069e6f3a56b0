"""The answers that go on: the only coding, or of two that which was agreed."""

from __future__ import annotations

from collections.abc import Collection

from openmgi.assessments.models import Answer, Assessment


def agreed_codings(answers: dict[str, Answer], *, is_double: bool) -> Answer | None:
    """The answer that goes on: the only one; of two, the agreed one, or the first where both chose the same option."""
    if not is_double:
        return answers.get("first")
    if "agreed" in answers:
        return answers["agreed"]
    first, second = answers.get("first"), answers.get("second")
    return first if first and second and first.option == second.option else None


def agreed_answers(assessment: Assessment, codes: Collection[str]) -> dict[str, Answer]:
    """The answers that go on, by indicator, with their quotes and the documents of those."""
    double = set(assessment.double_coded)
    by_indicator: dict[str, dict[str, Answer]] = {}
    rows = Answer.objects.filter(assessment=assessment, indicator__in=codes).prefetch_related(
        "quotes__version__document"
    )
    for answer in rows.select_related("updated_by"):
        by_indicator.setdefault(answer.indicator, {})[answer.coding] = answer
    found = {code: agreed_codings(those, is_double=code in double) for code, those in by_indicator.items()}
    return {code: answer for code, answer in found.items() if answer is not None}


def agreed_answer(assessment: Assessment, code: str) -> Answer | None:
    """The answer to one indicator that goes on, which nobody else changes before this transaction ends."""
    rows = Answer.objects.select_for_update().filter(assessment=assessment, indicator=code)
    return agreed_codings({one.coding: one for one in rows}, is_double=code in set(assessment.double_coded))
