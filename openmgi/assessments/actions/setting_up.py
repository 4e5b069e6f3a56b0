"""Beginning an assessment: its place, edition, round, people, dates, and what is coded twice."""

from __future__ import annotations

import datetime
import random
from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment, Assignment, Member
from openmgi.assessments.permissions import Access, may_create
from openmgi.assessments.recording import notify, record
from openmgi.core.workflow import Coding, Role
from openmgi.library.models import Edition, Place


class SetUpError(Exception):
    """What was asked for cannot be set up; the message says why, to be shown to the person."""


class NoStagesError(SetUpError):
    """The edition has no table of stages."""


class RoundExistsError(SetUpError):
    """There is an assessment of this place with this edition and round."""


class OtherPlaceError(SetUpError):
    """The round before is of another place, or of questions of another level."""


@transaction.atomic
def create_assessment(  # noqa: PLR0913 - what an assessment is
    *,
    place: Place,
    edition: Edition,
    cut_off_date: datetime.date,
    languages: Sequence[str],
    round: int = 1,  # noqa: A002 - the word of the field
    previous: Assessment | None = None,
    by: User,
) -> Assessment:
    """Begin an assessment in the first stage of its edition; whoever begins it coordinates it.

    Raises PermissionDenied, NoStagesError, OtherPlaceError or RoundExistsError.
    """
    if not may_create(by):
        raise PermissionDenied
    if not edition.spec.stages:
        raise NoStagesError
    if previous is not None and (previous.place_id, previous.edition.level) != (place.pk, edition.level):
        raise OtherPlaceError
    if Assessment.objects.filter(place=place, edition=edition, round=round).exists():
        raise RoundExistsError
    now = timezone.now()
    Edition.objects.filter(pk=edition.pk, used_since=None).update(used_since=now)
    assessment = Assessment.objects.create(
        place=place,
        edition=edition,
        round=round,
        previous=previous,
        cut_off_date=cut_off_date,
        languages=list(languages),
        stage=edition.spec.stages[0].code,
        created_at=now,
        created_by=by,
    )
    Member.objects.create(assessment=assessment, user=by, role="coordinator")
    record(assessment, "assessment_created", by, after={"place": str(place), "edition": edition.code, "round": round})
    return assessment


@transaction.atomic
def change_set_up(
    *,
    access: Access,
    cut_off_date: datetime.date,
    languages: Sequence[str],
    due: Mapping[str, str],
) -> Assessment:
    """Change dates and languages. due: stage → day (ISO) on which it should be over; unknown stages are left out."""
    access.require("manage")
    assessment = access.assessment
    known = [stage.code for stage in assessment.spec.stages]
    before = _set_up(assessment)
    assessment.cut_off_date = cut_off_date
    assessment.languages = list(languages)
    assessment.due = {stage: due[stage] for stage in known if due.get(stage)}
    if _set_up(assessment) != before:
        assessment.save(update_fields=["cut_off_date", "languages", "due"])
        record(assessment, "set_up_changed", access.user, before=before, after=_set_up(assessment))
    return assessment


def _set_up(assessment: Assessment) -> dict[str, object]:
    return {
        "cut_off_date": assessment.cut_off_date.isoformat(),
        "languages": assessment.languages,
        "due": assessment.due,
    }


@transaction.atomic
def add_member(*, access: Access, user: User, role: Role) -> Member:
    """Give a person a role; twice gives it once."""
    access.require("manage")
    member, is_new = Member.objects.get_or_create(assessment=access.assessment, user=user, role=role)
    if is_new:
        event = record(access.assessment, "member_added", access.user, after={"user": str(user), "role": role})
        notify(access.assessment, event, [user])
    return member


class LastCoordinatorError(SetUpError):
    """An assessment must have a coordinator."""


@transaction.atomic
def remove_member(*, access: Access, member: Member) -> None:
    """Take a role away, with its assignments. What the person wrote stays. Raises LastCoordinatorError."""
    access.require("manage")
    assessment = access.assessment
    if member.role == "coordinator" and assessment.members.filter(role="coordinator").count() == 1:
        raise LastCoordinatorError
    coding = {"researcher": "first", "second_coder": "second"}.get(member.role)
    if coding:
        assessment.assignments.filter(user=member.user, coding=coding).delete()
    member.delete()
    record(assessment, "member_removed", access.user, before={"user": str(member.user), "role": member.role})


class NotACoderError(SetUpError):
    """Only a researcher writes a first coding, and only a second coder a second."""


class UnknownScopeError(SetUpError):
    """There is no such indicator or domain."""


@transaction.atomic
def assign(*, access: Access, user: User, coding: Coding, scopes: Collection[str]) -> None:
    """Say which codings a person writes: all of these and no other of this kind.

    scopes: codes of indicators and numbers of domains. Raises NotACoderError, UnknownScopeError.
    """
    access.require("manage")
    assessment = access.assessment
    _check_assignment(assessment, user, coding, scopes)
    mine = assessment.assignments.filter(user=user, coding=coding)
    before = sorted(mine.values_list("scope", flat=True))
    if before == sorted(set(scopes)):
        return
    mine.delete()
    Assignment.objects.bulk_create(
        Assignment(assessment=assessment, user=user, coding=coding, scope=scope) for scope in sorted(set(scopes))
    )
    told = {"user": str(user), "coding": coding}
    event = record(
        assessment,
        "assigned",
        access.user,
        before=told | {"scopes": before},
        after=told | {"scopes": sorted(set(scopes))},
    )
    notify(assessment, event, [user])


def _check_assignment(assessment: Assessment, user: User, coding: Coding, scopes: Collection[str]) -> None:
    role = {"first": "researcher", "second": "second_coder"}[coding]
    if scopes and not assessment.members.filter(user=user, role=role).exists():
        raise NotACoderError
    known = {one.code for one in assessment.spec.indicators()} | {str(one.number) for one in assessment.spec.domains}
    if not known.issuperset(scopes):
        raise UnknownScopeError(", ".join(sorted(set(scopes) - known)))


@transaction.atomic
def choose_double_coding(*, access: Access, indicators: Collection[str]) -> Assessment:
    """Say which indicators are coded twice; unknown ones are left out."""
    access.require("manage")
    assessment = access.assessment
    chosen = [one.code for one in assessment.spec.indicators() if one.code in indicators]
    if chosen != assessment.double_coded:
        before, assessment.double_coded = assessment.double_coded, chosen
        assessment.save(update_fields=["double_coded"])
        record(assessment, "double_coding_changed", access.user, before=before, after=chosen)
    return assessment


def sample(codes: Sequence[str], size: int, seed: int) -> list[str]:
    """A random choice of indicators, in their order; the same seed chooses the same."""
    chosen = set(random.Random(seed).sample(list(codes), min(size, len(codes))))  # noqa: S311 - a sample, no secret
    return [code for code in codes if code in chosen]
