"""What people do with accounts."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openmgi.accounts.models import Invitation, User

VALID_FOR = datetime.timedelta(days=14)


class UserExistsError(Exception):
    """Somebody with this address is there already."""


class NoInvitationError(Exception):
    """The link is unknown, was used or has expired."""


@transaction.atomic
def add_user(*, email: str, name: str, password: str, language: str = "en", is_administrator: bool = False) -> User:
    """Somebody who may sign in at once. Raises UserExistsError."""
    if User.objects.with_email(email).exists():
        raise UserExistsError(email)
    user = User.objects.create_user(email, password, name=name, language=language, is_administrator=is_administrator)
    _confirm_address(user)
    return user


@transaction.atomic
def invite(*, email: str, name: str, language: str, by: User | None) -> tuple[User, str | None]:
    """The user with this address, and the token of an invitation where the person has not joined yet.

    An unknown person becomes a user who cannot sign in until the invitation is accepted. Whoever has joined gets no
    token: an invitation does not bring back somebody who was deactivated.
    """
    user, _ = User.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"name": name, "language": language, "is_active": False, "password": make_password(None)},
    )
    if user.has_joined:
        return user, None
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    Invitation.objects.create(
        user=user, token_sha256=_hash(token), created_at=now, created_by=by, expires_at=now + VALID_FOR
    )
    return user, token


def invitation_of(token: str) -> Invitation:
    """The open invitation with this token. Raises NoInvitationError."""
    found = Invitation.objects.open().select_related("user", "created_by").filter(token_sha256=_hash(token)).first()
    if found is None:
        raise NoInvitationError
    return found


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str) -> User:
    """The invited person joins: a name, a password, and an address that the link has proved. Raises NoInvitationError.

    All other invitations of the person end with this one.
    """
    invitation = invitation_of(token)
    now = timezone.now()
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=now):
        raise NoInvitationError  # somebody else was faster by a moment
    user = invitation.user
    user.invitations.open().update(expires_at=now)
    user.name, user.is_active = name, True
    user.set_password(password)
    user.save(update_fields=["name", "is_active", "password"])
    _confirm_address(user)
    return user


@transaction.atomic
def change_profile(*, user: User, name: str, language: str) -> User:
    """Another name, or another language for e-mails."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    return user


@transaction.atomic
def deactivate(*, user: User, by: User | None) -> User:
    """Somebody may no longer sign in; sessions and invitations end at once. What the person did stays.

    by: an administrator, or None for somebody at the terminal of the server.
    """
    _allow_administrators_only(by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.invitations.open().update(expires_at=timezone.now())
    return user


@transaction.atomic
def reactivate(*, user: User, by: User | None) -> User:
    """Somebody who was deactivated may sign in again. Whoever never joined needs an invitation instead."""
    _allow_administrators_only(by)
    user.is_active = user.has_joined
    user.save(update_fields=["is_active"])
    return user


def _allow_administrators_only(by: User | None) -> None:
    if by is not None and not by.is_administrator:
        raise PermissionDenied


def _confirm_address(user: User) -> None:
    """The address is the person's own: somebody who knows has said so, or the link that was sent there was used."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
