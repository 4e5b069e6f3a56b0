"""Saying of a passage that was suggested whether it is of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.assessments.models import Verdict
from openmgi.assessments.permissions import Access
from openmgi.core.edition import Indicator
from openmgi.core.workflow import Coding
from openmgi.library.models import Version


@dataclass(frozen=True, slots=True)
class Suggested:
    """A passage that was suggested: where it begins, and the terms by which it was found."""

    version: Version
    page: int
    start: int
    terms: Sequence[str] = ()


@transaction.atomic
def judge(
    *, access: Access, indicator: Indicator, coding: Coding, passage: Suggested, is_useful: bool | None
) -> Verdict | None:
    """Note whether a passage is of use for an indicator; None takes the word back. Raises PermissionDenied."""
    access.require("consult")
    if coding not in access.writable(indicator.code):
        raise PermissionDenied
    about: dict[str, Any] = {
        "assessment": access.assessment,
        "indicator": indicator.code,
        "coding": coding,
        "version": passage.version,
        "page": passage.page,
        "start": passage.start,
    }
    if is_useful is None:
        Verdict.objects.filter(**about).delete()
        return None
    verdict, _ = Verdict.objects.update_or_create(
        **about,
        defaults={"is_useful": is_useful, "terms": list(passage.terms), "by": access.user, "at": timezone.now()},
    )
    return verdict
