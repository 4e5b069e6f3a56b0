"""Clearing a profile."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from openmgi.assessments.models import SignOff
from openmgi.assessments.permissions import Access
from openmgi.assessments.recording import record


class NotNamedError(Exception):
    """Whoever signs says name and function."""


class OtherVersionError(Exception):
    """The profile was changed after the signatory saw it."""


@transaction.atomic
def sign_off(*, access: Access, name: str, function: str, signed_on: datetime.date, version: str, now: str) -> SignOff:
    """Clear the version that the signatory has seen. now: the version as it is at this moment.

    Raises PermissionDenied, NotNamedError, OtherVersionError.
    """
    access.require("sign_off")
    if not name.strip() or not function.strip():
        raise NotNamedError
    if version != now:
        raise OtherVersionError
    signed = SignOff.objects.create(
        assessment=access.assessment,
        name=name.strip(),
        function=function.strip(),
        signed_on=signed_on,
        version=version,
        by=access.user,
        at=timezone.now(),
    )
    told = {"name": signed.name, "function": signed.function, "version": version}
    record(access.assessment, "signed_off", access.user, after=told)
    return signed
