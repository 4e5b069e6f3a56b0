"""The life of an invitation: made, sent, opened, used once, too old."""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.utils import timezone

from openmgi.accounts.actions import (
    VALID_FOR,
    NoInvitationError,
    accept_invitation,
    deactivate,
    invitation_of,
    invite,
)
from openmgi.accounts.mail import join_address, send_invitation
from openmgi.accounts.models import Invitation, InvitationQuerySet, User
from tests.accounts.people import PASSWORD, answer, is_signed_in, sign_in
from tests.pages import page, texts

Posted = Callable[[Callable[[], object]], list[EmailMessage]]
LANGUAGES = [code for code, _ in settings.LANGUAGES]
FORM = {"name": "Chen Li", "password1": PASSWORD, "password2": PASSWORD}


def join(browser: Client, token: str, **more: str) -> object:
    return browser.post(f"/en/account/join/{token}/", {**FORM, **more})


def grow_old(token: str) -> None:
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))


def test_an_unknown_person_becomes_a_user_who_cannot_sign_in_yet(token: str, bilal: User) -> None:
    chen = User.objects.get(email="chen@example.org")

    assert (chen.state, chen.name, chen.language) == ("invited", "Chen", "es")
    assert invitation_of(token).created_by == bilal
    assert token not in str(Invitation.objects.values())


def test_somebody_who_has_joined_is_found_and_gets_no_invitation(amina: User, bilal: User) -> None:
    assert invite(email=" AMINA@example.org ", name="Other", language="ar", by=bilal) == (amina, None)
    amina.refresh_from_db()
    assert (amina.name, amina.language) == ("Amina", "fr")


def test_somebody_who_was_deactivated_does_not_come_back_by_an_invitation(dana: User, amina: User) -> None:
    assert invite(email=dana.email, name="", language="en", by=amina) == (dana, None)
    assert Invitation.objects.count() == 0


def test_whoever_is_invited_twice_is_one_person_with_two_links(token: str, bilal: User) -> None:
    again = invite(email="chen@example.org", name="C.", language="en", by=bilal)[1]

    assert again != token
    assert User.objects.filter(email="chen@example.org").count() == 1
    assert invitation_of(token).user == invitation_of(str(again)).user


def test_joining_with_one_link_ends_the_other(token: str, bilal: User) -> None:
    again = invite(email="chen@example.org", name="", language="en", by=bilal)[1]
    chen = accept_invitation(token=token, name="Chen", password=PASSWORD)
    deactivate(user=chen, by=bilal)

    with pytest.raises(NoInvitationError):
        invitation_of(str(again))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_invites_and_asks_for_name_and_password(client: Client, token: str, language: str) -> None:
    tree = page(client, f"/{language}/account/join/{token}/")
    labels = {one.get("for"): one.text_content() for one in tree.cssselect("label")}
    fields = tree.cssselect("main form input:not([type=hidden])")

    assert (tree.get("lang"), len(tree.cssselect("h1"))) == (language, 1)
    assert "Bilal" in texts(tree, ".lead")[0]
    assert [one.get("value") for one in tree.cssselect("input[type=email]")] == ["chen@example.org"]
    assert [one.get("name") for one in fields] == [None, "name", "password1", "password2"]
    assert all(labels[one.get("id")] for one in fields)
    assert [one.get("hreflang") for one in tree.cssselect(".languages a")] == LANGUAGES


def test_whoever_accepts_is_signed_in_and_may_come_back(client: Client, token: str) -> None:
    response = join(client, token)
    chen = User.objects.get(email="chen@example.org")

    assert response.headers["Location"] == "/en/work/"  # type: ignore[attr-defined]
    assert (chen.name, chen.state) == ("Chen Li", "joined")
    assert is_signed_in(client)
    assert sign_in(Client(), "chen@example.org").headers["Location"] == "/en/work/"


def test_a_link_opens_for_whoever_got_it_even_in_the_browser_of_another(as_amina: Client, token: str) -> None:
    join(as_amina, token)

    assert texts(page(as_amina, "/en/account/"), ".site-header bdi") == ["Chen Li"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " "}, "This field is required."),
        ({"password1": "short", "password2": "short"}, "A password has at least 12 characters."),
        ({"password1": "123456789012", "password2": "123456789012"}, "This password is entirely numeric."),
        ({"password2": "other words here"}, "The two password fields didn’t match."),
        (
            {"name": "Chen of the Hills", "password1": "chen of the hills", "password2": "chen of the hills"},
            "Your password cannot be like your name or your e-mail address.",
        ),
    ],
)
def test_errors_stand_beside_the_field_and_the_link_stays_good(
    client: Client, token: str, given: dict[str, str], error: str
) -> None:
    tree = answer(join(client, token, **given))

    assert error in texts(tree, ".field .errorlist li")
    assert invitation_of(token).accepted_at is None
    assert not is_signed_in(client)


def gone(response: object) -> bool:
    return texts(answer(response, 410), "h1") == ["This link no longer works"]


