"""From one stage to another."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment, Quote
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import notify, record
from openmgi.assessments.standing import standing
from openmgi.assessments.verifying import verify
from openmgi.core.workflow import Condition, Move


class ConditionsError(Exception):
    """The move's conditions do not hold; `unmet` says which, and for what."""

    def __init__(self, unmet: list[tuple[Condition, tuple[str, ...]]]) -> None:
        super().__init__(", ".join(condition for condition, _ in unmet))
        self.unmet = unmet


class ReasonNeededError(Exception):
    """Going back to an earlier stage needs a reason."""


def move(*, access: Access, to: str, reason: str = "") -> Assessment:
    """Move the assessment to another stage. Raises PermissionDenied, ConditionsError, ReasonNeededError.

    Quotes are checked anew where the move asks for it; what comes of that stays noted though the move be refused.
    """
    chosen = next((one for one in access.moves if one.to == to), None)
    if chosen is None:
        raise PermissionDenied
    if "quotes_hold" in chosen.when:
        verify(Quote.objects.filter(answer__assessment=access.assessment))
    return _move(access, chosen, reason)


@transaction.atomic
def _move(access: Access, chosen: Move, reason: str) -> Assessment:
    assessment = Assessment.objects.select_for_update().get(pk=access.assessment.pk)
    if assessment.stage != access.assessment.stage:
        raise PermissionDenied  # somebody moved it meanwhile
    if unmet := standing(assessment).unmet(chosen):
        raise ConditionsError(unmet)
    if chosen.reason and not reason.strip():
        raise ReasonNeededError
    before, assessment.stage = assessment.stage, chosen.to
    assessment.save(update_fields=["stage"])
    event = record(
        assessment,
        "stage_moved",
        access.user,
        before={"stage": before},
        after={"stage": chosen.to, "reason": reason.strip()},
    )
    notify(assessment, event, _concerned(assessment), reason.strip())
    return assessment


def _concerned(assessment: Assessment) -> list[User]:
    """Those who have something to do at the new stage."""
    members = assessment.members.select_related("user")
    return [member.user for member in members if assessment.current_stage.acts([member.role])]
