"""E-mails about accounts: plain text, in the language of the person who gets them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from openmgi.accounts.actions import invitation_of
from openmgi.accounts.models import User
from openmgi.web.templatetags.page import day


def join_address(token: str, language: str) -> str:
    """The path at which an invited person joins, in this language."""
    with translation.override(language):
        return reverse("join", args=[token])


def send_invitation(user: User, token: str, by: User | None, address: str, occasion: str = "") -> None:
    """Ask somebody to join by the link at this address.

    occasion: what it is about, such as the name of a place.
    """
    with translation.override(user.language):
        known = {"site": settings.SITE_NAME, "inviter": by, "day": day(invitation_of(token).expires_at)}
        known["occasion"] = occasion
        invited = _("%(inviter)s has invited you to %(site)s.") if by else _("You are invited to %(site)s.")
        about = _("It is about: %(occasion)s") if occasion else ""
        link = _("To join, choose a password on this page. The link works once, until %(day)s:")
        _send(
            user.email,
            _("Invitation to %(site)s") % known,
            [_hello(user), invited % known, about % known, link % known, address, _no_need()],
        )


def send_reset(user: User, address: str) -> None:
    """The link at which a person who forgot the password chooses another."""
    with translation.override(user.language):
        known = {"site": settings.SITE_NAME}
        asked = _("Somebody, probably you, has asked for a new password for %(site)s. You can choose it on this page:")
        _send(user.email, _("New password for %(site)s") % known, [_hello(user), asked % known, address, _no_need()])


def send_unknown(email: str) -> None:
    """To an address for which somebody asked a new password, although nobody has joined with it."""
    known = {"site": settings.SITE_NAME, "email": email}
    asked = _(
        "Somebody, perhaps you, has asked for a new password for %(site)s and the address %(email)s. "
        "Nobody has joined with this address."
    )
    hint = _("If it was you: try another address of yours, or ask whoever invited you for a new link.")
    _send(email, _("New password for %(site)s") % known, [asked % known, hint, _no_need()])


def _hello(user: User) -> str:
    return _("Hello %(name)s,") % {"name": user}


def _no_need() -> str:
    return _("If you do not know what this is about, you need not do anything.")


def _send(email: str, subject: str, paragraphs: Iterable[str]) -> None:
    """Send a message once it is certain that what it speaks of has happened."""
    text = "\n\n".join(filter(None, [*paragraphs, f"{settings.SITE_NAME}\n{settings.SITE_ADDRESS}"]))
    message = EmailMessage(f"{settings.EMAIL_SUBJECT_PREFIX}{subject}", f"{text}\n", to=[email])
    transaction.on_commit(message.send, robust=True)
