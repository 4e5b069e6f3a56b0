"""The record of acts, and notices of them to those whom they concern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from openmgi.accounts.models import User
from openmgi.assessments.models import Assessment, Event, Notice

MENTION = re.compile(r"(?<![\w.])@([\w.+-]+@[\w-]+\.[\w.-]*\w)")


def record(  # noqa: PLR0913 - an act has a person, a place, and two sides
    assessment: Assessment,
    kind: str,
    by: User | None,
    *,
    indicator: str = "",
    coding: str = "",
    before: Any = None,
    after: Any = None,
) -> Event:
    """Write an Event, in the transaction of the act. by: None where a command did it."""
    return Event.objects.create(
        assessment=assessment.pk,
        indicator=indicator,
        coding=coding,
        kind=kind,
        actor=by.pk if by else 0,
        actor_name=str(by or "openmgi"),
        at=timezone.now(),
        before=before,
        after=after,
    )


def notify(assessment: Assessment, event: Event, users: Iterable[User], text: str = "") -> None:
    """Tell people of an act; nobody is told of their own."""
    Notice.objects.bulk_create(
        Notice(
            user=user,
            assessment=assessment,
            indicator=event.indicator,
            kind=event.kind,
            actor_name=event.actor_name,
            text=text,
            created_at=event.at,
        )
        for user in dict.fromkeys(users)
        if user.pk != event.actor
    )


def mentioned(assessment: Assessment, text: str) -> list[User]:
    """The members of an assessment whose address stands in a text as `@address`."""
    addresses = {address.lower() for address in MENTION.findall(text)}
    return list(User.objects.filter(email__in=addresses, memberships__assessment=assessment).distinct())
