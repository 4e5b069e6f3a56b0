"""How signing in works here: by invitation only, also through another provider."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from openmgi.accounts import mail
from openmgi.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # ships no types
    """People join by an invitation; nobody signs up. E-mails are ours, in the person's language."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("That is not your password."),
        "incorrect_password": _("That is not your password."),
        "incorrect_code": _("That code is not right, or no longer."),
        "too_many_login_attempts": _("Too many failed tries. Please wait a few minutes."),
        "rate_limited": _("Too many failed tries. Please wait a few minutes."),
    }

    def is_open_for_signup(self, *_: object) -> bool:
        return False

    def get_password_change_redirect_url(self, *_: object) -> str:
        return reverse("my-account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/unknown_account":
            mail.send_unknown(email)
        elif template_prefix == "account/email/password_reset_key":
            mail.send_reset(context["user"], context["password_reset_url"])
        else:
            with translation.override(context["user"].language):
                super().send_mail(template_prefix, email, context)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # ships no types
    """Second factors bear the name of this site."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - named by allauth
        there = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": there + 1}


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # ships no types
    """A provider vouches for people who are known here; it makes no new ones."""

    def is_open_for_signup(self, *_: object) -> bool:
        return False
