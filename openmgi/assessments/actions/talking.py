"""Threads on indicators, and flags that must be settled."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Flag, Message
from openmgi.assessments.permissions import Access, part_in
from openmgi.assessments.recording import mentioned, notify, record
from openmgi.core.edition import Indicator


class NothingSaidError(Exception):
    """A message, a flag and a resolution need words."""


@transaction.atomic
def say(*, access: Access, indicator: Indicator, text: str) -> Message:
    """Write in the thread of an indicator. Members who are mentioned (`@address`) are told. Raises NothingSaidError."""
    access.require("discuss")
    text = _words(text)
    message = Message.objects.create(
        assessment=access.assessment,
        indicator=indicator.code,
        coding=access.side(indicator.code),
        author=access.user,
        text=text,
        created_at=timezone.now(),
    )
    event = record(
        access.assessment, "message", access.user, indicator=indicator.code, coding=message.coding, after=text
    )
    notify(access.assessment, event, _mentioned(access, message.coding, indicator, text), text)
    return message


@transaction.atomic
def raise_flag(*, access: Access, indicator: Indicator, text: str, to: User) -> Flag:
    """Ask a member to settle something before the stage can close. Raises PermissionDenied, NothingSaidError."""
    access.require("flag")
    if not access.assessment.members.filter(user=to).exists():
        raise PermissionDenied
    flag = Flag.objects.create(
        assessment=access.assessment,
        indicator=indicator.code,
        coding=access.side(indicator.code),
        text=_words(text),
        raised_by=access.user,
        addressed_to=to,
        raised_at=timezone.now(),
    )
    event = record(
        access.assessment,
        "flag_raised",
        access.user,
        indicator=indicator.code,
        coding=flag.coding,
        after={"text": flag.text, "to": str(to)},
    )
    notify(access.assessment, event, [to, *_mentioned(access, flag.coding, indicator, text)], flag.text)
    return flag


@transaction.atomic
def resolve_flag(*, access: Access, flag: Flag, resolution: str) -> Flag:
    """Settle a flag: the one who raised it, the one whom it asks, or whoever manages. Again changes nothing.

    Raises PermissionDenied, NothingSaidError.
    """
    if access.user not in {flag.raised_by, flag.addressed_to} and not access.may("manage"):
        raise PermissionDenied
    flag = Flag.objects.select_for_update().get(pk=flag.pk)
    if flag.resolved_at is not None:
        return flag
    flag.resolution, flag.resolved_by, flag.resolved_at = _words(resolution), access.user, timezone.now()
    flag.save()
    event = record(
        access.assessment,
        "flag_resolved",
        access.user,
        indicator=flag.indicator,
        coding=flag.coding,
        before={"text": flag.text},
        after={"resolution": flag.resolution},
    )
    notify(access.assessment, event, [flag.raised_by, flag.addressed_to], flag.resolution)
    return flag


def _mentioned(access: Access, coding: str, indicator: Indicator, text: str) -> list[User]:
    """Those who are mentioned and may hear it: news tell nobody what the pages hide."""
    parts = [part_in(one, access.assessment) for one in mentioned(access.assessment, text)]
    return [part.user for part in parts if part.may("discuss") and part.hears(indicator.code, coding)]


def _words(text: str) -> str:
    if not text.strip():
        raise NothingSaidError
    return text.strip()