def test_a_link_works_once(client: Client, token: str) -> None:
    join(client, token)

    assert gone(Client().get(f"/en/account/join/{token}/"))
    assert gone(join(Client(), token, name="Eve"))
    assert User.objects.get(email="chen@example.org").name == "Chen Li"


def test_a_link_grows_too_old(client: Client, token: str) -> None:
    assert invitation_of(token).expires_at - invitation_of(token).created_at == VALID_FOR
    grow_old(token)

    assert gone(client.get(f"/en/account/join/{token}/"))
    assert gone(join(client, token))


def test_an_unknown_link_is_the_same_page(client: Client, db: None) -> None:
    assert gone(client.get("/en/account/join/nothing/"))


def test_a_link_ends_when_the_person_is_deactivated(client: Client, token: str, bilal: User) -> None:
    deactivate(user=User.objects.get(email="chen@example.org"), by=bilal)

    assert gone(client.get(f"/en/account/join/{token}/"))


def test_of_two_who_use_a_link_in_the_same_moment_one_comes_too_late(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is in between our look at the invitation and our mark on it."""
    really_open = InvitationQuerySet.open
    looks = []

    def open_to_one(self: InvitationQuerySet) -> InvitationQuerySet:
        looks.append(self)
        return really_open(self) if len(looks) == 1 else self.none()

    monkeypatch.setattr(InvitationQuerySet, "open", open_to_one)
    with pytest.raises(NoInvitationError):
        accept_invitation(token=token, name="Eve", password=PASSWORD)


def test_the_address_of_a_link_goes_to_no_other_site_and_into_no_memory(client: Client, token: str) -> None:
    response = client.get(f"/en/account/join/{token}/")

    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response.headers["Cache-Control"]
    assert b'content="noindex"' in response.content
    assert b"canonical" not in response.content


def test_the_log_does_not_hold_the_secret_of_a_link(client: Client, token: str) -> None:
    written = io.StringIO()
    handler = next(one for one in logging.root.handlers if any("Without" in type(f).__name__ for f in one.filters))
    before = handler.setStream(written)  # type: ignore[attr-defined]
    try:
        join(Client(enforce_csrf_checks=True), token)
        client.get("/en/account/join/used-before/")
    finally:
        handler.setStream(before)  # type: ignore[attr-defined]

    lines = written.getvalue().splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == ["/en/account/join/…/"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_is_that_of_the_page_in_the_persons_language(language: str) -> None:
    assert join_address("abc", language) == f"/{language}/account/join/abc/"


def test_the_message_says_who_what_until_when_and_where(token: str, bilal: User, posted: Posted) -> None:
    chen = User.objects.get(email="chen@example.org")
    chen.language = "en"
    expires = invitation_of(token).expires_at
    (message,) = posted(lambda: send_invitation(chen, token, bilal, "https://x.example/en/join", "A county by a lake"))
    paragraphs = str(message.body).split("\n\n")

    assert (message.subject, message.to) == ("[OpenMGI] Invitation to OpenMGI", ["chen@example.org"])
    assert paragraphs[:3] == ["Hello Chen,", "Bilal has invited you to OpenMGI.", "It is about: A county by a lake"]
    assert f"{expires.day} {expires:%B %Y}" in paragraphs[3]
    assert paragraphs[4] == "https://x.example/en/join"
    assert paragraphs[-1] == f"OpenMGI\n{settings.SITE_ADDRESS}\n"


def test_a_message_from_nobody_in_particular_says_less(token: str, posted: Posted) -> None:
    chen = User.objects.get(email="chen@example.org")
    chen.language = "en"
    (message,) = posted(lambda: send_invitation(chen, token, None, "https://x.example/en/join"))

    assert str(message.body).split("\n\n")[1].startswith("You are invited to OpenMGI.")
    assert "It is about" not in str(message.body)


@pytest.mark.parametrize(("language", "month"), [("fr", "décembre"), ("es", "diciembre"), ("ar", "كانون الأول")])
def test_the_message_speaks_the_persons_language(
    token: str, bilal: User, posted: Posted, language: str, month: str
) -> None:
    Invitation.objects.update(expires_at=datetime.datetime(timezone.now().year + 1, 12, 5, tzinfo=datetime.UTC))
    chen = User.objects.get(email="chen@example.org")
    chen.language = language
    (message,) = posted(lambda: send_invitation(chen, token, bilal, "https://x.example/join"))

    assert month in str(message.body)


def test_nothing_is_sent_for_what_did_not_happen(token: str, bilal: User, posted: Posted) -> None:
    def invite_in_vain() -> None:
        with transaction.atomic():
            send_invitation(User.objects.get(email="chen@example.org"), token, bilal, "https://x.example/join")
            transaction.set_rollback(True)

    assert posted(invite_in_vain) == []


def test_an_invitation_names_its_person_and_day(token: str) -> None:
    invitation = invitation_of(token)

    assert str(invitation) == f"chen@example.org, {invitation.created_at:%Y-%m-%d}"
    assert str(User(email="x@example.org")) == "x@example.org"
