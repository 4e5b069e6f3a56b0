"""A forgotten password is replaced by e-mail; a known one by a form."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from openmgi.accounts.models import User
from tests.accounts.people import PASSWORD, answer, errors, is_signed_in, sign_in
from tests.pages import page, texts

Posted = Callable[[Callable[[], object]], list[EmailMessage]]
NEW = "four blue rivers"
ASK = "/en/account/password/reset/"


@pytest.fixture
def link(client: Client, amina: User, posted: Posted) -> str:
    """The link that Amina got."""
    (message,) = posted(lambda: client.post(ASK, {"email": amina.email}))
    found = re.search(r"http://testserver(/\S+)", str(message.body))
    assert found
    return found[1]


def follow(browser: Client, link: str) -> str:
    """The address at which the new password is chosen; the secret has gone from it."""
    return str(browser.get(link).headers["Location"])


def test_a_message_comes_in_the_persons_language(client: Client, amina: User, posted: Posted) -> None:
    (message,) = posted(lambda: client.post(ASK, {"email": "Amina@example.org"}))

    assert message.to == ["amina@example.org"]
    assert message.subject.startswith("[OpenMGI] ")
    assert "Amina" in str(message.body)
    assert "/en/account/password/reset/key/" in str(message.body)


@pytest.mark.parametrize("address", ["nobody@example.org", "chen@example.org", "dana@example.org"])
def test_whoever_asks_does_not_learn_who_is_there(
    client: Client, amina: User, dana: User, token: str, posted: Posted, address: str
) -> None:
    known = Client().post(ASK, {"email": amina.email})
    messages = posted(lambda: client.post(ASK, {"email": address}))
    unknown = Client().post(ASK, {"email": address})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [one.to for one in messages] == [[address]]
    assert "Nobody has joined with this address" in str(messages[0].body)
    assert "http://testserver" not in str(messages[0].body)


def test_the_link_lets_choose_a_password_once(client: Client, amina: User, link: str) -> None:
    form = follow(client, link)
    done = client.post(form, {"password1": NEW, "password2": NEW})

    assert form.endswith("-set-password/")
    assert done.headers["Location"] == "/en/account/password/reset/key/done/"
    assert texts(page(Client(), link), "h1") == ["This link no longer works"]
    assert not is_signed_in(client)
    sign_in(client, amina.email, NEW)
    assert is_signed_in(client)


def test_a_password_has_to_be_good_and_typed_alike(client: Client, link: str) -> None:
    form = follow(client, link)
    poor = errors(client.post(form, {"password1": "amina@exampl", "password2": "amina@exampl"}))
    short = errors(client.post(form, {"password1": "short", "password2": "short"}))
    unlike = errors(client.post(form, {"password1": NEW, "password2": PASSWORD}))

    assert poor == ["Your password cannot be like your name or your e-mail address."]
    assert short == ["A password has at least 12 characters."]
    assert len(unlike) == 1


def test_a_new_password_opens_the_door_again_after_too_many_tries(client: Client, amina: User, link: str) -> None:
    for _ in range(6):
        sign_in(client, amina.email, "wrong")
    client.post(follow(client, link), {"password1": NEW, "password2": NEW})

    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), amina.email, NEW).status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(as_amina: Client, amina: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, amina.email)
    response = as_amina.post(
        "/en/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )

    assert response.redirect_chain == [("/en/account/", 302)]
    assert len(texts(answer(response), "[role=status]")) == 1
    assert is_signed_in(as_amina)
    assert not is_signed_in(elsewhere)


def test_changing_the_password_takes_the_old_one(as_amina: Client) -> None:
    response = as_amina.post("/en/account/password/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})

    assert errors(response) == ["That is not your password."]
