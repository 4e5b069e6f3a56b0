"""People who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is kept in small letters, so that one person is one user."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def with_email(self, email: str) -> models.QuerySet[User]:
        return self.filter(email=email.strip().lower())

    def get_by_natural_key(self, username: str | None) -> User:
        return self.with_email(username or "").get()


class User(AbstractBaseUser):
    """A person.

    invited       no password, not active
    joined        a password, active
    deactivated   a password, not active
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="an_address_is_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def has_joined(self) -> bool:
        return self.has_usable_password()

    @property
    def state(self) -> str:
        if self.is_active:
            return "joined"
        return "deactivated" if self.has_joined else "invited"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Those by which somebody can still join."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now(), user__is_active=False)


class Invitation(models.Model):
    """A link by which a person chooses a password; only its hash is kept. Used once, and not after it has expired."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="invitations_sent")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user.email}, {self.created_at:%Y-%m-%d}"
