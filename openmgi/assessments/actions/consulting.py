"""Asking institutions for their reply: opening, changing, reminding, closing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment, Member, Reply
from openmgi.assessments.permissions import Access, part_in
from openmgi.assessments.recording import notify, record

REMIND_BEFORE = datetime.timedelta(days=3)  # before the day, and again as often after it


class ConsultationError(Exception):
    """What was asked for cannot be; the class says why."""


class NobodyAskedError(ConsultationError):
    """An institution without a name, or without a person who replies for it."""


class AlreadyAskedError(ConsultationError):
    """The institution has been asked already."""


class NothingAskedError(ConsultationError):
    """No domain and no indicator, or one that the edition does not have."""


class NoReasonError(ConsultationError):
    """No longer waiting for a reply, or opening one again, needs a reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, about what, until when. scopes: numbers of domains and codes of indicators."""

    institution: str
    scopes: Sequence[str]
    due: datetime.date
    language: str
    people: Sequence[User]


@transaction.atomic
def open_reply(*, access: Access, asked: Asked) -> Reply:
    """Ask an institution. Its people become respondents of the assessment and are told.

    Raises PermissionDenied, NobodyAskedError, AlreadyAskedError, NothingAskedError.
    """
    access.require("manage")
    _check(access.assessment, asked)
    reply = Reply(assessment=access.assessment, opened_at=timezone.now(), opened_by=access.user)
    _put(reply, asked)
    event = record(access.assessment, "reply_opened", access.user, after=told(reply))
    notify(access.assessment, event, asked.people, reply.institution)
    return reply


@transaction.atomic
def change_reply(*, access: Access, reply: Reply, asked: Asked) -> Reply:
    """Ask the institution something else, or other people of it, or until another day. Raises as `open_reply`."""
    access.require("manage")
    locked = _locked(access, reply)
    _check(access.assessment, asked, locked)
    before = told(locked)
    known = set(locked.people.all())
    _put(locked, asked)
    event = record(access.assessment, "reply_changed", access.user, before=before, after=told(locked))
    notify(access.assessment, event, [one for one in asked.people if one not in known], locked.institution)
    return locked


def _locked(access: Access, reply: Reply) -> Reply:
    return Reply.objects.select_for_update().get(pk=reply.pk, assessment=access.assessment)


def _check(assessment: Assessment, asked: Asked, reply: Reply | None = None) -> None:
    if not asked.institution.strip() or not asked.people:
        raise NobodyAskedError
    same = Reply.objects.filter(assessment=assessment, institution=asked.institution.strip()).first()
    if same is not None and same != reply:
        raise AlreadyAskedError
    known = {one.code for one in assessment.spec.indicators()} | {str(one.number) for one in assessment.spec.domains}
    if not asked.scopes or not known.issuperset(asked.scopes):
        raise NothingAskedError


def _put(reply: Reply, asked: Asked) -> None:
    reply.institution, reply.scopes = asked.institution.strip(), list(dict.fromkeys(asked.scopes))
    reply.due, reply.language = asked.due, asked.language
    reply.save()
    reply.people.set(asked.people)
    for user in asked.people:
        Member.objects.get_or_create(assessment=reply.assessment, user=user, role="respondent")


def told(reply: Reply) -> dict[str, Any]:
    """What the record keeps of a reply that is asked for."""
    return {
        "reply": reply.pk,
        "institution": reply.institution,
        "scopes": reply.scopes,
        "due": reply.due.isoformat(),
        "people": sorted(str(one) for one in reply.people.all()),
    }


@transaction.atomic
def close_reply(*, access: Access, reply: Reply, reason: str) -> Reply:
    """No longer wait for a reply that was not submitted. What is written of it stays with its people.

    Raises PermissionDenied, NoReasonError.
    """
    access.require("manage")
    locked = _locked(access, reply)
    locked.closed_reason = _reason(reason)
    locked.save(update_fields=["closed_reason"])
    _tell(access, locked, "reply_closed", locked.closed_reason)
    return locked


@transaction.atomic
def reopen_reply(*, access: Access, reply: Reply, reason: str) -> Reply:
    """Let the institution write its reply again. Dispositions of its comments stay until what they answer changes.

    Raises PermissionDenied, NoReasonError.
    """
    access.require("manage")
    locked = _locked(access, reply)
    why = _reason(reason)
    locked.closed_reason, locked.submitted_at, locked.submitted_by = "", None, None
    locked.save(update_fields=["closed_reason", "submitted_at", "submitted_by"])
    _tell(access, locked, "reply_reopened", why)
    return locked


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NoReasonError
    return reason.strip()


def _tell(access: Access, reply: Reply, kind: str, text: str) -> None:
    after = {"reply": reply.pk, "institution": reply.institution, "reason": text}
    event = record(access.assessment, kind, access.user, after=after)
    notify(access.assessment, event, list(reply.people.all()), f"{reply.institution}: {text}")


@transaction.atomic
def remind(*, access: Access, reply: Reply) -> Reply:
    """Remind the people of a reply that is still open. Raises PermissionDenied."""
    access.require("manage")
    locked = _locked(access, reply)
    _remind(locked, access.user)
    return locked


def _remind(reply: Reply, by: User | None) -> None:
    if not reply.is_open:
        return
    reply.reminded_at = timezone.now()
    reply.save(update_fields=["reminded_at"])
    after = {"reply": reply.pk, "institution": reply.institution, "due": reply.due.isoformat()}
    event = record(reply.assessment, "reply_reminded", by, after=after)
    notify(reply.assessment, event, list(reply.people.all()), f"{reply.institution}: {reply.due.isoformat()}")


@transaction.atomic
def remind_all(*, today: datetime.date) -> int:
    """Remind the people of every open reply that is due soon or late, at most once in that time. How many replies.

    Only where the assessment is at a stage at which they may reply.
    """
    ago = timezone.now() - REMIND_BEFORE
    waiting = Reply.objects.select_for_update(of=("self",)).filter(
        Q(reminded_at=None) | Q(reminded_at__lte=ago),
        submitted_at=None,
        closed_reason="",
        due__lte=today + REMIND_BEFORE,
    )
    due = [one for one in waiting.select_related("assessment__edition", "assessment__place") if _may_reply(one)]
    for reply in due:
        _remind(reply, None)
    return len(due)


def _may_reply(reply: Reply) -> bool:
    return any(part_in(user, reply.assessment).may("reply") for user in reply.people.all())
