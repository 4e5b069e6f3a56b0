"""The cast: Amina works here, Bilal runs the site, Chen is invited, Dana was deactivated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from openmgi.accounts.actions import add_user, deactivate, invite
from openmgi.accounts.models import User
from tests.accounts.people import PASSWORD, sign_in


@pytest.fixture
def amina(db: None) -> User:
    return add_user(email="amina@example.org", name="Amina", password=PASSWORD, language="fr")


@pytest.fixture
def bilal(db: None) -> User:
    return add_user(email="bilal@example.org", name="Bilal", password=PASSWORD, is_administrator=True)


@pytest.fixture
def dana(bilal: User) -> User:
    return deactivate(user=add_user(email="dana@example.org", name="Dana", password=PASSWORD), by=bilal)


@pytest.fixture
def token(bilal: User) -> str:
    """The secret of the link by which Chen joins."""
    invited = invite(email="Chen@example.org", name="Chen", language="es", by=bilal)[1]
    assert invited
    return invited


@pytest.fixture
def as_amina(client: Client, amina: User) -> Client:
    """Amina's browser, signed in by the form."""
    sign_in(client, amina.email)
    return client


@pytest.fixture
def posted(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[Callable[[], object]], list[EmailMessage]]:
    """Does something and gives the e-mails that it sent once it was certain."""

    def posted_by(act: Callable[[], object]) -> list[EmailMessage]:
        with django_capture_on_commit_callbacks(execute=True):
            act()
            assert mailoutbox == []
        return mailoutbox

    return posted_by
